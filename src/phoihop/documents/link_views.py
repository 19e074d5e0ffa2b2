"""Files and citations of a document, and the list of citations that are still open."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.documents import citations, files, services, texts
from phoihop.documents.candidates import candidates
from phoihop.documents.forms import CitationForm, FileForm, ResolveForm
from phoihop.documents.models import Citation, Document, DocumentFile
from phoihop.documents.views import detail_context
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_OFFERED = 8


@audience("member")
@require_POST
def add_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach files; those that are refused are named, the others are kept."""
    document = _changeable(request, pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["uploads"]:
            name = files.safe_name(upload.name or "")
            try:
                stored = files.store(upload, name, accept=files.EVIDENCE)
                texts.read_if_small(stored)
                services.add_file(document, stored, name, by=request.user, at=clock.now())
            except Refused as refusal:
                form.add_error("uploads", f"{name}: {refusal}")
    return _back(request, document, "file_form", form)


@audience("member")
@require_POST
def remove_file(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file off; its bytes and its history stay."""
    document = _changeable(request, pk)
    held = get_object_or_404(DocumentFile, document=document, pk=file_pk)
    return _done(
        request, document, lambda: services.remove_file(held, by=request.user, at=clock.now())
    )


@audience("member")
@require_POST
def add_citation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that this document cites another."""
    document = _changeable(request, pk)
    form = CitationForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            citations.cite(
                document, said["relation"], said["cited"], by=request.user, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("cited", str(refusal))
    return _back(request, document, "citation_form", form)


@audience("member")
@require_POST
def resolve_citation(request: SignedInRequest, pk: int, citation_pk: int) -> HttpResponse:
    """Link words to the document they mean: one of those offered, or by number and symbol."""
    document = _changeable(request, pk)
    citation = get_object_or_404(Citation, source=document, pk=citation_pk)
    form = ResolveForm(request.POST)
    target = _target(request, form) if form.is_valid() else None
    if target is None:
        messages.error(request, _("No document with this number and symbol, or more than one."))
        return _to(request, document)
    return _done(
        request,
        document,
        lambda: citations.resolve_citation(citation, target, by=request.user, at=clock.now()),
    )


def _target(request: SignedInRequest, form: ResolveForm) -> Document | None:
    if pk := form.cleaned_data["target"]:
        return Document.objects.visible_to(request.user).filter(pk=pk).first()
    found = citations.with_code(form.cleaned_data["code"], request.user)
    return found[0] if len(found) == 1 else None


@audience("member")
@require_POST
def remove_citation(request: SignedInRequest, pk: int, citation_pk: int) -> HttpResponse:
    """Take a citation back."""
    document = _changeable(request, pk)
    citation = get_object_or_404(Citation, source=document, pk=citation_pk)
    return _done(
        request,
        document,
        lambda: citations.remove_citation(citation, by=request.user, at=clock.now()),
    )


@audience("member")
@require_POST
def reopen_citation(request: SignedInRequest, pk: int, citation_pk: int) -> HttpResponse:
    """Undo a link, or that the paper is not in the register."""
    return _decide(request, pk, citation_pk, citations.reopen_citation)


@audience("member")
@require_POST
def mark_absent(request: SignedInRequest, pk: int, citation_pk: int) -> HttpResponse:
    """Say that the cited paper is not in the register."""
    return _decide(request, pk, citation_pk, citations.mark_absent)


@audience("member")
@require_GET
def open_citations(request: SignedInRequest) -> HttpResponse:
    """Words of our papers that nobody linked yet, those that a new paper may answer first."""
    user = request.user
    rows = Citation.objects.still_open(user.acting_agency)
    rows = rows.filter(source__in=Document.objects.visible_to(user).values("pk"))
    page = page_by_key(
        rows.select_related("source").defer("source__text", "source__words"),
        order=["-suggested_at", "-pk"],
        request_params=request.GET,
    )
    may_change = user.has_perm("documents.add_document")
    words = [row.as_printed for row in page.rows]
    offered = candidates(words, user) if may_change else [[] for _row in words]
    lines = [
        (row, [one for one in found if one.document.pk != row.source_id][:_OFFERED])
        for row, found in zip(page.rows, offered, strict=True)
    ]
    context = {"page": page, "lines": lines, "may_change": may_change}
    return render(request, "documents/open_citations.html", context)


def _decide(
    request: SignedInRequest, pk: int, citation_pk: int, act: Callable[..., object]
) -> HttpResponse:
    document = _changeable(request, pk)
    citation = get_object_or_404(Citation, source=document, pk=citation_pk)
    return _done(request, document, lambda: act(citation, by=request.user, at=clock.now()))


def _changeable(request: SignedInRequest, pk: int) -> Document:
    """The document: 404 for who may not see it, 403 for who may not change it."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("documents.change_document", document):
        raise PermissionDenied
    return document


def _back(request: SignedInRequest, document: Document, name: str, form: Form) -> HttpResponse:
    """To the page; with errors the page itself, the form as it was sent."""
    if not form.errors:
        return redirect(document)
    context = detail_context(request, document.pk) | {name: form, "form": form}
    return render(request, "documents/document_detail.html", context, status=422)


def _done(request: SignedInRequest, document: Document, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the page, which says what was refused."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to(request, document)


def _to(request: SignedInRequest, document: Document) -> HttpResponse:
    """Back to where the form stood."""
    if request.POST.get("next") == "list":
        return redirect("documents:open_citations")
    return redirect(document)
