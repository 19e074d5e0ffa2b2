"""The page of a reading: every fact marked, whatever lies over what, readable without colour."""

from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader import read, read_files, to_html
from phoihop.reader.facts import Fact
from phoihop.reader.page import KINDS, marked
from phoihop.reader.tests import texts

_PLAN = """HUYỆN ỦY AN LẠC
BAN TUYÊN GIÁO
*
Số 12-KL/BTGHU

An Lạc, ngày 12 tháng 02 năm 2024

KẾT LUẬN
của Trưởng Ban Tuyên giáo tại hội nghị giao ban công tác khoa giáo quý I năm 2024

1. Giao Phòng Giáo dục và Đào tạo huyện mở 6 lớp với 730 lượt người trước ngày 30/11/2024.

2. Nguyên nhân: Địa bàn rộng, kinh phí còn hạn chế.
"""
_PROGRAMME = """HUYỆN ỦY AN LẠC
BAN TUYÊN GIÁO
*
Số 03-CTr/BTGHU

An Lạc, ngày 15 tháng 01 năm 2024

CHƯƠNG TRÌNH PHỐI HỢP
giữa Ban Tuyên giáo Huyện ủy An Lạc và Phòng Y tế huyện An Lạc giai đoạn 2024 - 2026

I. TỔ CHỨC THỰC HIỆN

1. Trách nhiệm của Ban Tuyên giáo Huyện ủy An Lạc
a) Chủ trì xây dựng kế hoạch tuyên truyền trước ngày 31/3/2024.
"""


class Tree(HTMLParser):
    """Reads a page as a browser does; `over` has for each letter of the text the marks on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.text = ""
        self.over: list[tuple[str, ...]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.signs: list[tuple[int, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.append(said["id"])
        if said.get("href", "").startswith("#"):
            self.targets.append(said["href"][1:])
        if tag == "mark":
            self.stack.append(said.get("title", ""))
        if "data-n" in said:
            self.signs.append((len(self.text), said["href"].removeprefix("#of-")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.over += [tuple(self.stack)] * len(data)


_SOURCE = 'Đồng chí <A> & "B"\nký, <script>'
_EDGES = st.integers(0, len(_SOURCE))
_SPANS = st.lists(st.tuples(_EDGES, _EDGES).filter(lambda span: span[0] < span[1]), max_size=12)


def facts_at(spans: list[tuple[int, int]]) -> tuple[Fact, ...]:
    kinds = list(KINDS)
    return tuple(
        Fact(
            start, end, _SOURCE[start:end], id=f"{kinds[number % len(kinds)]}-{number}",
            kind=kinds[number % len(kinds)], label=str(number), sentence_start=start,
            sentence_end=end,
        )
        for number, (start, end) in enumerate(spans)
    )  # fmt: skip


@given(_SPANS)
def test_marks_lie_where_their_facts_are_however_they_cross(spans: list[tuple[int, int]]) -> None:
    facts = facts_at(spans)

    tree = Tree(marked(facts, _SOURCE))

    assert tree.text == _SOURCE
    assert tree.stack == []
    titles = [f"{KINDS[fact.kind].name}: {fact.label}" for fact in facts]
    for place, over in enumerate(tree.over):
        wanted = [
            title
            for title, fact in zip(titles, facts, strict=True)
            if fact.start <= place < fact.end
        ]
        assert sorted(over) == sorted(wanted)
    # Each begins once, and its number stands where it ends.
    assert sorted(tree.ids) == sorted(fact.id for fact in facts)
    assert sorted(tree.signs) == sorted((fact.end, fact.id) for fact in facts)


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (_PLAN, {"task", "figure", "section", "header"}),
        (_PROGRAMME, {"item", "header", "date"}),
        (texts.SIGNING, {"person", "position", "document", "event", "date", "agreement", "party"}),
    ],
    ids=["conclusion", "programme", "news"],
)
def test_every_kind_is_marked_named_and_listed(source: str, kinds: set[str]) -> None:
    reading = read(source)

    page = to_html(reading, source)

    tree = Tree(page)
    assert kinds <= {fact.kind for fact in reading.facts()}
    assert {fact.id for fact in reading.facts()} <= set(tree.ids)
    assert len(tree.ids) == len(set(tree.ids))
    assert set(tree.targets) <= set(tree.ids)
    legend = page.partition("</ul>")[0]
    assert all(f">{KINDS[kind].name}</mark> {KINDS[kind].letters}<" in legend for kind in kinds)


def test_a_task_keeps_its_figures_marked_inside() -> None:
    tree = Tree(to_html(read(_PLAN), _PLAN))

    over = tree.over[tree.text.index("730 lượt")]
    assert any(title.startswith("nhiệm vụ: Phòng Giáo dục") for title in over)
    assert any(title.startswith("số liệu: 730 lượt người") for title in over)


def test_the_page_needs_no_other_file_and_prints() -> None:
    page = to_html(read(_PLAN), _PLAN)

    assert not any(sign in page for sign in ("<script", "src=", "<link", "url(", "http"))
    assert "@media print" in page
    assert "print-color-adjust:exact" in page


def test_a_text_without_facts_says_so() -> None:
    page = to_html(read("Trời hôm nay đẹp."), "Trời hôm nay đẹp.")

    assert "Không đọc ra dữ kiện nào." in page
    assert "<mark" not in page


def test_a_long_text_without_a_full_stop_is_not_quoted_over_and_over() -> None:
    source = "Đồng chí Vũ Thị Lụa - Bí thư Huyện ủy, 6 lớp với 730 lượt người, " * 2000

    page = to_html(read(source), source)

    assert len(page) < 40 * len(source)


def test_many_files_are_a_page_each(tmp_path: Path) -> None:
    box, target = tmp_path / "box", tmp_path / "pages"
    box.mkdir()
    for number in range(9):
        (box / f"{number}.txt").write_text(f"Bài {number}.\n{_PLAN}", "utf-8")

    code = read_files(
        [box], format="html", out=target, stdout=StringIO(), stderr=StringIO(), processes=2
    )

    assert code == 0
    pages = [path.read_text("utf-8") for path in sorted(target.glob("*.html"))]
    assert [page.count("<!DOCTYPE html>") for page in pages] == [1] * 9
    assert all('class="task"' in page and 'class="figure"' in page for page in pages)
