"""Several files at once: each is kept when it is handed in, and read by a job with progress."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.services import enqueue
from phoihop.reader import files as reader_files
from phoihop.reader.attached import files_inside
from phoihop.reader.sniff import sniff
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import FileNotReadable
from phoihop.workspace.intake.receive import attachments_left_out, may_hand_in
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


@dataclass(frozen=True)
class Progress:
    """How far the files are; `error` when the job itself was given up."""

    job: Job
    done: int
    total: int
    finished: bool
    error: str
    files: Sequence[FileProgress]


@transaction.atomic
def start_batch(uploads: Sequence["UploadedFile[Any]"], *, by: User, at: datetime) -> Job:
    """Keep the files and queue their reading; one that is refused does not stop the others.

    Raises PermissionDenied; FileNotReadable when none can be taken.
    """
    if not may_hand_in(by) or by.acting is None:
        raise PermissionDenied
    handed_in = [row for upload in uploads for row in _rows(upload)]
    if all(row["error"] for row in handed_in):
        raise FileNotReadable(" ".join(row["error"] for row in handed_in))
    payload = {"files": handed_in, "acting": by.acting.pk, "at": at.isoformat()}
    return enqueue(KIND, uuid.uuid4().hex, payload, by=by, at=at)


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


def _row(data: "UploadedFile[Any] | bytes", name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "file": None, "error": ""}
    try:
        row["file"] = files.store(data, name, accept=files.HANDED_IN).pk
    except Refused as refusal:
        row["error"] = str(refusal)
    return row


def progress_of(pk: int, user: User) -> Progress:
    """How far a batch is; raises Http404 for another person's."""
    job = Job.objects.filter(pk=pk, kind=KIND, by=user).first()
    if job is None:
        raise Http404
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
        )
        for number, row in enumerate(rows)
    ]
    read = sum(ended)
    failed = _("The reading was broken off. Hand in again what was not read.")
    failed = failed if job.state == JobState.FAILED else ""
    finished = job.state in {JobState.DONE, JobState.FAILED}
    return Progress(job, read, len(rows), finished, failed, shown)


def stored_bytes(pk: int) -> bytes:
    """The bytes of a stored file."""
    return files.read(StoredFile.objects.get(pk=pk))
