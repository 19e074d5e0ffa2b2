"""A text with its marked facts as one page to keep: no script, no picture, no other file.

Colour is not needed: behind each mark stands the number under which the list below tells its kind.

What a person left out is not marked; who decided what is not told.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from phoihop.workspace.intake.cards import Card, cards_of
from phoihop.workspace.intake.marks import Run, css_class, paragraphs
from phoihop.workspace.models import Decision, FactKind, Intake

# The tints of the screen (ui.css), for a page that stands alone.
_TINTS: Final = {
    "k-people": "#e6dcf5", "k-agency": "#d5e6f7", "k-doc": "#d7ecdc", "k-event": "#f8dcd4",
    "k-deal": "#cfe9ea", "k-task": "#f9dfc0", "k-item": "#e2e8c4", "k-figure": "#e4e0d6",
    "k-part": "#e9e9ee",
}  # fmt: skip
_STYLE: Final = (
    'body{font:1rem/1.7 "Source Sans 3",system-ui,sans-serif;max-width:60rem;margin:2rem auto;'
    "padding:0 1rem;color:#1c2733;background:#fff;overflow-wrap:anywhere}"
    "mark{color:inherit;border-bottom:2px solid #5a6672;border-radius:.2em;padding:0 .1em;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "a{color:#1d4e89}sup a{font-weight:600;text-decoration:none}sup{font-size:.7em;line-height:0}"
    "h2,h3{break-after:avoid}h3{margin-bottom:.2em}li{break-inside:avoid}li small{color:#4a5662}"
    ":target{outline:2px solid #1d4e89;outline-offset:2px}"
    "@media print{body{margin:0;max-width:none;font-size:10.5pt}a{color:inherit}}"
    + "".join(f".{css}{{background:{colour}}}" for css, colour in _TINTS.items())
)


def as_page(intake: Intake) -> str:
    """The text and below it its facts kind by kind; in the language of who asks."""
    facts = [fact for fact in intake.facts.all() if fact.decision != Decision.DROPPED]
    cards = cards_of(facts, {}, {})
    legend = {css_class(fact.kind): _kinds_of(css_class(fact.kind)) for fact in facts}
    return format_html(
        '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{}</title><style>{}</style></head><body><h1>{}</h1><p>{}</p>{}<h2>{}</h2>{}"
        "</body></html>\n",
        get_language() or "vi",
        intake.name,
        SafeString(_STYLE),
        intake.name,
        format_html_join(" ", '<mark class="{}">{}</mark>', legend.items()),
        format_html_join(
            "\n", "<p>{}</p>", ((_line(runs),) for runs in paragraphs(intake.text, facts))
        ),
        _("Facts"),
        format_html_join("\n", "<h3>{}</h3><ol>{}</ol>", _lists(cards)),
    )


def _line(runs: Iterable[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> str | SafeString:
    if not run.fact:
        return run.text
    number = format_html('<sup><a href="#f{}">{}</a></sup>', run.fact, run.fact) if run.last else ""
    place = format_html(' id="{}"', run.anchor) if run.anchor else ""
    css = run.css.split()[0]
    return format_html('<mark class="{}"{}>{}{}</mark>', css, place, run.text, number)


def _lists(cards: Sequence[Card]) -> Iterable[tuple[str, SafeString]]:
    """One list for each kind, in the order in which the kinds are named."""
    order = {kind: place for place, kind in enumerate(FactKind)}
    by_kind = sorted(cards, key=lambda card: (order[FactKind(card.fact.kind)], card.fact.order))
    for kind, group in groupby(by_kind, key=lambda card: card.fact.kind):
        said = format_html_join("", "{}", ((_entry(card),) for card in group))
        yield str(FactKind(kind).label), said


def _entry(card: Card) -> SafeString:
    """A line of the list; the number before it leads back to the mark, where there is one."""
    number, start = card.fact.number, card.fact.start
    heading = (
        format_html('<a href="#m{}">{}</a>', number, card.heading)
        if start is not None
        else card.heading
    )
    return format_html(
        '<li id="f{}" value="{}">{} <small>{}</small></li>', number, number, heading, card.detail
    )


def _kinds_of(css: str) -> str:
    """The kinds that share a tint, in words."""
    return ", ".join(str(kind.label).lower() for kind in FactKind if css_class(kind) == css)
