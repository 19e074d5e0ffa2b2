"""The facts and the agencies of a draft, and the transfer of one task after the act."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.agencies.models import Agency
from phoihop.succession import forms, services
from phoihop.succession.models import Act, Line
from phoihop.succession.views import act_of, administrators_only, is_draft, latest_run
from phoihop.tasks.models import Task
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_FACTS = ("title", "on", "paper", "paper_on")


def _page(
    request: SignedInRequest,
    form: django_forms.Form,
    title: str,
    act: Act | None,
    do: Callable[[dict[str, Any]], Act],
) -> HttpResponse:
    """The form; sent and in order, it is done, and the act is shown."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do(form.cleaned_data))
        except Refused as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
    context = {"form": form, "title": title, "act": act}
    return render(request, "succession/form.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Begin a draft; `?agency=` names one that is to end."""
    administrators_only(request)
    form = forms.ActForm(request.POST or None, user=request.user)

    def do(given: dict[str, Any]) -> Act:
        facts = services.ActFacts(**{name: given[name] for name in _FACTS})
        return services.create_act(
            facts, by=request.user, at=clock.now(), form_key=given["form_key"]
        )

    return _page(request, form, _("New act: merge, split, rename, dissolve"), None, do)


@audience("member")
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the facts of a draft."""
    act = act_of(request, pk)
    initial = {name: getattr(act, name) for name in _FACTS}
    form = forms.ActForm(request.POST or None, initial=initial, user=request.user)

    def do(given: dict[str, Any]) -> Act:
        facts = services.ActFacts(**{name: given[name] for name in _FACTS})
        return services.change_act(act, facts, by=request.user, at=clock.now())

    return _page(request, form, _("Correct the facts of the act"), act, do)


@audience("member")
@require_http_methods(["GET", "POST"])
def add_ending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name agencies that end, and who takes over."""
    act = act_of(request, pk)
    start = Agency.objects.filter(pk=key_in(request.GET.get("agency", "")) or 0).first()
    initial = {"agencies": start.name} if start else {}
    form = forms.EndingForm(request.POST or None, initial=initial)

    def do(given: dict[str, Any]) -> Act:
        services.add_ending(act, given["agencies"], given["heirs"], by=request.user, at=clock.now())
        return act

    return _page(request, form, _("Agencies that end"), act, do)


@audience("member")
@require_http_methods(["GET", "POST"])
def add_renaming(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name an agency that goes on under another name."""
    act = act_of(request, pk)
    form = forms.RenamingForm(request.POST or None)

    def do(given: dict[str, Any]) -> Act:
        facts = services.Renaming(
            agency=given["agency"],
            name=given["new_name"],
            short_name=given["new_short_name"],
            parent=given["parent"],
        )
        services.add_renaming(act, facts, by=request.user, at=clock.now())
        return act

    return _page(request, form, _("An agency is renamed"), act, do)


@audience("member")
@require_http_methods(["GET", "POST"])
def add_beginning(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register an agency that begins with the act."""
    act = act_of(request, pk)
    form = forms.BeginningForm(request.POST or None)

    def do(given: dict[str, Any]) -> Act:
        services.add_beginning(act, services.Beginning(**given), by=request.user, at=clock.now())
        return act

    return _page(request, form, _("An agency begins"), act, do)


@audience("member")
@require_POST
def remove_line(request: SignedInRequest, pk: int, line: int) -> HttpResponse:
    """Take an agency out of a draft."""
    act = act_of(request, pk)
    row = get_object_or_404(Line.objects.select_related("act", "agency"), act=act, pk=line)
    try:
        services.remove_line(row, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is out of this act.") % {"name": row.agency})
    return redirect(act)


@audience("member")
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw an empty draft away."""
    act = act_of(request, pk)
    try:
        services.discard(act, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(act)
    messages.success(request, _("The draft is thrown away."))
    return redirect("succession:list")


@audience("member")
@require_http_methods(["GET", "POST"])
def transfer(request: SignedInRequest, pk: int, task: int) -> HttpResponse:
    """One task that went to the wrong agency passes on once more, with a day and a reason."""
    act = act_of(request, pk)
    run = latest_run(act)
    row = get_object_or_404(Task, pk=task)
    if run is None or is_draft(run):
        messages.info(request, _("This act has not been carried out."))
        return redirect(act)
    form = forms.TransferForm(request.POST or None, initial={"on": clock.today()})

    def do(given: dict[str, Any]) -> Act:
        facts = services.Transfer(**given)
        services.transfer(run, row, facts, by=request.user, at=clock.now())
        said = _("%(code)s passes to %(name)s.") % {"code": row.code, "name": facts.to}
        messages.success(request, said)
        return act

    return _page(request, form, _("Transfer of %(code)s") % {"code": row.code}, act, do)
