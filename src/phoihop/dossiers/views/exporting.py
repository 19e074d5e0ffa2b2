"""A dossier as a folder: asking for it, how far it is, taking it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.documents.files import guarded, safe_name
from phoihop.dossiers import exports
from phoihop.dossiers.models import Dossier, Export
from phoihop.dossiers.records import lines_of
from phoihop.dossiers.views.listing import dossier_or_404
from phoihop.jobs.models import JobState
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


@audience("member")
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what the folder will hold; made at once or, if large, by the worker."""
    dossier = dossier_or_404(request, pk)
    if not request.user.has_perm("dossiers.export_dossier", dossier):
        raise PermissionDenied
    if request.method == "POST":
        export = exports.ask_for_export(dossier, by=request.user, at=clock.now())
        if export.job is None:
            exports.make(export, at=clock.now())
        return redirect(export)
    lines = lines_of(dossier.items.all(), request.user)
    context = {
        "dossier": dossier,
        "count": sum(line.record is not None for line in lines),
        "hidden": sum(line.record is None for line in lines),
        "earlier": dossier.exports.filter(asked_by=request.user)[:5],
    }
    return render(request, "dossiers/export_ask.html", context)


@audience("member")
def export(request: SignedInRequest, pk: int, export_pk: int) -> HttpResponse:
    """How far an export is; the part that changes is asked for again until it is done."""
    dossier, found = _own(request, pk, export_pk)
    job = found.job
    failed = found.refusal
    if job is not None and job.state == JobState.FAILED and not found.is_finished:
        failed = _("The folder could not be made. Please tell the administrator.")
    finished = found.is_finished or bool(failed)
    context = {
        "dossier": dossier,
        "export": found,
        "job": job,
        "failed": failed,
        "finished": finished,
        "is_there": found.made_at is not None and exports.place_of(found).exists(),
    }
    part = request.htmx and not request.htmx.boosted
    page = "dossiers/_export.html" if part else "dossiers/export.html"
    # 286 tells htmx to stop asking.
    return render(request, page, context, status=286 if part and finished else 200)


@audience("member")
def download(request: SignedInRequest, pk: int, export_pk: int) -> FileResponse:
    """The folder as a ZIP, for who asked for it."""
    dossier, found = _own(request, pk, export_pk)
    if found.made_at is None:
        raise Http404
    try:
        opened = exports.place_of(found).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = safe_name(f"{dossier.year} {dossier.code}.zip")
    answer = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    return guarded(answer)


def _own(request: SignedInRequest, pk: int, export_pk: int) -> tuple[Dossier, Export]:
    """Another person's export may hold what this one may not see: it is not there."""
    dossier = dossier_or_404(request, pk)
    rows = dossier.exports.filter(asked_by=request.user, acting=request.user.acting)
    return dossier, get_object_or_404(rows.select_related("job"), pk=export_pk)
