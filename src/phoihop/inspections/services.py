"""What an office does when it inspects: plan, visit, find, send, make tasks, conclude."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents import texts
from phoihop.documents.models import StoredFile
from phoihop.inbox.services import notify_agency
from phoihop.inspections import errors
from phoihop.inspections.models import Check, Finding, FindingFile, Plan
from phoihop.inspections.permissions import inspectable_agencies
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskFacts, assign_task

NamedFile = tuple[StoredFile, str]


@dataclass(frozen=True)
class PlanFacts:
    """What a plan says."""

    title: str
    first_day: date
    last_day: date
    purpose: str = ""
    agreement: Agreement | None = None


@dataclass(frozen=True)
class CheckFacts:
    """Who goes where, when, to see what."""

    agency: Agency
    planned_on: date
    inspectors: str
    what: str


@dataclass(frozen=True)
class FindingFacts:
    """What was found, what must be done until when, with evidence."""

    text: str
    asked: str
    due_on: date | None = None
    files: Iterable[NamedFile] = ()


@transaction.atomic
def make_plan(facts: PlanFacts, *, by: User, at: datetime, form_key: str = "") -> Plan:
    """Enter a plan of the agency the user acts for.

    Raises PermissionDenied, Required, EndsBeforeStart, FormUsed. The same form_key a second time
    gives the plan of the first time.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("inspections.add_plan"):
        raise PermissionDenied
    # Two posts of one form by one person wait for each other here.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    sent = Plan.objects.filter(form_key=form_key).first() if form_key else None
    if sent is not None:
        if sent.created_by_id != by.pk:
            raise errors.FormUsed
        return sent
    values = _plan_values(facts)
    key = {"form_key": form_key} if form_key else {}
    plan = Plan.objects.create(owner=owner, created_at=at, created_by=by, **values, **key)
    said = {name: (None, value) for name, value in values.items() if value}
    audit.record("plan.made", plan, by=by, at=at, changes=said)
    return plan


@transaction.atomic
def change_plan(plan: Plan, facts: PlanFacts, *, by: User, at: datetime) -> Plan:
    """Correct a plan that is not concluded. Raises as make_plan, and Concluded."""
    plan = _open(plan, by)
    audit.save_changes(plan, _plan_values(facts), verb="plan.changed", by=by, at=at)
    return plan


def _plan_values(facts: PlanFacts) -> Mapping[str, object]:
    if facts.last_day < facts.first_day:
        raise errors.EndsBeforeStart
    return {
        "title": needed(facts.title, "title"),
        "purpose": vntext.nfc(facts.purpose).strip(),
        "first_day": facts.first_day,
        "last_day": facts.last_day,
        "agreement": facts.agreement,
    }


@transaction.atomic
def add_check(
    plan: Plan, facts: CheckFacts, *, by: User, at: datetime, form_key: str = ""
) -> Check:
    """Plan one check.

    Raises PermissionDenied, Concluded, Required, OutsideThePlan, NotInspectable, GoneByThen,
    FormUsed. The same form_key a second time gives the check of the first time.
    """
    plan = _open(plan, by)
    sent = Check.objects.filter(form_key=form_key).first() if form_key else None
    if sent is not None:
        if sent.plan_id != plan.pk:
            raise errors.FormUsed
        return sent
    if not plan.first_day <= facts.planned_on <= plan.last_day:
        raise errors.OutsideThePlan
    today = timezone.localtime(at).date()
    if not inspectable_agencies(plan.owner, today).filter(pk=facts.agency.pk).exists():
        raise errors.NotInspectable
    if not facts.agency.exists_on(facts.planned_on):
        raise errors.GoneByThen
    check = Check.objects.create(
        plan=plan,
        agency=facts.agency,
        planned_on=facts.planned_on,
        inspectors=needed(facts.inspectors, "inspectors"),
        what=needed(facts.what, "what"),
        **({"form_key": form_key} if form_key else {}),
    )
    audit.record("plan.check_added", plan, by=by, at=at, check=str(check))
    return check


@transaction.atomic
def call_off(check: Check, reason: str, *, by: User, at: datetime) -> Check:
    """A check does not take place. Raises PermissionDenied, Concluded, AlreadyVisited, Required."""
    check = open_check(check, by)
    if check.visited_on is not None:
        raise errors.AlreadyVisited
    check.reason, check.called_off_at = needed(reason, "reason"), at
    check.save(update_fields=["reason", "called_off_at"])
    audit.record(
        "plan.check_called_off", check.plan, by=by, at=at, check=str(check), reason=check.reason
    )
    return check


@transaction.atomic
def enter_visit(check: Check, visited_on: date, seen: str, *, by: User, at: datetime) -> Check:
    """Enter what was seen, once.

    Raises PermissionDenied, Concluded, CalledOff, AlreadyVisited, VisitInFuture, VisitBeforePlan,
    Required.
    """
    check = open_check(check, by)
    if check.visited_on is not None:
        raise errors.AlreadyVisited
    check_visit_day(check, visited_on, at)
    check.visited_on, check.visited_by, check.seen = visited_on, by, needed(seen, "seen")
    check.save(update_fields=["visited_on", "visited_by", "seen"])
    audit.record(
        "plan.visited",
        check.plan,
        by=by,
        at=at,
        check=str(check),
        visited_on=visited_on,
        seen=check.seen,
    )
    return check


def check_visit_day(check: Check, visited_on: date, at: datetime) -> None:
    """A visit may come later than it was planned, not before the plan begins."""
    if visited_on > timezone.localtime(at).date():
        raise errors.VisitInFuture
    if visited_on < check.plan.first_day:
        raise errors.VisitBeforePlan


@transaction.atomic
def enter_finding(
    check: Check, facts: FindingFacts, *, by: User, at: datetime, form_key: str = ""
) -> Finding:
    """Enter what was found; the agency does not see it before it is sent.

    Raises PermissionDenied, Concluded, CalledOff, NotVisited, DueBeforeVisit, Required,
    MarkedSecret, FormUsed. The same form_key a second time gives the finding of the first time.
    """
    check = open_check(check, by)
    sent = Finding.objects.filter(form_key=form_key).first() if form_key else None
    if sent is not None:
        if (sent.check_made_id, sent.made_by_id) != (check.pk, by.pk):
            raise errors.FormUsed
        return sent
    if check.visited_on is None:
        raise errors.NotVisited
    if facts.due_on is not None and facts.due_on < check.visited_on:
        raise errors.DueBeforeVisit
    files = list(facts.files)
    if any(texts.is_marked(file) for file, _name in files):
        raise errors.MarkedSecret
    key = {"form_key": form_key} if form_key else {}
    finding = Finding.objects.create(
        check_made=check,
        agency=check.agency,
        text=needed(facts.text, "text"),
        asked=needed(facts.asked, "asked"),
        due_on=facts.due_on,
        made_at=at,
        made_by=by,
        **key,
    )
    FindingFile.objects.bulk_create(
        FindingFile(finding=finding, file=file, name=name) for file, name in files
    )
    said = {"text": finding.text, "asked": finding.asked, "due_on": finding.due_on}
    told = {name: (None, value) for name, value in said.items() if value}
    audit.record("finding.made", finding, by=by, at=at, changes=told)
    return finding


@transaction.atomic
def send_findings(check: Check, *, by: User, at: datetime) -> list[Finding]:
    """Show the findings of a check to the agency they are about, and tell its people.

    Raises PermissionDenied, Concluded, CalledOff, NothingToSend.
    """
    check = open_check(check, by)
    findings = list(check.findings.filter(sent_at=None).select_for_update().order_by("pk"))
    if not findings:
        raise errors.NothingToSend
    for finding in findings:
        finding.sent_at, finding.sent_by = at, by
        notify_agency(
            finding.agency, finding, "inspections.sent", by=by, at=at, roles=(Role.LEADER,)
        )
    Finding.objects.bulk_update(findings, ["sent_at", "sent_by"])
    audit.record_many(
        [audit.Entry("finding.sent", finding, {}) for finding in findings], by=by, at=at
    )
    return findings


@transaction.atomic
def make_task(  # noqa: PLR0913 -- what the form says
    finding: Finding,
    *,
    product: str,
    due_on: date | None,
    person: Official | None,
    by: User,
    at: datetime,
) -> Task:
    """Make the task that mends it; both know each other from then on.

    What was found is to be mended also after the inspection was concluded. Raises
    PermissionDenied, NotSent, TaskMade, and as tasks.assign_task.
    """
    plan = _held(finding.check_made.plan, by)  # the plan first, as sending its findings does
    rows = Finding.objects.select_for_update(of=("self",)).select_related("agency")
    finding = rows.get(pk=finding.pk)
    if finding.sent_at is None:
        raise errors.NotSent
    if finding.task_id is not None:
        raise errors.TaskMade
    facts = TaskFacts(
        title=finding.asked,
        product=product,
        lead_agency=finding.agency,
        person_in_charge=person,
        due_on=due_on,
        detail=finding.text,
        authority=plan.title[:200],
    )
    task = assign_task(facts, by=by, at=at)
    finding.task = task
    finding.save(update_fields=["task"])
    audit.record("finding.task_made", finding, by=by, at=at, task=task.code)
    return task


@transaction.atomic
def conclude(plan: Plan, conclusion: str, *, by: User, at: datetime) -> Plan:
    """Close the plan. Raises PermissionDenied, Concluded, StillOpen, Required."""
    plan = _open(plan, by)
    words = needed(conclusion, "conclusion")
    waiting = plan.checks.filter(visited_on=None, called_off_at=None)
    unsent = Finding.objects.filter(check_made__plan=plan, sent_at=None)
    if waiting.exists() or unsent.exists():
        raise errors.StillOpen
    plan.concluded_on, plan.concluded_by = timezone.localtime(at).date(), by
    plan.conclusion = words
    plan.save(update_fields=["concluded_on", "concluded_by", "conclusion"])
    audit.record("plan.concluded", plan, by=by, at=at, conclusion=words)
    return plan


def _held(plan: Plan, by: User) -> Plan:
    """The plan, locked, for who may change it."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan.pk)
    if not by.has_perm("inspections.change_plan", plan):
        raise PermissionDenied
    return plan


def _open(plan: Plan, by: User) -> Plan:
    plan = _held(plan, by)
    if plan.concluded_on is not None:
        raise errors.Concluded
    return plan


def open_check(check: Check, by: User) -> Check:
    """The check, its plan locked before it. Raises PermissionDenied, Concluded, CalledOff."""
    _open(check.plan, by)
    rows = Check.objects.select_for_update(of=("self",)).select_related("plan", "agency")
    check = rows.get(pk=check.pk)
    if check.called_off_at is not None:
        raise errors.CalledOff
    return check


def needed(words: str, field: str) -> str:
    """Words that must be there, as they are kept. Raises Required."""
    text = vntext.nfc(words).strip()
    if not text:
        raise errors.Required(field)
    return text
