"""Text and pictures of PDF files from strangers, made in a child process with limits.

Whatever a file does to the engine, the caller gets an answer or one of the refusals below.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_CHILD: Final = Path(__file__).with_name("pdf_child.py")
_SECONDS: Final = 30
# Each child may take a gigabyte and a half: more than a few at once would starve the server.
_slots: Final = threading.BoundedSemaphore(2)


class Unreadable(ValueError):
    """reason: "encrypted", "damaged", "too_heavy", "busy", "pages", "text" or "no_page".

    too_heavy: it took more time or memory than a page is worth. busy: others were being read for
    as long as the caller would wait. size: of what was too much.
    """

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.size = size


@dataclass(frozen=True)
class Picture:
    """A page as a PNG; width and height in pixels, pages: how many the file has."""

    png: bytes
    width: int
    height: int
    pages: int


def page_texts(data: bytes, *, pages: int, characters: int) -> tuple[list[str], int]:
    """The printed lines of every page, and how many pages are a picture with hardly a word.

    Raises Unreadable, also for more than these limits.
    """
    # Read once and kept: whoever asks waits for its turn.
    facts, _rest = _ask(data, None, "text", pages, characters)
    return facts["texts"], facts["scans"]


def page_count(data: bytes) -> int:
    """How many pages the file has; none of them is drawn. Raises Unreadable."""
    facts, _rest = _ask(data, None, "count")
    pages: int = facts["pages"]
    return pages


def picture(
    data: bytes,
    number: int,
    *,
    width: int,
    pixels: int = 6_000_000,
    patience: float | None = None,
) -> Picture:
    """Draw page `number`, counted from 0, at most so wide. Raises Unreadable.

    patience: seconds to wait for the turn; None for as long as it takes.
    """
    facts, png = _ask(data, patience, "picture", number, width, pixels)
    return Picture(png, facts["width"], facts["height"], facts["pages"])


def _ask(data: bytes, patience: float | None, *arguments: object) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-I", str(_CHILD), *map(str, arguments)]
    if not _slots.acquire(timeout=patience):
        raise Unreadable("busy")
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the file comes by a pipe
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_heavy") from error
    finally:
        _slots.release()
    line, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise Unreadable("too_heavy" if done.returncode < 0 else "damaged")
    facts: dict[str, Any] = json.loads(line)
    if "error" in facts:
        raise Unreadable(facts["error"], facts.get("size", 0))
    return facts, rest
