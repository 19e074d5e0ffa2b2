"""Text of saved web pages (HTML) from strangers: what a reader reads, without menus and adverts."""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from phoihop.reader.refusals import Damaged
from phoihop.vntext import UndecodableText, decode

_SILENT: Final = (
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "nav",
    "aside", "footer", "button", "input", "label", "select", "textarea", "head",
)  # fmt: skip
_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
))  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
# The part said to be the paper is taken where it holds this share of the words of all paragraphs.
_MOST_OF_IT: Final = 0.5
_OF_A_PAPER: Final = ("article", "main", "h1")
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
    page = BeautifulSoup(markup, "html.parser")
    for silent in page.find_all(_SILENT):
        silent.decompose()
    _drop_forms(page)
    chosen = _paper_of(page)
    text = "\n\n".join(_words_of(part) for part in chosen)
    return _GAPS.sub("\n\n", text).strip()


def _drop_forms(page: BeautifulSoup) -> None:
    """Drop search boxes and the like; whole pages of some portals stand in one form."""
    whole = len(page.get_text())
    for form in page.find_all("form"):
        is_page = form.find(_OF_A_PAPER) or len(form.get_text()) > whole * _MOST_OF_IT
        if not form.decomposed and not is_page:
            form.decompose()


def _paper_of(page: BeautifulSoup) -> list[Tag]:
    """The one part marked as the paper, with its heading; else the whole page."""
    whole = _paragraphs(page)
    for mark in ("article", "main"):
        marked = page.find_all(mark)
        if len(marked) == 1 and _paragraphs(marked[0]) > whole * _MOST_OF_IT:
            heading = page.find("h1")
            outside = heading is not None and marked[0] not in heading.parents
            return [heading, marked[0]] if heading is not None and outside else [marked[0]]
    return [page]


def _paragraphs(part: Tag) -> int:
    """Letters of its paragraphs."""
    return sum(len(paragraph.get_text()) for paragraph in part.find_all("p"))


def _words_of(part: Tag) -> str:
    """Walk the tree without recursion: pages nest as deep as a stranger likes."""
    out: list[str] = []
    waiting: list[Tag | str] = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):  # also NavigableString
            # comments, doctypes and the like are kinds of preformatted strings
            if not isinstance(one, PreformattedString):
                out.append(one.replace("\n", " ") if isinstance(one, NavigableString) else one)
            continue
        mark = "\n" if one.name in _BLOCKS else ""
        if one.name == "br":
            waiting.append("\r\n")
        waiting += [mark, "\t" if one.name in _CELLS else ""]
        waiting += reversed(list(one.children))  # type: ignore[arg-type]  # tags and strings
        waiting.append(mark)
    text = _RUNS.sub(" ", "".join(out))
    return _BLANKS.sub("\n", text).strip()
