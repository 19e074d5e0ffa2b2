"""A reading as one self-contained HTML page: the text with its facts marked, and the list.

It needs neither colour nor script nor another file: behind each mark stand letters and number of
its fact, which lead to the list; they are no text, so what is copied is the text as handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from phoihop.reader.facts import Fact, Reading
from phoihop.reader.output import to_text
from phoihop.reader.overlay import stretches


@dataclass(frozen=True)
class _Kind:
    """How a kind of fact is called, in one letter or two, and its tint."""

    name: str
    letters: str
    tint: str


KINDS: Final = {
    "person": _Kind("người", "NG", "#d6e8ff"),
    "position": _Kind("chức vụ", "CV", "#e6e1fb"),
    "document": _Kind("văn bản", "VB", "#dff2df"),
    "date": _Kind("ngày", "N", "#fbe9c6"),
    "event": _Kind("sự kiện", "SK", "#fde0dc"),
    "agreement": _Kind("thỏa thuận", "TT", "#d8f0f0"),
    "party": _Kind("bên tham gia", "B", "#eef3c8"),
    "header": _Kind("phần đầu", "PĐ", "#ececec"),
    "task": _Kind("nhiệm vụ", "NV", "#f9dfc0"),
    "item": _Kind("nội dung, điều khoản", "ND", "#f3f5e4"),
    "figure": _Kind("số liệu", "SL", "#e4e0d6"),
    "section": _Kind("phần của văn bản", "P", "#e3e6f0"),
}
_STYLE: Final = (
    """
body{font:1rem/1.8 "Source Sans 3",system-ui,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1c2733;background:#fff;overflow-wrap:anywhere}
pre{font:inherit;white-space:pre-wrap}
mark{color:inherit;border-bottom:2px solid #5a6672;border-radius:.2em;padding:0 .1em;
-webkit-box-decoration-break:clone;box-decoration-break:clone;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
.n{color:#1d4e89;font-weight:600;text-decoration:none}
pre .n{font-size:.7em;vertical-align:super;line-height:0;margin:0 .15em}
.n::before{content:attr(data-n)}
.n:focus,.n:hover,:target{outline:2px solid #1d4e89;outline-offset:2px}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:0;list-style:none}
.facts{padding:0;list-style:none}.facts li{margin:.4rem 0;break-inside:avoid}
.facts q{color:#4a5662;display:block}
h2,h3{break-after:avoid}
@media print{body{margin:0;max-width:none;font-size:10.5pt}a{color:inherit}}
"""
    + "".join(f".{kind}{{background:{look.tint}}}" for kind, look in KINDS.items())
    + "\n"
)
# Of the sentence around a fact, so much before and behind it: a text may have no full stop.
_AROUND: Final = 200
_LONGEST: Final = 400


def to_html(reading: Reading, source: str) -> str:
    """Return a page without script; `source` is the text that was read."""
    facts = reading.facts()
    legend = "".join(
        f'<li><mark class="{kind}">{look.name}</mark> {look.letters}</li>'
        for kind, look in KINDS.items()
        if any(fact.kind == kind for fact in facts)
    )
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Kết quả đọc văn bản</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>Kết quả đọc văn bản</h1><ul class="legend">{legend}</ul>'
        f"<h2>Nguyên văn</h2><pre>{marked(facts, source, _headings(reading))}</pre>"
        f"<h2>Tóm tắt</h2><pre>{escape(to_text(reading))}</pre>"
        f"<h2>Từng dữ kiện</h2>{_lists(facts, source) or '<p>Không đọc ra dữ kiện nào.</p>'}"
        "</main></body></html>\n"
    )


def _headings(reading: Reading) -> dict[str, tuple[int, int]]:
    """Of a part of the text its heading is marked: it may hold half of the other facts."""
    return {
        f"section-{number}": (section.heading.start, section.heading.end)
        for number, section in enumerate(reading.sections, 1)
        if section.heading
    }


def marked(
    facts: Sequence[Fact], source: str, instead: dict[str, tuple[int, int]] | None = None
) -> str:
    """Return the escaped text with each fact in a mark, those inside others too.

    Marks that cross are closed and opened again, so that the page stays a tree. instead: other
    places to mark, by the id of the fact.
    """
    places = instead or {}
    spans = [places.get(fact.id, (fact.start, fact.end)) for fact in facts]
    parts: list[str] = []
    begun: set[int] = set()
    before: tuple[int, ...] = ()
    for piece in stretches(spans, len(source)):
        kept = _shared(before, piece.over)
        parts += _closed(before[kept:], facts, spans, piece.start)
        parts += [_opened(number, facts, begun) for number in piece.over[kept:]]
        parts.append(escape(source[piece.start : piece.end]))
        before = piece.over
    parts += _closed(before, facts, spans, len(source))
    return "".join(parts)


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many stand at the front of both."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _opened(number: int, facts: Sequence[Fact], begun: set[int]) -> str:
    fact = facts[number]
    place = "" if number in begun else f' id="{fact.id}"'
    begun.add(number)
    title = escape(f"{KINDS[fact.kind].name}: {fact.label}")
    return f'<mark class="{fact.kind}"{place} title="{title}">'


def _closed(
    numbers: tuple[int, ...], facts: Sequence[Fact], spans: list[tuple[int, int]], at: int
) -> list[str]:
    """Innermost first; one that is over here takes its number along."""
    parts = []
    for number in reversed(numbers):
        parts.append("</mark>")
        if spans[number][1] == at:
            fact = facts[number]
            said = escape(f"{KINDS[fact.kind].name} {_count(fact)}: {fact.label}")
            parts.append(
                f'<a class="n" href="#of-{fact.id}" data-n="{_sign(fact)}" aria-label="{said}"></a>'
            )
    return parts


def _count(fact: Fact) -> str:
    return fact.id.rpartition("-")[2]


def _sign(fact: Fact) -> str:
    return f"{KINDS[fact.kind].letters}{_count(fact)}"


def _lists(facts: Sequence[Fact], source: str) -> str:
    """Kind by kind, each fact with the sentence that says it and the way back to its mark."""
    lists = []
    for kind, look in KINDS.items():
        own = [fact for fact in facts if fact.kind == kind]
        if own:
            entries = "".join(_entry(fact, source) for fact in own)
            title = look.name[0].upper() + look.name[1:]
            lists.append(f'<h3>{title} ({len(own)})</h3><ul class="facts">{entries}</ul>')
    return "".join(lists)


def _entry(fact: Fact, source: str) -> str:
    return (
        f'<li id="of-{fact.id}"><a href="#{fact.id}">{_sign(fact)}</a> '
        f"{escape(_short(fact.label))}<q>{escape(_sentence(fact, source))}</q></li>"
    )


def _sentence(fact: Fact, source: str) -> str:
    """The words around the fact, not beyond its sentence."""
    start = max(fact.sentence_start, fact.start - _AROUND)
    end = min(fact.sentence_end, min(fact.end, fact.start + _LONGEST) + _AROUND)
    words = " ".join(source[start:end].split())
    return (
        ("… " if start > fact.sentence_start else "")
        + words
        + (" …" if end < fact.sentence_end else "")
    )


def _short(label: str) -> str:
    words = " ".join(label.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
