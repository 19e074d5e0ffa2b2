"""The weekly schedule: its weeks, who keeps it, what it refuses, what stays behind."""

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Tenure
from phoihop.agencies.tests.factories import OfficialFactory
from phoihop.audit.models import Change, Event
from phoihop.calendars import week_acts as acts
from phoihop.calendars import week_errors as errors
from phoihop.calendars.tests.week_factories import TUESDAY, entered
from phoihop.calendars.week import NoSuchWeek, week_in, week_of
from phoihop.calendars.week_acts import WeekFacts
from phoihop.calendars.week_models import Part, WeekEntry

TODAY = date(2019, 4, 16)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("text", "monday", "key"),
    [
        pytest.param("", date(2019, 4, 15), "2019-W16", id="none: this week"),
        pytest.param("2019-W08", date(2019, 2, 18), "2019-W08", id="number"),
        pytest.param("2019-w8", date(2019, 2, 18), "2019-W08", id="short, small"),
        pytest.param("24/02/2019", date(2019, 2, 18), "2019-W08", id="its Sunday"),
        pytest.param("2019-02-18", date(2019, 2, 18), "2019-W08", id="its Monday as ISO"),
        pytest.param("31/12/2018", date(2018, 12, 31), "2019-W01", id="year of the Thursday"),
        pytest.param("2020-W53", date(2020, 12, 28), "2020-W53", id="a long year"),
    ],
)
def test_a_week_is_read_from_an_address(text: str, monday: date, key: str) -> None:
    week = week_in(text, TODAY)

    assert (week.monday, week.key) == (monday, key)


@pytest.mark.parametrize(
    "text",
    ["2019-W54", "2019-W00", "0001-W01", "9999-W52", "32/01/2019", "abc", "2019-13-01",
     "9999-12-31", "2019-W١", "0001-01-01"],
)  # fmt: skip
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(NoSuchWeek):
        week_in(text, TODAY)


def test_weeks_end_with_the_years_that_are_kept() -> None:
    assert week_in("01/01/1945", TODAY).before is None
    assert week_in("2100-12-31", TODAY).after is None
    assert week_of(TODAY).after == week_of(TODAY + timedelta(days=7))


pytest_db = pytest.mark.django_db


@pytest_db
def test_a_clerk_enters_a_line_once_and_it_is_recorded(cast: Cast) -> None:
    clerk = UserFactory.create(agency=cast.lead_agency, role=Role.CLERK)
    key = uuid.uuid4()
    facts = WeekFacts(day=TUESDAY, words="  Tiếp   dân ", starts_at=time(14), place="Phòng 2")

    entry = acts.enter_week_entry(facts, by=clerk, at=NOW, form_key=key)
    again = acts.enter_week_entry(facts, by=clerk, at=NOW, form_key=key)

    assert entry == again
    assert (entry.words, entry.part, entry.hours) == ("Tiếp dân", Part.AFTERNOON, "14:00")
    event = Event.objects.get(verb="week.entered")
    assert (event.object_id, event.acting_agency) == (entry.pk, cast.lead_agency)
    with pytest.raises(PermissionDenied):
        acts.enter_week_entry(facts, by=cast.partner, at=NOW, form_key=key)


@pytest_db
@pytest.mark.parametrize("role", [Role.VIEWER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_reads_enters_nothing(cast: Cast, role: Role) -> None:
    reader = UserFactory.create(agency=cast.lead_agency, role=role)
    entry = entered(cast.lead)

    with pytest.raises(PermissionDenied):
        entered(reader)
    for act in (acts.remove_week_entry, acts.take_up_week_entry, acts.restore_week_entry):
        with pytest.raises(PermissionDenied):
            act(entry, by=reader, at=NOW)
    with pytest.raises(PermissionDenied):
        acts.cancel_week_entry(entry, reason="Mưa", by=cast.partner, at=NOW)
    assert WeekEntry.objects.count() == Event.objects.count() == 1


@pytest_db
@pytest.mark.parametrize(
    ("facts", "error"),
    [
        pytest.param({"words": " "}, errors.WhatNeeded, id="no words"),
        pytest.param({"part": None, "starts_at": None}, errors.PartNeeded, id="neither"),
        pytest.param({"starts_at": time(14)}, errors.HourElsewhere, id="14h in the morning"),
        pytest.param({"ends_at": time(7)}, errors.EndsBeforeStart, id="ends before"),
        pytest.param({"starts_at": None, "ends_at": time(9)}, errors.StartNeeded, id="only an end"),
        pytest.param({"day": date(1900, 1, 1)}, errors.DayOutside, id="long ago"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, facts: dict[str, Any], error: Any) -> None:
    with pytest.raises(error):
        entered(cast.lead, **facts)

    assert not WeekEntry.objects.exists()


@pytest_db
def test_the_chair_is_somebody_of_the_agency_or_words(cast: Cast) -> None:
    own, stranger = OfficialFactory.create(), OfficialFactory.create()
    Tenure.objects.create(
        official=own, agency=cast.lead_agency, title="Trưởng phòng", valid_from=TUESDAY
    )

    assert entered(cast.lead, chair=own).in_the_chair == own.full_name
    assert entered(cast.lead, chair_words="Phó Bí thư").in_the_chair == "Phó Bí thư"
    with pytest.raises(errors.ChairElsewhere):
        entered(cast.lead, chair=stranger)
    with pytest.raises(errors.TwoChairs):
        entered(cast.lead, chair=own, chair_words="Phó Bí thư")


@pytest_db
def test_a_correction_says_what_stood_before(cast: Cast) -> None:
    entry = entered(cast.lead, place="Phòng 1")
    facts = WeekFacts(day=TUESDAY, words=entry.words, starts_at=time(7, 30), place="Phòng 2")

    acts.correct_week_entry(entry, facts, by=cast.lead_leader, at=NOW)

    change = Change.objects.get(event__verb="week.corrected")
    assert (change.field, change.old, change.new) == ("place", "Phòng 1", "Phòng 2")


@pytest_db
def test_a_cancelled_line_stays_with_its_reason(cast: Cast) -> None:
    entry = entered(cast.lead)
    with pytest.raises(errors.ReasonNeeded):
        acts.cancel_week_entry(entry, reason="  ", by=cast.lead, at=NOW)

    entry = acts.cancel_week_entry(entry, reason="Lãnh đạo đi họp tỉnh", by=cast.lead, at=NOW)

    assert entry in WeekEntry.objects.standing()
    with pytest.raises(errors.IsCancelled):
        acts.cancel_week_entry(entry, reason="Lại hủy", by=cast.lead, at=NOW)
    assert not acts.take_up_week_entry(entry, by=cast.lead, at=NOW).cancel_reason
    with pytest.raises(errors.NotCancelled):
        acts.take_up_week_entry(entry, by=cast.lead, at=NOW)


@pytest_db
def test_a_removed_line_is_put_back_as_it_was(cast: Cast) -> None:
    entry = entered(cast.lead)

    acts.remove_week_entry(entry, by=cast.lead, at=NOW)
    assert not WeekEntry.objects.standing().exists()
    with pytest.raises(errors.IsRemoved):
        acts.remove_week_entry(entry, by=cast.lead, at=NOW)
    with pytest.raises(errors.IsRemoved):
        acts.cancel_week_entry(entry, reason="Mưa", by=cast.lead, at=NOW)
    acts.restore_week_entry(entry, by=cast.lead, at=NOW)

    assert WeekEntry.objects.standing().get() == entry
    with pytest.raises(errors.NotRemoved):
        acts.restore_week_entry(entry, by=cast.lead, at=NOW)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["week.entered", "week.removed", "week.restored"]


@pytest_db
def test_chosen_lines_of_the_week_before_are_copied_once(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    left = OfficialFactory.create(full_name="Phạm Văn Đi")
    Tenure.objects.create(
        official=left,
        agency=cast.lead_agency,
        title="Phó phòng",
        valid_from=date(2019, 1, 1),
        valid_to=date(2019, 4, 10),
    )
    old = TUESDAY - timedelta(days=7)
    first = entered(cast.lead, day=old, chair=left, participants="Toàn phòng")
    entered(cast.lead, "Không chép", day=old)
    foreign = entered(cast.partner, "Việc nơi khác", day=old)
    key, week = uuid.uuid4(), week_of(TUESDAY)

    with django_assert_max_num_queries(12):
        [copy] = acts.copy_week_entries(
            {first.pk, foreign.pk}, week, by=cast.lead, at=NOW, form_key=key
        )
    again = acts.copy_week_entries({first.pk}, week, by=cast.lead, at=NOW, form_key=key)

    assert again == []
    assert (copy.day, copy.hours, copy.participants) == (TUESDAY, "07:30", "Toàn phòng")
    assert (copy.chair, copy.chair_words) == (None, "Phạm Văn Đi")
    assert Event.objects.get(verb="week.copied").object_id == copy.pk
    with pytest.raises(errors.NothingChosen):
        acts.copy_week_entries({foreign.pk}, week, by=cast.lead, at=NOW, form_key=uuid.uuid4())
    with pytest.raises(PermissionDenied):
        acts.copy_week_entries({first.pk}, week, by=cast.inspector, at=NOW, form_key=uuid.uuid4())


@pytest_db
@pytest.mark.differs
@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"words": ""}, id="no words"),
        pytest.param({"part": 7}, id="no such part"),
        pytest.param({"starts_at": time(14)}, id="14h in the morning"),
        pytest.param({"ends_at": time(7)}, id="ends before"),
        pytest.param({"starts_at": None, "ends_at": time(9)}, id="an end alone"),
        pytest.param({"cancelled_at": NOW}, id="cancelled without a reason"),
        pytest.param({"day": date(2101, 1, 1)}, id="beyond the years"),
    ],
)
def test_the_database_keeps_no_line_that_cannot_be(cast: Cast, values: dict[str, Any]) -> None:
    entry = entered(cast.lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        WeekEntry.objects.filter(pk=entry.pk).update(**values)


@pytest_db
@pytest.mark.differs
def test_lines_stand_in_the_order_of_the_day(cast: Cast) -> None:
    late = entered(cast.lead, part=Part.AFTERNOON, starts_at=time(14))
    early = entered(cast.lead)
    whole = entered(cast.lead, part=Part.ALL_DAY, starts_at=None)
    untimed = entered(cast.lead, part=Part.MORNING, starts_at=None)

    assert list(WeekEntry.objects.all()) == [whole, untimed, early, late]
