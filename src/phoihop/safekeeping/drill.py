"""Try the newest backup: restore it somewhere else by the very command of the real case."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from phoihop.safekeeping import databases, folder
from phoihop.safekeeping.errors import NoBackupYet, RestoreFailed
from phoihop.safekeeping.folder import Backup

_LONGEST_WORDS = 1500


def newest() -> Backup:
    """The one to try. Raises NoBackupYet."""
    found = folder.backups_in(folder.place())
    if not found:
        raise NoBackupYet
    return found[0]


def drill(backup: Backup, *, identity: Path | None) -> str:
    """Restore into a scratch place, verify, take the place away; return what was found.

    A process of its own does it, with the settings of an empty office. Raises RestoreFailed with
    the last words of that process.
    """
    with scratch() as office:
        command = [sys.executable, "-m", "phoihop.cli", "restore", str(backup.path)]
        if identity is not None:
            command += ["--identity", str(identity)]
        done = subprocess.run(  # noqa: S603 -- our own command
            command,
            env=office,
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
    said = (done.stdout + done.stderr).decode(errors="replace").strip()[-_LONGEST_WORDS:]
    if done.returncode:
        raise RestoreFailed(
            _("%(name)s could not be restored: %(said)s") % {"name": backup.name, "said": said}
        )
    return said


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """The environment of an empty office in a folder and database of its own."""
    with folder.scratch(folder.DRILL) as data, _address() as url:
        yield {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
            "PHOIHOP_DATA_DIR": str(data),
            "PHOIHOP_DATABASE_URL": url,
            # As at the real place, so that the second steps can be read.
            "PHOIHOP_SECRET_KEY": settings.SECRET_KEY,
        }


@contextmanager
def _address() -> Iterator[str]:
    """PHOIHOP_DATABASE_URL of the scratch place; on PostgreSQL a database made for it."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"phoihop_drill_{secrets.token_hex(4)}"
    with (
        databases.in_words(),
        psycopg.connect(**databases.parameters(), autocommit=True) as server,
    ):
        try:
            server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'".encode())
        except psycopg.errors.InsufficientPrivilege as error:
            raise RestoreFailed(
                _(
                    "The drill makes a database of its own, and the user of the database may not:"
                    " ALTER ROLE %(user)s CREATEDB;"
                )
                % {"user": connection.settings_dict["USER"]}
            ) from error
        try:
            yield _url(name)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _url(name: str) -> str:
    facts = {key: quote(str(value), safe="") for key, value in databases.parameters().items()}
    user = f"{facts.get('user', '')}:{facts.get('password', '')}"
    place = f"{facts.get('host', '')}:{facts.get('port', '')}".rstrip(":")
    query = "&".join(f"{key}={facts[key]}" for key in databases.LIBPQ if key in facts)
    return f"postgresql://{user}@{place}/{name}{'?' if query else ''}{query}"
