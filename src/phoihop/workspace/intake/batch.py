"""Several files at once: each is kept when it is handed in, and read by a job with progress."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from phoihop.accounts.models import Membership, User
from phoihop.audit import services as audit
from phoihop.documents import files
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.services import enqueue, run_again, stop
from phoihop.reader import files as reader_files
from phoihop.reader.attached import files_inside
from phoihop.reader.sniff import sniff
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import (
    BatchGoesOn,
    BatchOver,
    FileNotReadable,
    NoneReadable,
    NothingToReadAgain,
)
from phoihop.workspace.intake.receive import attachments_left_out, may_hand_in
from phoihop.workspace.intake.titles import name_of
from phoihop.workspace.models import Intake

KIND = "intake.read"
# Parts in which the progress of one file is told, for a scan takes a while.
WHOLE: Final = 1000


@dataclass(frozen=True)
class FileProgress:
    """One file: its text once it was read, or why it was not taken.

    known: the address of the text that it says again.
    """

    name: str
    error: str
    url: str
    known: str = ""
    is_next: bool = False
    may_again: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class Progress:
    """How far the files are; `error` when the job itself was given up or stopped."""

    job: Job
    done: int
    total: int
    finished: bool
    error: str
    files: Sequence[FileProgress]

    @property
    def again(self) -> int:
        """How many files could be read once more, now that the reading is over."""
        return sum(file.may_again for file in self.files) if self.finished else 0

    @property
    def has_texts(self) -> bool:
        """Whether any of the files was read."""
        return any(file.url for file in self.files)


@transaction.atomic
def start_batch(
    uploads: Sequence["UploadedFile[Any]"],
    *,
    by: User,
    at: datetime,
    text: str = "",
) -> Job:
    """Keep the files and queue their reading; one that is refused does not stop the others.

    text: what was pasted; beside files it is read only where one of them was taken.
    Raises PermissionDenied; NoneReadable when none of the files can be taken.
    """
    if not may_hand_in(by) or by.acting is None:
        raise PermissionDenied
    handed_in = [row for upload in uploads for row in _rows(upload)]
    if text.strip() and not (uploads and _none_taken(handed_in)):
        handed_in.append(_pasted(text))
    if _none_taken(handed_in):
        raise NoneReadable([_named(row) for row in handed_in])
    payload = {"files": handed_in, "acting": by.acting.pk, "at": at.isoformat()}
    job = enqueue(KIND, uuid.uuid4().hex, payload, by=by, at=at)
    audit.record("intake.batch_started", job, by=by, at=at, files=len(handed_in))
    return job


def _none_taken(rows: Sequence[dict[str, Any]]) -> bool:
    return all(row["error"] for row in rows)


def _named(row: dict[str, Any]) -> str:
    """Why the file was refused, with its name."""
    return row["error"] if row["name"] in row["error"] else f"“{row['name']}”: {row['error']}"


@transaction.atomic
def stop_batch(pk: int, *, by: User, at: datetime) -> Job:
    """Read no more of these files: what was read stays, the others are given up with their bytes.

    Raises Http404 for another person's, PermissionDenied, BatchOver.
    """
    job = stop(_to_change(pk, by))
    if job.state != JobState.STOPPED:
        raise BatchOver
    left = [row for row in job.payload["files"] if waits(row)]
    if not left:
        raise BatchOver
    for row in left:
        row["error"], row["stopped"] = _("The reading was stopped before this file."), True
    let_go(left, job)
    job.save(update_fields=["payload"])
    audit.record("intake.batch_stopped", job, by=by, at=at, files=len(left))
    return job


@transaction.atomic
def read_again(pk: int, *, by: User, at: datetime) -> Job:
    """Read once more what failed through no fault of its own.

    Raises Http404 for another person's, PermissionDenied, BatchGoesOn, NothingToReadAgain.
    """
    job = _to_change(pk, by)
    if not job.is_finished:
        raise BatchGoesOn
    rows = [row for row in job.payload["files"] if _may_again(row)]
    if not rows or by.acting is None:
        raise NothingToReadAgain
    for row in rows:
        row["error"], row["again"] = "", False
    job = run_again(job, {**job.payload, "acting": by.acting.pk})
    audit.record("intake.batch_again", job, by=by, at=at, files=len(rows))
    return job


def _to_change(pk: int, by: User) -> Job:
    """The batch, locked. Raises Http404, PermissionDenied for who may hand in nothing any more."""
    job = _own(pk, by, Job.objects.select_for_update())
    if not may_hand_in(by):
        raise PermissionDenied
    return job


def _own(pk: int, user: User, jobs: "QuerySet[Job]") -> Job:
    """A batch of this person, handed in for the acting agency; of another it is not known.

    Raises Http404.
    """
    job = jobs.filter(pk=pk, kind=KIND, by=user).first()
    acting = Membership.objects.filter(agency=user.acting_agency)
    if job is None or not acting.filter(pk=job.payload["acting"]).exists():
        raise Http404
    return job


def waits(row: dict[str, Any]) -> bool:
    """Whether this file of a batch is still to be read."""
    return row["file"] is not None and not row["error"] and not row.get("intake")


def _may_again(row: dict[str, Any]) -> bool:
    """Never read, or stopped by something that is no fault of the file: its bytes are kept."""
    return waits(row) or (row["file"] is not None and bool(row.get("again")))


def let_go(rows: Sequence[dict[str, Any]], batch: Job) -> None:
    """Take the bytes of files away that were not taken, unless something else needs them.

    Whoever hands in the same bytes at this moment is waited for: his batch needs them.
    """
    given_up = {row["file"] for row in rows}
    for row in rows:
        row["file"] = None
    stored = list(StoredFile.objects.filter(pk__in=given_up).order_by("sha256"))
    files.hold(*stored)
    others = Job.objects.filter(kind=KIND).exclude(pk=batch.pk).values_list("payload", flat=True)
    needed = {row["file"] for row in batch.payload["files"] if _may_again(row)}
    for payload in others.iterator():
        needed |= {row["file"] for row in payload["files"] if _may_again(row)}
    files.discard(*(one for one in stored if one.pk not in needed))


def give_up(batch: Job) -> None:
    """Take away what was kept to be read again: the batch is old. In the caller's transaction."""
    rows = [row for row in batch.payload["files"] if _may_again(row)]
    if rows:
        for row in rows:
            row["error"], row["again"] = _gone(row["name"]), False
        let_go(rows, batch)
        batch.save(update_fields=["payload"])


def is_for_a_job(upload: "UploadedFile[Any]") -> bool:
    """Whether reading it takes long, or it may hold further files."""
    upload.seek(0)
    found = sniff(upload.read())
    upload.seek(0)
    return found in reader_files.PICTURES or found in {"doc", "eml"}


def _rows(upload: "UploadedFile[Any]") -> list[dict[str, Any]]:
    """The file, and behind it what is attached to it if it is an e-mail."""
    name = upload.name or ""
    rows = [_row(upload, name)]
    upload.seek(0)
    data = upload.read() if rows[0]["file"] is not None else b""
    try:
        inside = files_inside(data, name, reader_files.DEFAULT)
    except reader_files.FileRefused:  # said of the mail itself when it is read
        return rows
    rows += [_row(content, f"{name} › {files.safe_name(own)}") for own, content in inside.files]
    if inside.left_out:
        said = attachments_left_out(inside.left_out)
        rows.append({"name": f"{name} › …", "file": None, "error": said})
    return rows


def _pasted(text: str) -> dict[str, Any]:
    name = name_of(text)
    row: dict[str, Any] = {"name": name, "file": None, "error": "", "pasted": True}
    try:
        row["file"] = files.store_typed(text).pk
    except Refused as refusal:
        row["error"] = str(refusal)
    return row


def _row(data: "UploadedFile[Any] | bytes", name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "file": None, "error": ""}
    try:
        row["file"] = files.store(data, name, accept=files.HANDED_IN).pk
    except Refused as refusal:
        row["error"] = str(refusal)
    return row


def progress_of(pk: int, user: User) -> Progress:
    """How far a batch is; raises Http404 for another person's."""
    job = _own(pk, user, Job.objects.all())
    rows = job.payload["files"]
    intakes = Intake.objects.visible_to(user).in_bulk(
        [pk for row in rows for pk in (row.get("intake"), row.get("known")) if pk]
    )
    addresses = {pk: intake.get_absolute_url() for pk, intake in intakes.items()}
    ended = [bool(row["error"] or row.get("intake")) for row in rows]
    is_running, first = job.state == JobState.RUNNING, ended.index(False) if not all(ended) else -1
    shown = [
        FileProgress(
            row["name"],
            row["error"],
            addresses.get(row.get("intake"), ""),
            addresses.get(row.get("known"), ""),
            is_running and number == first,
            _may_again(row),
            bool(row.get("stopped")),
        )
        for number, row in enumerate(rows)
    ]
    read = sum(end and not row.get("stopped") for end, row in zip(ended, rows, strict=True))
    return Progress(job, read, len(rows), job.is_finished, _why_ended(job, shown), shown)


def _why_ended(job: Job, shown: Sequence[FileProgress]) -> str:
    """Of a batch that did not come to its end."""
    if job.state == JobState.STOPPED:
        return _("The reading was stopped. Hand in again what is still needed.")
    if job.state != JobState.FAILED:
        return ""
    if any(file.may_again for file in shown):
        return _("The reading was broken off. What was not read can be read again.")
    return _("The reading was broken off. Hand in again what is still needed.")


def stored_bytes(pk: int, name: str) -> bytes:
    """The bytes of a stored file. Raises FileNotReadable where they went meanwhile."""
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None:
        raise FileNotReadable(_gone(name))
    return files.read(stored)


def _gone(name: str) -> str:
    return _("“%(name)s” is not kept any more. Hand it in again.") % {"name": name}
