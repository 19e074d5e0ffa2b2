"""Jobs for the tests; imported by the test process and by the worker process it kills."""

import os
import time
from pathlib import Path
from typing import Any

from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, job

STEPS = 5


@job("test.count")
def count(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Write one line a step into a file; lines that are there already are not written again."""
    file = Path(payload["file"])
    file.touch()
    for step in range(STEPS):
        if len(file.read_text(encoding="ascii").splitlines()) <= step:
            with file.open("a", encoding="ascii") as lines:
                lines.write(f"{step}\n")
        progress(step + 1, STEPS)
        if step == 1 and os.environ.get("PHOIHOP_TEST_HANG"):
            time.sleep(600)


@job("test.fail")
def fail(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Fail as often as the payload says."""
    if _job.attempts <= payload["times"]:
        raise ValueError("Không đọc được tệp")
