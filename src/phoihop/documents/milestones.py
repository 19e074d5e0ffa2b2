"""Which milestones documents have by the office's list, made and kept where papers are registered.

Source: docs/domain/periods-and-deadlines.md; docs/decisions/0024-directive-clock.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from phoihop.accounts.models import User
from phoihop.agencies.models import AgencyKind, Level
from phoihop.audit import services as audit
from phoihop.documents.errors import ClosesMilestone, RuleYearsWrong
from phoihop.documents.milestone_models import (
    MOST_YEARS,
    Milestone,
    MilestoneDay,
    MilestoneRule,
    ReviewKind,
)
from phoihop.documents.models import Document, Kind, Regime
from phoihop.documents.numbers import parse_code
from phoihop.periods import REVIEW_YEARS, anniversary

_BATCH: Final = 500
_PARTY_BODIES: Final = {AgencyKind.PARTY_COMMITTEE, AgencyKind.PARTY_BOARD, AgencyKind.PARTY_UNIT}
# What an office begins with: (kind, only of central Party bodies); see MilestoneRule.
_FIRST: Final = (
    (Kind.DIRECTIVE, False),
    (Kind.RESOLUTION, False),
    (Kind.DECISION, True),
    (Kind.RULE, True),
)
# Columns of a paper that decide over its milestones.
_DECIDING: Final = {"kind", "code", "issuer", "issued_on"}


@dataclass(frozen=True)
class RuleFacts:
    """The milestones of one kind; both empty: papers of this kind get none."""

    interim_years: Sequence[int] = ()
    final_years: Sequence[int] = ()
    every_year: bool = False
    central_party_only: bool = False


def is_central_party(document: Document) -> bool:
    """Whether a central Party body issued it: 238-QĐ/TW, 16-HD/BTCTW, or by its agency."""
    issuer = document.issuer
    if issuer is not None and issuer.level == Level.CENTRAL and issuer.kind in _PARTY_BODIES:
        return True
    code = parse_code(document.code)
    return (
        code is not None
        and code.regime == Regime.PARTY
        and code.symbol.rpartition("/")[2].upper().endswith("TW")
    )


def wanted_of(
    document: Document, rules: Mapping[str, MilestoneRule]
) -> dict[int, tuple[ReviewKind, date]]:
    """{years after issue: (kind of review, true anniversary)} of one paper, in order."""
    rule = rules.get(document.kind)
    if rule is None or document.issued_on is None or document.is_draft:
        return {}
    if rule.central_party_only and not is_central_party(document):
        return {}
    years = dict.fromkeys(rule.interim_years, ReviewKind.INTERIM)
    years |= dict.fromkeys(rule.final_years, ReviewKind.FINAL)
    if rule.every_year and years:
        years = dict.fromkeys(range(1, max(years)), ReviewKind.INTERIM) | years
    return {
        count: (years[count], anniversary(document.issued_on, count))
        for count in sorted(years)
        if document.issued_on.year + count <= date.max.year
    }


def rules_by_kind() -> dict[str, MilestoneRule]:
    """The list as it holds now: what the office said of a kind, else what it begins with."""
    first = {
        str(kind): MilestoneRule(
            kind=kind,
            interim_years=list(REVIEW_YEARS[:-1]),
            final_years=list(REVIEW_YEARS[-1:]),
            central_party_only=central,
        )
        for kind, central in _FIRST
    }
    return first | {rule.kind: rule for rule in MilestoneRule.objects.all()}


@transaction.atomic
def set_milestones(documents: Sequence[Document], *, by: User, at: datetime) -> list[Milestone]:
    """Give papers that have none yet the milestones of their kind; for who registers them.

    Owed from the day of `at`, so that nothing that was due before is an arrear. As many statements
    whatever the number of papers.
    """
    rules = rules_by_kind()
    wanted = {paper.pk: found for paper in documents if (found := wanted_of(paper, rules))}
    if not wanted:
        return []
    on = timezone.localtime(at).date()
    made = Milestone.objects.bulk_create(
        (
            Milestone(
                document_id=paper,
                kind=kind,
                years=years,
                by_rule=True,
                first_on=day,
                current_on=day,
                owed_from=on,
                made_at=at,
                made_by=by,
            )
            for paper, found in wanted.items()
            for years, (kind, day) in found.items()
        ),
        batch_size=_BATCH,
    )
    _keep_days(made, by, at)
    days: defaultdict[int, list[str]] = defaultdict(list)
    for one in made:
        days[one.document_id].append(_said(one))
    papers = [paper for paper in documents if paper.pk in days]
    audit.record_many(
        [audit.Entry("milestones.set", p, {"milestones": (None, days[p.pk])}) for p in papers],
        by=by,
        at=at,
    )
    return made


def _keep_days(made: Iterable[Milestone], by: User, at: datetime) -> None:
    MilestoneDay.objects.bulk_create(
        (
            MilestoneDay(milestone=one, on=one.current_on, decided_at=at, decided_by=by)
            for one in made
        ),
        batch_size=_BATCH,
    )


def _said(milestone: Milestone) -> str:
    with override("vi"):  # histories are read in the office's language
        return f"{milestone.name}: {milestone.current_on:%d/%m/%Y}"


def follow_document(
    document: Document, changed: Collection[str], *, by: User, at: datetime
) -> None:
    """These columns of the entry were corrected: milestones go by the paper as it is now.

    Closed ones, and days that the office set itself, stay; their first day follows the date of
    issue. What the paper does not get any more is dropped, not deleted: a task may stand on it.
    """
    if not _DECIDING & set(changed):
        return
    wanted = wanted_of(document, rules_by_kind())
    held = {one.years: one for one in document.milestones.select_for_update().filter(by_rule=True)}
    if not held and wanted:
        set_milestones([document], by=by, at=at)
        return
    with override("vi"):
        why = _("The entry of the document was corrected")
    changes: dict[str, tuple[object, object]] = {}
    for years, one in held.items():
        before = _said(one)
        if years in wanted:
            _follow(one, wanted[years][1], why, by, at)
        elif one.is_open:
            one.dropped_at, one.drop_reason = at, why
            one.save(update_fields=["dropped_at", "drop_reason"])
        after = _said(one) if one.dropped_at is None else None
        if after != before:
            changes[f"milestone_{years}"] = (before, after)
    _add_missing(document, wanted, set(held), by=by, at=at)
    if changes:
        said = {
            "milestones": ([o for o, _n in changes.values()], [n for _o, n in changes.values()])
        }
        audit.record("milestones.followed", document, by=by, at=at, changes=said)


def _follow(one: Milestone, day: date, why: str, by: User, at: datetime) -> None:
    if one.dropped_at is not None and one.drop_reason == why:
        one.dropped_at, one.drop_reason = None, ""
    moved = one.current_on == one.first_on and one.closed_at is None and one.current_on != day
    if moved:
        one.current_on = day
        MilestoneDay.objects.create(milestone=one, on=day, reason=why, decided_at=at, decided_by=by)
    one.first_on = day
    one.save(update_fields=["first_on", "current_on", "dropped_at", "drop_reason"])


def _add_missing(
    document: Document,
    wanted: Mapping[int, tuple[ReviewKind, date]],
    held: set[int | None],
    *,
    by: User,
    at: datetime,
) -> None:
    on = timezone.localtime(at).date()
    made = [
        Milestone.objects.create(
            document=document,
            kind=kind,
            years=years,
            by_rule=True,
            first_on=day,
            current_on=day,
            owed_from=on,
            made_at=at,
            made_by=by,
        )
        for years, (kind, day) in wanted.items()
        if years not in held
    ]
    _keep_days(made, by, at)


@transaction.atomic
def set_rule(kind: str, facts: RuleFacts, *, by: User, at: datetime) -> MilestoneRule:
    """Say which milestones papers of a kind get from now on; without years: none any more.

    Papers in the register keep those they have. Raises PermissionDenied, RuleYearsWrong.
    """
    if not by.has_perm("documents.change_milestonerule"):
        raise PermissionDenied
    interim, final = sorted(facts.interim_years), sorted(facts.final_years)
    every = [*interim, *final]
    if len(set(every)) != len(every) or any(not 1 <= y <= MOST_YEARS for y in every):
        raise RuleYearsWrong
    values = {
        "interim_years": interim,
        "final_years": final,
        "every_year": facts.every_year,
        "central_party_only": facts.central_party_only,
    }
    rule = MilestoneRule.objects.select_for_update().filter(kind=Kind(kind)).first()
    if rule is None:
        rule = rules_by_kind().get(kind) or MilestoneRule(kind=Kind(kind))
        rule.save()
    audit.save_changes(rule, values, verb="milestones.rule", by=by, at=at)
    return rule


def refuse_report(document: Document, by: User) -> None:
    """Raises ClosesMilestone, naming what it closes as far as this user reads it."""
    closed = document.closes.order_by("current_on", "pk")
    if not closed.exists():
        return
    names = ", ".join(
        f"{one.name} ({one.document.code or one.document.subject})"
        for one in closed.visible_to(by).select_related("document")
    )
    said = _("This document is the report that closed a review. Open the milestone again first.")
    if names:
        said = _("This document is the report of: %(what)s. Open the milestone again first.")
    raise ClosesMilestone(said % {"what": names})
