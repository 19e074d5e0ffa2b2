"""The user guide: Markdown pages in each language, read once and turned into HTML.

The pages are files `vi/03-nhap-van-ban.md`: two figures for the order, then the slug. The first
line is the title, the first paragraph the summary. Links between them name the file and pictures
their place under `static`, so that both work in the repository as well. Raw HTML is not allowed in
them. Pictures are taken from the running program by `make screenshots`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from phoihop import vntext

_FOLDER: Final = Path(__file__).parent
_FILE_NAME: Final = re.compile(r"^\d\d-([a-z0-9-]+)\.md$")
_HEADING: Final = "h2"
_PICTURES: Final = "../../static/"


@dataclass(frozen=True)
class Section:
    """A heading of a page and its anchor."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Topic:
    """One page of the guide; `body` is everything below title and summary."""

    slug: str
    title: str
    summary: str
    body: SafeString
    sections: tuple[Section, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """All pages in reading order, in this language or else in the program's own."""
    folder = _FOLDER / language
    if not folder.is_dir():
        folder = _FOLDER / settings.LANGUAGE_CODE
    return tuple(_read(file) for file in sorted(folder.glob("*.md")))


def _read(file: Path) -> Topic:
    """Turn one file into a page. Raises ValueError where it has not the shape said above."""
    slug = _slug(file.name)
    if slug is None:
        raise ValueError(f"{file}: not named like 03-nhap-van-ban.md")
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(file.read_text(encoding="utf-8"))
    shape = [token.type for token in tokens[:6]]
    if shape != [*_block("heading"), *_block("paragraph")]:
        raise ValueError(f"{file}: begins with a title and a paragraph")
    rest = tokens[6:]
    sections = _number_headings(rest)
    _point_links(rest)
    _point_pictures(rest)
    html = markdown.renderer.render(rest, markdown.options, {})
    return Topic(
        slug=slug,
        title=tokens[1].content,
        summary=_plain(tokens[4]),
        body=mark_safe(html),  # noqa: S308 -- our own pages, rendered without raw HTML
        sections=sections,
    )


def _slug(name: str) -> str | None:
    found = _FILE_NAME.match(name)
    return found[1] if found else None


def _block(kind: str) -> list[str]:
    return [f"{kind}_open", "inline", f"{kind}_close"]


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def _number_headings(tokens: Sequence[Token]) -> tuple[Section, ...]:
    """Give every section an anchor made of its words without accents."""
    sections = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == _HEADING:
            title = _plain(inline)
            anchor = "-".join(re.findall(r"[a-z0-9]+", vntext.fold(title)))
            opening.attrSet("id", anchor)
            sections.append(Section(anchor, title))
    return tuple(sections)


def _point_links(tokens: Sequence[Token]) -> None:
    """Turn names of other pages' files into their addresses."""
    for token in tokens:
        for child in token.children or ():
            file, hash_mark, anchor = str(child.attrGet("href") or "").partition("#")
            slug = _slug(file)
            if child.type == "link_open" and slug is not None:
                address = reverse("workspace:guide_page", args=[slug])
                child.attrSet("href", f"{address}{hash_mark}{anchor}")


def _point_pictures(tokens: Sequence[Token]) -> None:
    """Turn places of pictures in the repository into their addresses."""
    for token in tokens:
        for child in token.children or ():
            place = str(child.attrGet("src") or "")
            if child.type == "image" and place.startswith(_PICTURES):
                child.attrSet("src", static(place.removeprefix(_PICTURES)))
                child.attrSet("loading", "lazy")
