"""Acts of succession: the list, the preview of one, what goes where, carrying out, undoing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.agencies.models import Agency
from phoihop.audit.history import history_of
from phoihop.jobs.models import Job
from phoihop.sheets import Heading
from phoihop.succession import services
from phoihop.succession.choices import all_selects, decisions_in, row_views
from phoihop.succession.done import by_receiver, counts_of, task_keys, task_lines
from phoihop.succession.models import Act, Heir, How, Run
from phoihop.succession.plan import Part, Plan, plan_of
from phoihop.succession.services.carrying import CARRY_OUT, UNDO
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import table_answer
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_ROWS = 100


@audience("member")
@require_GET
def act_list(request: SignedInRequest) -> HttpResponse:
    """Every act, drafts too, the latest day first."""
    administrators_only(request)
    acts = Act.objects.prefetch_related("runs").order_by("-on", "-pk")[:200]
    rows = [(act, latest_run(act)) for act in acts]
    return render(request, "succession/act_list.html", {"rows": rows})


def administrators_only(request: HttpRequest) -> None:
    """Raise PermissionDenied for everybody else: that there are such acts is no secret."""
    user: Any = request.user
    if not user.has_perm("succession.manage"):
        raise PermissionDenied


def act_of(request: SignedInRequest, pk: int) -> Act:
    """The act, for administrators."""
    administrators_only(request)
    return get_object_or_404(Act.objects.select_related("document"), pk=pk)


def latest_run(act: Act) -> Run | None:
    """The newest run of an act, whatever became of it."""
    runs = sorted(act.runs.all(), key=lambda run: run.pk)
    return runs[-1] if runs else None


def is_draft(run: Run | None) -> bool:
    """Nothing of the act stands: it was never carried out, refused, or undone."""
    return run is None or run.failed_at is not None or run.undone_at is not None


@audience("member")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The preview of a draft, the progress of what runs, the result of what was done."""
    act = act_of(request, pk)
    run = latest_run(act)
    part = request.htmx and not request.htmx.boosted
    if run is not None and run.is_working:
        page = "succession/_progress.html" if part else "succession/act_working.html"
        return render(request, page, {"act": act, "run": run, "percent": _percent(run)})
    if part:  # the worker is done: show the whole page
        return HttpResponse(status=204, headers={"HX-Redirect": act.get_absolute_url()})
    return _preview(request, act, run) if run is None or is_draft(run) else _result(request, run)


def _percent(run: Run) -> int | None:
    """How far the worker is, as it says; None before it says anything."""
    jobs = Job.objects.filter(kind__in=[CARRY_OUT, UNDO], key__startswith=f"{run.pk}-")
    job = jobs.order_by("-pk").first()
    return job.done * 100 // job.total if job is not None and job.total else None


def _preview(
    request: SignedInRequest, act: Act, run: Run | None, faults: list[str] | None = None
) -> HttpResponse:
    plan = plan_of(act, request.user, clock.today())
    context = {
        "act": act,
        "run": run,
        "plan": plan,
        "ending": plan.of(How.ENDS),
        "renamed": plan.of(How.RENAMED),
        "parts": [_part_view(plan, part) for part in plan.parts],
        "open_count": sum(len(part.open_rows) for part in plan.parts),
        "faults": faults or [],
        "entries": history_of(act),
    }
    status = 422 if faults else 200
    return render(request, "succession/act_preview.html", context, status=status)


def _part_view(plan: Plan, part: Part) -> dict[str, Any]:
    names = plan.names
    to = [(names.get(pk, ""), n) for pk, n in part.by_receiver.most_common() if pk is not None]
    return {
        "part": part,
        "to": to,
        "open": len(part.open_rows),
        "ending": part.ending,
        "staying": part.staying,
    }


def _result(request: SignedInRequest, run: Run) -> HttpResponse:
    act, keys = run.act, task_keys(run)
    first = min(key_in(request.GET.get("tu", "0")) or 0, max(0, len(keys) - 1))
    lines = act.lines.filter(how=How.ENDS).select_related("agency")
    ending = lines.prefetch_related("heirs__agency")
    new, heirs = act.lines.filter(how=How.NEW), Heir.objects.filter(line__act=act)
    context = {
        "act": act,
        "run": run,
        "ending": ending,
        "renamed": act.lines.filter(how=How.RENAMED).select_related("agency", "new_parent"),
        "begin": Agency.objects.filter(valid_from=act.on)
        .filter(Q(pk__in=new.values("agency")) | Q(pk__in=heirs.values("agency")))
        .order_by("name_key", "pk"),
        "counts": counts_of(run),
        "receivers": by_receiver(run),
        "total": len(keys),
        "lines": list(task_lines(run, clock.today(), keys[first : first + _ROWS])),
        "next": first + _ROWS if first + _ROWS < len(keys) else None,
        "previous": max(0, first - _ROWS) if first else None,
        "entries": history_of(act),
    }
    return render(request, "succession/act_done.html", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, pk: int, estate: str) -> HttpResponse:
    """All things of one sort, and where each of them goes; `?chi=late` shows those so marked."""
    act = act_of(request, pk)
    if not is_draft(latest_run(act)):
        return redirect(act)
    plan = plan_of(act, request.user, clock.today())
    here = plan.part(estate)
    if here is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, act, plan, here)
    return _part_page(request, plan, here)


def _decide(request: SignedInRequest, act: Act, plan: Plan, here: Part) -> HttpResponse:
    key = here.estate.key
    try:
        decisions = decisions_in(request.POST, here)
        services.decide(act, key, decisions, by=request.user, at=clock.now())
    except Refused as refusal:
        return _part_page(request, plan, here, str(refusal))
    messages.success(request, _("Your choices are kept. Nothing else has changed yet."))
    return redirect(request.get_full_path())


def _part_page(request: SignedInRequest, plan: Plan, here: Part, refusal: str = "") -> HttpResponse:
    mark = request.GET.get("chi", "")
    rows = [row for row in here.rows if not mark or mark in row.item.marks]
    first = key_in(request.GET.get("tu", "0")) or 0
    typed = request.POST if refusal else None
    shown = rows[first : first + _ROWS]
    context = {
        "act": plan.act,
        "view": _part_view(plan, here),
        "estate": here.estate,
        "mark": mark,
        "count": len(rows),
        "alls": all_selects(plan, here, typed),
        "rows": row_views(plan, here, shown, typed),
        "refusal": refusal,
        "next": first + _ROWS if first + _ROWS < len(rows) else None,
        "previous": max(0, first - _ROWS) if first else None,
    }
    return render(request, "succession/part.html", context, status=422 if refusal else 200)


@audience("member")
@require_POST
def carry_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the act to the worker."""
    act = act_of(request, pk)
    try:
        services.ask(act, by=request.user, at=clock.now())
    except Refused as refusal:
        said = getattr(refusal, "sentences", [str(refusal)])
        run = latest_run(act)
        if is_draft(run):
            return _preview(request, act, run, said)
        messages.error(request, str(refusal))
    return redirect(act)


@audience("member")
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the undoing to the worker."""
    act = act_of(request, pk)
    run = latest_run(act)
    if run is None or is_draft(run):
        messages.info(request, _("Nothing of this act is left to be undone."))
        return redirect(act)
    try:
        services.ask_undo(run, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(act)


@audience("member")
@require_GET
def csv(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The tasks of an act that was carried out, one a line."""
    act = act_of(request, pk)
    run = latest_run(act)
    if run is None or run.done_at is None:
        raise Http404
    headings = [
        Heading(_("Task")),
        Heading(_("Lead agency before")),
        Heading(_("Lead agency after")),
        Heading(_("Due date")),
        Heading(_("State")),
    ]
    rows = [
        [
            line.task.code,
            line.before,
            line.after,
            line.task.due_on or _("standing"),
            line.state.words,
        ]
        for line in task_lines(run, clock.today())
    ]
    return table_answer("csv", str(act), headings, rows, act.on)
