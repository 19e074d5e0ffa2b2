"""Gỡ nội dung: look for words everywhere, see every place, take them away for good."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job
from phoihop.safekeeping.shelf import made_before
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction import services
from phoihop.workspace.redaction.bytes_gone import holders
from phoihop.workspace.redaction.forms import AskForm, ConfirmForm
from phoihop.workspace.redaction.names import counted, field_of, room_of
from phoihop.workspace.redaction.needle import form_key
from phoihop.workspace.redaction.services import Order

_MOST_HOLDERS = 20


@audience("administrator")
@require_http_methods(["GET", "POST"])
def redaction_list(request: SignedInRequest) -> HttpResponse:
    """What was removed so far, and the form that looks for more."""
    form = AskForm(initial={"form_key": get_random_string(20)})
    if request.method == "POST":
        form = AskForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                asked = services.ask(Order(**form.cleaned_data), by=request.user, at=clock.now())
            except Refused as refusal:
                form.add_error(getattr(refusal, "field", None), str(refusal))
            else:
                return redirect(asked)
    page = page_by_key(
        Redaction.objects.visible_to(request.user).select_related("asked_by"),
        order=["-pk"],
        request_params=request.GET,
    )
    rows = [(row, sum(row.counts.values())) for row in page.rows]
    context = {"form": form, "page": page, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "workspace/redaction_list.html", context, status=status)


@audience("administrator")
@require_GET
def redaction_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is, what was found and may be confirmed, or what was done."""
    redaction = _fetched(request, pk)
    job = services.job_of(redaction)
    part = request.htmx and not request.htmx.boosted
    if part and _under_way(job):
        return render(
            request, "workspace/_redaction_job.html", {"redaction": redaction, "job": job}
        )
    if part:  # done: the whole page has changed
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return _page(request, redaction, job, ConfirmForm(redaction))


@audience("administrator")
@require_POST
def redaction_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have what is ticked removed."""
    redaction = _fetched(request, pk)
    form = ConfirmForm(redaction, request.POST)
    if form.is_valid():
        try:
            services.confirm(
                redaction,
                forms=form.cleaned_data["forms_"],
                files=[int(pk) for pk in form.cleaned_data["file_ids"]],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(redaction)
    return _page(request, redaction, services.job_of(redaction), form)


@audience("administrator")
@require_POST
def redaction_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove nothing."""
    redaction = _fetched(request, pk)
    try:
        services.drop(redaction, by=request.user, at=clock.now())
    except Refused as refusal:
        form = ConfirmForm(redaction, {})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, str(refusal))
        return _page(request, redaction, services.job_of(redaction), form)
    return redirect("workspace:redactions")


def _fetched(request: SignedInRequest, pk: int) -> Redaction:
    rows = Redaction.objects.visible_to(request.user).select_related("asked_by", "file")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: SignedInRequest, redaction: Redaction, job: Job | None, form: ConfirmForm
) -> HttpResponse:
    at = redaction.done_at or clock.real_now()
    context = {
        "redaction": redaction,
        "job": job,
        "under_way": _under_way(job),
        "form": form,
        "counts": counted(redaction.counts),
        "backups": made_before(at),
        "keep": settings.BACKUP_KEEP,
        "left": redaction.found.get("left", []),
        "kept": _kept(redaction) if redaction.done_at else [],
        **(_found(redaction, form) if redaction.is_open and redaction.found_at else {}),
    }
    status = 422 if form.errors else 200
    return render(request, "workspace/redaction_detail.html", context, status=status)


def _found(redaction: Redaction, form: ConfirmForm) -> dict[str, Any]:
    """What there is to choose from. Ticked at first: the words as typed, and without accents."""
    meant = {form_key(redaction.words), services.without_accents(redaction.words)}
    ticked = set(form["forms_"].value() or []) if form.is_bound else None
    ids = redaction.found["files"] + ([redaction.file_id] if redaction.file_id else [])
    stored = StoredFile.objects.filter(pk__in=ids).order_by("pk")
    return {
        "forms": [
            (one, count, one in ticked if ticked is not None else form_key(one) in meant)
            for one, count in sorted(redaction.found["forms"].items(), key=lambda p: -p[1])
        ],
        "places": [
            {"room": room_of(p["kind"]), "field": field_of(p), "words": p["words"], "id": p["id"]}
            for p in redaction.found["places"]
        ],
        "files": [
            (one, holders(one)[:_MOST_HOLDERS], one.pk == redaction.file_id) for one in stored
        ],
        "total": sum(redaction.counts.values()),
    }


def _kept(redaction: Redaction) -> list[tuple[StoredFile, list[Model]]]:
    """Files that were not chosen and still hold the words, each with what carries it."""
    stored = StoredFile.objects.filter(pk__in=redaction.found.get("files", [])).order_by("pk")
    return [(one, holders(one)[:_MOST_HOLDERS]) for one in stored]


def _under_way(job: Job | None) -> bool:
    return job is not None and not job.is_finished
