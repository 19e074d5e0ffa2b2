"""Make the records of a draft that a person has gone through, in one transaction."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, Official, Tenure
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents import services as documents
from phoihop.documents.citations import add_citation
from phoihop.documents.facts import CitationFacts, DocumentFacts
from phoihop.documents.held import PaperHeld, papers_held, refuse_held
from phoihop.documents.models import Document, Register, Relation
from phoihop.documents.spans import link_source_spans
from phoihop.workspace.errors import FactIncomplete, FactsOpen, PaperHeldAlready
from phoihop.workspace.intake.days import day_among
from phoihop.workspace.intake.drafting import GROUNDS, make_agreement, meant_by_names
from phoihop.workspace.intake.further_records import make_item
from phoihop.workspace.intake.guess import agency_kind, agency_level
from phoihop.workspace.intake.making import Making, linked_record
from phoihop.workspace.intake.matching import names_of
from phoihop.workspace.intake.matching.naming import body_key
from phoihop.workspace.intake.matching.persons import same_post
from phoihop.workspace.intake.opening import open_intake
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact

_STOP = re.compile(r"[.;…\n]")
_MOST_BEHIND = 300


@transaction.atomic
def create_records(
    intake: Intake, *, by: User, at: datetime, although_held: Collection[int] = ()
) -> Document:
    """Make every accepted fact a record that keeps its sentence; returns the text's document.

    although_held: the documents of this number of which a person has seen that the register holds
    them, and wants a second record. Raises PermissionDenied, IntakeClosed, FactsOpen,
    PaperHeldAlready, FactIncomplete; then nothing is made.
    """
    intake = open_intake(intake.pk, by)
    facts = list(intake.facts.all())
    _refuse_open(facts)
    held = _held_as_seen(intake, facts, by, although_held)
    making = _start(intake, facts, by, at)
    for kind, make in _STEPS:
        for fact in facts:
            if fact.kind == kind and fact.decision != Decision.DROPPED:
                make(making, fact)
    link_source_spans(making.paper, making.sources, by=by, at=at)
    intake.confirmed_at, intake.confirmed_by, intake.document = at, by, making.paper
    intake.made = making.made
    intake.save(update_fields=["confirmed_at", "confirmed_by", "document", "made"])
    said: dict[str, tuple[object, object]] = {"document": (None, str(making.paper))}
    if held:
        # by number alone: who reads the history need not be one who may see the paper
        said["beside"] = (None, [paper.code for paper in held])
    audit.record("intake.confirmed", intake, by=by, at=at, changes=said)
    return making.paper


def _refuse_open(facts: list[IntakeFact]) -> None:
    left = [fact.number for fact in facts if fact.decision == Decision.OPEN]
    if left:
        said = ngettext(
            "%(count)s fact has not been looked at yet.",
            "%(count)s facts have not been looked at yet.",
            len(left),
        ) % {"count": len(left)}
        raise FactsOpen(said, left[0])


def papers_alike(intake: Intake, facts: list[IntakeFact], user: User) -> list[Document]:
    """Documents of the register that bear the number of the text itself: a second one of it?"""
    header = next((fact for fact in facts if fact.kind == FactKind.HEADER), None)
    if header is None or intake.confirmed_at is not None:
        return []
    return papers_held(_paper_said(intake, header.value), by=user)


def _held_as_seen(
    intake: Intake, facts: list[IntakeFact], by: User, seen: Collection[int]
) -> list[Document]:
    """The same, all of which a person has seen. Raises PaperHeldAlready."""
    header = next(fact for fact in facts if fact.kind == FactKind.HEADER)
    try:
        return refuse_held(_paper_said(intake, header.value), by=by, although=seen)
    except PaperHeld as refusal:
        raise PaperHeldAlready from refusal


def _paper_said(intake: Intake, value: dict[str, Any]) -> DocumentFacts:
    """What the register is told of the text itself."""
    return DocumentFacts(
        register=Register.REFERENCE,
        regime=value["regime"],
        kind=value["kind"],
        code=value["code"],
        issuer_name=value["issuer"],
        place=value["place"],
        issued_on=_day(value["date"]),
        subject=value["subject"],
        text=intake.text,
    )


def _start(intake: Intake, facts: list[IntakeFact], by: User, at: datetime) -> Making:
    """Register the text itself: as a document of its own kind, or as a news report."""
    header = next(fact for fact in facts if fact.kind == FactKind.HEADER)
    if header.decision == Decision.DROPPED:
        raise FactIncomplete(_("The paper itself cannot be left out: every record quotes it."))
    paper = documents.register_document(_paper_said(intake, header.value), by=by, at=at)
    if intake.file is not None:
        documents.add_file(paper, intake.file, intake.name, by=by, at=at)
    meant = meant_by_names(intake, facts, by)
    making = Making(intake, by, at, paper, day_among(facts), meant=meant)
    making.note(paper)
    return making


def _make_agency(making: Making, fact: IntakeFact) -> None:
    name = fact.value["name"]
    if fact.decision == Decision.LINKED:
        agency = linked_record(making, fact, Agency)
    else:
        values = {
            "name": name,
            "kind": fact.value.get("kind") or agency_kind(name),
            "level": fact.value.get("level") or agency_level(name),
        }
        agency = agencies.create_agency(values, by=making.by, at=making.at)
        making.note(agency)
    for said in names_of(fact):
        making.agencies[body_key(said)] = agency
    making.keep_source(fact, agency)


def _make_person(making: Making, fact: IntakeFact) -> None:
    if fact.decision == Decision.LINKED:
        official = linked_record(making, fact, Official)
    elif not fact.value["positions"]:
        return  # an author or a guest without an office is no official
    else:
        official = agencies.create_official(
            {"full_name": fact.value["name"]}, by=making.by, at=making.at
        )
        making.note(official)
    held = list(official.tenures.all())
    for position in fact.value["positions"]:
        if any(_is_held_as(tenure, position["title"], making.seen_on) for tenure in held):
            continue
        tenure = agencies.add_tenure(
            official,
            position["title"],
            by=making.by,
            at=making.at,
            agency=_agency_in(making, position["title"]),
            seen_on=making.seen_on,
        )
        making.note(tenure)
        making.keep_source(fact, tenure, position)
    making.keep_source(fact, official)


def _is_held_as(tenure: Tenure, title: str, day: date | None) -> bool:
    """Whether a title of the text is an office on record, there perhaps apart from its body."""
    if vntext.same(tenure.title, title):
        return True
    over = tenure.valid_to is not None and day is not None and tenure.valid_to < day
    return not over and same_post(title, tenure)


def _agency_in(making: Making, title: str) -> Agency | None:
    """The agency whose name ends the title, as "Trưởng Ban Tuyên giáo Huyện ủy"."""
    said = body_key(title)
    names = sorted(making.agencies, key=len, reverse=True)
    return next((making.agencies[name] for name in names if said.endswith(name)), None)


def _make_document(making: Making, fact: IntakeFact) -> None:
    """Cite it; what the text names too loosely to be registered stays an open citation."""
    target = _cited(making, fact)
    end = _end_of_phrase(making.intake.text, fact.end) if target is None else fact.end
    cited = CitationFacts(
        relation=fact.value.get("relation") or Relation.MENTIONS,
        target_id=target.pk if target else None,
        as_printed=_words(making.intake, fact, end),
        start=fact.start,
        end=end,
    )
    add_citation(making.paper, cited, by=making.by, at=making.at)
    if target is not None:
        making.keep_source(fact, target)
        if cited.relation in GROUNDS:
            making.grounds.append(target)


def _cited(making: Making, fact: IntakeFact) -> Document | None:
    """The record that a fact was linked to, or a new one; None where it is named too loosely."""
    if fact.decision == Decision.LINKED:
        return linked_record(making, fact, Document)
    if fact.stays_open:
        return None
    value = fact.value
    facts = DocumentFacts(
        register=Register.REFERENCE,
        regime=value["regime"],
        kind=value["kind"],
        code=value["code"],
        ordinal=value["ordinal"],
        issuer_name=value["issuer"],
        issued_on=_day(value["date"]),
        subject=value["subject"],
    )
    document = documents.register_document(facts, by=making.by, at=making.at)
    making.note(document)
    return document


def _end_of_phrase(text: str, end: int | None) -> int | None:
    """To where the words behind a loose citation go on: its issuer and subject tell it apart."""
    if end is None:
        return None
    stop = _STOP.search(text, end, end + _MOST_BEHIND)
    return stop.start() if stop else end


def _make_event(making: Making, fact: IntakeFact) -> None:
    """Until conferences are records of their own, an event is kept with its text."""
    making.keep_source(fact, making.paper)


# In the order in which they can be made: who names others comes behind them.
_STEPS: Final = (
    (FactKind.AGENCY, _make_agency),
    (FactKind.PERSON, _make_person),
    (FactKind.DOCUMENT, _make_document),
    (FactKind.AGREEMENT, make_agreement),
    (FactKind.ITEM, make_item),
    (FactKind.EVENT, _make_event),
)


def _words(intake: Intake, fact: IntakeFact, end: int | None) -> str:
    """The words of the text where the fact stands, up to `end`."""
    if fact.start is None or end is None:
        return fact.label
    return intake.text[fact.start : end]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def records_made(intake: Intake) -> list[models.Model]:
    """What confirming this text made or linked, in the order of the text."""
    if intake.document is None:
        return []
    kinds: dict[str, type[models.Model]] = {
        audit.kind_of(model): model for model in (Agency, Official, Document, Agreement)
    }
    seen: dict[tuple[str, int], None] = {}
    for span in intake.document.spans.order_by("start"):
        seen.setdefault((span.kind, span.object_id))
    found: list[models.Model] = []
    for kind, model in kinds.items():
        wanted = [pk for (name, pk) in seen if name == kind]
        found += model._default_manager.filter(pk__in=wanted)
    # Of a paper that no sentence of its own speaks of there is no span.
    return found if intake.document in found else [intake.document, *found]
