"""The cast: the same people in every test."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

from phoihop.accounts.models import ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.ui.tests import browser as browsers

# Generated cases are the same in every run, and a slow machine is no failure.
hypothesis_settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("repeatable")

NOW = datetime(2019, 4, 16, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


# The marks by which `make test` chooses a part of the suite.
PARTS = ("browser", "differs")


def names_mark(path: Path, mark: str) -> bool:
    """Whether the file may hold tests of that mark."""
    return f"mark.{mark}" in path.read_text(encoding="utf-8")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A part reads only the files that name its mark: to read all took each process ten seconds."""
    mark = config.option.markexpr.split(" and ")[0]
    if mark not in PARTS or not collection_path.match("test_*.py"):
        return None
    return None if names_mark(collection_path, mark) else True


@pytest.hookimpl(tryfirst=True)  # before any test is left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, long files begin first, then those of many tests: no core waits at the end.

    Raises UsageError for a test whose mark its own file does not name: its part would miss it.
    """
    marked = {
        (item.path, mark) for item in items for mark in PARTS if item.get_closest_marker(mark)
    }
    if hidden := sorted(str(path) for path, mark in marked if not names_mark(path, mark)):
        raise pytest.UsageError(f"name the mark in the file itself: {hidden}")
    if "PYTEST_XDIST_WORKER" in os.environ:
        tests = Counter(item.path for item in items)
        items.sort(key=lambda item: (item.get_closest_marker("long") is None, -tests[item.path]))


@dataclass(frozen=True)
class Cast:
    """issuer assigns and confirms; lead leads; partner coordinates; outsider has no part."""

    issuer_agency: Agency
    lead_agency: Agency
    partner_agency: Agency
    outside_agency: Agency
    issuer: User
    issuer_leader: User
    lead: User
    lead_leader: User
    partner: User
    outsider: User
    inspector: User
    administrator: User


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[bool]:
    """On SQLite a copy of the migrated file, if `make test` has made one, is what there is."""
    test = connection.settings_dict["TEST"]
    if connection.vendor != "sqlite" or test["TEMPLATE"] is None:
        yield django_db_keepdb
        return
    with TemporaryDirectory(prefix="phoihop-copy-") as folder:
        test["NAME"] = shutil.copy(test["TEMPLATE"], folder)
        yield True
        connection.close()


def begin_migrated(data: Path) -> None:
    """Lay the migrated file, if `make test` has made one, into the folder of a new installation.

    To make every table from nothing takes half a minute. Where the test is about that, it does so.
    """
    if migrated := os.environ.get("PHOIHOP_TEST_FILE"):
        data.mkdir(parents=True, exist_ok=True)
        shutil.copy(migrated, data / "phoihop.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of this run; each test opens pages of its own."""
    with browsers.chromium() as started:
        yield started


@pytest.fixture
def cast(db: None) -> Cast:
    """Twelve people and agencies; the inspector reads all that the issuing agency stands over."""
    issuer = AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy An Lạc", short_name="BTG")
    lead = AgencyFactory.create(name="Phòng Giáo dục và Đào tạo", short_name="GDĐT")
    partner = AgencyFactory.create(name="Đài Truyền thanh huyện", short_name="ĐTT")
    outside = AgencyFactory.create(name="Phòng Tài chính - Kế hoạch", short_name="TCKH")
    control = AgencyFactory.create(name="Ủy ban Kiểm tra Huyện ủy", short_name="UBKT")
    for agency in (issuer, lead, partner):
        AgencyAncestor.objects.create(ancestor=issuer, agency=agency, depth=0)
    ReadScope.objects.create(agency=control, root=issuer, valid_from=NOW.date().replace(month=1))
    return Cast(
        issuer_agency=issuer,
        lead_agency=lead,
        partner_agency=partner,
        outside_agency=outside,
        issuer=UserFactory.create(agency=issuer, full_name="Đỗ Thị Mai"),
        issuer_leader=UserFactory.create(
            agency=issuer, role=Role.LEADER, may_approve_extensions=True, full_name="Vũ Quang Hòa"
        ),
        lead=UserFactory.create(agency=lead, is_contact=True, full_name="Lê Thu Hà"),
        lead_leader=UserFactory.create(agency=lead, role=Role.LEADER, full_name="Trần Văn Trưởng"),
        partner=UserFactory.create(agency=partner, is_contact=True, full_name="Hoàng Văn Nam"),
        outsider=UserFactory.create(agency=outside, full_name="Tạ Minh Quân"),
        inspector=UserFactory.create(
            agency=control, role=Role.INSPECTOR, full_name="Lương Thị Hòa"
        ),
        administrator=UserFactory.create(
            agency=issuer, role=Role.ADMINISTRATOR, full_name="Quản Trị Viên"
        ),
    )
