"""The list of reviews: which milestones of a year, their tasks, their figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.documents.keepers import taken_over
from phoihop.documents.milestone_querysets import (
    FIGURES,
    MilestoneQuerySet,
    figure_condition,
    state_condition,
)
from phoihop.documents.milestone_states import Standing, standing_of
from phoihop.documents.models import Document, Kind, Milestone, ReviewKind
from phoihop.tasks.figures import Rate
from phoihop.tasks.models import Task, TaskMilestone, TaskViewer
from phoihop.tasks.states import State, nearly_days, state_of

FIRST_YEAR, LAST_YEAR = 1945, 2200
STATES = {
    "open": _("Open"),
    "late": _("Overdue"),
    "unassigned": _("Open, not assigned"),
    "assigned": _("Open, assigned"),
    "closed": _("Closed"),
}
_FIGURE_WORDS = {
    "current": _("In the rate by the current day"),
    "current_met": _("In time by the current day"),
    "first": _("In the rate by the first day"),
    "first_met": _("In time by the first day"),
}
_EVERY = ("", _("all"))


class ReviewFilter(forms.Form):
    """Which milestones are listed; every field is optional."""

    year = forms.IntegerField(
        label=_("Due in the year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num", "maxlength": "4"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=[_EVERY, *STATES.items()], required=False)
    review = forms.ChoiceField(
        label=pgettext_lazy("review", "Kind of review"),
        choices=[_EVERY, *ReviewKind.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of document"), choices=[_EVERY, *Kind.choices], required=False
    )
    words = forms.CharField(label=_("Number, symbol or subject"), required=False, max_length=200)
    whose = forms.ChoiceField(
        label=_("Register"),
        choices=[("", _("our own")), ("all", _("all that I see"))],
        required=False,
    )
    # Come with links: the rows behind a rate, those left over from the years before, those that
    # somebody must be given now.
    figure = forms.ChoiceField(
        choices=[("", ""), *((name, _FIGURE_WORDS[name]) for name in FIGURES)],
        required=False,
        widget=forms.HiddenInput,
    )
    left = forms.BooleanField(required=False, widget=forms.HiddenInput)
    pressing = forms.BooleanField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Asked:
    """A filter as it was read: the year shown, and the conditions beside it."""

    year: int
    given: Mapping[str, Any]
    form: ReviewFilter

    @property
    def is_apart(self) -> bool:
        """One list whatever the year is, not the year with what is left over below it."""
        return bool(self.given.get("left") or self.given.get("pressing"))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(field, words) of each condition beside the year."""
        chips = []
        for name, value in self.given.items():
            if value and name not in {"year", "left", "pressing"}:
                choices = dict(getattr(self.form.fields[name], "choices", ()))
                chips.append((name, str(choices.get(value, value))))
        return chips


def read_filter(params: QueryDict, on: date) -> Asked:
    """What the address asks; the year of today where it names none, or a wrong one."""
    params = params.copy()
    params.setdefault("year", str(on.year))  # the field shows the year that is listed
    form = ReviewFilter(params)
    form.is_valid()
    given = form.cleaned_data
    return Asked(given.get("year") or on.year, given, form)


def milestones_of(asked: Asked, user: User, on: date) -> MilestoneQuerySet:
    """All that fit but for the year."""
    given = asked.given
    rows: MilestoneQuerySet = Milestone.objects.visible_to(user).live()
    if given.get("whose") != "all":
        rows = rows.of_register(user)
    if state := given.get("state"):
        rows = _in_state(rows, state, on)
    if given.get("review"):
        rows = rows.filter(kind=given["review"])
    if given.get("kind"):
        rows = rows.filter(document__kind=given["kind"])
    if given.get("words"):
        papers = Document.objects.said_like(given["words"])
        rows = rows.filter(document__in=papers.values("pk"))
    if given.get("figure"):
        rows = rows.filter(figure_condition(given["figure"], on))
    return rows


def shown_of(asked: Asked, fitting: MilestoneQuerySet, on: date) -> MilestoneQuerySet:
    """Of all that fit, the rows that the address asks for: of the year unless it says otherwise."""
    if asked.given.get("pressing"):
        return to_assign(fitting, on)
    return fitting.left_over(asked.year) if asked.given.get("left") else fitting.due_in(asked.year)


def to_assign(rows: MilestoneQuerySet, on: date) -> MilestoneQuerySet:
    """Reviews that nobody holds though they are overdue or soon due.

    The daily mail, Today and the list count these rows.
    """
    return rows.pressing(on).filter(~_given_out())


def to_assign_count(user: User, on: date) -> int:
    """How many the agency has to give out, as the list counts them."""
    rows = Milestone.objects.visible_to(user).live().of_register(user)
    return to_assign(rows, on).count()


def pressing_url() -> str:
    """The list of the agency's reviews that are to be given out."""
    return f"{reverse('reviews:list')}?pressing=1"


def _given_out() -> Exists:
    """A task that was not withdrawn answers to the milestone."""
    return Exists(TaskMilestone.objects.filter(milestone=OuterRef("pk"), task__withdrawn_on=None))


def _in_state(rows: MilestoneQuerySet, state: str, on: date) -> MilestoneQuerySet:
    given_out = _given_out()
    if state == "unassigned":
        return rows.in_state("open", on).filter(~given_out)
    if state == "assigned":
        return rows.in_state("open", on).filter(given_out)
    return rows.in_state(state, on)


@dataclass(frozen=True)
class Line:
    """A row: the milestone, its task as far as it is shown, how both stand."""

    milestone: Milestone
    standing: Standing
    task: Task | None
    task_state: State | None
    report: Document | None
    # The paper stands in the acting agency's register, or one that it took over.
    is_ours: bool

    @property
    def may_be_given(self) -> bool:
        """Ours, open and no task yet."""
        return self.is_ours and self.milestone.is_open and self.task is None


def lines_of(milestones: Sequence[Milestone], user: User, on: date) -> list[Line]:
    """Rows ready to be shown; five queries at the most, however many."""
    if not milestones:
        return []
    keys = [one.pk for one in milestones]
    links = TaskMilestone.objects.filter(milestone__in=keys, task__withdrawn_on=None)
    task_of = dict(links.values_list("milestone", "task"))
    tasks = _tasks(task_of.values(), user)
    reports = _reports([one.report_id for one in milestones if one.report_id], user)
    ours = _ours(milestones, user)
    nearly = nearly_days()
    lines = []
    for one in milestones:
        task = tasks.get(task_of.get(one.pk, 0))
        lines.append(
            Line(
                one,
                standing_of(one, on, has_task=one.pk in task_of),
                task,
                state_of(task, on, nearly) if task else None,
                reports.get(one.report_id) if one.report_id else None,
                one.document_id in ours,
            )
        )
    return lines


def _tasks(keys: Collection[int], user: User) -> dict[int, Task]:
    """Those of the tasks whose state the user may read."""
    if not keys:
        return {}
    seen = Task.objects.visible_to(user, TaskViewer.STATE, within={"pk__in": keys})
    return {task.pk: task for task in seen.select_related("lead_agency")}


def _reports(keys: Collection[int], user: User) -> dict[int, Document]:
    """Those of the papers that the user may see, without their texts."""
    if not keys:
        return {}
    papers = Document.objects.visible_to(user).filter(pk__in=keys)
    return {paper.pk: paper for paper in papers.defer("text", "words")}


def _ours(milestones: Sequence[Milestone], user: User) -> set[int]:
    """The papers whose milestones the acting agency keeps; one query where some are of others."""
    agency = user.acting_agency
    if agency is None:
        return set()
    own = {one.document_id for one in milestones if one.document.owner_id == agency.pk}
    others = {one.document_id for one in milestones} - own
    return own | (taken_over(agency, others) if others else set())


@dataclass(frozen=True)
class Summary:
    """What is counted over the milestones of a year; each number opens its rows."""

    total: int
    closed: int
    late: int
    unassigned: int
    current: Rate
    first: Rate


def summary_of(rows: MilestoneQuerySet, on: date) -> Summary:
    """One query; a milestone that is overdue and not assigned counts in both."""
    given_out = _given_out()
    is_open = Q(closed_at=None)
    counted = rows.order_by().aggregate(
        total=Count("pk"),
        closed=Count("pk", filter=~is_open),
        late=Count("pk", filter=state_condition("late", on)),
        unassigned=Count("pk", filter=is_open & ~Q(given_out)),
        **{f"r_{name}": Count("pk", filter=figure_condition(name, on)) for name in FIGURES},
    )
    return Summary(
        counted["total"],
        counted["closed"],
        counted["late"],
        counted["unassigned"],
        Rate(counted["r_current_met"], counted["r_current"]),
        Rate(counted["r_first_met"], counted["r_first"]),
    )


def years_of(rows: MilestoneQuerySet, year: int) -> list[tuple[int, int]]:
    """(year, number of milestones due in it), from the year before to two after; one query."""
    years = range(max(FIRST_YEAR, year - 1), min(LAST_YEAR, year + 2) + 1)
    near = rows.filter(
        current_on__gte=date(years[0], 1, 1), current_on__lte=date(years[-1], 12, 31)
    )
    grouped = near.order_by().annotate(in_year=ExtractYear("current_on")).values("in_year")
    counts = {row["in_year"]: row["n"] for row in grouped.annotate(n=Count("pk"))}
    return [(one, counts.get(one, 0)) for one in years]
