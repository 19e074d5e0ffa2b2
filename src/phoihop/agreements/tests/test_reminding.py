"""The parties are reminded once that a term ends."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.reminding import remind_of_ends
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.inbox.models import Notice
from phoihop.ui import clock

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 2, tzinfo=UTC)


@pytest.fixture
def ending(cast: Cast) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency],
        signed=True,
        valid_to=date(2025, 12, 31),
    )


def test_ninety_days_before_its_end_and_only_once(ending: Agreement) -> None:
    assert remind_of_ends(date(2025, 10, 1), AT) == 0
    assert remind_of_ends(date(2025, 10, 2), AT) == 1
    assert remind_of_ends(date(2025, 10, 3), AT) == 0

    ending.refresh_from_db()
    assert ending.reminded_on == date(2025, 10, 2)
    assert Notice.objects.exists()


@pytest.mark.parametrize(
    "facts", [{"ended_on": date(2025, 5, 1)}, {"renewed_on": date(2025, 5, 1)}, {"valid_to": None}]
)
def test_not_of_what_ended_or_goes_on(cast: Cast, facts: dict[str, date | None]) -> None:
    values = {"valid_to": date(2025, 12, 31)} | facts
    AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer, signed=True, **values)

    assert remind_of_ends(date(2025, 10, 2), AT) == 0


def test_the_list_shows_what_ends_soon(
    client: Client, cast: Cast, ending: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer, signed=True)
    monkeypatch.setattr(clock, "today", lambda: date(2025, 11, 1))
    client.force_login(cast.issuer)

    page = client.get(reverse("agreements:list"), {"ending": "on"})

    assert [line.agreement for line in page.context["lines"]] == [ending]
