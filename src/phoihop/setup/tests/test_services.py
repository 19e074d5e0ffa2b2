"""The office, its look, its series of numbers, and what is missing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import AgencyLink, Office
from phoihop.agencies.services import confirm_year
from phoihop.agencies.tests.factories import AgencyFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.documents.errors import SeriesExists
from phoihop.documents.models import NumberSeries, Regime
from phoihop.documents.numbers import Run, take_number
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.setup import errors, services
from phoihop.setup.missing import what_is_missing
from phoihop.setup.models import OfficeLook, PutAside
from phoihop.setup.services import OfficeFacts
from phoihop.setup.tests.pictures import png

pytestmark = [pytest.mark.differs, pytest.mark.django_db]

ON = date(2026, 11, 3)
FACTS = OfficeFacts(name="Ban Tuyên giáo An Lạc", nearly_due_days=5, default_due_days=10)
RUN = Run(Regime.PARTY, "CTr/BTG", date(2025, 1, 1), None, 41)


def test_the_office_changes_its_name_and_habits(cast: Cast, office: Office) -> None:
    facts = replace(FACTS, name="  Ban  Tuyên giáo ", nearly_due_days=7)
    services.change_office(facts, by=cast.administrator, at=NOW)

    office.refresh_from_db()
    assert (office.name, office.nearly_due_days) == ("Ban Tuyên giáo", 7)
    event = Event.objects.get(verb="office.changed")
    assert {change.field for change in event.changes.all()} == {"name", "nearly_due_days"}


def test_a_first_superior_stands_since_ever_and_another_from_today(
    cast: Cast, office: Office
) -> None:
    by = cast.administrator
    first, second = cast.outside_agency, AgencyFactory.create(name="Huyện ủy An Lạc")
    services.change_office(replace(FACTS, superior=first), by=by, at=NOW)
    services.change_office(replace(FACTS, superior=first), by=by, at=NOW)
    services.change_office(replace(FACTS, superior=second), by=by, at=NOW)

    links = AgencyLink.objects.filter(child=office.agency).order_by("pk")
    assert [(link.parent, link.valid_from) for link in links] == [
        (first, None),
        (second, NOW.date()),
    ]
    with pytest.raises(errors.SuperiorIsItself):
        services.change_office(replace(FACTS, superior=office.agency), by=by, at=NOW)


def test_a_colour_that_cannot_be_read_is_refused_with_its_figures(
    cast: Cast, office: Office
) -> None:
    with pytest.raises(errors.TooPale) as refusal:
        services.set_colour("#FFCC00", by=cast.administrator, at=NOW)
    assert "#ffcc00" in str(refusal.value)
    assert "1,51" in str(refusal.value)
    assert refusal.value.mend in str(refusal.value)
    assert not OfficeLook.objects.exclude(accent="").exists()

    services.set_colour(refusal.value.mend, by=cast.administrator, at=NOW)
    assert OfficeLook.objects.get().accent == refusal.value.mend
    services.set_colour("", by=cast.administrator, at=NOW)
    assert OfficeLook.objects.get().accent == ""
    with pytest.raises(errors.NoColour):
        services.set_colour("đỏ", by=cast.administrator, at=NOW)


@pytest.mark.parametrize("accent", ["red", "#12345", "#1B6541", "1b65411", "#}a{b:1"])
def test_the_database_keeps_only_colours(office: Office, accent: str) -> None:
    look = OfficeLook.objects.create(office=office, accent="#1b6541")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeLook.objects.filter(pk=look.pk).update(accent=accent)


def test_an_emblem_is_kept_replaced_and_taken_away(cast: Cast, office: Office) -> None:
    by = cast.administrator
    services.set_emblem(png(), by=by, at=NOW)
    services.set_emblem(png(), by=by, at=NOW)
    services.set_emblem(png(80, 80), by=by, at=NOW)
    with pytest.raises(errors.NoPicture):
        services.set_emblem(b"<svg/>", by=by, at=NOW)
    assert bytes(OfficeLook.objects.get().emblem or b"") == png(80, 80)
    services.set_emblem(None, by=by, at=NOW)

    assert OfficeLook.objects.get().emblem is None
    assert Event.objects.filter(verb="office.emblem_changed").count() == 3


def test_several_series_open_in_one_act_or_none(cast: Cast, office: Office) -> None:
    by = cast.administrator
    runs = [RUN, replace(RUN, symbol="KH/BTG", last_number=0)]
    assert [run.last_number for run in services.open_many(runs, by=by, at=NOW)] == [41, 0]

    with pytest.raises(SeriesExists):
        services.open_many([replace(RUN, symbol="BC/BTG"), RUN], by=by, at=NOW)
    assert NumberSeries.objects.count() == 2
    series = NumberSeries.objects.get(symbol="CTr/BTG")
    assert take_number(series, ON, cast.issuer, NOW) == 42
    with pytest.raises(PermissionDenied):  # an administrator opens series, and takes nothing
        take_number(series, ON, by, NOW)


def test_only_administrators_set_the_office_up(cast: Cast, office: Office) -> None:
    for user in (cast.issuer, cast.issuer_leader, cast.inspector, cast.outsider):
        for act in (
            lambda by: services.change_office(FACTS, by=by, at=NOW),
            lambda by: services.set_colour("#21436a", by=by, at=NOW),
            lambda by: services.set_emblem(png(), by=by, at=NOW),
            lambda by: services.put_aside("look", by=by, at=NOW),
            lambda by: services.take_up("look", by=by, at=NOW),
        ):
            with pytest.raises(PermissionDenied):
                act(user)
    assert not OfficeLook.objects.exists()
    assert not Event.objects.exists()


def test_without_an_office_nothing_can_be_set(cast: Cast) -> None:
    by = cast.administrator
    with pytest.raises(errors.NoOffice):
        services.change_office(FACTS, by=by, at=NOW)
    with pytest.raises(errors.NoOffice):
        services.set_colour("", by=by, at=NOW)
    with pytest.raises(errors.NoOffice):
        services.put_aside("look", by=by, at=NOW)
    assert what_is_missing(ON).keys == {"office"}


def test_what_is_missing_goes_away_thing_by_thing(office: Office) -> None:
    agency = office.agency
    assert agency is not None
    bare = UserFactory.create(agency=agency, role=Role.ADMINISTRATOR)
    Authenticator.objects.filter(user=bare).delete()
    # The cast has agencies and workers; here they are all away.
    for user in type(bare).objects.exclude(pk=bare.pk):
        user.memberships.update(ended_on=date(2026, 1, 1), started_on=date(2020, 1, 1))
    for other in type(agency).objects.exclude(pk=agency.pk):
        type(agency).objects.filter(pk=other.pk).update(valid_to=date(2026, 1, 1))

    every = {"superior", "look", "agencies", "officials", "users", "second-step", "series"}
    every |= {"documents", "holidays-2026", "holidays-2027"}
    assert what_is_missing(ON).keys == every

    by = UserFactory.create(agency=agency, role=Role.ADMINISTRATOR)
    superior = AgencyFactory.create()
    services.change_office(replace(FACTS, superior=superior), by=by, at=NOW)
    assert what_is_missing(ON).keys == every - {"superior"}
    AgencyFactory.create()
    TenureFactory.create(agency=agency, valid_from=date(2020, 1, 1))
    UserFactory.create(agency=agency)
    services.set_colour("#21436a", by=by, at=NOW)
    assert what_is_missing(ON).keys == {
        "second-step",
        "series",
        "documents",
        "holidays-2026",
        "holidays-2027",
    }
    services.open_many([RUN], by=by, at=NOW)
    DocumentFactory.create(owner=agency)
    confirm_year(2026, by=by, at=NOW)
    confirm_year(2027, by=by, at=NOW)
    bare.memberships.update(ended_on=date(2026, 11, 1), started_on=date(2020, 1, 1))
    assert what_is_missing(ON).keys == frozenset()


def test_what_an_office_does_not_need_is_put_aside_and_taken_up(cast: Cast, office: Office) -> None:
    by = cast.administrator
    services.put_aside("look", by=by, at=NOW)
    services.put_aside("look", by=by, at=NOW)
    lacks = what_is_missing(ON)
    assert "look" not in lacks.keys
    assert [(item.key, row.by, row.at) for item, row in lacks.aside] == [("look", by, NOW)]
    assert Event.objects.filter(verb="office.put_aside").count() == 1

    services.take_up("look", by=by, at=NOW)
    services.take_up("look", by=by, at=NOW)
    assert "look" in what_is_missing(ON).keys
    assert Event.objects.filter(verb="office.taken_up").count() == 1
    for needed in ("second-step", "holidays-2026", "office", "nonsense"):
        with pytest.raises(errors.NotPutAside):
            services.put_aside(needed, by=by, at=NOW)
    assert not PutAside.objects.exists()


def test_asking_costs_the_same_with_few_and_many_records(
    cast: Cast, office: Office, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(11):
        what_is_missing(ON)
    UserFactory.create_batch(8, agency=office.agency)
    AgencyFactory.create_batch(8)
    TenureFactory.create_batch(8, agency=office.agency)
    DocumentFactory.create_batch(8, owner=office.agency)
    with django_assert_num_queries(11):
        what_is_missing(ON)
