"""Việc theo kỳ: the six clear items once, and a task for each period as it begins."""

import uuid
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.acting import acts_for_drafter
from phoihop.agreements.models import ContentItem
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, notify_many
from phoihop.periods import (
    Calendar,
    Due,
    InvalidDueRule,
    next_working_day_on_or_after,
    parse_due_rule,
)
from phoihop.tasks import errors
from phoihop.tasks.models import (
    Occurrence,
    RecurringPartner,
    RecurringTask,
    Task,
    TaskLine,
    TaskSource,
)
from phoihop.tasks.people import assignable_agencies, contact_of, people_of, works_in
from phoihop.tasks.planning import default_due_days, lines_taken, period_title
from phoihop.tasks.plans import settled_years
from phoihop.tasks.services.assigning import Act, TaskFacts, check_facts, create_tasks, new_task
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold, hold_living
from phoihop.tasks.windows import window_of

_LONGEST_TITLE = 440


@dataclass(frozen=True)
class RecurringFacts:
    """The six clear items, how often and until when.

    rule: monthly:25, quarterly:20, half_yearly:15. item: a content of a signed agreement of the
    own agency, which it carries out; then it ends with the agreement at the latest.
    """

    title: str
    product: str
    lead_agency: Agency
    person_in_charge: Official | None
    rule: str
    starts_on: date
    ends_on: date | None = None
    detail: str = ""
    authority: str = ""
    coordinating: Mapping[Agency, str] = field(default_factory=dict)
    item: ContentItem | None = None


@transaction.atomic
def add_recurring(
    facts: RecurringFacts, *, by: User, at: datetime, form_key: str = ""
) -> RecurringTask:
    """Enter a duty that comes back, and assign the task of the period that runs already.

    The same form_key a second time gives what the first one entered. Raises PermissionDenied,
    RuleRequired, EndsBeforeStart, EndsAfterAgreement, NotOfOwnAgreement, ItemLedElsewhere and the
    errors of `assign_task`.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm("tasks.assign_task"):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    hold([agency, facts.lead_agency, *facts.coordinating])
    # Two posts of one form by one person wait for each other here.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    sent = RecurringTask.objects.filter(form_key=form_key).first()
    if sent is not None:
        if sent.created_by_id != by.pk:
            raise errors.FormUsed
        return sent
    _check(facts, agency, day_of(at))
    hold_living([agency, facts.lead_agency, *facts.coordinating], day_of(at))
    row = _row(facts, agency, by, at, form_key)
    RecurringPartner.objects.bulk_create(
        RecurringPartner(recurring=row, agency=partner, part=vntext.nfc(part).strip()[:300])
        for partner, part in facts.coordinating.items()
    )
    said: dict[str, object] = {
        "title": row.title,
        "product": row.product,
        "lead_agency": row.lead_agency,
        "rule": row.rule,
        "starts_on": row.starts_on,
    }
    said |= {"ends_on": row.ends_on} if row.ends_on else {}
    audit.record("recurring.added", row, by=by, at=at, changes=None, **said)
    make_periods(row, day_of(at), at=at)
    return row


def _check(facts: RecurringFacts, agency: Agency, on: date) -> None:
    try:
        recurs = parse_due_rule(facts.rule).is_recurring
    except InvalidDueRule:
        recurs = False
    if not recurs:
        raise errors.RuleRequired
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise errors.EndsBeforeStart
    one = TaskFacts(
        title=facts.title,
        product=facts.product,
        lead_agency=facts.lead_agency,
        person_in_charge=facts.person_in_charge,
        due_on=max(on, facts.starts_on),
        coordinating=facts.coordinating,
    )
    check_facts(one, on)
    if not assignable_agencies(agency, on).filter(pk=facts.lead_agency.pk).exists():
        raise errors.LeadNotAllowed
    if facts.item is not None:
        _check_item(facts, facts.item, agency, on)


def _check_item(facts: RecurringFacts, item: ContentItem, agency: Agency, on: date) -> None:
    agreement = item.agreement
    if not acts_for_drafter(agreement, agency, on) or not agreement.is_signed:
        raise errors.NotOfOwnAgreement
    if item.lead_agency_id not in {None, facts.lead_agency.pk}:
        raise errors.ItemLedElsewhere
    if agreement.valid_to and facts.ends_on and facts.ends_on > agreement.valid_to:
        raise errors.EndsAfterAgreement


def _row(
    facts: RecurringFacts, agency: Agency, by: User, at: datetime, form_key: str
) -> RecurringTask:
    if facts.person_in_charge is None:  # _check came first; said for the type
        raise errors.PersonRequired
    item = facts.item
    return RecurringTask.objects.create(
        title=vntext.nfc(facts.title).strip()[:_LONGEST_TITLE],
        detail=vntext.nfc(facts.detail).strip(),
        product=vntext.nfc(facts.product).strip(),
        lead_agency=facts.lead_agency,
        person_in_charge=facts.person_in_charge,
        assigner=agency,
        authority=vntext.nfc(facts.authority).strip(),
        rule=facts.rule,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        agreement=item.agreement if item else None,
        content_line=item.line if item else None,
        created_at=at,
        created_by=by,
        form_key=form_key,
    )


@transaction.atomic
def stop_recurring(recurring: RecurringTask, *, by: User, at: datetime) -> RecurringTask:
    """Nothing more is assigned; the tasks there are go on.

    Raises PermissionDenied, AlreadyStopped.
    """
    recurring = RecurringTask.objects.select_for_update(of=("self",)).get(pk=recurring.pk)
    if not by.has_perm("tasks.stop_recurring", recurring):
        raise PermissionDenied
    if recurring.stopped_at is not None:
        raise errors.AlreadyStopped
    recurring.stopped_at, recurring.stopped_by = at, by
    recurring.save(update_fields=["stopped_at", "stopped_by"])
    audit.record("recurring.stopped", recurring, by=by, at=at, stopped_at=at)
    return recurring


@transaction.atomic
def make_periods(recurring: RecurringTask, on: date, *, at: datetime) -> list[Task]:
    """Assign the tasks of the periods that have begun by that day and are not due yet.

    Called again it makes nothing twice. Where nobody can be put in charge, or who assigns it has
    ended, nothing is made, and who entered it is told once; the periods that pass meanwhile are
    made as soon as it is possible again.
    """
    rows = RecurringTask.objects.select_related(
        "lead_agency", "assigner", "person_in_charge", "agreement", "created_by"
    )
    seen = rows.prefetch_related("partners__agency").get(pk=recurring.pk)
    hold([seen.lead_agency, seen.assigner, *(row.agency for row in seen.partners.all())])
    recurring = rows.select_for_update(of=("self",)).get(pk=recurring.pk)
    if recurring.stopped_at is not None:
        return []
    wanted = list(_wanted(recurring, on))
    if not wanted:
        return []
    person = _person(recurring, on)
    if person is None:
        _tell_stuck(recurring, on, at)
        return []
    return [_assign(recurring, day, due, person, at) for day, due in wanted]


def last_day(recurring: RecurringTask) -> date | None:
    """Nothing is due after it; None: no end."""
    agreement = recurring.agreement
    ends = [recurring.ends_on]
    if agreement is not None:
        ended = agreement.ended_on
        ends += [agreement.valid_to, ended - timedelta(days=1) if ended else None]
    return min((day for day in ends if day is not None), default=None)


def periods_of(
    recurring: RecurringTask, first: date, last: date, calendar: Calendar
) -> Iterator[tuple[date, Due]]:
    """(day of the rule, due) of every period due from `first` to `last`."""
    rule, end = parse_due_rule(recurring.rule), last_day(recurring)
    first, last = max(first, recurring.starts_on), min(last, end or last)
    if first <= last:
        yield from zip(rule.unmoved(first, last), rule.dues(first, last, calendar), strict=True)


def _wanted(recurring: RecurringTask, on: date) -> Iterator[tuple[date, Due]]:
    """Periods whose window has begun, that are neither due before `on` nor assigned yet.

    And those due since it is stuck: nobody could be put in charge of them then.
    """
    calendar = office_calendar()
    since = min(recurring.stuck_on or on, on)
    made = set(recurring.occurrences.values_list("day", flat=True))
    taken = lines_taken(recurring.agreement) if recurring.agreement else set()
    kind = parse_due_rule(recurring.rule).kind
    # A window begins at most half a year and some days before its due day.
    for day, due in periods_of(recurring, since.replace(day=1), _in_a_year(on), calendar):
        begun = window_of(kind, day)
        if begun is None or begun[0] > on or due.on < since or day in made:
            continue
        if (recurring.content_line_id, day) not in taken:
            yield day, due


def waiting_periods(recurring: RecurringTask, on: date) -> list[tuple[date, Due]]:
    """(day of the rule, due) of the periods that could not be assigned since it is stuck."""
    if recurring.stuck_on is None or recurring.stopped_at is not None:
        return []
    return list(_wanted(recurring, on))


def _in_a_year(on: date) -> date:
    return date(on.year + 1, on.month, 28)


def _person(recurring: RecurringTask, on: date) -> Official | None:
    """Who is in charge: the one named, else the lead agency's contact.

    Nobody where the lead agency, or who assigns, is no more.
    """
    lead = recurring.lead_agency
    if not (lead.exists_on(on) and recurring.assigner.exists_on(on)):
        return None
    if works_in(recurring.person_in_charge, lead, on):
        return recurring.person_in_charge
    return contact_of(people_of([lead.pk], on)[lead.pk])


def _tell_stuck(recurring: RecurringTask, on: date, at: datetime) -> None:
    if recurring.stuck_on is not None:
        return
    recurring.stuck_on = on
    recurring.save(update_fields=["stuck_on"])
    telling = Telling(
        record=recurring,
        words=recurring.title,
        users={recurring.created_by_id},
        agencies={recurring.assigner_id},
    )
    notify_many("tasks.recurring_stuck", [telling], by=None, at=at)


def _assign(recurring: RecurringTask, day: date, due: Due, person: Official, at: datetime) -> Task:
    kind = parse_due_rule(recurring.rule).kind
    facts = TaskFacts(
        title=period_title(recurring.title, kind, day),
        product=recurring.product,
        lead_agency=recurring.lead_agency,
        person_in_charge=person,
        due_on=_due_day(due, day_of(at)),
        detail=recurring.detail,
        authority=recurring.authority,
        coordinating={
            row.agency: row.part
            for row in recurring.partners.select_related("agency")
            if row.agency.exists_on(day_of(at))
        },
    )
    by = _as_creator(recurring)
    source = TaskSource.ITEM if recurring.content_line_id else TaskSource.DIRECT
    key = f"ky-{recurring.pk}-{day.isoformat()}"
    task = new_task(facts, Act(recurring.assigner, by, at), key, source)
    task.agreement = recurring.agreement
    task = create_tasks([(task, facts)], by=by, at=at)[0]
    Occurrence.objects.create(recurring=recurring, task=task, day=day)
    audit.record("recurring.assigned", recurring, by=None, at=at, title=task.title)
    line, agreement = recurring.content_line_id, recurring.agreement
    if line is not None:
        plan = settled_years(agreement).plan_of(line, day) if agreement else None
        TaskLine.objects.create(task=task, content_line_id=line, year_plan_id=plan, planned_on=day)
    if recurring.stuck_on is not None:
        recurring.stuck_on = None
        recurring.save(update_fields=["stuck_on"])
    return task


def _due_day(due: Due, on: date) -> date:
    """Its own; of a period that passed while nobody could be put in charge, the office's days on.

    As where a paper sets no due date: what was assigned late is not late on its first day.
    """
    if due.on >= on:
        return due.on
    late = on + timedelta(days=default_due_days())
    return next_working_day_on_or_after(late, office_calendar())


def _as_creator(recurring: RecurringTask) -> User:
    """Who entered it, acting for the agency that assigns."""
    by = copy(recurring.created_by)
    by.acting = by.memberships.filter(agency=recurring.assigner).order_by("ended_on", "-pk").first()
    return by
