"""Shapes of the input of this room."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.dossiers.errors import DossierRefused
from phoihop.dossiers.models import Archive, Dossier
from phoihop.dossiers.retention import Retention, retention_words
from phoihop.dossiers.services import DossierFacts, HandOverFacts
from phoihop.ui.fields import DayField

_FOR_EVER = "ever"
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_YEAR = {"inputmode": "numeric", "class": "w-num", "maxlength": "4"}


class FilterForm(forms.Form):
    """Which dossiers are listed."""

    words = forms.CharField(label=_("Code or title"), required=False, max_length=200)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.TextInput(attrs=_YEAR),
    )


class DossierForm(forms.Form):
    """An entry of the yearly list. keepers: who may keep it; retentions: values of that day."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    year = forms.IntegerField(
        label=_("Year"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.TextInput(attrs=_YEAR),
        help_text=_("The list of which year it stands in."),
    )
    code = forms.CharField(
        label=_("Number and symbol of the dossier"),
        max_length=20,
        help_text=_("As in the list of your agency: 01-TG."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-code"}),
    )
    title = forms.CharField(
        label=_("Title of the dossier"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the work was about, whose it is, of which year."),
    )
    retention = forms.ChoiceField(label=_("Kept for"))
    keeper = forms.ChoiceField(label=_("Keeper"))
    opened_on = DayField(
        label=_("Opened on"),
        required=False,
        help_text=_(
            "Leave it empty for a dossier that is only planned; the first record opens it."
        ),
    )
    note = forms.CharField(label=pgettext_lazy("dossier", "Note"), required=False, max_length=500)

    def __init__(
        self, *args: Any, keepers: list[User], retentions: list[Retention], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._keepers = {str(user.pk): user for user in keepers}
        self.fields["keeper"].choices = [(pk, str(user)) for pk, user in self._keepers.items()]  # type: ignore[attr-defined]  # a choice field
        values = {one.years for one in retentions}
        if "retention" in self.initial:
            values.add(_years(self.initial["retention"]))  # of an earlier list
        longest_first = sorted(values, key=lambda years: -(years or 10**6))
        self.fields["retention"].choices = [  # type: ignore[attr-defined]  # a choice field
            (_key(years), retention_words(years)) for years in longest_first
        ]

    def facts(self) -> DossierFacts:
        """The entry as it was typed."""
        said = self.cleaned_data
        return DossierFacts(
            year=said["year"],
            code=said["code"],
            title=said["title"],
            keeper=self._keepers[said["keeper"]],
            retention_years=_years(said["retention"]),
            note=said["note"],
            opened_on=said["opened_on"],
        )


class PutInForm(forms.Form):
    """Into which dossier a record goes."""

    dossier = forms.IntegerField(min_value=1, error_messages={"required": _("Choose a dossier.")})
    note = forms.CharField(label=pgettext_lazy("dossier", "Note"), required=False, max_length=300)


class NoteForm(forms.Form):
    """A note on a record."""

    note = forms.CharField(label=pgettext_lazy("dossier", "Note"), required=False, max_length=300)


class CloseForm(forms.Form):
    """When the work was over."""

    work_ended_on = DayField(label=_("Work ended on"))


class ReasonForm(forms.Form):
    """Why a closed dossier is opened again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandOverForm(forms.Form):
    """Which archive took it, when, under which minutes."""

    archive = forms.ChoiceField(label=_("Archive"), choices=Archive.choices)
    archive_name = forms.CharField(label=_("Name of the archive"), max_length=250)
    on = DayField(label=_("Handed over on"))
    minutes = forms.CharField(label=_("Number of the minutes"), max_length=60)
    received_by = forms.CharField(label=_("Received by"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """A name of blanks is none."""
        for name in ("archive_name", "minutes"):
            if name in self.cleaned_data and not self.cleaned_data[name].strip():
                self.add_error(name, gettext("This field is required."))
        return self.cleaned_data

    def facts(self) -> HandOverFacts:
        """The hand-over as it was typed."""
        return HandOverFacts(**self.cleaned_data)


def add_refusal(form: forms.Form, refusal: DossierRefused) -> None:
    """Put what a service refused on the field it is about, else on top."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def initial_of(dossier: Dossier) -> dict[str, Any]:
    """What the form shows of an entry."""
    same = ("year", "code", "title", "note", "opened_on")
    shown = {name: getattr(dossier, name) for name in same}
    return shown | {
        "retention": _key(dossier.retention_years),
        "keeper": str(dossier.keeper_id),
    }


def initial_on(day: date, user: User) -> dict[str, Any]:
    """A new entry: of this year, kept by who makes it."""
    return {"year": day.year, "opened_on": day, "keeper": str(user.pk)}


def _key(years: int | None) -> str:
    return _FOR_EVER if years is None else str(years)


def _years(key: str) -> int | None:
    return None if key == _FOR_EVER else int(key)
