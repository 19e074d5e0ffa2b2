"""From a text to everything the reader knows to find in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.agreements import find_agreements
from phoihop.reader.announced import find_announced, find_invitation, find_titled
from phoihop.reader.citations import find_citations
from phoihop.reader.distinct import merge
from phoihop.reader.documents import Reference
from phoihop.reader.events import find_event
from phoihop.reader.facts import (
    Agreement,
    Dated,
    Event,
    Evidence,
    Header,
    Person,
    Position,
    Reading,
)
from phoihop.reader.further import further_of_paper, further_of_report
from phoihop.reader.header import find_header
from phoihop.reader.instrument import agreement_told, own_agreement
from phoihop.reader.instrument_parties import each_host
from phoihop.reader.normal import Source, normalise
from phoihop.reader.people import find_people
from phoihop.reader.segment import Layout, lay_out
from phoihop.reader.signature import (
    Signature,
    each_post,
    find_labelled_signer,
    find_marked_signatures,
    find_signatures,
)
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens, tokenize
from phoihop.vntext import fold

NEWS: Final = "news"
OFFICIAL: Final = "official"


def read(text: str, kind: str | None = None) -> Reading:
    """Return the facts of a text with their evidence.

    kind: "news", "official", or None to let the head of the text decide.
    Raises ValueError for any other kind.
    """
    if kind not in {None, NEWS, OFFICIAL}:
        raise ValueError(f"kind must be news or official, not {kind}")
    source = normalise(text)
    tokens = tokenize(source)
    layout = lay_out(tokens)
    heads = (find_header, find_titled, find_invitation) if kind != NEWS else ()
    header = next((found for find in heads if (found := find(source))), None)
    if header is not None:
        return _official(tokens, layout, header)
    return _report(tokens, layout, kind)


def _report(tokens: Tokens, layout: Layout, kind: str | None) -> Reading:
    """Read a text without the head of a paper; a page may announce one all the same."""
    source = tokens.source
    people = find_people(tokens, layout)
    references = _cited(tokens, layout)
    announced = find_announced(tokens, layout, references) if kind != NEWS else None
    header, own = announced or (None, ())
    if own:
        references = [each for each in references if not any(_is_same(each, x) for x in own)]
    event = _event(tokens, layout, people, references)
    further = further_of_report(tokens, layout, event)
    agreements = find_agreements(tokens, layout, event, own[0].end if own else None)
    return Reading(
        source.raw,
        OFFICIAL if announced is not None else kind or NEWS,
        people=_with_each(tokens, people, find_marked_signatures(source)),
        documents=merge(references),
        event=_with_term(event, agreements),
        agreements=agreements,
        header=header,
        tasks=further.tasks,
        figures=further.figures,
        sections=further.sections,
        sentences=_sentences(source, layout),
    )


def _cited(tokens: Tokens, layout: Layout) -> list[Reference]:
    """Return the documents that a report cites, not those of the page around it."""
    skip = (line for line in layout.lines if line.role in {"other", "navigation"})
    return find_citations(tokens, Spans((line.start, line.end) for line in skip))


def _event(
    tokens: Tokens, layout: Layout, people: tuple[Person, ...], references: list[Reference]
) -> Event | None:
    """Return the event of a report with each body of a host that is several."""
    used = Spans((reference.start, reference.end) for reference in references)
    chairs = tuple(person.name for person in people if "chair" in person.roles)
    event = find_event(tokens, layout, chairs, used)
    hosts = each_host(tokens, event.host) if event else ()
    return replace(event, hosts=hosts) if event and hosts else event


def _sentences(source: Source, layout: Layout) -> tuple[tuple[int, int], ...]:
    return tuple(source.raw_span(*span) for span in layout.sentences)


def _with_term(event: Event | None, agreements: tuple[Agreement, ...]) -> Event | None:
    """Let what is signed tell the period of a signing that looks back or tells none."""
    if event is None or "signing" not in {event.kind, *event.also}:
        return event
    held = int(event.date.date[:4]) if event.date else 0
    # of two other papers the one without a term is signed, the other is what it rests on
    others_open = any(each.kind == "other" and each.first_year is None for each in agreements)
    terms = [
        (each.first_year, each.last_year)
        for each in agreements
        if each.first_year
        and (each.last_year or each.first_year) >= held  # not one that is over
        and not (each.kind == "other" and others_open)
    ]
    first, last = max(terms, key=lambda term: term[0] or 0, default=(None, None))
    if first is None or (event.period and int(event.period[:4]) >= first):
        return event
    return replace(event, period=str(first) if first == last else f"{first}-{last}")


def _official(tokens: Tokens, layout: Layout, header: Header) -> Reading:
    own = (header.number, _letters(header.symbol), _year(header.symbol, header.date))
    own_one = own_agreement(tokens.source, header)
    agreements = (own_one,) if own_one else find_agreements(tokens, layout, None)
    if not agreements and (told := agreement_told(tokens.source, header)):
        agreements = (told,)
    further = further_of_paper(tokens, header)
    references = [reference for reference in find_citations(tokens) if not _is_own(reference, own)]
    return Reading(
        tokens.source.raw,
        OFFICIAL,
        people=_with_signers(tokens, find_people(tokens, layout, bylines=False)),
        documents=merge(references),
        agreements=agreements,
        header=header,
        tasks=further.tasks,
        items=further.items,
        figures=further.figures,
        sections=further.sections,
        sentences=_sentences(tokens.source, layout),
    )


def _is_same(reference: Reference, own: Reference) -> bool:
    one, other = reference.document, own.document
    return (one.kind, one.number, one.ordinal, one.symbol) == (
        other.kind, other.number, other.ordinal, other.symbol
    )  # fmt: skip


def _is_own(reference: Reference, own: tuple[int | None, str, str | None]) -> bool:
    """Say whether a paper names itself; one of another year has only the number in common."""
    document = reference.document
    year = _year(document.symbol, document.date)
    same = (document.number, _letters(document.symbol)) == own[:2]
    return same and own[0] is not None and (year is None or own[2] is None or year == own[2])


def _year(symbol: str | None, dated: str | Dated | None) -> str | None:
    written = re.match(r"\d{4}(?=\s?[-/])", symbol or "")
    iso = dated.date if isinstance(dated, Dated) else dated
    return written.group() if written else iso and iso[:4]


def _letters(symbol: str | None) -> str:
    """Return the letters of a symbol: the year in it and its dashes may be lost in one place."""
    bare = re.sub(r"^\d{4}\s?[-/]\s?", "", symbol or "")
    return "".join(letter for letter in bare if letter.isalnum()).upper()


def _with_signers(tokens: Tokens, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Give each signature at the foot its person, with the post above the name."""
    labelled = find_labelled_signer(tokens.source)
    signed = find_signatures(tokens.source) or ((labelled,) if labelled else ())
    return _with_each(tokens, people, signed)


def _with_each(
    tokens: Tokens, people: tuple[Person, ...], signatures: tuple[Signature, ...]
) -> tuple[Person, ...]:
    if not signatures:
        return people
    seen = [tokens.source.evidence(*each.name) for each in signatures]
    names = {fold(tokens.source.words(*each.name)) for each in signatures}
    people = tuple(
        person for person in people if fold(person.name) in names or not _is_within(person, seen)
    )
    for signature in signatures:
        people = _with_signer(tokens, people, signature)
    return people


def _is_within(person: Person, seen: list[Evidence]) -> bool:
    """Say whether what was taken for a name is nothing but a part, or two, of those who signed."""
    return bool(person.mentions) and all(
        any(mention.start < name.end and name.start < mention.end for name in seen)
        for mention in person.mentions
    )


def _with_signer(
    tokens: Tokens, people: tuple[Person, ...], signature: Signature
) -> tuple[Person, ...]:
    source = tokens.source
    seen = source.evidence(*signature.name)
    name = source.words(*signature.name)
    posts: tuple[Position, ...] = ()
    if signature.post:
        posts = tuple(_position(source, span) for span in each_post(source, signature.post))
    for at, person in enumerate(people):
        if fold(person.name) == fold(name):
            told = (role for role in person.roles if role != "author")  # a name in the last line
            roles = tuple(dict.fromkeys((*told, "signer")))
            settled = replace(person, positions=person.positions or posts, roles=roles)
            return (*people[:at], settled, *people[at + 1 :])
    signer = Person(seen.start, seen.end, seen.text, name, posts, ("signer",), (seen,))
    return (*people, signer)


def _position(source: Source, span: tuple[int, int]) -> Position:
    seen = source.evidence(*span)
    return Position(seen.start, seen.end, seen.text, source.words(*span))
