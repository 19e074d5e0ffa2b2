"""Phiên bản năm: look at one, fix it, and let the tasks assigned before count in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from phoihop.agreements.models import Agreement, ItemOrigin, YearPlan
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.plans import loose_tasks
from phoihop.tasks.services import count_in_year
from phoihop.tasks.states import nearly_days
from phoihop.terms.adapting import amendment_for, proposals
from phoihop.terms.forms import CountForm, FixForm
from phoihop.terms.gathering import gather
from phoihop.terms.pages import need, plan_or_404, term_page
from phoihop.terms.settling import fix_year
from phoihop.terms.views.versions import add_refusal
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    """The contents of a year with what became of them."""
    plan = plan_or_404(request, pk)
    return _page(request, plan)


@audience("member")
@require_POST
def fix(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fix the contents of the year; its leader does."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.settle_term", plan.agreement)
    form = FixForm(request.POST, user=request.user, loose=list(loose_tasks(plan)))
    if form.is_valid():
        try:
            fix_year(
                plan,
                words=form.cleaned_data["words"],
                on=form.cleaned_data["on"],
                document=form.document,
                tasks=form.chosen(),
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Fixed. Its tasks can be assigned now."))
            return redirect(plan)
    return _page(request, plan, form)


@audience("member")
@require_POST
def count(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let tasks assigned before count in a version that is fixed."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.change_agreement", plan.agreement)
    form = CountForm(request.POST, loose=list(loose_tasks(plan)))
    if form.is_valid():
        try:
            counted = count_in_year(plan, tasks=form.chosen(), by=request.user, at=clock.now())
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _counted(len(counted)))
        return redirect(plan)
    return _page(request, plan)


def _counted(n: int) -> str:
    if not n:
        return _("No task was chosen; the figures stay as they are.")
    words = ngettext(
        "%(count)d task counts in this year now.", "%(count)d tasks count in this year now.", n
    )
    return words % {"count": n}


def _page(request: SignedInRequest, plan: YearPlan, refused: FixForm | None = None) -> HttpResponse:
    """The screen of a version; refused: the form by which it was to be fixed."""
    user, on = request.user, clock.today()
    seen = Task.objects.visible_to(user, TaskViewer.STATE)
    year = gather(plan, on, nearly_days(), seen, user)
    owns = user.has_perm("agreements.change_agreement", plan.agreement)
    amendment = amendment_for(plan, on)
    if amendment is not None and not Agreement.objects.visible_to(user).contains(amendment):
        amendment = None
    loose = list(loose_tasks(plan)) if owns and plan.is_version else []
    context: dict[str, Any] = {
        "plan": plan,
        "year": year,
        "loose": loose,
        "form": refused or FixForm(user=user, loose=loose, initial={"on": on}),
        "count_form": CountForm(loose=loose),
        "list_query": f"?plan={plan.pk}",
        "origins": [
            (label, year.origins[key]) for key, label in ItemOrigin.choices if year.origins[key]
        ],
        "amendment": amendment,
        "proposals": proposals(plan, on) if plan.is_in_force and amendment is not None else [],
    }
    return term_page(
        request,
        "terms/version.html",
        plan.agreement,
        "version",
        context,
        plan=plan,
        status=422 if refused is not None and refused.errors else 200,
    )
