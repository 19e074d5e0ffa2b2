"""What a change of a draft means for the parties who are being asked about it (D13).

Taking over a party's own proposal only informs the others. Any other change asks those anew whom
it concerns: of a content its agencies, of the text all parties.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, OpinionRequest, OpinionRound, Proposal, Revision
from phoihop.agreements.notices import answer_by_words, tell_agencies
from phoihop.agreements.revisions import keep_revision
from phoihop.audit import services as audit

# Days a party has at least to answer when it is asked again.
DAYS_TO_ANSWER_AGAIN = 3


def after_change(
    agreement: Agreement,
    *,
    by: User,
    at: datetime,
    touching: Collection[int] | None = None,
    adopting: Proposal | None = None,
) -> None:
    """Keep the changed draft and tell or ask the parties; nothing while no round is open.

    touching: ids of the agencies whom the change concerns, None for all parties, () for nobody.
    adopting: the accepted proposal that was taken over.
    """
    if agreement.sent_at is None:
        return
    why = Revision.Why.CHANGED if adopting is None else Revision.Why.TAKEN
    before = agreement.revisions.order_by("number", "step").last()
    revision = keep_revision(agreement, why, by=by, at=at)
    if adopting is not None:
        note_entered(adopting, at=at)
    if revision == before:
        return
    round_ = OpinionRound.objects.get(agreement=agreement, closed_at=None)
    again: set[int] = set()
    if adopting is None:
        again = _ask_again(round_, revision, touching, by=by, at=at)
    asked = round_.requests.filter(replaced_at=None).values_list("agency_id", flat=True)
    others = set(asked) - again
    tell_agencies(agreement, "agreements.changed_after_opinions", others, by=by, at=at)


def note_entered(proposal: Proposal, *, at: datetime) -> None:
    """An accepted proposal stands in the draft now."""
    if proposal.accepted and proposal.entered_at is None:
        proposal.entered_at = at
        proposal.save(update_fields=["entered_at"])


def _ask_again(
    round_: OpinionRound,
    revision: Revision,
    touching: Collection[int] | None,
    *,
    by: User,
    at: datetime,
) -> set[int]:
    """Replace the answers of those concerned by a new question; return the ids of the agencies."""
    rows = round_.requests.filter(replaced_at=None).exclude(answer="")
    if touching is not None:
        rows = rows.filter(agency__in=touching)
    answered = list(rows.select_related("agency"))
    if not answered:
        return set()
    day = max(round_.answer_by, timezone.localdate(at) + timedelta(days=DAYS_TO_ANSWER_AGAIN))
    OpinionRequest.objects.filter(pk__in=[row.pk for row in answered]).update(replaced_at=at)
    OpinionRequest.objects.bulk_create(
        OpinionRequest(
            round=round_, agency=row.agency, revision=revision, asked_at=at, answer_by=day
        )
        for row in answered
    )
    names = [str(row.agency) for row in answered]
    audit.record(
        "opinions.asked_again", round_.agreement, by=by, at=at, parties=names, answer_by=day
    )
    agencies = {row.agency_id for row in answered}
    words = answer_by_words(day)
    tell_agencies(
        round_.agreement, "agreements.opinion_asked_again", agencies, by=by, at=at, words=words
    )
    return agencies
