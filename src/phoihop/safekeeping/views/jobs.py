"""Công việc nền: what waits, runs, is done or failed, and who carries it out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.jobs.models import Job, JobState, WorkerProcess
from phoihop.jobs.registry import kind_words
from phoihop.jobs.services import MOST_ATTEMPTS, lost_after
from phoihop.safekeeping import services
from phoihop.safekeeping.forms import JobFilter
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

# The state of a job and the mark it wears.
_MARKS = {
    JobState.QUEUED: "none",
    JobState.RUNNING: "go",
    JobState.DONE: "done",
    JobState.FAILED: "late",
    JobState.STOPPED: "none",
}


@dataclass(frozen=True)
class Row:
    """A job as a line says it. percent: None where the work does not count."""

    job: Job
    words: str
    mark: str
    percent: int | None


@audience("administrator")
@require_GET
def job_list(request: SignedInRequest) -> HttpResponse:
    """Work of every kind, newest first, and the processes that carry it out."""
    form = JobFilter(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    page = page_by_key(
        Job.objects.filter(**chosen).select_related("by").defer("payload"),
        order=["-pk"],
        request_params=request.GET,
    )
    alive_since = clock.real_now() - lost_after()
    workers = [(worker, worker.beat_at >= alive_since) for worker in _workers()]
    context = {
        "form": form,
        "page": page,
        "rows": [_row(job) for job in page.rows],
        "chosen": chosen,
        "workers": workers,
        "at_work": any(alive for _worker, alive in workers),
    }
    return render(request, "safekeeping/job_list.html", context)


@audience("administrator")
@require_GET
def job_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One piece of work; the part that changes is asked for again until it is finished."""
    job = get_object_or_404(Job.objects.select_related("by"), pk=pk)
    part = request.htmx and not request.htmx.boosted
    page = "safekeeping/_job.html" if part else "safekeeping/job_detail.html"
    # 286 tells htmx to stop asking.
    status = 286 if part and job.is_finished else 200
    context = {"row": _row(job), "most": MOST_ATTEMPTS}
    return render(request, page, context, status=status)


@audience("administrator")
@require_POST
def job_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Once more from the start."""
    job = get_object_or_404(Job, pk=pk)
    try:
        services.retry(job, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The work stands in the queue again."))
    return redirect("safekeeping:job", job.pk)


def _row(job: Job) -> Row:
    percent = min(100, job.done * 100 // job.total) if job.total else None
    if job.state == JobState.DONE:
        percent = 100
    return Row(job, kind_words(job.kind), _MARKS[JobState(job.state)], percent)


def _workers() -> list[WorkerProcess]:
    return list(WorkerProcess.objects.order_by("-beat_at")[:20])
