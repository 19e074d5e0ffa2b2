"""The acts on a task. Each has its own address: it works as a page, and as a dialog's form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from phoihop.accounts.delegating import on_behalf_of
from phoihop.tasks import course_forms, forms, services
from phoihop.tasks.errors import ReportDoubtful, TaskRefused
from phoihop.tasks.evidence import named, take_files
from phoihop.tasks.models import Task
from phoihop.tasks.people import people_of
from phoihop.tasks.review_forms import ConfirmReportForm, confirm_form, result_form
from phoihop.tasks.services.common import NamedFile
from phoihop.tasks.views.detail import head, show, task_or_404, update_form
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

# Deciding on an extension while a result waits, or the other way round, says what follows.
_OF_BOTH = {"tasks.confirm_task", "tasks.decide_extension"}
Words = str | Promise
Maker = Callable[[SignedInRequest, Task, Any], django_forms.Form]
Doer = Callable[[Task, SignedInRequest, django_forms.Form, list[NamedFile]], object]


@dataclass(frozen=True)
class Act:
    """An act as a page: question, button, hint, what to say afterwards, and how it is done."""

    permission: str
    title: Words
    verb: Words
    done: Words
    make: Maker
    do: Doer
    hint: Words = ""
    kind: str = ""
    # Of an act on a request: what is said where none is open any more.
    nothing: Words = ""


def plain(form_class: type[django_forms.Form]) -> Maker:
    def make(request: SignedInRequest, _task: Task, data: Any) -> django_forms.Form:
        return form_class(data, request.FILES) if data is not None else form_class()

    return make


def _result_form(request: SignedInRequest, task: Task, data: Any) -> django_forms.Form:
    return result_form(task, data, request.FILES) if data is not None else result_form(task)


def _confirm_form(request: SignedInRequest, task: Task, data: Any) -> django_forms.Form:
    return confirm_form(task, request.user, data)


def _person_form(request: SignedInRequest, task: Task, data: Any) -> django_forms.Form:
    people = people_of([task.lead_agency_id], clock.today())[task.lead_agency_id]
    initial = {"person_in_charge": task.person_in_charge_id}
    return course_forms.PersonOnlyForm(data, people=people, initial=initial)


def _accept(task: Task, request: SignedInRequest, _form: Any, _files: Any) -> object:
    return services.accept_task(task, by=request.user, at=clock.now())


def _submit(task: Task, request: SignedInRequest, form: Any, files: list[NamedFile]) -> object:
    return services.submit_result(
        task,
        services.ResultFacts(
            form.cleaned_data["result"],
            files,
            report_code=form.cleaned_data.get("report_code", ""),
            despite_parts=form.cleaned_data.get("despite_parts", False),
        ),
        by=request.user,
        at=clock.now(),
        form_key=forms.key_from(form),
    )


def _take_back(task: Task, request: SignedInRequest, _form: Any, _files: Any) -> object:
    return services.take_back_submission(task, by=request.user, at=clock.now())


def _confirm(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    remark = form.cleaned_data["remark"]
    report, sure = form.cleaned_data.get("report"), form.cleaned_data.get("sure", False)
    return services.confirm_task(
        task, by=request.user, at=clock.now(), remark=remark, report=report, sure=sure
    )


def _with_reason(service: Callable[..., Task]) -> Doer:
    def do(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
        reason = form.cleaned_data["reason"]
        return service(task, reason=reason, by=request.user, at=clock.now())

    return do


def _resume(task: Task, request: SignedInRequest, _form: Any, _files: Any) -> object:
    return services.resume_task(task, by=request.user, at=clock.now())


def _person(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    person = form.cleaned_data["person_in_charge"]
    return services.change_person(task, person, by=request.user, at=clock.now())


ACTS = {
    "accept": Act(
        "tasks.accept_task",
        _("Accept this task?"),
        _("Accept"),
        _("Accepted."),
        plain(django_forms.Form),
        _accept,
    ),
    "submit": Act(
        "tasks.submit_task",
        _("Submit the result"),
        _("Submit result"),
        _("The result is submitted and awaits confirmation."),
        _result_form,
        _submit,
        _("Submit when it is done. It counts as done on the day of this submission."),
    ),
    "take_back": Act(
        "tasks.submit_task",
        _("Take the submitted result back?"),
        _("Take the result back"),
        _("The result is taken back; it stays readable in the course of the task."),
        plain(django_forms.Form),
        _take_back,
    ),
    "confirm": Act(
        "tasks.confirm_task",
        _("Confirm this result?"),
        _("Confirm"),
        _("Confirmed: the task is finished."),
        _confirm_form,
        _confirm,
        _("After that the result is locked and counts in the figures."),
    ),
    "return": Act(
        "tasks.return_task",
        _("Return the result"),
        _("Return"),
        _("Returned to the lead agency."),
        plain(course_forms.ReasonForm),
        _with_reason(services.return_task),
        _("The lead agency reads the reason word for word. Say what is missing."),
    ),
    "suspend": Act(
        "tasks.suspend_task",
        _("Suspend this task?"),
        _("Suspend"),
        _("Suspended: it is in no figure until it is resumed."),
        plain(course_forms.ReasonForm),
        _with_reason(services.suspend_task),
    ),
    "resume": Act(
        "tasks.resume_task",
        _("Resume this task?"),
        _("Resume"),
        _("The task goes on."),
        plain(django_forms.Form),
        _resume,
    ),
    "withdraw": Act(
        "tasks.withdraw_task",
        _("Withdraw this task?"),
        _("Withdraw"),
        _("Withdrawn: it stays readable and counts nowhere."),
        plain(course_forms.ReasonForm),
        _with_reason(services.withdraw_task),
        _("This cannot be undone. All agencies concerned see it."),
        "stop",
    ),
    "person": Act(
        "tasks.change_person",
        _("Who is in charge?"),
        _("Reassign"),
        _("The person in charge is changed."),
        _person_form,
        _person,
    ),
}


def act_view(name: str, acts: Mapping[str, Act] = ACTS) -> Callable[..., HttpResponseBase]:
    """The view of one act."""

    @audience("member")
    @require_http_methods(["GET", "POST"])
    def view(request: SignedInRequest, pk: int) -> HttpResponse:
        return _act(request, pk, acts[name])

    return view


def _act(request: SignedInRequest, pk: int, act: Act) -> HttpResponse:
    task = task_or_404(request, pk)
    if not request.user.has_perm(act.permission, task):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, task, act, act.make(request, task, None))
    form = act.make(request, task, request.POST)
    valid = form.is_valid()
    kept = take_files(form, request.user) if "evidence" in form.fields else []
    if valid and not form.errors:
        try:
            act.do(task, request, form, named(kept))
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, str(act.done))
            return redirect(way_back(request) or task.get_absolute_url())
    return _page(request, task, act, form, kept, 422)


def _page(  # noqa: PLR0913, PLR0917 -- what the page shows
    request: SignedInRequest, task: Task, act: Act, form: Any, kept: Any = (), status: int = 200
) -> HttpResponse:
    whom = on_behalf_of(request.user, act.permission, task, clock.today())
    context = head(request, task) | {"act": act, "form": form, "kept": kept, "answers_for": whom}
    context["next"] = way_back(request)
    context["both_wait"] = (
        task.submitted_on is not None
        and act.permission in _OF_BOTH
        and any(row.is_open for row in task.extensions.all())
    )
    decides = act.permission == "tasks.decide_extension"
    open_requests = (row for row in task.extensions.all() if row.is_open)
    context["extension"] = next(open_requests, None) if decides else None
    # A form about a request names the one it shows.
    context["nothing_open"] = "asked" in form.fields and not (form.data or form.initial["asked"])
    return render(request, "tasks/task_act.html", context, status=status)


def way_back(request: SignedInRequest) -> str:
    """The page of ours that the act was begun from, as its link says; "" for the task itself."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if local else ""


def add_refusal(form: Any, error: TaskRefused) -> None:
    """Say a refusal at its field if the form has it, else on top of the form."""
    if isinstance(error, ReportDoubtful) and isinstance(form, ConfirmReportForm):
        form.ask()
    form.add_error(error.field if error.field in form.fields else None, str(error))


@audience("member")
@require_http_methods(["GET", "POST"])
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report progress; a refused report shows the task's page with what was typed."""
    task = task_or_404(request, pk)
    if not request.user.has_perm("tasks.update_task", task):
        raise PermissionDenied
    if request.method == "GET":
        return show(request, task, form=update_form(request, task))
    form = update_form(request, task, request.POST)
    valid = form.is_valid()
    kept = take_files(form, request.user)
    if valid and not form.errors:
        given = form.cleaned_data
        nothing = given["arose"] == "nothing"
        facts = services.UpdateFacts(
            words=given["words"],
            percent=None if nothing else given.get("percent"),
            nothing_arose=nothing,
            files=named(kept),
            part_done=given.get("part_done", False),
        )
        try:
            services.post_update(
                task, facts, by=request.user, at=clock.now(), form_key=forms.key_from(form)
            )
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, str(_("Update saved.")))
            return redirect(task)
    return show(request, task, form=form, kept=kept, status=422)
