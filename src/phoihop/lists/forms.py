"""What the pages of this room ask for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.tasks.forms import FormKey, PersonField
from phoihop.tasks.people import people_of
from phoihop.ui.fields import DayField

_LONGEST_WORDS = 2000


class KeepForm(forms.Form):
    """The name of a list, and whether colleagues may use it."""

    name = forms.CharField(label=_("Name of the list"), max_length=60)
    is_shared = forms.BooleanField(label=_("Also for the colleagues of my agency"), required=False)


class ManyForm(forms.Form):
    """What every act on many tasks needs; acts of other rooms build on it."""

    form_key = FormKey()
    # How many tasks the question named; another number is asked about again.
    told = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class ConfirmManyForm(ManyForm):
    """One remark for all, if wanted."""

    remark = forms.CharField(
        label=_("Remark"),
        max_length=_LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonManyForm(ManyForm):
    """One reason for all."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveDueForm(ManyForm):
    """One new due date for all, with the reason."""

    due_on = DayField(label=_("New due date"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonManyForm(ManyForm):
    """One official of the own agency for all."""

    person_in_charge = PersonField(label=_("Person in charge"))


def plain(form_class: type[forms.Form]) -> Callable[[User, date, Any], forms.Form]:
    """A form that is the same for everybody."""

    def make(_user: User, _on: date, data: Any) -> forms.Form:
        return form_class(data)

    return make


def person_form(user: User, on: date, data: Any) -> forms.Form:
    """The officials of the agency acted for."""
    form = PersonManyForm(data)
    agency = user.acting_agency
    field = form.fields["person_in_charge"]
    if agency is not None and isinstance(field, PersonField):
        field.offer(people_of([agency.pk], on)[agency.pk])
    return form


def facts_of(form: forms.Form) -> dict[str, Any]:
    """What a valid form said, as plain values that JSON keeps."""
    facts = {}
    for name, value in form.cleaned_data.items():
        if name in {"form_key", "told"}:
            continue
        facts[name] = value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
    return facts
