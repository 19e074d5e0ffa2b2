"""What changed since a day: the filter, and what stands under a row."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from phoihop.tasks import services
from phoihop.tasks.changes import changed_since, changes_of
from phoihop.tasks.models import Task
from phoihop.tasks.tests import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> story.Year:
    year = story.assigned_year()
    story.live(year, "2019-06-24")
    return year


@pytest.mark.differs
def test_the_day_itself_counts(year: story.Year) -> None:
    on_day = Task.objects.filter(changed_since(date(2019, 6, 24)))
    after = Task.objects.filter(changed_since(date(2019, 6, 25)))

    assert [task.pk for task in on_day] == [year.task("T7b").pk]
    assert not after.exists()


def test_values_that_everybody_may_know_and_no_words(year: story.Year) -> None:
    found = changes_of([year.task("T1").pk], date(2019, 4, 1))[year.task("T1").pk]

    assert found.shown[0].words == "Xác nhận kết quả"
    assert ("Tiến độ (%)", "40", "100") in [
        (value.field, value.old, value.new) for value in found.shown[0].values
    ]
    said = " ".join(f"{value.new}" for act in found.shown for value in act.values)
    assert "Thiếu số liệu" not in said
    assert (len(found.shown), found.more) == (5, 0)


def test_the_list_says_what_changed(year: story.Year, client: Client) -> None:
    client.force_login(year.contacts[11])  # a party that sees states, and no words

    with time_machine.travel(story.at("2019-06-25"), tick=False):
        answer = client.get(reverse("tasks:list") + "?state=&changed=20/06/2019")

    assert [line.task.pk for line in answer.context["lines"]] == [year.task("T7b").pk]
    page = answer.content.decode()
    assert "Những thay đổi từ ngày 20/06/2019" in page
    assert "Gửi kết quả" in page


def test_an_extension_is_a_change_with_both_days(year: story.Year) -> None:
    task = year.task("T3")
    asked = services.ask_extension(
        task,
        services.ExtensionFacts(date(2019, 10, 31), "chờ số liệu của xã"),
        by=year.contacts[3],
        at=story.at("2019-06-26"),
        form_key="a",
    )
    services.approve_extension(asked, by=year.leader, at=story.at("2019-06-27"))

    found = changes_of([task.pk], date(2019, 6, 26))[task.pk]

    moved = found.shown[0].values
    assert [(value.old, value.new) for value in moved] == [("30/09/2019", "31/10/2019")]
    assert "chờ số liệu" not in str(found)
    assert list(Task.objects.filter(changed_since(date(2019, 6, 26)))) == [task]
