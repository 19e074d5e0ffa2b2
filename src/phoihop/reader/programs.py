"""Programs of the system (antiword, LibreOffice, tesseract) on files from strangers, bounded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BOUNDED: Final = Path(__file__).with_name("bounded.py")
# Only what such a program needs: nothing of ours leaks into it.
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "TMPDIR")


class Failed(ValueError):
    """The program gave up, or took more time or memory than it may."""


@dataclass(frozen=True)
class Bounds:
    """seconds: of the clock and of the processor; megabytes: of address space, 0 for any."""

    seconds: int
    megabytes: int


def found(*names: str) -> str | None:
    """Return the path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str],
    data: bytes = b"",
    *,
    bounds: Bounds,
    home: Path | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return what the program writes for `data` at its standard input. Raises Failed.

    home: a folder of its own, where the program insists on writing one.
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"HOME": str(home or "/nonexistent"), **(more or {})}
    limits = [str(bounds.seconds), str(bounds.megabytes)]
    try:
        done = subprocess.run(  # noqa: S603 -- a program of the system, its path looked up by us
            [sys.executable, "-I", str(_BOUNDED), *limits, *command],
            input=data,
            capture_output=True,
            timeout=bounds.seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{command[0]}: longer than {bounds.seconds} s") from error
    if done.returncode:
        raise Failed(f"{command[0]}: {done.returncode}: {done.stderr[-300:]!r}")
    return done.stdout
