"""Begin a paper from a template or from an earlier year's; keep a paper as a template."""

import json
import re
from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import acting_parties, stand_ins
from phoihop.agreements.copying import copy_bases, copy_items
from phoihop.agreements.drafting import create_agreement
from phoihop.agreements.errors import TemplateNameRequired
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    AgreementTemplate,
    Clause,
    ContentItem,
    ContentLine,
    Section,
)
from phoihop.agreements.reading import current_items, parties_of
from phoihop.agreements.sections import copy_sections
from phoihop.audit import services as audit
from phoihop.periods import DueRule, InvalidDueRule, anniversary, parse_due_rule

# "năm 2019", or a range "2019-2021"; never behind or before "/", as in the number of a paper, nor
# in a day, as "ngày 04 tháng 11 năm 2019".
_YEARS = re.compile(
    r"(?:\btháng\s+\d{1,2}\s+)?\bnăm\s+20\d\d\b(?![/\d])"
    r"|(?<![/\d])\b20\d\d\s*[-–]\s*20\d\d\b(?![/\d])",
    re.IGNORECASE,
)
# By so much a paper of one year may outlast it.
_A_FEW_DAYS = timedelta(days=31)


class ClauseBody(TypedDict):
    """A clause of a template."""

    heading: str
    text: str


class SectionBody(TypedDict):
    """A section of a template."""

    kind: str
    title: str
    clauses: list[ClauseBody]


class ItemBody(TypedDict):
    """A content of a template: agencies and days are for the paper made from it."""

    text: str
    product: str
    due_rule: str


class Body(TypedDict):
    """What a template holds. name: of the supplied ones, as they are offered."""

    title: str
    sections: list[SectionBody]
    items: list[ItemBody]
    key: NotRequired[str]
    kind: NotRequired[str]
    name: NotRequired[str]


@cache
def supplied() -> tuple[Body, ...]:
    """Templates that come with the program, for the usual kinds of papers."""
    text = files("phoihop.agreements").joinpath("templates_supplied.json").read_text("utf-8")
    return tuple(json.loads(text))


def templates_of(agency: Agency) -> "QuerySet[AgreementTemplate]":
    """The office's own templates."""
    return AgreementTemplate.objects.filter(owner=agency, hidden_at=None)


@transaction.atomic
def keep_as_template(
    agreement: Agreement, name: str, *, by: User, at: datetime
) -> AgreementTemplate:
    """Keep text and contents of a paper of one's agency, signed or not, to begin others from.

    Agencies, legal bases and written days are left out. The same again makes no second one. It is
    a template of the acting agency, which may stand in for the one that drafted the paper.
    Raises PermissionDenied, TemplateNameRequired.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("agreements.change_agreement", agreement):
        raise PermissionDenied
    name = vntext.nfc(" ".join(name.split()))[:200]
    if not name:
        raise TemplateNameRequired
    body = _body_of(agreement)
    kept = templates_of(owner).filter(made_from=agreement, name=name)
    if (same := next((one for one in kept if one.body == body), None)) is not None:
        return same
    template = AgreementTemplate.objects.create(
        owner=owner,
        name=name,
        kind=agreement.kind,
        body=body,
        made_from=agreement,
        created_at=at,
        created_by=by,
    )
    audit.record("agreement.kept_as_template", agreement, by=by, at=at, template=name)
    return template


@transaction.atomic
def remove_template(template: AgreementTemplate, *, by: User, at: datetime) -> None:
    """Offer it no longer; papers made from it stay. Raises PermissionDenied."""
    if template.owner != by.acting_agency or not by.has_perm("agreements.add_agreement"):
        raise PermissionDenied
    if template.hidden_at is None:
        template.hidden_at, template.hidden_by = at, by
        template.save(update_fields=["hidden_at", "hidden_by"])


@transaction.atomic
def begin_from_template(  # noqa: PLR0913 -- all by name
    kind: str, body: Body, *, title: str, form_key: UUID | None = None, by: User, at: datetime
) -> Agreement:
    """A new draft with the text and contents of a template; its parties come next.

    The same form_key again gives the same draft. Raises PermissionDenied, TitleRequired.
    """
    before = Agreement.objects.filter(form_key=form_key).exists() if form_key else False
    agreement = create_agreement(by=by, at=at, kind=kind, title=title, form_key=form_key)
    if before:
        return agreement
    agreement.sections.all().delete()
    _write_sections(agreement, body["sections"])
    lines = ContentLine.objects.bulk_create(ContentLine(agreement=agreement) for _ in body["items"])
    ContentItem.objects.bulk_create(
        ContentItem(agreement=agreement, line=line, order=order, **item)
        for order, (line, item) in enumerate(zip(lines, body["items"], strict=True))
    )
    index_agreement(agreement)
    return agreement


@transaction.atomic
def begin_from_last_year(
    source: Agreement, *, form_key: UUID | None = None, by: User, at: datetime
) -> Agreement:
    """A new draft like a paper of one's agency, for the time after it: parties, legal bases, text
    and contents, with term, written days and years in names moved on by the length of its term: a
    paper of one year by one, a programme of five years by five.

    In place of a party that has ended stands who took over from it there; who has nobody is left
    out. What was moved is what a comparison with the source shows. The same form_key again gives
    the same draft. Raises PermissionDenied.
    """
    if not by.has_perm("agreements.change_agreement", source):
        raise PermissionDenied
    made = Agreement.objects.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    parties, own, by_years = list(parties_of(source)), _own_years(source), term_years(source)
    first = _moved(source.valid_from, by_years)
    on = max(day for day in (first, timezone.localdate(at)) if day is not None)
    agreement = create_agreement(
        by=by,
        at=at,
        form_key=form_key,
        kind=source.kind,
        title=years_moved(source.title, own, by_years),
        valid_from=first,
        valid_to=_moved(source.valid_to, by_years),
        parties=acting_parties(source, on),
        collective_parties=[party.collective_name for party in parties if party.agency is None],
    )
    agreement.based_on = source
    agreement.save(update_fields=["based_on"])
    agreement.sections.all().delete()
    copy_sections(source, agreement)
    copy_bases(agreement, list(source.legal_bases.all()))
    items = list(current_items(source))
    for item in items:
        for name in ("text", "product", "period_text"):
            setattr(item, name, years_moved(getattr(item, name), own, by_years))
        item.due_rule = _rule_moved(item.due_rule, by_years)
    signing = set(agreement.parties.values_list("agency_id", flat=True))
    copy_items(agreement, items, signing, stand_ins(source, on))
    audit.record("agreement.edited", agreement, by=by, at=at, based_on=str(source))
    index_agreement(agreement)
    return agreement


def years_moved(text: str, own: Container[int], by: int = 1) -> str:
    """The text with each "năm 2019" and "2019-2020" so many years later, where they are its own.

    own: the years that the paper speaks of as its own. Numbers of papers, days, names of laws
    ("Luật Đất đai năm 2013") and counts stay as they are.
    """
    return _YEARS.sub(lambda found: _later(found[0], own, by), text)


def _later(words: str, own: Container[int], by: int) -> str:
    years = [int(year) for year in re.findall(r"20\d\d", words)]
    if words.casefold().startswith("tháng") or not all(year in own for year in years):
        return words
    return re.sub(r"20\d\d", lambda year: str(int(year[0]) + by), words)


def _own_years(agreement: Agreement) -> range:
    """The years of its term, and the one before and after: "năm 2018" is looked back upon."""
    first = agreement.valid_from or agreement.signed_on or agreement.created_at.date()
    last = agreement.valid_to or first
    return range(first.year - 1, last.year + 2)


def term_years(agreement: Agreement) -> int:
    """The length of its term in years, one for a paper without an end.

    A programme 2021–2025 that was signed in July has five; a paper that outlasts its year by a few
    days stays one of that year.
    """
    first, last = agreement.valid_from or agreement.signed_on, agreement.valid_to
    if first is None or last is None:
        return 1
    years = max(last.year - first.year, 1)
    return years if anniversary(first, years) + _A_FEW_DAYS >= last else years + 1


def _moved(day: date | None, years: int) -> date | None:
    return anniversary(day, years) if day else None


def _rule_moved(rule: str, years: int) -> str:
    """A written day so many years later; what recurs stays."""
    try:
        parsed = parse_due_rule(rule)
    except InvalidDueRule:
        return rule
    return str(DueRule("on", on=anniversary(parsed.on, years))) if parsed.on is not None else rule


def _body_of(agreement: Agreement) -> Body:
    sections = agreement.sections.prefetch_related("clauses")
    return {
        "title": agreement.title,
        "sections": [
            {
                "kind": section.kind,
                "title": section.title,
                "clauses": [
                    {"heading": clause.heading, "text": clause.text}
                    for clause in section.clauses.all()
                ],
            }
            for section in sections
        ],
        "items": [
            {
                "text": item.text,
                "product": item.product,
                "due_rule": "" if item.due_rule.startswith("on:") else item.due_rule,
            }
            for item in current_items(agreement)
        ],
    }


def _write_sections(agreement: Agreement, sections: Sequence[SectionBody]) -> None:
    rows = Section.objects.bulk_create(
        Section(agreement=agreement, kind=one["kind"], title=one["title"], order=order)
        for order, one in enumerate(sections)
    )
    Clause.objects.bulk_create(
        Clause(agreement=agreement, section=row, order=order, **clause)
        for row, one in zip(rows, sections, strict=True)
        for order, clause in enumerate(one["clauses"])
    )


def supplied_by_key(key: str) -> Body | None:
    """One of the supplied templates."""
    return next((body for body in supplied() if body.get("key") == key), None)


def own_body(template: AgreementTemplate) -> Any:
    """The body of an office's own template, as begin_from_template takes it."""
    return template.body
