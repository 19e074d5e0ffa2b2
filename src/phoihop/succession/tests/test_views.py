"""The screens of an administrator, and that nobody else has them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from phoihop.accounts.models import Membership
from phoihop.agencies.estates import Fate
from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.succession import errors, services
from phoihop.succession.models import Act, Line, Run
from phoihop.succession.plan import plan_of
from phoihop.succession.services import ActFacts, Decision
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, LAST, T2, T3, District
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from tests.architecture.urls import every_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db: None, monkeypatch: pytest.MonkeyPatch) -> District:
    monkeypatch.setattr(clock, "now", lambda: T3)
    monkeypatch.setattr(clock, "today", T3.date)
    return merger.build()


@pytest.fixture
def desk(client: Client, district: District) -> Client:
    client.force_login(district.administrator)
    return client


def test_who_is_no_administrator_gets_403(client: Client, district: District) -> None:
    act = merger.draft(district)
    line = Line.objects.filter(act=act).earliest("pk")
    task = district.tasks["W1"]
    client.force_login(district.people["t"])
    before = Event.objects.count()

    answers = set()
    for address in every_address():
        if address.name.startswith("succession:"):
            path = address.path(pk=act.pk, line=line.pk, task=task.pk).replace("/x/", "/tasks.led/")
            answers |= {client.get(path).status_code, client.post(path).status_code}

    assert answers <= {403, 405}
    assert Event.objects.count() == before


def test_an_act_is_begun_left_and_gone_on_with(desk: Client, district: District) -> None:
    form = {"title": "Nhập ba xã", "on": "01/07/2025", "paper": "1/NQ", "paper_on": "16/06/2025"}
    desk.post(reverse("succession:create"), form | {"form_key": "a"})
    desk.post(reverse("succession:create"), form | {"form_key": "a"})
    act = Act.objects.get()

    desk.post(
        reverse("succession:add_ending", args=[act.pk]), {"agencies": "O1\nO2", "heirs": "K1"}
    )

    page = desk.get(act.get_absolute_url()).content.decode()
    assert "Đảng ủy xã Cũ 1" in page
    assert Agency.objects.get(code="O1").valid_to is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": "31/06/2025"}, "Ngày không hợp lệ"),
        ({"title": ""}, "Bắt buộc nhập"),
    ],
)
def test_bad_input_is_shown_again(desk: Client, fields: dict[str, str], said: str) -> None:
    form = {"title": "Nhập", "on": "01/07/2025", "paper": "1/NQ", "paper_on": "16/06/2025"}

    answer = desk.post(reverse("succession:create"), form | fields | {"form_key": "a"})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "16/06/2025" in answer.content.decode()
    assert not Act.objects.exists()


def test_a_day_before_the_paper_is_warned_of(desk: Client, district: District) -> None:
    facts = ActFacts(title="x", on=date(2025, 6, 10), paper="1/NQ", paper_on=date(2025, 6, 16))
    act = services.create_act(facts, by=district.administrator, at=T2, form_key="w")

    page = desk.get(act.get_absolute_url()).content.decode()

    assert "trước ngày của văn bản quyết định, 16/06/2025" in page


def test_a_paper_of_the_future_decides_nothing_yet(desk: Client, district: District) -> None:
    form = {"title": "Nhập", "on": "01/07/2030", "paper": "1/NQ", "paper_on": "01/06/2030"}

    answer = desk.post(reverse("succession:create"), form | {"form_key": "a"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Văn bản quyết định đề ngày trong tương lai" in page
    assert "01/06/2030" in page
    assert not Act.objects.exists()

    act = merger.draft(district)
    merger.choose(district, act)
    Act.objects.filter(pk=act.pk).update(paper_on=date(2025, 7, 2))  # as saved before
    act.refresh_from_db()
    with pytest.raises(errors.PaperInFuture):
        services.ask(act, by=district.administrator, at=T3)


def test_an_agency_does_not_succeed_itself(desk: Client, district: District) -> None:
    act = merger.draft(district)

    answer = desk.post(
        reverse("succession:add_ending", args=[act.pk]), {"agencies": "T", "heirs": "T"}
    )

    assert answer.status_code == 422
    assert "không kế thừa chính mình" in answer.content.decode()


def test_two_receivers_of_one_task_are_refused(desk: Client, district: District) -> None:
    act = merger.draft(district)
    w5 = district.tasks["W5"]
    k1, t = district.agencies["K1"], district.agencies["T"]

    answer = desk.post(
        reverse("succession:part", args=[act.pk, "tasks.led"]),
        {f"row-{w5.pk}": [f"move:{k1.pk}", f"move:{t.pk}"]},
    )

    assert answer.status_code == 422
    assert "Mỗi nhiệm vụ chỉ một cơ quan chủ trì" in answer.content.decode()
    assert not act.choices.exists()


def test_choices_are_kept_and_shown(desk: Client, district: District) -> None:
    act = merger.draft(district)
    url = reverse("succession:part", args=[act.pk, "tasks.led"])
    d2, k2, w8 = district.agencies["D2"], district.agencies["K2"], district.tasks["W8"]
    k3 = district.agencies["K3"]

    desk.post(url, {f"all-{d2.pk}": f"move:{k2.pk}", f"row-{w8.pk}": f"move:{k3.pk}"})

    led = plan_of(act, district.administrator, T3.date()).part("tasks.led")
    assert led is not None
    goes = {row.item.label: row.passing.to for row in led.rows if row.passing is not None}
    assert (goes["W6"], goes["W7"], goes["W8"]) == (k2.pk, k2.pk, k3.pk)
    assert desk.get(f"{url}?chi=late").content.decode().count('scope="row"') == 6


def test_a_leader_s_seat_shows_why_not(desk: Client, district: District) -> None:
    act = merger.draft(district)
    seat = Membership.objects.get(user=district.people["d1a"])
    k1 = district.agencies["K1"]
    url = reverse("succession:part", args=[act.pk, "accounts.seats"])

    page = desk.post(
        url, {f"row-{seat.pk}": f"move:{k1.pk}", f"role-{seat.pk}": "leader"}, follow=True
    ).content.decode()

    assert "Cần quyết định riêng của quản trị K1" in page


def test_the_worker_carries_it_out_and_undoes_it(desk: Client, district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act, but=("W5",))
    run_url = reverse("succession:carry_out", args=[act.pk])
    refused = desk.post(run_url)
    assert refused.status_code == 422
    assert "Còn 1 việc chưa có cơ quan nhận: W5" in refused.content.decode()
    w5 = Decision(pk=district.tasks["W5"].pk, fate=Fate.MOVE, to=district.agencies["T"].pk)
    services.decide(act, "tasks.led", [w5], by=district.administrator, at=T2)

    assert "Đang thực hiện" in desk.post(run_url, follow=True).content.decode()
    services.carry_out(Run.objects.get(), by=district.administrator, at=T3)

    page = desk.get(act.get_absolute_url()).content.decode()
    assert "Đảng ủy xã Bình An <b>7</b>" in page
    lines = b"".join(desk.get(reverse("succession:csv", args=[act.pk]))).decode().splitlines()
    assert len(lines) == 22
    assert lines[1].startswith("W1,Ban Tuyên giáo và Dân vận Huyện ủy Bình An,Đảng ủy xã Bình An")
    assert any(
        "Trung tâm Y tế huyện Bình An,Trung tâm Y tế khu vực Bình An" in one for one in lines
    )

    desk.post(reverse("succession:undo", args=[act.pk]))
    services.undo(Run.objects.get(), by=district.administrator, at=T3)
    assert "Đã hoàn tác" in desk.get(act.get_absolute_url()).content.decode()
    assert Task.objects.get(code="W1").lead_agency.code == "D1"


def test_the_preview_asks_as_often_for_few_as_for_many(
    district: District, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    act = merger.draft(district)
    user = district.administrator
    with CaptureQueriesContext(connection) as few:
        plan_of(act, user, T3.date())
    TaskFactory.create_batch(30, lead_agency=district.agencies["D1"])
    with django_assert_num_queries(len(few)):
        plan_of(act, user, T3.date())


def test_an_empty_draft_is_thrown_away_and_no_other(desk: Client, district: District) -> None:
    full = merger.draft(district)
    facts = ActFacts(title="Nhầm", on=FIRST, paper="1/NQ", paper_on=LAST)
    empty = services.create_act(facts, by=district.administrator, at=T2, form_key="e")
    assert "Bỏ bản xem trước" in desk.get(empty.get_absolute_url()).content.decode()
    assert "Bỏ bản xem trước" not in desk.get(full.get_absolute_url()).content.decode()

    for act in (empty, full):
        desk.post(reverse("succession:discard", args=[act.pk]))

    assert list(Act.objects.all()) == [full]


def test_an_agency_with_duties_ends_by_an_act_alone(desk: Client, district: District) -> None:
    address = reverse("agencies:close", args=[district.agencies["O1"].pk])

    answer = desk.post(address, {"on": "30/06/2025", "kind": "merged"})

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Đảng ủy xã Cũ 1 còn nắm giữ: Việc đang mở: 1" in said
    assert Agency.objects.get(code="O1").valid_to is None


def test_an_agency_without_duties_may_simply_end(desk: Client, district: District) -> None:
    address = reverse("agencies:close", args=[district.agencies["O9"].pk])

    answer = desk.post(address, {"on": "30/06/2025", "kind": "merged"})

    assert answer.status_code == 302
    assert Agency.objects.get(code="O9").valid_to == LAST


def test_who_takes_over_is_told_once(client: Client, district: District) -> None:
    run = merger.carried_out(district)

    for name, words in (("k1", "Kế thừa 7 việc theo 9999/NQ"), ("k2", "Kế thừa 5 việc theo 9999")):
        told = Notice.objects.filter(user=district.people[name], kind="agencies.agency")
        assert told.count() == 1
        client.force_login(district.people[name])
        assert words in client.get(reverse("workspace:inbox")).content.decode()
    assert not Notice.objects.filter(user=district.people["t"], kind="agencies.agency").exists()

    by = district.administrator
    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    page = client.get(reverse("workspace:inbox")).content.decode()
    assert "Đã hoàn tác việc kế thừa" in page


def test_the_old_name_leads_to_who_took_over(district: District) -> None:
    merger.carried_out(district)
    field = AgencyField(living=True)

    with pytest.raises(ValidationError) as refused:
        field.clean("Đảng ủy xã Cũ 1")
    assert refused.value.messages == [
        "Đảng ủy xã Cũ 1 đã kết thúc 30/06/2025, nay là: Đảng ủy xã Bình An."
    ]
    assert field.clean("TAND huyện Bình An").name == "TAND khu vực 5"
    assert AgencyField().clean("Đảng ủy xã Cũ 1").code == "O1"


def test_a_task_form_says_who_took_over(client: Client, district: District) -> None:
    merger.carried_out(district)
    client.force_login(district.people["p"])
    old = district.agencies["O1"]

    page = client.post(reverse("tasks:create"), {"lead_agency": old.pk}).content.decode()

    assert "Đảng ủy xã Cũ 1 đã kết thúc 30/06/2025, nay là: Đảng ủy xã Bình An." in page
