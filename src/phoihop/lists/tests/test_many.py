"""Acts on ticked tasks: the question, the answer, who may, the worker, the way back."""

import uuid
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.services import run_job
from phoihop.lists import running
from phoihop.lists.acts import act_of, offered
from phoihop.lists.choosing import Chosen
from phoihop.lists.models import ManyActRun
from phoihop.tasks import services
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def tasks(cast: Cast) -> list[Task]:
    """Three whose results wait, and one that is open."""
    made = [
        TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
        for _ in range(4)
    ]
    for task in made[:3]:
        services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    return made


def sent(tasks: list[Task], act: str = "confirm", **more: Any) -> dict[str, Any]:
    keys = [task.pk for task in tasks]
    return {"act": act, "task": keys, "form_key": uuid.uuid4().hex, "query": "state=open"} | more


def test_the_question_names_number_and_consequence(
    cast: Cast, client: Client, tasks: list[Task]
) -> None:
    client.force_login(cast.issuer)

    page = client.get(reverse("lists:many"), sent(tasks)).content.decode()
    dialog = client.get(reverse("lists:many"), sent(tasks), headers={"hx-request": "true"})

    assert "Xác nhận kết quả của 4 nhiệm vụ?" in page
    assert "tính vào số liệu" in page
    assert tasks[0].title in page
    assert "<html" not in dialog.content.decode()
    assert "Xác nhận kết quả của 4 nhiệm vụ?" in dialog.content.decode()


def test_what_was_done_and_what_was_left(cast: Cast, client: Client, tasks: list[Task]) -> None:
    client.force_login(cast.issuer)
    data = sent(tasks, remark="Tốt")

    first = client.post(reverse("lists:many"), data)
    again = client.post(reverse("lists:many"), data)

    run = ManyActRun.objects.get()
    assert first["Location"] == again["Location"] == run.get_absolute_url()
    assert sorted(run.done) == sorted(task.pk for task in tasks[:3])
    page = client.get(run.get_absolute_url()).content.decode()
    assert "Đã xác nhận kết quả của 3 nhiệm vụ." in page
    assert "1 nhiệm vụ được giữ nguyên." in page
    assert tasks[3].title in page
    assert Event.objects.filter(verb="list.act_on_many").count() == 1


def test_the_whole_list_and_a_list_that_changed(
    cast: Cast, client: Client, tasks: list[Task]
) -> None:
    client.force_login(cast.issuer)
    data = {"act": "confirm", "all": "1", "query": "state=wait", "form_key": uuid.uuid4().hex}
    question = client.get(reverse("lists:many"), data)
    assert question.context["count"] == 3
    services.return_task(tasks[0], reason="Thiếu", by=cast.issuer, at=NOW)

    refused = client.post(reverse("lists:many"), data | {"told": 3})
    assert refused.status_code == 422
    assert "Danh sách vừa thay đổi" in refused.content.decode()
    assert refused.context["form"]["told"].value() == "2"
    client.post(reverse("lists:many"), data | {"told": 2})

    assert len(ManyActRun.objects.get().done) == 2


def test_a_refused_form_keeps_what_was_typed(cast: Cast, client: Client, tasks: list[Task]) -> None:
    client.force_login(cast.issuer_leader)

    answer = client.post(
        reverse("lists:many"), sent(tasks, "due", due_on="31/02/2020", reason="Trùng đợt thi")
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31/02/2020" in page
    assert "Trùng đợt thi" in page
    assert page.count('name="task"') == 4
    assert not ManyActRun.objects.exists()


def test_who_does_no_work_and_who_sees_nothing(
    cast: Cast, client: Client, tasks: list[Task]
) -> None:
    client.force_login(cast.inspector)
    assert client.get(reverse("lists:many"), sent(tasks)).status_code == 403
    assert client.post(reverse("lists:many"), sent(tasks)).status_code == 403
    client.force_login(cast.outsider)
    assert client.post(reverse("lists:many"), sent(tasks)).status_code == 302
    client.force_login(cast.lead)
    client.post(reverse("lists:many"), sent(tasks))

    run = ManyActRun.objects.get()
    assert (run.by, run.done, len(run.skipped)) == (cast.lead, [], 4)
    assert not Task.objects.filter(done_on__isnull=False).exists()
    client.force_login(cast.issuer)
    assert client.get(run.get_absolute_url()).status_code == 404
    assert client.post(reverse("lists:undo", args=[run.pk])).status_code == 404


def test_ticked_rows_as_a_file(cast: Cast, client: Client, tasks: list[Task]) -> None:
    client.force_login(cast.issuer)

    answer: Any = client.get(reverse("lists:many"), sent(tasks[:2], "csv"))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3


def test_suspended_by_mistake_is_undone_once(cast: Cast, client: Client, tasks: list[Task]) -> None:
    client.force_login(cast.issuer)
    client.post(reverse("lists:many"), sent(tasks, "suspend", reason="Chờ kinh phí"))
    run = ManyActRun.objects.get()
    assert Task.objects.filter(suspended_on__isnull=False).count() == 4
    services.withdraw_task(tasks[0], reason="Nhầm", by=cast.issuer, at=NOW)

    client.post(reverse("lists:undo", args=[run.pk]))
    client.post(reverse("lists:undo", args=[run.pk]))

    assert list(Task.objects.filter(suspended_on__isnull=False)) == [tasks[0]]
    assert Event.objects.filter(verb="list.undone").count() == 1


@pytest.mark.differs
def test_many_are_left_to_the_worker_who_goes_on_after_a_crash(
    cast: Cast, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 2)
    act = act_of("confirm")
    assert act is not None
    chosen = Chosen([task.pk for task in tasks], "", is_all=False)
    asked = running.Asked(act, {"remark": ""}, uuid.uuid4())

    run = running.start(chosen, asked, by=cast.issuer, at=NOW)
    assert (run.handled, run.job.state if run.job else "") == (0, JobState.QUEUED)
    # The first half, then the process dies: the job is carried out once more.
    with pytest.raises(RuntimeError):
        running.go_on(run, by=cast.issuer, at=NOW, progress=_dies)
    run_job.func(Job.objects.get().pk)

    run.refresh_from_db()
    assert (run.handled, len(run.done), len(run.skipped)) == (4, 3, 1)
    assert Event.objects.filter(verb="task.confirmed").count() == 3
    assert Job.objects.get().state == JobState.DONE


def _dies(_done: int, _total: int) -> None:
    raise RuntimeError


def test_undoing_leaves_what_was_suspended_anew(
    cast: Cast, client: Client, tasks: list[Task]
) -> None:
    client.force_login(cast.issuer)
    client.post(reverse("lists:many"), sent(tasks, "suspend", reason=" Chờ kinh phí "))
    run = ManyActRun.objects.get()
    services.resume_task(tasks[0], by=cast.issuer, at=NOW)
    services.suspend_task(tasks[0], reason="Thanh tra đang làm việc", by=cast.issuer, at=NOW)

    outcome = running.undo(run, by=cast.issuer, at=NOW)

    assert [task.pk for task in outcome.done] == [task.pk for task in tasks[1:]]
    assert [str(why) for _task, why in outcome.skipped] == [
        "Nhiệm vụ đã được tạm dừng lại sau đó, theo một lần khác."
    ]
    tasks[0].refresh_from_db()
    assert tasks[0].stop_reason == "Thanh tra đang làm việc"


@pytest.mark.parametrize("method", ["get", "post"])
def test_conditions_too_long_to_keep_are_refused_in_words(
    cast: Cast, client: Client, tasks: list[Task], method: str
) -> None:
    """Cut short they would name other tasks."""
    client.force_login(cast.issuer)
    data = sent(tasks) | {"all": "1", "query": "state=wait&q=" + "x" * 1000}

    answer = getattr(client, method)(reverse("lists:many"), data)

    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == ["Điều kiện lọc quá dài để làm với cả danh sách: hãy bớt điều kiện."]
    assert not ManyActRun.objects.exists()
    assert not Task.objects.filter(done_on__isnull=False).exists()


def test_a_task_known_by_its_title_alone_is_neither_ticked_nor_among_all(
    cast: Cast, client: Client, tasks: list[Task]
) -> None:
    """As the task above the own part: its state is not for who holds a part."""
    above = tasks[3]
    TaskViewer.objects.create(agency=cast.partner_agency, task=above, level=TaskViewer.TITLE)
    own = TaskFactory.create(assigner=cast.partner_agency, lead_agency=cast.partner_agency)
    client.force_login(cast.partner)

    assert Task.objects.visible_to(cast.partner).filter(pk=above.pk).exists()
    ticked = client.get(reverse("lists:many"), sent([above, own]))
    everything = client.get(reverse("lists:many"), sent([], all="1", query=""))
    for answer in (ticked, everything):
        assert answer.context["chosen"].keys == [own.pk]
    file: Any = client.get(reverse("lists:many"), sent([above, own], "csv"))
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert own.title in text
    assert above.title not in text


def test_who_may_not_move_due_dates_is_not_offered_it(cast: Cast) -> None:
    assert "due" not in [act.key for act in offered(cast.issuer)]
    assert "due" in [act.key for act in offered(cast.issuer_leader)]
