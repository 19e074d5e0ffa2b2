"""Ask for a dossier as a folder, make it, hand it out, forget it."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Sum

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents.models import DocumentFile
from phoihop.dossiers.errors import ExportNotAllowed, FileAltered
from phoihop.dossiers.export.archive import Made, build
from phoihop.dossiers.models import Dossier, Export
from phoihop.jobs.registry import Progress
from phoihop.jobs.services import enqueue
from phoihop.tasks.models import Evidence

KIND: Final = "dossiers.export"
# A folder of more than this is made by the worker.
_MADE_AT_ONCE: Final = 20 * 1024 * 1024
_ITEMS_AT_ONCE: Final = 10
# Each may be a PDF that a process of its own opens for its number of pages.
_FILES_AT_ONCE: Final = 10


@transaction.atomic
def ask_for_export(dossier: Dossier, *, by: User, at: datetime) -> Export:
    """Note who takes the dossier out; large ones are queued. Raises PermissionDenied."""
    if by.acting is None or not by.has_perm("dossiers.export_dossier", dossier):
        raise PermissionDenied
    export = Export.objects.create(dossier=dossier, asked_by=by, acting=by.acting, asked_at=at)
    audit.record("dossier.exported", dossier, by=by, at=at, count=dossier.items.count())
    if _is_large(dossier):
        export.job = enqueue(KIND, uuid.uuid4().hex, {"export": export.pk}, by=by, at=at)
        export.save(update_fields=["job"])
    return export


def make(export: Export, *, at: datetime, progress: Progress | None = None) -> Export:
    """Write the folder of an export that waits for it, as its asker may see it now.

    A file that was altered on the disk is refused, and the export says which.
    """
    if export.is_finished:
        return export
    try:
        made = build(
            export.dossier,
            place_of(export),
            user=_hands(export),
            at=export.asked_at,
            progress=progress or (lambda done, total: None),
        )
    except (FileAltered, ExportNotAllowed) as refusal:
        export.refusal = str(refusal)
        export.save(update_fields=["refusal"])
        return export
    return _finished(export, made, at)


def place_of(export: Export) -> Path:
    """Where the folder lies, as long as it does."""
    return Path(settings.DERIVED_DIR) / "exports" / f"{export.pk}.zip"


def forget_old(before: datetime) -> int:
    """Delete folders made before that moment of the real clock; the records of them stay."""
    gone = 0
    for path in (Path(settings.DERIVED_DIR) / "exports").glob("*.zip"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def forget_all() -> None:
    """Delete every folder: after a redaction any of them may hold what was taken away."""
    for path in (Path(settings.DERIVED_DIR) / "exports").glob("*.zip"):
        path.unlink(missing_ok=True)


@transaction.atomic
def _finished(export: Export, made: Made, at: datetime) -> Export:
    export.made_at, export.size, export.sha256 = at, made.size, made.sha256
    export.items, export.left_out = made.items, made.left_out
    export.save(update_fields=["made_at", "size", "sha256", "items", "left_out"])
    return export


def _hands(export: Export) -> User:
    """Who asked, acting for the agency of that moment, if that person still may."""
    user, acting = export.asked_by, export.acting
    user.acting = acting
    if acting.ended_on is not None or not user.has_perm("dossiers.export_dossier", export.dossier):
        raise ExportNotAllowed
    return user


def _is_large(dossier: Dossier) -> bool:
    """Judged by all that could be in it, whoever asks."""
    items = list(dossier.items.values_list("kind", "object_id"))
    of = {kind: [pk for its_kind, pk in items if its_kind == kind] for kind, _pk in items}
    held = DocumentFile.objects.filter(document__in=of.get("documents.document", ()))
    scans = Agreement.objects.filter(pk__in=of.get("agreements.agreement", ()))
    shown = Evidence.objects.filter(task__in=of.get("tasks.task", ()))
    sums = [
        held.filter(removed_at=None).aggregate(files=Count("file"), size=Sum("file__size")),
        scans.aggregate(files=Count("scan"), size=Sum("scan__size")),
        shown.aggregate(files=Count("file", distinct=True), size=Sum("file__size")),
    ]
    return (
        len(items) > _ITEMS_AT_ONCE
        or sum(one["files"] for one in sums) > _FILES_AT_ONCE
        or sum(one["size"] or 0 for one in sums) > _MADE_AT_ONCE
    )
