"""Text of saved web pages (HTML) from strangers: what a reader reads, without menus and adverts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from phoihop.reader.refusals import Damaged
from phoihop.vntext import UndecodableText, decode

_SILENT: Final = (
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "nav",
    "aside", "footer", "button", "input", "select", "textarea", "head",
)  # fmt: skip
_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
# The part said to be the paper is taken where it holds this share of the words of all paragraphs.
_MOST_OF_IT: Final = 0.5
_OF_A_PAPER: Final = frozenset({"article", "main", "h1"})
_NOTED: Final = _OF_A_PAPER | {"form", "label", "p"}
# What is around the paper, as portals made of `div` say it: landmarks, and whole words of an id or
# a class. A word that only begins so, as in "menu-content", says nothing.
_AROUND_ROLES: Final = frozenset({"navigation", "contentinfo", "search", "complementary", "menu"})
_AROUND: Final = frozenset((
    "breadcrumb", "breadcrumbs", "copyright", "footer", "mainmenu", "menu", "menutop", "nav",
    "navbar", "navigation", "sidebar", "topmenu",
    # other reports, in English and Vietnamese
    "baivietkhac", "baivietlienquan", "baikhac", "bailienquan", "cungchuyenmuc", "lienquan",
    "moreposts", "newsother", "newsrelated", "newsrelation", "othernews", "otherposts", "related",
    "relatedarticle", "relatedarticles", "relatedlist", "relatednews", "relatedpost",
    "relatedposts", "tinbailienquan", "tincungchuyenmuc", "tincu", "tinkhac", "tinlienquan",
    "tinmoihon", "tintuckhac", "tintuclienquan",
))  # fmt: skip
_JOINTS: Final = str.maketrans("", "", "-_")
_AROUND_THE_PAPER: Final = "around"
_LONGEST_LABEL: Final = 60  # letters; some portals put the whole paper in a label
_BLANKS: Final = re.compile(r"[ \t]*\n[ \t]*")
_RUNS: Final = re.compile(r"[ \r\f\v\u00a0]+")
_GAPS: Final = re.compile(r"\n{3,}")


def html_text(data: bytes | str, name: str) -> str:
    """Return the words of the page, a block a line, cells of a table with tabs between.

    Raises Damaged for bytes that are no text.
    """
    try:
        markup = data if isinstance(data, str) else decode(data).text
    except UndecodableText as error:
        raise Damaged(name, reason="undecodable") from error
    page = _Page(BeautifulSoup(markup, "html.parser"))
    text = "\n\n".join(map(page.words, page.paper()))
    return _GAPS.sub("\n\n", text).strip()


@dataclass
class _Part:
    """An element and its pieces; letters, blocks and papers are those before it, then its own.

    blocks: elements inside it that stand on lines of their own. papers: those that mark a paper.
    """

    name: str
    start: int
    letters: int
    blocks: int
    papers: int
    end: int = 0


class _Page:
    """The words of a page piece by piece.

    One walk without recursion counts all that is asked later: pages nest as deep as a stranger
    likes, so nothing may look at the inside of each element anew.
    """

    def __init__(self, page: Tag) -> None:
        self._pieces: list[str] = []
        self._in_paragraphs: list[int] = []  # letters of each piece that stand in a paragraph
        self._parts: list[_Part] = []  # in the order of their beginnings
        self._letters = self._blocks = self._papers = self._open_paragraphs = 0
        self._walk(page)
        self._drop_forms()

    def _walk(self, page: Tag) -> None:
        waiting: list[Tag | str | _Part] = [page]
        while waiting:
            one = waiting.pop()
            if isinstance(one, _Part):
                self._close(one)
            elif isinstance(one, Tag):
                if one.name not in _SILENT:
                    self._open(one, waiting)
            elif not isinstance(one, NavigableString):
                self._add(one, 0)
            # comments, doctypes and the like are kinds of preformatted strings
            elif not isinstance(one, PreformattedString):
                self._add(one.replace("\n", " "), len(one))

    def _open(self, tag: Tag, waiting: list[Tag | str | _Part]) -> None:
        name = tag.name
        noted = _AROUND_THE_PAPER if _is_around(tag) else name
        if name in _NOTED or noted != name:
            counts = (self._letters, self._blocks, self._papers)
            part = _Part(name if name in _NOTED else noted, len(self._pieces), *counts)
            self._parts.append(part)
            waiting.append(part)
        self._blocks += name in _BLOCKS
        self._papers += name in _OF_A_PAPER
        self._open_paragraphs += name == "p"
        mark = "\n" if name in _BLOCKS else ""
        if name == "br":
            waiting.append("\n")
        waiting += [mark, "\t" if name in _CELLS else ""]
        waiting += reversed(list(tag.children))  # type: ignore[arg-type]  # tags and strings
        waiting.append(mark)

    def _close(self, part: _Part) -> None:
        part.end = len(self._pieces)
        part.letters = self._letters - part.letters
        part.blocks = self._blocks - part.blocks
        part.papers = self._papers - part.papers
        self._open_paragraphs -= part.name == "p"
        if part.name == "label" and part.letters <= _LONGEST_LABEL and not part.blocks:
            del self._pieces[part.start :], self._in_paragraphs[part.start :]
            self._letters -= part.letters

    def _add(self, piece: str, letters: int) -> None:
        self._pieces.append(piece)
        self._in_paragraphs.append(letters if self._open_paragraphs else 0)
        self._letters += letters

    def _drop_forms(self) -> None:
        """Drop search boxes, menus and the like; whole pages of some portals stand in one form.

        Nothing goes that holds a paper, a heading of the page or half of its letters.
        """
        dropped = 0  # the end of the last one dropped, whose own forms went with it
        for part in self._parts:
            holds = part.papers
            if part.name == _AROUND_THE_PAPER:  # lists of other reports mark each as an article
                holds = holds if holds == self._papers else 0
            is_page = holds or part.letters > self._letters * _MOST_OF_IT
            goes = part.name in {"form", _AROUND_THE_PAPER}
            if not goes or is_page or part.start < dropped:
                continue
            dropped = part.end
            for at in range(part.start, part.end):
                self._pieces[at], self._in_paragraphs[at] = "", 0

    def paper(self) -> list[_Part]:
        """The one part marked as the paper, with its heading; else the whole page."""
        whole = sum(self._in_paragraphs)
        for mark in ("article", "main"):
            marked = [part for part in self._parts if part.name == mark]
            if len(marked) == 1 and self._paragraphs(marked[0]) > whole * _MOST_OF_IT:
                heading = next((part for part in self._parts if part.name == "h1"), None)
                outside = heading and not marked[0].start <= heading.start < marked[0].end
                return [heading, marked[0]] if heading and outside else [marked[0]]
        return [_Part("", 0, 0, 0, 0, end=len(self._pieces))]

    def _paragraphs(self, part: _Part) -> int:
        """Letters of its paragraphs."""
        return sum(self._in_paragraphs[part.start : part.end])

    def words(self, part: _Part) -> str:
        text = _RUNS.sub(" ", "".join(self._pieces[part.start : part.end]))
        return _BLANKS.sub("\n", text).strip()


def _is_around(tag: Tag) -> bool:
    """Whether the page itself says that this is no part of the paper."""
    if str(tag.get("role") or "").lower() in _AROUND_ROLES:
        return True
    words = tag.get_attribute_list("class") + tag.get_attribute_list("id")
    return any(str(word or "").lower().translate(_JOINTS) in _AROUND for word in words)
