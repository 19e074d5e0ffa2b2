"""The loop of a worker process: lost jobs, the day's jobs, then whatever waits."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType, TracebackType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from phoihop.jobs import services
from phoihop.jobs.models import Job, JobState, WorkerProcess

# Signs of life in the time after which silence means death.
_BEATS = 8
PAUSE_SECONDS = 1.0
_FORGOTTEN_AFTER = timedelta(days=1)

logger = logging.getLogger(__name__)


def run(clock: Callable[[], datetime]) -> None:
    """Carry out jobs until SIGTERM or SIGINT; a job that runs then is finished first.

    clock: the office's clock, which may be simulated; it decides only which day it is.
    """
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    with Heart() as heart:
        while not stop.is_set():
            close_old_connections()
            services.return_lost(timezone.now())
            services.enqueue_daily(clock())
            if not run_one(heart.name):
                stop.wait(PAUSE_SECONDS)


def run_waiting() -> int:
    """Carry out all that is due now, in this process; return how many there were."""
    count = 0
    while run_one("once"):
        count += 1
    return count


def run_one(name: str) -> bool:
    """Carry out the first job that is due; False when none is."""
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name[:64],
        excluded_queue_names=[],
    ).run()
    return True


class Heart:
    """Shows eight times in the limit of silence that this process and the job it runs are alive.

    A thread of its own, since a job may be silent for long.
    """

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat_until_stopped, daemon=True)

    def __enter__(self) -> "Heart":
        now = timezone.now()
        WorkerProcess.objects.filter(beat_at__lt=now - _FORGOTTEN_AFTER).delete()
        WorkerProcess.objects.update_or_create(
            name=self.name, defaults={"started_at": now, "beat_at": now}
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()
        WorkerProcess.objects.filter(name=self.name).delete()

    def _beat_until_stopped(self) -> None:
        every = services.lost_after().total_seconds() / _BEATS
        while not self._stop.wait(every):
            try:
                self._beat(timezone.now())
            except DatabaseError:
                # A long write of the job itself holds SQLite; who would call it lost must wait too.
                logger.warning("No sign of life could be written", exc_info=True)
                connection.close()
        connection.close()

    def _beat(self, now: datetime) -> None:
        WorkerProcess.objects.filter(name=self.name).update(beat_at=now)
        Job.objects.filter(pk__in=self._mine(), state=JobState.RUNNING).update(heartbeat_at=now)

    def _mine(self) -> list[int]:
        running = DBTaskResult.objects.running().filter(task_path=services.run_job.module_path)
        return [
            task.args_kwargs["args"][0]
            for task in running
            if task.worker_ids and task.worker_ids[-1] == self.name[:64]
        ]
