"""What the reader finds, each fact with the place in the text that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

JsonValue = str | int | bool | None | list[str]


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
    """The event a report is about; the evidence is the words that tell its kind."""

    kind: str
    also: tuple[str, ...] = ()
    date: Dated | None = None
    session: str | None = None
    host: Named | None = None
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
class Fact(Evidence):
    """One fact for the screen that shows the text beside the draft, with its sentence.

    kind: person, position, document, date, event, agreement, party or header. `id` stays the
    same for the same text ("person-1").
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
    sentences: tuple[tuple[int, int], ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """Return one flat list in text order; where facts overlap, the longer stands first."""
        # Imported here because the view is built from these very classes.
        from phoihop.reader.flat import flatten  # noqa: PLC0415

        return flatten(self)
