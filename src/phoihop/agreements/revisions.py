"""Drafts as they were shown to the parties: kept whole, numbered, found again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agreements.acting import acts_for_drafter
from phoihop.agreements.models import (
    Agreement,
    AgreementViewer,
    OpinionRequest,
    PartySuccessor,
    Revision,
)
from phoihop.agreements.snapshots import take

_ADDS_UP = {Revision.Why.TAKEN, Revision.Why.CHANGED}


def keep_revision(agreement: Agreement, why: str, *, by: User, at: datetime) -> Revision:
    """Keep the draft as it stands; one that says the same as the last is not kept twice.

    What is changed or taken over on one day, before any party has answered to it, adds up in one
    draft. Called in the transaction of the change, with the agreement locked.
    """
    shot = take(agreement)
    last = agreement.revisions.order_by("number", "step").last()
    if last is not None and last.snapshot == shot:
        return last
    number, step = (1, 0) if last is None else (last.number + 1, 0)
    if last is not None and why in _ADDS_UP and _adds_up(last, at):
        number, step = last.number, last.step + 1
    return Revision.objects.create(
        agreement=agreement,
        number=number,
        step=step,
        why=why,
        snapshot=shot,
        made_at=at,
        made_by=by,
    )


def _adds_up(last: Revision, at: datetime) -> bool:
    if last.why not in _ADDS_UP:
        return False
    if timezone.localdate(last.made_at) != timezone.localdate(at):
        return False
    answered = OpinionRequest.objects.filter(
        round__agreement=last.agreement_id, answered_at__gt=last.made_at
    )
    return not answered.exclude(answer="deemed").exists()


def drafts_read(agreement: Agreement, user: User, on: date) -> "QuerySet[Revision]":
    """The drafts that the user may read of a paper that it sees.

    Who drafts it reads all of them, and so does who reads everything below a place. A party reads
    those of the rounds in which it, or whom it stands in for, was asked, and the one that was made
    ready to sign.
    """
    rows = agreement.revisions.select_related("made_by")
    agency = user.acting_agency
    if agency is None or agreement.owner_id == agency.pk:
        return rows
    if acts_for_drafter(agreement, agency, on):
        return rows
    replaced = PartySuccessor.objects.filter(party__agreement=agreement, agency=agency)
    asked = OpinionRequest.objects.filter(
        Q(agency=agency) | Q(agency__in=replaced.values("party__agency")),
        round__agreement=agreement,
    )
    while_open = asked.filter(
        Q(round__closed_at=None) | Q(round__closed_at__gte=OuterRef("made_at")),
        round__opened_at__lte=OuterRef("made_at"),
    )
    read = Q(pk__in=asked.values("revision")) | Q(Exists(while_open))
    if agreement.ready_at is not None:
        read |= Q(pk__in=agreement.revisions.order_by("-number", "-step").values("pk")[:1])
    viewers = AgreementViewer.objects.filter(agreement=agreement, agency=agency)
    return rows.filter(read | Q(~Exists(viewers)))


def drafts_of(revisions: Iterable[Revision]) -> list[Revision]:
    """The drafts in order, of each number the last step; revisions: as they were kept."""
    found = {row.number: row for row in revisions}
    return [found[number] for number in sorted(found)]
