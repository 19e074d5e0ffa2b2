"""Run a command whose tests begin with a copy of a database that is already migrated.

usage: python tools/test_databases.py COMMAND...

All migrations are applied once on SQLite and once on PostgreSQL, at the same time, before the
command starts; else every process of every part of the suite would do it again. The settings of the
tests and tools/postgres.py find both through PHOIHOP_TEST_FILE and PHOIHOP_TEST_CLUSTER.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from postgres import cluster, make_database

_MIGRATE = """
from django.core.management import execute_from_command_line
from phoihop.cli.memory import collecting_seldom
with collecting_seldom():
    execute_from_command_line(["migrate", "migrate", "--run-syncdb", "--verbosity=0"])
"""


def main(command: list[str]) -> int:
    """Run the command; return its exit code."""
    if not command:
        sys.stderr.write(str(__doc__))
        return 2
    with tempfile.TemporaryDirectory(prefix="phoihop-migrated-") as folder, cluster() as url:
        migrated = make_database(url, "migrated")
        both = [_migrate(folder, ""), _migrate(folder, migrated)]
        codes = [one.wait() for one in both]
        if any(codes):
            return 1
        found = {
            "PHOIHOP_TEST_FILE": str(Path(folder) / "phoihop.sqlite3"),
            "PHOIHOP_TEST_CLUSTER": url,
        }
        return subprocess.run(  # noqa: S603 -- the command is the caller's own
            command, env={**os.environ, **found}, check=False
        ).returncode


def _migrate(folder: str, url: str) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings_test",
        "PHOIHOP_DATA_DIR": folder,
        "PHOIHOP_DATABASE_URL": url,
    }
    return subprocess.Popen([sys.executable, "-c", _MIGRATE], env=env)  # noqa: S603 -- our own code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
