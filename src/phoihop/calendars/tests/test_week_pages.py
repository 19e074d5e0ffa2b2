"""The pages of the weekly schedule: who sees what, what is derived, how bad input is answered."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import ReadScope, Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Event
from phoihop.calendars import week_acts as acts
from phoihop.calendars.tests.week_factories import TUESDAY, entered
from phoihop.calendars.week_models import WeekEntry
from phoihop.documents.milestone_models import Milestone, ReviewKind
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.viewers import reindex_viewers
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db

WEEK = "/lich/tuan/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_members_read_the_week_and_others_know_nothing_of_it(client: Client, cast: Cast) -> None:
    entry = entered(cast.lead, "Giao ban phòng", place="Phòng họp tầng 2")
    viewer = UserFactory.create(agency=cast.lead_agency, role=Role.VIEWER)

    client.force_login(viewer)
    page = text_of(client, WEEK)
    assert "Giao ban phòng" in page
    assert "Phòng họp tầng 2" in page
    assert "Thêm mục" not in page
    text_of(client, entry.get_absolute_url())

    client.force_login(cast.outsider)
    assert "Giao ban phòng" not in text_of(client, WEEK)
    text_of(client, f"{WEEK}?co-quan={cast.lead_agency.pk}", 404)
    events = Event.objects.count()
    for name in ("entry", "edit", "cancel", "take_up", "remove", "restore"):
        address = reverse(f"calendars:week_{name}", args=[entry.pk])
        assert client.post(address, {"reason": "x"}).status_code in {404, 405}
        if name in {"entry", "edit", "cancel"}:
            text_of(client, address, 404)
    assert Event.objects.count() == events


def test_who_may_read_but_not_keep_is_told_so(client: Client, cast: Cast) -> None:
    entry = entered(cast.lead)
    client.force_login(UserFactory.create(agency=cast.lead_agency, role=Role.VIEWER))

    for address in ("them/", "chep/", f"{entry.pk}/sua/", f"{entry.pk}/huy/"):
        text_of(client, f"{WEEK}{address}", 403)
    assert client.post(f"{WEEK}{entry.pk}/bo/").status_code == 403
    assert WeekEntry.objects.standing().exists()


def test_an_inspector_reads_the_weeks_of_the_scope_but_nothing_removed(
    client: Client, cast: Cast
) -> None:
    entered(cast.lead, "Họp phòng")
    gone = acts.remove_week_entry(entered(cast.lead, "Việc đã bỏ"), by=cast.lead, at=NOW)
    ReadScope.objects.get(agency=cast.inspector.acting_agency)
    client.force_login(cast.inspector)

    own = text_of(client, WEEK)
    other = f"{WEEK}?tuan=2019-W16&co-quan={cast.lead_agency.pk}"
    assert other.replace("&", "&amp;") in own
    page = text_of(client, other)
    assert "Họp phòng" in page
    assert "Việc đã bỏ" not in page
    assert "Thêm mục" not in page
    text_of(client, gone.get_absolute_url(), 404)
    text_of(client, f"{WEEK}?co-quan={cast.outside_agency.pk}", 404)
    text_of(client, f"{WEEK}?co-quan=abc", 404)


def test_tasks_and_milestones_due_in_the_week_stand_beside_it(client: Client, cast: Cast) -> None:
    facts: dict[str, Any] = {
        "lead_agency": cast.lead_agency,
        "assigner": cast.issuer_agency,
        "due_on": date(2019, 4, 21),
    }
    mine = TaskFactory.create(title="Đến hạn Chủ nhật", **facts)
    TaskFactory.create(title="Tuần sau", **(facts | {"due_on": date(2019, 4, 22)}))
    TaskFactory.create(title="Của nơi khác", due_on=date(2019, 4, 17))
    paper = DocumentFactory.create(owner=cast.lead_agency, subject="Chỉ thị về trường học")
    reindex_viewers([paper.pk])
    milestone = Milestone.objects.create(
        document=paper,
        kind=ReviewKind.INTERIM,
        years=5,
        first_on=TUESDAY,
        current_on=TUESDAY,
        owed_from=date(2019, 1, 1),
        made_at=NOW,
    )
    client.force_login(cast.lead)

    page = text_of(client, WEEK)

    assert mine.get_absolute_url() in page
    assert milestone.get_absolute_url() in page
    assert "Tuần sau" not in page
    assert "Của nơi khác" not in page
    assert "due_from=15/04/2019&amp;due_to=21/04/2019" in page


@pytest.mark.parametrize("typed", ["2019-W60", "hôm qua", "<b>", "9" * 400])
def test_what_is_no_week_is_answered_plainly_with_this_week(
    client: Client, cast: Cast, typed: str
) -> None:
    client.force_login(cast.lead)

    answer = client.get(WEEK, {"tuan": typed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "không phải là tuần" in page
    assert "Lịch tuần 16, từ 15/04/2019 đến 21/04/2019" in page
    assert "<b>”" not in page


def test_a_refused_line_keeps_what_was_typed_and_the_mended_one_is_entered(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lead)
    sent = {
        "form_key": str(uuid.uuid4()),
        "day": "17/04/2019",
        "part": "1",
        "starts_at": "14h",
        "words": "Kiểm tra trường điểm",
        "participants": "Tổ công tác",
    }

    refused = client.post(f"{WEEK}them/", sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Giờ này không thuộc buổi đã chọn." in page
    assert "Kiểm tra trường điểm" in page
    assert "Tổ công tác" in page

    answer = client.post(f"{WEEK}them/", sent | {"part": ""})
    assert answer["Location"] == f"{WEEK}?tuan=2019-W16"
    client.post(f"{WEEK}them/", sent | {"part": ""})
    assert WeekEntry.objects.get().hours == "14:00"
    for bad in ({"day": "31/02/2019"}, {"starts_at": "25:00"}, {"part": "9"}, {"chair": "x"}):
        form = sent | {"part": "", "form_key": str(uuid.uuid4())} | bad
        assert client.post(f"{WEEK}them/", form).status_code == 422, bad


def test_a_removed_line_is_put_back_from_the_week(client: Client, cast: Cast) -> None:
    entry = entered(cast.lead, "Giao ban")
    client.force_login(cast.lead)

    client.post(f"{WEEK}{entry.pk}/bo/")
    assert "Đã bỏ khỏi tuần này" in text_of(client, WEEK)
    client.post(f"{WEEK}{entry.pk}/khoi-phuc/")
    page = text_of(client, WEEK)
    assert "Đã bỏ khỏi tuần này" not in page
    assert "Đưa lại vào lịch tuần" in text_of(client, entry.get_absolute_url())
    client.post(f"{WEEK}{entry.pk}/huy/", {"reason": "Trời bão"})
    assert "Trời bão" in text_of(client, WEEK)


def test_copying_offers_the_week_before_and_remembers_what_stands_already(
    client: Client, cast: Cast
) -> None:
    old = entered(cast.lead, "Giao ban", day=TUESDAY - timedelta(days=7))
    client.force_login(cast.lead)

    page = text_of(client, f"{WEEK}chep/?tuan=2019-W16")
    assert f'value="{old.pk}" checked' in page
    nothing = client.post(f"{WEEK}chep/?tuan=2019-W16", {"form_key": str(uuid.uuid4())})
    assert nothing.status_code == 422
    sent = {"form_key": str(uuid.uuid4()), "entry": [str(old.pk), "x", "9" * 30]}
    client.post(f"{WEEK}chep/?tuan=2019-W16", sent)

    assert WeekEntry.objects.filter(day=TUESDAY, words="Giao ban").count() == 1
    assert "tuần này đã có" in text_of(client, f"{WEEK}chep/?tuan=2019-W16")
    text_of(client, f"{WEEK}chep/?tuan=vớ+vẩn", 404)


def test_an_empty_week_says_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)

    page = text_of(client, f"{WEEK}?tuan=2019-W30")

    assert "Tuần này chưa nhập việc nào" in page
    assert "Chép từ tuần trước" in page


def test_a_full_week_costs_as_many_queries_as_an_empty_one(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.lead)
    address = f"{WEEK}?tuan=2019-W16"
    client.get(address)
    entered(cast.lead)
    TaskFactory.create(lead_agency=cast.lead_agency, due_on=TUESDAY)
    with django_assert_num_queries(11):
        client.get(address)
    for n in range(14):
        entered(cast.lead, f"Việc {n}", day=date(2019, 4, 15 + n % 7))
        TaskFactory.create(lead_agency=cast.lead_agency, due_on=TUESDAY)
    with django_assert_num_queries(11):
        client.get(address)
