"""A reading as one self-contained HTML page: the text with its facts marked, and the list."""

from __future__ import annotations

from html import escape
from typing import Final

from phoihop.reader.facts import Fact, Reading
from phoihop.reader.output import to_text

_STYLE: Final = """
body{font:1rem/1.6 "Source Sans 3",system-ui,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1c2733;background:#fff}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;border-radius:.2em;padding:0 .1em;background:#e8eef5}
.person{background:#d6e8ff}.position{background:#e6e1fb}.document{background:#dff2df}
.date{background:#fbe9c6}.event{background:#fde0dc}.agreement{background:#d8f0f0}
.party{background:#eef3c8}.header{background:#ececec}
"""
KINDS: Final = {
    "person": "người", "position": "chức vụ", "document": "văn bản", "date": "ngày",
    "event": "sự kiện", "agreement": "thỏa thuận", "party": "bên tham gia", "header": "phần đầu",
}  # fmt: skip


def to_html(reading: Reading, source: str) -> str:
    """Return a page without script; `source` is the text that was read."""
    legend = " ".join(f'<mark class="{kind}">{name}</mark>' for kind, name in KINDS.items())
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Kết quả đọc văn bản</title><style>{_STYLE}</style></head><body>"
        f"<h1>Kết quả đọc văn bản</h1><p>{legend}</p>"
        f"<h2>Nguyên văn</h2><pre>{marked(reading.facts(), source)}</pre>"
        f"<h2>Tóm tắt</h2><pre>{escape(to_text(reading))}</pre></body></html>\n"
    )


def marked(facts: tuple[Fact, ...], source: str) -> str:
    """Return the escaped text with each fact in a mark; a fact inside another is left out."""
    parts: list[str] = []
    at = 0
    for fact in facts:
        if fact.start < at:
            continue
        parts.append(escape(source[at : fact.start]))
        title = escape(f"{KINDS[fact.kind]}: {fact.label}")
        inside = escape(source[fact.start : fact.end])
        parts.append(f'<mark class="{fact.kind}" id="{fact.id}" title="{title}">{inside}</mark>')
        at = fact.end
    parts.append(escape(source[at:]))
    return "".join(parts)
