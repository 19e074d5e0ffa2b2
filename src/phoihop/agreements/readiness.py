"""Ready to sign, and back: everything that is missing is said at once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.naming import ended_words
from phoihop.agreements.acting import first_day
from phoihop.agreements.asking import close_round
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import AgreementSigned, Lack, NotComplete, NotReady, SigningBegan
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    ContentItem,
    OpinionRound,
    Party,
    Revision,
)
from phoihop.agreements.notices import tell_parties
from phoihop.agreements.reading import current_items, parties_of
from phoihop.agreements.revisions import keep_revision
from phoihop.agreements.standing import rows_of, unsettled
from phoihop.agreements.term_errors import AmendsTooEarly
from phoihop.agreements.terms import refuse_early
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit

FEWEST_PARTIES = 2
_OF_CLAUSES = frozenset({AgreementKind.REGULATION, AgreementKind.COMMITMENT})


@transaction.atomic
def mark_ready(
    agreement: Agreement, *, without_opinions: str = "", by: User, at: datetime
) -> Agreement:
    """Say that the draft is ready to sign; from now on its parties see it.

    An open round of opinions must be settled (D13) and is closed with this. Without one,
    `without_opinions` says why none was gathered here. Raises PermissionDenied, AgreementSigned,
    AgreementReady, NotComplete.
    """
    agreement = locked_draft(agreement, by=by)
    round_ = OpinionRound.objects.filter(agreement=agreement, closed_at=None).first()
    why = vntext.nfc(without_opinions.strip()) if round_ is None else ""
    if lacks := [*missing(agreement, timezone.localdate(at)), *_of_opinions(round_, why, at)]:
        raise NotComplete(lacks)
    if round_ is not None:
        close_round(round_, by=by, at=at)
    keep_revision(agreement, Revision.Why.READY, by=by, at=at)
    agreement.ready_at, agreement.ready_by = at, by
    agreement.save(update_fields=["ready_at", "ready_by"])
    changes: dict[str, tuple[object, object]] = {"without_opinions": (None, why)} if why else {}
    audit.record("agreement.made_ready", agreement, by=by, at=at, changes=changes)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    tell_parties(agreement, "agreements.made_ready", by=by, at=at)
    return agreement


@transaction.atomic
def back_to_draft(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Take a ready one back to drafting; the parties no longer see it.

    Raises PermissionDenied, AgreementSigned, NotReady, SigningBegan.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not by.has_perm("agreements.change_agreement", agreement):
        raise PermissionDenied
    if agreement.is_signed:
        raise AgreementSigned
    if agreement.ready_at is None:
        raise NotReady
    if agreement.signing_from is not None:
        raise SigningBegan
    agreement.ready_at = agreement.ready_by = None
    agreement.sent_at = agreement.answer_by = None
    agreement.save(update_fields=["ready_at", "ready_by", "sent_at", "answer_by"])
    audit.record("agreement.taken_back", agreement, by=by, at=at)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    return agreement


def missing(agreement: Agreement, on: date) -> list[Lack]:
    """All that must be mended before signing that day, in the order of the paper."""
    parties = list(parties_of(agreement))
    items = list(current_items(agreement))
    lacks = list(_of_parties(parties, first_day(agreement, on)))
    if agreement.owner_id not in {party.agency_id for party in parties}:
        said = _("Your agency drafts this paper and is not among its parties: add it first.")
        lacks.insert(0, Lack(said, "parties"))
    # A regulation or a commitment may hold for good, and say everything in its clauses.
    says_it_in_clauses = agreement.kind in _OF_CLAUSES and agreement.clauses.exists()
    if agreement.valid_from is None and agreement.valid_to is None and not says_it_in_clauses:
        lacks.append(Lack(_("The term is missing."), "text"))
    if not items and not says_it_in_clauses:
        lacks.append(Lack(_("There are no contents of coordination yet."), "detail"))
    if agreement.amends is not None and agreement.valid_from is not None:
        try:
            refuse_early(agreement, agreement.valid_from)
        except AmendsTooEarly as refusal:
            lacks.append(Lack(str(refusal), "text"))
    signing = {party.agency_id for party in parties}
    for place, item in enumerate(items, start=1):
        lacks += _of_item(place, item, signing)
    return lacks


def _of_opinions(round_: OpinionRound | None, why: str, at: datetime) -> list[Lack]:
    if round_ is not None:
        return unsettled(rows_of(round_, timezone.localdate(at)))
    if why:
        return []
    said = _("The parties were not asked: send it for opinions, or say why that is not done here.")
    return [Lack(said, "opinions")]


def _of_parties(parties: Sequence[Party], first: date) -> Iterator[Lack]:
    collective = [party.collective_name for party in parties if party.agency_id is None]
    if len(parties) < FEWEST_PARTIES:
        yield Lack(_("There must be at least two parties."), "parties")
    for name in collective:
        said = _("A collective party must be replaced by agencies: %(name)s")
        yield Lack(said % {"name": name}, "parties")
    for party in parties:
        if party.agency is not None and not party.agency.exists_on(first):
            yield Lack(ended_words(party.agency), "parties")


def _of_item(place: int, item: ContentItem, signing: set[int | None]) -> Iterator[Lack]:
    name = {"place": place, "text": Truncator(item.text).words(8)}
    absent = [
        words
        for there, words in (
            (item.lead_agency_id, _("lead agency")),
            (item.product, _("product")),
            (item.due_rule, _("due date")),
        )
        if not there
    ]
    if absent:
        said = _("Content %(place)d (%(text)s) has no %(what)s.")
        yield Lack(said % {**name, "what": ", ".join(absent)}, "item", item.pk)
    named = [item.lead_agency] if item.lead_agency else []
    named += list(item.coordinating_agencies.all())
    for agency in named:
        if agency.pk not in signing:
            said = _("Content %(place)d (%(text)s): %(agency)s is not a party.")
            yield Lack(said % {**name, "agency": agency}, "item", item.pk)
