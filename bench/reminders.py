"""`python -m bench.reminders`: how long the daily job takes, and how much memory it needs.

The first morning tells every inbox of all that stands; the second one, a day later, only of what
is new. The database is that of PHOIHOP_DATABASE_URL, which should be empty, else a new SQLite file.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from phoihop.tasks.counted import Day


def main() -> None:
    """Print seconds, rows and the highest memory of the process after each part."""
    parser = argparse.ArgumentParser(prog="python -m bench.reminders")
    parser.add_argument("--tasks", type=int, default=60_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.sqlite3"
        os.environ.setdefault("PHOIHOP_DATABASE_URL", f"sqlite:///{file}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        _fill(asked.tasks)
        _mornings()


def _fill(tasks: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after the set-up
    from django.db.models import F, Value  # noqa: PLC0415
    from django.db.models.functions import Concat  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench.data.build import fill  # noqa: PLC0415
    from phoihop.accounts.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    now = timezone.localtime()
    fill(tasks, now.date(), now)
    User.objects.update(email=Concat(F("username"), Value("@office.example")))
    print(f"{tasks:,} tasks, {User.objects.count():,} accounts; {_memory()} MB before")


def _mornings() -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after the set-up

    from phoihop.agencies.calendar import office_calendar  # noqa: PLC0415
    from phoihop.periods import next_working_day_on_or_after  # noqa: PLC0415
    from phoihop.urging.habits import day_of  # noqa: PLC0415
    from phoihop.urging.telling import tell  # noqa: PLC0415

    at = timezone.localtime()
    on = at.date()
    for _morning in range(2):
        on = next_working_day_on_or_after(on, office_calendar())
        day, _works = day_of(on)
        _timed(f"{on} mails", partial(_mails, day, at))
        _timed(f"{on} inboxes", partial(tell, day, at))
        on += timedelta(days=1)


def _mails(day: "Day", at: datetime) -> int:
    from phoihop.urging.digest import write_digests  # noqa: PLC0415 -- after the set-up

    return len(write_digests(day, at))


def _timed(what: str, do: Callable[[], int]) -> None:
    began = time.perf_counter()
    count = do()
    print(f"{what}: {count:,} in {time.perf_counter() - began:.1f} s; {_memory()} MB at most")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
