"""Urge an agency: by a letter drafted from overdue tasks, or at once by words."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop import vntext
from phoihop.accounts.links import for_agency
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Kind, Register
from phoihop.documents.services import register_document
from phoihop.jobs.services import enqueue
from phoihop.periods import format_day
from phoihop.tasks.counted import GIVEN_LATE, Day
from phoihop.tasks.models import Task
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.states import key_of, nearly_days
from phoihop.urging import errors
from phoihop.urging.kinds import Side
from phoihop.urging.models import Letter, Mail, MailKind, Urging
from phoihop.urging.people import People, seats_elsewhere

SENDING = "urging.send"
OWED = frozenset({"late", "back", "soon", "go", "none"})
LONGEST_WORDS = 2000


def overdue_elsewhere(agency: Agency, on: date) -> "QuerySet[Task]":
    """What a letter of the agency may urge: what it assigned to others and is overdue."""
    late = GIVEN_LATE.condition(Day(on=on, nearly=0))
    if late is None:  # asked for on every day; said for the type
        return Task.objects.none()
    return Task.objects.filter(late, assigner=agency)


def held_in_letters(tasks: Collection[Task], on: date) -> dict[int, Letter]:
    """{task: the letter that urges it}: a draft that stands, or one of that very day."""
    rows = Urging.objects.filter(
        Q(letter__document__is_draft=True) | Q(letter__on=on),
        task__in=tasks,
        letter__document__hidden_at=None,
    )
    found = rows.select_related("letter__document").order_by("pk")
    return {row.task_id: row.letter for row in found if row.letter is not None}


def by_agency(tasks: Sequence[Task]) -> dict[Agency, list[Task]]:
    """The tasks under who owes them, agencies by name."""
    grouped: defaultdict[Agency, list[Task]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: (task.due_sort, task.pk)):
        grouped[task.lead_agency].append(task)
    return dict(sorted(grouped.items(), key=lambda pair: (pair[0].name_key, pair[0].pk)))


@transaction.atomic
def draft_letters(keys: Collection[int], *, by: User, at: datetime) -> list[Letter]:
    """Draft one letter to each agency that owes some of these tasks, without a number.

    Issuing is the register's: there the draft gets its number, once. The drafts say how the tasks
    stand today; of each task it is kept. Raises PermissionDenied, NothingOverdue, DraftStands.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm("urging.write_letter"):
        raise PermissionDenied
    # Of two who draft at once, the second finds what the first made.
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    on = timezone.localtime(at).date()
    rows = overdue_elsewhere(agency, on).filter(pk__in=keys).select_related("lead_agency")
    tasks = list(rows)
    if not tasks:
        raise errors.NothingOverdue
    if held_in_letters(tasks, on):
        raise errors.DraftStands
    return [_draft(owing, owed, by, at) for owing, owed in by_agency(tasks).items()]


def _draft(owing: Agency, tasks: Sequence[Task], by: User, at: datetime) -> Letter:
    on = timezone.localtime(at).date()
    with translation.override("vi"):  # a paper of the office, whatever its writer reads
        facts = DocumentFacts(
            register=Register.OUTGOING,
            kind=Kind.LETTER,
            subject=_subject(tasks),
            recipients=(owing,),
            text=letter_text(owing, tasks, on),
            is_draft=True,
        )
    document = register_document(facts, by=by, at=at)
    letter = Letter.objects.create(document=document, agency=owing, on=on, made_at=at, made_by=by)
    Urging.objects.bulk_create(kept(task, by, at, letter=letter) for task in tasks)
    # On the paper alone: the agencies that read the tasks hear of it when it is issued.
    codes = ", ".join(task.code for task in tasks)
    audit.record("urging.letter_drafted", document, by=by, at=at, tasks=codes)
    return letter


def _subject(tasks: Sequence[Task]) -> str:
    words = ngettext("Urging %(count)d overdue task", "Urging %(count)d overdue tasks", len(tasks))
    return words % {"count": len(tasks)}


def letter_text(owing: Agency, tasks: Sequence[Task], on: date) -> str:
    """The body of the letter: what is owed, until when, how late, how far."""
    lines = [
        _("To: %(agency)s") % {"agency": owing},
        "",
        _("As of %(day)s the tasks below, led by your agency, are overdue:")
        % {"day": format_day(on)},
    ]
    lines += [f"{number}. {task_words(task, on)}" for number, task in enumerate(tasks, start=1)]
    lines += [
        "",
        _(
            "Please carry them out, update the progress, and report the reason of the delay and"
            " the day by which each will be done."
        ),
    ]
    return "\n".join(lines)


def task_words(task: Task, on: date) -> str:
    """A task as the letter says it."""
    late = (on - task.due_on).days if task.due_on else 0
    return _(
        "%(title)s; product: %(product)s; due %(due)s, %(late)s days overdue; progress"
        " %(percent)s %%."
    ) % {
        "title": task.title,
        "product": task.product,
        "due": format_day(task.due_on) if task.due_on else "–",
        "late": late,
        "percent": task.percent,
    }


def kept(  # noqa: PLR0913 -- the facts of one row
    task: Task,
    by: User,
    at: datetime,
    *,
    letter: Letter | None = None,
    words: str = "",
    form_key: str | None = None,
) -> Urging:
    """An urging that is not saved yet, with how the task stands on that day."""
    on = timezone.localtime(at).date()
    return Urging(
        task=task,
        letter=letter,
        at=at,
        by=by,
        words=words,
        due_on=task.due_on,
        days_late=max(0, (on - task.due_on).days) if task.due_on else 0,
        percent=task.percent,
        **({"form_key": form_key} if form_key else {}),
    )


@transaction.atomic
def urge_task(
    task: Task, words: str, *, by: User, at: datetime, form_key: str | None = None
) -> Urging:
    """Urge the lead agency by words: a notice and a mail to who owes the task, at once.

    Raises PermissionDenied, WordsRequired, NotOwed, FormUsed. The same form_key a second time
    gives the urging of the first time.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not by.has_perm("tasks.urge_task", task):
        raise PermissionDenied
    sent = Urging.objects.filter(form_key=form_key).first() if form_key else None
    if sent is not None:
        if (sent.task_id, sent.by_id) != (task.pk, by.pk):
            raise errors.FormUsed
        return sent
    words = vntext.nfc(words).strip()[:LONGEST_WORDS]
    if not words:
        raise errors.WordsRequired
    on = timezone.localtime(at).date()
    if key_of(task, on, nearly_days()) not in OWED:
        raise errors.NotOwed
    urging = kept(task, by, at, words=words, form_key=form_key)
    urging.save()
    audit.record("task.urged", task, by=by, at=at, words=words)
    tell_lead(task, "urging.urged", by=by, at=at, words=words)
    _mail_urged(urging, on, by, at)
    return urging


def _mail_urged(urging: Urging, on: date, by: User, at: datetime) -> None:
    """A mail to each person who owes it and has an address, in the person's language."""
    task = urging.task
    owing = People(on, agencies={task.lead_agency_id}).told(
        task.lead_agency_id, Side.OWING, {task.person_in_charge_id}, ()
    )
    several = seats_elsewhere({person.user for person in owing}, task.lead_agency_id)
    mails = []
    for person in owing:
        if not person.address:
            continue
        with translation.override(person.language or "vi"):
            subject = _("Urged: %(title)s") % {"title": task.title}
            due = _("due %(day)s") % {"day": format_day(task.due_on)} if task.due_on else ""
        body = {
            "name": person.name,
            "title": task.title,
            "due": due,
            "url": for_agency(task.get_absolute_url(), task.lead_agency_id)
            if person.user in several
            else task.get_absolute_url(),
            "words": urging.words,
            "by": f"{by}, {by.acting_agency}",
        }
        mails.append(
            Mail(
                user_id=person.user,
                kind=MailKind.URGED,
                key=f"urged-{urging.pk}-{person.user}",
                day=on,
                address=person.address,
                subject=subject[:250],
                body=body,
                queued_at=at,
            )
        )
    if mails:
        Mail.objects.bulk_create(mails)
        enqueue(SENDING, f"urged-{urging.pk}", {}, by=by, at=at)
