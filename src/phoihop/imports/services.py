"""Hand a sheet in, decide what is doubtful, import it whole or not at all."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import sheets
from phoihop.accounts import codes
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.imports import errors
from phoihop.imports.findings import (
    Act,
    Asking,
    Done,
    Finding,
    Told,
    What,
    counted,
    from_json,
    to_json,
)
from phoihop.imports.kinds import KINDS, ImportKind
from phoihop.imports.models import SheetUpload, UploadState
from phoihop.imports.sentences import refusal_sentence
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.services import enqueue
from phoihop.ui.errors import Refused

CHECK, CARRY_OUT = "imports.check", "imports.carry_out"
_KEPT = timedelta(days=3)
# Bytes of the file once unpacked: about a second of reading. More goes to the worker.
_READ_AT_ONCE = 600_000
_LONGEST_NAME = 200
_CHECKED = ("lines", "unknown_columns", "findings", "counts", "state")


@dataclass(frozen=True)
class HandedIn:
    """A file as it came. form_key: of the form; sent again, it is the same upload."""

    kind: str
    name: str
    data: bytes
    form_key: uuid.UUID


def kind_of(upload: SheetUpload) -> ImportKind:
    """What the sheet holds."""
    return KINDS[upload.kind]


def hand_in(sheet: HandedIn, *, by: User, at: datetime) -> SheetUpload:
    """Take a sheet and check it: at once, or by the worker where it is large.

    Raises PermissionDenied, SheetNotTaken.
    """
    kind = KINDS[sheet.kind]
    agency = by.acting_agency
    if agency is None or not kind.may_import(by):
        raise PermissionDenied
    if sent := SheetUpload.objects.visible_to(by).filter(form_key=sheet.form_key).first():
        return sent
    upload = SheetUpload(
        kind=kind.key,
        by=by,
        agency=agency,
        name=sheet.name[:_LONGEST_NAME],
        state=UploadState.READING,
        handed_in_at=at,
        expires_at=at + _KEPT,
        form_key=sheet.form_key,
    )
    try:
        large = sheets.unpacked_size(sheet.data) > _READ_AT_ONCE
        if not large:
            _read_into(upload, sheet.data)
    except sheets.SheetRefused as refused:
        raise errors.SheetNotTaken(refusal_sentence(kind.sheet(), refused)) from refused
    large = large or len(upload.lines) > kind.at_once
    if large:
        upload.data, upload.lines = sheet.data, []
    else:
        _check_into(upload, by=by, on=_day(at))
    try:
        with transaction.atomic():
            upload.save()
            if large:
                _queue(CHECK, upload, at)
    except IntegrityError:  # the same form at the same moment
        return SheetUpload.objects.visible_to(by).get(form_key=sheet.form_key)
    return upload


def _queue(kind: str, upload: SheetUpload, at: datetime) -> None:
    payload = {"upload": upload.pk, "acting": upload.by.acting_id, "at": at.isoformat()}
    enqueue(kind, f"{upload.pk}-{uuid.uuid4().hex}", payload, by=upload.by, at=at)


def job_of(upload: SheetUpload) -> Job | None:
    """The work on this sheet that was queued last."""
    jobs = Job.objects.filter(kind__in=[CHECK, CARRY_OUT], key__startswith=f"{upload.pk}-")
    return jobs.order_by("-pk").first()


def is_given_up(upload: SheetUpload) -> bool:
    """The worker tried as often as it may, and nothing came of it."""
    job = job_of(upload)
    working = upload.state in {UploadState.READING, UploadState.RUNNING}
    return working and job is not None and job.state == JobState.FAILED


def check_by_worker(
    upload: SheetUpload, *, by: User, at: datetime, progress: Callable[[int], None]
) -> None:
    """Read and check what was left to the worker; a file that is refused says so on its page."""
    if upload.state != UploadState.READING or upload.data is None:
        return  # done before a crash
    try:
        _read_into(upload, bytes(upload.data), progress)
    except sheets.SheetRefused as refused:
        upload.state = UploadState.REFUSED
        upload.refusal = refusal_sentence(kind_of(upload).sheet(), refused)
    else:
        _check_into(upload, by=by, on=_day(at))
    upload.data = None
    # Of a row that was put away meanwhile nothing comes back.
    upload.save(update_fields=[*_CHECKED, "data", "refusal"])


def _read_into(
    upload: SheetUpload, data: bytes, progress: Callable[[int], None] | None = None
) -> None:
    kind = kind_of(upload)
    limits = replace(sheets.DEFAULT, lines=kind.most)
    handed = sheets.read_file(kind.sheet(), data, limits=limits, progress=progress)
    upload.lines = [[line.number, line.cells, line.broken] for line in handed.lines]
    upload.unknown_columns = list(handed.unknown)


def _check_into(upload: SheetUpload, *, by: User, on: date) -> list[Finding]:
    findings = _find(upload, by=by, on=on)
    upload.findings = [to_json(finding) for finding in findings]
    upload.counts = counted(findings)
    upload.state = UploadState.CHECKED
    return findings


def _find(upload: SheetUpload, *, by: User, on: date) -> list[Finding]:
    kind = kind_of(upload)
    rows = sheets.read_rows(kind.sheet(), lines_of(upload))
    answers = {int(line): answer for line, answer in upload.answers.items()}
    return kind.find(rows, Asking(by, on, answers, upload.updates))


def lines_of(upload: SheetUpload) -> list[sheets.Line]:
    """The lines as typed."""
    return [sheets.Line(number, cells, broken) for number, cells, broken in upload.lines]


def told_of(upload: SheetUpload) -> list[Told]:
    """What was found in each line."""
    return [from_json(kept) for kept in upload.findings]


@dataclass(frozen=True)
class Decision:
    """What a person said at the preview. answers: {line: one of its choices}."""

    answers: Mapping[int, str]
    updates: bool = False


def confirm(upload: SheetUpload, decision: Decision, *, by: User, at: datetime) -> Done | None:
    """Import the sheet, or leave it to the worker (None); said twice, it is imported once.

    Raises PermissionDenied, TooOld, NotChecked, LinesAtFault, AnswersMissing, NothingToImport.
    """
    _decide(upload, decision, by=by, at=at)
    large = upload.counts.get("lines", 0) > kind_of(upload).at_once
    if large:
        _start(upload, by=by, at=at)
        return None
    return carry_out(upload, by=by, at=at)


@transaction.atomic
def _decide(upload: SheetUpload, decision: Decision, *, by: User, at: datetime) -> None:
    held = _locked(upload, by)
    if held.state == UploadState.CHECKED:
        _not_too_old(held, at)
        held.answers = {str(line): answer for line, answer in decision.answers.items()}
        held.updates = decision.updates
        held.save(update_fields=["answers", "updates"])
    upload.refresh_from_db()


@transaction.atomic
def _start(upload: SheetUpload, *, by: User, at: datetime) -> None:
    held = _locked(upload, by)
    if held.state == UploadState.CHECKED:
        held.state, held.refusal = UploadState.RUNNING, ""
        held.save(update_fields=["state", "refusal"])
        held.by = by
        _queue(CARRY_OUT, held, at)
    upload.refresh_from_db()


def carry_out(upload: SheetUpload, *, by: User, at: datetime) -> Done:
    """Import all lines in one transaction; a refusal leaves the sheet checked anew.

    Raises as confirm, and what the services of the records refuse.
    """
    try:
        return _carried_out(upload, by=by, at=at)
    except (Refused, PermissionDenied) as refusal:
        _check_again(upload, str(refusal), by=by, on=_day(at))
        raise
    except IntegrityError as error:  # another made such a record at the same moment
        changed = errors.ChangedMeanwhile()
        _check_again(upload, str(changed), by=by, on=_day(at))
        raise changed from error


@transaction.atomic
def _carried_out(upload: SheetUpload, *, by: User, at: datetime) -> Done:
    held = _locked(upload, by)
    if held.state == UploadState.DONE:
        upload.refresh_from_db()
        return Done()
    if held.state not in {UploadState.CHECKED, UploadState.RUNNING}:
        raise errors.NotChecked
    _not_too_old(held, at)
    findings = _find(held, by=by, on=_day(at))
    _refuse_unready(findings, updates=held.updates)
    done = kind_of(held).carry_out(findings, Act(by, at, _day(at), held.updates))
    held.counts = counted(findings) | {"created": done.created, "changed_now": done.changed}
    held.state, held.imported_at = UploadState.DONE, at
    held.lines, held.findings, held.answers, held.refusal = [], [], {}, ""
    held.made = done.accounts
    held.save()
    _record(held, done, by=by, at=at)
    upload.refresh_from_db()
    return done


def _refuse_unready(findings: list[Finding], *, updates: bool) -> None:
    there = {finding.what for finding in findings}
    if What.WRONG in there:
        raise errors.LinesAtFault
    if What.ASKED in there:
        raise errors.AnswersMissing
    if not there & ({What.NEW, What.CHANGED} if updates else {What.NEW}):
        raise errors.NothingToImport


def _record(upload: SheetUpload, done: Done, *, by: User, at: datetime) -> None:
    lines = upload.counts["lines"]
    audit.record(
        "import.carried_out",
        upload,
        by=by,
        at=at,
        file=upload.name,
        kind=upload.kind,
        lines=lines,
        created=done.created,
        changed=done.changed,
        left=lines - done.created - done.changed,
    )


@transaction.atomic
def _check_again(upload: SheetUpload, refusal: str, *, by: User, on: date) -> None:
    """What is said of the lines now: something may have changed since they were looked at."""
    held = SheetUpload.objects.select_for_update().get(pk=upload.pk)
    if held.state in {UploadState.CHECKED, UploadState.RUNNING}:
        _check_into(held, by=by, on=on)
        held.refusal = refusal
        held.save()
    upload.refresh_from_db()


@transaction.atomic
def put_away(upload: SheetUpload, *, by: User) -> None:
    """Forget a sheet that was not imported. Raises PermissionDenied, NotChecked."""
    held = _locked(upload, by)
    if held.state == UploadState.RUNNING and not is_given_up(held):
        raise errors.NotChecked
    if held.state != UploadState.DONE:
        held.delete()


def forget_old(at: datetime) -> int:
    """Delete what was handed in and not imported within three days; returns how many."""
    old = SheetUpload.objects.exclude(state=UploadState.DONE).filter(expires_at__lt=at)
    count, _by_model = old.delete()
    return count


def waiting_for_codes(upload: SheetUpload) -> list[User]:
    """Accounts that this sheet made and that nobody has logged in to yet, by given name."""
    rows = User.objects.filter(pk__in=upload.made, last_seen_at=None, is_active=True)
    return list(rows.order_by("name_key", "pk"))


def print_codes(
    upload: SheetUpload, *, by: User, at: datetime, real_at: datetime
) -> list[codes.Sheet]:
    """One-time codes for these accounts; earlier ones end. Raises PermissionDenied."""
    return codes.make_codes(waiting_for_codes(upload), by=by, at=at, real_at=real_at)


def errors_file(upload: SheetUpload, language: str) -> bytes:
    """The sheet with what is wrong in it."""
    marks = {
        told.line: [
            *told.faults,
            *(
                [sheets.Mark("", _("Decide which record is meant."))]
                if told.what == What.ASKED
                else []
            ),
        ]
        for told in told_of(upload)
        if told.what in {What.WRONG, What.ASKED}
    }
    return sheets.write_marked(kind_of(upload).sheet(), lines_of(upload), marks, language)


def _locked(upload: SheetUpload, by: User) -> SheetUpload:
    if not kind_of(upload).may_import(by):
        raise PermissionDenied
    mine: Any = SheetUpload.objects.select_for_update(of=("self",)).visible_to(by)
    held: SheetUpload | None = mine.filter(pk=upload.pk).first()
    if held is None:
        raise PermissionDenied
    return held


def _not_too_old(upload: SheetUpload, at: datetime) -> None:
    if upload.expires_at < at:
        raise errors.TooOld


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
