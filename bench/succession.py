"""`python -m bench.succession`: how long it takes to end a district, and to undo that.

The database is that of PHOIHOP_DATABASE_URL, which should be empty, else a new SQLite file.
"""

import argparse
import os
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

_FIRST = date(2025, 7, 1)
_AT = datetime(2025, 7, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def main() -> None:
    """Print the seconds of the preview, of the act and of its undoing."""
    parser = argparse.ArgumentParser(prog="python -m bench.succession")
    parser.add_argument("--agencies", type=int, default=40)
    parser.add_argument("--tasks", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "district.sqlite3"
        os.environ.setdefault("PHOIHOP_DATABASE_URL", f"sqlite:///{file}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- after the set-up

        call_command("migrate", verbosity=0)
        _measure(asked.agencies, asked.tasks)


def _measure(agencies: int, tasks: int) -> None:
    from phoihop.succession import services  # noqa: PLC0415 -- after the set-up
    from phoihop.succession.plan import plan_of  # noqa: PLC0415
    from phoihop.tasks.models import Task  # noqa: PLC0415

    by, ending, heirs = _district(agencies)
    _tasks(ending, by, tasks)
    facts = services.ActFacts(
        title="Kết thúc cấp huyện", on=_FIRST, paper="1/NQ-QH", paper_on=date(2025, 6, 16)
    )
    act = services.create_act(facts, by=by, at=_AT, form_key=uuid.uuid4().hex)
    for number, heir in enumerate(heirs):
        services.add_ending(act, ending[number :: len(heirs)], [heir], by=by, at=_AT)
    preview = _timed(lambda: plan_of(act, by, _FIRST))
    run = services.ask(act, by=by, at=_AT)
    carried = _timed(lambda: services.carry_out(run, by=by, at=_AT))
    without = Task.objects.filter(done_on=None, lead_agency__valid_to__lt=_FIRST).count()
    later = services.ask_undo(run, by=by, at=_AT)
    undone = _timed(lambda: services.undo(later, by=by, at=_AT))
    print(
        f"{agencies} agencies, {tasks:,} tasks: preview {preview}  act {carried}  undo {undone}"
        f"  ({without} tasks without an owner)",
        flush=True,
    )


def _district(count: int) -> tuple[Any, list[Any], list[Any]]:
    """The administrator of a province; agencies that end; three that take over."""
    from phoihop.accounts import services as accounts  # noqa: PLC0415 -- after the set-up
    from phoihop.agencies import services as agencies  # noqa: PLC0415

    def made(name: str, level: str, parent: Any = None, begins: date | None = None) -> Any:
        facts = {"name": name, "kind": "state_agency", "level": level, "valid_from": begins}
        return agencies.create_agency(facts, by=None, at=_AT, parent=parent)

    province = made("Tỉnh ủy Thanh Bình", "province")
    seat = accounts.Seat(province, "administrator", date(2025, 1, 1))
    account = accounts.NewAccount(username="quantri", full_name="Quản trị")
    by = accounts.create_member(account, seat, by=None, at=_AT)
    by.refresh_from_db()
    ending = [made(f"Phòng số {number} huyện", "district") for number in range(count)]
    heirs = [made(f"Đảng ủy xã {n}", "commune", province, _FIRST) for n in range(3)]
    for agency in ending:
        person = accounts.NewAccount(username=f"cb{agency.pk}", full_name=f"Cán bộ {agency.pk}")
        place = accounts.Seat(agency, "specialist", date(2025, 1, 1))
        accounts.create_member(person, place, by=None, at=_AT)
    return by, ending, heirs


def _tasks(agencies: list[Any], by: Any, count: int) -> None:
    """Open tasks, each with a coordinating agency, as the services keep them."""
    from phoihop.agencies.models import Official  # noqa: PLC0415 -- after the set-up
    from phoihop.tasks.models import Task, TaskCoordination, TaskHolding  # noqa: PLC0415
    from phoihop.tasks.succession import settle  # noqa: PLC0415

    official = Official.objects.create(full_name="Nguyễn Thị Hoa")
    due = date(2025, 6, 1)
    rows = Task.objects.bulk_create(
        Task(
            code=f"V{number}",
            title=f"Tuyên truyền nội dung số {number} tại cơ sở",
            product="Báo cáo kết quả",
            lead_agency=agencies[number % len(agencies)],
            person_in_charge=official,
            assigner=by.acting_agency,
            assigned_on=date(2025, 3, 1),
            assigned_at=_AT,
            assigned_by=by,
            due_on=due + timedelta(days=number % 180),
            first_due_on=due + timedelta(days=number % 180),
        )
        for number in range(count)
    )
    TaskHolding.objects.bulk_create(
        TaskHolding(task=row, agency=row.lead_agency, valid_from=row.assigned_on) for row in rows
    )
    TaskCoordination.objects.bulk_create(
        TaskCoordination(task=row, agency=agencies[(at + 1) % len(agencies)])
        for at, row in enumerate(rows)
    )
    settle([row.pk for row in rows])


def _timed(act: Callable[[], Any]) -> str:
    """Seconds by the clock, of the processor in this process, in the database; statements."""
    from django.db import connection  # noqa: PLC0415 -- after the set-up

    statements: list[float] = []

    def counted(execute: Callable[..., Any], *asked: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            statements.append(time.perf_counter() - start)

    begin, worked = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counted):
        act()
    return (
        f"{time.perf_counter() - begin:5.1f} s ({time.process_time() - worked:4.1f} CPU,"
        f" {sum(statements):4.1f} in {len(statements)} statements)"
    )


if __name__ == "__main__":
    main()
