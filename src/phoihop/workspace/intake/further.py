"""Further cards of the draft: tasks, contents of a programme, figures, parts of the text.

What the text only proposes stays a proposal: see proposals.py and further_records.py.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from phoihop import vntext
from phoihop.workspace.intake.draft import DraftFact, is_collective
from phoihop.workspace.models import FactKind

# Of each kind, in one text: a screen and a person take no more.
MOST: Final = 300
_LABEL: Final = 300
_WHAT: Final = 500
_PRODUCT: Final = 300
_NAME: Final = 250
_WORDS: Final = 120
_MOST_PARTIES: Final = 30
_YEARS = re.compile(r"(20\d\d)\s*[-–]\s*(20\d\d)")
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)
# Kinds of papers that are themselves an agreement, where they have contents of several parties. A
# plan mostly is of one issuer, who asks things of others: the reader tells the joint ones.
_AGREEMENTS: Final[Mapping[str, str]] = {"CTr": "programme", "QC": "regulation"}
_FEWEST_PARTIES: Final = 2
_AIMS: Final = re.compile(
    r"(?:(?:mục đích|mục tiêu|yêu cầu|ý nghĩa|quan điểm)(?: chung| cụ thể)?"
    r"(?:[\s,;&–-]+(?:và )?|$))+"
)


def further_facts(reading: Mapping[str, Any]) -> tuple[list[DraftFact], list[FactKind]]:
    """The cards kind by kind, each in the order of the text; and the kinds that were cut.

    A task that a clause of a programme states is that clause, with its time and product.
    """
    items, tasks = _paired(reading)
    kinds: dict[FactKind, Sequence[DraftFact]] = {
        FactKind.TASK: [_task(one) for one in tasks],
        FactKind.ITEM: [_item(one, task) for one, task in items],
        FactKind.FIGURE: [_figure(one) for one in _figures(reading)],
        FactKind.SECTION: [_section(one) for one in reading.get("sections") or ()],
    }
    cut = [kind for kind, cards in kinds.items() if len(cards) > MOST]
    return [card for cards in kinds.values() for card in cards[:MOST]], cut


def with_own_agreement(reading: Mapping[str, Any]) -> Mapping[str, Any]:
    """The reading, with the paper itself among its agreements where it is one.

    A programme or regulation has contents for two or more named parties; its head gives kind,
    subject and years. Where the text names an agreement already, nothing is added.
    """
    header = reading.get("header") or {}
    kind = _AGREEMENTS.get(str(header.get("kind")))
    subject = (header.get("evidence") or {}).get("subject")
    if reading.get("agreements") or kind is None or not subject:
        return reading
    parties = _parties_of(_contents(reading))
    if sum(not is_collective(party["name"]) for party in parties) < _FEWEST_PARTIES:
        return reading
    first, last = _years_of(str(subject["name"]))
    own = {
        "kind": kind,
        "parties": parties,
        "from": first,
        "to": last,
        **{name: subject[name] for name in ("start", "end", "text")},
    }
    return {**reading, "agreements": [own]}


def _contents(reading: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The clauses that say what is done: no aims, no line that only announces a list or table."""
    return [
        item
        for item in reading.get("items") or ()
        if not _AIMS.fullmatch(vntext.canonical(item.get("heading") or ""))
        and not item["text"].rstrip().endswith(":")
    ]


def _parties_of(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each body that answers for a content, once."""
    found: dict[str, Mapping[str, Any]] = {}
    for item in items:
        for party in item.get("parties") or ():
            found.setdefault(vntext.canonical(party["name"]), party)
    return list(found.values())[:_MOST_PARTIES]


def _years_of(subject: str) -> tuple[int | None, int | None]:
    if match := _YEARS.search(subject):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else (None, None)
    if match := _YEAR.search(subject):
        return int(match[1]), int(match[1])
    return None, None


def _paired(
    reading: Mapping[str, Any],
) -> tuple[list[tuple[Mapping[str, Any], Mapping[str, Any] | None]], list[Mapping[str, Any]]]:
    """Each item with the first task inside it, and the tasks that stand in no item."""
    items = sorted(_contents(reading), key=lambda one: one["start"])
    tasks = sorted(reading.get("tasks") or (), key=lambda one: one["start"])
    pairs: list[tuple[Mapping[str, Any], Mapping[str, Any] | None]] = []
    alone: list[Mapping[str, Any]] = []
    at = 0
    for item in items:
        while at < len(tasks) and tasks[at]["start"] < item["start"]:
            alone.append(tasks[at])
            at += 1
        inside = []
        while at < len(tasks) and tasks[at]["start"] < item["end"]:
            inside.append(tasks[at])
            at += 1
        pairs.append((item, inside[0] if inside else None))
    return pairs, [*alone, *tasks[at:]]


def _figures(reading: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those that are no part of a name, as "12 cơ quan, đơn vị trong khối" of a party."""
    parties = [one for deal in reading.get("agreements") or () for one in deal["parties"]]
    names = [(one["start"], one["end"]) for one in parties]
    free = (
        one
        for one in reading.get("figures") or ()
        if not any(start <= one["start"] and one["end"] <= end for start, end in names)
    )
    return list(islice(free, MOST + 1))  # one more tells that there are too many


def _task(item: Mapping[str, Any]) -> DraftFact:
    """{what, who: [{name}], due, due_text, period, product, spans}"""
    value: dict[str, Any] = {
        "what": _cut(item["what"].strip(), _WHAT),
        "who": _bodies(item.get("who")),
        **_time_of(item),
        "product": _clean(item.get("product"), _PRODUCT),
        "spans": _outside(item, item.get("who") or ()),
    }
    return DraftFact(FactKind.TASK, _label(item), item["start"], item["end"], value)


def _item(item: Mapping[str, Any], task: Mapping[str, Any] | None) -> DraftFact:
    """{number, heading, text, parties: [{name}], due, due_text, period, product, spans}"""
    value: dict[str, Any] = {
        "number": (item.get("number") or "")[:40],
        "heading": _clean(item.get("heading"), _LABEL),
        "text": " ".join(item["text"].split()),
        "parties": _bodies(item.get("parties") or (task or {}).get("who")),
        **_time_of(task or {}),
        "product": _clean((task or {}).get("product"), _PRODUCT),
        "spans": [],
    }
    return DraftFact(FactKind.ITEM, _label(item), item["start"], item["end"], value)


def _figure(item: Mapping[str, Any]) -> DraftFact:
    """{value, total, unit, what, period, change}"""
    value: dict[str, Any] = {
        "value": item["value"],
        "total": item.get("total"),
        "unit": _clean(item.get("unit"), 60),
        "what": _clean(item.get("what"), _LABEL),
        "period": (item.get("period") or "")[:20],
        "change": item.get("change") or "",
    }
    return DraftFact(FactKind.FIGURE, _label(item), item["start"], item["end"], value)


def _section(item: Mapping[str, Any]) -> DraftFact:
    """{kind, heading, mark}; its words are those of the text from start to end"""
    heading = (item.get("evidence") or {}).get("heading")
    value: dict[str, Any] = {
        "kind": item["kind"],
        "heading": _clean(item.get("heading"), _LABEL),
        "mark": [heading["start"], heading["end"]] if heading else None,
    }
    return DraftFact(FactKind.SECTION, _label(item), item["start"], item["end"], value)


def _time_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "due": item.get("due"),
        "due_text": _clean(item.get("due_text"), _WORDS),
        "period": item.get("period") or "",
    }


def _bodies(named: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    return [
        {"name": name, "collective": is_collective(name)}
        for name in (_clean(body["name"], _NAME) for body in named or ())
        if name
    ]


def _outside(item: Mapping[str, Any], named: Iterable[Mapping[str, Any]]) -> list[list[int]]:
    """Evidence that does not lie in the clause itself: the heading that names who."""
    return [
        [body["start"], body["end"]]
        for body in named
        if body["end"] <= item["start"] or body["start"] >= item["end"]
    ]


def _label(item: Mapping[str, Any]) -> str:
    return _cut(" ".join(item["text"].split()), _LABEL)


def _cut(text: str, most: int) -> str:
    """At most so many letters, whole words; what was left out shows as "…"."""
    return text if len(text) <= most else f"{text[: most - 2].rsplit(' ', 1)[0]} …"


def _clean(text: str | None, most: int) -> str:
    return _cut(" ".join((text or "").split()), most)
