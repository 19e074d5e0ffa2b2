"""Pages of the administrator: backups and background work."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.documents.models import StoredFile
from phoihop.inbox.models import Notice
from phoihop.jobs import worker
from phoihop.jobs.models import Job, JobState, WorkerProcess
from phoihop.jobs.registry import timetable
from phoihop.jobs.tests import kinds  # noqa: F401 -- declares the kinds of the tests
from phoihop.safekeeping import runs, services
from phoihop.safekeeping.backup import Order
from phoihop.safekeeping.errors import JobNotFailed
from phoihop.safekeeping.models import Run, RunKind
from phoihop.safekeeping.tests.test_backup import make, quiet

pytestmark = pytest.mark.django_db
BACKUPS, JOBS = "/quan-tri-du-lieu/sao-luu/", "/quan-tri-du-lieu/cong-viec/"


@pytest.fixture
def administrator(client: Client, cast: Cast, place: object) -> Client:
    client.force_login(cast.administrator)
    return client


def failed(**facts: object) -> Job:
    values = {"kind": "test.fail", "key": "1", "queued_at": NOW, "heartbeat_at": NOW}
    state = {"state": JobState.FAILED, "error": "Không đọc được tệp", "attempts": 3}
    return Job.objects.create(**(values | state | facts))


def run_of(kind: RunKind, *, days_ago: int = 0, succeeded: bool = True, **facts: object) -> Run:
    at = timezone.now() - timedelta(days=days_ago)
    words = "" if succeeded else "Hết chỗ trên ổ đĩa"
    return Run.objects.create(
        kind=kind, started_at=at, finished_at=at, succeeded=succeeded, words=words, **facts
    )


@pytest.mark.parametrize("path", [BACKUPS, JOBS])
def test_the_pages_are_the_administrator_s(client: Client, cast: Cast, path: str) -> None:
    for user in (cast.issuer, cast.issuer_leader, cast.outsider):
        client.force_login(user)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}
    assert not Job.objects.exists()


def test_an_empty_folder_says_so(administrator: Client) -> None:
    assert "Chưa có bản sao lưu nào" in administrator.get(BACKUPS).content.decode()


@pytest.mark.django_db(transaction=True)
def test_backups_stand_with_what_came_of_them(
    administrator: Client, office: list[StoredFile], order: Order
) -> None:
    known = runs.backup(order, by=None, tell=quiet)
    unknown = make(order, timezone.now() - timedelta(days=1))
    run_of(RunKind.DRILL, name=known.backup.name)
    page = administrator.get(BACKUPS).content.decode()

    assert known.backup.name in page
    assert unknown.name in page
    assert "nguyên vẹn" in page
    assert "khôi phục được" in page
    assert "không rõ" in page
    assert str(order.folder) in page


@pytest.mark.django_db(transaction=True)
def test_the_number_of_queries_does_not_depend_on_how_many_there_are(
    administrator: Client,
    office: list[StoredFile],
    order: Order,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make(order)
    administrator.get(BACKUPS)
    with django_assert_num_queries(12) as few:
        administrator.get(BACKUPS)
    for days in range(1, 4):
        make(order, timezone.now() - timedelta(days=days))
    with django_assert_num_queries(len(few)):
        administrator.get(BACKUPS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("what", "kind"), [("backup", RunKind.BACKUP), ("drill", RunKind.DRILL)])
def test_what_is_ordered_is_done_by_the_worker(
    administrator: Client, office: list[StoredFile], order: Order, what: str, kind: RunKind
) -> None:
    make(order)
    posted = {"order": what, "form_key": "abc"}
    first, again = (administrator.post(BACKUPS, posted) for _ in range(2))
    job = Job.objects.get()
    assert first["Location"] == again["Location"] == reverse("safekeeping:job", args=[job.pk])
    assert "Có thể rời trang này" in administrator.get(first["Location"]).content.decode()

    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    run = Run.objects.get(kind=kind)
    assert run.succeeded
    assert run.by == job.by
    part = administrator.get(first["Location"], headers={"hx-request": "true"})
    assert part.status_code == 286
    assert Event.objects.filter(verb=f"{what}.ordered").count() <= 1


def test_only_an_administrator_orders_and_retries(cast: Cast) -> None:
    job = failed()
    with pytest.raises(PermissionDenied):
        services.order(services.BACKUP, "x", by=cast.issuer_leader, at=NOW)
    with pytest.raises(PermissionDenied):
        services.retry(job, by=cast.issuer_leader, at=NOW)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_noted_and_told_to_administrators(
    cast: Cast, order: Order, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError("Hết chỗ trên ổ đĩa")

    monkeypatch.setattr("phoihop.safekeeping.runs.make_backup", full)
    with pytest.raises(OSError, match="Hết chỗ"):
        runs.backup(order, by=None, tell=quiet)

    notice = Notice.objects.get()
    assert (notice.user, notice.is_duty) == (cast.administrator, True)
    assert notice.said[0]["words"] == "Hết chỗ trên ổ đĩa"


@pytest.mark.parametrize(
    ("days_ago", "late"), [pytest.param(1, False, id="yesterday"), pytest.param(3, True, id="old")]
)
def test_administrators_are_told_when_no_backup_succeeds(
    administrator: Client, days_ago: int, late: bool
) -> None:
    run_of(RunKind.BACKUP, days_ago=days_ago)
    runs.watch()
    assert Notice.objects.exists() is late
    assert ("Lần sao lưu thành công" in administrator.get("/").content.decode()) is late


def test_others_see_nothing_of_it_on_their_first_page(client: Client, cast: Cast) -> None:
    run_of(RunKind.BACKUP, succeeded=False)
    client.force_login(cast.issuer)
    assert "ổ đĩa" not in client.get("/").content.decode()
    assert not Run.objects.visible_to(cast.issuer).exists()


def test_a_failure_that_was_followed_by_a_success_is_no_trouble(cast: Cast) -> None:
    run_of(RunKind.BACKUP)
    run_of(RunKind.DRILL, succeeded=False)
    assert runs.trouble(timezone.now())
    run_of(RunKind.DRILL)
    assert not runs.trouble(timezone.now())


def test_the_worker_s_timetable_has_the_daily_work() -> None:
    assert {services.BACKUP, "safekeeping.ledger", "safekeeping.watch"} <= timetable().keys()


@pytest.mark.django_db(transaction=True)
def test_the_daily_check_of_the_history_names_what_was_altered(
    cast: Cast, office: list[StoredFile]
) -> None:
    runs.check_ledger(by=None, tell=quiet)
    assert Run.objects.get().succeeded
    Event.objects.update(object_id=4)
    with pytest.raises(runs.LedgerBroken):
        runs.check_ledger(by=None, tell=quiet)
    assert str(Event.objects.get().pk) in Run.objects.latest("pk").words


def test_jobs_are_listed_by_kind_and_state_in_words(administrator: Client) -> None:
    failed()
    failed(key="2", kind="jobs.prune", state=JobState.DONE, error="")
    page = administrator.get(JOBS).content.decode()
    assert "Dọn công việc đã xong" in page
    assert "Không đọc được tệp" in page
    assert "Không có tiến trình nền nào đang chạy" in page

    page = administrator.get(JOBS, {"state": "done"}).content.decode()
    assert "Không đọc được tệp" not in page
    page = administrator.get(JOBS, {"kind": "jobs.prune", "state": "failed"}).content.decode()
    assert "Không có công việc nào" in page
    assert administrator.get(JOBS, {"kind": "x", "state": "y", "after": "z"}).status_code == 200


def test_workers_show_whether_they_live(administrator: Client) -> None:
    now = timezone.now()
    for name, ago in (("may-1", 10), ("may-2", 1000)):
        WorkerProcess.objects.create(
            name=name, started_at=now, beat_at=now - timedelta(seconds=ago)
        )
    page = administrator.get(JOBS).content.decode()
    assert page.index("đang chạy</span>") < page.index("mất tín hiệu</span>")
    assert "Không có tiến trình nền" not in page


def test_many_jobs_cost_no_more_queries(
    administrator: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    failed(by=cast.administrator)
    administrator.get(JOBS)
    with django_assert_num_queries(8) as few:
        administrator.get(JOBS)
    for n in range(30):
        failed(key=f"k{n}", by=cast.issuer)
    with django_assert_num_queries(len(few)):
        page = administrator.get(JOBS)
    assert "after=" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_failed_work_is_done_again(administrator: Client, cast: Cast) -> None:
    job = failed(payload={"times": 0})
    answer = administrator.post(reverse("safekeeping:job_retry", args=[job.pk]))
    assert answer.status_code == 302
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    event = Event.objects.get(verb="job.retried")
    assert (event.by, event.object_id) == (cast.administrator, job.pk)
    worker.run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_work_that_has_not_failed_is_not_done_again(administrator: Client, cast: Cast) -> None:
    job = failed(state=JobState.DONE, error="")
    with pytest.raises(JobNotFailed):
        services.retry(job, by=cast.administrator, at=NOW)
    page = administrator.post(reverse("safekeeping:job_retry", args=[job.pk]), follow=True)
    assert "không bị lỗi" in page.content.decode()
