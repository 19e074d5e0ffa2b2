"""Chốt sơ kết, tổng kết: freeze the figures of the day and set in motion what was decided."""

from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agreements import errors, services
from phoihop.agreements.models import Agreement, Review, ReviewLine, YearPlan
from phoihop.agreements.next_year import put_decided
from phoihop.agreements.recording import locked_review, term_is_over
from phoihop.agreements.renewing import Carried
from phoihop.agreements.term_models import Decision, ItemOrigin
from phoihop.agreements.versions import refuse_day
from phoihop.agreements.year_contents import contents_of, contents_reviewed
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.tasks.plans import in_plan
from phoihop.tasks.services import carry_tasks
from phoihop.tasks.services.common import day_of
from phoihop.tasks.states import in_state, nearly_days
from phoihop.terms.gathering import gather_review, snapshot_of
from phoihop.terms.settling import fix_year


@transaction.atomic
def save_review(  # noqa: PLR0913 -- the facts of the act, all by name
    review: Review,
    *,
    assessment: str,
    lines: dict[int, services.LineFacts],
    news: list[services.NewFacts],
    by: User,
    at: datetime,
) -> Review:
    """Keep what was written; raises as agreements.services.save_review."""
    year = gather_review(review, day_of(at), nearly_days())
    return services.save_review(
        review,
        assessment=assessment,
        lines=lines,
        news=news,
        unfinished=year.unfinished,
        by=by,
        at=at,
    )


@transaction.atomic
def confirm_review(  # noqa: PLR0913 -- the facts of the act, all by name
    review: Review,
    *,
    words: str,
    by: User,
    at: datetime,
    on: date | None = None,
    document: Document | None = None,
) -> Review:
    """Confirm with the figures of the day, and let the decided contents and tasks go on.

    The next year's version is fixed by the same words; where the term is over a renewal is
    drafted. on: the day of the conference, the day itself for None. Raises PermissionDenied,
    ReviewConfirmed, ReviewNotSaved, WordsRequired, Undecided, DayInFuture, SettledBeforeSigning.
    """
    review = locked_review(review, by=by, permission="agreements.settle_term")
    day = day_of(at)
    if not words.strip():
        raise errors.WordsRequired
    if on is not None:
        refuse_day(review.agreement, on, at)
    if review.saved_at is None:
        raise errors.ReviewNotSaved
    _refuse_undecided(review, day)
    snapshot = snapshot_of(review, day)
    going = list(review.lines.filter(decision__in=[Decision.CARRY, Decision.RENEW]))
    renewal, plan = None, None
    if review.settles and term_is_over(review):
        # It takes over the tasks once it is signed (ending.take_effect).
        renewal = _renewal(review, going, by=by, at=at)
    elif review.settles:
        plan = _next_version(review, going, words, on or day, document, by=by, at=at)
    review = services.record_review(
        review, snapshot, words=words, by=by, at=at, document=document, renewal=renewal
    )
    if plan is not None:
        for row in going:
            if row.decision == Decision.CARRY:
                _carry(review, row, plan, by=by, at=at)
    return review


def owed_tasks(plan: YearPlan, line: int, on: date) -> list[Task]:
    """The tasks of a content that are neither done nor handed in nor withdrawn."""
    tasks = Task.objects.filter(in_plan(plan), line__content_line=line)
    owed = in_state(tasks, "open", on, nearly_days()) | in_state(tasks, "paused", on, nearly_days())
    return [task for task in owed.distinct() if task.submitted_on is None]


def _refuse_undecided(review: Review, day: date) -> None:
    """The facts may have changed since it was saved."""
    if not review.settles:
        return
    decided = set(review.lines.exclude(decision="").values_list("line", flat=True))
    if open_lines := gather_review(review, day, nearly_days()).unfinished - decided:
        raise errors.Undecided(sorted(open_lines))


def _renewal(
    review: Review, going: list[ReviewLine], *, by: User, at: datetime
) -> Agreement | None:
    news = list(review.news.select_related("lead_agency"))
    if not going and not news:
        return None
    items = {item.line_id: item for item in contents_reviewed(review, day_of(at))}
    carried = [Carried(items[row.line_id], row.new_due_on) for row in going if row.line_id in items]
    renewal = review.agreement.renewals.filter(signed_at=None, hidden_at=None).first()
    if renewal is None:
        renewal = services.draft_renewal(review.agreement, carried, by=by, at=at)
    else:  # another review, or an office, began it before
        services.take_up(renewal, carried, by=by, at=at)
    there = set(renewal.items.values_list("text", flat=True))
    for new in news:
        if new.text in there:
            continue
        services.add_item(
            renewal,
            by=by,
            at=at,
            text=new.text,
            lead_agency=new.lead_agency,
            product=new.product,
            due_rule=new.due_rule,
        )
    return renewal


def _next_version(  # noqa: PLR0913 -- how it is fixed
    review: Review,
    going: list[ReviewLine],
    words: str,
    on: date,
    document: Document | None,
    *,
    by: User,
    at: datetime,
) -> YearPlan | None:
    """Fix the version that the review drafted; one that others made or fixed before takes up what
    is carried: each task that goes on has its content in the year.
    """
    plan = review.next_plan
    if plan is not None and not plan.is_in_force:
        if plan.items.exists():
            fix_year(plan, words=words, on=on, document=document, by=by, at=at)
        return plan
    if plan is None:
        year = review.plan.year + 1
        plan = YearPlan.objects.filter(agreement=review.agreement, year=year).first()
    if plan is None:
        return None
    there = set(plan.items.values_list("line", flat=True))
    items = {item.line_id: item for item in contents_of(review.plan, on)}
    for row in going:
        if row.decision == Decision.CARRY and row.line_id not in there and row.line_id in items:
            put_decided(plan, row, items[row.line_id], ItemOrigin.CARRIED)
    return plan


def _carry(review: Review, row: ReviewLine, plan: YearPlan, *, by: User, at: datetime) -> None:
    tasks = owed_tasks(review.plan, row.line_id, day_of(at))
    carry_tasks(tasks, plan, due_on=row.new_due_on, reason=row.reason, by=by, at=at)
