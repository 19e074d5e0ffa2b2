"""Take texts in: extract, store, read. Nothing becomes a record here."""

import hashlib
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import reader
from phoihop.accounts.models import Role, User
from phoihop.audit import services as audit
from phoihop.documents import files
from phoihop.reader import files as reader_files
from phoihop.workspace.errors import AlreadyReceived, FileNotReadable, NothingToRead
from phoihop.workspace.intake.draft import facts_of
from phoihop.workspace.models import Intake, IntakeFact

MAY_HAND_IN = (Role.CLERK, Role.SPECIALIST, Role.LEADER)
_MOST_LETTERS = 2_000_000


def may_hand_in(user: User) -> bool:
    """Whether the user may hand in texts for the acting agency."""
    return user.is_active and user.acting_agency is not None and user.has_role(*MAY_HAND_IN)


def receive_text(text: str, *, name: str, by: User, at: datetime) -> Intake:
    """Keep a pasted text and read it. Raises PermissionDenied, NothingToRead, AlreadyReceived."""
    _check(by)
    return _keep(text, hashlib.sha256(text.encode()).hexdigest(), name, None, [], by, at)


def receive_file(data: bytes, *, name: str, by: User, at: datetime) -> Intake:
    """Keep a TXT, DOCX or PDF file byte for byte and read its text.

    Raises PermissionDenied, FileNotReadable, NothingToRead, AlreadyReceived.
    """
    _check(by)
    try:
        found = reader_files.extract(data, name)
    except reader_files.FileRefused as refusal:
        raise FileNotReadable(_words_of(refusal, name)) from refusal
    sha256 = hashlib.sha256(data).hexdigest()
    return _keep(found.text, sha256, name, data, list(found.notes), by, at)


def _check(by: User) -> None:
    if not may_hand_in(by):
        raise PermissionDenied


def _keep(
    text: str,
    sha256: str,
    name: str,
    data: bytes | None,
    notes: list[str],
    by: User,
    at: datetime,
) -> Intake:
    if not any(letter.isalpha() for letter in text[:_MOST_LETTERS]):
        raise NothingToRead
    owner = by.acting_agency
    earlier = Intake.objects.filter(owner=owner, sha256=sha256, discarded_at=None).first()
    if earlier:
        raise AlreadyReceived(already_received_words(earlier))
    reading = reader.to_json(reader.read(text))
    try:
        with transaction.atomic():
            stored = files.store(data, name, accept=files.TEXT) if data is not None else None
            intake = Intake.objects.create(
                owner=owner,
                name=name[:200],
                sha256=sha256,
                file=stored,
                text=text,
                notes=notes,
                received_at=at,
                received_by=by,
                read_at=at,
            )
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
                for order, fact in enumerate(facts_of(reading, text))
            )
            audit.record("intake.received", intake, by=by, at=at, file=name)
    except IntegrityError as twice:  # the same text at the same moment, in another process
        raise AlreadyReceived(_("This text was handed in a moment ago.")) from twice
    return intake


def already_received_words(earlier: Intake) -> str:
    """The sentence for a text that was handed in before."""
    day = timezone.localtime(earlier.received_at)
    return _("This text was read already on %(day)s (“%(name)s”).") % {
        "day": f"{day:%d/%m/%Y}",
        "name": earlier.name,
    }


def _words_of(refusal: reader_files.FileRefused, name: str) -> str:
    facts = {"name": name}
    words = {
        "too_large": _("“%(name)s” is too large: at most 50 MB."),
        "wrong_format": _(
            "“%(name)s” is not what its name says. Choose a TXT, DOCX or PDF file."
        ),
        "zip_bomb": _("“%(name)s” unpacks to far too much; it was not opened."),
        "no_text_layer": _(
            "“%(name)s” is a scan without text. Paste its text, or choose a file that has one."
        ),
    }
    damaged = _("“%(name)s” is damaged and could not be opened. Choose another copy of the file.")
    return words.get(refusal.code, damaged) % facts
