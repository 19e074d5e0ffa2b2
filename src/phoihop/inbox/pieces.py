"""What a person wrote, taken apart for the page: words, names, links to our own records.

Nothing becomes markup here; templates write each piece out escaped.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from phoihop.inbox.mentions import NAMED
from phoihop.inbox.registry import every_talk

_ADDRESS = re.compile(r"(?<!\S)(?:https?://|/)[^\s<>\"']+")
_AFTER = ".,;:!?)]}”…"


@dataclass(frozen=True)
class Piece:
    """kind: "text", "name" of a mentioned person, or "link" with its address."""

    kind: str
    text: str
    url: str = ""


def pieces_of(words: str, names: Mapping[str, str], host: str) -> list[Piece]:
    """The words in pieces; names: {user name: full name} of those mentioned.

    host: the name under which the program was opened; an address elsewhere stays plain text.
    """
    found = []
    for piece in _linked(words, host):
        found += list(_named(piece.text, names)) if piece.kind == "text" else [piece]
    return found


def _linked(words: str, host: str) -> Iterator[Piece]:
    at = 0
    for match in _ADDRESS.finditer(words):
        typed = match.group().rstrip(_AFTER)
        url = _own_record(typed, host)
        if url:
            yield from _text(words[at : match.start()])
            yield Piece("link", typed, url)
            at = match.start() + len(typed)
    yield from _text(words[at:])


def _own_record(typed: str, host: str) -> str:
    """The path of one of our records' pages, "" for any other address."""
    try:
        parts = urlsplit(typed)
        if parts.netloc not in {"", host}:
            return ""
        view = resolve(parts.path).view_name
    except (ValueError, Resolver404):
        return ""
    return parts.path if view in {talk.detail for talk in every_talk().values()} else ""


def _named(words: str, names: Mapping[str, str]) -> Iterator[Piece]:
    at = 0
    for match in NAMED.finditer(words):
        name = names.get(match.group(1).lower())
        if name:
            yield from _text(words[at : match.start()])
            yield Piece("name", name)
            at = match.end()
    yield from _text(words[at:])


def _text(words: str) -> Iterator[Piece]:
    if words:
        yield Piece("text", words)
