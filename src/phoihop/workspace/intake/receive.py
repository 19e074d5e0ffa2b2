"""Take texts in: extract, store, read. Nothing becomes a record here."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop import reader, vntext
from phoihop.accounts.models import Role, User
from phoihop.audit import services as audit
from phoihop.documents import files, texts
from phoihop.documents.models import StoredFile
from phoihop.documents.secrecy import bears_secrecy_mark
from phoihop.reader import files as reader_files
from phoihop.reader.ocr import Tell, program
from phoihop.workspace.errors import (
    AlreadyReceived,
    FileNotReadable,
    MarkedSecretText,
    NeedsRecognition,
    NothingToRead,
    ProgramMissing,
)
from phoihop.workspace.intake.draft import DraftFact, bounded, facts_of
from phoihop.workspace.intake.further import further_facts, with_own_agreement
from phoihop.workspace.intake.titles import title_of
from phoihop.workspace.models import FactKind, Intake, IntakeFact

MAY_HAND_IN = (Role.CLERK, Role.SPECIALIST, Role.LEADER)
_MOST_LETTERS = 2_000_000


@dataclass(frozen=True)
class Received:
    """What came in; `data` only for a file, `mail` the subject of one that is a mail.

    name: "" for what goes by the title that is read in it. typed: `data` are words that a person
    pasted, a text whatever they begin with.
    """

    text: str
    sha256: str
    name: str
    data: bytes | None = None
    confidence: int | None = None
    notes: list[str] = field(default_factory=list)
    mail: str = ""
    typed: bool = False


def may_hand_in(user: User) -> bool:
    """Whether the user may hand in texts for the acting agency."""
    return user.is_active and user.acting_agency is not None and user.has_role(*MAY_HAND_IN)


def receive_text(text: str, *, name: str = "", by: User, at: datetime) -> Intake:
    """Keep a pasted text and read it; without a name it goes by its own title.

    Raises PermissionDenied, NothingToRead, MarkedSecretText, AlreadyReceived.
    """
    _check(by)
    return keep(open_text(text, name), by=by, at=at)


def open_text(text: str, name: str = "") -> Received:
    """Return what was pasted, as it stands; nothing is kept yet."""
    decoded = vntext.convert_legacy(text)
    notes = [f"converted:{decoded.encoding}"] if decoded.converted else []
    return Received(decoded.text, fingerprint(decoded.text), name, notes=notes)


def receive_file(
    data: bytes, *, name: str, by: User, at: datetime, tell: Tell | None = None
) -> Intake:
    """Keep a file of reader.files.READABLE byte for byte and read its text.

    tell: see open_file. Raises PermissionDenied, FileNotReadable, NeedsRecognition (a scan),
    NothingToRead, MarkedSecretText, AlreadyReceived.
    """
    _check(by)
    return keep(open_file(data, name, tell), by=by, at=at)


def open_file(data: bytes, name: str, tell: Tell | None = None) -> Received:
    """Return the text of a file; nothing is kept yet. Call it outside a transaction.

    tell: called with pages done and pages in all while the letters of a scan are recognised;
    without it a scan raises NeedsRecognition. Raises FileNotReadable.
    """
    try:
        found = _extracted(data, name, tell)
    except reader_files.NoTextLayer as scan:
        raise NeedsRecognition(_words_of(scan, name)) from scan
    except reader_files.NoProgram as lack:
        raise ProgramMissing(_words_of(lack, name)) from lack
    except reader_files.FileRefused as refusal:
        raise FileNotReadable(_words_of(refusal, name)) from refusal
    sign, notes = fingerprint(found.text), list(found.notes)
    return Received(found.text, sign, name, data, found.confidence, notes, found.subject)


def _extracted(data: bytes, name: str, tell: Tell | None) -> reader_files.Extracted:
    try:
        return reader_files.extract(data, name)
    except reader_files.NoTextLayer:
        if tell is None and program():
            raise
        return reader_files.recognise(data, name, tell=tell or (lambda _done, _all: None))


def fingerprint(text: str) -> str:
    """The same for one text pasted, as TXT or as DOCX: its words without regard to blanks."""
    words = "".join(vntext.canonical(text).split())
    return hashlib.sha256(words.encode()).hexdigest()


def _check(by: User) -> None:
    if not may_hand_in(by):
        raise PermissionDenied


def keep(received: Received, *, by: User, at: datetime) -> Intake:
    """Keep what came and read its facts.

    Raises PermissionDenied, NothingToRead, MarkedSecretText, AlreadyReceived.
    """
    _check(by)
    if not any(letter.isalpha() for letter in received.text[:_MOST_LETTERS]):
        raise NothingToRead
    if bears_secrecy_mark(received.text):
        raise MarkedSecretText
    _refuse_twice(received, by)
    received, facts = _read(received)
    try:
        with _bytes_gone_unless_saved(received.data), transaction.atomic():
            intake = _save(received, facts, by, at)
            audit.record("intake.received", intake, by=by, at=at, file=received.name)
    except IntegrityError as failed:
        first = _earlier(received, by)
        if first is None:
            raise
        # the same text at the same moment, in another process
        raise AlreadyReceived(_("This text was handed in a moment ago."), first.pk) from failed
    return intake


def _read(received: Received) -> tuple[Received, list[DraftFact]]:
    """What came, with its name and what is to be said of it, and the facts read in it."""
    reading = with_own_agreement(reader.to_json(reader.read(received.text)))
    further, cut = further_facts(reading)
    cards, cut_too = bounded(facts_of(reading, received.text, received.mail))
    notes = [*received.notes, *(f"cut:{kind}" for kind in (*cut_too, *cut))]
    name = received.name or title_of(cards[0], reading, received.text)
    return replace(received, name=name, notes=notes), [*cards, *further]


@contextmanager
def _bytes_gone_unless_saved(data: bytes | None) -> Iterator[None]:
    """Take the bytes off the disk again when the block does not come to its end.

    The transaction inside takes back the row alone. The way out is the same by any error and when
    the program is interrupted.
    """
    with ExitStack() as undo:
        if data is not None:
            undo.callback(files.discard_unkept, data)
        yield
        undo.pop_all()


def _refuse_twice(received: Received, by: User) -> None:
    earlier = _earlier(received, by)
    if earlier:
        raise AlreadyReceived(already_received_words(earlier), earlier.pk)


def _earlier(received: Received, by: User) -> Intake | None:
    """The same text as it stands among those that the user may see."""
    return Intake.objects.visible_to(by).filter(sha256=received.sha256).first()


def _save(received: Received, facts: list[DraftFact], by: User, at: datetime) -> Intake:
    stored = None
    if received.data is not None:
        stored = _stored(received.data, received)
        texts.keep(stored, received.text)
    if by.acting_agency is None:  # _check came first; said for the type
        raise PermissionDenied
    intake = Intake.objects.create(
        owner=by.acting_agency,
        name=received.name[:200],
        sha256=received.sha256,
        file=stored,
        text=received.text,
        notes=received.notes,
        confidence=received.confidence,
        received_at=at,
        received_by=by,
        read_at=at,
    )
    _save_facts(intake, facts)
    return intake


def _save_facts(intake: Intake, facts: list[DraftFact]) -> None:
    IntakeFact.objects.bulk_create(
        IntakeFact(
            intake=intake,
            order=order,
            kind=fact.kind,
            label=fact.label,
            start=fact.start,
            end=fact.end,
            read=fact.value,
            value=fact.value,
        )
        for order, fact in enumerate(facts)
    )


def _stored(data: bytes, received: Received) -> StoredFile:
    if received.typed:
        return files.store_typed(data.decode())
    return files.store(data, received.name, accept=files.HANDED_IN)


def already_received_words(earlier: Intake) -> str:
    """The sentence for a text that was handed in before."""
    day = timezone.localtime(earlier.received_at)
    return _("This text was read already on %(day)s (“%(name)s”).") % {
        "day": f"{day:%d/%m/%Y}",
        "name": earlier.name,
    }


def note_words(note: str) -> str:
    """What is said of a note of the extraction, as "converted:tcvn3"."""
    if note == "recognised":
        return _("The letters were recognised from a scan: compare them with the scan itself.")
    what, _colon, encoding = note.partition(":")
    if what == "left_out":
        return _left_out_words(encoding)
    if what == "cut":
        kind = str(FactKind(encoding).label).lower()
        return _("Of “%(kind)s” only the first are shown: the text has too many.") % {"kind": kind}
    names = {
        "tcvn3": "TCVN3 (ABC)",
        "vni": "VNI",
        "windows-1258": "Windows-1258",
        "utf-16": "UTF-16",
    }
    if encoding in names:
        return _("The text was in %(encoding)s and was converted to Unicode.") % {
            "encoding": names[encoding]
        }
    return _("The text was brought into Unicode's normal form (NFC).")


def _left_out_words(what: str) -> str:
    """What of the file does not stand in the text."""
    part, _colon, number = what.partition(":")
    count = int(number or 0)
    if part == "scans":
        return ngettext(
            "%(count)s page is a picture with hardly a word and was not read: hand it in by itself"
            " as a scan.",
            "%(count)s pages are pictures with hardly a word and were not read: hand them in by"
            " themselves as a scan.",
            count,
        ) % {"count": count}
    if part == "attachments":
        return attachments_left_out(count)
    words = {
        "hidden": _("Hidden words of the file, which nobody sees in print, are not in this text."),
        "running": _("The head and foot of the pages hold words, which are not in this text."),
        "notes": _("Footnotes could not be opened and are not in this text."),
        "numbers": _("Numbers that Word writes by itself could not be opened."),
        "pictures": _("Pictures among the words of the e-mail were not read."),
    }
    return words[part]


def attachments_left_out(count: int) -> str:
    """The sentence for files of an e-mail beyond the limit."""
    limit = reader_files.DEFAULT.attachments
    return ngettext(
        "%(count)s more attached file was not taken: of one e-mail at most %(limit)s are read.",
        "%(count)s more attached files were not taken: of one e-mail at most %(limit)s are read.",
        count,
    ) % {"count": count, "limit": limit}


def _words_of(refusal: reader_files.FileRefused, name: str) -> str:
    facts = {"name": name, "program": refusal.facts.get("program")}
    words = {
        "too_large": _("“%(name)s” is too large: at most 50 MB."),
        "wrong_format": _(
            "“%(name)s” is not what its name says, or of a kind that is not read. Choose a TXT,"
            " DOCX, DOC, PDF, HTML or EML file, or a scan."
        ),
        "zip_bomb": _("“%(name)s” unpacks to far too much; it was not opened."),
        "no_text_layer": _("“%(name)s” is a scan: its letters have to be recognised first."),
        "no_program": _(
            "“%(name)s” cannot be opened here: the program for it (%(program)s) is not installed."
            " Tell the administrator; or paste the text, or choose a file that holds it."
        ),
    }
    damaged = _("“%(name)s” is damaged and could not be opened. Choose another copy of the file.")
    return words.get(refusal.code, damaged) % facts
