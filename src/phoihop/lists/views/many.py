"""An act on ticked tasks: the question, the answer, the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.lists import errors, running
from phoihop.lists.acts import ManyAct, act_of
from phoihop.lists.choosing import Chosen, chosen_of
from phoihop.lists.forms import facts_of
from phoihop.lists.models import ManyActRun
from phoihop.tasks import table
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.states import nearly_days
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import FORMATS, table_answer
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_SHOWN = 10


@audience("member")
@require_http_methods(["GET", "POST"])
def many(request: SignedInRequest) -> HttpResponseBase:
    """Ask about an act on the ticked tasks, or do it; the ticks come with the address."""
    sent = request.POST if request.method == "POST" else request.GET
    try:
        chosen = chosen_of(sent, request.user, clock.today(), nearly_days())
    except errors.ListRefused as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('tasks:list')}?{sent.get('query', '')}")
    if sent.get("act") in FORMATS:
        return _as_file(request, chosen, sent["act"])
    act = act_of(sent.get("act", ""))
    if act is None:
        raise Http404
    if not acts_for_work(request.user):
        raise PermissionDenied
    if request.method == "GET":
        form = act.make(request.user, clock.today(), None)
        form.initial["told"] = len(chosen.keys)
        return _ask(request, act, chosen, form)
    return _answer(request, act, chosen)


def _answer(request: SignedInRequest, act: ManyAct, chosen: Chosen) -> HttpResponse:
    form = act.make(request.user, clock.today(), request.POST)
    if form.is_valid():
        told = form.cleaned_data.get("told")
        if chosen.is_all and told is not None and told != len(chosen.keys):
            data = request.POST.copy()
            data["told"] = str(len(chosen.keys))
            form = act.make(request.user, clock.today(), data)
            form.is_valid()
            form.add_error(None, str(errors.ListChanged()))
        else:
            return _do(request, act, chosen, form)
    return _ask(request, act, chosen, form, 422)


def _do(request: SignedInRequest, act: ManyAct, chosen: Chosen, form: Any) -> HttpResponse:
    key = form.cleaned_data["form_key"] or form.fields["form_key"].initial()
    asked = running.Asked(act, facts_of(form), key)
    try:
        made = running.start(chosen, asked, by=request.user, at=clock.now())
    except Refused as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, str(refused))
        return _ask(request, act, chosen, form, 422)
    return redirect(made)


def _ask(
    request: SignedInRequest, act: ManyAct, chosen: Chosen, form: Any, status: int = 200
) -> HttpResponse:
    """The question with its number and consequence; for htmx as the inside of a dialog."""
    first = Task.objects.filter(pk__in=chosen.keys[:_SHOWN]).only("code", "title")
    context = {
        "act": act,
        "question": str(act.asks) % {"count": len(chosen.keys)},
        "form": form,
        "chosen": chosen,
        "count": len(chosen.keys),
        "first": list(first.order_by("due_sort", "pk")),
        "more": max(0, len(chosen.keys) - _SHOWN),
        "by_worker": len(chosen.keys) > running.AT_ONCE,
        "back": f"{reverse('tasks:list')}?{chosen.query}",
    }
    page = "lists/_ask.html" if request.htmx else "lists/ask.html"
    return render(request, page, context, status=status)


def _as_file(request: SignedInRequest, chosen: Chosen, form: str) -> HttpResponseBase:
    """The ticked tasks alone, as a file."""
    on, nearly = clock.today(), nearly_days()
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    tasks = tasks.filter(pk__in=chosen.keys)
    return table_answer(form, _("Tasks"), table.headings(), table.rows_of(tasks, on, nearly), on)


@audience("member")
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """What came of an act on many tasks; while the worker is at it, how far it is."""
    found = get_object_or_404(ManyActRun.objects.visible_to(request.user), pk=pk)
    act = act_of(found.act)
    if act is None:
        raise Http404
    context = {
        "run": found,
        "act": act,
        "done_words": str(act.done) % {"count": len(found.done)},
        "left": running.left_of(found, request.user),
        "can_undo": running.can_undo(found),
        "back": f"{reverse('tasks:list')}?{found.query}",
    }
    page = "lists/_run.html" if request.htmx else "lists/run.html"
    return render(request, page, context)


@audience("member")
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an act on many tasks back."""
    found = get_object_or_404(ManyActRun.objects.visible_to(request.user), pk=pk)
    try:
        outcome = running.undo(found, by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    count = len(outcome.done)
    words = ngettext("Undone for %(count)s task.", "Undone for %(count)s tasks.", count)
    messages.success(request, words % {"count": count})
    return redirect(found)
