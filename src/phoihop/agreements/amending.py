"""Sửa đổi: a signed agreement changes only by a new signed text, which carries the whole of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements import errors
from phoihop.agreements.acting import (
    NOBODY_ELSE,
    Instead,
    key_in_place_of,
    others_in_place,
    parties_on,
    stand_ins,
)
from phoihop.agreements.amendment_numbers import amendment_title, next_number
from phoihop.agreements.copying import copy_bases
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    AgreementState,
    ContentItem,
    ItemCoordination,
    Party,
)
from phoihop.agreements.reading import current_items, legal_bases_of, parties_of
from phoihop.agreements.sections import copy_sections
from phoihop.agreements.terms import newest_text, open_amendment
from phoihop.agreements.versions import locked_signed
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit

_AMENDED = frozenset({AgreementState.SIGNED, AgreementState.IN_FORCE})


@transaction.atomic
def start_amendment(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Draft the amendment from the text signed last: the drafter then changes what is amended.

    Parties, legal bases and contents are copied; each content keeps its line, by which the two
    texts are compared. It is signed as any agreement and takes effect from its first day. The text
    is the one signed last: what an amendment changes that takes effect later is not lost.

    Raises PermissionDenied, NotSignedYet, AmendmentNotAmended, AmendmentOpen, AlreadyEnded.
    """
    agreement = locked_signed(agreement, by=by)
    on = timezone.localdate(at)
    if agreement.ended_on is not None or agreement.state(on) not in _AMENDED:
        raise errors.AlreadyEnded
    if open_amendment(agreement) is not None:
        raise errors.AmendmentOpen
    source = newest_text(agreement)
    number = next_number(agreement)
    draft = Agreement.objects.create(
        kind=agreement.kind,
        owner=by.acting_agency or agreement.owner,  # who has the right acts for an agency
        title=amendment_title(agreement, number),
        valid_to=agreement.valid_to,
        created_at=at,
        created_by=by,
        amends=agreement,
        amendment_number=number,
    )
    copy_sections(source, draft)
    copy_parties(source, draft, on)
    copy_contents(draft, list(current_items(source)), stand_ins(agreement, on))
    audit.record("agreement.drafted", draft, by=by, at=at, amends=str(agreement))
    audit.record("agreement.amendment_begun", agreement, by=by, at=at, amendment=draft.title)
    reindex_viewers([draft.pk])
    index_agreement(draft)
    return draft


def copy_parties(source: Agreement, draft: Agreement, on: date) -> None:
    """The same parties in the same order, and the same legal bases.

    In place of one that has ended: who stands in for it. Each agency is a party once.
    """
    acting = parties_on([source], on)[source.pk]
    rows: list[tuple[Agency | None, str]] = []
    for party in parties_of(source):
        if party.agency is None:
            rows.append((None, party.collective_name))
            continue
        for agency in acting[party.agency.pk]:
            if (agency, "") not in rows:
                rows.append((agency, ""))
    Party.objects.bulk_create(
        Party(agreement=draft, agency=agency, collective_name=name, order=order)
        for order, (agency, name) in enumerate(rows)
    )
    copy_bases(draft, list(legal_bases_of(source)))


def copy_contents(
    draft: Agreement, items: list[ContentItem], instead: Instead = NOBODY_ELSE
) -> list[ContentItem]:
    """The same contents on the same lines, led by those who act today."""
    rows = ContentItem.objects.bulk_create(
        ContentItem(
            agreement=draft,
            line_id=item.line_id,
            order=order,
            text=item.text,
            lead_agency_id=key_in_place_of(item.lead_agency_id, instead),
            period_text=item.period_text,
            product=item.product,
            due_rule=item.due_rule,
            weight=item.weight,
        )
        for order, item in enumerate(items)
    )
    ItemCoordination.objects.bulk_create(
        ItemCoordination(item=row, agency_id=agency)
        for row, item in zip(rows, items, strict=True)
        for agency in others_in_place(
            [one.pk for one in item.coordinating_agencies.all()], row.lead_agency_id, instead
        )
    )
    return rows
