"""The shape of a leader's instruction: words, duties, who is to know."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Official
from phoihop.documents.errors import DutyIncomplete, LeadCoordinates
from phoihop.documents.fields import AgencyNamesField
from phoihop.documents.instructing import DutyFacts, InstructionFacts
from phoihop.documents.models import Document, Instruction
from phoihop.ui.fields import DayField

_ROWS, _MORE, _MOST_ROWS = 3, 3, 30


class InstructionForm(forms.Form):
    """What a leader wrote. `leader` is there only for who enters it from paper."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    leader = forms.ModelChoiceField(
        Official.objects.none(),
        label=_("Leader who wrote it"),
        empty_label=_("Choose a leader"),
        help_text=_("Officials who hold an office in your agency."),
    )
    given_on = DayField(label=_("Written on"))
    words = forms.CharField(
        label=_("Words of the instruction"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As written on the paper; duties stand below, each in a row."),
    )
    informed = AgencyNamesField(label=_("For information"))
    answer_wanted = forms.BooleanField(label=_("An answer must go out"), required=False)
    answer_due_on = DayField(label=_("Answer due on"), required=False)

    def __init__(self, *args: Any, leaders: "list[Official] | None", **kwargs: Any) -> None:
        """leaders: those who may be named; None for a leader who writes it here."""
        super().__init__(*args, **kwargs)
        if leaders is None:
            del self.fields["leader"]
            return
        field: Any = self.fields["leader"]
        field.queryset = Official.objects.filter(pk__in=[one.pk for one in leaders])
        field.widget.choices = [("", field.empty_label), *((o.pk, _named(o)) for o in leaders)]

    def clean(self) -> dict[str, Any]:
        """A day for the answer wants one."""
        if self.cleaned_data.get("answer_due_on"):
            self.cleaned_data["answer_wanted"] = True
        return self.cleaned_data

    def facts(self, duties: list[DutyFacts], replaces: Instruction | None) -> InstructionFacts:
        """What the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return InstructionFacts(**said, duties=duties, replaces=replaces)


def _named(official: Official) -> str:
    titles = ", ".join(tenure.title for tenure in official.tenures.all())
    return f"{official.full_name}, {titles}" if titles else official.full_name


class DutyForm(forms.Form):
    """One duty; a row left empty says nothing."""

    what = forms.CharField(
        label=_("What is to be done"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead_agency = AgencyField(label=_("Lead agency"), required=False, living=True)
    coordinating = AgencyNamesField(label=_("Coordinating agencies"), living=True)
    due_on = DayField(label=_("Due date"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("what", "lead_agency"):  # shown as needed; an empty row is not a duty
            self.fields[name].required = True
            self.fields[name].validate = lambda value: None  # type: ignore[method-assign]  # of this row alone

    @property
    def says_something(self) -> bool:
        """Anything was typed in the row."""
        return any(str(self[name].data or "").strip() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        """A duty says what and who leads."""
        given = self.cleaned_data
        if not self.says_something:
            return given
        for name in ("what", "lead_agency"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, gettext("Each duty needs this."))
        lead = given.get("lead_agency")
        if lead is not None and lead in (given.get("coordinating") or ()):
            self.add_error("coordinating", str(LeadCoordinates()))
        return given

    def facts(self) -> DutyFacts:
        """What the service takes. Raises DutyIncomplete, which `clean` has prevented."""
        given = self.cleaned_data
        if not given["what"] or given["lead_agency"] is None:
            raise DutyIncomplete
        return DutyFacts(
            given["what"], given["lead_agency"], given["coordinating"], given["due_on"]
        )


DutyRows = forms.formset_factory(
    DutyForm, extra=_ROWS, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS + _MORE
)


def more_rows(data: Any) -> Any:
    """What was sent, with some more rows to fill in."""
    data = data.copy()
    try:
        now = int(data.get("duties-TOTAL_FORMS", _ROWS))
    except ValueError:
        now = _ROWS
    data["duties-TOTAL_FORMS"] = str(min(max(now, 0) + _MORE, _MOST_ROWS))
    return data


def initial_of(instruction: Instruction) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a correction starts from: the form and its rows.

    Duties that became tasks are left out: said again, each would be made a second time.
    """
    form = {
        "leader": instruction.leader_id if instruction.on_paper else None,
        "words": instruction.words,
        "informed": list(instruction.informed.all()),
    }
    rows = [
        {
            "what": duty.what,
            "lead_agency": duty.lead_agency,
            "coordinating": list(duty.coordinating.all()),
            "due_on": duty.due_on,
        }
        for duty in instruction.duties.all()
        if duty.assigned_at is None
    ]
    return form, rows


def answer_of(document: Document) -> dict[str, Any]:
    """What stands with the paper, for the leader to leave or to change."""
    return {"answer_wanted": document.answer_wanted, "answer_due_on": document.answer_due_on}
