"""The contents of the next year as a review decides them: drafted at every saving of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.agreements.acting import stand_ins
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import ContentLine
from phoihop.agreements.term_models import (
    Decision,
    ItemOrigin,
    PlanItem,
    Review,
    ReviewLine,
    YearPlan,
)
from phoihop.agreements.versions import begin_version, put_items, rule_in_year
from phoihop.agreements.year_contents import contents_reviewed, text_followed
from phoihop.periods import DueRule


@dataclass(frozen=True)
class Earlier:
    """What a review said when it was last saved: {content line: day}, texts of new contents."""

    days: Mapping[int, date | None] = field(default_factory=dict)
    news: Collection[str] = ()


def draft_next(
    review: Review, rows: list[ReviewLine], earlier: Earlier, *, by: User, at: datetime
) -> None:
    """Bring the draft of the next year in line with what was decided.

    A version that others made or that is fixed stays as it is, and so does what was added to the
    draft or changed in it by hand. earlier: what stood in the review when it was last saved.
    """
    plan = _next_plan(review, by=by, at=at)
    if plan is None:
        return
    review.next_plan = plan
    items = {item.line_id: item for item in contents_reviewed(review, timezone.localdate(at))}
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
            standing.origin = origin
            _decide_again(standing, row, items[row.line_id], earlier.days.get(row.line_id))
    _put_news(review, plan, earlier.news)


def _next_plan(review: Review, *, by: User, at: datetime) -> YearPlan | None:
    """The draft that the review writes, locked; None where that year is not its to write."""
    if review.next_plan_id is not None:
        plan = YearPlan.objects.select_for_update().get(pk=review.next_plan_id)
        return None if plan.is_in_force else plan
    year = review.plan.year + 1
    made = YearPlan.objects.filter(agreement=review.agreement, year=year).first()
    if made is not None and made.is_version:
        return None
    follows = text_followed(review.plan)
    return begin_version(review.agreement, year, follows, by=by, at=at)


def _decide_again(item: PlanItem, row: ReviewLine, reviewed: AnyItem, before: date | None) -> None:
    """What is decided of a content is taken over; its words in the draft stay.

    before: the day decided earlier. Decided without one now, the rule of the reviewed year stands
    again, unless another was set by hand.
    """
    item.reason = row.reason
    if row.new_due_on is not None:
        item.due_rule = str(DueRule("on", on=row.new_due_on))
    elif before is not None and item.due_rule == str(DueRule("on", on=before)):
        item.due_rule = rule_in_year(reviewed.due_rule, item.plan.year)
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


def put_decided(plan: YearPlan, row: ReviewLine, item: AnyItem, origin: str) -> PlanItem:
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
