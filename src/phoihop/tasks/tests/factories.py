"""Tasks for tests, with holding, due and viewer rows as the services would keep them."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory
from phoihop.agreements.models import ContentLine
from phoihop.tasks.models import (
    RecurringTask,
    Task,
    TaskCoordination,
    TaskDue,
    TaskHolding,
    TaskLine,
    TaskViewer,
)


class TaskFactory(DjangoModelFactory[Task]):
    """An open task due 31/05/2019; pass `coordinating=[...]`, `content_line=...`."""

    class Meta:
        model = Task

    code = factory.Sequence(lambda n: f"T-{n}")
    title = factory.Sequence(lambda n: f"Kiểm tra việc số {n}")
    product = "Báo cáo"
    lead_agency = factory.SubFactory(AgencyFactory)
    person_in_charge = factory.SubFactory(OfficialFactory)
    assigner = factory.SubFactory(AgencyFactory)
    assigned_on = date(2019, 3, 1)
    assigned_at = datetime(2019, 3, 1, 1, tzinfo=UTC)
    assigned_by = factory.SubFactory(UserFactory)
    due_on = date(2019, 5, 31)
    first_due_on = factory.LazyAttribute(lambda task: task.due_on)

    @classmethod
    def _create(cls, model_class: type[Task], *args: Any, **kwargs: Any) -> Task:
        coordinating: list[Agency] = kwargs.pop("coordinating", [])
        line: ContentLine | None = kwargs.pop("content_line", None)
        task: Task = super()._create(model_class, *args, **kwargs)  # type: ignore[no-untyped-call]
        if line is not None:
            TaskLine.objects.create(task=task, content_line=line)
        TaskHolding.objects.create(task=task, agency=task.lead_agency, valid_from=task.assigned_on)
        if task.due_on:
            TaskDue.objects.create(
                task=task,
                due_on=task.due_on,
                decided_at=task.assigned_at,
                decided_by=task.assigned_by,
            )
        for agency in coordinating:
            TaskCoordination.objects.create(task=task, agency=agency)
        levels = {task.assigner: 3, task.lead_agency: 3, **dict.fromkeys(coordinating, 3)}
        if task.agreement is not None and task.agreement.is_signed:
            for party in task.agreement.parties.exclude(agency=None).select_related("agency"):
                if party.agency is not None:
                    levels.setdefault(party.agency, 2)
        TaskViewer.objects.bulk_create(
            TaskViewer(agency=agency, task=task, level=level) for agency, level in levels.items()
        )
        return task


class RecurringTaskFactory(DjangoModelFactory[RecurringTask]):
    """A duty of every month, due on its 25th."""

    class Meta:
        model = RecurringTask

    title = factory.Sequence(lambda n: f"Báo cáo tháng, việc số {n}")
    product = "Báo cáo tháng"
    lead_agency = factory.SubFactory(AgencyFactory)
    person_in_charge = factory.SubFactory(OfficialFactory)
    assigner = factory.SubFactory(AgencyFactory)
    rule = "monthly:25"
    starts_on = date(2019, 3, 1)
    created_at = datetime(2019, 3, 1, 1, tzinfo=UTC)
    created_by = factory.SubFactory(UserFactory)
    form_key = factory.Sequence(lambda n: f"recurring-{n}")
