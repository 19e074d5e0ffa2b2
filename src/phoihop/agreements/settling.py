"""The drafting agency settles what the parties said: takes over, declines, records silence."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.answering import Target, said, value_now
from phoihop.agreements.asking import open_round
from phoihop.agreements.changing import note_entered
from phoihop.agreements.contents import edit_item
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import (
    AnsweredAlready,
    ProposalSettled,
    ReasonRequired,
    StillInTime,
)
from phoihop.agreements.models import Agreement, Answer, OpinionRequest, Proposal
from phoihop.agreements.notices import tell_agencies
from phoihop.agreements.sections import edit_clause
from phoihop.audit import services as audit


@transaction.atomic
def accept_proposal(proposal: Proposal, *, reason: str = "", by: User, at: datetime) -> Proposal:
    """Take a proposal over. What names a field, and still finds what it was written for, is
    entered at once and makes a new draft; anything else waits for the drafter to enter it.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, ProposalSettled and what
    the change of a content or clause refuses.
    """
    agreement, proposal = _open(proposal, by)
    _settle(proposal, accepted=True, reason=reason, by=by, at=at)
    _record("opinion.accepted", agreement, proposal, by=by, at=at)
    _tell(agreement, "agreements.proposal_accepted", proposal, by=by, at=at)
    if applies(proposal):
        _apply(proposal, by=by, at=at)
        note_entered(proposal, at=at)
    return proposal


@transaction.atomic
def decline_proposal(proposal: Proposal, *, reason: str, by: User, at: datetime) -> Proposal:
    """Leave the draft as it is, with a reason that the party reads.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, ProposalSettled,
    ReasonRequired.
    """
    agreement, proposal = _open(proposal, by)
    if not reason.strip():
        raise ReasonRequired
    _settle(proposal, accepted=False, reason=reason, by=by, at=at)
    _record("opinion.declined", agreement, proposal, by=by, at=at)
    _tell(agreement, "agreements.proposal_declined", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def mark_entered(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Say that an accepted proposal stands in the draft already.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, ProposalSettled.
    """
    agreement = locked_draft(proposal.request.round.agreement, by=by)
    open_round(agreement)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.accepted or proposal.entered_at is not None:
        raise ProposalSettled
    note_entered(proposal, at=at)
    _record("opinion.entered", agreement, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def deem_consent(request: OpinionRequest, *, reason: str, by: User, at: datetime) -> OpinionRequest:
    """Record the silence of a party as consent, after its day and with a reason; it may still
    answer until the round is closed.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, AnsweredAlready,
    StillInTime, ReasonRequired.
    """
    agreement = locked_draft(request.round.agreement, by=by)
    round_ = open_round(agreement)
    request = OpinionRequest.objects.select_related("agency").get(pk=request.pk)
    if request.round_id != round_.pk:
        raise PermissionDenied
    if request.answer != Answer.NONE or request.replaced_at is not None:
        raise AnsweredAlready
    if timezone.localdate(at) <= request.answer_by:
        raise StillInTime
    reason = vntext.nfc(reason.strip())
    if not reason:
        raise ReasonRequired
    request.answer, request.answered_at, request.answered_by = Answer.DEEMED, at, by
    request.reason = reason
    request.save(update_fields=["answer", "answered_at", "answered_by", "reason"])
    audit.record(
        "opinion.deemed", agreement, by=by, at=at, party=str(request.agency), reason=reason
    )
    tell_agencies(
        agreement, "agreements.silence_recorded", {request.agency_id}, by=by, at=at, words=reason
    )
    return request


def target_of(proposal: Proposal) -> Target:
    """What it is about, as the draft has it now."""
    return Target(proposal.item, proposal.clause)


def applies(proposal: Proposal) -> bool:
    """It names a field whose value is still the one it was written for."""
    if proposal.field == Proposal.Field.WORDS:
        return False
    target = target_of(proposal)
    if target.item is None and target.clause is None:
        return False
    return value_now(target, proposal.field) == proposal.old


def _open(proposal: Proposal, by: User) -> tuple[Agreement, Proposal]:
    agreement = locked_draft(proposal.request.round.agreement, by=by)
    open_round(agreement)
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("request", "agency", "item__lead_agency", "clause", "new_agency")
        .get(pk=proposal.pk)
    )
    if proposal.accepted is not None or proposal.withdrawn_at is not None:
        raise ProposalSettled
    return agreement, proposal


def _settle(proposal: Proposal, *, accepted: bool, reason: str, by: User, at: datetime) -> None:
    proposal.accepted, proposal.settled_at, proposal.settled_by = accepted, at, by
    proposal.reason = vntext.nfc(reason.strip())
    proposal.save(update_fields=["accepted", "settled_at", "settled_by", "reason"])


def _apply(proposal: Proposal, *, by: User, at: datetime) -> None:
    if proposal.item is not None:
        value: dict[str, object] = {proposal.field: proposal.new}
        if proposal.field == Proposal.Field.LEAD:
            value = {"lead_agency": proposal.new_agency}
        if proposal.field == Proposal.Field.DUE:
            value["period_text"] = ""  # the words of the old rule would contradict the new one
        edit_item(proposal.item, by=by, at=at, adopting=proposal, **value)  # type: ignore[arg-type]  # one field of ItemFacts
    elif proposal.clause is not None and proposal.field == Proposal.Field.HEADING:
        edit_clause(proposal.clause, heading=proposal.new, adopting=proposal, by=by, at=at)
    elif proposal.clause is not None:
        edit_clause(proposal.clause, text=proposal.new, adopting=proposal, by=by, at=at)


def _record(verb: str, agreement: Agreement, proposal: Proposal, *, by: User, at: datetime) -> None:
    changes: dict[str, tuple[object, object]] = {
        "party": (None, str(proposal.agency)),
        "about": (None, proposal.about or None),
    }
    if proposal.field != Proposal.Field.WORDS:
        changes[proposal.field] = said(proposal)
    if proposal.words:
        changes["note"] = (None, proposal.words)
    if proposal.reason:
        changes["reason"] = (None, proposal.reason)
    audit.record(verb, agreement, by=by, at=at, changes=changes)


def _tell(agreement: Agreement, verb: str, proposal: Proposal, *, by: User, at: datetime) -> None:
    tell_agencies(agreement, verb, {proposal.agency_id}, by=by, at=at, words=proposal.reason)
