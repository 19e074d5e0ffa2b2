"""Which tasks the contents of an agreement call for: one for each due date of each item's rule."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Office, Official
from phoihop.agreements.models import Agreement, ContentItem
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

DEFAULT_DUE_DAYS = 10
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

    day: by which the due is known, whatever days off move it to; None: standing.
    """

    key: str
    item: ContentItem
    day: date | None
    due: Due | None
    rhythm: str
    title: str
    people: list[Person]
    contact: Official | None
    assigned: bool

    @property
    def due_on(self) -> date | None:
        """The proposed due date."""
        return self.due.on if self.due else None

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day whose figures a periodic report holds (R12); None for other tasks."""
        kind = parse_due_rule(self.item.due_rule).kind if self.item.due_rule else ""
        if self.day is None or kind not in _PERIODS:
            return None
        period, months = _PERIODS[kind]
        return window(Period(period, self.day.year, (self.day.month - 1) // months + 1))


def planned_tasks(agreement: Agreement, on: date) -> list[Planned]:
    """The tasks of a signed agreement that an assignment on this day makes, in order of contents.

    Recurring dues that are past are left out; six queries whatever the number of contents.
    """
    calendar = office_calendar()
    items = list(
        agreement.items.select_related("lead_agency").prefetch_related("coordinations__agency")
    )
    people = people_of({item.lead_agency_id for item in items if item.lead_agency_id}, on)
    taken = lines_taken(agreement)
    default_days = (
        Office.objects.values_list("default_due_days", flat=True).first() or DEFAULT_DUE_DAYS
    )
    planned = []
    for item in items:
        workers = people.get(item.lead_agency_id or 0, [])
        for number, (day, due, rhythm, title) in enumerate(
            _dues(agreement, item, on, default_days, calendar)
        ):
            planned.append(
                Planned(
                    key=f"{item.pk}-{number}",
                    item=item,
                    day=day,
                    due=due,
                    rhythm=rhythm,
                    title=title,
                    people=workers,
                    contact=contact_of(workers),
                    assigned=(item.line_id, day) in taken,
                )
            )
    return planned


def lines_taken(agreement: Agreement) -> set[tuple[int, date | None]]:
    """(content line, Planned.day) of the tasks that were made and not withdrawn."""
    live = TaskLine.objects.filter(task__agreement=agreement, task__withdrawn_on=None)
    planned = Coalesce("planned_on", "task__first_due_on")
    return set(live.values_list("content_line", planned))


def _dues(
    agreement: Agreement, item: ContentItem, on: date, default_days: int, calendar: Calendar
) -> list[tuple[date | None, Due | None, str, str]]:
    """(day, due, rhythm, title) of each task of one item."""
    signed = agreement.signed_on or on
    if not item.due_rule:
        due = computed(signed + timedelta(days=default_days), f"days:{default_days}", calendar)
        # Known by the day of signing: the office may give more or fewer days later.
        return [(signed, due, Rhythm.NONE, item.text[:500])]
    rule = parse_due_rule(item.due_rule)
    if rule.kind == "standing":
        return [(None, None, Rhythm.QUARTERLY, item.text[:500])]
    if not rule.is_recurring:
        last = agreement.valid_to or signed
        dues = zip(rule.unmoved(signed, last), rule.dues(signed, last, calendar), strict=True)
        return [(day, due, Rhythm.NONE, item.text[:500]) for day, due in dues]
    first = max(agreement.valid_from or signed, on)
    last = agreement.valid_to or date(first.year, 12, 31)
    dues = zip(rule.unmoved(first, last), rule.dues(first, last, calendar), strict=True)
    return [(day, due, Rhythm.NONE, _title(item, rule.kind, day)) for day, due in dues]


def _title(item: ContentItem, kind: str, day: date) -> str:
    """The text of the item with its period, in the language of the office's records."""
    with override(settings.LANGUAGE_CODE):
        if kind == "monthly":
            period = _("month %(month)d/%(year)d") % {"month": day.month, "year": day.year}
        elif kind == "quarterly":
            quarter = _ROMAN[(day.month - 1) // 3]
            period = _("quarter %(quarter)s/%(year)d") % {"quarter": quarter, "year": day.year}
        elif day.month <= 6:  # noqa: PLR2004 -- June
            period = _("first half of %(year)d") % {"year": day.year}
        else:
            period = _("second half of %(year)d") % {"year": day.year}
    return f"{item.text[:460]}, {period}"
