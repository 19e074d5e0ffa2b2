"""Sơ kết, tổng kết: begin, write, confirm, and read what was frozen."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from phoihop.agreements import services
from phoihop.agreements.models import Agreement, Review, ReviewLine
from phoihop.tasks.figures import Rate
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.terms import reviewing
from phoihop.terms.forms import SettleForm, StartReviewForm
from phoihop.terms.gathering import gather_review, list_query
from phoihop.terms.pages import (
    agreement_or_404,
    need,
    posted,
    review_or_404,
    term_page,
    visible_plans,
    visible_reviews,
)
from phoihop.terms.review_forms import LineForm, NewForm, ReviewForm, line_forms, new_forms
from phoihop.terms.views.versions import add_refusal, agencies_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def review_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The reviews of an agreement, newest first."""
    agreement = agreement_or_404(request, pk)
    return _list_page(request, agreement, _start_form(request, agreement, None))


@audience("member")
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a review of a year, or go on with it."""
    agreement = agreement_or_404(request, pk)
    need(request, "agreements.change_agreement", agreement)
    if request.method != "POST":
        return redirect("terms:reviews", pk=agreement.pk)
    form = _start_form(request, agreement, request.POST)
    if form.is_valid():
        plan = agreement.year_plans.get(pk=form.cleaned_data["plan"])
        try:
            made = services.start_review(
                agreement, plan, form.cleaned_data["kind"], by=request.user, at=clock.now()
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            return redirect(made)
    return _list_page(request, agreement, form)


def _start_form(request: SignedInRequest, agreement: Agreement, data: Any) -> StartReviewForm:
    plans = visible_plans(request.user).filter(agreement=agreement).order_by("-year")
    return StartReviewForm(data, plans=[plan for plan in plans if plan.is_in_force])


def _list_page(
    request: SignedInRequest, agreement: Agreement, form: StartReviewForm
) -> HttpResponse:
    rows = visible_reviews(request.user).filter(agreement=agreement)
    context = {
        "reviews": list(rows.select_related("agreement", "plan", "confirmed_by")),
        "form": form,
    }
    status = 422 if form.errors else 200
    return term_page(request, "terms/reviews.html", agreement, "reviews", context, status=status)


@audience("member")
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a review, or read a confirmed one."""
    found = review_or_404(request, pk)
    if found.confirmed_at is not None:
        return _frozen_page(request, found)
    data = posted(request)
    if data is not None:
        need(request, "agreements.change_agreement", found.agreement)
    form = ReviewForm(data, initial={"assessment": found.assessment})
    lines = line_forms(found, clock.today(), data)
    news = new_forms(found, agencies_of(found.agreement), data)
    if data is not None and all([one.is_valid() for one in (form, *lines, *news)]):  # noqa: C419 -- each says its errors
        try:
            _save(request, found, form, lines, news)
        except Refused as error:
            _refuse(form, lines, error)
        else:
            words = _("Saved. A leader confirms it next.")
            if _is_unfinished(request):
                words = _("Kept as far as it is written. Nothing is drafted from it yet.")
            messages.success(request, words)
            return redirect(found)
    return _draft_page(request, found, form, lines, news)


def _save(
    request: SignedInRequest,
    found: Review,
    form: ReviewForm,
    lines: list[LineForm],
    news: list[NewForm],
) -> None:
    save = services.keep_review if _is_unfinished(request) else reviewing.save_review
    save(
        found,
        assessment=form.cleaned_data["assessment"],
        lines={one.line.line_id: one.facts() for one in lines},
        news=[facts for one in news if (facts := one.facts()) is not None],
        by=request.user,
        at=clock.now(),
    )


def _is_unfinished(request: SignedInRequest) -> bool:
    """It is only to be kept, to be gone on with later."""
    return "keep" in request.POST


def _refuse(form: ReviewForm, lines: list[LineForm], error: Refused) -> None:
    """At each content that is meant, else for the whole."""
    meant = set(getattr(error, "lines", ()))
    form.add_error(None, str(error))
    for one in lines:
        if one.line.line_id in meant:
            one.add_error("decision", str(error))


@audience("member")
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm it: the figures of the day are frozen and what was decided takes effect."""
    found = review_or_404(request, pk)
    need(request, "agreements.settle_term", found.agreement)
    if request.method != "POST":
        return redirect(found)
    form = SettleForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            done = reviewing.confirm_review(
                found,
                words=form.cleaned_data["words"],
                on=form.cleaned_data["on"],
                document=form.document,
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Confirmed and frozen."))
            return redirect(done)
    if found.confirmed_at is not None:
        return redirect(found)
    news = new_forms(found, agencies_of(found.agreement))
    whole = ReviewForm(initial={"assessment": found.assessment})
    lines = line_forms(found, clock.today())
    return _draft_page(request, found, whole, lines, news, settle=form)


def _draft_page(  # noqa: PLR0913 -- the forms of the page
    request: SignedInRequest,
    found: Review,
    form: ReviewForm,
    lines: list[LineForm],
    news: list[NewForm],
    *,
    settle: SettleForm | None = None,
) -> HttpResponse:
    on = clock.today()
    tasks = Task.objects.visible_to(request.user, TaskViewer.STATE)
    year = gather_review(found, on, nearly_days(), tasks)
    rows = {row.item.line_id: row for row in year.rows}
    context = {
        "review": found,
        "year": year,
        "form": form,
        "rows": [(one, rows.get(one.line.line_id)) for one in lines],
        "wrong": [one for one in (*lines, *news) if one.errors],
        "news": news,
        "settle": settle or SettleForm(user=request.user, initial={"on": on}),
        "list_query": list_query(found),
        "next_items": list(found.next_plan.items.all()) if found.next_plan else [],
    }
    refused = form.errors or any(one.errors for one in (*lines, *news))
    status = 422 if refused or (settle and settle.errors) else 200
    return term_page(
        request,
        "terms/review.html",
        found.agreement,
        "reviews",
        context,
        plan=found.plan,
        status=status,
    )


def _frozen_page(request: SignedInRequest, found: Review) -> HttpResponse:
    figures = found.figures or {}
    seen = Agreement.objects.visible_to(request.user)
    context = {
        "review": found,
        "figures": figures,
        "current": Rate(*figures.get("current", (0, 0))),
        "first": Rate(*figures.get("first", (0, 0))),
        "lines": [_frozen_line(line) for line in found.lines.all()],
        "news": list(found.news.select_related("lead_agency")),
        "renewal": seen.filter(pk=found.renewal_id).first() if found.renewal_id else None,
    }
    return term_page(
        request, "terms/review_frozen.html", found.agreement, "reviews", context, plan=found.plan
    )


def _frozen_line(line: ReviewLine) -> ReviewLine:
    """With `rows`, the tasks as they were that day; their days are days again."""
    rows = []
    for task in line.tasks or ():
        due, first = (
            date.fromisoformat(task[name]) if task[name] else None
            for name in ("due_on", "first_due_on")
        )
        rows.append(task | {"due": due, "first": first, "moved": due != first})
    line.rows = rows  # type: ignore[attr-defined]  # for the template
    return line
