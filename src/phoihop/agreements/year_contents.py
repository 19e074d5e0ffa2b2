"""The contents of a year and of a term, and which text they follow.

A version has contents of its own. A year without one, of an agreement of one year, has those of the
text in force: of the signed text, or of its newest amendment.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from phoihop.accounts.models import User
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Agreement, ContentItem, PlanItem, Review, YearPlan
from phoihop.agreements.reading import current_items
from phoihop.agreements.terms import amendments_of, days_of_year, text_on, text_seen_on
from phoihop.agreements.versions import items_of


def contents_of(plan: YearPlan, on: date, reader: User | None = None) -> list[AnyItem]:
    """The contents of a year as they stand that day, or as far as the reader's texts go.

    What an amendment dropped stands last and only where it has tasks: they are to be read still.
    """
    if plan.is_version:
        return list(items_of(plan))
    text = _text(plan.agreement, on, reader)
    rows = contents_of_text(text)
    if text == plan.agreement:
        return list(rows)
    return [*rows, *_dropped(plan, text, {row.line_id for row in rows}, on)]


def how_many_in(plans: Sequence[YearPlan], on: date, reader: User | None = None) -> dict[int, int]:
    """{key of a year: how many contents it has that day}, as `contents_of` finds them.

    Of the years of one agreement. Years that choose their contents are counted together, and so
    are those that follow the agreement's text; only what an amendment dropped is looked up apart.
    """
    rows = PlanItem.objects.filter(plan__in=plans).order_by()
    found = dict(rows.values_list("plan").annotate(n=Count("pk")))
    following = [plan for plan in plans if not plan.is_version]
    if not following:
        return found
    text = _text(following[0].agreement, on, reader)
    there = set(current_items(text).order_by().values_list("line", flat=True))
    for plan in following:
        dropped = [] if text == plan.agreement else _dropped(plan, text, there, on)
        found[plan.pk] = len(there) + len(dropped)
    return found


def _text(agreement: Agreement, on: date, reader: User | None) -> Agreement:
    return text_on(agreement, on) if reader is None else text_seen_on(agreement, on, reader)


def contents_of_text(text: Agreement) -> list[ContentItem]:
    """The contents of one text, loaded for all that is asked of them."""
    return list(current_items(text).prefetch_related("coordinations__agency"))


def contents_of_term(agreement: Agreement, on: date) -> list[AnyItem]:
    """Each content of the agreement and its years once, as it stands in the newest of them."""
    found: dict[int, AnyItem] = {}
    for plan in agreement.year_plans.order_by("-year"):
        for item in contents_of(plan, on):
            found.setdefault(item.line_id, item)
    for text in {text_on(agreement, on): None, agreement: None}:
        for own in contents_of_text(text):
            found.setdefault(own.line_id, own)
    return list(found.values())


def contents_reviewed(review: Review, on: date) -> list[AnyItem]:
    """What a review looks at: the contents of its year, or of the whole term."""
    if review.is_of_term:
        return contents_of_term(review.agreement, on)
    return contents_of(review.plan, on)


def text_followed(plan: YearPlan) -> Agreement:
    """The text that the contents of a year follow.

    It is the one they were taken from, or the amendment that was carried out in them last.
    """
    if plan.follows is not None:
        return plan.follows
    if plan.is_version:
        return text_on(plan.agreement, days_of_year(plan.agreement, plan.year)[0])
    return plan.agreement


def _dropped(plan: YearPlan, text: Agreement, there: set[int], on: date) -> list[ContentItem]:
    """Contents with tasks that the text in force does not have, each from the last that had it."""
    lines = set(plan.task_lines.values_list("content_line", flat=True)) - there
    if not lines:
        return []
    texts = [plan.agreement, *amendments_of(plan.agreement).filter(valid_from__lte=on)]
    found: dict[int, ContentItem] = {}
    for earlier in texts:
        if earlier == text:  # what comes behind it is not for who reads this one
            break
        for item in contents_of_text(earlier):
            if item.line_id in lines:
                item.dropped_on = text.valid_from
                found[item.line_id] = item
    return list(found.values())
