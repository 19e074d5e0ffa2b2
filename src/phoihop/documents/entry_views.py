"""Making and correcting an entry of the register; hiding it and bringing it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.documents import services
from phoihop.documents.entry import Entry, opened, saved
from phoihop.documents.fields import AgenciesField
from phoihop.documents.forms import DocumentForm, HideForm, initial_of
from phoihop.documents.models import Document, Kind, Register, Relation
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@audience("member")
def create(request: SignedInRequest) -> HttpResponse:
    """Register a document."""
    if not request.user.has_perm("documents.add_document"):
        raise PermissionDenied
    register = request.GET.get("register", "")
    initial: dict[str, Any] = {
        "register": register if register in Register.values else Register.INCOMING
    }
    if initial["register"] == Register.INCOMING:
        initial |= {"arrived_on": clock.today(), "for_instruction": True}
    initial |= _answering(request)
    return _answer(request, opened(request, None, initial))


def _answering(request: SignedInRequest) -> dict[str, Any]:
    """What `?answers=` fills in: a draft to the agency that wrote, citing what it answers."""
    key = key_in(request.GET.get("answers", ""))
    asked = Document.objects.visible_to(request.user).filter(pk=key).first() if key else None
    if asked is None:
        return {}
    words = asked.name[:500]
    row = {"relation": Relation.ANSWERS, "cited": words}
    return {
        "register": Register.OUTGOING,
        "kind": Kind.LETTER,
        "is_draft": True,
        "arrived_on": None,
        "for_instruction": False,
        "regime": asked.regime,
        "recipients": [asked.issuer_id] if asked.issuer_id else [],
        "cited": [row | {"target": asked.pk, "target_words": words}],
    }


@audience("member")
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an entry."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("documents.change_document", document):
        raise PermissionDenied
    return _answer(request, opened(request, document, initial_of(document)))


def _answer(request: SignedInRequest, entry: Entry) -> HttpResponse:
    document = saved(request, entry) if request.method == "POST" else None
    if document is not None:
        words = _("The entry is corrected.") if entry.document else _("The document is registered.")
        messages.success(request, words)
        return redirect(document)
    refused = entry.form.is_bound
    context = {"entry": entry, "form": entry.form, "document": entry.document}
    return render(request, "documents/document_form.html", context, status=422 if refused else 200)


@audience("member")
def recipients(request: SignedInRequest) -> HttpResponse:
    """Boxes of recipients for what was typed so far; part of the entry form."""
    if not request.user.has_perm("documents.add_document"):
        raise PermissionDenied
    chosen = request.GET.getlist("recipients")[:200]
    words = request.GET.get("find_recipients", "").strip()[:200]
    form = DocumentForm(initial={"recipients": chosen})
    field = form.fields["recipients"]
    found = field.offer(chosen, words) if isinstance(field, AgenciesField) else False
    entry = Entry(None, form, rows=None, find_recipients=words, found_recipients=found)  # type: ignore[arg-type]  # this part has no rows
    return render(request, "documents/_recipients.html", {"entry": entry, "form": form})


@audience("member")
def hide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask why, then take a document off the screens; the register offers to undo it."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("documents.hide_document", document):
        raise PermissionDenied
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.hide_document(
                document, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('documents:list')}?hidden={document.pk}")
    context = {"document": document, "form": form}
    status = 422 if form.errors else 200
    return render(request, "documents/document_hide.html", context, status=status)


@audience("member")
@require_POST
def unhide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a hidden document back."""
    document = get_object_or_404(Document.objects.hidden_by_us(request.user), pk=pk)
    services.unhide_document(document, by=request.user, at=clock.now())
    messages.success(request, _("The document is back in the register."))
    return redirect(document)
