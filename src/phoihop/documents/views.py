"""The register and the page of a document."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.documents import files, links
from phoihop.documents.forms import CitationForm, FileForm, FilterForm
from phoihop.documents.handling import handling_of
from phoihop.documents.history import history_for
from phoihop.documents.instruct_views import instructs
from phoihop.documents.milestone_states import steps_of
from phoihop.documents.models import Document, DocumentFile, Register, Relation
from phoihop.documents.preview_pages import Shown, picture, preview_page
from phoihop.documents.querysets import DocumentQuerySet
from phoihop.documents.reading import paragraphs
from phoihop.inbox.discussion import discussion
from phoihop.inbox.reading import Beside, open_record
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_COUNTED = 1001
_HIDDEN, _OTHERS, _OPEN, _DRAFTS = "hidden", "others", "open", "drafts"


@audience("member")
def register_list(request: SignedInRequest) -> HttpResponse:
    """The registers: ours by book, others' papers we see, open citations, hidden ones."""
    user = request.user
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    tab = request.GET.get("register", "")
    rows = _filtered(_in_tab(tab, user), chosen)
    page = page_by_key(
        rows.with_citation_count().select_related("owner").defer("text", "words"),
        order=["-issued_on", "-pk"],
        request_params=request.GET,
    )
    hidden = Document.objects.hidden_by_us(user).filter(pk=_number(request, "hidden")).first()
    context = {
        "filters": form,
        "page": page,
        "tab": tab,
        "tabs": _tabs(user),
        "chips": _chips(form, chosen),
        "may_add": user.has_perm("documents.add_document"),
        "just_hidden": hidden,
    }
    return render(request, "documents/document_list.html", context)


def _in_tab(tab: str, user: User) -> DocumentQuerySet:
    visible = Document.objects.visible_to(user)
    if tab in Register.values:
        return visible.filter(owner=user.acting_agency, register=tab)
    if tab == _OTHERS:
        return visible.exclude(owner=user.acting_agency)
    if tab == _OPEN:
        return visible.filter(owner=user.acting_agency).with_open_citations()
    if tab == _DRAFTS:
        return visible.filter(owner=user.acting_agency, is_draft=True)
    if tab == _HIDDEN:
        return Document.objects.hidden_by_us(user)
    return visible


def _tabs(user: User) -> list[dict[str, Any]]:
    """Each with its count, which stops at a thousand; an empty special one is left out."""
    names = {
        "": _("All"),
        **{str(register): register.label for register in Register},
        _OTHERS: _("Entered by others"),
        _DRAFTS: _("Drafts"),
        _OPEN: _("With open citations"),
        _HIDDEN: _("Hidden"),
    }
    tabs = []
    for key, label in names.items():
        count = _in_tab(key, user).order_by().values("pk")[:_COUNTED].count()
        if count or key not in {_OPEN, _HIDDEN, _OTHERS, _DRAFTS}:
            tabs.append({"key": key, "label": label, "count": count, "many": count == _COUNTED})
    return tabs


def _filtered(rows: DocumentQuerySet, chosen: dict[str, Any]) -> DocumentQuerySet:
    for name in ("kind", "urgency"):
        if name in chosen:
            rows = rows.filter(**{name: chosen[name]})
    if "year" in chosen:
        rows = rows.filter(issued_on__year=chosen["year"])
    if "issuer" in chosen:
        rows = rows.filter(issuer_name__icontains=chosen["issuer"])
    return rows.said_like(chosen["words"]) if "words" in chosen else rows


def _chips(form: FilterForm, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """One for each condition that is set, with the way to take it off."""
    chips = []
    for name, value in chosen.items():
        choices = dict(getattr(form.fields[name], "choices", ()))
        chips.append({"name": name, "words": str(choices.get(value, value))})
    return chips


@audience("member")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One document: what it says, what it cites, what was read from it."""
    return render(request, "documents/document_detail.html", detail_context(request, pk))


def detail_context(request: SignedInRequest, pk: int) -> dict[str, Any]:
    """What the page of a document shows; 404 for who may not see it."""
    user = request.user
    document = get_object_or_404(
        Document.objects.visible_to(user).select_related("owner", "issuer", "signer"), pk=pk
    )
    cites = links.cites_of(document, user)
    spans = list(document.spans.order_by("start", "pk"))
    span = next((one for one in spans if one.pk == _number(request, "span")), None)
    may_change = user.has_perm("documents.change_document", document)
    return {
        "document": document,
        "paragraphs": paragraphs(document.text, links.marks(cites, spans, span)),
        "span": span,
        "span_moved": span is not None and document.text[span.start : span.end] != span.text,
        "recipients": list(document.recipients.all()),
        "files": list(document.files.filter(removed_at=None).select_related("file")),
        "cites": cites,
        "cited_by": links.cited_by_of(document, user),
        "records": links.records_read_from(spans, document, user),
        "relations": Relation.choices,
        "steps": steps_of(list(document.milestones.select_related("report")), clock.today()),
        "may_keep": user.has_perm("documents.keep_milestones", document),
        "may_change": may_change,
        "may_edit": may_change and document.frozen_at is None,
        "may_attach": may_change and (document.frozen_at is None or document.issued_at is not None),
        "handling": handling_of(document, user),
        "may_instruct": instructs(user, document),
        "may_issue": document.is_draft and user.has_perm("documents.issue_document", document),
        "beside": _beside(request, document),
        "citation_form": CitationForm(),
        "file_form": FileForm(),
    }


@audience("member")
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done to the entry."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    context = {
        "document": document,
        "entries": history_for(document, request.user),
        "beside": _beside(request, document),
    }
    return render(request, "documents/document_history.html", context)


@audience("member")
def talk(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said about the document, for those who may see it."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)

    def show_talk(said: dict[str, Any], status: int) -> HttpResponse:
        context = {"document": document, "beside": _beside(request, document)} | said
        return render(request, "documents/document_talk.html", context, status=status)

    return discussion(request, document, show_talk)


def _beside(request: SignedInRequest, document: Document) -> Beside:
    return open_record(request.user, document, clock.now() if request.method == "GET" else None)


@audience("member")
def file(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """The bytes of a file, shown in place where the browser may, else saved."""
    held = _held(request, pk, file_pk)
    return files.download(held.file, held.name, inline="inline" in request.GET)


@audience("member")
def preview(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponse:
    """A file as it looks, page by page."""
    held = _held(request, pk, file_pk)
    shown = Shown(
        stored=held.file,
        name=held.name,
        download=held.get_absolute_url(),
        picture=lambda number: reverse("documents:page", args=[pk, file_pk, number]),
        back=held.document.get_absolute_url(),
        back_label=held.document.name,
    )
    return preview_page(request, shown)


@audience("member")
def page(request: SignedInRequest, pk: int, file_pk: int, number: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    return picture(_held(request, pk, file_pk).file, number)


def _held(request: SignedInRequest, pk: int, file_pk: int) -> DocumentFile:
    """The file of a document that this user may see."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    rows = DocumentFile.objects.select_related("file", "document")
    return get_object_or_404(rows, document=document, pk=file_pk, removed_at=None)


def _number(request: SignedInRequest, name: str) -> int:
    """A number from the address; 0 where there is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0  # noqa: PLR2004 -- digits of a key
