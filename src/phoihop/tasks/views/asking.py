"""More time and explanations: the acts of who asks and of who answers."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from phoihop.tasks import course_forms, errors, forms, services
from phoihop.tasks.asking_models import OPEN_EXPLANATION, OPEN_EXTENSION
from phoihop.tasks.models import Explanation, ExtensionRequest, Task
from phoihop.tasks.views.acts import Act, Maker, plain
from phoihop.ui import clock
from phoihop.ui.requests import SignedInRequest


def _of_extension(form_class: type[django_forms.Form]) -> Maker:
    """A form about the request that is open now; what is sent names the one that was shown."""

    def make(_request: SignedInRequest, task: Task, data: Any) -> django_forms.Form:
        shown = task.extensions.filter(OPEN_EXTENSION).values_list("pk", flat=True).first()
        return form_class(data, initial={"asked": shown})

    return make


def _of_explanation(form_class: type[django_forms.Form]) -> Maker:
    def make(_request: SignedInRequest, task: Task, data: Any) -> django_forms.Form:
        shown = task.explanations.filter(OPEN_EXPLANATION).values_list("pk", flat=True).first()
        return form_class(data, initial={"asked": shown})

    return make


def _extension(task: Task, form: Any) -> ExtensionRequest:
    found = task.extensions.filter(pk=form.cleaned_data["asked"]).first()
    if found is None:
        raise errors.NoExtensionOpen
    return found


def _explanation(task: Task, form: Any) -> Explanation:
    found = task.explanations.filter(pk=form.cleaned_data["asked"]).first()
    if found is None:
        raise errors.NoExplanationOpen
    return found


def _extend(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    given = form.cleaned_data
    facts = services.ExtensionFacts(given["due_on"], given["reason"])
    key = forms.key_from(form)
    return services.ask_extension(task, facts, by=request.user, at=clock.now(), form_key=key)


def _extend_back(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    asked = _extension(task, form)
    return services.take_back_extension(asked, by=request.user, at=clock.now())


def _extend_yes(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    return services.approve_extension(
        _extension(task, form),
        by=request.user,
        at=clock.now(),
        answer=form.cleaned_data["answer"],
    )


def _extend_no(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    return services.refuse_extension(
        _extension(task, form),
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=clock.now(),
    )


def _move_due(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    given = form.cleaned_data
    return services.move_due(
        task, given["due_on"], reason=given["reason"], by=request.user, at=clock.now()
    )


def _explain(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    given = form.cleaned_data
    facts = services.ExplanationFacts(given["question"], given["answer_by"])
    key = forms.key_from(form)
    return services.ask_explanation(task, facts, by=request.user, at=clock.now(), form_key=key)


def _answer(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    return services.answer_explanation(
        _explanation(task, form),
        answer=form.cleaned_data["answer"],
        by=request.user,
        at=clock.now(),
    )


def _cancel(task: Task, request: SignedInRequest, form: Any, _files: Any) -> object:
    return services.cancel_explanation(_explanation(task, form), by=request.user, at=clock.now())


def _reopen(task: Task, request: SignedInRequest, _form: Any, _files: Any) -> object:
    return services.reopen_contribution(task, by=request.user, at=clock.now())


_NO_EXTENSION = _("No request for extension is open: it was decided, taken back or has lapsed.")
_NO_EXPLANATION = _("No request for explanation is open: it was answered or cancelled.")
ASKING = {
    "extend": Act(
        "tasks.ask_extension",
        _("Ask for an extension"),
        _("Send the request"),
        _("The request is sent; the due date stays until it is decided."),
        plain(course_forms.ExtensionForm),
        _extend,
        _("The approver of the assigning agency decides."),
    ),
    "extend_back": Act(
        "tasks.take_back_extension",
        _("Take the request for extension back?"),
        _("Take it back"),
        _("The request is taken back; the due date stays."),
        _of_extension(course_forms.AskedForm),
        _extend_back,
        nothing=_NO_EXTENSION,
    ),
    "extend_yes": Act(
        "tasks.decide_extension",
        _("Approve this extension?"),
        _("Approve"),
        _("Approved: the new due date counts from now on, the first one is kept."),
        _of_extension(course_forms.ApproveForm),
        _extend_yes,
        nothing=_NO_EXTENSION,
    ),
    "extend_no": Act(
        "tasks.decide_extension",
        _("Refuse this extension?"),
        _("Refuse"),
        _("Refused: the due date stays."),
        _of_extension(course_forms.RefuseForm),
        _extend_no,
        _("The lead agency reads the reason word for word."),
        nothing=_NO_EXTENSION,
    ),
    "move_due": Act(
        "tasks.move_due",
        _("Move the due date"),
        _("Move the due date"),
        _("The due date is moved; the first one is kept."),
        plain(course_forms.MoveDueForm),
        _move_due,
        _("The first due date is kept; punctuality is counted by both."),
    ),
    "explain": Act(
        "tasks.ask_explanation",
        _("Ask for an explanation"),
        _("Ask for an explanation"),
        _("The lead agency is asked to explain."),
        plain(course_forms.ExplainForm),
        _explain,
        _("The lead agency sees it under Today and answers in words; the state of the task stays."),
    ),
    "explain_answer": Act(
        "tasks.answer_explanation",
        _("Explain"),
        _("Send the explanation"),
        _("The explanation is sent."),
        _of_explanation(course_forms.AnswerForm),
        _answer,
        nothing=_NO_EXPLANATION,
    ),
    "explain_cancel": Act(
        "tasks.cancel_explanation",
        _("Cancel the request for explanation?"),
        _("Cancel the request"),
        _("The lead agency need not explain any more."),
        _of_explanation(course_forms.AskedForm),
        _cancel,
        nothing=_NO_EXPLANATION,
    ),
    "reopen_part": Act(
        "tasks.finish_contribution",
        _("Is the part of your agency not done yet?"),
        _("Open the part again"),
        _("The part of your agency is open again."),
        plain(django_forms.Form),
        _reopen,
    ),
}
