"""The way in from a page."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.ui.fields import REQUIRED
from phoihop.urging.models import MOST_DAYS, Habits, MailKind, MailState

_DAYS = _("Enter a number of days from 1 to 60.")
_MORE_DAYS = _("Enter a number of days from 1 to 365, or leave it empty.")
_MOST_NEARLY = 60
_LONGEST_WORDS = 2000


def _days(label: Any, help_text: Any, most: int, wrong: Any, *, required: bool) -> forms.Field:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        max_value=most,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"}),
        error_messages={
            "required": REQUIRED,
            "invalid": wrong,
            "min_value": wrong,
            "max_value": wrong,
        },
    )


class HabitsForm(forms.Form):
    """When the office is reminded; an empty number of days switches its reminder off."""

    nearly_due_days = _days(
        _("Nearly due from how many days before"), "", _MOST_NEARLY, _DAYS, required=True
    )
    quiet_days = _days(
        _("Not updated for how many days"),
        _("Empty: nobody is reminded of this."),
        MOST_DAYS,
        _MORE_DAYS,
        required=False,
    )
    untaken_days = _days(
        _("Not accepted after how many days"),
        _("Empty: nobody is reminded of this."),
        MOST_DAYS,
        _MORE_DAYS,
        required=False,
    )
    escalate_days = _days(
        _("Told to the leader when overdue for how many days"),
        _("The leader of the agency that assigned the task. Empty: never."),
        MOST_DAYS,
        _MORE_DAYS,
        required=False,
    )
    runs_at = forms.TimeField(
        label=_("Reminders go out at"),
        help_text=_("Hour of the office's clock, as 07:00. Mail goes out on working days only."),
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "w-num", "inputmode": "numeric"}),
        error_messages={"required": REQUIRED, "invalid": _("Write the hour as 07:00.")},
    )

    @classmethod
    def of(cls, own: Habits, nearly: int, data: Any = None) -> "HabitsForm":
        """The form with what stands now."""
        names = ("quiet_days", "untaken_days", "escalate_days", "runs_at")
        initial = {name: getattr(own, name) for name in names} | {"nearly_due_days": nearly}
        return cls(data, initial=initial)


class UrgeForm(forms.Form):
    """What is said to the lead agency."""

    words = forms.CharField(
        label=_("What you say to the lead agency"),
        max_length=_LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": REQUIRED},
    )
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def key(self) -> str | None:
        """The form's key as the service takes it."""
        key = self.cleaned_data.get("form_key")
        return key.hex if key else None


class MailFilter(forms.Form):
    """Which mails the administrator looks at."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *MailState.choices], required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All")), *MailKind.choices], required=False
    )


class MailChoiceForm(forms.Form):
    """How much mail a person has."""

    only_duties = forms.TypedChoiceField(
        label=_("The daily mail says"),
        choices=[("no", _("Everything")), ("yes", _("Only what I or my agency must do"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED},
    )
