"""Shapes of the input about numbers: series, last numbers, issuing a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.documents.models import NumberSeries, Regime
from phoihop.documents.numbers import parse_code
from phoihop.ui.fields import DayField

_MOST_NUMBER = 9_999_999


class SeriesForm(forms.Form):
    """A run of numbers."""

    regime = forms.ChoiceField(label=_("Rules of form"), choices=Regime.choices)
    symbol = forms.CharField(
        label=_("Symbol"),
        max_length=40,
        help_text=_("What follows the number: CTr/BTGHU (Party), KH-UBND (State)."),
    )
    first_day = DayField(
        label=_("First day"),
        help_text=_("Party: the term of the committee. State: 1 January."),
    )
    last_day = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Left empty: of a State series 31 December, of a Party series not known yet."),
    )
    last_number = forms.IntegerField(
        label=_("Last number used"),
        min_value=0,
        max_value=99_999,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"}),
        help_text=_("0 if none was given out yet; the next document gets one more."),
    )

    def clean(self) -> dict[str, Any]:
        """The days stand in order; the symbol is one of its regime."""
        data = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("The last day is before the first day."))
        symbol, regime = data.get("symbol"), data.get("regime")
        if symbol and regime:
            parsed = parse_code(f"1{'-' if regime == Regime.PARTY else '/'}{symbol}")
            if parsed is None:
                self.add_error("symbol", gettext("This is not a symbol of these rules of form."))
            else:
                data["symbol"] = parsed.symbol
        return data


class LastNumberForm(forms.Form):
    """Up to which number a series was used on paper."""

    last_number = forms.IntegerField(
        label=_("Last number used"),
        min_value=0,
        max_value=_MOST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"}),
    )


class ArrivalForm(LastNumberForm):
    """Up to which number the incoming register of a year was used on paper."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=1945,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num", "maxlength": "4"}),
    )
    field_order = ["year", "last_number"]


class IssueForm(forms.Form):
    """How a draft goes out."""

    series = forms.ModelChoiceField(
        label=_("Take the next number of"),
        queryset=NumberSeries.objects.none(),
        required=False,
        empty_label=_("no series"),
        help_text=_("The number is taken when you press the button, and is then on this paper."),
    )
    code = forms.CharField(
        label=_("Or number and symbol given on paper"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issued_on = DayField(label=_("Date of issue"))
    authority_mark = forms.CharField(label=_("Authority mark"), required=False, max_length=10)
    signer_name = forms.CharField(label=_("Signer"), max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), required=False, max_length=200)
    although_used = forms.BooleanField(
        label=_("I have seen it; go on: a series gives its next free number"), required=False
    )
