"""Which tasks the contents of an agreement call for: one for each due date of each item's rule."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Agency, Office, Official
from phoihop.agreements.acting import Instead, in_place_of, stand_ins
from phoihop.agreements.leading import AnyItem, coordinating_of, lead_of
from phoihop.agreements.models import Agreement, ItemOrigin, PlanItem, YearPlan
from phoihop.agreements.terms import days_of_year, text_on
from phoihop.agreements.versions import items_of
from phoihop.agreements.year_contents import contents_of_text
from phoihop.periods import (
    Calendar,
    Due,
    Period,
    PeriodKind,
    computed,
    parse_due_rule,
    window,
)
from phoihop.tasks.models import Rhythm, TaskLine
from phoihop.tasks.people import Person, contact_of, people_of

_DEFAULT_DUE_DAYS = 10
_ROMAN = ("I", "II", "III", "IV")
# Kind of a recurring rule: the report period its due falls in, and how many months that has.
_PERIODS = {
    "monthly": (PeriodKind.MONTH, 1),
    "quarterly": (PeriodKind.QUARTER, 3),
    "half_yearly": (PeriodKind.HALF, 6),
}


@dataclass(frozen=True)
class Planned:
    """A task to be made: `key` names it in the form; assigned: it was made already.

    day: by which the due is known, whatever days off move it to; None: standing. beside: code of
    another task of this content in the same period, "" for none.
    instead: who stands in for agencies that have ended.
    """

    key: str
    item: AnyItem
    lead: Agency | None
    day: date | None
    due: Due | None
    rhythm: str
    title: str
    people: list[Person]
    contact: Official | None
    assigned: bool
    instead: Instead
    beside: str = ""

    @property
    def line_key(self) -> str:
        """Names it by its content line and day, whether the content is saved or not."""
        return f"{self.item.line_id}-{self.day or ''}"

    @property
    def coordinating(self) -> list[Agency]:
        """Who coordinates in it."""
        return coordinating_of(self.item, self.day, self.instead)

    @property
    def due_on(self) -> date | None:
        """The proposed due date."""
        return self.due.on if self.due else None

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day whose figures a periodic report holds; None for other tasks."""
        kind = parse_due_rule(self.item.due_rule).kind if self.item.due_rule else ""
        if self.day is None or kind not in _PERIODS:
            return None
        period, months = _PERIODS[kind]
        return window(Period(period, self.day.year, (self.day.month - 1) // months + 1))


def default_due_days() -> int:
    """The office's own number of days where nothing sets a due date."""
    return Office.objects.values_list("default_due_days", flat=True).first() or _DEFAULT_DUE_DAYS


def planned_tasks(agreement: Agreement, on: date, plan: YearPlan | None = None) -> list[Planned]:
    """The tasks of a signed agreement that an assignment on this day makes, in order of contents.

    plan: those of one year, from the version's own contents; what was carried over into it has
    its task already. Recurring dues that are past are left out; eight queries whatever the number
    of contents.
    """
    return planned_of(agreement, _items(agreement, plan, on), on, plan)


def planned_of(
    agreement: Agreement, items: Sequence[AnyItem], on: date, plan: YearPlan | None = None
) -> list[Planned]:
    """The tasks that these contents call for, as `planned_tasks`."""
    calendar = office_calendar()
    instead = stand_ins(agreement, on)
    leads = {lead.pk for item in items for lead in _leads(item, instead)}
    people = people_of(leads, on)
    taken = _taken(agreement)
    default_days = default_due_days()
    term = _term(agreement, plan, on)
    planned = []
    for item in items:
        dues = _dues(agreement, item, term, default_days, calendar)
        for number, (day, due, rhythm, title) in enumerate(dues):
            lead = lead_of(item, day, instead)
            workers = people.get(lead.pk if lead else 0, [])
            planned.append(
                Planned(
                    key=f"{item.pk}-{number}",
                    item=item,
                    lead=lead,
                    day=day,
                    due=due,
                    rhythm=rhythm,
                    title=title,
                    people=workers,
                    contact=contact_of(workers),
                    assigned=(item.line_id, day) in taken,
                    instead=instead,
                    beside=_beside(item, day, plan, taken),
                )
            )
    return planned


def _items(agreement: Agreement, plan: YearPlan | None, on: date) -> list[AnyItem]:
    """Contents of a version that no amendment dropped; else those of the text in force."""
    if plan is not None and plan.is_version:
        return [
            item
            for item in items_of(plan)
            if item.origin != ItemOrigin.CARRIED and item.dropped_on is None
        ]
    return list(contents_of_text(text_on(agreement, on)))


def _leads(item: AnyItem, instead: Instead) -> list[Agency]:
    later = item.later_lead if isinstance(item, PlanItem) else None
    now = (in_place_of(agency, instead) for agency in (item.lead_agency, later))
    return [agency for agency in now if agency is not None]


@dataclass(frozen=True)
class _Term:
    """Days from which dues are reckoned: once-given ones from `begun`, recurring from `first`."""

    begun: date
    first: date
    last: date


def _term(agreement: Agreement, plan: YearPlan | None, on: date) -> _Term:
    signed = agreement.signed_on or on
    if plan is not None and plan.is_version:
        begun, last = days_of_year(agreement, plan.year)
        return _Term(begun, max(begun, on), last)
    first = max(agreement.valid_from or signed, on)
    last = agreement.valid_to or date(first.year, 12, 31)
    if agreement.ended_on is not None:
        last = min(last, agreement.ended_on - timedelta(days=1))
    return _Term(signed, first, last)


def lines_taken(agreement: Agreement) -> set[tuple[int, date | None]]:
    """(content line, Planned.day) of the tasks that were made and not withdrawn."""
    return set(_taken(agreement))


def _taken(agreement: Agreement) -> dict[tuple[int, date | None], str]:
    """{as lines_taken: code of the task}."""
    live = TaskLine.objects.filter(task__agreement=agreement, task__withdrawn_on=None)
    planned = Coalesce("planned_on", "task__first_due_on")
    rows = live.order_by("-task").values_list("content_line", planned, "task__code")
    return {(line, day): code for line, day, code in rows}


def _beside(
    item: AnyItem,
    day: date | None,
    plan: YearPlan | None,
    taken: dict[tuple[int, date | None], str],
) -> str:
    """The task that was made for the same period with a day of its own: its code, "" for none."""
    first, last = _period_of(item, day, plan)
    for (line, other), code in taken.items():
        if line == item.line_id and other is not None and first <= other <= last:
            return code
    return ""


def _period_of(item: AnyItem, day: date | None, plan: YearPlan | None) -> tuple[date, date]:
    """The days within which a content asks for one task: its period, its year, else the term."""
    kind = parse_due_rule(item.due_rule).kind if item.due_rule else ""
    if day is not None and kind in _PERIODS:
        _kind, months = _PERIODS[kind]
        begun = (day.month - 1) // months * months + 1
        last = begun + months - 1
        return date(day.year, begun, 1), date(day.year, last, monthrange(day.year, last)[1])
    if kind == "yearly" and day is not None:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if plan is not None and plan.is_version:
        return date(plan.year, 1, 1), date(plan.year, 12, 31)
    return date.min, date.max


def _dues(
    agreement: Agreement, item: AnyItem, term: _Term, default_days: int, calendar: Calendar
) -> list[tuple[date | None, Due | None, str, str]]:
    """(day, due, rhythm, title) of each task of one item."""
    if not item.due_rule:
        due = computed(term.begun + timedelta(days=default_days), f"days:{default_days}", calendar)
        # Known by the day of signing: the office may give more or fewer days later.
        return [(term.begun, due, Rhythm.NONE, item.text[:500])]
    rule = parse_due_rule(item.due_rule)
    if rule.kind == "standing":
        return [(None, None, Rhythm.QUARTERLY, item.text[:500])]
    if not rule.is_recurring:
        last = agreement.valid_to or term.begun
        days = rule.unmoved(term.begun, last), rule.dues(term.begun, last, calendar)
        end = agreement.ended_on or date.max
        return [
            (day, due, Rhythm.NONE, item.text[:500])
            for day, due in zip(*days, strict=True)
            if day < end
        ]
    days = rule.unmoved(term.first, term.last), rule.dues(term.first, term.last, calendar)
    return [
        (day, due, Rhythm.NONE, period_title(item.text, rule.kind, day))
        for day, due in zip(*days, strict=True)
    ]


def period_title(text: str, kind: str, day: date) -> str:
    """The text of a duty with its period, in the language of the office's records."""
    with override(settings.LANGUAGE_CODE):
        if kind == "monthly":
            period = _("month %(month)d/%(year)d") % {"month": day.month, "year": day.year}
        elif kind == "quarterly":
            quarter = _ROMAN[(day.month - 1) // 3]
            period = _("quarter %(quarter)s/%(year)d") % {"quarter": quarter, "year": day.year}
        elif kind == "yearly":
            period = _("year %(year)d") % {"year": day.year}
        elif day.month <= 6:  # noqa: PLR2004 -- June
            period = _("first half of %(year)d") % {"year": day.year}
        else:
            period = _("second half of %(year)d") % {"year": day.year}
    return f"{text[:460]}, {period}"
