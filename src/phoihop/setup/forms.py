"""Shapes of the input of this room."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.accounts.passwords import LengthBySecondStepValidator
from phoihop.accounts.services import NewAccount
from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency, AgencyKind, DayKind, Level, Office
from phoihop.agencies.services import DayFacts, Swap
from phoihop.documents.models import Regime
from phoihop.documents.numbers import Run, parse_code
from phoihop.setup.services import AgencyFacts, Founding, OfficeFacts
from phoihop.ui.fields import DayField

_NOT_CHOSEN = ("", _("choose"))
_MOST_NUMBER = 99_999


class CodeForm(forms.Form):
    """The one-time code of the console."""

    code = forms.CharField(
        label=_("Set-up code"),
        max_length=60,
        help_text=_("Four groups of letters and figures, as the console of the server shows them."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class FoundingForm(forms.Form):
    """The office, its superior, and who administers it."""

    agency_name = forms.CharField(
        label=_("Full name of the agency"),
        max_length=250,
        help_text=_("As at the head of its papers, with the name of the place."),
    )
    agency_kind = forms.ChoiceField(
        label=_("Kind of agency"), choices=[_NOT_CHOSEN, *AgencyKind.choices]
    )
    agency_level = forms.ChoiceField(label=_("Level"), choices=[_NOT_CHOSEN, *Level.choices])
    short_name = forms.CharField(
        label=_("Letters"),
        max_length=20,
        required=False,
        help_text=_("As in symbols of papers; heads its column in the matrix."),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("The identification code for exchanging papers, if you know it."),
    )
    office_name = forms.CharField(
        label=_("Name on the screens"),
        max_length=250,
        required=False,
        help_text=_("If it is to differ from the full name."),
    )
    superior_name = forms.CharField(
        label=_("Superior agency"),
        max_length=250,
        required=False,
        help_text=_("Full name; it can be filled in later."),
    )
    superior_kind = forms.ChoiceField(
        label=_("Kind of the superior agency"),
        required=False,
        choices=[_NOT_CHOSEN, *AgencyKind.choices],
    )
    superior_level = forms.ChoiceField(
        label=_("Level of the superior agency"),
        required=False,
        choices=[_NOT_CHOSEN, *Level.choices],
    )
    full_name = forms.CharField(label=_("Your full name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters without accents, figures, dots: hanh.dt"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    OFFICE = ("agency_name", "agency_kind", "agency_level", "short_name", "code", "office_name")
    SUPERIOR = ("superior_name", "superior_kind", "superior_level")
    ADMINISTRATOR = ("full_name", "username", "password", "password_again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = LengthBySecondStepValidator().get_help_text()

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        named = (
            (gettext("The agency"), self.OFFICE),
            (gettext("Its superior"), self.SUPERIOR),
            (gettext("You, the administrator"), self.ADMINISTRATOR),
        )
        return [(title, [self[name] for name in names]) for title, names in named]

    def clean(self) -> dict[str, Any]:
        """The passwords agree and are strong; a superior has a kind and a level."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("superior_name"):
            for name in ("superior_kind", "superior_level"):
                if name in data and not data[name]:
                    self.add_error(name, gettext("Choose it for the superior agency too."))
        word, again = data.get("password"), data.get("password_again")
        if word and again and word != again:
            self.add_error("password_again", gettext("You must type the same password each time."))
        elif word:
            self._check_password(word, data)
        return data

    def _check_password(self, word: str, data: dict[str, Any]) -> None:
        person = User(username=data.get("username", ""), full_name=data.get("full_name", ""))
        try:
            validate_password(word, person)
        except ValidationError as weak:
            self.add_error("password", weak)

    def founding(self) -> Founding:
        """What the service takes; call it on a valid form."""
        data = self.cleaned_data
        superior = None
        if data["superior_name"]:
            superior = AgencyFacts(
                name=data["superior_name"], kind=data["superior_kind"], level=data["superior_level"]
            )
        return Founding(
            agency=AgencyFacts(
                name=data["agency_name"],
                kind=data["agency_kind"],
                level=data["agency_level"],
                short_name=data["short_name"],
                code=data["code"],
            ),
            superior=superior,
            office_name=data["office_name"],
            administrator=NewAccount(username=data["username"], full_name=data["full_name"]),
            password=data["password"],
        )


class OfficeForm(forms.ModelForm[Office]):
    """Name, habits and superior of the office."""

    superior = AgencyField(
        label=_("Superior agency"),
        required=False,
        help_text=_("One that is registered. Another one than now stands from today."),
    )

    class Meta:
        model = Office
        fields = ("name", "nearly_due_days", "default_due_days", "term_end_days")
        labels = {
            "name": _("Name on the screens"),
            "nearly_due_days": _("Nearly due from how many days before"),
            "default_due_days": _("Days given when an item names no due date"),
            "term_end_days": _("Reminder of the end of an agreement, days before"),
        }
        widgets = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"})
            for name in ("nearly_due_days", "default_due_days", "term_end_days")
        }

    field_order = ("name", "superior", "nearly_due_days", "default_due_days", "term_end_days")

    def __init__(self, *args: Any, superior: Agency | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["superior"].initial = superior
        for name in ("nearly_due_days", "default_due_days"):
            self.fields[name].validators.append(_days)
        # Set from the beginning; the page that does not offer it leaves it.
        self.fields["term_end_days"].required = False
        self.fields["term_end_days"].validators.append(_days_of_a_year)

    def facts(self) -> OfficeFacts:
        """What the service takes; call it on a valid form."""
        return OfficeFacts(**self.cleaned_data)


def _days(value: int) -> None:
    if not 1 <= value <= 60:  # noqa: PLR2004 -- two months: more is no nearness
        raise ValidationError(gettext("Enter a number of days from 1 to 60."))


def _days_of_a_year(value: int) -> None:
    if not 1 <= value <= 365:  # noqa: PLR2004 -- a year
        raise ValidationError(gettext("Enter a number of days from 1 to 365."))


class ColourForm(forms.Form):
    """The colour of the office, written or picked."""

    accent = forms.CharField(
        label=_("Colour"),
        max_length=20,
        required=False,
        help_text=_("# and six figures or letters a to f; empty for the program's own blue."),
        widget=forms.TextInput(attrs={"class": "w-date", "autocomplete": "off"}),
    )


class EmblemForm(forms.Form):
    """A picture for the head of every page."""

    emblem = forms.FileField(
        label=_("Emblem"),
        help_text=_("PNG or JPEG, at most 256 KB, each side from 32 to 2,000 dots."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )


class DayForm(forms.Form):
    """A day off, or worked instead."""

    on = DayField(label=_("Day"))
    name = forms.CharField(label=_("Occasion"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of day"), choices=DayKind.choices)
    source = forms.CharField(
        label=_("Source"), max_length=250, help_text=_("The announcement or law that says so.")
    )

    def facts(self) -> DayFacts:
        """What the service takes; call it on a valid form."""
        return DayFacts(**self.cleaned_data)


class SwapForm(forms.Form):
    """A weekday off for a Saturday or Sunday."""

    out_on = DayField(label=_("Weekday that is off"))
    in_on = DayField(label=_("Saturday or Sunday worked instead"))
    name = forms.CharField(label=_("Occasion"), max_length=120)
    source = forms.CharField(
        label=_("Source"), max_length=250, help_text=_("The announcement or law that says so.")
    )

    def swap(self) -> Swap:
        """What the service takes; call it on a valid form."""
        return Swap(**self.cleaned_data)


class OneDayForm(forms.Form):
    """Which day of the list."""

    on = DayField()


class RunsForm(forms.Form):
    """What all series opened together have in common."""

    regime = forms.ChoiceField(label=_("Rules of form"), choices=Regime.choices)
    first_day = DayField(
        label=_("First day"), help_text=_("Party: the term of the committee. State: 1 January.")
    )
    last_day = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        data: dict[str, Any] = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("The last day is before the first day."))
        return data


class RunForm(forms.Form):
    """One series: a row without a last number is left out."""

    symbol = forms.CharField(label=_("Symbol"), max_length=40, required=False)
    last_number = forms.IntegerField(
        label=_("Last number used"),
        min_value=0,
        max_value=_MOST_NUMBER,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"}),
    )

    def is_wanted(self) -> bool:
        """Whether a last number was written, be it 0."""
        return self.cleaned_data.get("last_number") is not None

    def run(self, common: dict[str, Any]) -> Run | None:
        """The run of this row; None, with the error on the row, where its symbol is none."""
        symbol = self.cleaned_data.get("symbol", "")
        joint = "-" if common["regime"] == Regime.PARTY else "/"
        parsed = parse_code(f"1{joint}{symbol}") if symbol else None
        if parsed is None:
            self.add_error("symbol", gettext("This is not a symbol of these rules of form."))
            return None
        return Run(symbol=parsed.symbol, last_number=self.cleaned_data["last_number"], **common)


RunFormSet = forms.formset_factory(RunForm, extra=0, max_num=40, absolute_max=40)
