"""A job is queued once, tried three times and never lost."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from conftest import NOW
from phoihop.jobs import registry, services, worker
from phoihop.jobs.jobs import prune
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.tests import kinds

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]


def queue(kind: str = "test.fail", key: str = "1", **payload: object) -> Job:
    return services.enqueue(kind, key, payload or {"times": 0}, by=None, at=NOW)


def make_due() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def test_a_job_is_carried_out_with_its_progress(tmp_path: Path) -> None:
    job = queue("test.count", file=str(tmp_path / "lines"))
    assert worker.run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (JobState.DONE, 5, 5, 1)
    assert job.is_finished
    assert job.queued_at == NOW


def test_one_key_is_queued_once() -> None:
    assert queue().pk == queue().pk
    assert worker.run_waiting() == 1


def test_a_job_whose_transaction_fails_is_never_queued() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert worker.run_waiting() == 0
    assert not Job.objects.exists()


def test_an_unknown_kind_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        queue("test.unknown")


def test_a_job_is_tried_three_times_then_given_up_and_may_be_tried_again() -> None:
    job = queue(times=3)
    for _ in range(4):
        make_due()
        worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert job.error == "ValueError: Không đọc được tệp"
    Job.objects.update(payload={"times": 0})
    services.try_again(job)
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")


def test_a_failed_job_waits_before_the_next_attempt() -> None:
    job = queue(times=1)
    assert worker.run_waiting() == 1
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    make_due()
    worker.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_silent_job_comes_back_and_one_that_waits_its_turn_does_not() -> None:
    waiting, silent = queue(key="waits"), queue(key="died")
    at = timezone.now()
    Job.objects.update(heartbeat_at=at - timedelta(seconds=121))
    Job.objects.filter(pk=silent.pk).update(state=JobState.RUNNING, attempts=1)
    DBTaskResult.objects.filter(args_kwargs={"args": [silent.pk], "kwargs": {}}).update(
        status="RUNNING"
    )
    assert services.return_lost(at) == [silent]
    assert services.return_lost(at) == []
    make_due()
    assert worker.run_waiting() == 2
    assert {job.state for job in Job.objects.all()} == {JobState.DONE}
    assert waiting.pk != silent.pk


def test_a_job_whose_worker_died_before_it_began_comes_back() -> None:
    job = queue()
    DBTaskResult.objects.update(status="RUNNING")
    at = timezone.now()
    assert services.return_lost(at) == []
    Job.objects.update(heartbeat_at=at - timedelta(seconds=121))
    assert services.return_lost(at) == [job]
    assert worker.run_waiting() == 1


def test_a_job_that_kills_three_workers_is_given_up() -> None:
    job = queue()
    DBTaskResult.objects.update(status="RUNNING")
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.update(state=JobState.RUNNING, attempts=3, heartbeat_at=long_ago)
    services.return_lost(timezone.now())
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert worker.run_waiting() == 0


def test_a_daily_job_is_queued_once_a_day_from_its_hour() -> None:
    assert registry.timetable()["jobs.prune"] == time(3)
    early, later = NOW.replace(hour=0), NOW.replace(hour=23)
    services.enqueue_daily(early)
    assert not Job.objects.exists()
    for at in (NOW, later, later + timedelta(days=1)):
        services.enqueue_daily(at)
    days = Job.objects.filter(kind="jobs.prune").values_list("key", flat=True)
    assert sorted(days) == ["2019-04-16", "2019-04-17"]


def test_old_work_is_forgotten() -> None:
    old, recent = queue(key="old"), queue(key="recent")
    worker.run_waiting()
    Job.objects.filter(pk=old.pk).update(queued_at=NOW - timedelta(days=100))
    in_a_year = (datetime.now(tz=NOW.tzinfo) + timedelta(days=8)).date().isoformat()
    prune(old, {"day": NOW.date().isoformat()}, lambda done, total: None)
    assert list(Job.objects.all()) == [recent]
    assert DBTaskResult.objects.count() == 2
    prune(old, {"day": in_a_year}, lambda done, total: None)
    assert DBTaskResult.objects.count() == 0


def test_what_a_job_holds_goes_before_the_job() -> None:
    held: list[str] = []
    registry.forgotten("test.fail")(lambda job: held.append(job.key))
    try:
        for key, state in (("done", "done"), ("failed", "failed"), ("waits", "queued")):
            queue(key=key)
            Job.objects.filter(key=key).update(state=state, queued_at=NOW - timedelta(days=100))
        recent = queue(key="recent")
        Job.objects.filter(pk=recent.pk).update(state=JobState.DONE)
        prune(recent, {"day": NOW.date().isoformat()}, lambda done, total: None)
    finally:
        registry._forgotten.pop("test.fail")

    assert sorted(held) == ["done", "failed"]
    assert sorted(Job.objects.values_list("key", flat=True)) == ["failed", "recent", "waits"]


def test_a_job_that_changes_while_old_work_is_forgotten_is_left_alone() -> None:
    """One begun anew holds what it needs; one that ended holds it until its own turn comes."""
    held: list[str] = []
    queued = {"1": "done", "2": "done", "3": "running"}
    meanwhile = {"2": "queued", "3": "done"}

    def let_go(job: Job) -> None:
        held.append(job.key)
        for key, state in meanwhile.items():
            Job.objects.filter(key=key).update(state=state)
        meanwhile.clear()

    registry.forgotten("test.fail")(let_go)
    try:
        for key, state in queued.items():
            queue(key=key)
            Job.objects.filter(key=key).update(state=state, queued_at=NOW - timedelta(days=100))
        this = queue("test.count", key="prune", file="")
        prune(this, {"day": NOW.date().isoformat()}, lambda done, total: None)
        assert held == ["1"]
        left = set(Job.objects.values_list("key", "state"))
        assert left == {("2", "queued"), ("3", "done"), ("prune", "queued")}

        prune(this, {"day": NOW.date().isoformat()}, lambda done, total: None)
    finally:
        registry._forgotten.pop("test.fail")

    assert held == ["1", "3"]
    assert set(Job.objects.values_list("key", flat=True)) == {"2", "prune"}


def test_who_took_a_job_at_another_moment_writes_nothing_to_it() -> None:
    """The same number of attempts does not do: a job begun anew counts them from the beginning."""
    job = queue()
    taken = services._claim(job.pk)
    assert taken is not None
    Job.objects.filter(pk=job.pk).update(started_at=timezone.now() + timedelta(seconds=5))

    with pytest.raises(services.JobStopped), transaction.atomic():
        services.hold(taken)
    with pytest.raises(services.JobStopped):
        services._Progress(taken)._write()
    services._finish(taken)

    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert job.total == 0


def test_two_functions_for_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match=r"test\.count"):
        registry.job("test.count")(kinds.count)


def test_how_far_a_job_in_one_transaction_is_does_not_wait_for_its_end() -> None:
    """On PostgreSQL through a connection of its own; SQLite lets nobody else write meanwhile."""
    job = queue()
    with transaction.atomic():
        services._Progress(job)(3, 4)
        transaction.set_rollback(True)  # what the job itself wrote is gone, this is not
    job.refresh_from_db()
    assert job.done == (3 if connection.vendor == "postgresql" else 0)


def test_the_connection_beside_leaves_no_limit_behind_in_the_pool() -> None:
    """A limit that stayed would end whoever waits for a row and gets that connection next."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL is written beside")
    job = queue()
    with transaction.atomic():
        services._Progress(job)(1, 4)
    others = [connections.create_connection(connection.alias) for _one in range(4)]
    try:
        limits = set()
        for other in others:
            with other.cursor() as cursor:
                cursor.execute("SHOW lock_timeout")
                limits.add(cursor.fetchone()[0])
        assert limits == {"0"}
    finally:
        for other in others:
            other.close()


def test_a_room_is_told_that_its_job_was_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Job] = []
    monkeypatch.setitem(registry._given_up, "test.fail", told.append)
    job = queue()
    for attempt in range(1, services.MOST_ATTEMPTS + 1):
        services._after_failure(_tried(job, attempt), "x", timedelta())
        assert told == ([job] if attempt == services.MOST_ATTEMPTS else [])


def _tried(job: Job, attempts: int) -> Job:
    job.attempts = attempts
    return job
