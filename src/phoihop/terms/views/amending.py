"""Sửa đổi: begin one, compare it with the text before it, read the text of a day, carry it out."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.agreements import services
from phoihop.agreements.comparing import compare as compare_texts
from phoihop.agreements.models import Agreement
from phoihop.agreements.reading import current_items
from phoihop.agreements.snapshots import take
from phoihop.agreements.term_errors import NothingToFollow
from phoihop.agreements.terms import text_before, text_on, text_seen_on
from phoihop.tasks.errors import TaskRefused
from phoihop.terms.adapting import adapt_version, proposals
from phoihop.terms.forms import AdaptForm, DayForm
from phoihop.terms.pages import agreement_or_404, need, plan_or_404, posted, term_page
from phoihop.terms.views.versions import add_refusal
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest
from phoihop.ui.templatetags.ui import day as day_words


@audience("member")
def in_force(request: SignedInRequest, pk: int) -> HttpResponse:
    """The contents as they are in force on a day, `?on=31/03/2023`, and the amendments."""
    agreement = agreement_or_404(request, pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": clock.today()})
    on = form.day(clock.today())
    text = text_seen_on(agreement, on, request.user)
    seen = Agreement.objects.visible_to(request.user)
    context = {
        "form": form,
        "day": on,
        "text": text,
        "withheld": text != text_on(agreement, on),
        "not_yet": agreement.valid_from is not None and on < agreement.valid_from,
        "items": list(current_items(text)),
        "amendments": list(seen.filter(amends=agreement).order_by("amendment_number", "pk")),
    }
    return term_page(request, "terms/in_force.html", agreement, "in_force", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then draft an amendment from the text in force."""
    agreement = agreement_or_404(request, pk)
    need(request, "agreements.change_agreement", agreement)
    refused = ""
    if request.method == "POST":
        try:
            draft = services.start_amendment(agreement, by=request.user, at=clock.now())
        except Refused as error:
            refused = str(error)
        else:
            messages.success(
                request, _("Drafted. Change what is amended and set the day it takes effect.")
            )
            return redirect(draft)
    context = {"refused": refused}
    status = 422 if refused else 200
    return term_page(request, "terms/amend.html", agreement, "amend", context, status=status)


@audience("member")
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """An amendment beside the text it amends: what was taken out and what was put in."""
    seen = Agreement.objects.visible_to(request.user).filter(amends__isnull=False)
    amendment = get_object_or_404(seen.select_related("amends__owner"), pk=pk)
    original = agreement_or_404(request, amendment.amends_id or 0)
    before = text_before(amendment, request.user)
    context = {
        "amendment": amendment,
        "before": before,
        "found": compare_texts(take(before), take(amendment)),
        "old_words": before.code or before.title,
        "new_words": amendment.code or amendment.title,
    }
    return term_page(request, "terms/compare.html", original, "in_force", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def adapt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw and add tasks of the year as the amendment in force asks."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.change_agreement", plan.agreement)
    on = clock.today()
    wanted = proposals(plan, on)
    if not wanted:
        messages.info(request, str(NothingToFollow.message))
        return redirect(plan)
    text = text_on(plan.agreement, on)
    form = AdaptForm(
        posted(request),
        withdraw=[
            (task.pk, f"{task.title}, {_due(task.due_on)}")
            for one in wanted
            for task in one.withdraw
        ],
        change=[
            (changed.task.pk, f"{changed.task.title}: {changed.words}")
            for one in wanted
            for changed in one.change
        ],
        add=[
            (planned.line_key, f"{planned.title}, {_due(planned.due_on)}")
            for one in wanted
            for planned in one.add
        ],
        initial={"reason": _("according to %(code)s") % {"code": text.code}},
    )
    if request.method == "POST" and form.is_valid():
        try:
            adapt_version(
                plan,
                withdraw=set(form.cleaned_data.get("withdraw", ())),
                change=set(form.cleaned_data.get("change", ())),
                add=set(form.cleaned_data.get("add", ())),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
        except (Refused, TaskRefused) as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The version follows the amendment now."))
            return redirect(plan)
    context = {"plan": plan, "text": text, "proposals": wanted, "form": form}
    status = 422 if form.errors else 200
    return term_page(
        request, "terms/adapt.html", plan.agreement, "adapt", context, plan=plan, status=status
    )


def _due(on: date | None) -> str:
    return day_words(on) if on else _("no due date")
