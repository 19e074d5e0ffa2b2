"""What the pages of the weekly schedule ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.calendars.week_acts import WeekFacts
from phoihop.calendars.week_errors import WeekRefused
from phoihop.calendars.week_models import Part, WeekEntry
from phoihop.tasks.forms import FormKey, PersonField
from phoihop.tasks.people import Person, people_of
from phoihop.ui import clock
from phoihop.ui.fields import REQUIRED, DayField

_FIELDS = (
    "day", "part", "starts_at", "ends_at", "words", "place", "chair", "chair_words",
    "participants",
)  # fmt: skip


def _hour(label: Any, help_text: Any = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "w-num", "inputmode": "numeric"}),
        error_messages={"invalid": _("Write the hour as 07:30.")},
    )


class WeekEntryForm(forms.Form):
    """A line of the schedule."""

    form_key = FormKey()
    day = DayField(label=_("Day"))
    part = forms.TypedChoiceField(
        label=_("Part of the day"),
        choices=[("", _("As the hour says")), *Part.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_at = _hour(_("Begins at"), _("As 07:30 or 7h30."))
    ends_at = _hour(_("Ends at"))
    words = forms.CharField(
        label=_("What takes place"), max_length=500, error_messages={"required": REQUIRED}
    )
    place = forms.CharField(label=_("Where it takes place"), max_length=200, required=False)
    chair = PersonField(label=_("In the chair"), required=False)
    chair_words = forms.CharField(
        label=_("In the chair, if somebody else"), max_length=200, required=False
    )
    participants = forms.CharField(
        label=_("Who takes part"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def facts(self) -> WeekFacts:
        """What a valid form says."""
        return WeekFacts(**{name: self.cleaned_data[name] for name in _FIELDS})

    def refuse(self, refusal: WeekRefused) -> None:
        """Put what a service refused on the field it is about, else on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def entry_form(user: User, data: Any, initial: dict[str, Any], old: WeekEntry | None = None) -> Any:
    """The form with the people of the agency acted for; old: the line that is corrected."""
    form = WeekEntryForm(data, initial=initial)
    agency, field = user.acting_agency, form.fields["chair"]
    if agency is not None and isinstance(field, PersonField):
        people = people_of([agency.pk], clock.today())[agency.pk]
        chair = old.chair if old is not None else None
        if chair is not None and all(one.official != chair for one in people):
            people = [*people, Person(chair, "", is_contact=False)]
        field.offer(people)
    return form


def initial_of(entry: WeekEntry) -> dict[str, Any]:
    """What the form shows of a line."""
    values = {name: getattr(entry, name) for name in _FIELDS}
    return values | {"chair": entry.chair_id}


class CancelForm(forms.Form):
    """Why something does not take place."""

    reason = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=300,
        help_text=_("It stays in the schedule, struck through, with this reason."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": REQUIRED},
    )


class CopyForm(forms.Form):
    """The key of the form; which lines are ticked is read beside it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
