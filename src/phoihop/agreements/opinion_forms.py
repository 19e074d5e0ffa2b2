"""What is typed about opinions, sections, templates."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from phoihop.agreements.answering import Proposed
from phoihop.agreements.forms import ItemForm, item_initial
from phoihop.agreements.models import Clause, ContentItem, Proposal
from phoihop.agreements.text_models import LONGEST_CLAUSE
from phoihop.ui.fields import DayField

_DAYS_TO_ANSWER = 7


class SendForm(forms.Form):
    """Until when the parties are asked, and with which words."""

    answer_by = DayField(label=_("Answer by"), help_text=_("This day counts in full."))
    note = forms.CharField(
        label=_("Accompanying words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hides_answers = forms.BooleanField(
        label=_("The parties read each other's answers only when the round is closed"),
        required=False,
        initial=True,
    )

    @classmethod
    def proposed(cls, on: date) -> dict[str, Any]:
        """A week to answer."""
        return {"answer_by": on + timedelta(days=_DAYS_TO_ANSWER), "hides_answers": True}


class DayForm(forms.Form):
    """Another day to answer by."""

    answer_by = DayField(label=_("Answer by"), help_text=_("This day counts in full."))


class ReasonForm(forms.Form):
    """A reason that others read."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The parties read it word for word."),
    )

    def __init__(self, *args: Any, is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_required


class _Words(forms.Form):
    words = forms.CharField(
        label=_("Reason, or what to change in words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ItemProposalForm(ItemForm):
    """A content as the party would have it; what differs from the draft is proposed."""

    words = _Words.base_fields["words"]

    def __init__(self, *args: Any, item: ContentItem, agencies: Iterable[int], **kwargs: Any):
        self.item = item
        initial = {name: value for name, value in item_initial(item).items() if name != "weight"}
        super().__init__(*args, agencies=agencies, rule=item.due_rule, initial=initial, **kwargs)
        for name in ("coordinating", "weight", "period_text", "form_key"):
            del self.fields[name]

    def changes(self) -> list[Proposed]:
        """What differs from the draft."""
        given, item = self.cleaned_data, self.item
        found = [
            Proposed(name, given[name])
            for name in (Proposal.Field.TEXT, Proposal.Field.PRODUCT, Proposal.Field.DUE)
            if given[name] != getattr(item, name)
        ]
        lead = given["lead_agency"]
        if lead is not None and lead.pk != item.lead_agency_id:
            found.append(Proposed(Proposal.Field.LEAD, new_agency=lead))
        return [one for one in found if one.new or one.new_agency]


class ClauseForm(forms.Form):
    """A clause of the draft."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(
        label=_("Heading"),
        max_length=300,
        required=False,
        help_text=_("Of an article; else empty."),
    )
    text = forms.CharField(
        label=_("Wording"),
        max_length=LONGEST_CLAUSE,
        required=False,
        help_text=_(
            "One point a line: begin it with 1. or a) or -. The numbers go on by themselves, so a "
            "point can be put between two others."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    @classmethod
    def of(cls, clause: Clause | None) -> dict[str, Any]:
        """What the form of a clause shows."""
        if clause is None:
            return {"form_key": uuid.uuid4()}
        return {"heading": clause.heading, "text": clause.text}


class ClauseProposalForm(ClauseForm):
    """A clause as the party would have it; what differs from the draft is proposed."""

    words = _Words.base_fields["words"]

    def __init__(self, data: QueryDict | None, *, clause: Clause) -> None:
        self.clause = clause
        super().__init__(data, initial=ClauseForm.of(clause))
        del self.fields["form_key"]

    def changes(self) -> list[Proposed]:
        """What differs from the draft."""
        return [
            Proposed(name, self.cleaned_data[name])
            for name in (Proposal.Field.HEADING, Proposal.Field.TEXT)
            if _same_lines(self.cleaned_data[name]) != _same_lines(getattr(self.clause, name))
        ]


class WordsForm(_Words):
    """What the party would have changed in the paper as a whole."""

    def changes(self) -> list[Proposed]:
        """Nothing that names a field."""
        return []


class TitleForm(forms.Form):
    """The heading of a section, the name of a template."""

    title = forms.CharField(label=_("Heading"), max_length=200)


class NameForm(forms.Form):
    """The name of a template."""

    name = forms.CharField(label=_("Name of the template"), max_length=200)


def _same_lines(text: str) -> list[str]:
    """A browser sends its own line ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]
