"""Programs of the operating system: where they stand, and how they are called."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from phoihop.safekeeping.errors import BackupFailed, ProgramMissing

_PACKAGES = {
    "pg_dump": "postgresql-client",
    "pg_restore": "postgresql-client",
    "age": "age",
    "gpg": "gnupg",
    "tar": "tar",
}
_LONGEST_WORDS = 500


def find(name: str) -> str:
    """The path of a program; Debian keeps the newest of PostgreSQL out of PATH.

    Raises ProgramMissing with the package to install.
    """
    if name.startswith("pg_"):
        versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
        newest = max(versions, key=lambda path: _version(path.parts[-3]), default=None)
        if newest is not None:
            return str(newest)
    if found := shutil.which(name):
        return found
    raise ProgramMissing(
        _("The program %(name)s is not installed: apt-get install %(package)s")
        % {"name": name, "package": _PACKAGES[name]}
    )


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> str:
    """Run a program of `find` to its end and return what it wrote. Raises BackupFailed."""
    done = subprocess.run(  # noqa: S603 -- programs we found, arguments of our own
        command, env=env, check=False, capture_output=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise failure(command[0], done.returncode, done.stderr)
    return done.stdout.decode(errors="replace")


def failure(program: str, code: int, said: bytes) -> BackupFailed:
    """What a program's failure is called, with its last words."""
    words = said.decode(errors="replace").strip()[-_LONGEST_WORDS:]
    return BackupFailed(
        _("%(program)s failed (%(code)s): %(words)s")
        % {"program": Path(program).name, "code": code, "words": words}
    )


def _version(text: str) -> int:
    return int(text) if text.isdecimal() else 0
