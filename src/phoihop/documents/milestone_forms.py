"""Shapes of the input about milestones."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.documents.milestone_models import MOST_YEARS, ReviewKind
from phoihop.documents.milestones import RuleFacts
from phoihop.documents.models import Document, Kind, MilestoneRule
from phoihop.periods import InvalidDay, parse_day
from phoihop.ui.fields import REQUIRED, DayField

_MOST_YEARS_IN_A_LINE = 120


class PaperField(forms.CharField):
    """A paper of the register by number and symbol; where several bear it, with its date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "As in the register: 38-BC/HU. Where several bear it: 38-BC/HU, 15/06/2022."
            ),
        )
        super().__init__(max_length=90, **kwargs)
        self.error_messages["required"] = REQUIRED
        self.widget.attrs["autocomplete"] = "off"
        self.user: User | None = None

    def clean(self, value: Any) -> Document | None:
        """The paper meant, among those the user sees; None for an empty value."""
        typed = super().clean(value)
        if not typed or self.user is None:
            return None
        code, on = typed, None
        head, comma, tail = typed.rpartition(",")
        if comma:
            try:
                code, on = head, parse_day(tail.strip())
            except InvalidDay:
                code = typed
        found = list(_named(self.user, code, on)[:2])
        if not found:
            raise forms.ValidationError(_("The register has no such document."), "unknown")
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several documents bear this number; write its date behind it."), "several"
            )
        return found[0]


def _named(user: User, code: str, on: Any) -> "QuerySet[Document]":
    """Papers of this number in the own register first, else any the user sees."""
    seen = Document.objects.visible_to(user).filter(
        code_key=vntext.symbol_key(code)[:60], is_draft=False
    )
    if on is not None:
        seen = seen.filter(issued_on=on)
    own = seen.filter(owner=user.acting_agency)
    return own if own.exists() else seen


class MoveForm(forms.Form):
    """Another day for the review."""

    on = DayField(label=gettext_lazy("New day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = PaperField(label=gettext_lazy("Document that sets this day"), required=False)


class CloseForm(forms.Form):
    """The report that closes it."""

    report = PaperField(label=gettext_lazy("Review report"))
    # Asked only once the paper does not look like the report.
    sure = forms.BooleanField(
        label=gettext_lazy("It is the report of this review: close the milestone with it"),
        required=False,
        widget=forms.HiddenInput,
    )

    def ask(self) -> None:
        """Show the question whether it is the report all the same."""
        self.fields["sure"].widget = forms.CheckboxInput()


class DropForm(forms.Form):
    """Why the review is not held."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class AddForm(forms.Form):
    """A milestone of the office's own."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("review", "Kind of review"), choices=ReviewKind.choices
    )
    label = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=120,
        help_text=gettext_lazy("Stands behind the kind: “giữa nhiệm kỳ”, “hằng năm”."),
    )
    on = DayField(label=gettext_lazy("Day"))
    until_year = forms.IntegerField(
        label=gettext_lazy("Every year until"),
        required=False,
        min_value=1945,
        max_value=2200,
        help_text=gettext_lazy("Left empty: once only."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num", "maxlength": "4"}),
    )


def for_user(form: forms.Form, user: User) -> forms.Form:
    """The form whose papers are those this user sees."""
    for field in form.fields.values():
        if isinstance(field, PaperField):
            field.user = user
    return form


class YearsField(forms.CharField):
    """ "1, 3, 5" as [1, 3, 5]."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=_MOST_YEARS_IN_A_LINE, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> list[int]:
        """Whole years from 1 to 50, each once."""
        parts = [part.strip() for part in super().clean(value).split(",") if part.strip()]
        years = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 3]  # noqa: PLR2004 -- two figures
        if len(years) != len(parts) or not all(1 <= year <= MOST_YEARS for year in years):
            raise forms.ValidationError(
                _("Years are whole numbers from 1 to 50, parted by commas, each once."), "invalid"
            )
        return years

    def prepare_value(self, value: Any) -> Any:
        """Numbers are shown with commas; what was typed stays as typed."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class RuleForm(forms.Form):
    """The milestones of one kind of papers."""

    interim_years = YearsField(label=gettext_lazy("Interim review after (years)"))
    final_years = YearsField(label=gettext_lazy("Final review after (years)"))
    every_year = forms.BooleanField(label=gettext_lazy("Also every year"), required=False)
    central_party_only = forms.BooleanField(
        label=gettext_lazy("Only of central Party bodies"), required=False
    )

    def __init__(self, kind: Kind, rule: MilestoneRule | None, data: Any = None) -> None:
        names = ("interim_years", "final_years", "every_year", "central_party_only")
        initial = {name: getattr(rule, name) for name in names} if rule else {}
        # Field ids are of plain letters: kinds are not ("QĐ").
        prefix = f"k{[*Kind].index(kind)}"
        super().__init__(data, prefix=prefix, initial=initial)
        self.kind = kind

    def facts(self) -> RuleFacts:
        """What the service takes."""
        return RuleFacts(**self.cleaned_data)
