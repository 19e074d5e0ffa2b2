"""The further facts on invented papers: a part used while writing the grammar, a part kept back."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.gold import scoring

LEAST = 0.9


@pytest.mark.parametrize("part", scoring.PARTS)
def test_the_score_on_own_papers(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    measures = scoring.score(part)

    with capsys.disabled():
        print(f"\n{part:14}precision recall")  # noqa: T201 -- the figures are asked for
        for name, score in measures.items():
            print(f"{name:14}{score.precision:9.3f}{score.recall:7.3f}")  # noqa: T201
    low = {
        name: score.faults
        for name, score in measures.items()
        if min(score.precision, score.recall) < LEAST
    }
    assert not low


def test_who_signed_is_no_content() -> None:
    paper = (
        "ĐẢNG ỦY XÃ BA MÍT\nBAN DÂN VẬN\nSố 04-CTr/BDV\nBa Mít, ngày 10 tháng 11 năm 2036\n"
        "CHƯƠNG TRÌNH PHỐI HỢP\ngiữa Ban Dân vận và Trạm Y tế\n"
        "I. TRÁCH NHIỆM THỰC HIỆN\n1. Trách nhiệm của Trạm Y tế\na) Cử cán bộ nói chuyện.\n"
        "b) Cung cấp số liệu.\nTRẠM Y TẾ XÃ\nTRƯỞNG TRẠM\nBAN DÂN VẬN\nTRƯỞNG BAN\n"
        "Hà Văn Mít Lê Thị Sắn\n"
    )

    found = read(paper, kind="official").items

    assert [item.number for item in found] == ["I.1.a", "I.1.b"]


@pytest.mark.parametrize(
    ("asked", "who", "due"),
    [
        pytest.param(
            "Ủy ban nhân dân xã Ba Mít đề nghị Ban Dân vận phối hợp chỉ đạo tuyên truyền, gửi kế"
            " hoạch về Ủy ban trước ngày 05/12/2036.", ["Ban Dân vận"], "2036-12-05",
            id="the-committee-of-the-people-asks",
        ),
        pytest.param(
            "Đề nghị các xã báo cáo trước ngày 05/12/2036.", ["các xã"], "2036-12-05",
            id="to-report-and-no-more",
        ),
    ],
)  # fmt: skip
def test_what_a_letter_asks(asked: str, who: list[str], due: str) -> None:
    head = (
        "ĐẢNG ỦY XÃ BA MÍT\nVĂN PHÒNG\nSố 31-CV/VPĐU\nBa Mít, ngày 2 tháng 11 năm 2036\n"
        "V/v báo cáo công tác\nKính gửi: Các chi bộ trực thuộc\n\n"
    )

    (task,) = read(f"{head}{asked}\n", kind="official").tasks

    assert [body.name for body in task.who] == who
    assert task.due is not None
    assert task.due.date == due


def test_what_people_ask_for_is_no_task() -> None:
    text = "Tiếp xúc cử tri\nNhân dân đề nghị Ủy ban nhân dân huyện sửa đường trước ngày 05/12.\n"

    assert not read(text, kind="news").tasks


@pytest.mark.parametrize(
    ("foot", "signers"),
    [
        pytest.param(
            "TM. HỘI KHUYẾN HỌC\t\tTRƯỞNG BAN\nCHỦ TỊCH\n\nĐinh Văn Mít\t\tNguyễn Hữu Cam\n",
            {"Đinh Văn Mít": "CHỦ TỊCH", "Nguyễn Hữu Cam": "TRƯỞNG BAN"}, id="columns-by-tabs",
        ),
        pytest.param(
            "CHỦ TỊCH HỘI KHUYẾN HỌC          TRƯỞNG BAN\n\n\n"
            "Đinh Văn Mít                 Nguyễn Hữu Cam\n",
            {"Đinh Văn Mít": "CHỦ TỊCH HỘI KHUYẾN HỌC", "Nguyễn Hữu Cam": "TRƯỞNG BAN"},
            id="columns-by-blanks",
        ),
        pytest.param(
            "TRẠM Y TẾ XÃ\nTRƯỞNG TRẠM\nHà Văn Mít\nBAN DÂN VẬN\nTRƯỞNG BAN\nNguyễn Hữu Cam\n",
            {"Hà Văn Mít": "TRƯỞNG TRẠM", "Nguyễn Hữu Cam": "TRƯỞNG BAN"}, id="one-below-another",
        ),
        pytest.param(
            "TRẠM Y TẾ XÃ\nTRƯỞNG TRẠM\nBAN DÂN VẬN\nTRƯỞNG BAN\nHà Văn Mít Nguyễn Hữu Cam\n",
            {"Hà Văn Mít": "TRƯỞNG TRẠM", "Nguyễn Hữu Cam": "TRƯỞNG BAN"},
            id="columns-that-ran-together",
        ),
        pytest.param(
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Hữu Cam\n\nPHỤ LỤC\nDanh sách kèm theo\n"
            "TRƯỞNG BAN\nHà Văn Mít\n",
            {"Nguyễn Hữu Cam": "PHÓ CHỦ TỊCH"}, id="an-annex-follows",
        ),
        pytest.param(
            "TRƯỞNG BAN\nNguyễn Hữu Cam\n", {"Nguyễn Hữu Cam": "TRƯỞNG BAN"}, id="one-signer"
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTRƯỞNG BAN\n\n\nNguyễn Hữu Cam\n",
            {"Nguyễn Hữu Cam": "TRƯỞNG BAN"}, id="below-the-receivers",
        ),
    ],
)  # fmt: skip
def test_all_who_sign_a_short_programme(foot: str, signers: dict[str, str]) -> None:
    paper = (
        "ĐẢNG ỦY XÃ BA MÍT\nBAN DÂN VẬN\nSố 31-CTr/BDV\nBa Mít, ngày 2 tháng 11 năm 2036\n"
        "CHƯƠNG TRÌNH\nphối hợp giữa Ban Dân vận và Hội Khuyến học xã\n\n"
        "1. Ban Dân vận định hướng nội dung.\n2. Hội Khuyến học xã vận động học bổng.\n\n"
    )

    found = read(paper + foot, kind="official")

    assert [(item.number, item.parties[0].name) for item in found.items] == [
        ("1", "Ban Dân vận"), ("2", "Hội Khuyến học xã"),
    ]  # fmt: skip
    assert len(found.tasks) == 2
    assert {person.name: person.positions[0].title for person in found.people} == signers
    assert all(person.roles == ("signer",) for person in found.people)


@pytest.mark.parametrize(
    ("clause", "parties"),
    [
        ("Giao Sở Mỏ phối hợp với Sở Chè trồng cây.", ["Sở Mỏ"]),
        ("Đề nghị Ủy ban MTTQ huyện vận động nhân dân hiến đất.", ["Ủy ban MTTQ huyện"]),
        ("Giao lưu văn nghệ giữa các xã.", []),
        ("Yêu cầu đặt ra là giữ rừng.", []),
    ],
)
def test_who_is_given_an_item(clause: str, parties: list[str]) -> None:
    found = read(
        "ỦY BAN NHÂN DÂN HUYỆN CÂY ME\nSố 07/CTr-UBND\nCây Me, ngày 12 tháng 3 năm 2031\n"
        "CHƯƠNG TRÌNH PHỐI HỢP\ngiữa UBND huyện Cây Me và Hội Nông dân huyện Cây Me\n"
        f"I. MỤC ĐÍCH\n1. Giữ nước.\nII. NỘI DUNG\n1. {clause}\n"
    )
    (item,) = (each for each in found.items if each.number == "II.1")
    assert [party.name for party in item.parties] == parties
