"""The record of a sơ kết or tổng kết: words, decisions, and the snapshot that is then frozen.

What is gathered comes from the room that has the tasks (docs/decisions: D3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements import errors, term_errors
from phoihop.agreements.models import Agreement
from phoihop.agreements.next_year import Earlier, draft_next
from phoihop.agreements.term_models import (
    Decision,
    Review,
    ReviewKind,
    ReviewLine,
    ReviewNew,
    YearPlan,
)
from phoihop.agreements.versions import locked_signed
from phoihop.agreements.year_contents import contents_reviewed
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.periods import InvalidDueRule, parse_due_rule


@dataclass(frozen=True)
class LineFacts:
    """What is written of one content in a review."""

    assessment: str = ""
    decision: str = ""
    new_due_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class NewFacts:
    """A content that the review adds."""

    text: str
    lead_agency: Agency | None = None
    product: str = ""
    due_rule: str = ""


@dataclass(frozen=True)
class Snapshot:
    """The figures of a day: totals, and of each content line its figures and rows.

    Plain values only: they are kept as they are, whatever later becomes of the tasks.
    """

    on: date
    totals: Mapping[str, Any]
    figures: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    rows: Mapping[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def start_review(
    agreement: Agreement, plan: YearPlan, kind: str, *, by: User, at: datetime
) -> Review:
    """Begin a review of a year, or go on with the one of this kind that is not confirmed.

    Raises PermissionDenied, NotSignedYet, AmendmentNotAmended, VersionNotFixed, TermNotOver.
    """
    agreement = locked_signed(agreement, by=by)
    if plan.agreement_id != agreement.pk:
        raise PermissionDenied
    if not plan.is_in_force:
        raise errors.VersionNotFixed
    kind = ReviewKind(kind)
    if kind == ReviewKind.END and not is_last_year(agreement, plan.year):
        raise term_errors.TermNotOver
    review = Review.objects.filter(plan=plan, kind=kind, confirmed_at=None).first()
    if review is None:
        review = Review.objects.create(
            agreement=agreement, plan=plan, kind=kind, created_at=at, created_by=by
        )
        audit.record("review.begun", agreement, by=by, at=at, review=str(review))
    ReviewLine.objects.bulk_create(missing_lines(review, timezone.localdate(at)))
    return review


def missing_lines(review: Review, on: date) -> list[ReviewLine]:
    """Rows, not saved, for contents that came in since the review was begun."""
    there = set(review.lines.values_list("line", flat=True))
    return [
        ReviewLine(review=review, line_id=item.line_id, order=order, text=item.text)
        for order, item in enumerate(contents_reviewed(review, on))
        if item.line_id not in there
    ]


@transaction.atomic
def save_review(  # noqa: PLR0913 -- the facts of the act, all by name
    review: Review,
    *,
    assessment: str,
    lines: Mapping[int, LineFacts],
    news: Sequence[NewFacts],
    unfinished: Collection[int],
    by: User,
    at: datetime,
) -> Review:
    """Keep what was written; a review of a year also drafts the version of the next one.

    lines: by content line. unfinished: content lines with tasks that are still owed, each of which
    needs a decision. Raises PermissionDenied, ReviewConfirmed, Undecided, DueAndReasonRequired,
    NewDueTooEarly, ItemTextRequired, BadDueRule.
    """
    review = locked_review(review, by=by, permission="agreements.change_agreement")
    _check_decisions(review, lines, unfinished)
    rows, earlier = _write(review, assessment, lines, news, at)
    review.saved_at = at
    if review.settles and not term_is_over(review):
        draft_next(review, rows, earlier, by=by, at=at)
    review.save()
    audit.record("review.saved", review.agreement, by=by, at=at, changes=_said(review, rows))
    return review


@transaction.atomic
def keep_review(  # noqa: PLR0913 -- the facts of the act, all by name
    review: Review,
    *,
    assessment: str,
    lines: Mapping[int, LineFacts],
    news: Sequence[NewFacts],
    by: User,
    at: datetime,
) -> Review:
    """Keep what was written so far, decided or not; the next year's draft stays as it is.

    It is confirmed only after it was saved whole. Raises PermissionDenied, ReviewConfirmed,
    DueAndReasonRequired, NewDueTooEarly, ItemTextRequired, BadDueRule.
    """
    review = locked_review(review, by=by, permission="agreements.change_agreement")
    _check_decisions(review, lines, ())
    rows, _earlier = _write(review, assessment, lines, news, at)
    review.saved_at = None
    review.save()
    audit.record("review.kept", review.agreement, by=by, at=at, changes=_said(review, rows))
    return review


def _write(
    review: Review,
    assessment: str,
    lines: Mapping[int, LineFacts],
    news: Sequence[NewFacts],
    at: datetime,
) -> tuple[list[ReviewLine], Earlier]:
    """Put what was typed on the rows of a locked review; the rows, and what they said before."""
    review.assessment = vntext.nfc(assessment).strip()
    ReviewLine.objects.bulk_create(missing_lines(review, timezone.localdate(at)))
    rows = list(review.lines.all())
    earlier = Earlier(
        {row.line_id: row.new_due_on for row in rows},
        set(review.news.values_list("text", flat=True)),
    )
    for row in rows:
        given = lines.get(row.line_id, LineFacts())
        row.assessment = vntext.nfc(given.assessment).strip()[:500]
        row.decision, row.new_due_on = given.decision, given.new_due_on
        row.reason = vntext.nfc(given.reason).strip()[:500]
    ReviewLine.objects.bulk_update(rows, ["assessment", "decision", "new_due_on", "reason"])
    review.news.all().delete()
    ReviewNew.objects.bulk_create(_new(review, one) for one in news)
    return rows, earlier


@transaction.atomic
def record_review(  # noqa: PLR0913 -- the facts of the act, all by name
    review: Review,
    snapshot: Snapshot,
    *,
    words: str,
    by: User,
    at: datetime,
    document: Document | None = None,
    renewal: Agreement | None = None,
) -> Review:
    """Confirm a review with the figures of its day; from now on nothing of it changes.

    Raises PermissionDenied, ReviewConfirmed, ReviewNotSaved, WordsRequired.
    """
    review = locked_review(review, by=by, permission="agreements.settle_term")
    if review.saved_at is None:
        raise errors.ReviewNotSaved
    words = vntext.nfc(words).strip()
    if not words:
        raise errors.WordsRequired
    rows = list(review.lines.all())
    for row in rows:
        row.figures = dict(snapshot.figures.get(row.line_id, {}))
        row.tasks = [dict(task) for task in snapshot.rows.get(row.line_id, ())]
    ReviewLine.objects.bulk_update(rows, ["figures", "tasks"])
    review.confirmed_at, review.confirmed_by = at, by
    review.confirmed_words, review.document = words[:500], document
    review.figures_on, review.figures = snapshot.on, dict(snapshot.totals)
    review.renewal = renewal
    review.save()
    audit.record(
        "review.confirmed",
        review.agreement,
        by=by,
        at=at,
        review=str(review),
        figures_on=snapshot.on,
        words=review.confirmed_words,
    )
    return review


def locked_review(review: Review, *, by: User, permission: str) -> Review:
    """The review, locked. Raises PermissionDenied, ReviewConfirmed."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not by.has_perm(permission, review.agreement):
        raise PermissionDenied
    if review.confirmed_at is not None:
        raise errors.ReviewConfirmed
    return review


def term_is_over(review: Review) -> bool:
    """Whether the agreement has no year behind the reviewed one: what comes next is a renewal."""
    return is_last_year(review.agreement, review.plan.year)


def is_last_year(agreement: Agreement, year: int) -> bool:
    """Whether the agreement runs out, or was terminated, in this year or before."""
    ends = [day for day in (agreement.valid_to, agreement.ended_on) if day is not None]
    return bool(ends) and min(ends).year <= year


def decided(review: Review, decision: str) -> list[ReviewLine]:
    """The contents of which this was decided."""
    return list(review.lines.filter(decision=decision))


def _check_decisions(
    review: Review, lines: Mapping[int, LineFacts], unfinished: Collection[int]
) -> None:
    if review.settles:
        open_lines = [pk for pk in unfinished if not lines.get(pk, LineFacts()).decision]
        if open_lines:
            raise errors.Undecided(open_lines)
    carried = {pk: one for pk, one in lines.items() if one.decision == Decision.CARRY}
    bare = [pk for pk, one in carried.items() if not (one.new_due_on and one.reason.strip())]
    if bare:
        raise errors.DueAndReasonRequired(bare)
    year = review.plan.year
    early = [pk for pk, one in lines.items() if one.new_due_on and one.new_due_on.year <= year]
    if early:
        raise errors.NewDueTooEarly(early)


def _new(review: Review, facts: NewFacts) -> ReviewNew:
    text = vntext.nfc(facts.text).strip()
    if not text:
        raise errors.ItemTextRequired
    try:
        rule = str(parse_due_rule(facts.due_rule)) if facts.due_rule else ""
    except InvalidDueRule as error:
        raise errors.BadDueRule from error
    return ReviewNew(
        review=review,
        text=text,
        lead_agency=facts.lead_agency,
        product=vntext.nfc(facts.product).strip(),
        due_rule=rule,
    )


def _said(review: Review, rows: Sequence[ReviewLine]) -> dict[str, tuple[object, object]]:
    labels = dict(Decision.choices)
    decisions = [f"{row.text}: {labels[row.decision]}" for row in rows if row.decision]
    said: dict[str, object] = {
        "review": str(review),
        "assessment": review.assessment or None,
        "decisions": decisions or None,
        "next_year": review.next_plan.year if review.next_plan else None,
    }
    return {name: (None, value) for name, value in said.items() if value is not None}
