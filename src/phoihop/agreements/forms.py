"""Shape of what is typed about drafts, contents and filters."""

import re
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.models import Agency
from phoihop.agreements.drafting import AgreementFacts
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import AgreementKind, AgreementState
from phoihop.documents.models import Document
from phoihop.periods import InvalidDueRule, parse_due_rule
from phoihop.ui.fields import DayField, RecordsField

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class FilterForm(forms.Form):
    """Conditions of the list; a condition that makes no sense is not applied."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *AgreementState.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind of paper"),
        required=False,
        choices=[("", _("All kinds")), *AgreementKind.choices],
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "maxlength": 4}),
    )
    ending = forms.ChoiceField(
        label=_("End of the term"),
        required=False,
        choices=[("", _("Any")), ("on", _("Ending soon"))],
    )
    # Comes with the link of a document's page; the view says which documents one may name.
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Legal bases"), required=False, widget=forms.HiddenInput
    )


class AgreementForm(forms.Form):
    """A draft, but for its parties, legal bases and contents."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=AgreementKind.choices)
    title = forms.CharField(
        label=_("Title of the paper"),
        max_length=300,
        help_text=_("As it will be printed, without number and date."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    valid_from = DayField(
        label=_("In force from"),
        required=False,
        help_text=_("Left empty: the day of signing."),
    )
    valid_to = DayField(label=_("In force to"), required=False)

    def clean_title(self) -> str:
        """One line, as it is printed."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean(self) -> dict[str, Any]:
        """The term runs forward."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first day."))
        return cleaned

    def facts(self) -> AgreementFacts:
        """What the services take."""
        given = self.cleaned_data
        return AgreementFacts(
            kind=given["kind"],
            title=given["title"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
        )


class NewAgreementForm(AgreementForm):
    """The same, with the key that tells a form posted twice."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)


_ONCE_GIVEN = ("on", "monthly", "quarterly", "half_yearly", "yearly", "standing")
_BY_DAY = {"on": "%Y-%m-%d", "yearly": "%m-%d"}
_KINDS = {
    "on": _("on a day"),
    "monthly": _("every month, on day"),
    "quarterly": _("every quarter, on this day of its last month"),
    "half_yearly": _("every six months, on this day of the last month"),
    "yearly": _("every year, on the day and month of this date"),
    "days": _("this number of days after the beginning"),
    "working_days": _("this number of working days after the beginning"),
    "standing": _("standing, without a due date"),
}


class ItemForm(forms.Form):
    """A content of coordination. A draft may leave open who leads, the product and when."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Content"),
        max_length=2000,
        help_text=_("One thing to be done, in the words of the paper."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lead_agency = forms.ModelChoiceField(
        label=_("Lead agency"), queryset=Agency.objects.none(), required=False
    )
    coordinating = RecordsField(
        label=_("Coordinating agencies"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    period_text = forms.CharField(
        label=_("Period, as the paper says it"), max_length=120, required=False
    )
    product = forms.CharField(
        label=_("Product"),
        max_length=300,
        required=False,
        help_text=_("What can be seen and counted when it is done."),
    )
    due_kind = forms.ChoiceField(label=_("Time limit"), required=False)
    due_on = DayField(label=_("Day"), required=False)
    due_number = forms.IntegerField(
        label=_("Day of the month, or number of days"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric"}),
    )
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=100,
        initial=1,
        help_text=_("1 unless some contents count more than others."),
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, agencies: Iterable[int], rule: str = "", **kwargs: Any) -> None:
        """agencies: ids that may be chosen, the parties; rule: the due rule there is."""
        super().__init__(*args, **kwargs)
        choices = Agency.objects.filter(pk__in=list(agencies))
        self.fields["lead_agency"].queryset = choices  # type: ignore[attr-defined]  # a model choice
        self.fields["coordinating"].queryset = choices  # type: ignore[attr-defined]  # likewise
        kinds = [*_ONCE_GIVEN]
        if (kind := rule.partition(":")[0]) in _KINDS and kind not in kinds:
            kinds.append(kind)
        empty = ("", _("not decided yet"))
        self.fields["due_kind"].choices = [  # type: ignore[attr-defined]  # a choice
            empty,
            *((kind, words) for kind, words in _KINDS.items() if kind in kinds),
        ]

    def clean(self) -> dict[str, Any]:
        """The rule as the services take it, in `due_rule`; the lead does not coordinate."""
        cleaned = super().clean() or {}
        if not {"due_kind", "due_on", "due_number"} & set(self.errors):
            cleaned["due_rule"] = self._rule(cleaned)
        lead = cleaned.get("lead_agency")
        if lead is not None and lead in (cleaned.get("coordinating") or ()):
            self.add_error("coordinating", _("The lead agency cannot coordinate with itself."))
        return cleaned

    def _rule(self, cleaned: dict[str, Any]) -> str:
        kind = cleaned.get("due_kind") or ""
        if kind in {"", "standing"}:
            return kind
        field = "due_on" if kind in _BY_DAY else "due_number"
        value: date | int | None = cleaned.get(field)
        if value is None:
            self.add_error(field, _("This field is required."))
            return ""
        written = value.strftime(_BY_DAY[kind]) if isinstance(value, date) else str(value)
        try:
            return str(parse_due_rule(f"{kind}:{written}"))
        except InvalidDueRule:
            self.add_error(field, _("A month has at most 31 days."))
            return ""


def item_initial(item: AnyItem) -> dict[str, Any]:
    """What the form of an existing item shows."""
    kind, _colon, value = item.due_rule.partition(":")
    return {
        "form_key": item.form_key or uuid.uuid4(),
        "text": item.text,
        "lead_agency": item.lead_agency_id,
        "coordinating": [agency.pk for agency in item.coordinating_agencies.all()],
        "period_text": item.period_text,
        "product": item.product,
        "due_kind": kind,
        "due_on": _day_of(kind, value, item.agreement.created_at.year),
        "due_number": value if re.fullmatch(r"\d+", value) else None,
        "weight": item.weight,
    }


def _day_of(kind: str, value: str, year: int) -> date | None:
    """The day that a rule shows in the form: of a yearly one, the next in a year that has it."""
    if kind == "on":
        return date.fromisoformat(value)
    if kind != "yearly":
        return None
    month, day = (int(part) for part in value.split("-"))
    leap = year + (-year % 4 if (month, day) == (2, 29) else 0)
    return date(leap, month, day)
