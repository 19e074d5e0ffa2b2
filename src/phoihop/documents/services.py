"""What an office does with documents: register, correct, hide, attach files."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents import milestones, texts
from phoihop.documents.arrivals import keep_arrival_number, take_arrival_number
from phoihop.documents.citing import tell_open_citations
from phoihop.documents.errors import (
    AnswerDueBefore,
    ArrivedBeforeIssued,
    DocumentFrozen,
    DraftHasNumber,
    DraftIsIssued,
    InstructionStands,
    MarkedFile,
    MarkedSecret,
    NoSubject,
    NumberTaken,
    SecretContent,
)
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.files import safe_name
from phoihop.documents.models import (
    Document,
    DocumentFile,
    NumberSeries,
    Recipient,
    Register,
    Secrecy,
    StoredFile,
)
from phoihop.documents.notices import tell_arrival, tell_sent
from phoihop.documents.numbers import parse_code, refuse_ended, take_free_code
from phoihop.documents.secrecy import bears_secrecy_mark
from phoihop.documents.spans import follow_text
from phoihop.documents.viewers import reindex_viewers, viewers_by_rule
from phoihop.inbox.index import reindex_discussions
from phoihop.search import services as search

_LINES = ("subject", "code", "ordinal", "issuer_name", "place")
_SIGNATURE = ("signer_name", "signer_title", "authority_mark")


@transaction.atomic
def register_document(  # noqa: PLR0913 -- what one form says, all by name
    facts: DocumentFacts,
    *,
    by: User,
    at: datetime,
    series: NumberSeries | None = None,
    although_used: bool = False,
    form_key: uuid.UUID | None = None,
) -> Document:
    """Enter a document in the register of the agency the user acts for.

    series: the number is taken from it now, in this transaction; although_used: the user saw
    which paper bears the next one, which is passed over. form_key: of the form that was sent; sent
    again by the same person, the document it made comes back. Raises PermissionDenied, NoSubject,
    SecretContent, ArrivedBeforeIssued, ArrivalNumberTaken, AnswerDueBefore, DraftHasNumber,
    NumberTaken, NumberUsed, SeriesNotOpen.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("documents.add_document"):
        raise PermissionDenied
    # The same form twice: the second waits.
    Agency.objects.select_for_update(no_key=True).get(pk=owner.pk)
    sent = Document.objects.filter(form_key=form_key, owner=owner, registered_by=by)
    if form_key and (made := sent.first()):
        return made
    facts = with_own_issuer(facts, owner)
    if series is not None:
        facts = _numbered(facts, series, by=by, at=at, although_used=although_used)
    document = Document(
        owner=owner, registered_at=at, registered_by=by, form_key=form_key, **columns_of(facts)
    )
    check(document)
    _give_arrival_number(document)
    document.save()
    Recipient.objects.bulk_create(
        Recipient(document=document, agency=agency) for agency in dict.fromkeys(facts.recipients)
    )
    said = said_of(replace(facts, arrival_number=document.arrival_number))
    audit.record("document.registered", document, by=by, at=at, changes=said)
    reindex_viewers([document.pk])
    put_in_search(document)
    milestones.set_milestones([document], by=by, at=at)
    tell_open_citations([document], by=by, at=at)
    tell_arrival(document, {agency.pk for agency in facts.recipients}, by=by, at=at)
    return document


@transaction.atomic
def edit_document(
    document: Document, values: Mapping[str, object], *, by: User, at: datetime
) -> Document:
    """Correct fields of an entry; `values` are fields of DocumentFacts, only those to be set.

    Raises PermissionDenied, DocumentFrozen, NoSubject, SecretContent, ArrivedBeforeIssued,
    DraftIsIssued, InstructionStands.
    """
    document = locked(document, by=by)
    before = _facts_of(document)
    facts = replace(before, **values)  # type: ignore[arg-type]  # names are those of the facts
    if facts.arrival_number is None:  # once given it stays: it stands in the book
        facts = replace(facts, arrival_number=before.arrival_number)
    changed = _differences(before, facts)
    if not changed:
        return document
    _refuse_change(document, changed)
    columns = columns_of(facts)
    for field, value in columns.items():
        setattr(document, field, value)
    check(document)
    if {"arrival_number", "arrived_on", "register"} & set(changed):
        _give_arrival_number(document)
    document.save(update_fields=list(columns))
    if "recipients" in changed:
        _set_recipients(document, facts.recipients)
    if "text" in changed:
        follow_text(document, old_text=before.text)
    if "secrecy" in changed and document.is_secret:
        texts.forget_of(document)
    audit.record("document.edited", document, by=by, at=at, changes=changed)
    milestones.follow_document(document, changed, by=by, at=at)
    reindex_viewers([document.pk])
    put_in_search(document)
    if {"code", "ordinal", "subject"} & set(changed):
        tell_open_citations([document], by=by, at=at)
    if added := {agency.pk for agency in facts.recipients} - {a.pk for a in before.recipients}:
        tell_sent(document, added, by=by, at=at)
        tell_open_citations([document], by=by, at=at, of=added)
    return document


def _refuse_change(document: Document, changed: Iterable[str]) -> None:
    if "is_draft" in changed:
        raise DraftIsIssued
    if "register" in changed and document.instructions.exists():
        raise InstructionStands


@transaction.atomic
def hide_document(document: Document, *, by: User, at: datetime, reason: str = "") -> Document:
    """Take a document off every screen; nothing is deleted.

    Raises PermissionDenied, DocumentFrozen, InstructionStands, ClosesMilestone.
    """
    document = locked(document, by=by, permission="documents.hide_document")
    if document.instructions.exists():
        raise InstructionStands
    milestones.refuse_report(document, by)
    document.hidden_at, document.hidden_by = at, by
    document.save(update_fields=["hidden_at", "hidden_by"])
    said = {"reason": (None, reason)} if reason else None
    audit.record("document.hidden", document, by=by, at=at, changes=said)
    search.remove(document)
    reindex_discussions(Document, [document.pk])
    return document


@transaction.atomic
def unhide_document(document: Document, *, by: User, at: datetime) -> Document:
    """Undo hide_document. Raises PermissionDenied."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not by.has_perm("documents.hide_document", document):
        raise PermissionDenied
    if document.hidden_at is None:
        return document
    document.hidden_at = document.hidden_by = None
    document.save(update_fields=["hidden_at", "hidden_by"])
    audit.record("document.restored", document, by=by, at=at)
    put_in_search(document)
    reindex_discussions(Document, [document.pk])
    return document


@transaction.atomic
def freeze_document(document: Document, *, by: User, at: datetime) -> Document:
    """Close a signed paper: its entry, text and files stand. Raises PermissionDenied."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not by.has_perm("documents.change_document", document):
        raise PermissionDenied
    audit.save_changes(document, {"frozen_at": at}, verb="document.frozen", by=by, at=at)
    return document


@transaction.atomic
def add_file(
    document: Document, stored: StoredFile, name: str, *, by: User, at: datetime
) -> DocumentFile:
    """Attach stored bytes under their name; the same bytes twice are one file.

    What was issued takes the signed copy, which is made once the number stands on it.
    Raises PermissionDenied, DocumentFrozen, SecretContent, MarkedFile.
    """
    document = locked(document, by=by, adding=True)
    if document.is_secret:
        raise SecretContent
    if texts.is_marked(stored):
        raise MarkedFile
    name = safe_name(name)
    held = DocumentFile.objects.filter(document=document, file=stored).first()
    if held is not None and held.removed_at is None:
        return held
    if held is None:
        held = DocumentFile(document=document, file=stored)
    held.name, held.added_at, held.added_by = name, at, by
    held.removed_at = held.removed_by = None
    held.save()
    audit.record("file.added", document, by=by, at=at, file=name, sha256=stored.sha256)
    texts.read_soon(stored, by=by, at=at)
    put_in_search(document)
    return held


@transaction.atomic
def remove_file(file: DocumentFile, *, by: User, at: datetime) -> None:
    """Take a file off the document; its bytes and its history stay.

    Raises PermissionDenied, DocumentFrozen.
    """
    document = locked(file.document, by=by)
    held = DocumentFile.objects.filter(pk=file.pk, removed_at=None).first()
    if held is None:
        return
    held.removed_at, held.removed_by = at, by
    held.save(update_fields=["removed_at", "removed_by"])
    audit.record("file.removed", document, by=by, at=at, changes={"file": (held.name, None)})
    put_in_search(document)


def locked(
    document: Document,
    *,
    by: User,
    permission: str = "documents.change_document",
    adding: bool = False,
) -> Document:
    """The row, locked and ready to be changed. Raises PermissionDenied, DocumentFrozen.

    adding: only a file is added, which what services.issue_document closed still admits.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.hidden_at is not None or not by.has_perm(permission, document):
        raise PermissionDenied
    if document.frozen_at is not None and not (adding and document.issued_at is not None):
        raise DocumentFrozen
    return document


def put_in_search(document: Document) -> None:
    """What the search box finds of a document that is not hidden."""
    viewers = viewers_by_rule([document.pk])[document.pk]
    search.put_many([card_of(document, viewers, texts.words_of(document))])


def card_of(
    document: Document, viewers: Iterable[int], parts: Sequence[tuple[str, str]] = ()
) -> search.Card:
    """What the index keeps of a document; parts: names and words of its files."""
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    with translation.override("vi"):  # the index speaks the office's language
        kind = document.get_kind_display()
    return search.Card(
        record=document,
        title=str(document),
        hint=" · ".join(filter(None, [kind, document.issuer_name, day])),
        text=f"{document.signer_name}\n{document.text}",
        parts=parts,
        symbols=[document.code] if document.code else [],
        date=document.issued_on,
        owner=document.owner,
        viewers=viewers,
    )


def _numbered(
    facts: DocumentFacts, series: NumberSeries, *, by: User, at: datetime, although_used: bool
) -> DocumentFacts:
    if facts.code:
        raise NumberTaken
    on = facts.issued_on or timezone.localtime(at).date()
    code = take_free_code(series, on, by=by, at=at, although_used=although_used)
    return replace(facts, code=code, regime=series.regime, issued_on=on)


def with_own_issuer(facts: DocumentFacts, owner: Agency) -> DocumentFacts:
    """What goes out without saying from whom is the agency's own."""
    said = facts.issuer or facts.issuer_name.strip()
    return facts if said or facts.register != Register.OUTGOING else replace(facts, issuer=owner)


def columns_of(facts: DocumentFacts) -> dict[str, object]:
    """Values of the columns: texts in normal form, names filled in, the code taken apart."""
    values = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name != "recipients"}
    for name in (*_LINES, *_SIGNATURE):
        values[name] = vntext.nfc(" ".join(str(values[name]).split()))
    values["recipients_text"] = vntext.nfc(facts.recipients_text.strip())
    values["issuer_name"] = values["issuer_name"] or (facts.issuer.name if facts.issuer else "")
    values["signer_name"] = values["signer_name"] or (str(facts.signer) if facts.signer else "")
    if values["register"] != Register.INCOMING:
        values |= {"for_instruction": False, "answer_wanted": False}
    if not values["answer_wanted"]:
        values["answer_due_on"] = None
    values["number"], values["symbol"] = None, ""
    if code := parse_code(values["code"]):
        values |= {"number": code.number, "symbol": code.symbol, "regime": code.regime}
    elif str(values["code"]).isdecimal():  # "Quyết định 238": cited by its number alone
        values["number"] = int(str(values["code"])[:9])
    return values


def check(document: Document) -> None:
    """Raises NoSubject, MarkedSecret, SecretContent, ArrivedBeforeIssued, AnswerDueBefore,
    DraftHasNumber, IssuerEnded."""
    if not document.subject:
        raise NoSubject
    if document.secrecy == Secrecy.OPEN:
        if bears_secrecy_mark(document.text):
            raise MarkedSecret
    elif document.text or (document.pk and _holds_content(document)):
        raise SecretContent
    if document.arrived_on and document.issued_on and document.arrived_on < document.issued_on:
        raise ArrivedBeforeIssued
    arrived, due = document.arrived_on, document.answer_due_on
    if arrived and due and due < arrived:
        raise AnswerDueBefore
    if document.is_draft and (document.register != Register.OUTGOING or document.code):
        raise DraftHasNumber
    if document.register == Register.OUTGOING:
        refuse_ended(document.issuer, document.issued_on)


def _holds_content(document: Document) -> bool:
    """Files, sentences that were read from it, or what a leader wrote on it."""
    said = document.instructions.filter(~Q(words="") | Q(duties__isnull=False))
    files = document.files.filter(removed_at=None)
    return files.exists() or document.spans.exists() or said.exists()


def _give_arrival_number(document: Document) -> None:
    """Incoming papers are counted through the year of their arrival."""
    if document.register != Register.INCOMING or document.arrived_on is None:
        return
    owner, year = document.owner, document.arrived_on.year
    if document.arrival_number is None:
        document.arrival_number = take_arrival_number(owner, year)
    else:
        keep_arrival_number(owner, year, document.arrival_number, document)


def _facts_of(document: Document) -> DocumentFacts:
    values = {f.name: getattr(document, f.name) for f in fields(DocumentFacts)}
    return DocumentFacts(**{**values, "recipients": tuple(document.recipients.all())})


def _differences(before: DocumentFacts, after: DocumentFacts) -> dict[str, tuple[object, object]]:
    """What a reader of the history is told; number and symbol are told as the code."""
    old, new = columns_of(before), columns_of(after)
    pairs = {name: (old[name], new[name]) for name in old if name not in {"number", "symbol"}}
    sent = [sorted({a.pk: a for a in f.recipients}.values(), key=_pk) for f in (before, after)]
    pairs["recipients"] = (sent[0], sent[1])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _pk(agency: Agency) -> int:
    return agency.pk


def said_of(facts: DocumentFacts) -> dict[str, tuple[object, object]]:
    """What the entry said when it was made; the text itself stands in the document."""
    pairs = {
        f.name: (getattr(DocumentFacts(), f.name), getattr(facts, f.name)) for f in fields(facts)
    }
    return {
        name: (None, value)
        for name, (empty, value) in pairs.items()
        if value != empty and name != "text"
    }


def _set_recipients(document: Document, agencies: Iterable[Agency]) -> None:
    wanted = {agency.pk for agency in agencies}
    Recipient.objects.filter(document=document).exclude(agency__in=wanted).delete()
    Recipient.objects.bulk_create(
        (Recipient(document=document, agency_id=pk) for pk in wanted), ignore_conflicts=True
    )
