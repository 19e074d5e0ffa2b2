"""A party answers to a draft: agrees, proposes changes, takes a proposal back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.due_words import due_words
from phoihop.agreements.errors import (
    BadDueRule,
    NothingProposed,
    ProposalSettled,
    RoundClosed,
)
from phoihop.agreements.models import (
    Agreement,
    Answer,
    Clause,
    ContentItem,
    OpinionRequest,
    Proposal,
)
from phoihop.agreements.notices import tell_drafter
from phoihop.agreements.outline import tidy
from phoihop.audit import services as audit
from phoihop.periods import InvalidDueRule, parse_due_rule


@dataclass(frozen=True)
class Proposed:
    """One change. field: of Proposal.Field; new: the words or the due rule proposed."""

    field: str
    new: str = ""
    new_agency: Agency | None = None


@dataclass(frozen=True)
class Target:
    """What the changes are about; with neither, the paper as a whole."""

    item: ContentItem | None = None
    clause: Clause | None = None

    def __str__(self) -> str:
        return str(self.item or self.clause or "")[:300]


@transaction.atomic
def agree(agreement: Agreement, *, words: str = "", by: User, at: datetime) -> OpinionRequest:
    """Say for one's agency that it agrees; its open proposals are taken back with that.

    Also after the day, until the round is closed: the answer is marked as late then. Raises
    PermissionDenied, RoundClosed.
    """
    request = _standing(agreement, by)
    standing = Proposal.objects.filter(
        request__round=request.round, agency=request.agency_id, accepted=None, withdrawn_at=None
    )
    for proposal in standing:
        _take_back(proposal, at)
    request.words = vntext.nfc(words.strip())
    _answered(request, Answer.AGREED, by=by, at=at)
    audit.record(
        "opinion.agreed",
        agreement,
        by=by,
        at=at,
        party=str(request.agency),
        note=request.words or None,
    )
    tell_drafter(agreement, "agreements.opinion_given", by=by, at=at)
    return request


@transaction.atomic
def propose(  # noqa: PLR0913 -- what is proposed, all by name
    agreement: Agreement,
    target: Target,
    changes: Sequence[Proposed],
    *,
    words: str = "",
    by: User,
    at: datetime,
) -> list[Proposal]:
    """Propose changes of a content or a clause for one's agency, or say in words what to change.

    A field whose earlier proposal by the same party is still open gets the new one in its place.
    Raises PermissionDenied, RoundClosed, NothingProposed, BadDueRule.
    """
    request = _standing(agreement, by)
    words = vntext.nfc(words.strip())
    wanted = list(changes) or ([Proposed(Proposal.Field.WORDS)] if words else [])
    if not wanted:
        raise NothingProposed
    standing = request.proposals.filter(
        accepted=None, withdrawn_at=None, item=target.item, clause=target.clause
    )
    if not changes and (same := standing.filter(field=Proposal.Field.WORDS, words=words).first()):
        return [same]  # the same form posted twice
    earlier = standing.exclude(field=Proposal.Field.WORDS)
    for old in earlier.filter(field__in=[one.field for one in wanted]):
        _take_back(old, at)
    made = [_proposal(request, target, one, words, by, at) for one in wanted]
    Proposal.objects.bulk_create(made)
    _answered(request, Answer.PROPOSED, by=by, at=at)
    audit.record(
        "opinion.proposed",
        agreement,
        by=by,
        at=at,
        changes={
            "about": (None, str(target) or None),
            **{one.field: said(one) for one in made if one.field != Proposal.Field.WORDS},
        },
        party=str(request.agency),
        note=words or None,
    )
    tell_drafter(agreement, "agreements.opinion_given", by=by, at=at)
    return made


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Take back what one's agency proposed; without any left, the party has not answered yet.

    Raises PermissionDenied, RoundClosed, ProposalSettled.
    """
    request = _standing(proposal.request.round.agreement, by)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.agency_id != request.agency_id:
        raise PermissionDenied
    if proposal.accepted is not None or proposal.withdrawn_at is not None:
        raise ProposalSettled
    _take_back(proposal, at)
    # A later "agrees" stands, whatever becomes of what was proposed to an earlier draft.
    held = Proposal.objects.filter(
        request__round=request.round, agency=request.agency_id, withdrawn_at=None
    )
    if request.answer == Answer.PROPOSED and not held.exists():
        request.answer, request.answered_at, request.answered_by = Answer.NONE, None, None
        request.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(
        "opinion.taken_back",
        request.round.agreement,
        by=by,
        at=at,
        party=str(request.agency),
        about=proposal.about or None,
    )


def said(proposal: Proposal) -> tuple[str | None, str | None]:
    """The old and the new value in words."""
    if proposal.field == Proposal.Field.DUE:
        return due_words(proposal.old) or None, due_words(proposal.new) or None
    return proposal.old or None, proposal.new or None


def value_now(target: Target, field: str) -> str:
    """What stands in the draft in the place of a proposal."""
    if target.item is not None:
        if field == Proposal.Field.LEAD:
            return str(target.item.lead_agency or "")
        return str(getattr(target.item, field, ""))
    return str(getattr(target.clause, field, "")) if target.clause is not None else ""


def _standing(agreement: Agreement, by: User) -> OpinionRequest:
    """The question to one's agency, locked. Raises PermissionDenied, RoundClosed."""
    if not by.has_perm("agreements.answer_opinions", agreement):
        raise PermissionDenied
    # The drafter's acts lock the agreement first: so does an answer, or they could cross.
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    request = (
        OpinionRequest.objects.select_related("round__agreement", "agency")
        .filter(round__agreement=agreement, agency=by.acting_agency, replaced_at=None)
        .order_by("-round__number")
        .first()
    )
    if request is None:
        raise PermissionDenied
    if request.round.closed_at is not None:
        raise RoundClosed
    return request


def _answered(request: OpinionRequest, answer: Answer, *, by: User, at: datetime) -> None:
    """The day of the first answer counts: to think again makes no answer late."""
    if request.answer in {Answer.NONE, Answer.DEEMED}:
        request.answered_at, request.reason = at, ""
    request.answer, request.answered_by = answer, by
    request.save(update_fields=["answer", "answered_at", "answered_by", "words", "reason"])


def _take_back(proposal: Proposal, at: datetime) -> None:
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])


def _proposal(  # noqa: PLR0913, PLR0917 -- within this module
    request: OpinionRequest, target: Target, one: Proposed, words: str, by: User, at: datetime
) -> Proposal:
    new = vntext.nfc(one.new.strip())
    if one.field == Proposal.Field.DUE:
        try:
            new = str(parse_due_rule(new))
        except InvalidDueRule as error:
            raise BadDueRule from error
    elif target.clause is not None and one.field == Proposal.Field.TEXT:
        new = tidy(new)
    elif one.new_agency is not None:
        new = str(one.new_agency)
    return Proposal(
        request=request,
        agency=request.agency,
        item=target.item,
        clause=target.clause,
        about=str(target),
        field=one.field,
        old=value_now(target, one.field),
        new=new,
        new_agency=one.new_agency,
        words=words,
        made_at=at,
        made_by=by,
    )
