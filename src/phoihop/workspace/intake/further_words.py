"""What the cards of tasks, contents, figures and parts of a text say."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from phoihop import vntext
from phoihop.periods import format_day
from phoihop.workspace.models import FactKind, IntakeFact

SECTION_KINDS: Final = (
    ("cause", gettext_lazy("Causes")),
    ("proposal", pgettext_lazy("part of a report", "Proposals")),
    ("result", gettext_lazy("Results")),
    ("limitation", gettext_lazy("Shortcomings")),
    ("direction", gettext_lazy("Directions and duties")),
)
HOW_OFTEN: Final = (
    ("daily", gettext_lazy("Every day")),
    ("weekly", gettext_lazy("Every week")),
    ("monthly", gettext_lazy("Every month")),
    ("quarterly", gettext_lazy("Every quarter")),
    ("half-yearly", gettext_lazy("Every six months")),
    ("yearly", gettext_lazy("Every year")),
)
CHANGES: Final = (
    ("increase", pgettext_lazy("figure", "increase")),
    ("decrease", pgettext_lazy("figure", "decrease")),
)


def words_of(fact: IntakeFact) -> tuple[str, str]:
    """Heading and line of detail of a card of one of the further kinds."""
    return _WORDS[FactKind(fact.kind)](fact)


def who_words(bodies: Iterable[Mapping[str, Any]]) -> str:
    """The bodies as a list."""
    return "; ".join(body["name"] for body in bodies)


def when_words(value: Mapping[str, Any]) -> str:
    """By when or how often; where neither is known, the words of the text."""
    if value["due"]:
        return format_day(date.fromisoformat(value["due"]))
    often = dict(HOW_OFTEN).get(value["period"])
    return str(often) if often else value["due_text"]


def figure_words(value: Mapping[str, Any]) -> str:
    """The number as Vietnamese write it, with total, change and unit."""
    said = number_words(value["value"])
    if value["total"] is not None:
        said += f"/{number_words(value['total'])}"
    change = {"increase": pgettext("figure", "up"), "decrease": pgettext("figure", "down")}
    joint = "" if value["unit"] == "%" else " "
    return f"{change.get(value['change'], '')} {said}{joint}{value['unit']}".strip()


def section_words(value: Mapping[str, Any]) -> str:
    """What sort of part it is."""
    return str(dict(SECTION_KINDS).get(value["kind"], value["kind"]))


def part_words(value: Mapping[str, Any]) -> str:
    """The sort of part and its heading, said once where they are the same."""
    kind, heading = section_words(value), value["heading"]
    if not heading or vntext.fold(heading).startswith(vntext.fold(kind)):
        return heading or kind
    return f"{kind}: {heading}"


def number_words(value: float) -> str:
    """As the user's language writes it: 1.234,5 in Vietnamese."""
    plain = Decimal(str(value))
    shown = plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
    return str(formats.number_format(shown, use_l10n=True, force_grouping=True))


def _task(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    who = who_words(value["who"]) or _("nobody named in the text")
    return value["what"], _joined(who, _by(value), _product(value))


def _item(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    heading = f"{value['number']}. {value['text']}" if value["number"] else value["text"]
    answers = who_words(value["parties"])
    responsible = _("responsible: %(names)s") % {"names": answers} if answers else ""
    return heading, _joined(responsible, _by(value), _product(value), value["heading"])


def _figure(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    period = _("period %(period)s") % {"period": value["period"]} if value["period"] else ""
    return figure_words(value), _joined(value["what"], period)


def _section(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    return part_words(value), f"“{fact.label}”"


def _by(value: Mapping[str, Any]) -> str:
    when = when_words(value)
    if not when:
        return ""
    return _("due %(when)s") % {"when": when} if value["due"] else when


def _product(value: Mapping[str, Any]) -> str:
    return _("product: %(product)s") % {"product": value["product"]} if value["product"] else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_WORDS = {
    FactKind.TASK: _task,
    FactKind.ITEM: _item,
    FactKind.FIGURE: _figure,
    FactKind.SECTION: _section,
}
