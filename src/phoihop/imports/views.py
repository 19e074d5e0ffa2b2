"""A template out, a filled-in sheet in, what was found in it, and the import."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop import sheets
from phoihop.accounts.pages import sheets_page
from phoihop.documents.files import safe_name
from phoihop.imports import services
from phoihop.imports.forms import SheetForm
from phoihop.imports.kinds import KINDS, ImportKind
from phoihop.imports.models import SheetUpload, UploadState
from phoihop.imports.preview import preview_of
from phoihop.imports.querysets import SheetUploadQuerySet
from phoihop.imports.sentences import language
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@audience("member")
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """What this user may import, and the sheets that wait."""
    kinds = [kind for kind in KINDS.values() if kind.may_import(request.user)]
    if not kinds:
        raise PermissionDenied
    context = {"kinds": kinds, "waiting": _waiting(request)}
    return render(request, "imports/index.html", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, kind: str) -> HttpResponse:
    """One kind of records: its template, and the form for the filled-in sheet."""
    chosen = _kind(request, kind)
    form = SheetForm()
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect(
                    services.hand_in(_sheet(form, kind), by=request.user, at=clock.now())
                )
            except Refused as refusal:
                form.add_error("file", str(refusal))
    context = {
        "kind": chosen,
        "form": form,
        "columns": [
            (column.heading.said(language()), column.required) for column in chosen.sheet().columns
        ],
        "waiting": _waiting(request).filter(kind=kind),
    }
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


def _sheet(form: SheetForm, kind: str) -> services.HandedIn:
    name = safe_name(form.cleaned_data["file"].name or "")
    return services.HandedIn(kind, name, form.data_of_file(), form.cleaned_data["form_key"])


@audience("member")
@require_GET
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """The empty sheet, with the lists of what is there."""
    chosen = _kind(request, kind)
    offers = chosen.offers(request.user)
    data = sheets.write_template(chosen.sheet(), language(), offers=offers)
    return _file(data, f"{chosen.slug}-mau.xlsx")


@audience("member")
@require_GET
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was found in a sheet, or how far the worker is with it."""
    upload = _upload(request, pk)
    if upload.state in {UploadState.READING, UploadState.RUNNING}:
        return _progress(request, upload)
    if request.htmx and not request.htmx.boosted:  # the worker is done: show the whole page
        return HttpResponse(status=204, headers={"HX-Redirect": upload.get_absolute_url()})
    return _page(request, upload)


def _progress(request: SignedInRequest, upload: SheetUpload) -> HttpResponse:
    part = request.htmx and not request.htmx.boosted
    page = "imports/_progress.html" if part else "imports/progress.html"
    context = {
        "upload": upload,
        "kind": services.kind_of(upload),
        "job": services.job_of(upload),
        "given_up": services.is_given_up(upload),
    }
    return render(request, page, context)


def _page(
    request: SignedInRequest, upload: SheetUpload, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "upload": upload,
        "kind": services.kind_of(upload),
        "preview": preview_of(upload),
        "refusal": refusal or upload.refusal,
        "without_code": len(services.waiting_for_codes(upload)) if upload.made else 0,
    }
    return render(request, "imports/check.html", context, status=status)


@audience("member")
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Import the sheet as it was decided."""
    upload = _upload(request, pk)
    decision = services.Decision(_answers(request), "updates" in request.POST)
    try:
        services.confirm(upload, decision, by=request.user, at=clock.now())
    except Refused as refusal:
        if upload.state == UploadState.CHECKED:
            return _page(request, upload, str(refusal), status=422)
        messages.error(request, str(refusal))
    return redirect(upload)


@audience("member")
@require_POST
@never_cache
def print_codes(request: SignedInRequest, pk: int) -> HttpResponse:
    """One-time codes for the accounts that the sheet made, shown this once."""
    upload = _upload(request, pk)
    if upload.state != UploadState.DONE:
        raise Http404
    sheets_of_codes = services.print_codes(
        upload, by=request.user, at=clock.now(), real_at=clock.real_now()
    )
    return sheets_page(request, sheets_of_codes, back=upload.get_absolute_url())


def _answers(request: SignedInRequest) -> dict[int, str]:
    """What was chosen for the lines that may be meant in two ways."""
    answers = {}
    for name, value in request.POST.items():
        line = name.removeprefix("line-")
        if line != name and line.isascii() and line.isdecimal() and len(line) < 8:  # noqa: PLR2004 -- rows of a sheet
            answers[int(line)] = str(value)[:20]
    return answers


@audience("member")
@require_GET
def faults(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet with what is wrong in it, to be mended and handed in again."""
    upload = _upload(request, pk)
    if upload.state != UploadState.CHECKED:
        raise Http404
    stem = upload.name.removesuffix(".xlsx")
    return _file(services.errors_file(upload, language()), f"{stem}-loi.xlsx")


@audience("member")
@require_POST
def put_away(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget a sheet; nothing was made of it."""
    upload = _upload(request, pk)
    try:
        services.put_away(upload, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(upload)
    words = _("“%(name)s” was put away; nothing was imported from it.") % {"name": upload.name}
    messages.success(request, words)
    return redirect("imports:start", upload.kind)


def _kind(request: SignedInRequest, key: str) -> ImportKind:
    """404 for who must not know of these records, 403 for who may not import them."""
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    if kind.may_import(request.user):
        return kind
    if kind.secret:
        raise Http404
    raise PermissionDenied


def _upload(request: SignedInRequest, pk: int) -> SheetUpload:
    mine = SheetUpload.objects.visible_to(request.user).defer("data")
    upload = get_object_or_404(mine, pk=pk)
    _kind(request, upload.kind)
    return upload


def _waiting(request: SignedInRequest) -> SheetUploadQuerySet:
    rows = SheetUpload.objects.visible_to(request.user).waiting(clock.now())
    return rows.defer("lines", "findings", "data")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_XLSX)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return response
