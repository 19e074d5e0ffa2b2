"""The entry form on its way back and forth: what was typed and sent is never lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.documents import citations, files, services, texts
from phoihop.documents.errors import (
    EntryChanged,
    FileRefused,
    NumberUsed,
    SecretContent,
    TooManyFiles,
)
from phoihop.documents.facts import CitationFacts
from phoihop.documents.fields import AgenciesField, Kept, keep, kept
from phoihop.documents.forms import CitationRowForm, CitationRows, DocumentForm, initial_of
from phoihop.documents.held import PaperHeld, refuse_held
from phoihop.documents.models import Document, NumberSeries, Secrecy
from phoihop.documents.numbers import series_open_on
from phoihop.ui import clock
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_MOST_FILES = 20


@dataclass
class Entry:
    """The form, its rows of citations, the files already here, and warnings.

    number_used: another paper bears the next number of the series. found_recipients: whether the
    search for recipients found any; None without a search.
    """

    document: Document | None
    form: DocumentForm
    rows: "BaseFormSet[CitationRowForm]"
    kept: list[Kept] = field(default_factory=list)
    duplicates: Sequence[Document] = ()
    number_used: bool = False
    find_recipients: str = ""
    found_recipients: bool | None = None

    @property
    def duplicates_seen(self) -> str:
        """What the tick for one more entry says: beside which papers."""
        return ",".join(str(paper.pk) for paper in self.duplicates)


def opened(request: SignedInRequest, document: Document | None, initial: dict[str, Any]) -> Entry:
    """The form as asked for, or as it was sent."""
    sent = request.method == "POST"
    looking = sent and "find" in request.POST
    if looking:  # not to be saved yet: shown again without a word about what is still missing
        initial = initial | _as_typed(request)
    form = (
        DocumentForm(request.POST, request.FILES, initial=initial)
        if sent and not looking
        else DocumentForm(initial=initial)
    )
    cited = initial.pop("cited", [])
    rows = CitationRows(request.POST if sent else None, prefix="cites", initial=cited)
    entry = Entry(document, form, rows)
    _offer(request, entry, initial)
    if sent:
        _take_in(request, entry)
    return entry


def _as_typed(request: SignedInRequest) -> dict[str, Any]:
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in DocumentForm.base_fields}
    return typed | {"recipients": request.POST.getlist("recipients")}


def _offer(request: SignedInRequest, entry: Entry, initial: dict[str, Any]) -> None:
    """Draw the boxes of recipients, and the series of numbers that are open today."""
    recipients, series = entry.form.fields["recipients"], entry.form.fields["series"]
    words = request.POST.get("find_recipients", "").strip() if "find" in request.POST else ""
    chosen = request.POST.getlist("recipients") or [str(pk) for pk in initial.get("recipients", [])]
    if isinstance(recipients, AgenciesField):
        found = recipients.offer(chosen, words)
        entry.find_recipients, entry.found_recipients = words, found if words else None
    agency = request.user.acting_agency
    if entry.document is None and agency is not None:
        open_now = [run.pk for run in series_open_on(agency, clock.today())]
        series.queryset = NumberSeries.objects.filter(pk__in=open_now)  # type: ignore[attr-defined]  # a model choice
    else:
        del entry.form.fields["series"]
    if entry.document is not None:  # a draft goes out by being issued, and nothing comes back
        del entry.form.fields["is_draft"]


def _take_in(request: SignedInRequest, entry: Entry) -> None:
    """Keep the files that came, so that an error elsewhere in the form does not lose them."""
    entry.kept = kept(request.POST.getlist("kept")[:_MOST_FILES])
    if request.POST.get("secrecy") == Secrecy.SECRET:
        return
    for upload in request.FILES.getlist("uploads"):
        name = upload.name or ""
        try:
            if len(entry.kept) >= _MOST_FILES:  # more would be lost without a word the next time
                raise TooManyFiles(_("at most %(count)s files at a time.") % {"count": _MOST_FILES})
            stored = files.store(upload, name, accept=files.EVIDENCE)
            texts.read_if_small(stored)
        except FileRefused as refusal:
            if entry.form.is_bound:
                entry.form.add_error("uploads", f"{files.safe_name(name)}: {refusal}")
            continue
        if stored not in {one.stored for one in entry.kept}:
            entry.kept.append(keep(stored, files.safe_name(name)))


def saved(request: SignedInRequest, entry: Entry) -> Document | None:
    """The document, if all is well; else None, and the form says why."""
    form = entry.form
    if not (form.is_bound and form.is_valid() and entry.rows.is_valid()):
        return None
    if entry.kept and form.cleaned_data["secrecy"] == Secrecy.SECRET:
        form.add_error("uploads", str(SecretContent()))
        return None
    try:
        return _written(request, entry)
    except NumberUsed as refusal:
        entry.number_used = True
        form.add_error("series", str(refusal))
        return None
    except PaperHeld as refusal:
        entry.duplicates = refusal.papers
        form.add_error(None, str(refusal))
        return None
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _held_as_seen(request: SignedInRequest) -> set[int]:
    """The papers of the same number beside which the user wants another entry."""
    ticked = request.POST.get("confirm_duplicate", "").split(",")[:_MOST_FILES]
    return {key for one in ticked if (key := key_in(one)) is not None}


@transaction.atomic
def _written(request: SignedInRequest, entry: Entry) -> Document:
    by, at, form = request.user, clock.now(), entry.form
    if "code" in form.changed_data:
        refuse_held(
            form.facts(),
            by=by,
            although=_held_as_seen(request),
            besides=entry.document,
            form_key=form.cleaned_data["form_key"],
        )
    if entry.document is None:
        document = services.register_document(
            form.facts(),
            by=by,
            at=at,
            series=form.cleaned_data.get("series"),
            although_used=form.cleaned_data["although_used"],
            form_key=form.cleaned_data["form_key"],
        )
    else:
        _check_unchanged(entry, services.locked(entry.document, by=by))
        document = services.edit_document(entry.document, form.changed_values(), by=by, at=at)
    for one in entry.kept:
        services.add_file(document, one.stored, one.name, by=by, at=at)
    for row in entry.rows.cleaned_data:
        if cited := row.get("cited"):
            _cite(document, row, cited, by, at)
    return document


def _cite(document: Document, row: dict[str, Any], cited: str, by: User, at: datetime) -> None:
    """As typed; or the very document that a link named, while the row still says its words."""
    if row.get("target") and row.get("target_words") == cited:
        facts = CitationFacts(row["relation"], row["target"], cited)
        citations.add_citation(document, facts, by=by, at=at)
    else:
        citations.cite(document, row["relation"], cited, by=by, at=at)


def _check_unchanged(entry: Entry, document: Document) -> None:
    """Nobody undoes unseen what another corrected meanwhile; saved once more, it is meant."""
    shown, now = entry.form.cleaned_data["shown"], initial_of(document)["shown"]
    if not shown or shown == now:
        return
    form = entry.form
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["shown"] = now
    form.data = data
    labels = [str(form.fields[name].label) for name in form.changed_data if name in form.values()]
    raise EntryChanged(
        _(
            "Someone else corrected this entry while you were at it. What you typed differs from"
            " the entry in: %(fields)s. If you save once more, yours is kept."
        )
        % {"fields": ", ".join(labels) or "–"}
    )
