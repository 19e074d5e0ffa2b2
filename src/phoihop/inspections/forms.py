"""The way in from a page."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.fields import AgencyField
from phoihop.agreements.models import Agreement
from phoihop.inspections.models import Plan
from phoihop.inspections.services import CheckFacts, FindingFacts, NamedFile, PlanFacts
from phoihop.tasks.people import Person
from phoihop.ui.fields import REQUIRED, DayField, FilesField

_MESSAGES = {"required": REQUIRED}
_LINE, _SHORT, _LONG = 500, 300, 4000


def _line(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, error_messages=_MESSAGES
    )


def _text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONG,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=_MESSAGES,
    )


class _Keyed(forms.Form):
    """A form that creates, with a key of its own."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def key(self) -> str:
        """The form's key as services take it."""
        key = self.cleaned_data.get("form_key")
        return key.hex if key else ""


class PlanForm(_Keyed):
    """A plan: what it is called, why, when, on which programme."""

    title = _line(_("Title of the plan"), _SHORT)
    purpose = _text(_("Purpose and basis"), required=False)
    first_day = DayField(label=_("From (day)"))
    last_day = DayField(label=_("To (day)"))
    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("Not about one programme"),
    )

    def __init__(self, data: Any = None, *, user: User, plan: Plan | None = None) -> None:
        initial = {}
        if plan is not None:
            names = ("title", "purpose", "first_day", "last_day", "agreement")
            initial = {name: getattr(plan, name) for name in names}
        super().__init__(data, initial=initial)
        field: Any = self.fields["agreement"]
        signed = Agreement.objects.visible_to(user).filter(signed_at__isnull=False)
        field.queryset = signed.order_by("-signed_on", "-pk")

    def facts(self) -> PlanFacts:
        """What the service takes; call it on a valid form."""
        names = ("title", "purpose", "first_day", "last_day", "agreement")
        return PlanFacts(**{name: self.cleaned_data[name] for name in names})


class CheckForm(_Keyed):
    """One check: where, when, who, what."""

    agency = AgencyField(label=_("Agency to be checked"), living=True)
    planned_on = DayField(label=_("Day"))
    inspectors = _line(_("Who checks"), _SHORT, _("Names, or the team and its head."))
    what = _line(_("What is checked"), _LINE)

    def facts(self) -> CheckFacts:
        """What the service takes; call it on a valid form."""
        names = ("agency", "planned_on", "inspectors", "what")
        return CheckFacts(**{name: self.cleaned_data[name] for name in names})


class VisitForm(forms.Form):
    """What was seen."""

    visited_on = DayField(label=_("Day of the visit"))
    seen = _text(_("What was seen"))


class FindingForm(_Keyed):
    """What was found, and what must be done."""

    text = _text(_("What was found"))
    asked = _line(_("What must be done"), _SHORT)
    due_on = DayField(label=_("Until"), required=False)
    evidence = FilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("Pictures, PDF, Word, Excel; each file up to 50 MB."),
    )

    def facts(self, files: list[NamedFile]) -> FindingFacts:
        """What the service takes; call it on a valid form."""
        given = self.cleaned_data
        return FindingFacts(given["text"], given["asked"], given["due_on"], files)


class TaskForm(forms.Form):
    """The task that mends a finding: product, person, day."""

    product = _line(_("Product"), _SHORT)
    person = forms.ChoiceField(label=_("Person in charge"), error_messages=_MESSAGES)
    due_on = DayField(label=_("Due date"))

    def __init__(self, data: Any = None, *, people: list[Person], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["person"]
        field.choices = [("", "–"), *((str(p.official.pk), p.label) for p in people)]


class WordsForm(forms.Form):
    """A reason, or a conclusion."""

    words = _text(_("Conclusion"))

    def __init__(self, data: Any = None, *, label: Any) -> None:
        super().__init__(data)
        self.fields["words"].label = label
