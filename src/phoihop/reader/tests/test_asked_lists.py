"""Lists of what bodies are asked to do, the times and verbs of offices, and where a body ends."""

import pytest

from phoihop.reader import read, to_json

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ BA MÍT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/{letters}\nBa Mít, ngày 5 tháng 3 năm 2031\n{title}\n"
)
LETTER = HEAD.format(letters="UBND-KT", title="V/v trồng cây năm 2031\nKính gửi: Các thôn")
REPORT = HEAD.format(letters="BC-UBND", title="BÁO CÁO\nCông tác trồng cây năm 2031")
Tasks = list[tuple[list[str], str, str | None]]


def tasks_of(text: str) -> Tasks:
    return [
        ([body["name"] for body in task["who"]], task["what"], task["due"] or task["period"])
        for task in to_json(read(text, kind="official"))["tasks"]
    ]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        pytest.param("UBND xã đề nghị các cơ quan, đơn vị:", ["các cơ quan, đơn vị"], id="bare"),
        pytest.param(
            "UBND xã yêu cầu Trưởng các thôn thực hiện tốt một số nội dung sau:",
            ["Trưởng các thôn"], id="some-matters",
        ),
        pytest.param("UBND xã hướng dẫn các thôn như sau:", ["các thôn"], id="guides"),
        pytest.param(
            "UBND xã yêu cầu Phòng Kinh tế, Công an xã tập trung thực hiện các nhiệm vụ trọng tâm"
            " sau đây:", ["Phòng Kinh tế", "Công an xã"], id="two-bodies",
        ),
    ],
)  # fmt: skip
def test_who_is_asked_above_a_list(line: str, who: list[str]) -> None:
    text = f"{LETTER}\n{line}\n1. Rà soát diện tích.\n2. Gửi danh sách trước ngày 20/3/2031.\n"

    assert tasks_of(text) == [
        (who, "Rà soát diện tích", None), (who, "Gửi danh sách", "2031-03-20"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Trong năm, xã đã làm được:",
        "UBND xã báo cáo kết quả như sau:",
        "Nội dung yêu cầu gồm:",
        "Các thôn đề nghị trồng thêm cây mít ở sân kho như sau:",
    ],
)
def test_nobody_is_asked_above_a_list(line: str) -> None:
    assert tasks_of(f"{LETTER}\n{line}\n1. Rà soát diện tích.\n2. Gửi danh sách cây.\n") == []


def test_a_numbered_line_asks() -> None:
    text = (
        f"{LETTER}\n1. UBND xã yêu cầu Công an xã:\n- Trang bị đèn pin.\n- Trực đêm.\n"
        "2. Kinh phí:\n- Của xã.\n"
    )

    assert tasks_of(text) == [
        (["Công an xã"], "Trang bị đèn pin", None), (["Công an xã"], "Trực đêm", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Yêu cầu các thôn:", "các thôn"),
        ("Yêu cầu Công an xã:", "Công an xã"),
        ("Yêu cầu các thôn thực hiện một số việc sau:", "các thôn"),
    ],
)
def test_a_heading_that_asks_is_no_aim(heading: str, who: str) -> None:
    text = f"{LETTER}\n4. {heading}\na) Rà soát diện tích.\nb) Gửi danh sách cây.\n"

    assert tasks_of(text) == [
        ([who], "Rà soát diện tích", None),
        ([who], "Gửi danh sách cây", None),
    ]


@pytest.mark.parametrize("heading", ["YÊU CẦU", "Yêu cầu chung", "Mục đích, yêu cầu:"])
def test_an_aim_asks_nobody(heading: str) -> None:
    text = f"{LETTER}\n4. {heading}\na) Các thôn rà soát diện tích.\nb) Các thôn gửi danh sách.\n"

    assert tasks_of(text) == []


def test_a_paper_in_capitals_asks_too() -> None:
    text = f"{LETTER}\n1. Giao Phòng Kinh tế rà soát diện tích trước ngày 5/4.\n".upper()

    assert tasks_of(text) == [(["PHÒNG KINH TẾ"], "RÀ SOÁT DIỆN TÍCH", "2031-04-05")]


DIRECTIVE = HEAD.format(letters="CT-UBND", title="CHỈ THỊ\nTrồng cây năm 2031")


def test_a_body_as_a_heading_is_bound_by_what_stands_below() -> None:
    text = (
        f"{DIRECTIVE}\nUBND xã chỉ thị:\n1. Phòng Kinh tế\n- Rà soát diện tích.\n"
        "2. Công an xã\n- Đêm tối, đường xa.\nPhòng Kinh tế chủ trì, phối hợp với Công an xã"
        " theo dõi.\nPhòng Kinh tế đã chủ trì, phối hợp với Công an xã kiểm tra.\n"
    )

    assert tasks_of(text) == [
        (["Phòng Kinh tế"], "Rà soát diện tích", None),
        (["Phòng Kinh tế"], "chủ trì, phối hợp với Công an xã theo dõi", None),
    ]


def test_whom_a_letter_is_sent_to_is_no_heading() -> None:
    text = f"{LETTER};\n- Công an xã;\nThực hiện Kế hoạch số 3/KH-UBND của huyện, xã báo cáo.\n"

    assert tasks_of(text) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("II. Kiến nghị, đề xuất", [(["UBND huyện"], "mở lớp tập huấn", None)]),
        ("II. Kết quả", []),
        ("II. Kiến nghị của cử tri", []),
    ],
)
def test_what_a_report_proposes_to_others(heading: str, expected: Tasks) -> None:
    text = (
        f"{REPORT}\nI. ĐÃ LÀM\n1. Trồng cây.\n{heading}\n1. Đối với UBND huyện: mở lớp tập huấn.\n"
    )

    assert tasks_of(text) == expected


def test_duties_divided_among_persons_are_no_words_of_theirs() -> None:
    text = (
        f"{LETTER}\n1. Đồng chí Lê Văn Mít, Bí thư Đảng ủy: Phụ trách chung công tác của xã.\n"
        "2. Đồng chí Hà Thị Na, Phó Bí thư Đảng ủy: Cần trồng thêm nhiều cây mít ở sân kho.\n"
        "3. Đồng chí Vũ Thị Me, Bí thư Đoàn xã: Lãnh đạo phải gần dân, nghe dân.\n"
    )

    assert [(each.name, each.roles) for each in read(text, kind="official").people] == [
        ("Lê Văn Mít", ()), ("Hà Thị Na", ("speaker",)),
        ("Vũ Thị Me", ("speaker",)),
    ]  # fmt: skip


def test_a_list_ends_with_the_next_line_without_a_mark() -> None:
    text = (
        f"{LETTER}\nUBND xã đề nghị các thôn:\n1. Rà soát diện tích.\n"
        "Hạn hán còn kéo dài.\n2. Gửi danh sách cây.\n"
    )

    assert tasks_of(text) == [(["các thôn"], "Rà soát diện tích", None)]


def test_a_report_asks_in_a_list() -> None:
    text = (
        f"{REPORT}\nI. KẾT QUẢ\n- Trồng 300 cây.\nII. KIẾN NGHỊ\nĐề nghị UBND huyện:\n"
        "- Bố trí kinh phí.\n- Hỗ trợ cây giống trong quý II/2031.\n"
    )

    assert tasks_of(text) == [
        (["UBND huyện"], "Bố trí kinh phí", None),
        (["UBND huyện"], "Hỗ trợ cây giống", "2031-06-30"),
    ]


@pytest.mark.parametrize(
    ("written", "what", "due"),
    [
        ("kiểm tra cây trước 17 giờ ngày 20/3/2031", "kiểm tra cây", "2031-03-20"),
        ("kiểm tra cây trước 17h00 ngày 20/3/2031", "kiểm tra cây", "2031-03-20"),
        ("báo cáo tiến độ trước 16 giờ hằng ngày", "báo cáo tiến độ", "daily"),
        ("báo cáo tiến độ vào thứ Sáu hằng tuần", "báo cáo tiến độ", "weekly"),
        ("ra quân trồng cây vào sáng ngày thứ Bảy hằng tuần", "ra quân trồng cây", "weekly"),
        ("báo cáo UBND xã 6 tháng một lần", "báo cáo UBND xã", "half-yearly"),
        ("thông báo rộng rãi đến Nhân dân", "thông báo rộng rãi đến Nhân dân", None),
        ("gửi danh sách trước 16h00 ngày 18/3/2031 (qua văn thư)", "gửi danh sách", "2031-03-18"),
        (
            "gửi danh sách trước ngày 18/3/2031 (nếu có) cho UBND xã",
            "gửi danh sách trước ngày 18/3/2031 (nếu có) cho UBND xã",
            "2031-03-18",
        ),
        ("cử lực lượng vào hồi 8 giờ ngày 25/3/2031", "cử lực lượng", "2031-03-25"),
        ("bổ sung 05 biên chế", "bổ sung 05 biên chế", None),
        ("báo cáo trong 6 tháng", "báo cáo trong 6 tháng", None),
    ],
)
def test_times_and_verbs_of_offices(written: str, what: str, due: str | None) -> None:
    assert tasks_of(f"{LETTER}\n1. Giao Phòng Kinh tế {written}.\n") == [
        (["Phòng Kinh tế"], what, due)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "Phòng Kinh tế phân công cán bộ bám sát đồng ruộng.",
            (["Phòng Kinh tế"], "phân công cán bộ bám sát đồng ruộng", None), id="its-own-staff",
        ),
        pytest.param(
            "Phân công Phòng Kinh tế bám sát đồng ruộng.",
            (["Phòng Kinh tế"], "bám sát đồng ruộng", None), id="another-body",
        ),
        pytest.param(
            "Đề nghị Ban Thường vụ Huyện đoàn tổ chức diễn đàn.",
            (["Ban Thường vụ Huyện đoàn"], "tổ chức diễn đàn", None), id="of-the-youth",
        ),
        pytest.param(
            "Giao Phòng Lao động - Thương binh và Xã hội mở lớp nghề.",
            (["Phòng Lao động - Thương binh và Xã hội"], "mở lớp nghề", None),
            id="society-no-commune",
        ),
        pytest.param(
            "Giao Phòng Nội vụ và Công an xã mở lớp nghề.",
            (["Phòng Nội vụ", "Công an xã"], "mở lớp nghề", None), id="two",
        ),
    ],
)  # fmt: skip
def test_who_does_it(line: str, expected: tuple[list[str], str, str | None]) -> None:
    assert tasks_of(f"{LETTER}\n1. {line}\n") == [expected]


def test_the_address_of_a_letter_asks_nothing() -> None:
    text = f"{LETTER};\n- Trung tâm Dịch vụ tổng hợp;\n- Huyện đoàn.\nMời dự họp.\n"

    assert tasks_of(text) == []


def test_who_answers_for_the_clauses_of_an_article() -> None:
    text = (
        f"{RULES}\nĐiều 2. Ban Xây dựng Đảng chủ trì\n1. Định hướng nội dung.\n"
        "2. Tổ chức giao ban.\nĐiều 3. Chung\n1. Hai bên giao ban hằng quý.\n"
    )

    assert [[each.name for each in item.parties] for item in read(text).items] == [
        ["Ban Xây dựng Đảng"], ["Ban Xây dựng Đảng"], ["Hai bên"],
    ]  # fmt: skip


RULES = HEAD.format(letters="QC-UBND", title="QUY CHẾ\nlàm việc của UBND xã\n\nChương I\nCHUNG")


@pytest.mark.parametrize(
    ("foot", "numbers"),
    [
        pytest.param(
            "T/M ỦY BAN NHÂN DÂN\n\nBế Xuân Mít\n\nPHỤ LỤC\n1. Mẫu đơn\n2. Mẫu giấy mời\n",
            ["1.1", "1.2"],
            id="annex-behind-the-mark",
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\n\nBế Xuân Mít\n\nQUY ĐỊNH\nĐiều 2. Giờ\n1. Tám giờ.\n",
            ["1.1", "1.2", "2.1"],
            id="rules-behind-the-mark",
        ),
        pytest.param("3. TM. UBND ký tên.\n", ["1.1", "1.2", "1.3"], id="a-mark-in-a-clause"),
    ],
)
def test_where_the_items_end(foot: str, numbers: list[str]) -> None:
    text = f"{RULES}\nĐiều 1. Việc chung\n1. Giữ giờ.\n2. Giữ sạch.\n\n{foot}"

    items = read(text, kind="official").items

    assert [each.number for each in items if each.text[0].isupper()][: len(numbers)] == numbers
    assert not any("Mẫu" in each.text or "BAN NHÂN DÂN" in each.text for each in items[:2])


def test_a_paper_in_one_line_has_a_body() -> None:
    text = (
        "UBND HUYỆN BA MÍT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM BAN DÂN TỘC Độc lập - Tự do - Hạnh"
        " phúc Số: 22/BC-BDT Ba Mít, ngày 14 tháng 6 năm 2031 BÁO CÁO Kết quả trồng cây Thực hiện"
        " Công văn số 311/UBND-TH ngày 01/6/2031, Ban Dân tộc báo cáo: Đã xây dựng 17 công trình."
    )

    assert [(each.value, each.unit) for each in read(text).figures] == [(17, "công trình")]


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("theo dõi các xã vùng cao", "Phó Chủ tịch UBND huyện"),
        ("phụ trách xã Cây Gạo", "Phó Chủ tịch UBND huyện"),
    ],
)
def test_a_post_ends_before_what_its_holder_does(written: str, post: str) -> None:
    text = f"{LETTER}\nĐồng chí Trà Thị Mít, Phó Chủ tịch UBND huyện {written}.\n"

    (person,) = read(text, kind="official").people

    assert [each.title for each in person.positions] == [post]
