"""The pages of a milestone: its days, and the acts on it; the office's list of kinds."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.documents import milestone_acts as acts
from phoihop.documents.errors import MilestoneRefused, ReportDoubtful
from phoihop.documents.milestone_forms import (
    AddForm,
    CloseForm,
    DropForm,
    MoveForm,
    RuleForm,
    for_user,
)
from phoihop.documents.milestone_models import Milestone
from phoihop.documents.milestone_states import standing_of
from phoihop.documents.milestones import rules_by_kind, set_rule
from phoihop.documents.models import Document, Kind
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


def milestone_or_404(request: SignedInRequest, pk: int, milestone_pk: int) -> Milestone:
    """A milestone of a document that this user may see."""
    rows = Milestone.objects.visible_to(request.user).select_related("document", "report")
    return get_object_or_404(rows, document=pk, pk=milestone_pk)


@audience("member")
def milestone(request: SignedInRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """One milestone: its days with who set them and why, the report, what can be done."""
    found = milestone_or_404(request, pk, milestone_pk)
    reports = Document.objects.visible_to(request.user).filter(closes=found)
    seen = set(
        Document.objects.visible_to(request.user)
        .filter(pk__in=found.days.exclude(source=None).values("source"))
        .values_list("pk", flat=True)
    )
    days = found.days.select_related("source", "decided_by")
    context = {
        "document": found.document,
        "milestone": found,
        "standing": standing_of(found, clock.today()),
        "days": [(row, row.source_id in seen) for row in days],
        "report": reports.first(),
        "may_keep": request.user.has_perm("documents.keep_milestones", found.document),
    }
    return render(request, "documents/milestone.html", context)


@dataclass(frozen=True)
class Act:
    """An act on a milestone as a page: title, button, hint, form, and how it is done."""

    title: str | Promise
    verb: str | Promise
    done: str | Promise
    form: type[forms.Form]
    do: Callable[[Milestone, dict[str, Any], SignedInRequest], object]
    hint: str | Promise = ""


ACTS = {
    "move": Act(
        gettext_lazy("Move the milestone"),
        gettext_lazy("Save the new day"),
        gettext_lazy("The milestone has another day; its first day stays readable."),
        MoveForm,
        lambda m, said, request: acts.move_milestone(
            m, acts.MoveFacts(**said), by=request.user, at=clock.now()
        ),
        gettext_lazy("A task that was made from it keeps its own due date."),
    ),
    "close": Act(
        gettext_lazy("Close it by the review report"),
        gettext_lazy("Close the milestone"),
        gettext_lazy("The milestone is closed."),
        CloseForm,
        lambda m, said, request: acts.close_milestone(
            m, said["report"], sure=said["sure"], by=request.user, at=clock.now()
        ),
        gettext_lazy("The date of the report says whether it was in time."),
    ),
    "drop": Act(
        gettext_lazy("Do not hold this review?"),
        gettext_lazy("Do not hold it"),
        gettext_lazy("This review is not held; it can be taken up again."),
        DropForm,
        lambda m, said, request: acts.drop_milestone(
            m, reason=said["reason"], by=request.user, at=clock.now()
        ),
        gettext_lazy("It leaves the lists and figures and stays readable with the reason."),
    ),
}


def act_view(name: str) -> Callable[..., HttpResponseBase]:
    """The view of one act of ACTS."""

    @audience("member")
    @require_http_methods(["GET", "POST"])
    def view(request: SignedInRequest, pk: int, milestone_pk: int) -> HttpResponse:
        return _act(request, milestone_or_404(request, pk, milestone_pk), ACTS[name])

    return view


def _act(request: SignedInRequest, found: Milestone, act: Act) -> HttpResponse:
    if not request.user.has_perm("documents.keep_milestones", found.document):
        raise PermissionDenied
    form = for_user(act.form(request.POST or None), request.user)
    if request.method == "POST" and form.is_valid():
        try:
            act.do(found, form.cleaned_data, request)
        except MilestoneRefused as refusal:
            _add(form, refusal)
        else:
            messages.success(request, str(act.done))
            return redirect(found)
    context = {"document": found.document, "milestone": found, "form": form, "act": act}
    status = 422 if form.errors else 200
    return render(request, "documents/milestone_form.html", context, status=status)


def _add(form: forms.Form, refusal: MilestoneRefused) -> None:
    if isinstance(refusal, ReportDoubtful) and isinstance(form, CloseForm):
        form.ask()
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def undo_view(name: str) -> Callable[..., HttpResponseBase]:
    """Open it again, or take it up again: what the page offers beside the fact."""
    service = {"reopen": acts.reopen_milestone, "take_up": acts.take_up_milestone}[name]

    @audience("member")
    @require_POST
    def view(request: SignedInRequest, pk: int, milestone_pk: int) -> HttpResponse:
        found = milestone_or_404(request, pk, milestone_pk)
        try:
            service(found, by=request.user, at=clock.now())
        except MilestoneRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The milestone is open again."))
        return redirect(found)

    return view


@audience("member")
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a paper a milestone that its kind does not bring."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("documents.keep_milestones", document):
        raise PermissionDenied
    form = AddForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        key = said.pop("form_key")
        try:
            acts.add_milestones(
                document,
                acts.AddedFacts(**said),
                by=request.user,
                at=clock.now(),
                form_key=key.hex if key else "",
            )
        except MilestoneRefused as refusal:
            _add(form, refusal)
        else:
            messages.success(request, _("The milestone is added."))
            return redirect(f"{document.get_absolute_url()}#milestones")
    context = {"document": document, "milestone": None, "form": form, "act": _ADD}
    status = 422 if form.errors else 200
    return render(request, "documents/milestone_form.html", context, status=status)


_ADD = Act(
    gettext_lazy("Add a milestone"),
    gettext_lazy("Add the milestone"),
    "",
    AddForm,
    lambda *_facts: None,
    gettext_lazy("For a review that the paper itself or a superior asks for."),
)


@audience("member")
@require_http_methods(["GET", "POST"])
def rules(request: SignedInRequest) -> HttpResponse:
    """Which kinds get which milestones; an administrator changes it."""
    may_change = request.user.has_perm("documents.change_milestonerule")
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    held = rules_by_kind()
    data = request.POST if request.method == "POST" else None
    rows = [RuleForm(kind, held.get(kind), data) for kind in Kind]
    if data is not None and not [row for row in rows if not row.is_valid()]:
        refused = [row for row in rows if row.has_changed() and not _kept(row, request)]
        if not refused:
            messages.success(request, _("The list is saved; it holds for papers from now on."))
            return redirect("documents:milestone_rules")
    wrong = [row for row in rows if row.is_bound and row.errors]
    context = {"rows": rows, "held": held, "wrong": wrong, "may_change": may_change}
    status = 422 if wrong else 200
    return render(request, "documents/milestone_rules.html", context, status=status)


def _kept(row: RuleForm, request: SignedInRequest) -> bool:
    try:
        set_rule(row.kind, row.facts(), by=request.user, at=clock.now())
    except MilestoneRefused as refusal:
        row.add_error("interim_years", str(refusal))
        return False
    return True
