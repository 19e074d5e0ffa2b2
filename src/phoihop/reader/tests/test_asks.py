"""What news reports and papers ask of others: who is asked, from which word on; all made up."""

import pytest

from phoihop.reader import read

REPORT = "Huyện Ba Mít họp giao ban\nSáng 5/3/2032, UBND huyện Ba Mít họp giao ban tháng 2.\n{}\n"


def asked_in(told: str) -> list[tuple[list[str], str]]:
    tasks = read(REPORT.format(told), kind="news").tasks
    return [([body.name for body in task.who], task.what.name) for task in tasks]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("các Bộ, ngành, địa phương", ["các Bộ, ngành, địa phương"]),
        ("các Sở, Ban, ngành, UBND các xã", ["các Sở, Ban, ngành", "UBND các xã"]),
        ("các cơ quan, đơn vị trong khối", ["các cơ quan, đơn vị trong khối"]),
        (
            "hệ thống Tuyên giáo từ huyện đến cơ sở",
            ["hệ thống Tuyên giáo từ huyện đến cơ sở"],
        ),
        ("bốn Văn phòng", ["bốn Văn phòng"]),
        ("17 sở, ngành", ["17 sở, ngành"]),
        ("ngành thuế và các xã, phường", ["ngành thuế", "các xã, phường"]),
        ("cả hệ thống chính trị xã Đồng Mơ", ["cả hệ thống chính trị xã Đồng Mơ"]),
        ("VP UBND huyện", ["VP UBND huyện"]),
        ("tỉnh Ba Mít", ["tỉnh Ba Mít"]),
        ("các xã, Ban Chỉ huy Quân sự huyện", ["các xã", "Ban Chỉ huy Quân sự huyện"]),
        ("các xã, Công an và Mặt trận", ["các xã", "Công an", "Mặt trận"]),
        ("Ban Tuyên giáo", ["Ban Tuyên giáo"]),
        ("Trung tâm Phục vụ hành chính công", ["Trung tâm Phục vụ hành chính công"]),
        (
            "Ban Quản lý dự án đầu tư xây dựng tỉnh",
            ["Ban Quản lý dự án đầu tư xây dựng tỉnh"],
        ),
    ],
)
def test_who_is_asked(asked: str, who: list[str]) -> None:
    told = f"Chủ tịch UBND huyện Lê Văn Mít yêu cầu {asked} rà soát các hộ nghèo."

    assert asked_in(told) == [(who, "rà soát các hộ nghèo")]


@pytest.mark.parametrize(
    ("action", "what"),
    [
        ("khẩn trương triển khai kế hoạch", "khẩn trương triển khai kế hoạch"),
        ("tiếp tục thông tin cho nhân dân", "tiếp tục thông tin cho nhân dân"),
        ("cung cấp thông tin cho báo chí", "cung cấp thông tin cho báo chí"),
        ("thực thi hiệu quả các giải pháp", "thực thi hiệu quả các giải pháp"),
        ("ghi nhật ký từng đoạn kênh", "ghi nhật ký từng đoạn kênh"),
        ("lắp thêm mắt camera ở chợ", "lắp thêm mắt camera ở chợ"),
        ("phân loại các kiến nghị", "phân loại các kiến nghị"),
        ("sơ kết việc phối hợp", "sơ kết việc phối hợp"),
        ("cụ thể hóa các chỉ tiêu", "cụ thể hóa các chỉ tiêu"),
        ("cần phải lồng ghép các nguồn vốn", "lồng ghép các nguồn vốn"),
        ("trong thời gian tới xây dựng đề án cây xanh", "xây dựng đề án cây xanh"),
        ("thời gian tới, cần làm rõ nguồn vốn", "làm rõ nguồn vốn"),
    ],
)
def test_what_is_asked(action: str, what: str) -> None:
    told = f"Chủ tịch UBND huyện Lê Văn Mít đề nghị Phòng Nội vụ {action}."

    assert asked_in(told) == [(["Phòng Nội vụ"], what)]


@pytest.mark.parametrize(
    "told",
    [
        "Ông Lê Văn Mít lưu ý các xã cần rà soát các hộ nghèo.",
        "Ông Lê Văn Mít đề nghị trong quý III/2032, các xã rà soát các hộ nghèo.",
        "Ông Lê Văn Mít đề nghị thời gian tới, các xã rà soát các hộ nghèo.",
        "Đoàn kiểm tra đã yêu cầu các xã phải rà soát các hộ nghèo.",
        "Tổ đại biểu HĐND huyện đề nghị các xã rà soát các hộ nghèo.",
        "Tiếp thu ý kiến của cử tri, Phó Chủ tịch UBND huyện đề nghị các xã rà soát các hộ nghèo.",
    ],
)
def test_how_it_is_asked(told: str) -> None:
    assert asked_in(told) == [(["các xã"], "rà soát các hộ nghèo")]


def test_the_time_before_the_body_is_when_it_is_due() -> None:
    told = "Ông Lê Văn Mít đề nghị trong quý III/2032, các xã rà soát các hộ nghèo."

    (task,) = read(REPORT.format(told), kind="news").tasks

    assert task.due is not None
    assert task.due.date == "2032-09-30"


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "Chậm nhất ngày 31/5/2032, UBND các xã phải gửi phương án về Sở Nội vụ.",
            [(["UBND các xã"], "gửi phương án về Sở Nội vụ", "2032-05-31")],
        ),
        (
            "Sở Tài chính hướng dẫn các xã thủ tục, báo cáo kết quả trước ngày 31/5/2032.",
            [(["Sở Tài chính"], "hướng dẫn các xã thủ tục, báo cáo kết quả", "2032-05-31")],
        ),
        ("Chậm nhất ngày 31/1/2032, UBND các xã phải gửi phương án về Sở Nội vụ.", []),
        ("UBND các xã đã gửi phương án về Sở Nội vụ trước ngày 31/5/2032.", []),
        (
            "Ông Lê Văn Mít giao Phòng Nội vụ rà soát các hộ nghèo. Đồng thời, tổng hợp kết quả "
            "gửi về UBND huyện trước ngày 15/8/2032.",
            [
                (["Phòng Nội vụ"], "rà soát các hộ nghèo", None),
                (["Phòng Nội vụ"], "tổng hợp kết quả gửi về UBND huyện", "2032-08-15"),
            ],
        ),
        (
            "Ông Lê Văn Mít giao Phòng Nội vụ rà soát các hộ nghèo. Hội nghị kết thúc. Đồng thời, "
            "tổng hợp kết quả gửi về UBND huyện.",
            [(["Phòng Nội vụ"], "rà soát các hộ nghèo", None)],
        ),
        (
            "Ông Lê Văn Mít giao Ban Quản lý chợ rà soát các quầy.",
            [(["Ban Quản lý chợ"], "rà soát các quầy", None)],
        ),
        ("Ông Lê Văn Mít dự giao ban Quý I, rà soát các quầy.", []),
    ],
)
def test_what_is_due_and_what_follows(told: str, found: list[tuple[object, ...]]) -> None:
    tasks = read(REPORT.format(told), kind="news").tasks

    assert [
        ([body.name for body in task.who], task.what.name, task.due and task.due.date)
        for task in tasks
    ] == found


@pytest.mark.parametrize(
    "told",
    [
        "Huyện đã yêu cầu các xã rà soát các hộ nghèo.",
        "Nghe báo cáo, cử tri xã Đồng Mơ đề nghị các xã rà soát các hộ nghèo.",
        "Ông Lê Văn Mít yêu cầu các xã thực hiện các nội dung sau:",
        "Ông Lê Văn Mít đề nghị các đại biểu tập trung thảo luận.",
        "Các xã lưu ý đến việc phòng cháy.",
        "Đây là yêu cầu thực tiễn của các ngành nghề đang phát triển.",
        "Huyện yêu cầu cấp bách phải rà soát các hộ nghèo.",
    ],
)
def test_what_asks_nobody(told: str) -> None:
    assert asked_in(told) == []


def test_needs_of_the_work_are_no_request() -> None:
    head = (
        "HUYỆN ỦY BA MÍT\n*\nSố 12-TB/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nBa Mít, ngày 5 tháng 3 năm "
        "2032\n\nTHÔNG BÁO\nKết luận hội nghị giao ban\n\n"
    )

    tasks = read(
        f"{head}1. Các sở, ngành căn cứ đặc điểm, yêu cầu công tác lập danh sách hộ.\n"
    ).tasks

    assert [task.what.name for task in tasks] == [
        "căn cứ đặc điểm, yêu cầu công tác lập danh sách hộ"
    ]
