"""What is asked when duties of a leader's instruction become tasks: the items left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Agency
from phoihop.documents.models import Duty
from phoihop.periods import Due, computed
from phoihop.tasks import errors
from phoihop.tasks.forms import RHYTHMS, FormKey, PersonField
from phoihop.tasks.people import Person, contact_of, people_of
from phoihop.tasks.planning import default_due_days
from phoihop.tasks.services import DutyAssignment, TaskFacts, problems_of
from phoihop.tasks.services.duties import is_after_leader
from phoihop.ui.fields import DayField


@dataclass(frozen=True)
class PlannedDuty:
    """A duty as it is offered: due: written by the leader, or computed where nobody wrote one."""

    duty: Duty
    people: list[Person]
    due: Due | None

    @property
    def title(self) -> str:
        """What the row is called."""
        return self.duty.what


def planned_duties(duties: Sequence[Duty], on: date) -> list[PlannedDuty]:
    """Each with the people of its lead agency and a due day; four queries however many.

    Without a day the office's own number of days counts from the instruction (docs/domain: R5),
    never before today.
    """
    people = people_of({duty.lead_agency_id for duty in duties}, on)
    days = default_due_days()
    calendar = office_calendar()
    planned = []
    for duty in duties:
        due = None
        if duty.due_on is None:
            first = max(duty.instruction.given_on, on)
            due = computed(first + timedelta(days=days), f"days:{days}", calendar)
        planned.append(PlannedDuty(duty, people.get(duty.lead_agency_id, []), due))
    return planned


class DutiesForm(forms.Form):
    """What the page sends beside its rows."""

    form_key = FormKey()


class DutyForm(forms.Form):
    """One row: a duty that may become a task."""

    chosen = forms.BooleanField(required=False)
    title = forms.CharField(label=gettext_lazy("Task"), max_length=500)
    product = forms.CharField(
        label=gettext_lazy("Product"),
        max_length=300,
        error_messages={"required": errors.ProductRequired.message},
    )
    person_in_charge = PersonField(label=gettext_lazy("Person in charge"))
    due_on = DayField(label=gettext_lazy("Due date"), required=False)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Standing task, reported"), choices=RHYTHMS, required=False
    )

    def __init__(self, planned: PlannedDuty, on: date, data: Any = None) -> None:
        contact = contact_of(planned.people)
        with override("vi"):  # a record of the office, in the office's language
            product = _("Report on the result")
        initial = {
            "chosen": True,
            "title": planned.duty.what,
            "product": product,
            "person_in_charge": contact.pk if contact else None,
            "due_on": planned.duty.due_on or (planned.due.on if planned.due else None),
        }
        super().__init__(data, prefix=f"duty-{planned.duty.pk}", initial=initial)
        self.planned, self.on = planned, on
        person = self.fields["person_in_charge"]
        if isinstance(person, PersonField):
            person.offer(planned.people)

    @property
    def is_chosen(self) -> bool:
        """Ticked: only then does the rest of the row count."""
        return bool(self.data.get(self.add_prefix("chosen")))

    @property
    def lead(self) -> Agency:
        """Named by the leader; not to be changed here."""
        return self.planned.duty.lead_agency

    def clean(self) -> dict[str, Any]:
        """The problems of the row, each at its field."""
        given = self.cleaned_data
        facts = TaskFacts(
            title=given.get("title", ""),
            product=given.get("product", ""),
            lead_agency=self.lead,
            person_in_charge=given.get("person_in_charge"),
            due_on=given.get("due_on"),
            rhythm=given.get("rhythm", ""),
        )
        workers = {(person.official.pk, self.lead.pk) for person in self.planned.people}
        for problem in problems_of(facts, self.on, workers=workers):
            field = problem.field if problem.field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, str(problem))
        duty, due_on = self.planned.duty, facts.due_on
        if not self.errors.get("due_on") and is_after_leader(duty, due_on, self.on):
            self.add_error("due_on", str(errors.DueAfterLeader()))
        return given

    def assignment(self) -> DutyAssignment:
        """What the service takes."""
        given = self.cleaned_data
        return DutyAssignment(
            duty=self.planned.duty,
            product=given["product"],
            person_in_charge=given["person_in_charge"],
            due_on=given["due_on"],
            title=given["title"],
            rhythm=given.get("rhythm", ""),
        )
