"""Shapes of the input of this room."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency, AgencyKind, Level
from phoihop.documents.models import Document
from phoihop.succession.paper import applies_from, registered
from phoihop.ui.fields import REQUIRED, DayField

# Agencies named in one box; a whole district has some forty.
_MOST = 200


def _new_key() -> str:
    return uuid.uuid4().hex


class AgenciesField(forms.CharField):
    """Several agencies, one a line, each by name, letters or code."""

    default_error_messages = {"required": REQUIRED}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
        super().__init__(widget=widget, max_length=50_000, **kwargs)

    def clean(self, value: Any) -> Any:
        """The agencies in their order, each once."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > _MOST:
            raise forms.ValidationError(_("Name at most 200 agencies at a time."), "many")
        found: dict[int, Agency] = {}
        faults: list[str] = []
        for line in lines:
            try:
                agency: Agency = AgencyField().clean(line)
            except forms.ValidationError as fault:
                faults += [f"{line}: {message}" for message in fault.messages]
            else:
                found.setdefault(agency.pk, agency)
        if faults:
            raise forms.ValidationError(faults)
        return list(found.values())


class ActForm(forms.Form):
    """What happens, when, by which paper."""

    title = forms.CharField(
        label=_("What happens"),
        max_length=250,
        help_text=_("For example: The district ends, its communes merge into three."),
        error_messages={"required": REQUIRED},
    )
    on = DayField(
        label=_("From"),
        help_text=_("The first day of the new state; what ends, ends the day before."),
    )
    paper = forms.CharField(
        label=_("Decided by"),
        max_length=60,
        help_text=_("Number and symbol of the deciding paper."),
        error_messages={"required": REQUIRED},
    )
    paper_on = DayField(label=_("Dated"))
    form_key = forms.CharField(widget=forms.HiddenInput, initial=_new_key, max_length=36)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """The day of a paper that stands in the register; from when it applies, as a proposal."""
        given = super().clean() or {}
        papers = registered(given.get("paper", ""), self.user)
        dated = given.get("paper_on")
        if papers and dated and dated not in {paper.issued_on for paper in papers}:
            if any(paper.issued_on and paper.issued_on.year == dated.year for paper in papers):
                days = ", ".join(f"{paper.issued_on:%d/%m/%Y}" for paper in papers)
                words = gettext("In the register %(paper)s is dated %(days)s.")
                self.add_error("paper_on", words % {"paper": given["paper"], "days": days})
        elif papers and not str(self.data.get("on", "")).strip():
            self._propose(next((p for p in papers if p.issued_on == dated), papers[0]))
        return given

    def _propose(self, paper: Document) -> None:
        applies = applies_from(paper)
        if applies is None:
            return
        words = gettext(
            "By its text %(paper)s applies from %(day)s. That day was put in; check it."
        )
        typed: Any = self.data
        self.data = typed.copy()
        typed = self.data
        typed["on"] = f"{applies:%d/%m/%Y}"
        self.errors.pop("on", None)
        self.add_error("on", words % {"paper": paper.code, "day": f"{applies:%d/%m/%Y}"})


class EndingForm(forms.Form):
    """Agencies that end, and who takes over from each of them."""

    agencies = AgenciesField(
        label=_("Agencies that end"),
        help_text=_(
            "One a line: name, letters or code. Those on one form have the same successors."
        ),
    )
    heirs = AgenciesField(
        label=_("Duties go to"),
        required=False,
        help_text=_("One a line. With several, you choose for each matter where it goes."),
    )


class RenamingForm(forms.Form):
    """An agency that goes on under another name."""

    agency = AgencyField(label=_("Agency"))
    new_name = forms.CharField(
        label=_("New name"), max_length=250, error_messages={"required": REQUIRED}
    )
    new_short_name = forms.CharField(label=_("New letters"), max_length=20, required=False)
    parent = AgencyField(label=_("Stands under from then on"), required=False)


class BeginningForm(forms.Form):
    """An agency that begins."""

    name = forms.CharField(
        label=_("Full name of the agency"), max_length=250, error_messages={"required": REQUIRED}
    )
    short_name = forms.CharField(label=_("Letters"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("Kind of agency"), choices=AgencyKind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.COMMUNE)
    parent = AgencyField(label=_("Stands under"), required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, initial=_new_key, max_length=36)


class TransferForm(forms.Form):
    """One task passes on once more."""

    to = AgencyField(label=_("Receiving agency"))
    on = DayField(label=_("From"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": REQUIRED}
    )
