"""The page on which a leader writes an instruction, or a clerk enters one from paper."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.accounts.models import User
from phoihop.agencies.models import Official, Tenure
from phoihop.documents import instruction_forms as forms
from phoihop.documents.instructing import instruct
from phoihop.documents.models import Document, Instruction, Register
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


def instructs(user: User, document: Document) -> bool:
    """Whether the button to write or enter an instruction is shown."""
    return document.register == Register.INCOMING and (
        user.has_perm("documents.instruct_document", document)
        or user.has_perm("documents.enter_instruction", document)
    )


@audience("member")
@require_http_methods(["GET", "POST"])
def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """An instruction on one paper; `?replaces=` corrects an earlier one, which stays."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not instructs(request.user, document):
        raise PermissionDenied
    replaces = _replaced(request, document)
    form, rows = _opened(request, document, replaces)
    if request.method == "POST" and "more" not in request.POST:
        made = _given(request, document, form, rows, replaces)
        if made is not None:
            messages.success(request, _("The instruction is recorded."))
            return redirect(made)
    context = {"document": document, "form": form, "rows": rows, "replaces": replaces}
    if replaces is not None:
        context["kept"] = [duty for duty in replaces.duties.all() if duty.assigned_at is not None]
    wrong = form.errors or rows.total_error_count()
    status = 422 if form.is_bound and wrong else 200
    return render(request, "documents/instruction_form.html", context, status=status)


def _replaced(request: SignedInRequest, document: Document) -> Instruction | None:
    """The one to be corrected; 404 for another paper's."""
    asked = request.GET.get("replaces", "")
    if not asked:
        return None
    of_paper = Instruction.objects.visible_to(request.user).filter(document=document)
    return get_object_or_404(of_paper.whole(), pk=key_in(asked) or 0)


def _opened(
    request: SignedInRequest, document: Document, replaces: Instruction | None
) -> tuple[forms.InstructionForm, Any]:
    """The form and its rows: as asked for, as sent, or as sent with more rows."""
    initial, duties = forms.initial_of(replaces) if replaces else ({}, [])
    initial |= forms.answer_of(document) | {"given_on": clock.today()}
    leaders = _leaders(request.user, document)
    data = request.POST if request.method == "POST" else None
    if data is not None and "more" in data:
        data = forms.more_rows(data)
    form = forms.InstructionForm(data, initial=initial, leaders=leaders)
    return form, forms.DutyRows(data, prefix="duties", initial=duties)


def _leaders(user: User, document: Document) -> list[Official] | None:
    """Whom a clerk may name: officials of the agency today. None for a leader."""
    if user.has_perm("documents.instruct_document", document):
        return None
    held = Tenure.objects.held_on(clock.today()).filter(agency=document.owner)
    officials = Official.objects.filter(pk__in=held.values("official"))
    return list(officials.with_titles().order_by("name_key", "pk")[:200])


def _given(
    request: SignedInRequest,
    document: Document,
    form: forms.InstructionForm,
    rows: Any,
    replaces: Instruction | None,
) -> Instruction | None:
    """The instruction, if all is well; else None, and the form says why."""
    if not (form.is_valid() & rows.is_valid()):
        return None
    duties = [row.facts() for row in rows if row.says_something]
    try:
        return instruct(
            document,
            form.facts(duties, replaces),
            by=request.user,
            at=clock.now(),
            form_key=form.cleaned_data["form_key"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
