"""The page that hands over: what it lists, what it refuses, who finds it."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.tests.test_absence import seat
from phoihop.agencies.models import Tenure
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.audit.models import Event
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.workspace.leaving.services import hand_over
from phoihop.workspace.tests.leaver import Leaver

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
ANSWER = "tasks.answer"


def page_of(leaver: Leaver) -> str:
    return reverse("workspace:hand_over", args=[seat(leaver.user).pk])


def posted(leaver: Leaver, **other: Any) -> dict[str, Any]:
    member = seat(leaver.user).pk
    values = {
        "ends": [f"m{member}", f"t{leaver.tenure.pk}"],
        "last_day": "16/04/2019",
        "reason": "Chuyển công tác",
        "tasks-to": leaver.second.pk,
        f"right-{member}-is_contact": seat(leaver.heir).pk,
    }
    return values | other


@time_machine.travel(NOW, tick=False)
def test_the_page_lists_counts_and_hands_over(client: Client, cast: Cast, leaver: Leaver) -> None:
    client.force_login(cast.administrator)
    account = client.get(leaver.user.get_absolute_url()).content.decode()
    assert page_of(leaver) in account
    page = client.get(page_of(leaver)).content.decode()
    assert "3 nhiệm vụ chưa xong" in page
    for task in leaver.tasks:
        assert task.title in page  # assigned by the administrator's agency
    assert "Bùi Thị Nhận" in page

    answer = client.post(page_of(leaver), posted(leaver), follow=True)

    assert "Đã bàn giao 3 nhiệm vụ. Tài khoản đã khóa." in answer.content.decode()
    again = client.post(page_of(leaver), posted(leaver), follow=True)
    assert "đã kết thúc rồi" in again.content.decode()
    assert Event.objects.filter(verb="person.handed_over").count() == 1


@time_machine.travel(NOW, tick=False)
def test_the_page_says_what_has_no_receiver_and_keeps_the_rest(
    client: Client, cast: Cast, leaver: Leaver
) -> None:
    client.force_login(cast.administrator)
    one = leaver.tasks[0]
    sent = posted(leaver, **{"tasks-to": "", f"task-{one.pk}": leaver.third.pk})
    answer = client.post(page_of(leaver), sent)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "còn việc chưa có người nhận" in page
    for task in leaver.tasks[1:]:
        assert f"Nhiệm vụ {task.code}: Hãy chọn người nhận." in page
    assert f"Nhiệm vụ {one.code}: Hãy chọn" not in page
    assert f'<option value="{leaver.third.pk}" selected>' in page
    assert "Chuyển công tác" in page

    page = client.post(page_of(leaver), posted(leaver, **{"tasks-to": ""})).content.decode()
    codes = ", ".join(f"Nhiệm vụ {task.code}" for task in leaver.tasks)
    assert f"Chưa có ai nhận: {codes}" in page

    for wrong, words in (
        ({"last_day": "31/02/2019"}, "Ngày không hợp lệ"),
        ({"last_day": "17/04/2019"}, "còn ở phía trước"),
        ({"reason": ""}, "Bắt buộc nhập"),
        ({"ends": []}, "Hãy chọn vai trò hoặc chức vụ"),
        ({"ends": ["m999999"]}, "m999999"),
        ({"tasks-to": "abc"}, "abc"),
    ):
        answer = client.post(page_of(leaver), posted(leaver, **wrong))
        assert answer.status_code == 422, wrong
        assert words in answer.content.decode(), wrong
    assert not Event.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_titles_of_other_agencies_matters_are_not_read_here(
    client: Client, cast: Cast, leaver: Leaver
) -> None:
    hidden = TaskFactory.create(
        title="Việc kín đáo", lead_agency=cast.lead_agency, person_in_charge=leaver.official
    )
    client.force_login(cast.administrator)
    page = client.get(page_of(leaver)).content.decode()

    assert hidden.code in page
    assert "Việc kín đáo" not in page


@pytest.mark.parametrize("who", ["lead", "lead_leader", "issuer", "inspector", "outsider"])
def test_others_find_no_page(client: Client, cast: Cast, leaver: Leaver, who: str) -> None:
    client.force_login(getattr(cast, who))
    for address in (
        page_of(leaver),
        reverse("workspace:hand_over_office", args=[leaver.tenure.pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, posted(leaver)).status_code == 404
    assert not Event.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_an_office_ends_from_the_officials_page(client: Client, cast: Cast, leaver: Leaver) -> None:
    office = Tenure.objects.get(official=leaver.third)
    client.force_login(cast.administrator)
    address = reverse("workspace:hand_over_office", args=[office.pk])
    assert address in client.get(leaver.third.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200
    sent = {"ends": [f"t{office.pk}"], "last_day": "15/04/2019", "reason": "Nghỉ hưu"}
    assert client.post(address, sent).status_code == 302
    office.refresh_from_db()
    assert office.valid_to == date(2019, 4, 15)
    alone = TenureFactory.create(agency=None, valid_from=date(2018, 7, 1))
    nowhere = reverse("workspace:hand_over_office", args=[alone.pk])
    assert client.get(nowhere).status_code == 200
    sent = {"ends": [f"t{alone.pk}"], "last_day": "15/04/2019", "reason": "Nghỉ hưu"}
    assert client.post(nowhere, sent).status_code == 302


def test_who_left_is_signed_out(client: Client, cast: Cast, leaver: Leaver) -> None:
    client.force_login(leaver.user)
    assert client.get("/").status_code == 200
    hand_over(leaver.person, leaver.facts(), by=cast.administrator, at=NOW)

    assert client.get("/").status_code == 302
