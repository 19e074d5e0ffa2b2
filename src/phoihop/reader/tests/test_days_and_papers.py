"""Where an event, its day, a paper and a list of parties end; every name is made up."""

import pytest

from phoihop.reader import read


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("tổng kết 5 năm thực hiện Quy chế phối hợp giai đoạn 2026 - 2030", "2030-11-10"),
        (
            "tổng kết 5 năm thực hiện Quy chế phối hợp giai đoạn 2026 - 2030 và năm 2031",
            "2031-11-10",
        ),
        ("bàn việc năm tới; nhiệm kỳ 2026 - 2030", None),
    ],
)
def test_the_year_in_which_a_term_is_summed_up(told: str, date: str | None) -> None:
    event = read(
        f"Tin huyện\nNgày 10/11, Hội Nông dân huyện tổ chức hội nghị {told}.\n", "news"
    ).event

    assert event is not None
    assert (event.date.date if event.date else None) == date


@pytest.mark.parametrize("line", ["2031-07-15", "2031-07-15 08:18", "2031-07-15T08:18:00"])
def test_a_posting_day_in_the_iso_form(line: str) -> None:
    text = f"Sơ kết phong trào\n{line}\nSáng 12/7, Hội Nông dân xã Ba Mít tổ chức sơ kết.\n"

    event = read(text, "news").event

    assert event is not None
    assert event.date is not None
    assert event.date.date == "2031-07-12"


@pytest.mark.parametrize(
    ("headline", "lead", "kind", "host"),
    [
        (
            "Hội nghị triển khai văn bản pháp luật và hướng dẫn nghiệp vụ",
            "Ngày 10/4/2031, Phòng Tư pháp huyện tổ chức hội nghị triển khai văn bản pháp luật",
            "rollout",
            "Phòng Tư pháp huyện",
        ),
        (
            "Ứng phó có trách nhiệm",
            "Ngày 10/4/2031, Liên đoàn Lao động huyện tổ chức Diễn đàn về an toàn lao động",
            "dialogue",
            "Liên đoàn Lao động huyện",
        ),
        (
            "Kể chuyện về Bác",
            "Sau hai ngày thi, Đảng ủy Khối Cơ quan huyện đã bế mạc Hội thi báo cáo viên giỏi",
            "contest",
            "Đảng ủy Khối Cơ quan huyện",
        ),
        (
            "Giữ gìn bình yên",
            "Ngày 10/4/2031, Ban Chỉ đạo phòng, chống tội phạm và xây dựng phong trào bảo vệ"
            " an ninh huyện tổ chức hội nghị tổng kết",
            "final_review",
            "Ban Chỉ đạo phòng, chống tội phạm và xây dựng phong trào bảo vệ an ninh huyện",
        ),
    ],
)
def test_events(headline: str, lead: str, kind: str, host: str) -> None:
    event = read(f"{headline}\n{lead}.\n", "news").event

    assert event is not None
    assert event.host is not None
    assert (event.kind, event.host.name) == (kind, host)


def test_a_notice_that_guidance_was_issued_is_still_no_event() -> None:
    text = (
        "Hướng dẫn nghiệp vụ năm 2031\nNgày 10/4/2031, Sở Tư pháp ban hành hướng dẫn số 5/HD-STP.\n"
    )

    assert read(text, "news").event is None


def test_a_joint_resolution_is_in_force_between_those_it_names() -> None:
    sentence = "Sáng 5/6/2031, Công an huyện sơ kết Nghị quyết liên tịch số 01/NQLT {}.\n"
    named = read("Tin\n" + sentence.format("giữa Bộ Công an và Hội Nông dân Việt Nam"), "news")
    loose = read("Tin\n" + sentence.format("giữa các ngành"), "news")

    (agreement,) = named.agreements
    assert agreement.kind == "other"
    assert [party.name for party in agreement.parties] == ["Bộ Công an", "Hội Nông dân Việt Nam"]
    assert loose.agreements == ()


@pytest.mark.parametrize(
    ("cited", "symbol"),
    [
        ("Thông tư số 01/2031 của Bộ Giáo dục và Đào tạo", "2031"),
        ("Nghị định số 62/2031, có hiệu lực từ tháng 5", "2031"),
        ("Nghị định số 62/2031/NĐ-CP", "2031/NĐ-CP"),
    ],
)
def test_papers_cited_by_number_and_year(cited: str, symbol: str) -> None:
    (document,) = read(f"Tin huyện\nHội nghị quán triệt {cited}.\n", "news").documents

    assert document.symbol == symbol


@pytest.mark.parametrize(
    "said", ["Tạp chí số 01/2031", "Thông tư số 3/5 trang", "bản tin số 5/2031"]
)
def test_numbers_and_years_that_are_no_papers(said: str) -> None:
    documents = read(f"Tin huyện\nHội nghị giới thiệu {said}.\n", "news").documents

    assert [document.symbol for document in documents if document.symbol] == []


@pytest.mark.parametrize(
    ("lead", "kind", "host"),
    [
        (
            "Sáng 5/6/2031, Hội Phụ nữ Phòng Tham mưu/Bộ Chỉ huy Quân sự tỉnh Ba tổ chức họp mặt",
            "other",
            "Hội Phụ nữ Phòng Tham mưu/Bộ Chỉ huy Quân sự tỉnh Ba",
        ),
        (
            "Ngày 5/6/2031, Trung tâm Công nghệ thông tin huyện tổ chức tập huấn",
            "training",
            "Trung tâm Công nghệ thông tin huyện",
        ),
        ("Chiều 5/6/2031 diễn ra Hội thảo trong khuôn khổ ngày hội", "dialogue", None),
        (
            "Chiều 5/6/2031, đại biểu tiếp xúc cử tri về nội dung Kỳ họp thứ 9, HĐND tỉnh khóa IX",
            "dialogue",
            None,
        ),
    ],
)
def test_hosts(lead: str, kind: str, host: str | None) -> None:
    event = read(f"Tin huyện\n{lead}.\n", "news").event

    assert event is not None
    assert (event.kind, event.host.name if event.host else None) == (kind, host)


def test_a_subject_run_into_the_symbol() -> None:
    text = (
        "VĂN PHÒNG HUYỆN ỦY\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSố: 25-CV/VPHUV/v tổ chức họp mặt năm 2031"
        "\n\nBa Mít, ngày 21 tháng 3 năm 2031\n\nKính gửi: Các chi bộ\n\nVăn phòng xin mời dự.\n"
    )

    header = read(text, "official").header

    assert header is not None
    assert header.symbol == "CV/VPHU"
    assert header.subject is not None
    assert header.subject.name == "V/v tổ chức họp mặt năm 2031"


def test_the_day_of_a_paper_behind_its_issuer() -> None:
    text = "Tin huyện\nHội nghị quán triệt Thông tư số 01/2031 của Bộ Y tế{}.\n"

    def day(behind: str) -> str | None:
        (document,) = read(text.format(behind), "news").documents
        return document.date

    assert day(", ngày 5/2/2031") == "2031-02-05"
    assert day(" ban hành ngày 5/2/2031") == "2031-02-05"
    assert day("; ngày 5/2/2031 họp lần nữa") is None


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        (
            "giữa các ngành: Tòa án nhân dân, Công an huyện và Chi cục Thi hành án dân sự huyện",
            ["Tòa án nhân dân", "Công an huyện", "Chi cục Thi hành án dân sự huyện"],
        ),
        (
            "giữa ba đơn vị gồm: Hội Nông dân huyện, Huyện đoàn và Công an huyện",
            ["Hội Nông dân huyện", "Huyện đoàn", "Công an huyện"],
        ),
        (
            "giữa Công an huyện và các Đài Truyền thanh Ba Mít, Cây Me và Đồng Lá",
            [
                "Công an huyện",
                "Đài Truyền thanh Ba Mít",
                "Đài Truyền thanh Cây Me",
                "Đài Truyền thanh Đồng Lá",
            ],
        ),
    ],
)
def test_parties(parties: str, names: list[str]) -> None:
    text = f"Tin huyện\nSáng 5/6/2031 diễn ra lễ ký kết quy chế phối hợp {parties}.\n"

    (agreement,) = read(text, "news").agreements

    assert [party.name for party in agreement.parties] == names
