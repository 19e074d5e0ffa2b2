"""What others set into a head: the stamp of arrival, the signature of a file, lines of a page."""

import pytest

from phoihop.reader import read
from phoihop.reader.facts import Header

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_PLACE = "Ba Mít, ngày 05 tháng 3 năm 2031\n"
_PLAN = "KẾ HOẠCH\nTrồng cây năm 2031\nCăn cứ Luật Cây xanh;\n"
_ARRIVED = "ĐẾN\nSố: 1521\nNgày: 12/12/2034\nChuyển: VP\n"


def head_of(text: str) -> Header:
    header = read(text, kind="official").header
    assert header is not None
    return header


@pytest.mark.parametrize(
    "stamp",
    [
        pytest.param(_ARRIVED, id="lines"),
        pytest.param("ĐẾN Số: 884\nNgày: 15/12/2034\n", id="one-line"),
        pytest.param("CÔNG VĂN ĐẾN\nSố: ........\nNgày: ...../...../......\n", id="left-open"),
        pytest.param("Ký bởi: SỞ CÂY XANH\nThời gian ký: 12/12/2034 15:20:11\n", id="signature"),
    ],
)
def test_a_stamp_below_the_issuer_is_no_part_of_the_head(stamp: str) -> None:
    header = head_of(
        f"UBND TỈNH BA MÍT\nSỞ CÂY XANH\nSố: 12/KH-SCX\n{stamp}{_MOTTO}{_PLACE}{_PLAN}"
    )

    assert header.issuer is not None
    assert header.parent is not None
    assert (header.issuer.name, header.parent.name) == ("SỞ CÂY XANH", "UBND TỈNH BA MÍT")
    assert (header.number, header.symbol) == (12, "KH-SCX")


@pytest.mark.parametrize(
    ("above", "parent"), [(f"UBND XÃ CÂY ME\n{_ARRIVED}", None), ("BỘ CÂY XANH\n", "BỘ CÂY XANH")]
)
def test_who_received_a_paper_stands_above_the_stamp(above: str, parent: str | None) -> None:
    header = head_of(f"{above}SỞ CÂY XANH\nSố: 12/KH-SCX\n{_MOTTO}{_PLACE}{_PLAN}")

    assert header.issuer is not None
    assert header.issuer.name == "SỞ CÂY XANH"
    assert (header.parent.name if header.parent else None) == parent


def test_a_number_of_its_own_without_letters_stays() -> None:
    header = head_of(f"SỞ CÂY XANH\nSố: 12\n{_MOTTO}{_PLACE}{_PLAN}")

    assert (header.number, header.symbol) == (12, None)


def test_lines_of_the_page_are_no_part_of_the_subject() -> None:
    header = head_of(
        "V/v trồng cây xanh\nĐăng ngày: 12/12/2034\nLượt xem: 214\n\nSỞ CÂY XANH\tCỘNG HÒA XÃ HỘI"
        f" CHỦ NGHĨA VIỆT NAM\nSố: 12/SCX\t{_PLACE}V/v trồng cây xanh\nKính gửi: Các xã\n"
    )

    assert header.subject is not None
    assert header.subject.name == "V/v trồng cây xanh"
    assert header.kind == "CV"


def test_marks_for_bold_are_no_part_of_the_words() -> None:
    header = head_of(
        "| **SỞ CÂY XANH** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n|---|---|\n"
        "| Số: 12/KH-SCX | *Ba Mít, ngày 05 tháng 3 năm 2031* |\n\n**KẾ HOẠCH**\n\n"
        "**Trồng cây năm 2031**\n\nCăn cứ Luật Cây xanh;\n"
    )

    assert header.issuer is not None
    assert header.subject is not None
    assert header.place is not None
    assert (header.issuer.name, header.subject.name) == ("SỞ CÂY XANH", "Trồng cây năm 2031")
    assert (header.place.name, header.number) == ("Ba Mít", 12)


@pytest.mark.parametrize("speck", ["*", "- ", ". ", "'", "_"])
def test_specks_of_a_scan_before_the_number(speck: str) -> None:
    header = head_of(f"SỞ CÂY XANH\n{speck}Số: 12/KH-SCX\n{_MOTTO}{_PLACE}{_PLAN}")

    assert header.issuer is not None
    assert (header.issuer.name, header.number, header.symbol) == ("SỞ CÂY XANH", 12, "KH-SCX")


@pytest.mark.parametrize("speck", [" _", " ~", " '", " —"])
def test_specks_of_a_scan_behind_a_line(speck: str) -> None:
    header = head_of(
        f"SỞ CÂY XANH{speck}\nSố: 12/KH-SCX\nl\n{_MOTTO}{_PLACE}KẾ HOẠCH\nTrồng cây{speck}\n"
        "Căn cứ Luật;\n"
    )

    assert header.issuer is not None
    assert header.subject is not None
    assert (header.issuer.name, header.subject.name) == ("SỞ CÂY XANH", "Trồng cây")


def test_whoever_sends_a_paper_greets_above_its_head() -> None:
    header = head_of(
        f"Kính gửi anh Mít, nhờ xem.\n\nSỞ CÂY XANH\nSố: 12/KH-SCX\n{_MOTTO}{_PLACE}{_PLAN}"
    )

    assert header.issuer is not None
    assert (header.issuer.name, header.kind) == ("SỞ CÂY XANH", "KH")


@pytest.mark.parametrize(
    "subject",
    [
        "KỶ NIỆM 90 NĂM NGÀY THÀNH LẬP ĐẢNG CỘNG SẢN VIỆT NAM",
        "HỌC TẬP NGHỊ QUYẾT CỦA ĐẢNG CỘNG SẢN VIỆT NAM",
        "THI TÌM HIỂU NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM NĂM 2031",
    ],
)
@pytest.mark.parametrize("motto", [_MOTTO, "ĐẢNG CỘNG SẢN VIỆT NAM\n"])
def test_a_subject_that_speaks_of_the_party_or_the_state_is_whole(subject: str, motto: str) -> None:
    header = head_of(
        f"SỞ CÂY XANH\nSố: 12/KH-SCX\n{motto}{_PLACE}KẾ HOẠCH\n{subject}\nCăn cứ Luật Cây xanh;\n"
    )

    assert header.subject is not None
    assert header.subject.name == subject


def test_a_motto_beside_the_issuer_on_one_line_is_still_no_part_of_it() -> None:
    header = head_of(
        f"SỞ CÂY XANH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-SCX\n{_PLACE}{_PLAN}"
    )

    assert header.issuer is not None
    assert header.issuer.name == "SỞ CÂY XANH"


def test_a_title_of_incoming_letters_is_no_stamp() -> None:
    header = head_of(
        f"SỞ CÂY XANH\nSố: 12/TB-SCX\n{_MOTTO}{_PLACE}THÔNG BÁO\nCông văn đến\nCăn cứ Luật;\n"
    )

    assert header.subject is not None
    assert header.subject.name == "Công văn đến"
