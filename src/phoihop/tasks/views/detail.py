"""One task: what it asks, what this reader decides, its course, its evidence, its history."""

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.accounts.delegating import on_behalf_of
from phoihop.audit.history import history_of
from phoihop.documents import files
from phoihop.documents.preview_pages import Shown, picture, preview_page
from phoihop.inbox.discussion import discussion
from phoihop.inbox.reading import open_record
from phoihop.tasks import beside, course_forms
from phoihop.tasks.acts import possible_acts
from phoihop.tasks.depth import above, depth_of, information_window
from phoihop.tasks.models import Evidence, Task, TaskViewer
from phoihop.tasks.people import contact_of, people_of
from phoihop.tasks.review_forms import confirm_form
from phoihop.tasks.services.rolling import has_parts
from phoihop.tasks.source import milestone_of, origin_of, quote_of
from phoihop.tasks.states import nearly_days, state_of
from phoihop.tasks.timeline import load_course, timeline_of
from phoihop.tasks.viewers import level_of
from phoihop.tasks.views.listing import gap_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

FIRST_ENTRIES = 20
_IN_MENU = {
    "edit",
    "person",
    "part",
    "extend",
    "move_due",
    "explain",
    "lead",
    "suspend",
    "withdraw",
}

_ROW = re.compile(r"m\d{1,18}")


def task_or_404(request: SignedInRequest, pk: int, level: int = TaskViewer.TITLE) -> Task:
    """The task if this user may read that much of it."""
    tasks = Task.objects.visible_to(request.user, level, within={"pk": pk}).select_related(
        "lead_agency",
        "assigner",
        "person_in_charge",
        "assigned_by",
        "accepted_by",
        "agreement",
        "document",
        "line",
        "review__milestone__document",
        "parent",
    )
    return get_object_or_404(tasks)


def head(request: SignedInRequest, task: Task) -> dict[str, Any]:
    """What the page of one act shows of the task: chain and state."""
    on, nearly = clock.today(), nearly_days()
    return {
        "task": task,
        "on": on,
        "nearly": nearly,
        "state": state_of(task, on, nearly),
        "origin": origin_of(task, request.user),
        "milestone": milestone_of(task, request.user),
        "above": above(task, request.user),
        "beside": open_record(request.user, task, clock.now() if request.method == "GET" else None),
    }


def frame(request: SignedInRequest, task: Task) -> dict[str, Any]:
    """What every page of a task shows: chain, head, tabs."""
    shown = head(request, task)
    on, origin, state = shown["on"], shown["origin"], shown["state"]
    level = level_of(request.user, task, on)
    sees_state = level >= TaskViewer.STATE
    acts = possible_acts(request.user, task, on)
    return shown | {
        "level": level,
        "sees_state": sees_state,
        "window": information_window(task, origin, on) if sees_state else None,
        "sees_words": level >= TaskViewer.WORDS,
        "gap": gap_of(task, state),
        "quote": quote_of(task, origin, request.user),
        "acts": acts,
        "has_menu": bool(acts & _IN_MENU),
        "evidence_count": task.evidence.count() if level >= TaskViewer.WORDS else 0,
    }


@audience("member")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task with the decision of this person first."""
    task = task_or_404(request, pk)
    return show(request, task)


def show(
    request: SignedInRequest, task: Task, *, form: Any = None, kept: Any = (), status: int = 200
) -> HttpResponse:
    """The task's page; form: an update that was refused, with what was typed."""
    load_course(task)
    context = frame(request, task)
    on, level = context["on"], context["level"]
    context |= depth_of(task, request.user, on, context["nearly"], level=level)
    context |= decision(request, task, context, form)
    entries = timeline_of(task, context["level"], request.user) if context["sees_state"] else []
    shown = entries if request.GET.get("all") else entries[:FIRST_ENTRIES]
    context |= {
        "entries": shown,
        "more": len(entries) - len(shown),
        "kept": kept,
        "tab": "progress",
        "of_rooms_above": beside.pieces(
            beside.TASK, request, task=task, sees_words=context["sees_words"]
        ),
        "waiting": next((row for row in task.submissions.all() if row.waits), None),
    }
    return render(request, "tasks/task_detail.html", context, status=status)


def decision(
    request: SignedInRequest, task: Task, shown: dict[str, Any], form: Any
) -> dict[str, Any]:
    """The box on top: the one thing this person decides on this task, with its forms."""
    order = (
        "confirm",
        "resume",
        "extend_decide",
        "explain_answer",
        "take_back",
        "accept",
        "update",
    )
    acts: frozenset[str] = shown["acts"]
    name = "update" if form is not None else next((n for n in order if n in acts), "")
    found: dict[str, Any] = {
        "decision": name,
        "form": form,
        "is_lead": request.user.has_perm("tasks.set_percent", task),
        "own_agency": request.user.acting_agency and request.user.acting_agency.pk,
    }
    if "extend" in acts:
        found["extend_form"] = course_forms.ExtensionForm(auto_id="extend_%s")
    if name == "extend_decide":
        asked = {"asked": shown["extension"].pk}
        found |= {"approve_form": course_forms.ApproveForm(initial=asked, auto_id="yes_%s")}
        found |= {"refuse_form": course_forms.RefuseForm(initial=asked, auto_id="no_%s")}
        whom = on_behalf_of(request.user, "tasks.decide_extension", task, shown["on"])
        found |= {"answers_for": whom}
    if name == "explain_answer":
        asked = {"asked": shown["explanation"].pk}
        found["form"] = course_forms.AnswerForm(initial=asked)
    if name == "confirm":
        found |= {"confirm_form": confirm_form(task, request.user, auto_id="confirm_%s")}
        found |= {"return_form": course_forms.ReasonForm(auto_id="return_%s")}
        whom = on_behalf_of(request.user, "tasks.confirm_task", task, clock.today())
        found |= {"answers_for": whom}
    if name == "update" and form is None:
        found["form"] = update_form(request, task)
    return found


def update_form(request: SignedInRequest, task: Task, data: Any = None) -> course_forms.UpdateForm:
    """The progress report of this user's agency, bound to what was sent."""
    is_lead = request.user.has_perm("tasks.set_percent", task)
    sent = (data, request.FILES) if data is not None else ()
    says_percent = is_lead and not has_parts(task)
    part = None if is_lead else task.coordinations.filter(agency=request.user.acting_agency).first()
    form = course_forms.UpdateForm(
        *sent,
        with_percent=says_percent,
        with_part_done=part is not None and part.done_on is None,
        initial={"percent": task.percent},
    )
    if says_percent and task.updated_at is not None:
        form.fields["percent"].help_text = _("Last time %(percent)s %%.") % {
            "percent": task.percent
        }
    return form


@audience("member")
def evidence_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """All evidence of the task."""
    task = task_or_404(request, pk, TaskViewer.WORDS)
    rows = task.evidence.select_related("file", "added_by", "update__agency", "submission")
    context = frame(request, task) | {"rows": rows.order_by("-added_at", "-pk"), "tab": "evidence"}
    return render(request, "tasks/task_evidence.html", context)


@audience("member")
def evidence(request: SignedInRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """One file, for those who may read the words of the task."""
    found = _evidence(request, pk, evidence_pk)
    return files.download(found.file, found.name, inline=True)


@audience("member")
def evidence_preview(request: SignedInRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """One file as it looks, page by page."""
    found = _evidence(request, pk, evidence_pk)
    shown = Shown(
        stored=found.file,
        name=found.name,
        download=reverse("tasks:evidence", args=[pk, evidence_pk]),
        picture=lambda number: reverse("tasks:evidence_page", args=[pk, evidence_pk, number]),
        back=found.task.get_absolute_url(),
        back_label=found.task.code,
    )
    return preview_page(request, shown)


@audience("member")
def evidence_page(request: SignedInRequest, pk: int, evidence_pk: int, number: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    return picture(_evidence(request, pk, evidence_pk).file, number)


def _evidence(request: SignedInRequest, pk: int, evidence_pk: int) -> Evidence:
    """The file of a task whose words this user may read."""
    readable = Task.objects.visible_to(request.user, TaskViewer.WORDS, within={"pk": pk})
    rows = Evidence.objects.filter(task__in=readable).select_related("file", "task")
    return get_object_or_404(rows, pk=evidence_pk)


@audience("member")
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who did what when; it quotes words, so it is for those who may read them."""
    task = task_or_404(request, pk, TaskViewer.WORDS)
    context = frame(request, task) | {"entries": history_of(task), "tab": "history"}
    return render(request, "tasks/task_history.html", context)


@audience("member")
def talk(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said about the task, for those who may read its words."""
    task = task_or_404(request, pk, TaskViewer.WORDS)

    def show_talk(said: dict[str, Any], status: int) -> HttpResponse:
        context = frame(request, task) | said | {"tab": "talk"}
        return render(request, "tasks/task_talk.html", context, status=status)

    return discussion(request, task, show_talk)


@audience("member")
def people(request: SignedInRequest) -> HttpResponse:
    """The field "person in charge" of the chosen agency, its contact chosen; swapped by htmx.

    `?row=m12`: of that row, where one page has several.
    """
    row = request.GET.get("row", "")
    lead = key_in(request.GET.get(f"{row}-lead_agency" if row else "lead_agency", ""))
    if lead is None or (row and not _ROW.fullmatch(row)):
        raise Http404
    offered = people_of([lead], clock.today())[lead]
    contact = contact_of(offered)
    form = course_forms.PersonOnlyForm(
        people=offered, initial={"person_in_charge": contact}, prefix=row or None
    )
    return render(request, "tasks/_person.html", {"field": form["person_in_charge"], "row": row})
