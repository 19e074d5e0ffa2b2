"""The trace and its change stand together, and values are kept as plain facts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit import services as audit
from phoihop.audit.models import Change, Event
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused() -> None:
    agency = AgencyFactory.create()
    with pytest.raises(audit.NotInTransaction):
        audit.record("agency.changed", agency, by=None, at=NOW)

    assert not Event.objects.exists()


def test_an_event_says_who_for_which_agency_when_and_what(cast: Cast) -> None:
    audit.record(
        "agency.changed",
        cast.lead_agency,
        by=cast.lead,
        at=NOW,
        changes={"name": ("Cũ", "Mới")},
        reason="Đổi tên",
    )
    event = Event.objects.get()

    assert (event.by, event.acting_agency, event.at) == (cast.lead, cast.lead_agency, NOW)
    assert (event.kind, event.object_id) == ("agencies.agency", cast.lead_agency.pk)
    assert event.title == "Phòng Giáo dục và Đào tạo"
    assert list(event.changes.order_by("field").values_list("field", "old", "new")) == [
        ("name", "Cũ", "Mới"),
        ("reason", None, "Đổi tên"),
    ]


def test_values_are_kept_plain(cast: Cast) -> None:
    audit.record(
        "agency.changed",
        cast.lead_agency,
        by=None,
        at=NOW,
        changes={
            "on": (None, date(2019, 4, 16)),
            "rate": (None, Decimal("62.5")),
            "parent": (None, cast.issuer_agency),
            "days": (None, [date(2019, 1, 1), 2]),
        },
    )

    assert dict(Change.objects.values_list("field", "new")) == {
        "on": "2019-04-16",
        "rate": "62.5",
        "parent": "Ban Tuyên giáo Huyện ủy An Lạc",
        "days": ["2019-01-01", 2],
    }


def test_digests_cover_salt_field_and_both_values(cast: Cast) -> None:
    for _ in range(2):
        audit.record("x.changed", cast.lead_agency, by=None, at=NOW, changes={"name": ("a", "b")})
    first, second = Change.objects.all()

    assert first.digest == audit.digest(first.salt, "name", "a", "b")
    assert first.digest != second.digest, "the same values under another salt"
    assert first.digest != audit.digest(first.salt, "name", "a", "c")


def test_a_bulk_act_costs_two_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agencies = AgencyFactory.create_batch(30)
    entries = [audit.Entry("agency.changed", one, {"note": ("", "x")}) for one in agencies]
    with transaction.atomic(), django_assert_num_queries(2):
        audit.record_many(entries, by=cast.lead, at=NOW)

    assert Change.objects.count() == 30


def test_saving_records_only_what_differs(cast: Cast) -> None:
    agency = cast.lead_agency
    assert audit.save_changes(
        agency, {"phone": "0221", "note": ""}, verb="agency.changed", by=cast.lead, at=NOW
    )
    assert not audit.save_changes(
        agency, {"phone": "0221"}, verb="agency.changed", by=cast.lead, at=NOW
    )

    assert Agency.objects.get(pk=agency.pk).phone == "0221"
    assert list(Change.objects.values_list("field", "old", "new")) == [("phone", "", "0221")]


def test_a_rolled_back_change_leaves_no_trace(cast: Cast) -> None:
    with transaction.atomic():
        audit.record("agency.changed", cast.lead_agency, by=cast.lead, at=NOW)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


def test_a_simulated_day_keeps_both_times(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", lambda: timedelta(days=-2000))
    with time_machine.travel(NOW + timedelta(days=2000), tick=False):
        audit.record("agency.changed", cast.lead_agency, by=cast.lead, at=clock.now())

    event = Event.objects.get()
    assert event.at == NOW
    assert event.real_at == NOW + timedelta(days=2000)
