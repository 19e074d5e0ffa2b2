"""Take a stored file away: bytes, words, previews; the rows that carried it say so."""

from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from phoihop.documents import previews
from phoihop.documents.models import FileText, StoredFile


@transaction.atomic
def remove_bytes(stored: StoredFile, at: datetime, *, why: str = "removed") -> None:
    """Forget the words now and delete the bytes once the transaction commits; safe to repeat.

    why: kept instead of the words.
    """
    path = stored.path
    stored.path, stored.removed_at = "", at
    stored.save(update_fields=["path", "removed_at"])
    FileText.objects.update_or_create(file=stored, defaults={"text": "", "refusal": why})
    transaction.on_commit(partial(_delete, stored, path))


def sweep(stored: StoredFile) -> None:
    """Bytes of a removed file that a crash after the commit left behind."""
    _delete(stored, f"{stored.sha256[:2]}/{stored.sha256}")


def _delete(stored: StoredFile, path: str) -> None:
    if path:
        default_storage.delete(path)
    previews.forget(stored)
