"""What the reader finds, each fact with the place in the text that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

JsonValue = str | int | float | bool | None | list[str]


@dataclass(frozen=True)
class Evidence:
    """A slice of the text as handed in: text == source[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Position(Evidence):
    """A post as written, with white space closed up in `title`."""

    title: str


@dataclass(frozen=True)
class Person(Evidence):
    """A person named in the text; the evidence is the first mention."""

    name: str
    positions: tuple[Position, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Document(Evidence):
    """A formal document the text identifies; codes, dates and ordinals as in the guide."""

    kind: str
    number: int | None = None
    symbol: str | None = None
    date: str | None = None
    ordinal: str | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class Named(Evidence):
    """A body, or any other string of the text, in its clean form."""

    name: str


@dataclass(frozen=True)
class Dated(Evidence):
    """A day as ISO date."""

    date: str


@dataclass(frozen=True)
class Event(Evidence):
    """The event a report is about; the evidence is the words that tell its kind.

    hosts: the bodies of a host that is several, "Công an xã và Đoàn xã"; empty for one.
    """

    kind: str
    also: tuple[str, ...] = ()
    date: Dated | None = None
    session: str | None = None
    host: Named | None = None
    hosts: tuple[Named, ...] = ()
    chair: tuple[str, ...] = ()
    period: str | None = None


@dataclass(frozen=True)
class Agreement(Evidence):
    """An instrument between parties, with its first and last year."""

    kind: str
    parties: tuple[Named, ...] = ()
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class Header(Evidence):
    """The head of an official document."""

    issuer: Named | None = None
    parent: Named | None = None
    number: int | None = None
    symbol: str | None = None
    place: Named | None = None
    date: Dated | None = None
    kind: str | None = None
    subject: Named | None = None


@dataclass(frozen=True)
class Due(Evidence):
    """By when: the last day as ISO date, or how often (`period`), or only the words.

    period: daily, weekly, monthly, quarterly, half-yearly or yearly.
    """

    date: str | None
    period: str | None


@dataclass(frozen=True)
class Task(Evidence):
    """What a text asks someone to do; the evidence is the clause. All of it is a proposal.

    who: bodies or posts as written, in the clause or in the heading above it. what: the action
    without the time at its edge. product: what is to be made, where the text names it.
    """

    who: tuple[Named, ...]
    what: Named
    due: Due | None = None
    product: Named | None = None


@dataclass(frozen=True)
class Item(Evidence):
    """One content item of a programme or regulation: a clause, a point or an indent.

    number: its path, "3.2.a" in articles, "II.1" else; None outside any numbering.
    heading: the heading above. parties: the bodies that answer for it.
    """

    number: str | None
    heading: Named | None
    parties: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Figure(Evidence):
    """A number with its unit; the evidence goes from the number to the unit.

    total: of "15/17 hộ". change: "increase" or "decrease" where the number tells a change.
    period: "2023", "2023-H1", "2023-Q1", "2023-9M" or "2023-05".
    """

    value: float
    unit: str
    what: Named | None = None
    period: str | None = None
    change: str | None = None
    total: float | None = None


@dataclass(frozen=True)
class Section(Evidence):
    """A part of the text that tells causes, proposals, results, limitations or directions.

    kind: cause, proposal, result, limitation or direction. heading: None for a single sentence.
    """

    kind: str
    heading: Named | None = None


@dataclass(frozen=True)
class Fact(Evidence):
    """One fact for the screen that shows the text beside the draft, with its sentence.

    kind: person, position, document, date, event, agreement, party, header, task, item, figure
    or section. `id` stays the same for the same text ("person-1").
    """

    id: str
    kind: str
    label: str
    sentence_start: int
    sentence_end: int
    data: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Everything read from one text. kind: "news" or "official"."""

    source: str
    kind: str
    people: tuple[Person, ...] = ()
    documents: tuple[Document, ...] = ()
    event: Event | None = None
    agreements: tuple[Agreement, ...] = ()
    header: Header | None = None
    tasks: tuple[Task, ...] = ()
    items: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """Return one flat list in text order; where facts overlap, the longer stands first."""
        # Imported here because the view is built from these very classes.
        from phoihop.reader.flat import flatten  # noqa: PLC0415

        return flatten(self)
