"""What a file looks like, without a program for it: pictures of pages, words, or why neither.

Pictures are drawn once and kept under the hash of the file in settings.DERIVED_DIR. They can be
deleted at any time and belong in no backup.
"""

import json
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from phoihop.documents import files, texts
from phoihop.documents.errors import FileWasRemoved
from phoihop.documents.models import StoredFile
from phoihop.reader import pdf
from phoihop.ui.errors import Refused

# Pixels: enough for a page of A4 to be read on any screen.
WIDTH: Final = 1200
PICTURES: Final = frozenset({"png", "jpeg"})
LONGEST_TEXT: Final = 100_000
# The engine gives the same answer every time; being too heavy may pass, but not at once.
_FINAL: Final = frozenset({"encrypted", "damaged"})
# Seconds for which it is believed of a page.
_HEAVY_FOR: Final = 3600.0
# Seconds that a reader waits behind others. The threads of the server are few.
_PATIENCE: Final = 5.0


class NoPreview(Refused):
    """The file cannot be shown; it can always be downloaded."""

    message = _("Files of this kind cannot be shown here. Download the file to read it.")


class Locked(NoPreview):
    """A PDF with a password."""

    message = _(
        "This PDF is locked with a password, so its pages cannot be shown. Download it and open it"
        " with the password."
    )


class Broken(NoPreview):
    """Not a whole file, or one of another kind than it says."""

    message = _(
        "This file is broken or not whole: nothing of it can be shown. The bytes are kept as they"
        " came; ask the sender for a sound copy."
    )


class Removed(NoPreview):
    """A redaction took the bytes away."""

    message = FileWasRemoved.message


class TooHeavy(NoPreview):
    """Drawing it would cost too much time or memory."""

    message = _("This page is too heavy to be drawn here. Download the file to read it.")


class Busy(NoPreview):
    """Others are being drawn."""

    message = _("Many pages are being drawn just now. Please open this one again in a minute.")


class Lost(NoPreview):
    """The bytes are not on the disk."""

    message = _("This file is no longer on the disk. Please tell the administrator.")


class NoSuchPage(NoPreview):
    """A page beyond the last."""

    message = _("The file has no such page.")


_REFUSALS: Final[dict[str, type[NoPreview]]] = {
    "encrypted": Locked,
    "damaged": Broken,
    "too_heavy": TooHeavy,
    "busy": Busy,
    "no_page": NoSuchPage,
}


@dataclass(frozen=True)
class PagePicture:
    """A page of a PDF as a PNG, and how many pages there are."""

    png: bytes
    pages: int


def draw(stored: StoredFile, number: int, *, patience: float | None = _PATIENCE) -> PagePicture:
    """Page `number` of a PDF, counted from 1. Raises NoPreview with a sentence for the reader.

    patience: seconds to wait behind others; None for as long as it takes.
    """
    if stored.removed_at:
        raise Removed
    if stored.format != "pdf":
        raise NoPreview
    known = _known(stored)
    if refusal := known.get("refusal"):
        raise _REFUSALS[str(refusal)]
    pages, kept = known.get("pages"), _place(stored, f"-{number}.png")
    if isinstance(pages, int) and not 1 <= number <= pages:
        raise NoSuchPage
    if isinstance(pages, int) and kept.exists():
        return PagePicture(kept.read_bytes(), pages)
    drawn = _drawn(stored, number, patience)
    _keep(kept, drawn.png)
    _keep(_place(stored, ".json"), json.dumps({"pages": drawn.pages}).encode())
    return PagePicture(drawn.png, drawn.pages)


def _drawn(stored: StoredFile, number: int, patience: float | None) -> pdf.Picture:
    """Draw it and note what makes it useless to try again. Raises NoPreview."""
    if _was_heavy(heavy := _place(stored, f"-{number}.heavy")):
        raise TooHeavy
    try:
        drawn = pdf.picture(files.read(stored), number - 1, width=WIDTH, patience=patience)
    except FileNotFoundError as error:
        raise Lost from error
    except pdf.Unreadable as error:
        if error.reason in _FINAL:
            _keep(_place(stored, ".json"), json.dumps({"refusal": error.reason}).encode())
        elif error.reason == "too_heavy":
            _keep(heavy, b"")
        raise _REFUSALS.get(error.reason, Broken) from error
    return drawn


def page_count(stored: StoredFile) -> int | None:
    """How many pages a PDF has; None for other files and for one that cannot be opened."""
    known = _known(stored)
    if stored.removed_at or stored.format != "pdf" or "refusal" in known:
        return None
    if isinstance(pages := known.get("pages"), int):
        return pages
    if _was_heavy(heavy := _place(stored, "-count.heavy")):
        return None
    try:
        pages = pdf.page_count(files.read(stored))
    except FileNotFoundError:
        return None
    except pdf.Unreadable as error:
        if error.reason == "too_heavy":
            _keep(heavy, b"")
        return None
    _keep(_place(stored, ".json"), json.dumps({"pages": pages}).encode())
    return pages


def words(stored: StoredFile) -> str:
    """The words of a DOCX or TXT file, from their beginning. Raises NoPreview."""
    if stored.removed_at:
        raise Removed
    if not texts.is_readable(stored):
        raise NoPreview
    try:
        found = texts.read(stored)
    except FileNotFoundError as error:
        raise Lost from error
    if found.refusal:
        raise Broken
    return found.text[:LONGEST_TEXT]


def forget_unused(before: datetime) -> int:
    """Delete pictures made before that moment; return how many. before: the real clock."""
    gone = 0
    for path in Path(settings.DERIVED_DIR).glob("*/*"):
        if path.is_file() and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def forget(stored: StoredFile) -> None:
    """Delete every picture of this file."""
    for path in _place(stored, "").parent.glob(f"{stored.sha256}*"):
        path.unlink(missing_ok=True)


def _known(stored: StoredFile) -> dict[str, object]:
    try:
        found: dict[str, object] = json.loads(_place(stored, ".json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _was_heavy(mark: Path) -> bool:
    try:
        return time.time() - mark.stat().st_mtime < _HEAVY_FOR
    except OSError:
        return False


def _place(stored: StoredFile, ending: str) -> Path:
    return Path(settings.DERIVED_DIR) / stored.sha256[:2] / f"{stored.sha256}{ending}"


def _keep(place: Path, data: bytes) -> None:
    """Write whole or not at all; a full disk costs only the time of drawing again."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as part:
            part.write(data)
        Path(part.name).replace(place)
    except OSError:
        return
