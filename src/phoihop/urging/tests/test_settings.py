"""The screen of thresholds."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.models import Office
from phoihop.audit.models import Event
from phoihop.urging.habits import change_habits
from phoihop.urging.models import Habits

pytestmark = pytest.mark.django_db

TYPED = {
    "nearly_due_days": "7",
    "quiet_days": "",
    "untaken_days": "3",
    "escalate_days": "5",
    "runs_at": "06:30",
}


def test_thresholds_are_kept_with_their_history(client: Client, cast: Cast) -> None:
    Office.objects.create(name="Ban Tuyên giáo", agency=cast.issuer_agency)
    client.force_login(cast.administrator)
    path = reverse("urging:settings")

    assert client.post(path, TYPED).status_code == 302

    own = Habits.objects.get()
    assert (own.quiet_days, own.untaken_days, own.escalate_days) == (None, 3, 5)
    assert own.runs_at == time(6, 30)
    assert Office.objects.get().nearly_due_days == 7
    page = client.get(path).content.decode()
    assert "Đổi ngưỡng nhắc việc" in page
    event = Event.objects.get(verb="urging.changed")
    assert {change.field for change in event.changes.all()} == {
        "nearly_due_days",
        "quiet_days",
        "untaken_days",
        "escalate_days",
        "runs_at",
    }
    change_habits({"escalate_days": 5}, by=cast.administrator, at=NOW)
    assert Event.objects.filter(verb="urging.changed").count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("nearly_due_days", "0"),
        ("nearly_due_days", "61"),
        ("quiet_days", "-3"),
        ("escalate_days", "ba"),
        ("untaken_days", "366"),
        ("runs_at", "25:00"),
    ],
)
def test_a_wrong_number_is_kept_as_typed(
    client: Client, cast: Cast, field: str, wrong: str
) -> None:
    Office.objects.create(name="Ban Tuyên giáo", agency=cast.issuer_agency)
    client.force_login(cast.administrator)

    answer = client.post(reverse("urging:settings"), TYPED | {field: wrong})

    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.content.decode()
    assert Office.objects.get().nearly_due_days == 5


def test_without_an_office_it_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)

    assert "phoihop setup" in client.get(reverse("urging:settings")).content.decode()
    assert client.post(reverse("urging:settings"), TYPED).status_code == 422
