"""One agreement for each partner from one draft, by one act (docs/decisions: D2)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import (
    NOBODY_ELSE,
    Instead,
    key_in_place_of,
    others_in_place,
)
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import NoPartnerToCopyFor
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    ContentItem,
    ContentLine,
    ItemCoordination,
    LegalBasis,
    Party,
)
from phoihop.agreements.reading import current_items, parties_of
from phoihop.agreements.sections import copy_sections
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit

_TEXT = ("kind", "title")
_TERM = ("valid_from", "valid_to")


@transaction.atomic
def copy_for_each_party(agreement: Agreement, *, by: User, at: datetime) -> list[Agreement]:
    """Draft one agreement between the owner and each other party; the draft itself stays.

    A copy takes the contents that name its partner, and those that name nobody but the owner;
    the other agencies are left out of them, so a lead may have to be chosen anew. A partner that
    has a copy already keeps it: acting twice makes nothing twice. Returns the copies, in the
    order of the parties. Raises PermissionDenied, AgreementSigned, AgreementReady,
    NoPartnerToCopyFor.
    """
    agreement = locked_draft(agreement, by=by)
    if not by.has_perm("agreements.add_agreement"):
        raise PermissionDenied
    partners = [
        party.agency
        for party in parties_of(agreement)
        if party.agency is not None and party.agency_id != agreement.owner_id
    ]
    if not partners:
        raise NoPartnerToCopyFor
    held = _held(agreement)
    items = list(current_items(agreement))
    bases = list(agreement.legal_bases.all())
    copies = []
    for partner in partners:
        if partner.pk not in held:
            copy = _copy(agreement, partner, by=by, at=at)
            copy_bases(copy, bases)
            taken = [item for item in items if _concerns(item, partner, copy.owner_id)]
            copy_items(copy, taken, {copy.owner_id, partner.pk})
            copy_sections(agreement, copy)
            index_agreement(copy)
            held[partner.pk] = copy
        copies.append(held[partner.pk])
    made = [copy for copy in copies if copy.created_at == at and copy.created_by_id == by.pk]
    if made:
        names = [str(partner) for partner in partners]
        audit.record("agreement.copied", agreement, by=by, at=at, parties=names)
    return copies


def _held(agreement: Agreement) -> dict[int, Agreement]:
    """Copies there are, by their partner."""
    rows = Party.objects.filter(
        agreement__copied_from=agreement, agreement__hidden_at=None, agency__isnull=False
    ).exclude(agency=agreement.owner)
    return {
        row.agency_id: row.agreement for row in rows.select_related("agreement") if row.agency_id
    }


def _copy(agreement: Agreement, partner: Agency, *, by: User, at: datetime) -> Agreement:
    copy = Agreement(owner=agreement.owner, created_at=at, created_by=by, copied_from=agreement)
    for field in (*_TEXT, *_TERM):
        setattr(copy, field, getattr(agreement, field))
    copy.save()
    Party.objects.bulk_create(
        Party(agreement=copy, agency=agency, order=order)
        for order, agency in enumerate((agreement.owner, partner))
    )
    reindex_viewers([copy.pk])
    audit.record(
        "agreement.drafted",
        copy,
        by=by,
        at=at,
        copied_from=str(agreement),
        parties=[str(agreement.owner), str(partner)],
    )
    return copy


def copy_bases(copy: Agreement, bases: Sequence[LegalBasis]) -> None:
    """Legal bases in another draft, in the same order."""
    LegalBasis.objects.bulk_create(
        LegalBasis(agreement=copy, document_id=basis.document_id, order=basis.order)
        for basis in bases
    )


def copy_items(
    copy: Agreement,
    items: Sequence[ContentItem],
    signing: Collection[int | None],
    instead: Instead = NOBODY_ELSE,
) -> None:
    """Contents in another draft; of their agencies those that sign it. items: with agencies.

    instead: who stands in for agencies that have ended.
    """
    leads = [key_in_place_of(item.lead_agency_id, instead) for item in items]
    lines = ContentLine.objects.bulk_create(
        ContentLine(agreement=copy, key=item.line.key) for item in items
    )
    rows = ContentItem.objects.bulk_create(
        ContentItem(
            agreement=copy,
            line=line,
            order=order,
            text=item.text,
            lead_agency_id=lead if lead in signing else None,
            period_text=item.period_text,
            product=item.product,
            due_rule=item.due_rule,
            weight=item.weight,
        )
        for order, (item, line, lead) in enumerate(zip(items, lines, leads, strict=True))
    )
    ItemCoordination.objects.bulk_create(
        ItemCoordination(item=row, agency_id=agency)
        for row, item in zip(rows, items, strict=True)
        for agency in others_in_place(
            [one.pk for one in item.coordinating_agencies.all()], row.lead_agency_id, instead
        )
        if agency in signing
    )


def _concerns(item: ContentItem, partner: Agency, owner_id: int) -> bool:
    named = {agency.pk for agency in item.coordinating_agencies.all()} | {item.lead_agency_id}
    others = named - {owner_id, None}
    return not others or partner.pk in others
