"""Blanks too many and too few: justified lines, words that ran together, symbols with stops."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader import read, vocabulary
from phoihop.reader.syllables import looks_like_syllable, seam

REPORT = (
    "Huyện ủy ký kết chương trình phối hợp\n"
    "Sáng ngày 5/7/2031, Ban Dân vận Huyện ủy và Hội Làm vườn tổ chức hội nghị ký kết chương trình"
    " phối hợp giai đoạn 2031-2035. Đồng chí Lê Văn Mít, Trưởng Ban Dân vận Huyện ủy chủ trì.\n"
)


def facts(text: str) -> object:
    found = read(text, kind="news")
    event = found.event
    return (
        [(each.name, [post.title for post in each.positions], each.roles) for each in found.people],
        event and (event.kind, event.date and event.date.date, event.host and event.host.name),
        [
            (each.kind, [party.name for party in each.parties], each.first_year, each.last_year)
            for each in found.agreements
        ],
    )


@pytest.mark.parametrize("blanks", ["  ", "   "])
def test_more_blanks_between_words_tell_the_same(blanks: str) -> None:
    text = REPORT.replace(" ", blanks)

    assert facts(text) == facts(REPORT)
    for person in read(text).people:
        assert text[person.start : person.end] == person.text


def test_a_year_behind_the_parties_whatever_the_blanks() -> None:
    lead = "Hội nghị tổng kết chương trình phối hợp giữa Hội Làm vườn và Huyện đoàn năm 2031."

    assert facts(f"Tin huyện\n{lead}") == facts(f"Tin huyện\n{lead.replace(' ', '  ')}")


def test_an_empty_line_behind_each_broken_one_tells_the_same() -> None:
    lead = REPORT.split("\n", 1)[1] * 3
    lines = textwrap.wrap(lead, 60)
    text = "Tin huyện\n\n" + "\n\n".join(lines) + "\n"

    found = read(text, kind="news")

    assert facts(text) == facts("Tin huyện\n" + "\n".join(lines) + "\n")
    assert found.event is not None
    assert found.event.host is not None
    assert found.event.host.name == "Ban Dân vận Huyện ủy và Hội Làm vườn"
    for person in found.people:
        assert text[person.start : person.end] == person.text


def test_words_that_ran_together_are_read_and_stay_as_written() -> None:
    text = (
        "Huyện ủy sơ kết công tác\nSáng ngày 5/7/2031, BanDân vận Huyện ủy tổchức hội nghị sơkết"
        " công tác 6 thángđầu năm. Đồng chíLê Văn Mít, TrưởngBan Dân vận Huyện ủy chủtrì.\n"
    )

    found = read(text, kind="news")

    assert found.event is not None
    assert found.event.host is not None
    assert (found.event.kind, found.event.host.name) == ("review", "BanDân vận Huyện ủy")
    (person,) = found.people
    assert (person.name, person.roles) == ("Lê Văn Mít", ("chair",))
    assert [post.title for post in person.positions] == ["TrưởngBan Dân vận Huyện ủy"]
    assert text[person.start : person.end] == "Lê Văn Mít"


def test_glued_words_tell_the_same_whatever_was_read_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        "Tin huyện\nSáng 5/3/2031, đồng chíNguyễn Văn An, Trưởng Ban Tuyên giáo Huyện ủy Ba Mít"
        " chủtrì hội nghị tổchức tổng kết."
    )
    alone = read(text)
    monkeypatch.setattr(vocabulary, "_MOST", 5)  # the table is full and begun anew all the time

    assert [person.name for person in alone.people] == ["Nguyễn Văn An"]
    assert read(text) == alone
    assert read("chủtrì " * 9 + text).people[0].name == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("Lãnhđạo", 4), ("tổchức", 2), ("chủtrì", 3), ("chíNguyễn", 3), ("TrưởngBan", 6),
        ("huyện", None), ("MTTQ", None), ("BTGThU", None), ("CTrPH", None), ("Agribank", None),
        ("VietinBank", None), ("YouTube", None), ("nghiêng", None), ("khuyến", None),
        ("minhthanh", None), ("duyanh", None), ("barelevels", None),
    ],
)  # fmt: skip
def test_where_a_word_falls_into_two(word: str, at: int | None) -> None:
    assert seam(word) == at


@pytest.mark.parametrize(
    "word", ["nghiêng", "Khuyết", "ủy", "quyển", "Đỗ", "ƯƠNG", "giếng", "xoáy"]
)
def test_shapes_of_syllables(word: str) -> None:
    assert looks_like_syllable(word)


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("Chỉ thị số 05-CT/T.Ư, ngày 15/5/2036", "CT/T.Ư"),
        ("Chỉ thị số 05-CT/T.W ngày 15/5/2036", "CT/T.W"),
        ("Chương trình số 01/CTrPH-MTTQ-BĐ.TP ngày 15/5/2036", "CTrPH-MTTQ-BĐ.TP"),
        ("Kế hoạch số 5-KH/TU.Các xã đã làm", "KH/TU"),
    ],
)
def test_symbols_with_stops(written: str, symbol: str) -> None:
    (document,) = read(f"Tin huyện\nThực hiện {written} của huyện.", kind="news").documents

    assert document.symbol == symbol


@given(st.text(alphabet="chủtrìNguyễnBan  ,\n", max_size=80))
def test_evidence_stays_exact_when_words_are_taken_apart(text: str) -> None:
    found = read(f"Tin\nĐồng chíLê Văn Mít  dự. {text}", kind="news")

    for person in found.people:
        source = f"Tin\nĐồng chíLê Văn Mít  dự. {text}"
        assert source[person.start : person.end] == person.text
