"""Words of attached files: read once, kept under their hash, put into the search."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.documents.errors import MarkedFile
from phoihop.documents.models import Document, DocumentFile, FileText, StoredFile
from phoihop.documents.secrecy import bears_secrecy_mark
from phoihop.jobs.services import enqueue
from phoihop.reader import ocr
from phoihop.reader.files import FileRefused, NoTextLayer, extract, recognise

KIND = "documents.read_file"
# Kept instead of words: the head bears a mark of secrecy; the file was of a paper that is secret.
MARKED: Final = "marked_secret"
_CLASSIFIED: Final = "of_secret_paper"
# Larger files are read by the worker: nobody waits for them.
_READ_AT_ONCE = 1024 * 1024
# More than the search looks at, and than anybody reads in a preview.
_LONGEST = 300_000


def is_readable(stored: StoredFile) -> bool:
    """Whether files of this format can have words at all."""
    return stored.format in files.TEXT


def read(stored: StoredFile, *, scans: bool = False) -> FileText:
    """The words of the file, from the last time or read now; call it outside a transaction.

    scans: recognise the letters of a scan, which takes seconds a page; without it nothing is kept
    of a scan that could be recognised, so that the worker does it. Of a file whose head bears a
    mark of secrecy no word is kept.
    """
    kept = FileText.objects.filter(file=stored).first()
    if kept is not None:
        return kept
    text, refusal = "", ""
    try:
        text = _words(files.read(stored), scans=scans)
    except NoTextLayer as error:
        if not scans and ocr.program():
            return FileText(file=stored, refusal=error.code)
        refusal = error.code
    except FileRefused as error:
        refusal = error.code
    return keep(stored, text, refusal)


def keep(stored: StoredFile, text: str, refusal: str = "") -> FileText:
    """Keep the words that were read, unless they were kept before."""
    text = text.replace("\0", "")[:_LONGEST]
    if bears_secrecy_mark(text):
        text, refusal = "", MARKED
    made, _is_new = FileText.objects.get_or_create(
        file=stored, defaults={"text": text, "refusal": refusal}
    )
    return made


def _words(data: bytes, *, scans: bool) -> str:
    try:
        return extract(data, "").text
    except NoTextLayer:
        if not (scans and ocr.program()):
            raise
        return recognise(data, "").text


def read_if_small(stored: StoredFile) -> None:
    """Read the words while the form is answered, where that takes no time worth speaking of.

    Raises MarkedFile; the bytes are gone then.
    """
    if not is_readable(stored) or stored.size > _READ_AT_ONCE:
        return
    read(stored)
    if is_marked(stored):
        files.discard(stored)
        raise MarkedFile


def is_marked(stored: StoredFile) -> bool:
    """Whether the head of the file bears a mark of secrecy, as far as it was read."""
    kept = FileText.objects.filter(file=stored).first()
    return kept is not None and (kept.refusal == MARKED or bears_secrecy_mark(kept.text))


def forget_of(document: Document) -> None:
    """Keep no word of the files of a paper that became secret, unless another paper has them."""
    elsewhere = DocumentFile.objects.filter(removed_at=None).exclude(document=document)
    FileText.objects.filter(file__in=document.files.values("file")).exclude(
        file__in=elsewhere.values("file")
    ).update(text="", refusal=_CLASSIFIED)


@transaction.atomic
def read_soon(stored: StoredFile, *, by: User, at: datetime, kind: str = KIND) -> None:
    """Let the worker read the file and put its words into the search, if nobody has read it.

    kind: of the job; each room that carries files has its own, which knows its records.
    """
    if is_readable(stored) and not FileText.objects.filter(file=stored).exists():
        enqueue(kind, stored.sha256, {"file": stored.pk}, by=by, at=at)


def words_of(document: Document) -> list[tuple[str, str]]:
    """Name and words of each file of the document that has other words than the document."""
    held = document.files.filter(removed_at=None).select_related("file__read_text")
    own = document.text.strip()
    return [
        (one.name, one.file.read_text.text)
        for one in held
        if hasattr(one.file, "read_text") and one.file.read_text.text.strip() not in {"", own}
    ]


def never_read() -> Iterator[StoredFile]:
    """Stored files whose words nobody has read yet; for `phoihop reindex`."""
    unread = StoredFile.objects.filter(format__in=files.TEXT, read_text=None)
    return unread.order_by("pk").iterator(chunk_size=100)
