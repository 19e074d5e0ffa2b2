"""A file read after it was attached turns out to bear a mark of secrecy: it is taken away."""

from datetime import datetime

from django.db import transaction

from phoihop.audit import services as audit
from phoihop.documents import texts
from phoihop.documents.bytes_gone import remove_bytes
from phoihop.documents.models import DocumentFile, StoredFile
from phoihop.documents.services import put_in_search
from phoihop.inbox.services import Telling, notify_many


@transaction.atomic
def take_off(stored: StoredFile, *, at: datetime) -> None:
    """Delete the bytes, take the file off every document, tell who attached it there."""
    remove_bytes(stored, at, why=texts.MARKED)
    held = DocumentFile.objects.filter(file=stored, removed_at=None)
    for row in held.select_related("document").select_for_update(of=("self",)):
        row.removed_at, row.removed_by = at, row.added_by
        row.save(update_fields=["removed_at", "removed_by"])
        audit.record(
            "file.marked", row.document, by=None, at=at, changes={"file": (row.name, None)}
        )
        if row.document.hidden_at is None:
            put_in_search(row.document)
        telling = Telling(record=row.document, words=row.name, users={row.added_by_id})
        notify_many("documents.file_marked", [telling], by=None, at=at)
