"""The marks of a text, however they lie over each other, and the page that is kept of it."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW, Cast
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.export import as_page
from phoihop.workspace.intake.marks import around_facts, css_class, paragraphs
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING

_TEXT = "Giao Phòng A\n\n  mở 6 lớp, 730 người.\nNguyên nhân: ít tiền \n"
_EDGES = st.integers(0, len(_TEXT))
_SPANS = st.lists(
    st.tuples(_EDGES, _EDGES).filter(lambda span: _TEXT[span[0] : span[1]].strip() != ""),
    max_size=10,
)


def facts_at(spans: list[tuple[int, int]]) -> list[IntakeFact]:
    kinds = list(FactKind)
    return [
        IntakeFact(
            pk=number + 100, order=number, kind=kinds[number % len(kinds)], start=start, end=end,
            read={}, value={}, decision=Decision.OPEN,
        )
        for number, (start, end) in enumerate(spans)
    ]  # fmt: skip


@given(_SPANS)
def test_marks_show_each_fact_once_begun_and_numbered(spans: list[tuple[int, int]]) -> None:
    facts = facts_at(spans)
    by_number = {fact.number: fact for fact in facts}

    lines = paragraphs(_TEXT, facts)

    said = ["".join(run.text for run in line) for line in lines]
    assert said == [line for line in _TEXT.split("\n") if line.strip()]
    runs = [run for line in lines for run in line]
    for run in runs:
        if run.fact:
            assert run.css == css_class(by_number[run.fact].kind)
    anchors = [run.anchor for run in runs if run.anchor]
    assert sorted(anchors) == sorted(f"m{fact.number}" for fact in facts)
    assert sorted(run.fact for run in runs if run.last) == sorted(by_number)


def test_a_fact_under_shorter_ones_keeps_its_number() -> None:
    task, body, verb = (0, 12), (5, 12), (0, 4)

    (line, *_others) = paragraphs(_TEXT, facts_at([task, body, verb]))

    assert [(run.text, run.fact, run.last) for run in line] == [
        ("Giao", 3, True), (" ", 1, False), ("Phòng A", 2, True), ("", 1, True),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [SIGNING, CONCLUSION, PROGRAMME], ids=["news", "duty", "clauses"])
def test_the_page_kept_leads_from_mark_to_list_and_back(cast: Cast, text: str) -> None:
    intake = receive_text(text, name="Văn bản", by=cast.issuer, at=NOW)
    dropped = intake.facts.exclude(kind=FactKind.HEADER).exclude(start=None).first()
    assert dropped is not None
    decide(dropped, Decision.DROPPED, by=cast.issuer, at=NOW)

    page = as_page(intake)

    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(ids)
    kept = intake.facts.exclude(pk=dropped.pk)
    assert {f"f{fact.number}" for fact in kept} <= set(ids)
    assert f"f{dropped.number}" not in ids
    assert not any(sign in page for sign in ("<script", "src=", "<link", "url(", "http"))
    assert "print-color-adjust:exact" in page


def test_many_facts_in_one_line_take_no_longer_than_many_lines() -> None:
    """Cut once at every edge: 3,000 facts in one line are drawn as 6,001 runs."""
    spans = [(at * 4, at * 4 + 2) for at in range(3000)]
    text = "ab, " * 3000

    (line,) = paragraphs(text, facts_at(spans))

    assert len(line) == 6000
    assert all(left.fact != right.fact for left, right in pairwise(line))


def test_of_a_long_text_the_lines_around_facts_are_shown() -> None:
    text = "\n".join(f"dòng {number}" for number in range(100))
    at = text.index("dòng 50")

    shown = around_facts(paragraphs(text, facts_at([(at, at + 7)])))

    lines = [f"({line[0].left_out})" if line[0].left_out else line[0].text for line in shown]
    assert lines == [
        "dòng 0", "dòng 1", "dòng 2", "(44)", "dòng 47", "dòng 48", "dòng 49",
        "dòng 50", "dòng 51", "dòng 52", "dòng 53", "(46)",
    ]  # fmt: skip


def test_the_page_of_a_long_text_shows_the_rest_when_asked(client: Client, cast: Cast) -> None:
    text = SIGNING + "\n".join(f"Câu thứ {number} không nói gì." for number in range(6000))
    address = receive_text(text, name="Dài", by=cast.issuer, at=NOW).get_absolute_url()
    client.force_login(cast.issuer)

    short = client.get(address).content.decode()
    whole = client.get(f"{address}?ca=1").content.decode()

    assert "dòng không có dữ kiện" in short
    assert "Câu thứ 5000 " not in short
    assert f'href="{address}?ca=1"' in short
    assert "Câu thứ 5000 " in whole
    assert "Câu thứ 5000 " in as_page(Intake.objects.get())
    assert len(short) < len(whole) / 3


def test_a_text_without_facts_says_so(client: Client, cast: Cast) -> None:
    address = receive_text("Trời đẹp.", name="Không", by=cast.issuer, at=NOW).get_absolute_url()
    client.force_login(cast.issuer)

    page = client.get(address).content.decode()

    assert "máy không đọc ra dữ kiện nào" in page
    assert "Nhận tất cả dữ kiện đã khớp" not in page
