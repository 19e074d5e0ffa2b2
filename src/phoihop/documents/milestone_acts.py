"""What an office does with a milestone: move, add, close by a report, open again, drop."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents import errors
from phoihop.documents.milestone_models import MOST_YEARS, Milestone, MilestoneDay, ReviewKind
from phoihop.documents.models import Document, Kind
from phoihop.periods import anniversary


@dataclass(frozen=True)
class AddedFacts:
    """A milestone of the office's own; until_year: the same day every year up to then."""

    kind: str
    label: str
    on: date
    until_year: int | None = None


@dataclass(frozen=True)
class MoveFacts:
    """Another day, why, and the paper that sets it, as a superior's schedule."""

    on: date
    reason: str
    source: Document | None = None


@transaction.atomic
def move_milestone(milestone: Milestone, facts: MoveFacts, *, by: User, at: datetime) -> Milestone:
    """Let the review be due on another day; the first day stays readable.

    Raises PermissionDenied, MilestoneReasonRequired, MilestoneBeforeDocument, MilestoneSame,
    MilestoneClosed, MilestoneDropped.
    """
    milestone = _locked(milestone, by)
    _refuse_shut(milestone)
    on, reason, source = facts.on, vntext.nfc(facts.reason).strip()[:500], facts.source
    if not reason:
        raise errors.MilestoneReasonRequired
    _refuse_early(milestone.document, on)
    if on == milestone.current_on:
        raise errors.MilestoneSame
    old = milestone.current_on
    milestone.current_on = on
    milestone.save(update_fields=["current_on"])
    MilestoneDay.objects.create(
        milestone=milestone,
        on=on,
        reason=reason,
        source=source,
        decided_at=at,
        decided_by=by,
    )
    said = {"reason": reason} | ({"source": source.name} if source else {})
    _record("milestone.moved", milestone, by=by, at=at, current_on=(old, on), **said)
    return milestone


@transaction.atomic
def add_milestones(
    document: Document, facts: AddedFacts, *, by: User, at: datetime, form_key: str = ""
) -> list[Milestone]:
    """Give a paper a milestone that its kind does not bring, or one every year.

    The same form_key a second time gives those of the first time. Raises PermissionDenied,
    NoDateOfIssue, MilestoneUnnamed, MilestoneBeforeDocument, MilestonesTooMany.
    """
    document = _paper(document, by)
    if form_key and (made := list(document.milestones.filter(form_key=form_key))):
        return made
    if document.issued_on is None:
        raise errors.NoDateOfIssue
    label = vntext.nfc(" ".join(facts.label.split()))[:120]
    if not label:
        raise errors.MilestoneUnnamed
    _refuse_early(document, facts.on)
    last = facts.until_year or facts.on.year
    if not facts.on.year <= last < facts.on.year + MOST_YEARS:
        raise errors.MilestonesTooMany
    made = [
        _added(document, facts, label, year, by=by, at=at, form_key=form_key or uuid.uuid4().hex)
        for year in range(last - facts.on.year + 1)
    ]
    with override("vi"):
        said = [f"{one.name}: {one.current_on:%d/%m/%Y}" for one in made]
    audit.record("milestone.added", document, by=by, at=at, milestones=said)
    return made


def _added(  # noqa: PLR0913 -- facts of one row
    document: Document,
    facts: AddedFacts,
    label: str,
    year: int,
    *,
    by: User,
    at: datetime,
    form_key: str,
) -> Milestone:
    day = anniversary(facts.on, year)
    if facts.until_year:
        label = f"{label} {day.year}"
    made = Milestone.objects.create(
        document=document,
        kind=ReviewKind(facts.kind),
        label=label,
        first_on=day,
        current_on=day,
        owed_from=timezone.localtime(at).date(),
        made_at=at,
        made_by=by,
        form_key=form_key,
    )
    MilestoneDay.objects.create(milestone=made, on=day, decided_at=at, decided_by=by)
    return made


@transaction.atomic
def close_milestone(
    milestone: Milestone, report: Document, *, by: User, at: datetime, sure: bool = False
) -> Milestone:
    """The review was held: its report closes the milestone on the report's own date.

    sure: it is the report although it does not look like it. Raises PermissionDenied,
    MilestoneClosed, MilestoneDropped, ReportIncomplete, ReportIsTheDocument, ReportBeforeDocument,
    NotAReport, ReportLongBefore.
    """
    milestone = _locked(milestone, by)
    _refuse_shut(milestone)
    day = closing_day(milestone, report, by)
    if not sure:
        _refuse_doubtful(milestone, report, day)
    milestone.report, milestone.closed_on = report, day
    milestone.closed_at, milestone.closed_by = at, by
    milestone.save(update_fields=["report", "closed_on", "closed_at", "closed_by"])
    _record("milestone.closed", milestone, by=by, at=at, report=report.name, closed_on=(None, day))
    return milestone


def closing_day(milestone: Milestone, report: Document, by: User) -> date:
    """The date of a report that may close it. Raises as close_milestone says of the report."""
    document = milestone.document
    if report.pk == document.pk:
        raise errors.ReportIsTheDocument
    if not Document.objects.visible_to(by).filter(pk=report.pk).exists():
        raise PermissionDenied
    if report.is_draft or report.issued_on is None:
        raise errors.ReportIncomplete
    if document.issued_on is not None and report.issued_on < document.issued_on:
        raise errors.ReportBeforeDocument
    return report.issued_on


def _refuse_doubtful(milestone: Milestone, report: Document, day: date) -> None:
    """A plan for the review, or a paper of more than a year before, would close it as in time."""
    if report.kind != Kind.REPORT:
        raise errors.NotAReport(report.get_kind_display())
    if day < anniversary(milestone.current_on, -1):
        raise errors.ReportLongBefore


@transaction.atomic
def reopen_milestone(milestone: Milestone, *, by: User, at: datetime) -> Milestone:
    """Undo close_milestone. Raises PermissionDenied, MilestoneNotClosed."""
    milestone = _locked(milestone, by)
    if milestone.report is None:
        raise errors.MilestoneNotClosed
    old = milestone.report.name
    milestone.report = milestone.closed_on = milestone.closed_at = milestone.closed_by = None
    milestone.save(update_fields=["report", "closed_on", "closed_at", "closed_by"])
    _record("milestone.reopened", milestone, by=by, at=at, report=(old, None))
    return milestone


@transaction.atomic
def drop_milestone(milestone: Milestone, *, reason: str, by: User, at: datetime) -> Milestone:
    """Decide that this review is not held; it leaves lists and figures and stays readable.

    Raises PermissionDenied, MilestoneClosed, MilestoneDropped, MilestoneReasonRequired.
    """
    milestone = _locked(milestone, by)
    _refuse_shut(milestone)
    if not reason.strip():
        raise errors.MilestoneReasonRequired
    milestone.dropped_at = at
    milestone.drop_reason = vntext.nfc(reason).strip()[:300]
    milestone.save(update_fields=["dropped_at", "drop_reason"])
    _record("milestone.dropped", milestone, by=by, at=at, reason=milestone.drop_reason)
    return milestone


@transaction.atomic
def take_up_milestone(milestone: Milestone, *, by: User, at: datetime) -> Milestone:
    """Undo drop_milestone. Raises PermissionDenied."""
    milestone = _locked(milestone, by)
    if milestone.dropped_at is None:
        return milestone
    milestone.dropped_at, milestone.drop_reason = None, ""
    milestone.save(update_fields=["dropped_at", "drop_reason"])
    _record("milestone.taken_up", milestone, by=by, at=at)
    return milestone


def _paper(document: Document, by: User) -> Document:
    """The paper, locked. Raises PermissionDenied."""
    found = Document.objects.select_for_update().get(pk=document.pk)
    if found.hidden_at is not None or not by.has_perm("documents.keep_milestones", found):
        raise PermissionDenied
    return found


def _locked(milestone: Milestone, by: User) -> Milestone:
    """The milestone as it stands now, with its paper, both locked. Raises PermissionDenied."""
    paper = _paper(milestone.document, by)
    found = Milestone.objects.select_for_update(of=("self",)).select_related("report")
    row = found.get(pk=milestone.pk)
    row.document = paper
    return row


def _refuse_shut(milestone: Milestone) -> None:
    if milestone.closed_at is not None:
        raise errors.MilestoneClosed
    if milestone.dropped_at is not None:
        raise errors.MilestoneDropped


def _refuse_early(document: Document, on: date) -> None:
    if document.issued_on is not None and on <= document.issued_on:
        raise errors.MilestoneBeforeDocument


def _record(verb: str, milestone: Milestone, *, by: User, at: datetime, **said: object) -> None:
    """Told in the history of the paper: a pair is (old, new), anything else a word said."""
    with override("vi"):  # histories are read in the office's language
        facts: dict[str, tuple[object, object]] = {"milestone": (None, milestone.name)}
    for name, value in said.items():
        facts[name] = value if isinstance(value, tuple) else (None, value)
    audit.record(verb, milestone.document, by=by, at=at, changes=facts)
