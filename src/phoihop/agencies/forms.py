"""Shapes of the input of this room."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency, AgencyKind, Level, Official, Position, SuccessionKind
from phoihop.ui.fields import DayField

EVERY = [("", _("all"))]
ALIVE = [("", _("at work today")), ("ended", _("ended")), ("all", _("all"))]


def new_key() -> str:
    """A key that tells one opened form from another."""
    return uuid.uuid4().hex


class FilterForm(forms.Form):
    """Which agencies are listed."""

    words = forms.CharField(label=_("Name or code"), required=False, max_length=250)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*EVERY, *Level.choices])
    kind = forms.ChoiceField(
        label=_("Kind of agency"), required=False, choices=[*EVERY, *AgencyKind.choices]
    )
    alive = forms.ChoiceField(label=_("Life span"), required=False, choices=ALIVE)
    under = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)


class NameForm(forms.Form):
    """Which officials are listed."""

    words = forms.CharField(label=_("Name"), required=False, max_length=120)


class AgencyForm(forms.ModelForm[Agency]):
    """Facts of an agency."""

    valid_from = DayField(label=_("Founded on"), required=False)
    valid_to = DayField(label=_("Last day"), required=False)

    class Meta:
        model = Agency
        fields = (
            "name",
            "short_name",
            "code",
            "kind",
            "level",
            "valid_from",
            "valid_to",
            "address",
            "phone",
            "email",
            "website",
            "note",
        )
        labels = {
            "name": _("Full name of the agency"),
            "short_name": _("Letters"),
            "code": _("Code"),
            "kind": _("Kind of agency"),
            "level": _("Level"),
            "address": _("Address"),
            "phone": _("Telephone"),
            "email": _("E-mail"),
            "website": _("Website"),
            "note": _("Note"),
        }
        help_texts = {"short_name": _("As in symbols of papers; heads its column in the matrix.")}


class NewAgencyForm(AgencyForm):
    """A new agency also has a place and a key."""

    parent = AgencyField(label=_("Stands under"), required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=36)
    field_order = ("name", "short_name", "code", "kind", "level", "parent")


class PlaceForm(forms.Form):
    """A new place in the tree."""

    parent = AgencyField(label=_("Stands under"))
    valid_from = DayField(label=_("From"), required=False)


class CloseForm(forms.Form):
    """The last day, and who takes over."""

    on = DayField(label=_("Last day"))
    successor = AgencyField(label=_("Duties go to"), required=False)
    kind = forms.ChoiceField(label=_("Kind of succession"), choices=SuccessionKind.choices)
    paper = forms.CharField(label=_("Decided by"), required=False, max_length=250)


class SuccessionForm(forms.Form):
    """One more successor of an agency."""

    successor = AgencyField(label=_("Duties go to"))
    kind = forms.ChoiceField(label=_("Kind of succession"), choices=SuccessionKind.choices)
    on = DayField(label=_("From"))
    paper = forms.CharField(label=_("Decided by"), required=False, max_length=250)


class OfficialForm(forms.ModelForm[Official]):
    """Facts of an official: nothing private."""

    form_key = forms.CharField(
        widget=forms.HiddenInput, initial=new_key, max_length=36, required=False
    )

    class Meta:
        model = Official
        fields = ("full_name", "phone", "email", "note")
        labels = {
            "full_name": _("Full name"),
            "phone": _("Office telephone"),
            "email": _("Office e-mail"),
            "note": _("Note to tell namesakes apart"),
        }


class TenureForm(forms.Form):
    """An office held."""

    title = forms.CharField(
        label=_("Title as printed"),
        max_length=200,
        help_text=_("For example: Head of the Board of Propaganda."),
    )
    agency = AgencyField(label=_("Agency"), required=False)
    position = forms.ModelChoiceField(
        label=_("Position in the catalogue"),
        queryset=Position.objects.all(),
        required=False,
        help_text=_("Gives the place in lists by protocol."),
    )
    valid_from = DayField(label=_("From"), required=False)
    valid_to = DayField(label=_("To"), required=False)
    seen_on = DayField(
        label=_("Seen in a paper of"),
        required=False,
        help_text=_("When the first day is not known."),
    )


class PositionForm(forms.ModelForm[Position]):
    """An entry of the catalogue."""

    class Meta:
        model = Position
        fields = ("name", "weight", "source")
        labels = {"name": _("Name"), "weight": _("Protocol weight"), "source": _("Source")}
        help_texts = {"weight": _("The heavier is named earlier.")}


def chosen(form: FilterForm) -> dict[str, Any]:
    """The conditions that can be used; what makes no sense is left out."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}
