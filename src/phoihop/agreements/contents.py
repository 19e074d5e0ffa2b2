"""The contents of coordination: who leads, who coordinates, what comes out, by when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.changing import after_change
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.due_words import due_words
from phoihop.agreements.errors import (
    BadDueRule,
    ItemTextRequired,
    ItemWeight,
    LeadCoordinates,
)
from phoihop.agreements.index import index_items
from phoihop.agreements.models import (
    Agreement,
    ContentItem,
    ContentLine,
    ItemCoordination,
    Proposal,
)
from phoihop.agreements.ordering import moved
from phoihop.audit import services as audit
from phoihop.periods import InvalidDueRule, parse_due_rule
from phoihop.search import services as search


class ItemFacts(TypedDict, total=False):
    """What a content item says. due_rule: as periods.DueRule writes it, "" while unknown."""

    text: str
    lead_agency: Agency | None
    coordinating: Sequence[Agency]
    period_text: str
    product: str
    due_rule: str
    weight: int


@transaction.atomic
def add_item(
    agreement: Agreement,
    *,
    by: User,
    at: datetime,
    form_key: UUID | None = None,
    **facts: Unpack[ItemFacts],
) -> ContentItem:
    """Add a content item at the end; a draft may leave all but its text open.

    The same form_key again gives the same item. Raises PermissionDenied, AgreementSigned,
    AgreementReady, ItemTextRequired, LeadCoordinates, BadDueRule, ItemWeight.
    """
    agreement = locked_draft(agreement, by=by)
    made = agreement.items.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    last = agreement.items.aggregate(last=Max("order", default=-1))["last"]
    item = ContentItem(agreement=agreement, order=last + 1, form_key=form_key)
    values, coordinating = _checked(item, facts, [])
    for field, value in values.items():
        setattr(item, field, value)
    item.line = ContentLine.objects.create(agreement=agreement)
    item.save()
    _coordinate(item, coordinating)
    changes = _said({}, _words_of(item, coordinating))
    audit.record("content.added", agreement, by=by, at=at, changes=changes)
    index_items(agreement, [item])
    after_change(agreement, by=by, at=at, touching=_concerned(item, coordinating))
    return item


@transaction.atomic
def edit_item(
    item: ContentItem,
    *,
    by: User,
    at: datetime,
    adopting: Proposal | None = None,
    **facts: Unpack[ItemFacts],
) -> ContentItem:
    """Change a content item; facts that are not given stay. Raises as `add_item`.

    adopting: the accepted proposal of a party that is taken over with this.
    """
    agreement = locked_draft(item.agreement, by=by)
    item = ContentItem.objects.with_agencies().get(pk=item.pk)
    old_coordinating = list(item.coordinating_agencies.all())
    before, concerned = _words_of(item, old_coordinating), _concerned(item, old_coordinating)
    values, coordinating = _checked(item, facts, old_coordinating)
    for field, value in values.items():
        setattr(item, field, value)
    changes = _said(before, _words_of(item, coordinating))
    if not changes:
        return item
    item.save(update_fields=list(values))
    if {one.pk for one in coordinating} != {one.pk for one in old_coordinating}:
        item.coordinations.all().delete()
        _coordinate(item, coordinating)
    if "content" not in changes:  # say which one, where its words stayed
        changes = {"content": (None, item.text), **changes}
    audit.record("content.edited", agreement, by=by, at=at, changes=changes)
    index_items(agreement, [ContentItem.objects.with_agencies().get(pk=item.pk)])
    concerned |= _concerned(item, coordinating)
    after_change(agreement, by=by, at=at, touching=concerned, adopting=adopting)
    return item


@transaction.atomic
def remove_item(item: ContentItem, *, by: User, at: datetime) -> None:
    """Take it out of the draft; the history keeps its words. Raises as `edit_item`."""
    agreement = locked_draft(item.agreement, by=by)
    coordinating = list(item.coordinating_agencies.all())
    before, concerned = _words_of(item, coordinating), _concerned(item, coordinating)
    search.remove(item)
    audit.record("content.removed", agreement, by=by, at=at, changes=_said(before, {}))
    line = item.line
    item.delete()
    # One that an amendment or a renewal shares with the text before it stays there.
    if line.agreement_id == agreement.pk and not line.items.exists():
        line.delete()
    after_change(agreement, by=by, at=at, touching=concerned)


@transaction.atomic
def move_item(item: ContentItem, *, up: bool, by: User, at: datetime) -> None:
    """Move it one place up or down; at the end it stays. Raises as `edit_item`."""
    agreement = locked_draft(item.agreement, by=by)
    if changed := moved(list(agreement.items.all()), item, up=up):
        ContentItem.objects.bulk_update(changed, ["order"])
        audit.record("content.moved", agreement, by=by, at=at, content=item.text)
        after_change(agreement, by=by, at=at, touching=())


def _concerned(item: ContentItem, coordinating: Sequence[Agency]) -> set[int]:
    """Ids of the agencies that a content names."""
    lead = {item.lead_agency_id} if item.lead_agency_id else set()
    return lead | {agency.pk for agency in coordinating}


def _checked(
    item: ContentItem, facts: ItemFacts, coordinating: Sequence[Agency]
) -> tuple[Mapping[str, object], list[Agency]]:
    """The columns to set, and the coordinating agencies; raises what `add_item` does."""
    values: dict[str, object] = {
        field: vntext.nfc(value.strip()) if isinstance(value, str) else value
        for field, value in facts.items()
        if field != "coordinating"
    }
    if not values.get("text", item.text):
        raise ItemTextRequired
    if facts.get("weight", item.weight) < 1:
        raise ItemWeight
    if rule := facts.get("due_rule"):
        try:
            values["due_rule"] = str(parse_due_rule(rule))
        except InvalidDueRule as error:
            raise BadDueRule from error
    chosen = list(dict.fromkeys(facts.get("coordinating", coordinating)))
    lead = facts.get("lead_agency", item.lead_agency)
    if lead is not None and lead in chosen:
        raise LeadCoordinates
    return values, chosen


def _coordinate(item: ContentItem, agencies: Sequence[Agency]) -> None:
    ItemCoordination.objects.bulk_create(
        ItemCoordination(item=item, agency=agency) for agency in agencies
    )


def _words_of(item: ContentItem, coordinating: Sequence[Agency]) -> dict[str, object]:
    """What the history says of an item; in the office's language, whoever writes."""
    with translation.override(settings.LANGUAGE_CODE):
        due = due_words(item.due_rule)
    return {
        "content": item.text,
        "lead_agency": str(item.lead_agency) if item.lead_agency else None,
        "coordinating_agencies": sorted(str(agency) for agency in coordinating) or None,
        "period_text": item.period_text or None,
        "product": item.product or None,
        "due_rule": due or None,
        "weight": item.weight if item.weight != 1 else None,
    }


def _said(
    before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    fields = dict.fromkeys([*before, *after])
    pairs = {field: (before.get(field), after.get(field)) for field in fields}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}
