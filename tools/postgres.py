"""Run a command with a PostgreSQL cluster of its own, on a free port, gone afterwards.

usage: python tools/postgres.py COMMAND...

The command finds it through PHOIHOP_DATABASE_URL. If PHOIHOP_TEST_CLUSTER names the database of a
cluster that runs, that one is used. PostgreSQL never runs as root: started as root this script uses
Debian's user postgres.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

# Nothing of value is in it, so nothing need survive a power cut.
_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=128MB",
)


def main(command: list[str]) -> int:
    """Run the command; return its exit code."""
    if not command:
        sys.stderr.write(str(__doc__))
        return 2
    running = os.environ.get("PHOIHOP_TEST_CLUSTER")
    with nullcontext(running) if running else cluster() as url:
        return subprocess.run(  # noqa: S603 -- the command is the caller's own
            command, env={**os.environ, "PHOIHOP_DATABASE_URL": url}, check=False
        ).returncode


@contextmanager
def cluster() -> Iterator[str]:
    """The address of the database of a new cluster."""
    folder = Path(tempfile.mkdtemp(prefix="phoihop-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        data, port = folder / "data", _free_port()
        _run(
            "initdb", "-D", data, "-U", "phoihop", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"
        )
        settings = " ".join(f"-c {setting}" for setting in _SETTINGS)
        options = f"-p {port} -k {folder} {settings}"
        _run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", options, "start")
        try:
            yield make_database(f"postgresql://phoihop@127.0.0.1:{port}/postgres", "phoihop")
        finally:
            _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(url: str, name: str) -> str:
    """The address of a new database beside the one at `url`."""
    _run("createdb", "--maintenance-db", url, name)
    return f"{url.rpartition('/')[0]}/{name}"


def _run(program: str, *arguments: object) -> None:
    command = [str(_programs() / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # pg_ctl's child keeps a pipe open for ever: its output goes to the log, not to us.
    done = subprocess.run(  # noqa: S603 -- a program of PostgreSQL
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    if done.returncode:
        raise SystemExit(f"{program} failed ({done.returncode}): {' '.join(command)}")


def _programs() -> Path:
    """The folder of PostgreSQL's programs; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            sys.exit("There is no user postgres: apt-get install postgresql")
    sys.exit(main(sys.argv[1:]))
