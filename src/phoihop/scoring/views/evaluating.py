"""Evaluate a task, object to an evaluation, answer the objection."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.scoring import evaluating as services
from phoihop.scoring.forms import AnswerEvaluationForm, EvaluateForm, ObjectForm
from phoihop.scoring.models import Evaluation, EvaluationDispute
from phoihop.scoring.panel import evaluation_of
from phoihop.scoring.scale import dispute_days, in_use
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.views.detail import task_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
@require_http_methods(["GET", "POST"])
def evaluate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a mark, or correct it while it may change."""
    task = task_or_404(request, pk, TaskViewer.WORDS)
    if not request.user.has_perm("scoring.evaluate", task):
        raise PermissionDenied
    there = evaluation_of(task)
    initial = {"grade": there.grade_id, "words": there.words} if there else {}
    grades = in_use(clock.today())
    form = EvaluateForm(_sent(request), grades=grades, initial=initial)

    def act(given: dict[str, Any]) -> object:
        return services.evaluate(
            task, given["grade"], words=given["words"], by=request.user, at=clock.now()
        )

    page = {
        "title": _("Evaluate this task"),
        "verb": _("Evaluate"),
        "means": _("The lead agency reads it and may object within %(days)s days.")
        % {"days": dispute_days()},
        "no_scale": not grades.exists(),
    }
    return _act(request, task, form, act, page)


@audience("member")
@require_http_methods(["GET", "POST"])
def dispute(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why the lead agency does not agree."""
    task, found = _evaluated(request, pk)
    if not request.user.has_perm("scoring.dispute_evaluation", found):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> object:
        return services.dispute_evaluation(
            found, words=given["words"], by=request.user, at=clock.now()
        )

    page = {
        "title": _("Object to the evaluation"),
        "verb": _("Object"),
        "means": _("Once; the assigning agency accepts or declines, then the evaluation stands."),
    }
    return _act(request, task, ObjectForm(_sent(request)), act, page)


@audience("member")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline the objection."""
    task, found = _evaluated(request, pk)
    asked: EvaluationDispute | None = found.disputes.first()
    if asked is None:
        raise Http404
    if not request.user.has_perm("scoring.answer_evaluation", asked):
        raise PermissionDenied
    form = AnswerEvaluationForm(_sent(request), grades=in_use(clock.today()))

    def act(given: dict[str, Any]) -> object:
        return services.answer_dispute(
            asked,
            is_accepted=given["decision"] == "yes",
            answer=given["answer"],
            grade=given["grade"],
            by=request.user,
            at=clock.now(),
        )

    page = {
        "title": _("Answer the objection"),
        "verb": _("Answer"),
        "means": _("After the answer the evaluation stands."),
        "quoted": asked,
    }
    return _act(request, task, form, act, page)


def _evaluated(request: SignedInRequest, pk: int) -> tuple[Task, Evaluation]:
    task = task_or_404(request, pk, TaskViewer.WORDS)
    found = evaluation_of(task)
    if found is None:
        raise Http404
    return task, found


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _act(
    request: SignedInRequest,
    task: Task,
    form: Any,
    act: Callable[[dict[str, Any]], object],
    page: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(task)
    context = {"task": task, "form": form} | page
    return render(request, "scoring/act.html", context, status=422 if form.errors else 200)
