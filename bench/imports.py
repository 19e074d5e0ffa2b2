"""`python -m bench.imports`: how long a large Excel file takes, from its bytes to the records.

The database is that of PHOIHOP_DATABASE_URL, which should be empty, else a new SQLite file.
"""

import argparse
import os
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from openpyxl import Workbook


def main() -> None:
    """Print lines, bytes and seconds for each kind of records."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports")
    parser.add_argument("--agencies", type=int, default=2_000)
    parser.add_argument("--officials", type=int, default=2_000)
    parser.add_argument("--users", type=int, default=500)
    parser.add_argument("--documents", type=int, default=5_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.sqlite3"
        os.environ.setdefault("PHOIHOP_DATABASE_URL", f"sqlite:///{file}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- after the set-up

        call_command("migrate", verbosity=0)
        people = _office()
        for kind, count in vars(asked).items():
            user = people["clerk" if kind == "documents" else "administrator"]
            _measure(kind, [_ROWS[kind](number) for number in range(count)], user)


def _office() -> dict[str, Any]:
    """One agency, its administrator and its clerk."""
    from django.utils import timezone  # noqa: PLC0415 -- after the set-up

    from phoihop.accounts import services as accounts  # noqa: PLC0415
    from phoihop.agencies import services as agencies  # noqa: PLC0415

    at = timezone.localtime()
    facts = {"name": "Ban Tuyên giáo", "kind": "party_board", "level": "commune"}
    agency = agencies.create_agency(facts, by=None, at=at)
    people = {}
    for role in ("administrator", "clerk"):
        seat = accounts.Seat(agency, role, at.date())
        account = accounts.NewAccount(username=role, full_name=role)
        people[role] = accounts.create_member(account, seat, by=None, at=at)
        people[role].refresh_from_db()
    return people


def _measure(kind: str, rows: Sequence[dict[str, object]], user: Any) -> None:
    from django.utils import timezone  # noqa: PLC0415 -- after the set-up

    from phoihop import sheets  # noqa: PLC0415
    from phoihop.imports import services  # noqa: PLC0415
    from phoihop.imports.kinds import KINDS  # noqa: PLC0415
    from phoihop.imports.models import SheetUpload  # noqa: PLC0415

    sheet = KINDS[kind].sheet()
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append([column.heading.vi for column in sheet.columns])
    for row in rows:
        page.append([row.get(column.key) for column in sheet.columns])
    out = BytesIO()
    book.save(out)
    data, at = out.getvalue(), timezone.localtime()

    reading = _timed(lambda: sheets.read_file(sheet, data))
    handed = services.HandedIn(kind, f"{kind}.xlsx", data, uuid.uuid4())
    upload = services.hand_in(handed, by=user, at=at)
    checking = _timed(
        lambda: services.check_by_worker(upload, by=user, at=at, progress=lambda _done: None)
    )
    faults = upload.counts["wrong"] + upload.counts["asked"]
    SheetUpload.objects.filter(pk=upload.pk).update(state="checked")
    importing = _timed(lambda: services.carry_out(upload, by=user, at=at))
    print(
        f"{kind:10} {len(rows):6,} lines {len(data) / 1024:5,.0f} KB  read {reading}"
        f"  read and check {checking}  import {importing}  ({faults} at fault)",
        flush=True,
    )


def _timed(act: Callable[[], Any]) -> str:
    """Seconds by the clock, and of the processor in this process."""
    begin, worked = time.perf_counter(), time.process_time()
    act()
    return f"{time.perf_counter() - begin:5.1f} s ({time.process_time() - worked:4.1f} CPU)"


def _agency(number: int) -> dict[str, object]:
    return {
        "name": f"Cơ quan số {number}",
        "code": f"H{number}",
        "kind": "Cơ quan nhà nước",
        "level": "Cấp xã",
        "parent": f"H{number // 12}" if number else None,
        "valid_from": "01/07/2025",
        "address": f"Thôn {number % 40}, xã Bình An",
    }


def _official(number: int) -> dict[str, object]:
    return {
        "full_name": f"Nguyễn Thị {number}",
        "title": "Trưởng phòng",
        "agency": f"H{number % 1500}",
        "valid_from": "01/07/2025",
    }


def _user(number: int) -> dict[str, object]:
    return {
        "username": f"nguoi{number}",
        "full_name": f"Trần Văn {number}",
        "agency": f"H{number % 1500}",
        "role": "Chuyên viên",
    }


def _document(number: int) -> dict[str, object]:
    return {
        "register": "Đến",
        "code": f"{number + 1}/UBND-VX",
        "subject": f"Về việc triển khai nhiệm vụ số {number} của chương trình phối hợp năm nay",
        "issuer": f"H{number % 1500}",
        "issued_on": f"{number % 28 + 1:02}/03/2026",
        "arrived_on": f"{number % 28 + 1:02}/04/2026",
        "signer_name": f"Lê Văn {number % 300}",
    }


_ROWS: dict[str, Callable[[int], dict[str, object]]] = {
    "agencies": _agency,
    "officials": _official,
    "users": _user,
    "documents": _document,
}

if __name__ == "__main__":
    main()
