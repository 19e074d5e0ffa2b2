"""Tasks, items, figures and sections one by one; every name is made up."""

from typing import Any

import pytest

from phoihop.reader import read, to_json
from phoihop.reader.tests import texts

HEAD = texts.CONCLUSION.split("1. Giao")[0]


def tasks_of(body: str) -> list[tuple[list[str], str, str | None, str | None]]:
    answer = to_json(read(HEAD + body + "\n"))
    return [
        ([body["name"] for body in task["who"]], task["what"], task["due"], task["period"])
        for task in answer["tasks"]
    ]


@pytest.mark.parametrize(
    ("written", "due", "period"),
    [
        ("trước ngày 15/3/2024", "2024-03-15", None),
        ("trước ngày 15-3", "2024-03-15", None),
        ("trước ngày 05/01", "2025-01-05", None),
        ("trước ngày 10/02", None, None),
        ("chậm nhất ngày 05 tháng 4 năm 2024", "2024-04-05", None),
        ("trong quý II/2024", "2024-06-30", None),
        ("trong quý 4 năm 2024", "2024-12-31", None),
        ("trong tháng 02 năm 2024", "2024-02-29", None),
        ("trong 6 tháng đầu năm 2024", "2024-06-30", None),
        ("xong trong năm 2024", "2024-12-31", None),
        ("định kỳ hằng quý", None, "quarterly"),
        ("trước ngày 25 hàng tháng", None, "monthly"),
        ("trước ngày 20/11 hằng năm", None, "yearly"),
        ("sau 10 ngày kể từ ngày ký", None, None),
        ("ngay sau hội nghị", None, None),
        ("trước ngày 31/02/2024", None, None),
    ],
)
def test_by_when(written: str, due: str | None, period: str | None) -> None:
    found = tasks_of(f"1. Giao Phòng Nội vụ tổng hợp số liệu cơ sở {written}.")

    assert [task[2:] for task in found] == [(due, period)]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("1. Giao Ban Tổ chức Huyện ủy tham mưu việc này.", ["Ban Tổ chức Huyện ủy"]),
        ("1. Sở Giáo dục và Đào tạo chủ trì việc này.", ["Sở Giáo dục và Đào tạo"]),
        ("1. Ban Tuyên giáo, Ban Dân vận hướng dẫn cơ sở.", ["Ban Tuyên giáo", "Ban Dân vận"]),
        ("1. Yêu cầu các xã, thị trấn nghiêm túc thực hiện.", ["các xã, thị trấn"]),
        (
            "1. Các tổ chức chính trị - xã hội vận động hội viên.",
            ["Các tổ chức chính trị - xã hội"],
        ),
        ("1. Công an huyện: Bảo đảm an ninh, trật tự.", ["Công an huyện"]),
        ("1. Thủ trưởng các ngành: Rà soát các hộ nghèo.", ["Thủ trưởng các ngành"]),
        (
            "1. Đồng chí Vũ Thị Mơ, Phó Bí thư, chỉ đạo việc này.",
            ["Đồng chí Vũ Thị Mơ, Phó Bí thư"],
        ),
        (
            "1. Giao đ/c Vũ Thị Mơ, Phó Bí thư, Chủ tịch UBND xã và Công an xã kiểm tra việc này.",
            ["đ/c Vũ Thị Mơ, Phó Bí thư, Chủ tịch UBND xã", "Công an xã"],
        ),
        (
            "1. Giao ông Lê Văn Cam, Trưởng ban, ông Vũ Văn Mít, Phó ban theo dõi việc này.",
            ["ông Lê Văn Cam, Trưởng ban", "ông Vũ Văn Mít, Phó ban"],
        ),
        (
            "1. Giao đồng chí Chủ tịch UBND xã, Trưởng Công an xã kiểm tra việc này.",
            ["đồng chí Chủ tịch UBND xã", "Trưởng Công an xã"],
        ),
    ],
)
def test_who(line: str, who: list[str]) -> None:
    assert [task[0] for task in tasks_of(line)] == [who]


@pytest.mark.parametrize(
    "line",
    [
        "1. Hội nghị đã giao Phòng Nội vụ tổng hợp số liệu.",
        "1. Đánh giá cao tinh thần trách nhiệm của các cơ quan.",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các chi bộ chuẩn bị chu đáo.",
        "1. Hội thảo chuyên đề được tổ chức đúng kế hoạch.",
        "1. Phòng, chống tham nhũng phải thường xuyên.",
        "1. Chánh Văn phòng, Giám đốc các Sở: Y tế, Nội vụ chịu trách nhiệm thi hành.",
    ],
)
def test_what_is_no_task(line: str) -> None:
    assert tasks_of(line) == []


def test_a_request_of_voters_is_no_task() -> None:
    text = "Cử tri xã Đồng Mơ gặp đại biểu\nSáng 3/7/2023, cử tri đề nghị UBND huyện sửa đường.\n"

    assert read(text).tasks == ()


@pytest.mark.parametrize(
    ("line", "dues"),
    [
        ("1. UBND xã rà soát các hộ nghèo; hoàn thành trong quý I/2025.", ["2025-03-31"]),
        ("1. Giao Công an xã lập danh sách các hộ. Xong trước ngày 15/3/2024.", ["2024-03-15"]),
        ("1. Giao Trạm Y tế rà soát trẻ em trước ngày 5/4; xong trong tháng 5.", ["2024-04-05"]),
        (
            "1. Giao Trạm Y tế rà soát trẻ em; hoàn thành trước ngày 5/4 việc cấp thẻ cho các hộ.",
            [None, "2024-04-05"],
        ),
        ("1. Giao Trạm Y tế rà soát trẻ em; các hộ tự khai báo trước ngày 5/4.", [None]),
    ],
)
def test_a_time_behind_a_mark_is_that_of_the_task_before(line: str, dues: list[str | None]) -> None:
    assert [task[2] for task in tasks_of(line)] == dues


def test_a_task_with_its_time_behind_a_mark_shows_both() -> None:
    line = "1. UBND xã rà soát các hộ nghèo; hoàn thành trong quý I/2025."

    (task,) = read(HEAD + line + "\n").tasks

    assert task.text == line.removeprefix("1. ").removesuffix(".")


def test_a_conclusion_whole() -> None:
    assert tasks_of(texts.CONCLUSION.removeprefix(HEAD)) == [
        (
            ["Ban Tuyên giáo Huyện ủy"],
            "xây dựng kế hoạch tuyên truyền, trình Thường trực Huyện ủy",
            "2024-03-15",
            None,
        ),
        (["Ban Tuyên giáo Huyện ủy"], "Tập huấn báo cáo viên", "2024-05-31", None),
    ]


def test_clauses_of_a_regulation_have_their_parties() -> None:
    items: list[dict[str, Any]] = to_json(read(texts.RULES))["items"]

    assert [(item["number"], item["text"]) for item in items] == [
        ("1.1", "Cung cấp tài liệu"),
        ("1.2", "Cử báo cáo viên"),
    ]
    assert {item["heading"] for item in items} == {"Trách nhiệm của Ban Tuyên giáo Huyện ủy"}
    assert {item["parties"][0]["name"] for item in items} == {"Ban Tuyên giáo Huyện ủy"}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Mở 6 lớp với 730 lượt người", [(6, "lớp", None), (730, "lượt người", None)]),
        ("Thu đạt 1.205,5 tỷ đồng", [(1205.5, "tỷ đồng", None)]),
        ("Thu 2 tỷ 350 triệu đồng", [(2.35, "tỷ đồng", None)]),
        ("Số vụ giảm gần 12,5%", [(12.5, "%", "decrease")]),
        ("Có 15/17 hộ đồng thuận", [(15, "hộ", None)]),
        ("Nghị quyết số 12 người dân đồng tình", []),
        ("Sau 3 năm, ngày 5/6, khóa 12 có kết quả", []),
        ("Quyết định 45 và Điều 6 các xã phải theo", []),
    ],
)
def test_figures(sentence: str, figures: list[tuple[float, str, str | None]]) -> None:
    found = read(f"Tin\n{sentence}.\n").figures

    assert [(each.value, each.unit, each.change) for each in found] == figures


@pytest.mark.parametrize(
    ("sentence", "what", "period"),
    [
        ("Mở 6 lớp bồi dưỡng chính trị cho cơ sở", "bồi dưỡng chính trị", None),
        ("Thu ngân sách 6 tháng đầu năm 2023 đạt 5 tỷ đồng", "Thu ngân sách", "2023-H1"),
        ("Chi ngân sách quý I/2023 là 5 tỷ đồng", "Chi ngân sách", "2023-Q1"),
        ("Tháng 5/2023 có 4 vụ vi phạm", "vi phạm", "2023-05"),
        ("Kiểm tra công tác cán bộ tại 5 đơn vị", "Kiểm tra công tác cán bộ", None),
        ("Hoàn thành kiểm đếm đối với 108 trường hợp", "Hoàn thành kiểm đếm", None),
        ("Khách du lịch trong quý I/2023 ước đạt 900 lượt", "Khách du lịch", "2023-Q1"),
        ("Xã có 13 đơn vị hành chính trực thuộc huyện", "trực thuộc huyện", None),
        ("Trồng cây\t200 cây\tHội Nông dân xã", "Trồng cây", None),
        ("Khám bệnh | 5 thôn | Trạm Y tế xã Ba Mơ", "Khám bệnh", None),
        ("Hội viên dự\t500 lượt người\t730 lượt người", "Hội viên dự", None),
        ("Có 90% hộ dân đồng thuận, cao hơn so với năm 2022", "hộ dân đồng thuận", None),
    ],
)
def test_what_is_counted_and_when(sentence: str, what: str, period: str | None) -> None:
    figure = read(f"Tin\n{sentence}.\n").figures[0]

    assert figure.what is not None
    assert (figure.what.name, figure.period) == (what, period)


@pytest.mark.parametrize("sentence", ["Đối với 16 tỉnh, kết quả tốt", "Vẫn còn 22 hộ, chưa xong"])
def test_a_word_that_only_leads_to_a_number_is_not_what_is_counted(sentence: str) -> None:
    assert read(f"Tin\n{sentence}.\n").figures[0].what is None


def test_people_and_attendances_are_told_apart() -> None:
    units = [each.unit for each in read("Tin\nCó 20 người, 30 lượt người dự.\n").figures]

    assert units == ["người", "lượt người"]


def sections_of(text: str) -> list[tuple[str, str]]:
    return [(section.kind, section.text) for section in read(text).sections]


REPORT = "Sơ kết\nSáng 20/11/2031, Trạm Y tế xã Ba Mít tổ chức hội nghị sơ kết.\n{}\n"


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("Hạn chế: một số thôn chưa cử đầu mối.", ["limitation"]),
        ("Một số hạn chế, tồn tại: chưa có sổ. Nguyên nhân: thiếu người.", ["limitation", "cause"]),
        ("- Kiến nghị: huyện bố trí thêm kinh phí.", ["proposal"]),
        ("Nguyên nhân do thiếu người.", ["cause"]),
        ("Xã đã hạn chế: rượu, bia trong đám cưới.", []),
        ("Ông Lê Văn Mít nói về khó khăn: đường xa.", []),
        ("Hạn chế dùng túi ni lông. Lịch học: thứ hai.", []),
        ("Nhiều ý kiến cũng đề xuất tăng kinh phí cho thôn.", ["proposal"]),
        ("Tiếp thu các ý kiến đề xuất tăng kinh phí, Trạm trưởng đã trả lời.", []),
    ],
)
def test_labels_within_a_report(told: str, kinds: list[str]) -> None:
    found = sections_of(REPORT.format(told))

    assert [kind for kind, _ in found] == kinds
    assert all(text in told for _, text in found)


def test_a_cause_within_the_limitations_of_a_paper_is_told_too() -> None:
    found = sections_of(
        HEAD
        + "II. HẠN CHẾ\nMột số thôn chưa có sổ. Nguyên nhân: thiếu người.\nTồn tại: đường xấu.\n"
    )

    assert [kind for kind, _ in found] == ["limitation", "cause"]


def test_a_heading_ends_at_its_colon_however_long_it_is() -> None:
    title = "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị của nhân dân các thôn trên địa bàn xã"
    paper = f"{HEAD}I. TÌNH HÌNH\n1.1. {title}: Từ đầu năm xã nhận 137 đơn\n- Mở 5 lớp.\n"

    (section,) = read(paper).sections

    assert section.heading is not None
    assert section.heading.name == title
