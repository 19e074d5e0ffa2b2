"""The daily reminder: once for each dossier that is soon due at the archive."""

from datetime import date

import pytest

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.documents.models import Document
from phoihop.dossiers import services
from phoihop.dossiers.jobs import remind
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.tests.factories import HANDED, DossierFactory, closed
from phoihop.inbox.models import Notice
from phoihop.jobs.models import Job

FIRST_DAY = date(2020, 3, 11)  # the work ended on 10/04/2019: thirty days before the year is over


def run(on: date) -> list[tuple[str, int]]:
    """Who was told of what by the job of that day."""
    Notice.objects.all().delete()
    remind(
        Job(kind="dossiers.remind", key=on.isoformat()), {"day": on.isoformat()}, lambda *_: None
    )
    return sorted(Notice.objects.values_list("user__full_name", "object_id"))


@pytest.fixture
def due(cast: Cast, dossier: Dossier, document: Document) -> Dossier:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    return closed(dossier, cast.issuer)


@pytest.mark.differs
def test_keeper_and_clerk_are_told_once_thirty_days_before(cast: Cast, due: Dossier) -> None:
    clerk = UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK, full_name="Văn Thư")
    elsewhere = UserFactory.create(role=Role.CLERK)

    assert run(date(2020, 3, 10)) == []
    assert run(FIRST_DAY) == [("Văn Thư", due.pk), ("Đỗ Thị Mai", due.pk)]
    assert run(date(2020, 3, 12)) == []
    assert not Notice.objects.filter(user__in=[elsewhere, cast.issuer_leader]).exists()
    assert clerk.pk


def test_a_day_without_a_worker_loses_no_reminder(due: Dossier) -> None:
    assert [pk for _name, pk in run(date(2020, 5, 1))] == [due.pk]


def test_open_and_handed_over_dossiers_are_not_reminded_of(cast: Cast, due: Dossier) -> None:
    DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer)
    services.hand_over(due, HANDED, by=cast.issuer, at=NOW)

    assert run(FIRST_DAY) == []


def test_what_was_opened_again_is_reminded_of_again(cast: Cast, due: Dossier) -> None:
    assert run(FIRST_DAY)
    later = NOW.replace(year=2020, month=3, day=20)
    services.reopen_dossier(due, reason="Thiếu bản ký", by=cast.issuer_leader, at=later)
    closed(due, cast.issuer, later)

    assert [pk for _name, pk in run(date(2020, 3, 21))] == [due.pk]


def test_more_than_one_handful_is_reminded_of(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phoihop.dossiers.jobs._AT_A_TIME", 2)
    for _ in range(5):
        one = DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer)
        services.put_in(one, document, by=cast.issuer, at=NOW)
        closed(one, cast.issuer)

    assert len(run(FIRST_DAY)) == 5
