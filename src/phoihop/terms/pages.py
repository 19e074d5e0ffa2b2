"""What the screens of a term share: finding records, the strip of years, the tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.acting import drafted_for
from phoihop.agreements.leaving import follows_what_came_after, left_by
from phoihop.agreements.models import Agreement, AgreementState, Review, YearPlan
from phoihop.agreements.terms import (
    is_being_amended,
    is_of_several_years,
    remind_days,
    remind_on,
    years_of,
)
from phoihop.ui import clock
from phoihop.ui.requests import SignedInRequest

_AMENDED = frozenset({AgreementState.SIGNED, AgreementState.IN_FORCE})


@dataclass(frozen=True)
class Year:
    """One cell of the strip of years."""

    words: str
    said: str
    url: str
    here: bool


@dataclass(frozen=True)
class Tab:
    """One part of the agreement's life, with its count."""

    words: str | Promise
    url: str
    count: int | None
    here: bool


def agreement_or_404(request: SignedInRequest, pk: int) -> Agreement:
    """A signed agreement, no amendment, that one sees."""
    rows = Agreement.objects.visible_to(request.user).filter(signed_at__isnull=False, amends=None)
    rows = rows.select_related("owner", "paper").defer("paper__text", "paper__words")
    return get_object_or_404(rows, pk=pk)


def plan_or_404(request: SignedInRequest, pk: int) -> YearPlan:
    """The contents of a year that one sees: a draft is its owner's alone."""
    plans = visible_plans(request.user).select_related("agreement__owner", "fixed_document")
    return get_object_or_404(plans, pk=pk)


def visible_plans(user: User) -> "QuerySet[YearPlan]":
    """Fixed ones with their agreement; drafts of the acting agency.

    Who was dropped by an amendment keeps those fixed before, as long as they stand as they were.
    """
    seen = Agreement.objects.visible_to(user).order_by().values("pk")
    kept = Q(fixed_at__isnull=False) & ~Q(
        left_by(user, "agreement", "fixed_on") | follows_what_came_after(user, "follows")
    )
    fixed = Q(created_at=None) | kept
    mine = drafted_for(user.acting_agency, clock.today(), "agreement__")
    return YearPlan.objects.filter(fixed | mine, agreement__in=seen)


def review_or_404(request: SignedInRequest, pk: int) -> Review:
    """A review that one sees: until it is confirmed its owner alone does."""
    reviews = visible_reviews(request.user)
    rows = reviews.select_related("agreement__owner", "plan", "next_plan", "renewal", "document")
    return get_object_or_404(rows, pk=pk)


def visible_reviews(user: User) -> "QuerySet[Review]":
    """Confirmed ones with their agreement; those being written in the acting agency.

    Who was dropped by an amendment keeps those confirmed before.
    """
    seen = Agreement.objects.visible_to(user).order_by().values("pk")
    kept = Q(confirmed_at__isnull=False) & ~Q(left_by(user, "agreement", "confirmed_at__date"))
    mine = drafted_for(user.acting_agency, clock.today(), "agreement__")
    return Review.objects.filter(kept | mine, agreement__in=seen)


def posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also where nothing was filled in; None while one only looks."""
    return request.POST if request.method == "POST" else None


def need(request: SignedInRequest, permission: str, agreement: Agreement) -> None:
    """Raise PermissionDenied without this permission for the agreement."""
    if not request.user.has_perm(permission, agreement):
        raise PermissionDenied


def term_page(  # noqa: PLR0913 -- what the page shows
    request: SignedInRequest,
    template: str,
    agreement: Agreement,
    here: str,
    context: dict[str, Any],
    *,
    plan: YearPlan | None = None,
    plans: Sequence[YearPlan] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A screen of the agreement's life; here: the tab that is open.

    plans: the years that one sees in their order, where the screen has asked for them already.
    """
    user, on = request.user, clock.today()
    if plans is None:
        plans = list(visible_plans(user).filter(agreement=agreement).order_by("year"))
    amendments = list(
        Agreement.objects.visible_to(user).filter(amends=agreement).order_by("amendment_number")
    )
    reviews = visible_reviews(user).filter(agreement=agreement).count()
    state = agreement.state(on)
    goes_on = agreement.ended_on is None and agreement.renewed_on is None
    owns = user.has_perm("agreements.change_agreement", agreement)
    settles = user.has_perm("agreements.settle_term", agreement)
    shown: dict[str, Any] = {
        "agreement": agreement,
        "on": on,
        "state": state,
        "has_ended": agreement.ended_on is not None and agreement.ended_on <= on,
        "years": _years(agreement, plans, plan, here, on),
        "tabs": _tabs(agreement, here, len(plans), reviews, len(amendments)),
        "owns": owns,
        "settles": settles,
        "being_amended": is_being_amended(agreement, user),
        "may_amend": owns and goes_on and state in _AMENDED,
        "may_renew": owns and goes_on,
        "may_end": settles and goes_on,
        "remind_on": remind_on(agreement, remind_days()),
    }
    return render(request, template, shown | context, status=status)


def _years(
    agreement: Agreement, plans: Sequence[YearPlan], plan: YearPlan | None, here: str, on: date
) -> list[Year]:
    cells = [
        Year(
            words=str(one.year),
            said=_said(one, on),
            url=one.get_absolute_url(),
            here=plan is not None and plan.pk == one.pk,
        )
        for one in plans
    ]
    whole = reverse("terms:term", args=[agreement.pk])
    cells.append(Year(span_words(agreement), _("whole term"), whole, here == "term"))
    return cells


def _said(plan: YearPlan, on: date) -> str:
    """In one word how a year stands."""
    if not plan.is_in_force:
        return _("draft")
    if plan.year > on.year:
        return _("settled, not begun")
    return _("past") if plan.year < on.year else _("in force")


def span_words(agreement: Agreement) -> str:
    """2021–2025; from 2021 where it has no end."""
    first, last = agreement.valid_from or agreement.signed_on, agreement.valid_to
    if first is None:
        return _("whole term")
    if last is None:
        return _("from %(year)d") % {"year": first.year}
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def _tabs(agreement: Agreement, here: str, plans: int, reviews: int, amendments: int) -> list[Tab]:
    def tab(name: str, words: str, count: int | None) -> Tab:
        return Tab(words, reverse(f"terms:{name}", args=[agreement.pk]), count, here == name)

    return [
        Tab(_("Contents"), agreement.get_absolute_url(), None, here=False),
        Tab(_("Progress"), reverse("tasks:programme", args=[agreement.pk]), None, here=False),
        tab("term", _("Versions"), plans),
        tab("reviews", _("Reviews"), reviews),
        tab("in_force", _("Text in force"), amendments or None),
    ]


def open_years(agreement: Agreement, on: date) -> list[int]:
    """The years of the term that have no version yet."""
    made = set(agreement.year_plans.exclude(created_at=None).values_list("year", flat=True))
    used = set()
    if not is_of_several_years(agreement):
        tasked = agreement.year_plans.filter(created_at=None, task_lines__isnull=False)
        used = set(tasked.values_list("year", flat=True))
    return [year for year in years_of(agreement, on) if year not in made | used]
