"""Drafts as they were shown to the parties: kept whole, numbered, found again."""

from datetime import datetime

from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, OpinionRequest, Revision
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


def drafts_of(agreement: Agreement) -> list[Revision]:
    """The drafts in order, of each number the last step."""
    found = {row.number: row for row in agreement.revisions.select_related("made_by")}
    return [found[number] for number in sorted(found)]
