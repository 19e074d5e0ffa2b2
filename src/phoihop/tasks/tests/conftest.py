"""What several test files of this room begin with."""

from typing import Any

import pytest
import time_machine

from conftest import NOW, Cast
from phoihop.agencies.models import Official
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.documents.models import Document
from phoihop.documents.tests.test_milestones import at, day, registered
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock


@pytest.fixture
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def task(cast: Cast) -> Task:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        created_by=cast.issuer,
    )
    item = ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency)
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        agreement=agreement,
        content_line=item.line,
    )


@pytest.fixture
def official(cast: Cast) -> Official:
    found = OfficialFactory.create(full_name="Trần Đăng Khoa")
    TenureFactory.create(official=found, agency=cast.lead_agency, title="Chuyên viên")
    return found


@pytest.fixture
def directive(cast: Cast) -> Document:
    return registered(cast.issuer, "20-CT/TW", "05/11/2012", subject="về bảo vệ trẻ em")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say which day it is."""

    def move(text: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(text))
        monkeypatch.setattr(clock, "today", lambda: day(text))

    move("10/01/2022")
    return move
