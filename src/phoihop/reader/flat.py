"""One flat view of a reading for a screen that shows the text beside the draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from phoihop.reader.facts import Evidence, Fact, JsonValue, Reading
from phoihop.reader.further_output import figure_label, item_label, section_label, task_label
from phoihop.reader.output import (
    AGREEMENT_KINDS,
    EVENT_KINDS,
    agreement_label,
    document_label,
    vietnamese_date,
)

_HEADER_PARTS: Final = ("issuer", "parent", "place", "subject")


@dataclass(frozen=True)
class _Found:
    kind: str
    label: str
    place: Evidence
    data: dict[str, JsonValue]


def flatten(reading: Reading) -> tuple[Fact, ...]:
    """Return all facts in text order; one that begins with another and is longer stands first.

    `data` holds the plain fields of a fact, and the id of the fact it belongs to where it has
    one: a position names its "person", a party its "agreement".
    """
    found = [
        *_people(reading),
        *_documents(reading),
        *_event(reading),
        *_agreements(reading),
        *_header(reading),
        *_tasks(reading),
        *_items(reading),
        *_figures(reading),
        *_sections(reading),
    ]
    ordered = sorted(found, key=lambda each: (each.place.start, -each.place.end))
    return tuple(_fact(reading, each) for each in ordered)


def _fact(reading: Reading, found: _Found) -> Fact:
    start, end = _sentence(reading, found.place)
    place = found.place
    identity = str(found.data.pop("id"))
    return Fact(
        place.start, place.end, place.text,
        id=identity, kind=found.kind, label=found.label,
        sentence_start=start, sentence_end=end, data=found.data,
    )  # fmt: skip


def _sentence(reading: Reading, place: Evidence) -> tuple[int, int]:
    """Return the sentence around a place, at least as long as the place itself."""
    at = bisect_right(reading.sentences, place.start, key=lambda span: span[0]) - 1
    if at >= 0 and place.start < reading.sentences[at][1]:
        start, end = reading.sentences[at]
        return start, max(end, place.end)
    return place.start, place.end


def _people(reading: Reading) -> Iterator[_Found]:
    posts = 0
    for number, person in enumerate(reading.people, 1):
        identity = f"person-{number}"
        yield _Found(
            "person", person.name, person,
            {"id": identity, "name": person.name, "roles": list(person.roles),
             "positions": [post.title for post in person.positions]},
        )  # fmt: skip
        for post in person.positions:
            posts += 1
            yield _Found(
                "position", post.title, post,
                {"id": f"position-{posts}", "title": post.title, "person": identity},
            )  # fmt: skip


def _documents(reading: Reading) -> Iterator[_Found]:
    for number, document in enumerate(reading.documents, 1):
        yield _Found(
            "document", document_label(document), document,
            {"id": f"document-{number}", "kind": document.kind, "number": document.number,
             "symbol": document.symbol, "date": document.date, "ordinal": document.ordinal,
             "issuer": document.issuer},
        )  # fmt: skip


def _event(reading: Reading) -> Iterator[_Found]:
    event = reading.event
    if event is None:
        return
    yield _Found(
        "event", EVENT_KINDS[event.kind], event,
        {"id": "event-1", "kind": event.kind, "also": list(event.also), "session": event.session,
         "date": event.date.date if event.date else None,
         "host": event.host.name if event.host else None,
         "chair": list(event.chair), "period": event.period},
    )  # fmt: skip
    if event.date:
        yield _Found(
            "date", vietnamese_date(event.date.date), event.date,
            {"id": "date-1", "date": event.date.date, "event": "event-1"},
        )  # fmt: skip
    if event.host:
        yield _Found(
            "party", event.host.name, event.host,
            {"id": "party-1", "name": event.host.name, "event": "event-1"},
        )  # fmt: skip


def _agreements(reading: Reading) -> Iterator[_Found]:
    parties = 1 if reading.event and reading.event.host else 0
    for number, agreement in enumerate(reading.agreements, 1):
        identity = f"agreement-{number}"
        yield _Found(
            "agreement", agreement_label(agreement), agreement,
            {"id": identity, "kind": agreement.kind, "name": AGREEMENT_KINDS[agreement.kind],
             "from": agreement.first_year, "to": agreement.last_year,
             "parties": [party.name for party in agreement.parties]},
        )  # fmt: skip
        for party in agreement.parties:
            parties += 1
            yield _Found(
                "party", party.name, party,
                {"id": f"party-{parties}", "name": party.name, "agreement": identity},
            )  # fmt: skip


def _header(reading: Reading) -> Iterator[_Found]:
    header = reading.header
    if header is None:
        return
    for number, part in enumerate(_HEADER_PARTS, 1):
        item = getattr(header, part)
        if item is not None:
            yield _Found(
                "header",
                item.name,
                item,
                {"id": f"header-{number}", "part": part, "name": item.name},
            )
    if header.date:
        number = 2 if reading.event and reading.event.date else 1
        yield _Found(
            "date", vietnamese_date(header.date.date), header.date,
            {"id": f"date-{number}", "date": header.date.date, "part": "date"},
        )  # fmt: skip


def _tasks(reading: Reading) -> Iterator[_Found]:
    for number, task in enumerate(reading.tasks, 1):
        due = task.due
        yield _Found(
            "task", task_label(task), task,
            {"id": f"task-{number}", "who": [body.name for body in task.who],
             "what": task.what.name, "due": due.date if due else None,
             "due_text": due.text if due else None, "period": due.period if due else None,
             "product": task.product.name if task.product else None},
        )  # fmt: skip


def _items(reading: Reading) -> Iterator[_Found]:
    for number, item in enumerate(reading.items, 1):
        yield _Found(
            "item", item_label(item), item,
            {"id": f"item-{number}", "number": item.number,
             "heading": item.heading.name if item.heading else None,
             "parties": [party.name for party in item.parties]},
        )  # fmt: skip


def _figures(reading: Reading) -> Iterator[_Found]:
    for number, figure in enumerate(reading.figures, 1):
        yield _Found(
            "figure", figure_label(figure), figure,
            {"id": f"figure-{number}", "value": figure.value, "total": figure.total,
             "unit": figure.unit, "what": figure.what.name if figure.what else None,
             "period": figure.period, "change": figure.change},
        )  # fmt: skip


def _sections(reading: Reading) -> Iterator[_Found]:
    for number, section in enumerate(reading.sections, 1):
        yield _Found(
            "section", section_label(section), section,
            {"id": f"section-{number}", "kind": section.kind,
             "heading": section.heading.name if section.heading else None},
        )  # fmt: skip
