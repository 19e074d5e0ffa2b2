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
from phoihop.agreements import errors
from phoihop.agreements.acting import stand_ins
from phoihop.agreements.models import Agreement, ContentLine
from phoihop.agreements.term_models import (
    Decision,
    ItemOrigin,
    PlanItem,
    Review,
    ReviewKind,
    ReviewLine,
    ReviewNew,
    YearPlan,
)
from phoihop.agreements.versions import begin_version, contents_of, locked_signed, put_items
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.periods import DueRule, InvalidDueRule, parse_due_rule


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

    Raises PermissionDenied, NotSignedYet, AmendmentNotAmended, VersionNotFixed.
    """
    agreement = locked_signed(agreement, by=by)
    if plan.agreement_id != agreement.pk:
        raise PermissionDenied
    if not plan.is_in_force:
        raise errors.VersionNotFixed
    kind = ReviewKind(kind)
    review = Review.objects.filter(plan=plan, kind=kind, confirmed_at=None).first()
    if review is None:
        review = Review.objects.create(
            agreement=agreement, plan=plan, kind=kind, created_at=at, created_by=by
        )
        audit.record("review.begun", agreement, by=by, at=at, review=str(review))
    ReviewLine.objects.bulk_create(missing_lines(review))
    return review


def missing_lines(review: Review) -> list[ReviewLine]:
    """Rows, not saved, for contents that came into the year since the review was begun."""
    there = set(review.lines.values_list("line", flat=True))
    return [
        ReviewLine(review=review, line_id=item.line_id, order=order, text=item.text)
        for order, item in enumerate(contents_of(review.plan))
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
    review.assessment, review.saved_at = vntext.nfc(assessment).strip(), at
    ReviewLine.objects.bulk_create(missing_lines(review))
    rows = list(review.lines.all())
    for row in rows:
        given = lines.get(row.line_id, LineFacts())
        row.assessment = vntext.nfc(given.assessment).strip()[:500]
        row.decision, row.new_due_on = given.decision, given.new_due_on
        row.reason = vntext.nfc(given.reason).strip()[:500]
    ReviewLine.objects.bulk_update(rows, ["assessment", "decision", "new_due_on", "reason"])
    earlier = set(review.news.values_list("text", flat=True))
    review.news.all().delete()
    ReviewNew.objects.bulk_create(_new(review, one) for one in news)
    if review.settles and not term_is_over(review):
        _draft_next(review, rows, earlier, by=by, at=at)
    review.save()
    audit.record("review.saved", review.agreement, by=by, at=at, changes=_said(review, rows))
    return review


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
    last = review.agreement.valid_to
    return last is not None and last.year <= review.plan.year


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


def _draft_next(
    review: Review, rows: list[ReviewLine], earlier: Collection[str], *, by: User, at: datetime
) -> None:
    """Bring the draft of the next year in line with what was decided.

    A version that others made or that is fixed stays as it is, and so does what was added to the
    draft or changed in it by hand. earlier: texts of the new contents when it was last saved.
    """
    plan = _next_plan(review, by=by, at=at)
    if plan is None:
        return
    review.next_plan = plan
    items = {item.line_id: item for item in contents_of(review.plan)}
    origins = {Decision.CARRY: ItemOrigin.CARRIED, Decision.RENEW: ItemOrigin.RENEWED}
    going = {row.line_id for row in rows if row.decision in origins and row.line_id in items}
    there = {item.line_id: item for item in plan.items.all()}
    plan.items.filter(line__in=set(items) - going).delete()
    for row in rows:
        if row.line_id not in going:
            continue
        origin = origins[Decision(row.decision)]
        standing = there.get(row.line_id)
        if standing is None:
            put_decided(plan, row, items[row.line_id], origin)
        else:
            _decide_again(standing, row, origin)
    _put_news(review, plan, earlier)


def _next_plan(review: Review, *, by: User, at: datetime) -> YearPlan | None:
    """The draft that the review writes, locked; None where that year is not its to write."""
    if review.next_plan_id is not None:
        plan = YearPlan.objects.select_for_update().get(pk=review.next_plan_id)
        return None if plan.is_in_force else plan
    year = review.plan.year + 1
    made = YearPlan.objects.filter(agreement=review.agreement, year=year).first()
    if made is not None and made.is_version:
        return None
    return begin_version(review.agreement, year, by=by, at=at)


def _decide_again(item: PlanItem, row: ReviewLine, origin: str) -> None:
    """What is decided of a content is taken over; its words in the draft stay."""
    item.origin, item.reason = origin, row.reason
    if row.new_due_on is not None:
        item.due_rule = str(DueRule("on", on=row.new_due_on))
    item.save(update_fields=["origin", "reason", "due_rule"])


def _put_news(review: Review, plan: YearPlan, earlier: Collection[str]) -> None:
    """New contents of the review; those it no longer has go, unless they were changed by hand."""
    news = list(review.news.all())
    dropped = set(earlier) - {new.text for new in news}
    forget_news(plan, dropped)
    standing = set(plan.items.filter(origin=ItemOrigin.NEW).values_list("text", flat=True))
    for new in news:
        if new.text in standing:
            continue
        PlanItem.objects.create(
            plan=plan,
            line=ContentLine.objects.create(agreement=review.agreement),
            order=plan.items.count(),
            origin=ItemOrigin.NEW,
            text=new.text,
            lead_agency=new.lead_agency,
            product=new.product,
            due_rule=new.due_rule,
        )


def put_decided(plan: YearPlan, row: ReviewLine, item: Any, origin: str) -> PlanItem:
    """A content that goes on in the year, with the day that was decided or by its rule."""
    begun = timezone.localdate(plan.created_at)
    instead = stand_ins(plan.agreement, begun)
    made = put_items(plan, [(item, origin, row.reason)], instead)[0]
    if row.new_due_on is not None:
        made.due_rule = str(DueRule("on", on=row.new_due_on))
        made.save(update_fields=["due_rule"])
    return made


def forget_news(plan: YearPlan, texts: Collection[str]) -> None:
    """Take new contents of these texts out of a draft; lines that only it had go with them."""
    arisen = plan.items.filter(origin=ItemOrigin.NEW, text__in=texts)
    lines = list(arisen.values_list("line", flat=True))
    arisen.delete()
    ContentLine.objects.filter(pk__in=lines, plan_items=None, items=None, task_lines=None).delete()


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
