"""Giao nhiệm vụ: directly, from a clause of a document, or from the contents of an agreement."""

import itertools
import uuid
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, F, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.acting import Instead, stand_ins
from phoihop.agreements.errors import AlreadyEnded, VersionNotFixed
from phoihop.agreements.leading import AnyItem, coordinating_of, lead_of
from phoihop.agreements.models import Agreement, PlanItem, YearPlan
from phoihop.agreements.term_errors import ItemsOfTheOriginal
from phoihop.agreements.terms import text_on
from phoihop.audit import services as audit
from phoihop.documents.models import Document, Duty
from phoihop.tasks import errors
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.models import (
    Rhythm,
    Task,
    TaskCoordination,
    TaskDue,
    TaskHolding,
    TaskLine,
    TaskSource,
)
from phoihop.tasks.notices import tell_assigned
from phoihop.tasks.people import assignable_agencies, working_among, works_in
from phoihop.tasks.planning import lines_taken
from phoihop.tasks.plans import settled_years
from phoihop.tasks.services.common import day_of, put_in_search
from phoihop.tasks.services.naming import hold, hold_living
from phoihop.tasks.viewers import reindex_viewers


@dataclass(frozen=True)
class TaskFacts:
    """The six clear items, and where the duty comes from.

    coordinating: {agency: its part in words}; part_dues: by when, where it is not the task's own
    due day. due_on None: standing, reported in `rhythm`.
    duty: of a leader's instruction, whose words and day the history keeps beside the task's.
    """

    title: str
    product: str
    lead_agency: Agency
    person_in_charge: Official | None
    due_on: date | None
    rhythm: str = Rhythm.NONE
    detail: str = ""
    authority: str = ""
    coordinating: Mapping[Agency, str] = field(default_factory=dict)
    part_dues: Mapping[Agency, date] = field(default_factory=dict)
    document: Document | None = None
    clause: str = ""
    duty: Duty | None = None

    def __post_init__(self) -> None:
        """Texts are kept in one form of Unicode, so that equal words are equal."""
        for name in ("title", "product", "detail", "authority", "clause"):
            object.__setattr__(self, name, vntext.nfc(getattr(self, name)).strip())
        parts = {agency: vntext.nfc(part).strip() for agency, part in self.coordinating.items()}
        object.__setattr__(self, "coordinating", parts)


@dataclass(frozen=True)
class ItemAssignment:
    """One task to be made from a content item: `title` and `product` may differ from its text.

    planned_on: the day of the planned due it answers to (Planned.day), where it is another.
    """

    item: AnyItem
    person_in_charge: Official | None
    due_on: date | None
    rhythm: str = Rhythm.NONE
    title: str = ""
    product: str = ""
    planned_on: date | None = None

    @property
    def answers_to(self) -> date | None:
        """The day by which the same duty is known again."""
        return self.planned_on or self.due_on


@dataclass(frozen=True)
class Act:
    """Who assigns, for which agency, when; workers: see problems_of; instead: see lead_of.

    texts: keys of the agreement and of its text in force, whose contents may be assigned.
    """

    assigner: Agency
    by: User
    at: datetime
    workers: Container[tuple[int, int]] | None = None
    instead: Instead = field(default_factory=dict)
    texts: Container[int] = ()


@transaction.atomic
def assign_task(facts: TaskFacts, *, by: User, at: datetime, form_key: str = "") -> Task:
    """Give one agency one task. Raises PermissionDenied and the errors named after each item.

    The same form_key a second time gives the task of the first time.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm("tasks.assign_task"):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    hold([agency, facts.lead_agency, *facts.coordinating])
    # Two posts of one form by one person wait for each other here.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    sent = Task.objects.filter(form_key=form_key).first()
    if sent is not None:
        if sent.assigned_by_id != by.pk:
            raise errors.FormUsed
        return sent
    check_facts(facts, day_of(at))
    if not assignable_agencies(agency, day_of(at)).filter(pk=facts.lead_agency.pk).exists():
        raise errors.LeadNotAllowed
    source = TaskSource.CLAUSE if facts.document else TaskSource.DIRECT
    task = new_task(facts, Act(agency, by, at), form_key, source)
    return create_tasks([(task, facts)], by=by, at=at)[0]


@transaction.atomic
def assign_from_items(  # noqa: PLR0913 -- the facts of the act, all by name
    agreement: Agreement,
    assignments: Iterable[ItemAssignment],
    *,
    by: User,
    at: datetime,
    form_key: str = "",
    plan: YearPlan | None = None,
) -> list[Task]:
    """Make tasks from contents of a signed agreement, all of them or none.

    plan: from the contents of one of its years, which are then those given; None: each counts in
    the year it is due, where the contents of that year are settled. Raises
    PermissionDenied, NotSigned, ItemsOfTheOriginal, AlreadyEnded, VersionNotFixed, NothingChosen,
    ItemAssigned and the errors of each item with the `row` of the assignment. The same form_key a
    second time gives the first.
    """
    assignments = list(assignments)
    instead = stand_ins(agreement, day_of(at))
    hold([by.acting_agency, *_named_by(assignments, instead)])
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not by.has_perm("tasks.assign_items", agreement):
        raise PermissionDenied
    if not agreement.is_signed:
        raise errors.NotSigned if agreement.signing_from is None else errors.NotSignedByAll
    if agreement.amends_id is not None:
        raise ItemsOfTheOriginal
    if agreement.ended_on is not None and agreement.ended_on <= day_of(at):
        raise AlreadyEnded
    if plan is not None and not plan.is_in_force:
        raise VersionNotFixed
    form_key = form_key or uuid.uuid4().hex
    sent = list(agreement.tasks.filter(form_key__startswith=f"{form_key}:").order_by("pk"))
    if sent:
        return sent
    if not assignments:
        raise errors.NothingChosen
    agency = by.acting_agency or agreement.owner  # who has the right acts for an agency
    workers = _workers(assignments, day_of(at), instead)
    texts = {agreement.pk, text_on(agreement, day_of(at)).pk}
    act = Act(agency, by, at, workers, instead, texts)
    made = [
        _task_of(agreement, plan, assignment, row, act, form_key)
        for row, assignment in enumerate(assignments)
    ]
    _refuse_assigned(agreement, assignments)
    tasks = create_tasks(made, by=by, at=at)
    years = settled_years(agreement)
    TaskLine.objects.bulk_create(
        TaskLine(
            task=task,
            content_line_id=assignment.item.line_id,
            year_plan_id=plan.pk
            if plan is not None
            else years.plan_of(assignment.item.line_id, assignment.answers_to or task.assigned_on),
            planned_on=assignment.answers_to,
        )
        for task, assignment in zip(tasks, assignments, strict=True)
    )
    return tasks


def _named_by(assignments: Sequence[ItemAssignment], instead: Instead) -> Iterator[Agency | None]:
    """Who leads or coordinates in the tasks; loaded in a few queries for all items."""
    items = [assignment.item for assignment in assignments]
    prefetch_related_objects(items, "lead_agency", "coordinations__agency")
    for assignment in assignments:
        yield lead_of(assignment.item, assignment.answers_to, instead)
        yield from coordinating_of(assignment.item, assignment.answers_to, instead)


def _workers(
    assignments: Sequence[ItemAssignment], on: date, instead: Instead
) -> set[tuple[int, int]]:
    """(official, agency) of those proposed who do work in the lead agency of their item."""
    return working_among(
        [
            (assignment.person_in_charge.pk, lead.pk)
            for assignment in assignments
            if assignment.person_in_charge
            and (lead := lead_of(assignment.item, assignment.answers_to, instead))
        ],
        on,
    )


def _task_of(  # noqa: PLR0913, PLR0917 -- what a task is made from
    agreement: Agreement,
    plan: YearPlan | None,
    assignment: ItemAssignment,
    row: int,
    act: Act,
    form_key: str,
) -> tuple[Task, TaskFacts]:
    item = assignment.item
    own_plan = item.plan_id if isinstance(item, PlanItem) else None
    if item.agreement_id not in act.texts or (own_plan is not None and plan is None):
        raise PermissionDenied
    if plan is not None and plan.is_version and own_plan != plan.pk:
        raise PermissionDenied
    lead = lead_of(item, assignment.answers_to, act.instead)
    if lead is None:
        raise errors.LeadRequired(row=row)
    facts = TaskFacts(
        title=assignment.title or item.text[:500],
        product=assignment.product or item.product,
        lead_agency=lead,
        person_in_charge=assignment.person_in_charge,
        due_on=assignment.due_on,
        rhythm=assignment.rhythm,
        detail=item.text if len(item.text) > 500 else "",  # noqa: PLR2004 -- length of a title
        authority=agreement.code,
        coordinating=dict.fromkeys(coordinating_of(item, assignment.answers_to, act.instead), ""),
        document=agreement.paper,
    )
    check_facts(facts, day_of(act.at), row, act.workers)
    task = new_task(facts, act, f"{form_key}:{row}", TaskSource.ITEM)
    task.agreement = agreement
    return task, facts


def _refuse_assigned(agreement: Agreement, assignments: list[ItemAssignment]) -> None:
    taken = lines_taken(agreement)
    for row, assignment in enumerate(assignments):
        pair = (assignment.item.line_id, assignment.answers_to)
        if pair in taken:
            raise errors.ItemAssigned(row=row)
        taken.add(pair)


def problems_of(  # noqa: C901 -- one question after another, none depends on the other
    facts: TaskFacts,
    on: date,
    row: int | None = None,
    workers: Container[tuple[int, int]] | None = None,
) -> Iterator[TaskRefused]:
    """What is missing of the six clear items, or does not fit, for a task assigned that day.

    workers: (official, agency) known to work together that day; None: each is asked for.
    """
    if not facts.title:
        yield errors.TitleRequired(row=row)
    if not facts.product:
        yield errors.ProductRequired(row=row)
    if facts.person_in_charge is None:
        yield errors.PersonRequired(row=row)
    elif not _works(facts.person_in_charge, facts.lead_agency, on, workers):
        yield errors.PersonElsewhere(row=row)
    if facts.due_on is None and not facts.rhythm:
        yield errors.DueRequired(row=row)
    if facts.due_on is not None and facts.rhythm:
        yield errors.DueAndRhythm(row=row)
    if facts.due_on is not None and facts.due_on < on:
        yield errors.DueBeforeAssigned(row=row)
    if facts.lead_agency in facts.coordinating:
        yield errors.LeadCoordinates(row=row)
    if any(due < on for due in facts.part_dues.values()):
        yield errors.ContributionDueBeforeAssigned(row=row)
    last = facts.due_on
    if last is not None and any(due > last for due in facts.part_dues.values()):
        yield errors.ContributionDueAfterTask(row=row)


def _works(
    person: Official, agency: Agency, on: date, workers: Container[tuple[int, int]] | None
) -> bool:
    return works_in(person, agency, on) if workers is None else (person.pk, agency.pk) in workers


def check_facts(
    facts: TaskFacts,
    on: date,
    row: int | None = None,
    workers: Container[tuple[int, int]] | None = None,
) -> None:
    """Raise the first of `problems_of`."""
    for problem in problems_of(facts, on, row, workers):
        raise problem


def new_task(facts: TaskFacts, act: Act, form_key: str, source: TaskSource) -> Task:
    """A task of checked facts, not saved yet."""
    if facts.person_in_charge is None:  # check_facts came first; said for the type
        raise errors.PersonRequired
    return Task(
        code=uuid.uuid4().hex[:20],
        source=source,
        title=facts.title,
        detail=facts.detail,
        product=facts.product,
        lead_agency=facts.lead_agency,
        person_in_charge=facts.person_in_charge,
        assigner=act.assigner,
        authority=facts.authority,
        assigned_on=day_of(act.at),
        assigned_at=act.at,
        assigned_by=act.by,
        due_on=facts.due_on,
        first_due_on=facts.due_on,
        rhythm=facts.rhythm,
        document=facts.document,
        clause=facts.clause,
        form_key=form_key,
    )


def create_tasks(made: list[tuple[Task, TaskFacts]], *, by: User, at: datetime) -> list[Task]:
    """Write the tasks with their first holding and due date, viewers, history and search.

    Raises AgencyEnded where an agency that has a part in one of them has ended, even just now.
    """
    named = [[task.lead_agency, task.assigner, *facts.coordinating] for task, facts in made]
    hold_living(itertools.chain.from_iterable(named), day_of(at))
    tasks = Task.objects.bulk_create(task for task, _facts in made)
    ids = [task.pk for task in tasks]
    Task.objects.filter(pk__in=ids).update(
        code=Concat(Value("NV-"), Cast(F("pk"), CharField()), output_field=CharField())
    )
    for task in tasks:
        task.code = f"NV-{task.pk}"
    TaskHolding.objects.bulk_create(
        TaskHolding(task=task, agency=task.lead_agency, valid_from=task.assigned_on)
        for task in tasks
    )
    TaskDue.objects.bulk_create(
        TaskDue(task=task, due_on=task.due_on, decided_at=at, decided_by=by)
        for task in tasks
        if task.due_on is not None
    )
    TaskCoordination.objects.bulk_create(
        TaskCoordination(task=task, agency=agency, part=part, due_on=facts.part_dues.get(agency))
        for task, facts in made
        for agency, part in facts.coordinating.items()
    )
    audit.record_many(
        [audit.Entry("task.assigned", task, _said(task, facts)) for task, facts in made],
        by=by,
        at=at,
    )
    put_in_search(tasks)
    reindex_viewers(ids)
    tell_assigned({task: list(facts.coordinating) for task, facts in made}, by=by, at=at)
    return tasks


def _said(task: Task, facts: TaskFacts) -> dict[str, tuple[object, object]]:
    values: dict[str, object] = {
        "title": task.title,
        "product": task.product,
        "lead_agency": task.lead_agency,
        "person_in_charge": task.person_in_charge,
        "coordinating_agencies": [str(agency) for agency in facts.coordinating],
        "due_on": task.due_on,
        "rhythm": task.get_rhythm_display() if task.rhythm else None,
        "agreement": task.agreement,
        "parent": task.parent,
        "document": task.document,
        "duty": facts.duty and facts.duty.what,
        "duty_due_on": facts.duty and facts.duty.due_on,
    }
    return {name: (None, value) for name, value in values.items() if value}
