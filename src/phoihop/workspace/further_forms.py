"""Forms that correct tasks, contents, figures and parts of a text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import formats
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from phoihop.ui.fields import REQUIRED, DayField
from phoihop.workspace.fact_form import FactForm, line
from phoihop.workspace.intake.draft import is_collective
from phoihop.workspace.intake.further_words import (
    CHANGES,
    HOW_OFTEN,
    SECTION_KINDS,
    number_words,
)

_NAME: Final = 250
_NUMBER: Final = re.compile(r"\d{1,15}(\.\d{1,6})?")
_PERIOD: Final = re.compile(r"20\d\d(-(H[12]|Q[1-4]|9M|0[1-9]|1[0-2]))?")


def _growing(rows: int) -> forms.Textarea:
    """A field that is as high as its words, where the browser can."""
    return forms.Textarea(attrs={"rows": rows, "class": "grows"})


def _bodies(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _names(text: str) -> list[dict[str, Any]]:
    lines = (" ".join(one.split())[:_NAME] for one in text.splitlines())
    return [{"name": name, "collective": is_collective(name)} for name in lines if name]


def _lines(bodies: list[dict[str, Any]]) -> str:
    return "\n".join(body["name"] for body in bodies)


class _TimeForm(FactForm):
    """By when or how often; one of them at most."""

    due = DayField(label=_("Due date"), required=False)
    period = forms.ChoiceField(
        label=_("How often"), required=False, choices=[("", _("Once, or not said")), *HOW_OFTEN]
    )
    product = line(_("Product"), required=False)

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        due = date.fromisoformat(value["due"]) if value["due"] else None
        return {**value, "due": due}

    def clean(self) -> dict[str, Any]:
        """A day and a rhythm exclude each other."""
        data = super().clean() or {}
        if data.get("due") and data.get("period"):
            self.add_error("period", gettext("Give a due date or how often, not both."))
        return data


class TaskFactForm(_TimeForm):
    """What someone is asked to do."""

    what = line(_("What is to be done"), most=500, widget=_growing(3))
    who = _bodies(_("Who, one a line"))
    field_order = ("what", "who", "due", "period", "product")

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().initial_of(value), "who": _lines(value["who"])}

    def value(self) -> dict[str, Any]:
        """As the draft keeps it; the lines of the field are one sentence."""
        what = " ".join(self.cleaned_data["what"].split())
        return {**super().value(), "what": what, "who": _names(self.cleaned_data["who"])}


class ItemFactForm(_TimeForm):
    """A clause of a programme or regulation."""

    text = forms.CharField(
        label=pgettext_lazy("fact read", "Content"),
        max_length=20_000,
        error_messages={"required": REQUIRED},
        widget=_growing(4),
    )
    parties = _bodies(_("Responsible, one a line; the first leads"))
    field_order = ("text", "parties", "due", "period", "product")

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().initial_of(value), "parties": _lines(value["parties"])}

    def value(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return {**super().value(), "parties": _names(self.cleaned_data["parties"])}


class NumberField(forms.CharField):
    """A number as the user's language writes it: 1.234,5 in Vietnamese, 1,234.5 in English."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, error_messages={"required": REQUIRED}, **kwargs)

    def clean(self, value: Any) -> Any:
        """A plain number, None where nothing is typed."""
        typed = "".join(super().clean(value).split())
        if not typed:
            return None
        plain = typed.replace(formats.get_format("THOUSAND_SEPARATOR"), "")
        plain = plain.replace(formats.get_format("DECIMAL_SEPARATOR"), ".")
        if not _NUMBER.fullmatch(plain):
            raise forms.ValidationError(gettext("Enter a number, as 1234.5."))
        return float(plain) if "." in plain else int(plain)


class FigureFactForm(FactForm):
    """A number with its unit and period."""

    value_ = NumberField(label=_("Number"))
    total = NumberField(label=_("Out of"), required=False)
    unit = line(_("Unit"), most=60)
    what = line(_("Of what"), required=False)
    period = line(
        _("Period"),
        required=False,
        most=20,
        help_text=_("2024, 2024-H1, 2024-Q1, 2024-9M, 2024-05"),
    )
    change = forms.ChoiceField(
        label=_("Change"),
        required=False,
        choices=[("", _("None: it is the number itself")), *CHANGES],
    )

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        total = value["total"]
        shown = number_words(total) if total is not None else ""
        return {**value, "value_": number_words(value["value"]), "total": shown}

    def clean_period(self) -> str:
        """A period as the reader writes it."""
        period: str = self.cleaned_data["period"].strip().upper()
        if period and not _PERIOD.fullmatch(period):
            raise forms.ValidationError(
                gettext("Write the period as 2024, 2024-H1, 2024-Q1 or 2024-05.")
            )
        return period

    def value(self) -> dict[str, Any]:
        """As the draft keeps it: plain numbers."""
        data = dict(self.cleaned_data)
        number = data.pop("value_")
        return {**data, "value": number}


class SectionFactForm(FactForm):
    """A part of the text; its words stay those of the text."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SECTION_KINDS)
    heading = line(_("Heading"), required=False)
