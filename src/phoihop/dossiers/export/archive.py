"""The folder as one ZIP: the files byte for byte, the lists beside them, a digest of each."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.documents.models import StoredFile
from phoihop.dossiers.errors import FileAltered
from phoihop.dossiers.export.contents import pieces_of
from phoihop.dossiers.export.index import Index, as_html, as_pdf, as_xlsx, style
from phoihop.dossiers.export.metadata import Packed, metadata_xml
from phoihop.dossiers.export.names import Names, safe
from phoihop.dossiers.models import Dossier

_CHUNK: Final = 256 * 1024
# ZIP knows no year before it.
_FIRST_YEAR: Final = 1980


@dataclass(frozen=True)
class Made:
    """A finished folder: how many records are in it, and how many its reader may not see."""

    items: int
    left_out: int
    size: int
    sha256: str


def build(
    dossier: Dossier,
    target: Path,
    *,
    user: User,
    at: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Made:
    """Write the ZIP to `target`, whole or not at all, with what `user` may see at that moment.

    Raises FileAltered when the bytes of a file are no longer those that were taken in.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    try:
        with translation.override("vi"):  # archives read Vietnamese, whoever exports
            pieces = pieces_of(dossier, user, timezone.localtime(at).date())
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                folder = _Folder(archive, safe(f"{dossier.year} {dossier.code}"), at)
                _fill(folder, Index(dossier, pieces, {}, user, at), progress)
        with part.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    hidden = sum(piece.hidden for piece in pieces)
    return Made(len(pieces) - hidden, hidden, target.stat().st_size, digest)


class _Folder:
    """Writes the parts of the ZIP and remembers the digest of each."""

    def __init__(self, archive: zipfile.ZipFile, name: str, at: datetime) -> None:
        self._archive = archive
        self._name = name
        local = timezone.localtime(at)
        self._time = (max(local.year, _FIRST_YEAR), *local.timetuple()[1:6])
        self.packed: list[Packed] = []

    def write(self, path: str, chunks: Iterator[bytes]) -> Packed:
        """Put the bytes at `path` of the folder."""
        digest, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(f"{self._name}/{path}", self._time)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        with self._archive.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        self.packed.append(Packed(path, digest.hexdigest(), size))
        return self.packed[-1]


def _fill(folder: _Folder, index: Index, progress: Callable[[int, int], None]) -> None:
    total = sum(len(piece.files) for piece in index.pieces) + 1
    done = 0
    for piece in index.pieces:
        if piece.hidden:
            continue
        place = f"tai-lieu/{safe(f'{piece.ordinal:03} {piece.code or piece.label}')}"
        names, held = Names(), index.packed.setdefault(piece.ordinal, [])
        for name, stored in piece.files:
            held.append(_write_stored(folder, f"{place}/{names.take(name)}", stored, name))
            done += 1
            progress(done, total)
        for sheet in piece.sheets:
            path = f"{place}/{names.take(sheet.name)}"
            held.append(folder.write(path, iter([sheet.text.encode()])))
    metadata = metadata_xml(index.dossier, index.pieces, index.packed)
    for name, data in (
        ("index.html", as_html(index)),
        ("index.css", style()),
        ("index.xlsx", as_xlsx(index)),
        ("index.pdf", as_pdf(index)),
        ("metadata.xml", metadata),
    ):
        folder.write(name, iter([data]))
    sums = "".join(f"{one.sha256}  {one.path}\n" for one in folder.packed)
    folder.write("SHA256SUMS", iter([sums.encode()]))
    progress(total, total)


def _write_stored(folder: _Folder, path: str, stored: StoredFile, name: str) -> Packed:
    try:
        written = folder.write(path, _chunks(stored))
    except FileNotFoundError as error:
        raise FileAltered(
            _("The file %(name)s is no longer on the disk.") % {"name": name}
        ) from error
    if written.sha256 != stored.sha256:
        raise FileAltered(
            _("The file %(name)s on the disk is no longer the one that was taken in.")
            % {"name": name}
        )
    return written


def _chunks(stored: StoredFile) -> Iterator[bytes]:
    with default_storage.open(stored.path, "rb") as file:
        yield from file.chunks(_CHUNK)
