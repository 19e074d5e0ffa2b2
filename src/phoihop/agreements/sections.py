"""The sections of a draft and their clauses: add, change, order, take out."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.changing import after_change
from phoihop.agreements.drafting import locked_draft, usual_sections
from phoihop.agreements.errors import ClauseEmpty, SectionHoldsRows, SectionTitleRequired
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement, Clause, Proposal, Section, SectionKind
from phoihop.agreements.ordering import moved
from phoihop.agreements.outline import tidy
from phoihop.audit import services as audit


@transaction.atomic
def add_section(agreement: Agreement, title: str, *, by: User, at: datetime) -> Section:
    """A part of the office's own at the end; posted twice, it stands there once.

    Raises PermissionDenied, AgreementSigned, AgreementReady, SectionTitleRequired.
    """
    agreement = locked_draft(agreement, by=by)
    title, last = _heading(title), agreement.sections.last()
    if last is not None and last.title == title and not last.clauses.exists():
        return last
    section = Section.objects.create(
        agreement=agreement,
        kind=SectionKind.OTHER,
        title=title,
        order=last.order + 1 if last else 0,
    )
    audit.record("section.added", agreement, by=by, at=at, section=section.title)
    after_change(agreement, by=by, at=at, touching=())
    return section


@transaction.atomic
def rename_section(section: Section, title: str, *, by: User, at: datetime) -> Section:
    """Raises as `add_section`."""
    agreement = locked_draft(section.agreement, by=by)
    section = Section.objects.get(pk=section.pk)
    old, section.title = section.title, _heading(title)
    if old != section.title:
        section.save(update_fields=["title"])
        changes = {"section": (old, section.title)}
        audit.record("section.renamed", agreement, by=by, at=at, changes=changes)
        after_change(agreement, by=by, at=at, touching=())
    return section


@transaction.atomic
def move_section(section: Section, *, up: bool, by: User, at: datetime) -> None:
    """One place up or down; at the end it stays. Raises as `add_section`."""
    agreement = locked_draft(section.agreement, by=by)
    if changed := moved(list(agreement.sections.all()), section, up=up):
        Section.objects.bulk_update(changed, ["order"])
        audit.record("section.moved", agreement, by=by, at=at, section=section.title)
        after_change(agreement, by=by, at=at, touching=())


@transaction.atomic
def remove_section(section: Section, *, by: User, at: datetime) -> None:
    """Take it out with its clauses; the history keeps their words.

    Raises PermissionDenied, AgreementSigned, AgreementReady, SectionHoldsRows.
    """
    agreement = locked_draft(section.agreement, by=by)
    held = {SectionKind.BASES: agreement.legal_bases, SectionKind.CONTENTS: agreement.items}
    rows = held.get(SectionKind(section.kind))
    if rows is not None and rows.exists():
        raise SectionHoldsRows
    words = [str_of(clause) for clause in section.clauses.all()]
    changes: dict[str, tuple[object, object]] = {"section": (section.title, None)}
    if words:
        changes["clause"] = (words, None)
    audit.record("section.removed", agreement, by=by, at=at, changes=changes)
    section.delete()
    index_agreement(agreement)
    after_change(agreement, by=by, at=at, touching=None if words else ())


@transaction.atomic
def add_clause(  # noqa: PLR0913 -- what a clause says, all by name
    section: Section,
    *,
    heading: str = "",
    text: str = "",
    form_key: UUID | None = None,
    by: User,
    at: datetime,
) -> Clause:
    """A clause at the end of the section. The same form_key again gives the same clause.

    Raises PermissionDenied, AgreementSigned, AgreementReady, ClauseEmpty.
    """
    agreement = locked_draft(section.agreement, by=by)
    made = agreement.clauses.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    last = section.clauses.aggregate(last=Max("order", default=-1))["last"]
    clause = Clause(
        agreement=agreement,
        section=section,
        order=last + 1,
        form_key=form_key,
        **_said(heading, text),
    )
    _refuse_empty(clause)
    clause.save()
    changes = {"section": (None, section.title), "clause": (None, str_of(clause))}
    audit.record("clause.added", agreement, by=by, at=at, changes=changes)
    index_agreement(agreement)
    after_change(agreement, by=by, at=at)
    return clause


@transaction.atomic
def edit_clause(  # noqa: PLR0913 -- what a clause says, all by name
    clause: Clause,
    *,
    heading: str | None = None,
    text: str | None = None,
    adopting: Proposal | None = None,
    by: User,
    at: datetime,
) -> Clause:
    """Change its words; what is not given stays. adopting: the proposal that is taken over.

    Raises as `add_clause`.
    """
    agreement = locked_draft(clause.agreement, by=by)
    clause = Clause.objects.get(pk=clause.pk)
    said = _said(
        clause.heading if heading is None else heading, clause.text if text is None else text
    )
    changes: dict[str, tuple[object, object]] = {
        {"heading": "heading", "text": "clause"}[field]: (getattr(clause, field), value)
        for field, value in said.items()
        if getattr(clause, field) != value
    }
    if not changes:
        return clause
    clause.heading, clause.text = said["heading"], said["text"]
    _refuse_empty(clause)
    clause.save(update_fields=["heading", "text"])
    if "clause" not in changes or clause.heading:
        changes = {"section": (None, str(clause)), **changes}
    audit.record("clause.edited", agreement, by=by, at=at, changes=changes)
    index_agreement(agreement)
    after_change(agreement, by=by, at=at, adopting=adopting)
    return clause


@transaction.atomic
def move_clause(clause: Clause, *, up: bool, by: User, at: datetime) -> None:
    """One place up or down within its section; at the end it stays. Raises as `add_clause`."""
    agreement = locked_draft(clause.agreement, by=by)
    rows = list(Clause.objects.filter(section=clause.section_id))
    if changed := moved(rows, clause, up=up):
        Clause.objects.bulk_update(changed, ["order"])
        audit.record("clause.moved", agreement, by=by, at=at, clause=str(clause))
        after_change(agreement, by=by, at=at, touching=())


@transaction.atomic
def remove_clause(clause: Clause, *, by: User, at: datetime) -> None:
    """Take it out; the history keeps its words. Raises as `add_clause`."""
    agreement = locked_draft(clause.agreement, by=by)
    changes = {"clause": (str_of(clause), None)}
    audit.record("clause.removed", agreement, by=by, at=at, changes=changes)
    clause.delete()
    index_agreement(agreement)
    after_change(agreement, by=by, at=at)


def copy_sections(source: Agreement, target: Agreement) -> None:
    """The text of one paper in another; each part keeps its line, so that both can be compared."""
    old = list(source.sections.prefetch_related("clauses"))
    if not old:
        usual_sections(target)
        return
    new = Section.objects.bulk_create(
        Section(agreement=target, line=one.line, kind=one.kind, title=one.title, order=one.order)
        for one in old
    )
    Clause.objects.bulk_create(
        Clause(
            agreement=target,
            section=section,
            line=clause.line,
            heading=clause.heading,
            text=clause.text,
            order=clause.order,
        )
        for section, one in zip(new, old, strict=True)
        for clause in one.clauses.all()
    )


def str_of(clause: Clause) -> str:
    """The clause whole, as the history says it."""
    return "\n".join(part for part in (clause.heading, clause.text) if part)


def _heading(title: str) -> str:
    title = vntext.nfc(" ".join(title.split()))[:200]
    if not title:
        raise SectionTitleRequired
    return title


def _said(heading: str, text: str) -> Mapping[str, str]:
    return {"heading": vntext.nfc(" ".join(heading.split()))[:300], "text": tidy(text)}


def _refuse_empty(clause: Clause) -> None:
    if not clause.heading and not clause.text:
        raise ClauseEmpty
