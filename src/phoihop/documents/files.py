"""Bytes as they came: taken in by content, kept once under their SHA-256, never altered."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.documents.errors import (
    FileEmpty,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileWasRemoved,
    WrongFileFormat,
)
from phoihop.documents.models import StoredFile
from phoihop.reader.files import READABLE
from phoihop.reader.sniff import sniff

EVIDENCE: Final = frozenset({"pdf", "docx", "xlsx", "pptx", "doc", "xls", "png", "jpeg", "txt"})
SCAN: Final = frozenset({"pdf", "png", "jpeg"})
# What has words of its own; scans among them are recognised by the worker.
TEXT: Final = frozenset({"txt", "docx", "doc", "pdf"})
# What a person may hand in to be read.
HANDED_IN: Final = READABLE

# Shown by the browser itself; everything else is only saved.
INLINE: Final = frozenset({"pdf", "png", "jpeg"})

Response = TypeVar("Response", bound=HttpResponseBase)

_ARCHIVES: Final = frozenset({"docx", "xlsx", "pptx", "zip"})
_MAX_UNPACKED: Final = 300 * 1024 * 1024
_MAX_PARTS: Final = 5000
# Office papers shrink to a tenth, pictures hardly; a part that grows more than this is a bomb.
_MAX_RATIO: Final = 200
_SMALL_PART: Final = 5 * 1024 * 1024
_CHUNK: Final = 256 * 1024

# An office paper holds pictures and XML, no further archives; embedded sheets are rare enough.
_NESTED: Final = (".zip", ".7z", ".rar", ".gz", ".exe")
_PROGRAMS: Final = frozenset({"exe", "script"})
_PROGRAM_SUFFIXES: Final = frozenset(
    {"exe", "dll", "com", "scr", "msi", "elf", "so", "bin", "bat", "cmd", "ps1", "vbs", "js"}
    | {"jse", "hta", "lnk", "jar", "html", "svg"}
)
# Word and Excel up to 2003 share a container; which of the two stands too deep inside to look for.
_OLE: Final = frozenset({"doc", "xls"})
_HEAD: Final = 128 * 1024
_SAME: Final = {"jpg": "jpeg", "jpe": "jpeg", "text": "txt", "htm": "html", "tif": "tiff"}
_TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "tiff": "image/tiff",
    "eml": "message/rfc822",
}
# Stretches of bytes at whose end stands what tells the kind.
_TOLD_AT_THE_END: Final = (b"PK", b"\xd0\xcf\x11\xe0")


def store(data: "UploadedFile[Any] | bytes", name: str, *, accept: frozenset[str]) -> StoredFile:
    """Check `data` by its content and keep it; the same bytes give the same row.

    accept: EVIDENCE, SCAN, TEXT or another set of formats. Raises FileEmpty, FileTooLarge,
    WrongFileFormat, FileUnpacksTooLarge, FileWasRemoved, each with a sentence for the user.
    """
    with tempfile.TemporaryFile() as copy:
        digest, size = _copy(data, copy)
        form = _checked_format(copy, name, accept)
        return _kept(copy, digest, size, form)


def store_typed(words: str) -> StoredFile:
    """Keep what a person typed or pasted: it is a text, whatever format its first letters name.

    Raises FileEmpty, FileTooLarge, FileWasRemoved.
    """
    with tempfile.TemporaryFile() as copy:
        digest, size = _copy(words.encode(), copy)
        return _kept(copy, digest, size, "txt")


@transaction.atomic
def _kept(copy: IO[bytes], digest: str, size: int, form: str) -> StoredFile:
    path = _path_of(digest)
    _hold(path)
    kept = StoredFile.objects.filter(sha256=digest).first()
    if kept is not None and kept.removed_at:
        raise FileWasRemoved
    if kept is not None and default_storage.exists(kept.path):
        return kept
    if not default_storage.exists(path):
        _write(copy, path)
    # Two uploads of the same bytes at once: the second finds the row of the first.
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "format": form, "path": path}
    )
    return stored


def download(stored: StoredFile, name: str, *, inline: bool = False) -> HttpResponse | FileResponse:
    """Return the bytes under `name`, as something to save unless it may be shown.

    The caller has checked who may see them. Bytes that a redaction took away are answered with
    410 and a sentence.
    """
    if stored.removed_at:
        said = HttpResponse(str(FileWasRemoved()), content_type=_TYPES["txt"], status=410)
        return guarded(said)
    shown = inline and stored.format in INLINE
    response = FileResponse(
        default_storage.open(stored.path, "rb"),
        as_attachment=not shown,
        filename=safe_name(name),
        content_type=_TYPES.get(stored.format, "application/octet-stream"),
    )
    guarded(response, sandboxed=not (shown and stored.format == "pdf"))
    return response


def guarded(response: Response, *, sandboxed: bool = True) -> Response:
    """The response with headers under which its bytes run nothing and are guessed at by nobody."""
    # A sandboxed page may not start the browser's PDF viewer; a PDF runs nothing in our origin.
    alone = "sandbox" if sandboxed else "object-src 'self'"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; {alone}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def read(stored: StoredFile) -> bytes:
    """The bytes as they were kept. Raises FileWasRemoved."""
    if stored.removed_at:
        raise FileWasRemoved
    with default_storage.open(stored.path) as file:
        return bytes(file.read())


def discard(*stored: StoredFile) -> None:
    """Take bytes away that may not be kept; bytes that a record rests on stay.

    However many they are, the number of queries stays the same.
    """
    paths = {one.pk: one.path for one in stored}
    try:
        with transaction.atomic():
            StoredFile.objects.filter(pk__in=paths).delete()
    except ProtectedError as held:
        for pk in _rested_on(held):
            paths.pop(pk, None)
        StoredFile.objects.filter(pk__in=paths).delete()
    _forget(*paths.values())


def _rested_on(held: ProtectedError) -> set[int]:
    """The files that these records name."""
    return {
        getattr(record, field.attname)
        for record in held.protected_objects
        for field in record._meta.concrete_fields
        if field.related_model is StoredFile
    }


def discard_unkept(data: bytes) -> None:
    """Take bytes off the disk whose row was rolled back; those of another row stay."""
    _forget(_path_of(hashlib.sha256(data).hexdigest()))


def _forget(*paths: str) -> None:
    """Delete bytes once the transaction commits, unless somebody stored the same meanwhile."""

    @transaction.atomic
    def delete() -> None:
        _hold(*paths)
        named = set(StoredFile.objects.filter(path__in=paths).values_list("path", flat=True))
        for path in paths:
            if path not in named:
                default_storage.delete(path)

    if paths:
        transaction.on_commit(delete)


def hold(*stored: StoredFile) -> None:
    """Wait for whoever stores these bytes now; nobody else does until this transaction ends."""
    _hold(*(_path_of(one.sha256) for one in stored))


def _hold(*paths: str) -> None:
    """Let one transaction at a time store or delete these bytes, until it ends.

    Whoever stores bytes that are on the disk already writes nothing but a row, which nobody else
    sees before it is committed. SQLite lets one transaction write at a time anyway.
    """
    if paths and connection.vendor == "postgresql" and connection.in_atomic_block:
        # In one order, so that two who wait for each other's bytes do not wait for ever.
        keys = [
            int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], signed=True)
            for path in sorted(set(paths))
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys]
            )


def _path_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def safe_name(name: str) -> str:
    """The file's own name without folders, control characters and the like; accents stay."""
    base = vntext.nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in base if letter.isprintable())
    stem, dot, suffix = " ".join(printable.split()).rpartition(".")
    ending = f"{dot}{suffix}" if stem else suffix
    return f"{stem[: 180 - len(ending)]}{ending}"[:180].strip(". ") or "tep"


def _copy(data: "UploadedFile[Any] | bytes", copy: IO[bytes]) -> tuple[str, int]:
    """Copy while counting and hashing; stops at the limit, so a lying length costs no disk."""
    digest, size = hashlib.sha256(), 0
    if isinstance(data, UploadedFile) and (data.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise _too_large()
    for chunk in [data] if isinstance(data, bytes) else data.chunks(_CHUNK):
        size += len(chunk)
        if size > settings.UPLOAD_MAX_BYTES:
            raise _too_large()
        digest.update(chunk)
        copy.write(chunk)
    if not size:
        raise FileEmpty
    return digest.hexdigest(), size


def _too_large() -> FileTooLarge:
    megabytes = settings.UPLOAD_MAX_BYTES / 1024 / 1024
    return FileTooLarge(
        _("The file is too large: at most %(megabytes)s MB.") % {"megabytes": f"{megabytes:g}"}
    )


def _checked_format(copy: IO[bytes], name: str, accept: frozenset[str]) -> str:
    """The format by content. Raises WrongFileFormat, FileUnpacksTooLarge."""
    found, said = _sniffed(copy), _suffix(name)
    if found == "ole" and said in _OLE:
        found = said
    if found in _PROGRAMS and said in _TYPES:
        raise WrongFileFormat(
            _(
                "The file is not a real %(format)s file: %(name)s is in truth a program"
                " (%(program)s) and is not taken."
            )
            % {"format": said.upper(), "name": safe_name(name), "program": found.upper()}
        )
    if found == "eml" and said == "txt":  # a mail kept as text is a text
        found = said
    if found in _PROGRAMS:
        raise WrongFileFormat(
            _("The file %(name)s is a program and is not taken.") % {"name": safe_name(name)}
        )
    if said in _PROGRAM_SUFFIXES and said not in accept:
        raise WrongFileFormat(
            _("%(name)s ends as the names of programs do and is not taken.")
            % {"name": safe_name(name)}
        )
    if (said in _TYPES or said == "html") and found != said:
        raise WrongFileFormat(_misnamed(said, found, accept))
    if found not in accept:
        raise WrongFileFormat(
            _("This kind of file is not taken here. Taken are: %(formats)s.")
            % {"formats": ", ".join(sorted(form.upper() for form in accept))}
        )
    if found in _ARCHIVES:
        _check_unpacked(copy)
    return found


def _misnamed(said: str, found: str, accept: frozenset[str]) -> str:
    """What helps where a file is not what its name says."""
    if found in accept:
        return _(
            "The file is not a real %(format)s file but a %(found)s file. Let its name end in"
            " .%(suffix)s and hand it in again."
        ) % {"format": said.upper(), "found": found.upper(), "suffix": found}
    return _("The file is not a real %(format)s file. Try another copy.") % {"format": said.upper()}


def _sniffed(copy: IO[bytes]) -> str:
    """What the bytes are; only a container is read whole, for its list stands at its end."""
    copy.seek(0)
    head = copy.read(_HEAD)
    return sniff(head + copy.read() if head.startswith(_TOLD_AT_THE_END) else head) or ""


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower().removeprefix(".")
    return _SAME.get(suffix, suffix)


def _check_unpacked(copy: IO[bytes]) -> None:
    """Refuse an archive that would grow beyond reason; nothing is unpacked to find out."""
    try:
        with zipfile.ZipFile(copy) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileUnpacksTooLarge(_("The file is broken: it cannot be unpacked.")) from error
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL_PART and part.file_size > _MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    nested = any(part.filename.lower().endswith(_NESTED) for part in parts)
    if total > _MAX_UNPACKED or len(parts) > _MAX_PARTS or swollen or nested:
        raise FileUnpacksTooLarge(
            _("The file would swell without measure when unpacked and is not taken (ZIP bomb).")
        )


def _write(copy: IO[bytes], path: str) -> None:
    """Put the bytes at `path` whole or not at all."""
    copy.seek(0)
    try:
        target = Path(default_storage.path(path))
    except NotImplementedError:  # an object store, which writes whole by itself
        default_storage.save(path, File(copy))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        shutil.copyfileobj(copy, part, _CHUNK)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(target)
