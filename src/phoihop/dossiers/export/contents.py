"""What goes into the folder: for each record its facts, its files and the words one may read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.documents import previews
from phoihop.documents.models import Document, StoredFile, Urgency
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.records import Line, lines_of
from phoihop.tasks.models import Evidence, Task, TaskViewer, Update
from phoihop.tasks.viewers import level_of
from phoihop.ui.templatetags.ui import day

_URGENCY = {Urgency.NORMAL: 0, Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.EXPRESS: 3}


@dataclass(frozen=True)
class Facts:
    """A record by the fields of NĐ 30/2020/NĐ-CP, Phụ lục VI.

    organs: who issued it, of a joint paper all. signers: (position, full name) of each.
    """

    type_name: str = ""
    code_number: str = ""
    code_notation: str = ""
    issued_on: date | None = None
    organs: tuple[str, ...] = ()
    subject: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    priority: int | None = None
    arrived_on: date | None = None
    arrival_number: str = ""
    recipients: tuple[str, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True)
class Sheet:
    """Words of a record that stand in no file, as a text of their own."""

    name: str
    text: str


@dataclass(frozen=True)
class Piece:
    """One record of the dossier; `hidden` ones have neither facts nor files.

    pages: of its PDF files together, None where nobody knows.
    """

    ordinal: int
    note: str = ""
    label: str = ""
    code: str = ""
    hidden: bool = False
    facts: Facts = field(default_factory=Facts)
    files: tuple[tuple[str, StoredFile], ...] = ()
    sheets: tuple[Sheet, ...] = ()
    pages: int | None = None


def pieces_of(dossier: Dossier, user: User, on: date) -> list[Piece]:
    """The records in their order, each as far as this user may read it that day."""
    lines = lines_of(dossier.items.all(), user)
    return [_piece(number, line, user, on) for number, line in enumerate(lines, 1)]


def _piece(number: int, line: Line, user: User, on: date) -> Piece:
    if line.record is None:
        return Piece(number, hidden=True)
    facts, held, sheets = _READERS[line.item.kind](line.record, user, on)
    files = [(name, stored) for name, stored in held if stored.removed_at is None]
    return Piece(
        ordinal=number,
        note=_note(line.item.note, len(held) - len(files)),
        label=str(line.label),
        code=line.code,
        facts=facts,
        files=tuple(files),
        sheets=tuple(sheets),
        pages=_pages(files),
    )


def _note(note: str, removed: int) -> str:
    """The note, and how many files a redaction took away."""
    if not removed:
        return note
    words = ngettext(
        "%(n)d file was removed by order", "%(n)d files were removed by order", removed
    )
    return "; ".join(filter(None, [note, words % {"n": removed}]))


_Read = tuple[Facts, list[tuple[str, StoredFile]], list[Sheet]]


def _of_document(document: Document, _user: User, _on: date) -> _Read:
    held = document.files.filter(removed_at=None).select_related("file")
    files = [(one.name, one.file) for one in held]
    sheets = [] if files or not document.text else [Sheet("toan-van.txt", document.text)]
    facts = Facts(
        type_name=document.get_kind_display(),
        code_number="" if document.number is None else str(document.number),
        code_notation=document.symbol or document.code or document.ordinal,
        issued_on=document.issued_on,
        organs=(document.issuer_name,),
        subject=document.subject,
        signers=((document.signer_title, document.signer_name),),
        priority=_URGENCY[Urgency(document.urgency)],
        arrived_on=document.arrived_on,
        arrival_number="" if document.arrival_number is None else str(document.arrival_number),
        recipients=tuple(str(agency) for agency in document.recipients.all()),
    )
    return facts, files, sheets


def _of_agreement(agreement: Agreement, _user: User, _on: date) -> _Read:
    parties = tuple(str(party) for party in agreement.parties.select_related("agency"))
    signed = agreement.signatories.order_by("party__order", "pk")
    files = [(agreement.scan_name or "ban-ky.pdf", agreement.scan)] if agreement.scan else []
    items = [f"{number}. {item.text}" for number, item in enumerate(agreement.items.all(), 1)]
    facts = Facts(
        type_name=agreement.get_kind_display(),
        code_notation=agreement.code,
        issued_on=agreement.signed_on,
        organs=parties,
        subject=agreement.title,
        signers=tuple((one.title, one.name) for one in signed),
    )
    return facts, files, [Sheet("noi-dung.txt", "\n".join([agreement.title, "", *items]))]


def _of_task(task: Task, user: User, on: date) -> _Read:
    level = level_of(user, task, on)
    facts = Facts(
        type_name=_("Task"),
        code_notation=task.code,
        issued_on=task.assigned_on,
        organs=(str(task.assigner),),
        subject=task.title,
        due_on=task.due_on,
    )
    lines = [
        f"{task.code} {task.title}",
        _("Product: %(product)s") % {"product": task.product},
        _("Lead agency: %(agency)s") % {"agency": task.lead_agency},
        _("Due date: %(day)s") % {"day": day(task.due_on) or "–"},
    ]
    if level >= TaskViewer.STATE:
        lines.append(_("Done on: %(day)s") % {"day": day(task.done_on) or "–"})
    files: list[tuple[str, StoredFile]] = []
    if level >= TaskViewer.WORDS:
        updates = task.updates.select_related("agency").order_by("at", "pk")
        lines += ["", *(_update_words(one) for one in updates)]
        shown = Evidence.objects.filter(task=task).select_related("file")
        files = list({row.file_id: (row.name, row.file) for row in shown}.values())
    return facts, files, [Sheet("nhiem-vu.txt", "\n".join(lines))]


def _update_words(update: Update) -> str:
    said = update.words or _("Nothing arose.")
    percent = "" if update.percent is None else f" {update.percent} %"
    return f"{day(update.at)} {update.agency}{percent}: {said}"


def _pages(files: list[tuple[str, StoredFile]]) -> int | None:
    counts = [previews.page_count(stored) for _name, stored in files]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


_READERS: dict[str, Callable[[Any, User, date], _Read]] = {
    "documents.document": _of_document,
    "agreements.agreement": _of_agreement,
    "tasks.task": _of_task,
}
