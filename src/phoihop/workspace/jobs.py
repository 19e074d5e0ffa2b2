"""Jobs of the workspace."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Membership, User
from phoihop.documents.bytes_gone import sweep
from phoihop.documents.files import discard_unkept
from phoihop.documents.models import StoredFile
from phoihop.dossiers.exports import forget_all as forget_exports
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, forgotten, job
from phoihop.jobs.services import JobStopped, hold
from phoihop.reader.ocr import Tell
from phoihop.ui import clock
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import AlreadyReceived, ProgramMissing
from phoihop.workspace.intake.batch import KIND, WHOLE, give_up, let_go, stored_bytes, waits
from phoihop.workspace.intake.receive import Received, keep, open_file, open_text
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction import services as redaction
from phoihop.workspace.redaction.scrub import scrub
from phoihop.workspace.saved import check_all

logger = logging.getLogger(__name__)

_FAULT = _(
    "“%(name)s” could not be read because of a fault of the program. Tell the administrator; the"
    " other files are read all the same."
)


@daily("search.saved", at=time(6, 45), words=_("Look what saved searches find anew"))
def look_for_new_results(_this: Job, _payload: dict[str, Any], progress: Progress) -> None:
    """Tell the owners of saved searches what came in since."""
    check_all(clock.now(), progress)


@job(KIND, _("Read texts handed in"))
def read_files(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Read the files of a batch one by one; what was read before a crash is not read again."""
    at = datetime.fromisoformat(payload["at"])
    by = _hands(this, payload["acting"])
    rows, this.payload = payload["files"], payload
    for number, row in enumerate(rows):
        if waits(row):
            before, opened = dict(row), None
            try:
                opened = _opened(row, partial(_page, progress, number, len(rows)))
                with _noted(this):
                    _keep(this, row, opened, by, at)
            except (OperationalError, InterfaceError, JobStopped):
                raise  # of the server and not of the file, or a person's word
            except Exception:  # whatever goes wrong with one file: logged, told, the others go on
                logger.exception("A file could not be read: %s", this)
                with _noted(this):
                    # Nothing of what was rolled back is noted: the file is kept as before.
                    row.clear()
                    row.update(before)
                    row["error"], row["again"] = str(_FAULT % {"name": row["name"]}), True
                    if isinstance(opened, Received) and opened.data is not None:
                        discard_unkept(opened.data)
        progress((number + 1) * WHOLE, len(rows) * WHOLE)


@forgotten(KIND)
def let_files_go(batch: Job) -> None:
    """Files that were kept to be read again go with their batch."""
    give_up(batch)


@contextmanager
def _noted(this: Job) -> Iterator[None]:
    """A text and the note that it was read, or neither. Raises JobStopped."""
    with transaction.atomic():
        hold(this)
        yield
        this.save(update_fields=["payload"])


def _page(progress: Progress, number: int, files: int, done: int, pages: int) -> None:
    progress(number * WHOLE + WHOLE * done // max(pages, 1), files * WHOLE)


@job(redaction.FIND, _("Look for what is to be removed"))
def find_places(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """For the preview of a redaction."""
    asked = Redaction.objects.get(pk=payload["redaction"])
    redaction.look(asked, at=clock.now(), tell=progress)


@job(redaction.REMOVE, _("Remove content everywhere"))
def remove_content(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """In one transaction; then what the database keeps of deleted words is overwritten."""
    if this.by is None:
        raise LookupError(f"{this} was asked for by nobody")
    asked = Redaction.objects.get(pk=payload["redaction"])
    redaction.carry_out(asked, by=this.by, at=clock.now(), tell=progress)
    for stored in StoredFile.objects.exclude(removed_at=None):
        sweep(stored)
    forget_exports()  # folders made before still hold it
    scrub()


def _opened(row: dict[str, Any], tell: Tell) -> Received | Refused:
    """The text of a file, or why it has none: minutes for a scan, so outside a transaction."""
    try:
        data = stored_bytes(row["file"], row["name"])
        if row.get("pasted"):  # as what is pasted and read at once
            return replace(open_text(data.decode()), data=data, typed=True)
        return open_file(data, row["name"], tell)
    except Refused as refusal:
        return refusal


def _keep(
    this: Job, row: dict[str, Any], opened: Received | Refused, by: User, at: datetime
) -> None:
    """Of what is refused for good the bytes go too."""
    try:
        if isinstance(opened, Refused):
            raise opened
        row["intake"] = keep(opened, by=by, at=at).pk
    except ProgramMissing as refusal:
        row["error"], row["again"] = str(refusal), True
    except Refused as refusal:
        row["error"] = str(refusal)
        if isinstance(refusal, AlreadyReceived):
            row["known"] = refusal.first
        let_go([row], this)


def _hands(this: Job, membership: int) -> User:
    """Who handed the files in, acting for the agency of that moment."""
    if this.by is None:
        raise LookupError(f"{this} was handed in by nobody")
    user = User.objects.get(pk=this.by.pk)
    user.acting = Membership.objects.select_related("agency").get(pk=membership)
    return user
