"""The simulated clock: moved by an administrator, never in production."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from phoihop.ui import clock, services
from phoihop.ui.models import SimulatedClock

AT = datetime(2019, 2, 11, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def allowed(settings: Any) -> Iterator[None]:
    """An installation that is not in production."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    yield
    clock.forget()


def test_without_a_setting_the_clock_is_real(db: None, allowed: None) -> None:
    assert not clock.is_simulated()
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


@pytest.mark.django_db(transaction=True)
def test_the_moved_clock_goes_on_from_there(allowed: None) -> None:
    services.set_simulated_now(AT, by=None)

    assert clock.is_simulated()
    assert timedelta(0) <= clock.now() - AT < timedelta(minutes=1)
    assert clock.today() == AT.date()
    assert clock.real_now().year != AT.year


@pytest.mark.django_db(transaction=True)
def test_the_simulation_ends_and_leaves_its_trace(allowed: None) -> None:
    services.set_simulated_now(AT, by=None)
    services.end_simulation(by=None)

    assert not clock.is_simulated()
    assert SimulatedClock.objects.count() == 2


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_would_run_out_of_the_calendar_is_refused(
    db: None, allowed: None, year: int
) -> None:
    with pytest.raises(services.MomentTooFar):
        services.set_simulated_now(AT.replace(year=year), by=None)

    assert not SimulatedClock.objects.exists()


def test_a_production_installation_refuses(db: None, settings: Any) -> None:
    settings.SIMULATED_CLOCK_ALLOWED = False

    with pytest.raises(services.ClockNotAllowed):
        services.set_simulated_now(AT, by=None)

    assert not SimulatedClock.objects.exists()


def test_only_an_administrator_moves_it(cast: Any, allowed: None) -> None:
    with pytest.raises(PermissionDenied):
        services.set_simulated_now(AT, by=cast.issuer)

    assert not SimulatedClock.objects.exists()


def test_the_trace_names_the_administrator(cast: Any, allowed: None) -> None:
    services.set_simulated_now(AT, by=cast.administrator)

    assert SimulatedClock.objects.get().set_by == cast.administrator


def test_the_setting_is_read_at_most_once_a_second(
    db: None, allowed: None, django_assert_num_queries: Any
) -> None:
    clock.now()

    with django_assert_num_queries(0):
        clock.now()


@pytest.fixture
def administrator(cast: Any, client: Client, settings: Any) -> Client:
    """Signed in; the second step and the idle lock are another room's matter."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if ".second_step" not in m]
    client.force_login(cast.administrator)
    return client


def test_the_banner_moves_the_clock_and_comes_back(
    administrator: Client, allowed: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post(
            reverse("ui:clock"), {"at": "11/02/2019 08:00", "next": "/nhiem-vu/?a=1"}
        )

    assert answer.status_code == 302
    assert answer["Location"] == "/nhiem-vu/?a=1"
    assert clock.today() == AT.date()


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", ""])
def test_it_never_leads_to_another_site(administrator: Client, allowed: None, target: str) -> None:
    answer = administrator.post(reverse("ui:clock"), {"at": "11/02/2019 08:00", "next": target})

    assert answer["Location"] == "/"


def test_what_is_no_moment_changes_nothing(administrator: Client, allowed: None) -> None:
    administrator.post(reverse("ui:clock"), {"at": "31/02/2019 08:00"})

    assert not SimulatedClock.objects.exists()


def test_others_do_not_find_it(cast: Any, client: Client, allowed: None) -> None:
    client.force_login(cast.issuer)

    assert client.post(reverse("ui:clock"), {"at": "11/02/2019 08:00"}).status_code == 404
