"""A worker process is killed in the middle of a job; the next one finishes it, once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from conftest import NOW
from phoihop.jobs import services
from phoihop.jobs.models import Job, JobState, WorkerProcess
from phoihop.jobs.tests import kinds

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]

WORK = """
import django; django.setup()
from datetime import datetime, timezone
from phoihop.jobs import worker
from phoihop.jobs.tests import kinds
worker.run(lambda: datetime(2019, 4, 16, tzinfo=timezone.utc))
"""
PATIENCE_SECONDS = 60
LOST_AFTER_SECONDS = "2"


def address_of_this_database() -> str:
    """What PHOIHOP_DATABASE_URL must say for another process to share the test's database."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return (
        f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}"
        f"/{facts['NAME']}"
    )


Worker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """Starts a worker process on the test's database; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []
    office = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PHOIHOP_DATA_DIR": str(tmp_path),
        "PHOIHOP_DATABASE_URL": address_of_this_database(),
        "PHOIHOP_JOB_LOST_AFTER_SECONDS": LOST_AFTER_SECONDS,
    }

    def start(**more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", WORK]
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
        time.sleep(0.05)


def test_a_job_whose_worker_is_killed_is_finished_by_the_next(
    worker: Worker, tmp_path: Path
) -> None:
    lines = tmp_path / "lines"
    job = services.enqueue("test.count", "1", {"file": str(lines)}, by=None, at=NOW)
    first = worker(PHOIHOP_TEST_HANG="1")
    wait_until(lambda: lines.exists() and len(lines.read_text("ascii").splitlines()) == 2)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)

    # Nobody touches the row: the silence itself must bring the job back to the queue.
    second = worker()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
    second.send_signal(signal.SIGTERM)
    assert second.wait(PATIENCE_SECONDS) == 0
    job.refresh_from_db()
    assert (job.attempts, job.done, job.total, job.error) == (2, 5, 5, "")
    assert lines.read_text("ascii").splitlines() == [str(step) for step in range(kinds.STEPS)]
    assert WorkerProcess.objects.count() == 1  # the killed one's row only


def test_a_worker_that_was_taken_for_lost_does_not_speak_for_the_next(tmp_path: Path) -> None:
    job = services.enqueue("test.count", "1", {"file": str(tmp_path / "f")}, by=None, at=NOW)
    # Another worker has begun the third attempt while the first still goes on with the second.
    first = services._claim(job.pk)
    assert first is not None
    Job.objects.filter(pk=job.pk).update(attempts=3)
    services._finish(first)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
