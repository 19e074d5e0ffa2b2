"""Tasks in every state with all the rows that the services keep beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.core.management.color import no_style
from django.db import connection, transaction

from bench.data import words
from bench.data.courses import Course, course_of
from bench.data.places import Body, World
from bench.data.programmes import Content, Programme
from bench.data.shape import Shape
from bench.data.traces import Trace
from phoihop.inbox.models import Follow
from phoihop.tasks.models import (
    ResultSubmission,
    Rhythm,
    Task,
    TaskCoordination,
    TaskDue,
    TaskHolding,
    TaskLine,
    TaskSource,
    Update,
)
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.viewers import reindex_viewers

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_CHUNK = 1000
_COORDINATE = 2
_HANDED_OVER_IN = 0.03


@dataclass
class Duty:
    """One task with who has a part in it and what happened."""

    task: Task
    lead: Body
    assigner: Body
    partners: list[Body]
    course: Course
    content: Content | None
    programme: Programme | None


@dataclass
class Plan:
    """What the tasks are made from."""

    shape: Shape
    world: World
    programmes: list[Programme]
    today: date


def build_tasks(plan: Plan, rng: Random, progress: Callable[[int], object]) -> list[Trace]:
    """Write all tasks; returns what must go into the history, in no order."""
    traces: list[Trace] = []
    duties: list[Duty] = []
    for duty in _duties(plan, rng):
        duties.append(duty)
        if len(duties) == _CHUNK:
            traces += _write(duties, rng)
            progress(len(duties))
            duties = []
    if duties:
        traces += _write(duties, rng)
        progress(len(duties))
    with connection.cursor() as cursor:  # the keys were given, not taken from the sequence
        for statement in connection.ops.sequence_reset_sql(no_style(), [Task]):
            cursor.execute(statement)
    return traces


def _duties(plan: Plan, rng: Random) -> Iterator[Duty]:
    for pk in range(1, plan.shape.tasks + 1):
        course = course_of(rng, plan.today)
        if pk <= plan.shape.tasks_from_agreements:
            programme = plan.programmes[pk % len(plan.programmes)]
            content = rng.choice(programme.contents)
            board = programme.parties[0]
            lead, partners = content.lead, content.partners
        else:
            programme, content = None, None
            place = rng.choice(plan.world.places)
            board = place.board
            lead, *partners = rng.sample(place.bodies, 1 + _COORDINATE)
        task = _task(pk, rng, course, lead, board)
        if programme is not None and content is not None:
            task.agreement, task.source = programme.agreement, TaskSource.ITEM
            task.title = content.item.text
        yield Duty(task, lead, board, partners, course, content, programme)


def _task(pk: int, rng: Random, course: Course, lead: Body, assigner: Body) -> Task:
    assigned_at = moment(course.assigned_on, rng)
    accepted_at = assigned_at + timedelta(hours=rng.randint(1, 30)) if course.accepted else None
    stopped = course.suspended_on or course.withdrawn_on
    percent = course.updates[-1][1] if course.updates else 0
    last = course.done_on or course.returned_on or course.submitted_on
    last = last or (course.updates[-1][0] if course.updates else None)
    return Task(
        pk=pk,
        code=f"NV-{pk}",
        title=words.duty(rng, "theo kế hoạch"),
        product=words.product(rng),
        lead_agency=lead.agency,
        person_in_charge=lead.official,
        assigner=assigner.agency,
        assigned_on=course.assigned_on,
        assigned_at=assigned_at,
        assigned_by=assigner.user,
        due_on=course.due_on,
        first_due_on=course.first_due_on,
        rhythm="" if course.due_on else Rhythm.MONTHLY,
        percent=100 if course.done_on else percent,
        updated_at=moment(last, rng) if last else None,
        accepted_at=accepted_at,
        accepted_by=lead.user if accepted_at else None,
        submitted_on=course.submitted_on,
        returned_on=course.returned_on,
        done_on=course.done_on,
        suspended_on=course.suspended_on,
        withdrawn_on=course.withdrawn_on,
        stop_reason="Chờ ý kiến cấp trên." if stopped else "",
    )


def moment(day: date, rng: Random) -> datetime:
    """Some moment of the working day."""
    return datetime.combine(day, time(rng.randint(7, 16), rng.randint(0, 59)), _ZONE)


@transaction.atomic
def _write(duties: list[Duty], rng: Random) -> list[Trace]:
    tasks = [duty.task for duty in duties]
    Task.objects.bulk_create(tasks)
    TaskHolding.objects.bulk_create(row for duty in duties for row in _holdings(duty, rng))
    TaskDue.objects.bulk_create(row for duty in duties for row in _dues(duty))
    TaskCoordination.objects.bulk_create(
        TaskCoordination(task=duty.task, agency=body.agency)
        for duty in duties
        for body in duty.partners
    )
    TaskLine.objects.bulk_create(
        TaskLine(
            task=duty.task,
            content_line=duty.content.item.line,
            year_plan=duty.programme.plan,
        )
        for duty in duties
        if duty.content is not None and duty.programme is not None
    )
    updates = Update.objects.bulk_create(row for duty in duties for row in _updates(duty, rng))
    submissions = ResultSubmission.objects.bulk_create(
        row for duty in duties for row in _submissions(duty, rng)
    )
    put_in_search(tasks)
    reindex_viewers([task.pk for task in tasks])
    Follow.objects.bulk_create(row for duty in duties for row in _followers(duty))
    return list(_traces(duties, updates, submissions))


def _followers(duty: Duty) -> Iterator[Follow]:
    """Who assigned the task and who is in charge of it, as when the services assign."""
    for body in {one.user.pk: one for one in (duty.assigner, duty.lead)}.values():
        yield Follow(
            user=body.user,
            agency=body.agency,
            kind="tasks.task",
            object_id=duty.task.pk,
            since=duty.task.assigned_at,
        )


def _holdings(duty: Duty, rng: Random) -> Iterator[TaskHolding]:
    task = duty.task
    since = task.assigned_on
    if duty.partners and rng.random() < _HANDED_OVER_IN:
        until = since + timedelta(days=10)
        yield TaskHolding(
            task=task, agency=duty.partners[0].agency, valid_from=since, valid_to=until
        )
        since = until + timedelta(days=1)
    yield TaskHolding(task=task, agency=task.lead_agency, valid_from=since)


def _dues(duty: Duty) -> Iterator[TaskDue]:
    task = duty.task
    for day in dict.fromkeys([task.first_due_on, task.due_on]):
        if day is not None:
            yield TaskDue(
                task=task, due_on=day, decided_at=task.assigned_at, decided_by=duty.assigner.user
            )


def _updates(duty: Duty, rng: Random) -> Iterator[Update]:
    for number, (day, percent) in enumerate(duty.course.updates):
        yield Update(
            task=duty.task,
            agency=duty.lead.agency,
            by=duty.lead.user,
            at=moment(day, rng),
            percent=percent,
            words=words.report(rng),
            form_key=f"bench-{duty.task.pk}-{number}",
        )


def _submissions(duty: Duty, rng: Random) -> Iterator[ResultSubmission]:
    course = duty.course
    on = course.submitted_on or course.done_on or course.returned_on
    if on is None:
        return
    at = moment(on, rng)
    submission = ResultSubmission(
        task=duty.task,
        on=on,
        at=at,
        by=duty.lead.user,
        result=words.report(rng),
        form_key=f"bench-{duty.task.pk}",
    )
    if course.done_on is not None:
        submission.confirmed_at, submission.confirmed_by = at, duty.assigner.user
    elif course.returned_on is not None:
        submission.returned_at, submission.returned_by = at, duty.assigner.user
        submission.reason = "Thiếu số liệu của các thôn."
    yield submission


def _traces(
    duties: list[Duty], updates: list[Update], submissions: list[ResultSubmission]
) -> Iterator[Trace]:
    """One event for each act, as the services record them."""
    boards = {duty.task.pk: duty.assigner for duty in duties}
    for duty in duties:
        task, board = duty.task, duty.assigner
        said = {"title": task.title, "product": task.product}
        yield Trace(task.assigned_at, "task.assigned", task, board.user, board.agency, said)
        if task.accepted_at is not None:
            lead = duty.lead
            yield Trace(task.accepted_at, "task.accepted", task, lead.user, lead.agency, {})
    for row in updates:
        report: dict[str, str | int | None] = {"percent": row.percent, "words": row.words}
        yield Trace(row.at, "task.updated", row.task, row.by, row.agency, report)
    for sent in submissions:
        board, lead_agency = boards[sent.task_id], sent.task.lead_agency
        said = {"result": sent.result}
        yield Trace(sent.at, "task.submitted", sent.task, sent.by, lead_agency, said)
        if sent.confirmed_at is not None:
            yield Trace(sent.at, "task.confirmed", sent.task, board.user, board.agency, {})
        elif sent.returned_at is not None:
            said = {"reason": sent.reason}
            yield Trace(sent.at, "task.returned", sent.task, board.user, board.agency, said)
