"""A worker process is killed in the middle of a job; the next one finishes it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from phoihop.jobs.tests.kinds import STEPS

START = """
import django; django.setup()
from datetime import datetime, timezone
from phoihop.jobs import services, worker
from phoihop.jobs.tests import kinds
"""
QUEUE = (
    START
    + """
services.enqueue(
    "test.count", "1", {"file": %r}, by=None, at=datetime(2019, 4, 16, tzinfo=timezone.utc)
)
"""
)
WORK = START + "worker.run(lambda: datetime(2019, 4, 16, tzinfo=timezone.utc))"
PATIENCE_SECONDS = 60


@pytest.fixture
def office(tmp_path: Path) -> dict[str, str]:
    """The environment of processes that share one new SQLite database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PHOIHOP_DATA_DIR": str(tmp_path),
        "PHOIHOP_DATABASE_URL": "",
    }


Python = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def python(office: dict[str, str]) -> Iterator[Python]:
    """Starts a process on our code; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(code: str, **more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", code]
        started.append(subprocess.Popen(command, env=office | more))  # noqa: S603 -- our own code
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.1)


def test_a_job_whose_worker_is_killed_is_finished_by_the_next(
    python: Python, tmp_path: Path
) -> None:
    lines, database = tmp_path / "lines", tmp_path / "phoihop.sqlite3"
    migrate = "import django; django.setup(); from django.core.management import call_command as c"
    assert python(f"{migrate}; c('migrate', verbosity=0)").wait() == 0
    assert python(QUEUE % str(lines)).wait() == 0

    def ask(sql: str) -> tuple[object, ...]:
        with sqlite3.connect(database, timeout=20) as connection:
            return tuple(connection.execute(sql).fetchone() or ())

    first = python(WORK, PHOIHOP_TEST_HANG="1")
    wait_until(lambda: lines.exists() and len(lines.read_text().splitlines()) == 2)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert ask("SELECT state, attempts FROM jobs_job") == ("running", 1)

    # The two minutes of silence pass.
    ask("UPDATE jobs_job SET heartbeat_at = datetime(heartbeat_at, '-3 minutes') RETURNING 1")
    second = python(WORK)
    wait_until(lambda: ask("SELECT state FROM jobs_job WHERE kind = 'test.count'") == ("done",))
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE_SECONDS) == 0
    assert ask("SELECT attempts, done, total FROM jobs_job WHERE kind = 'test.count'") == (2, 5, 5)
    assert lines.read_text().splitlines() == [str(step) for step in range(STEPS)]
    assert ask("SELECT count(*) FROM jobs_workerprocess") == (1,)  # the killed one's row only
