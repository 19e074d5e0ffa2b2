"""The form of a review: an assessment, one row for each content, and contents to add."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.models import Agency
from phoihop.agreements.models import Review, ReviewLine
from phoihop.agreements.recording import LineFacts, NewFacts, missing_lines
from phoihop.agreements.term_models import Decision
from phoihop.periods import DueRule
from phoihop.ui.fields import DayField

# Rows for new contents: three empty ones behind those there are.
_EMPTY_ROWS = 3
_MOST_ROWS = 40


class ReviewForm(forms.Form):
    """What is said of the whole."""

    assessment = forms.CharField(
        label=_("Assessment of the whole"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class LineForm(forms.Form):
    """One content: its assessment and what becomes of it."""

    assessment = forms.CharField(
        label=_("Assessment"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Assessment")}),
    )
    decision = forms.ChoiceField(
        label=_("What is decided of it"),
        required=False,
        choices=[("", _("not decided yet")), *Decision.choices],
    )
    new_due_on = DayField(label=_("New due date"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Reason")}),
    )

    def __init__(self, line: ReviewLine, data: Any = None, *, settles: bool = True) -> None:
        initial = {
            name: getattr(line, name) for name in ("assessment", "decision", "new_due_on", "reason")
        }
        super().__init__(data, prefix=f"l{line.line_id}", initial=initial)
        self.line = line
        if not settles:
            for name in ("decision", "new_due_on", "reason"):
                del self.fields[name]

    def facts(self) -> LineFacts:
        """What the service takes."""
        given = self.cleaned_data
        return LineFacts(
            assessment=given["assessment"],
            decision=given.get("decision", ""),
            new_due_on=given.get("new_due_on"),
            reason=given.get("reason", ""),
        )


class NewForm(forms.Form):
    """A content that the review adds; left empty it is none."""

    text = forms.CharField(label=_("Content"), max_length=2000, required=False)
    lead_agency = forms.ModelChoiceField(
        label=_("Lead agency"), queryset=Agency.objects.none(), required=False
    )
    product = forms.CharField(label=_("Product"), max_length=300, required=False)
    due_on = DayField(label=_("Due date"), required=False)
    computed = forms.BooleanField(
        label=_("A computed day: it moves off days off"), required=False, initial=True
    )

    def __init__(
        self, number: int, agencies: Iterable[int], data: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, prefix=f"n{number}", initial=initial)
        field: Any = self.fields["lead_agency"]
        field.queryset = Agency.objects.filter(pk__in=list(agencies))

    def facts(self) -> NewFacts | None:
        """What the service takes; None for an empty row."""
        given = self.cleaned_data
        if not given["text"].strip():
            return None
        rule = ""
        if (day := given["due_on"]) is not None:
            rule = str(
                DueRule("yearly", number=day.day, month=day.month)
                if given["computed"]
                else DueRule("on", on=day)
            )
        return NewFacts(given["text"], given["lead_agency"], given["product"], rule)


def line_forms(review: Review, on: date, data: Any = None) -> list[LineForm]:
    """One form for each content in order, those among them that came in since it was begun."""
    lines = [*review.lines.all(), *missing_lines(review, on)]
    lines.sort(key=lambda line: line.order)
    return [LineForm(line, data, settles=review.settles) for line in lines]


def new_forms(review: Review, agencies: Iterable[int], data: Any = None) -> list[NewForm]:
    """Those there are, and some empty ones; as many as were sent."""
    if not review.settles:
        return []
    agencies = list(agencies)
    held = list(review.news.all())
    if data is not None:
        sent = 0
        while f"n{sent}-text" in data and sent < _MOST_ROWS:
            sent += 1
        return [NewForm(number, agencies, data) for number in range(sent)]
    initials: list[Any] = [_initial(new, review.plan.year + 1) for new in held]
    initials += [None] * _EMPTY_ROWS
    return [NewForm(number, agencies, None, initial) for number, initial in enumerate(initials)]


def _initial(new: Any, year: int) -> dict[str, Any]:
    kind, _colon, value = new.due_rule.partition(":")
    value = value.replace("02-29", "02-28")
    written = {"on": value, "yearly": f"{year}-{value}"}.get(kind, "")
    day = DayField().to_python(written) if written else None
    return {
        "text": new.text,
        "lead_agency": new.lead_agency_id,
        "product": new.product,
        "due_on": day,
        "computed": kind != "on",
    }
