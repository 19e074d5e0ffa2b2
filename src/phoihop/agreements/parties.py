"""Who the parties are, and on which documents the agreement is based."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import first_day, refuse_ended
from phoihop.agreements.asking import ask, open_round
from phoihop.agreements.changing import DAYS_TO_ANSWER_AGAIN, after_change
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import (
    BasisTwice,
    NoAgencyChosen,
    NotCollective,
    OwnerIsParty,
    PartyTwice,
)
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement, LegalBasis, OpinionRequest, Party
from phoihop.agreements.notices import answer_by_words, tell_agencies
from phoihop.agreements.ordering import moved
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit
from phoihop.documents.models import Document


@transaction.atomic
def add_party(agreement: Agreement, agency: Agency, *, by: User, at: datetime) -> Party:
    """Raises PermissionDenied, PartyTwice, PartyEnded, AgreementSigned, AgreementReady."""
    return add_parties(agreement, [agency], by=by, at=at)[0]


@transaction.atomic
def add_parties(
    agreement: Agreement, agencies: Sequence[Agency], *, by: User, at: datetime
) -> list[Party]:
    """Add agencies as parties, in this order behind those there are.

    Raises PermissionDenied, NoAgencyChosen, PartyTwice, PartyEnded, AgreementSigned,
    AgreementReady.
    """
    agreement = locked_draft(agreement, by=by)
    if not agencies:
        raise NoAgencyChosen
    refuse_ended(agencies, first_day(agreement, timezone.localdate(at)))
    if agreement.parties.filter(agency__in=agencies).exists():
        raise PartyTwice
    rows = _append(agreement, agencies, _last_order(agreement) + 1)
    audit.record("party.added", agreement, by=by, at=at, parties=[str(row) for row in rows])
    index_agreement(agreement)
    _asked_too(agreement, agencies, by=by, at=at)
    return rows


@transaction.atomic
def remove_party(party: Party, *, by: User, at: datetime) -> None:
    """Raises PermissionDenied, OwnerIsParty, AgreementSigned, AgreementReady."""
    agreement = locked_draft(party.agreement, by=by)
    if party.agency_id == agreement.owner_id:
        raise OwnerIsParty
    audit.record("party.removed", agreement, by=by, at=at, changes={"party": (str(party), None)})
    party.delete()
    index_agreement(agreement)
    if agreement.sent_at is not None:
        standing = OpinionRequest.objects.filter(
            round__agreement=agreement, round__closed_at=None, replaced_at=None
        )
        standing.filter(agency=party.agency_id).update(replaced_at=at)
        reindex_viewers([agreement.pk])
        after_change(agreement, by=by, at=at, touching=())


@transaction.atomic
def replace_collective_party(
    party: Party, agencies: Sequence[Agency], *, by: User, at: datetime
) -> list[Party]:
    """Put agencies in the place of "12 cơ quan, đơn vị trong khối"; parties already are kept.

    Raises PermissionDenied, NotCollective, NoAgencyChosen, PartyEnded, AgreementSigned,
    AgreementReady.
    """
    agreement = locked_draft(party.agreement, by=by)
    if party.agency_id is not None:
        raise NotCollective
    if not agencies:
        raise NoAgencyChosen
    refuse_ended(agencies, first_day(agreement, timezone.localdate(at)))
    there = set(agreement.parties.filter(agency__in=agencies).values_list("agency_id", flat=True))
    new = [agency for agency in dict.fromkeys(agencies) if agency.pk not in there]
    rows = _append(agreement, new, _last_order(agreement) + 1)
    changes = {"party": (party.collective_name, [str(agency) for agency in agencies])}
    audit.record("party.replaced", agreement, by=by, at=at, changes=changes)
    party.delete()
    index_agreement(agreement)
    _asked_too(agreement, new, by=by, at=at)
    return rows


@transaction.atomic
def add_legal_basis(
    agreement: Agreement, document: Document, *, by: User, at: datetime
) -> LegalBasis:
    """Name a document as a legal basis, behind those there are.

    document: one that the user sees. Raises Document.DoesNotExist for another, PermissionDenied,
    BasisTwice, AgreementSigned, AgreementReady.
    """
    agreement = locked_draft(agreement, by=by)
    document = Document.objects.visible_to(by).get(pk=document.pk)
    if agreement.legal_bases.filter(document=document).exists():
        raise BasisTwice
    last = agreement.legal_bases.aggregate(last=Max("order", default=-1))["last"]
    basis = LegalBasis.objects.create(agreement=agreement, document=document, order=last + 1)
    audit.record("legal_basis.added", agreement, by=by, at=at, legal_basis=str(document))
    after_change(agreement, by=by, at=at)
    return basis


@transaction.atomic
def remove_legal_basis(basis: LegalBasis, *, by: User, at: datetime) -> None:
    """Raises PermissionDenied, AgreementSigned, AgreementReady."""
    agreement = locked_draft(basis.agreement, by=by)
    changes = {"legal_basis": (str(basis.document), None)}
    audit.record("legal_basis.removed", agreement, by=by, at=at, changes=changes)
    basis.delete()
    after_change(agreement, by=by, at=at)


@transaction.atomic
def move_legal_basis(basis: LegalBasis, *, up: bool, by: User, at: datetime) -> None:
    """Move it one place up or down; at the end it stays. Raises as `remove_legal_basis`."""
    agreement = locked_draft(basis.agreement, by=by)
    rows = list(agreement.legal_bases.select_related("document"))
    if changed := moved(rows, basis, up=up):
        LegalBasis.objects.bulk_update(changed, ["order"])
        audit.record("legal_basis.moved", agreement, by=by, at=at, legal_basis=str(basis.document))
        after_change(agreement, by=by, at=at, touching=())


def _asked_too(agreement: Agreement, agencies: Sequence[Agency], *, by: User, at: datetime) -> None:
    """Who joins while opinions are gathered sees the draft and is asked as well."""
    if agreement.sent_at is None:
        return
    reindex_viewers([agreement.pk])
    after_change(agreement, by=by, at=at, touching=())
    revision = agreement.revisions.order_by("number", "step").last()
    round_ = open_round(agreement)
    if revision is not None:
        days = timedelta(days=DAYS_TO_ANSWER_AGAIN)
        day = max(round_.answer_by, timezone.localdate(at) + days)
        ask(round_, list(agencies), revision, answer_by=day, at=at)
        ids = {agency.pk for agency in agencies}
        words = answer_by_words(day)
        tell_agencies(agreement, "agreements.opinion_asked", ids, by=by, at=at, words=words)


def _append(agreement: Agreement, agencies: Iterable[Agency], order: int) -> list[Party]:
    return Party.objects.bulk_create(
        Party(agreement=agreement, agency=agency, order=order + place)
        for place, agency in enumerate(agencies)
    )


def _last_order(agreement: Agreement) -> int:
    return int(agreement.parties.aggregate(last=Max("order", default=-1))["last"])
