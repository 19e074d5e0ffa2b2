"""What the services of this room share: locking, guarding, finding in search."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents import texts
from phoihop.documents.bytes_gone import remove_bytes
from phoihop.documents.models import StoredFile
from phoihop.inbox.services import Telling, notify_many
from phoihop.search import services as search
from phoihop.tasks.errors import EvidenceMarked, FormUsed, TaskClosed, TaskSuspended
from phoihop.tasks.evidence_index import put_evidence_in_search
from phoihop.tasks.models import (
    Evidence,
    Explanation,
    ExtensionRequest,
    ResultSubmission,
    Task,
    Update,
)

# The job that reads the words of a piece of evidence.
READ_EVIDENCE: Final = "tasks.read_evidence"
# A file that is already stored, under the name it came with.
NamedFile = tuple[StoredFile, str]


def day_of(at: datetime) -> date:
    """The day of a moment in the office's zone."""
    return timezone.localtime(at).date()


def lock(task: Task) -> Task:
    """The task as it stands now, locked until the transaction ends, with all above it.

    Tasks are locked in the order of their keys, so the top of a cascade before its parts: two
    acts on one cascade wait for each other and never stand crosswise.
    """
    keys, above = [task.pk], task.parent_id
    while above is not None:
        keys.append(above)
        above = Task.objects.values_list("parent", flat=True).get(pk=above)
    rows = Task.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return next(row for row in rows if row.pk == task.pk)


def lock_many(keys: Collection[int]) -> list[Task]:
    """The tasks of these keys in the order of keys, locked as by `lock`: with all above them.

    One statement, and one more for each level above: two acts on many tasks that meet in a
    cascade wait for each other as well.
    """
    wanted, every, level = set(keys), set(keys), set(keys)
    while level:
        above = Task.objects.filter(pk__in=level).order_by().values_list("parent", flat=True)
        level = {pk for pk in above if pk is not None} - every
        every |= level
    rows = Task.objects.select_for_update(of=("self",)).filter(pk__in=every).order_by("pk")
    return [row for row in rows if row.pk in wanted]


def locked(task: Task, by: User, permission: str) -> Task:
    """As `lock`, for who has the permission. Raises PermissionDenied."""
    task = lock(task)
    if not by.has_perm(permission, task):
        raise PermissionDenied
    return task


def refuse_stopped(task: Task) -> None:
    """Raise for a task that is done, withdrawn or suspended."""
    if task.done_on is not None or task.withdrawn_on is not None:
        raise TaskClosed
    if task.suspended_on is not None:
        raise TaskSuspended


def sent_before(rows: "list[Update] | list[ResultSubmission]", task: Task, by: User) -> bool:
    """Whether this very form was already sent; raises FormUsed if for something else."""
    if any(row.task_id != task.pk or row.by_id != by.pk for row in rows):
        raise FormUsed
    return bool(rows)


def asked_before(rows: "list[ExtensionRequest] | list[Explanation]", task: Task, by: User) -> bool:
    """As `sent_before`, of what is asked about a task."""
    if any(row.task_id != task.pk or row.asked_by_id != by.pk for row in rows):
        raise FormUsed
    return bool(rows)


def attach(to: Update | ResultSubmission, files: Iterable[NamedFile]) -> list[Evidence]:
    """Keep files as evidence of an update or of a submission, added with it.

    Raises EvidenceMarked.
    """
    files = list(files)
    if any(texts.is_marked(file) for file, _name in files):
        raise EvidenceMarked
    made = Evidence.objects.bulk_create(
        Evidence(
            task=to.task,
            update=to if isinstance(to, Update) else None,
            submission=to if isinstance(to, ResultSubmission) else None,
            file=file,
            name=name,
            added_at=to.at,
            added_by=to.by,
        )
        for file, name in files
    )
    for row in made:
        texts.read_soon(row.file, by=to.by, at=to.at, kind=READ_EVIDENCE)
    put_evidence_in_search(made)
    return made


@transaction.atomic
def take_off_marked(stored: StoredFile, *, at: datetime) -> None:
    """Delete the bytes of evidence whose head bears a mark of secrecy; tell who handed it in."""
    remove_bytes(stored, at, why=texts.MARKED)
    rows = list(Evidence.objects.filter(file=stored).select_related("task"))
    for row in rows:
        said = {"evidence": (row.name, None)}
        audit.record("evidence.marked", row.task, by=None, at=at, changes=said)
        telling = Telling(record=row.task, words=row.name, users={row.added_by_id})
        notify_many("tasks.evidence_marked", [telling], by=None, at=at)
    put_evidence_in_search(rows)


def put_in_search(tasks: Iterable[Task]) -> None:
    """Let tasks be found by what every one of their viewers may read: title and product."""
    tasks = list(tasks)
    search.put_many(
        search.Card(
            record=task,
            title=task.title,
            hint=f"{task.code} · {task.lead_agency}",
            text=task.product,
            symbols=[task.code],
            date=task.assigned_on,
            owner=task.assigner,
            also_owner=task.lead_agency,
        )
        for task in tasks
    )
    put_evidence_in_search(Evidence.objects.filter(task__in=tasks))
