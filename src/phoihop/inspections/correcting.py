"""Put right what was entered by mistake, as long as the agency has not received it."""

from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents import texts
from phoihop.inspections import errors
from phoihop.inspections.models import Check, Finding, FindingFile
from phoihop.inspections.services import FindingFacts, check_visit_day, needed, open_check


@transaction.atomic
def correct_visit(check: Check, visited_on: date, seen: str, *, by: User, at: datetime) -> Check:
    """Correct what was seen, before a finding of the visit was sent.

    Raises PermissionDenied, Concluded, CalledOff, NotVisited, FindingsSent, VisitInFuture,
    VisitBeforePlan, FoundBefore, Required.
    """
    check = open_check(check, by)
    if check.visited_on is None:
        raise errors.NotVisited
    if check.findings.filter(sent_at__isnull=False).exists():
        raise errors.FindingsSent
    check_visit_day(check, visited_on, at)
    if check.findings.filter(due_on__lt=visited_on).exists():
        raise errors.FoundBefore
    new = {"visited_on": visited_on, "seen": needed(seen, "seen")}
    changes = {
        name: (getattr(check, name), value)
        for name, value in new.items()
        if getattr(check, name) != value
    }
    if changes:
        check.visited_on, check.seen = visited_on, str(new["seen"])
        check.save(update_fields=["visited_on", "seen"])
        said: dict[str, tuple[object, object]] = {"check": (None, str(check)), **changes}
        audit.record("plan.visit_corrected", check.plan, by=by, at=at, changes=said)
    return check


@transaction.atomic
def change_finding(finding: Finding, facts: FindingFacts, *, by: User, at: datetime) -> Finding:
    """Correct a finding that was not sent; files come to those it has.

    Raises PermissionDenied, Concluded, CalledOff, AlreadySent, DueBeforeVisit, Required,
    MarkedSecret.
    """
    finding, check = _unsent(finding, by)
    if facts.due_on is not None and check.visited_on and facts.due_on < check.visited_on:
        raise errors.DueBeforeVisit
    files = list(facts.files)
    if any(texts.is_marked(file) for file, _name in files):
        raise errors.MarkedSecret
    values = {
        "text": needed(facts.text, "text"),
        "asked": needed(facts.asked, "asked"),
        "due_on": facts.due_on,
    }
    audit.save_changes(finding, values, verb="finding.changed", by=by, at=at)
    have = set(finding.files.values_list("file", flat=True))
    new = [(file, name) for file, name in files if file.pk not in have]
    FindingFile.objects.bulk_create(
        FindingFile(finding=finding, file=file, name=name) for file, name in new
    )
    if new:
        names = "; ".join(name for _file, name in new)
        audit.record("finding.evidence_added", finding, by=by, at=at, evidence=names)
    return finding


@transaction.atomic
def remove_finding(finding: Finding, reason: str, *, by: User, at: datetime) -> None:
    """Take away a finding that was not sent; the history of its plan keeps what it said.

    Raises PermissionDenied, Concluded, CalledOff, AlreadySent, Required.
    """
    finding, check = _unsent(finding, by)
    why = needed(reason, "reason")
    said = {"text": finding.text, "asked": finding.asked, "due_on": finding.due_on}
    changes: dict[str, tuple[object, object]] = {
        name: (value, None) for name, value in said.items() if value
    }
    changes["check"] = (None, str(check))
    audit.record("plan.finding_removed", check.plan, by=by, at=at, changes=changes, reason=why)
    finding.delete()


def _unsent(finding: Finding, by: User) -> tuple[Finding, Check]:
    check = open_check(finding.check_made, by)  # the plan first, as sending its findings does
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.sent_at is not None:
        raise errors.AlreadySent
    return finding, check
