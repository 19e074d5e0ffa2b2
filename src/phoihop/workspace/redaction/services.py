"""Ask for a redaction, drop it, confirm it; the jobs look and remove."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.audit.models import Event
from phoihop.documents.bytes_gone import remove_bytes
from phoihop.documents.models import StoredFile
from phoihop.dossiers import exports
from phoihop.inbox import services as inbox
from phoihop.jobs import services as jobs
from phoihop.jobs.models import Job
from phoihop.safekeeping.runs import administrators
from phoihop.workspace import errors
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction.bytes_gone import holders
from phoihop.workspace.redaction.finding import Tell, find
from phoihop.workspace.redaction.needle import Knife, Needle, form_key
from phoihop.workspace.redaction.removing import Removed, remove_words

FIND, REMOVE = "redaction.find", "redaction.remove"


@dataclass(frozen=True)
class Order:
    """What is to be removed, on what ground. words: "" for a file alone."""

    words: str
    file: StoredFile | None
    basis: str
    reason: str
    form_key: str


@transaction.atomic
def ask(order: Order, *, by: User, at: datetime) -> Redaction:
    """Look for everything that would be removed; nothing is changed by this.

    Looking leaves a trace, since it shows words of records of every agency. Raises
    PermissionDenied, WordsTooShort, WordsInTheReason.
    """
    _check(by)
    known = Redaction.objects.filter(form_key=order.form_key).first()
    if known is not None:
        return known
    words = vntext.nfc(" ".join(order.words.split()))
    if words or order.file is None:
        needle = _needle(words)
        if any(needle.forms(f"{order.basis} {order.reason}")):
            raise errors.WordsInTheReason
    redaction = Redaction.objects.create(
        words=words,
        file=order.file,
        basis=order.basis.strip(),
        reason=order.reason.strip(),
        asked_at=at,
        asked_by=by,
        form_key=order.form_key,
    )
    audit.record(
        "redaction.asked", redaction, by=by, at=at, basis=redaction.basis, reason=redaction.reason
    )
    jobs.enqueue(FIND, str(redaction.pk), {"redaction": redaction.pk}, by=by, at=at)
    return redaction


@transaction.atomic
def drop(redaction: Redaction, *, by: User, at: datetime) -> Redaction:
    """Remove nothing and forget the words. Raises PermissionDenied, RedactionClosed."""
    redaction = _locked(redaction, by)
    _forget(redaction)
    redaction.dropped_at = at
    redaction.save(update_fields=["words", "found", "chosen", "dropped_at"])
    audit.record("redaction.dropped", redaction, by=by, at=at)
    return redaction


@transaction.atomic
def confirm(
    redaction: Redaction,
    *,
    forms: Collection[str],
    files: Collection[int],
    by: User,
    at: datetime,
) -> Redaction:
    """Have the chosen forms and files removed by the worker.

    forms: as found; files: ids among those found, with the redaction's own file always chosen.
    Raises PermissionDenied, RedactionClosed, NothingChosen.
    """
    redaction = _locked(redaction, by)
    known_forms = redaction.found.get("forms", {})
    known_files = redaction.found.get("files", [])
    chosen = {
        "forms": sorted({form_key(form) for form in forms if form in known_forms}),
        "files": sorted({pk for pk in files if pk in known_files}),
    }
    if redaction.found_at is None or not (any(chosen.values()) or redaction.file):
        raise errors.NothingChosen
    redaction.chosen, redaction.confirmed_at = chosen, at
    redaction.save(update_fields=["chosen", "confirmed_at"])
    jobs.enqueue(REMOVE, str(redaction.pk), {"redaction": redaction.pk}, by=by, at=at)
    return redaction


def look(redaction: Redaction, *, at: datetime, tell: Tell) -> None:
    """Find everything for the preview; safe to repeat."""
    if not redaction.is_open:
        return
    found = find(Needle(redaction.words), tell) if redaction.words else None
    redaction.found = {
        "forms": dict(found.forms) if found else {},
        "places": found.places if found else [],
        "files": sorted(set(found.files)) if found else [],
    }
    redaction.counts = dict(found.counts) if found else {}
    redaction.found_at = at
    redaction.save(update_fields=["found", "counts", "found_at"])


@transaction.atomic
def carry_out(redaction: Redaction, *, by: User, at: datetime, tell: Tell) -> Redaction:
    """Remove what was chosen, all or nothing; a second call finds it done.

    Raises WordsAreLeft, with nothing changed.
    """
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if redaction.confirmed_at is None or redaction.done_at is not None:
        return redaction
    words, chosen = redaction.words, redaction.chosen
    files = _files(redaction)
    # First the redaction itself forgets, else it would be the last place that holds the words.
    _forget(redaction)
    redaction.done_at = at
    redaction.save(update_fields=["words", "found", "chosen", "done_at"])
    because = audit.record(
        "redaction.done", redaction, by=by, at=at, basis=redaction.basis, reason=redaction.reason
    )
    for stored in files:
        remove_bytes(stored, at)
    removed = _remove(words, chosen, redaction.basis, because=because, tell=tell)
    _keep_counts(redaction, removed, files)
    transaction.on_commit(exports.forget_all)
    # Read now, since their names may have held the words.
    carriers = [holder for stored in files for holder in holders(stored)]
    _tell_the_records([*removed.records, *carriers], redaction, by=by, at=at)
    _tell_the_other_administrators(redaction, by=by, at=at)
    return redaction


def _remove(
    words: str, chosen: dict[str, Any], basis: str, *, because: Event, tell: Tell
) -> Removed:
    """Cut the chosen forms of the words out of every record; files alone leave nothing to cut."""
    if not (words and chosen["forms"]):
        return Removed()
    return remove_words(Knife(Needle(words), chosen["forms"]), basis, because=because, tell=tell)


def _keep_counts(redaction: Redaction, removed: Removed, files: Collection[StoredFile]) -> None:
    """How many places there were, and what could not be removed: no words."""
    redaction.counts = dict(removed.counts) | _counted(files)
    redaction.found = {"left": removed.left, "files": removed.files}
    redaction.save(update_fields=["counts", "found"])


def without_accents(words: str) -> str:
    """The form of those who type without accents, as form_key says it."""
    return vntext.search_folded(words)


def job_of(redaction: Redaction) -> Job | None:
    """The work on it that was begun last."""
    own = Job.objects.filter(kind__in=[FIND, REMOVE], key=str(redaction.pk))
    return own.order_by("-pk").first()


def _tell_the_other_administrators(redaction: Redaction, *, by: User, at: datetime) -> None:
    others = administrators().exclude(pk=by.pk)
    inbox.notify(redaction, "workspace.redacted", to=others, by=by, at=at)


def _tell_the_records(
    records: Collection[object], redaction: Redaction, *, by: User, at: datetime
) -> None:
    """Each record with a page of its own says in its history that something was removed."""
    entries = {
        (type(record), record.pk): audit.Entry(  # type: ignore[attr-defined]  # rows of models
            "record.redacted",
            record,  # type: ignore[arg-type]
            {"basis": (None, redaction.basis), "redaction": (None, redaction.pk)},
        )
        for record in records
        if hasattr(record, "get_absolute_url")
    }
    audit.record_many(entries.values(), by=by, at=at)


def _files(redaction: Redaction) -> list[StoredFile]:
    ids = {*redaction.chosen.get("files", []), *([redaction.file_id] if redaction.file_id else [])}
    return list(StoredFile.objects.filter(pk__in=ids, removed_at=None).order_by("pk"))


def _counted(files: Collection[StoredFile]) -> dict[str, int]:
    return {"documents.storedfile": len(files)} if files else {}


def _forget(redaction: Redaction) -> None:
    redaction.words, redaction.found, redaction.chosen = "", {}, {}


def _needle(words: str) -> Needle:
    try:
        return Needle(words)
    except ValueError as error:
        raise errors.WordsTooShort from error


def _locked(redaction: Redaction, by: User) -> Redaction:
    _check(by)
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if not redaction.is_open:
        raise errors.RedactionClosed
    return redaction


def _check(by: User) -> None:
    if not by.has_perm("workspace.redact"):
        raise PermissionDenied
