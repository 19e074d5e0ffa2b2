"""The shape of what is typed; the rules are the services'."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.documents.models import Document
from phoihop.periods import format_day
from phoihop.tasks import errors
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.named import not_offered
from phoihop.tasks.people import Person, people_of
from phoihop.tasks.planning import Planned
from phoihop.tasks.services import ItemAssignment, TaskFacts, problems_of
from phoihop.ui.fields import DayField, RecordsField
from phoihop.ui.keys import key_in

# Of a text that stays in the course and the history of a task: ten pages; more is evidence.
MOST_LETTERS = 20_000
RHYTHMS = [("", _("Not standing: it has a due date")), *Rhythm.choices[1:]]


_A_YEAR = timedelta(days=366)


class FormKey(forms.UUIDField):
    """A hidden key: the same form sent twice makes one record."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


def key_from(form: forms.Form) -> str:
    """The form's key as services take it, "" where the sender left it out."""
    key = form.cleaned_data.get("form_key")
    return key.hex if key else ""


class PersonField(forms.ModelChoiceField[Official]):
    """One of the officials of an agency, shown with the title; the contact comes first."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "required": errors.PersonRequired.message,
            "invalid_choice": errors.PersonElsewhere.message,
        }
        super().__init__(Official.objects.none(), error_messages=messages, **kwargs)
        self.people: dict[str, Official] = {}

    def offer(self, people: list[Person]) -> None:
        """Let just these be chosen."""
        self.people = {str(p.official.pk): p.official for p in people}
        self.widget.choices = [
            ("", _("Choose a person")),
            *((p.official.pk, p.label) for p in people),
        ]

    def to_python(self, value: Any) -> Official | None:
        """One of those offered, without asking for each row again."""
        if value in self.empty_values:
            return None
        if str(value) not in self.people:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return self.people[str(value)]


def needed(field: forms.Field) -> None:
    """Show a field as required; whether it may be empty is decided together with the others."""
    field.required = True
    field.validate = lambda value: None  # type: ignore[method-assign]  # of this form alone


@dataclass(frozen=True)
class PartnerRow:
    """An agency that may coordinate: its checkbox; names and values of the fields beside it."""

    box: Any
    key: str
    words: str
    due_key: str
    due: str


class TaskForm(forms.Form):
    """The six clear items and their source. `people`: the officials of the chosen lead agency."""

    form_key = FormKey()
    title = forms.CharField(
        label=_("What is to be done"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "grows"}),
        help_text=_("Begin with a verb; one duty in one sentence."),
    )
    detail = forms.CharField(
        label=_("In detail"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    product = forms.CharField(
        label=_("Product"),
        max_length=300,
        help_text=_("What can be seen and counted when it is done: 2 classes, a report."),
    )
    lead_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Lead agency"),
        help_text=_("Just one agency."),
        empty_label=_("Choose an agency"),
    )
    person_in_charge = PersonField(label=_("Person in charge"))
    coordinating = RecordsField(
        Agency.objects.none(),
        label=_("Coordinating agencies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = DayField(
        label=_("Due date"), required=False, help_text=_("Left empty for a standing task.")
    )
    rhythm = forms.ChoiceField(label=_("Standing task, reported"), choices=RHYTHMS, required=False)
    authority = forms.CharField(
        label=_("On whose authority"),
        max_length=200,
        required=False,
        help_text=_("Who decided it: a leader, a conclusion, a programme."),
    )
    document_code = forms.CharField(
        label=_("Number and symbol of the document"), max_length=60, required=False
    )
    clause = forms.CharField(
        label=_("Clause of the document"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, user: User, on: date, agencies: "QuerySet[Agency]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on = user, on
        self.document: Document | None = None
        self.part_dues: dict[Agency, date] = {}
        needed(self.fields["due_on"])
        _field(self, "lead_agency").queryset = agencies
        _field(self, "coordinating").queryset = agencies
        lead = key_in(self["lead_agency"].value())
        if self.is_bound:
            self.fields["lead_agency"].error_messages["invalid_choice"] = not_offered(lead)
        people = people_of([lead], on)[lead] if lead is not None else []
        person = self.fields["person_in_charge"]
        if isinstance(person, PersonField):
            person.offer(people)

    def clean_title(self) -> str:
        """What was typed or pasted over several lines is one sentence."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_document_code(self) -> str:
        """The newest visible document of that number and symbol; the one there is, if it stays."""
        code: str = self.cleaned_data["document_code"]
        if code == self.initial.get("document_code"):
            self.document = self.initial.get("document")
        if code and self.document is None:
            found = Document.objects.visible_to(self.user).filter(
                code_key=vntext.symbol_key(code)[:60]
            )
            self.document = found.order_by("-issued_on", "-pk").first()
            if self.document is None:
                raise forms.ValidationError(_("No document with this number and symbol is found."))
        return code

    def clean(self) -> dict[str, Any]:
        """Every problem of the six items at once, each at its field."""
        self._read_part_dues()
        if self.cleaned_data.get("lead_agency") is not None:
            for problem in problems_of(self.facts(), self.on):
                if problem.field not in self.errors:
                    self.add_error(problem.field, str(problem))
        return self.cleaned_data

    def facts(self) -> TaskFacts:
        """What the services take."""
        given = self.cleaned_data
        return TaskFacts(
            title=given.get("title", ""),
            product=given.get("product", ""),
            lead_agency=given["lead_agency"],
            person_in_charge=given.get("person_in_charge"),
            due_on=given.get("due_on"),
            rhythm=given.get("rhythm", ""),
            detail=given.get("detail", ""),
            authority=given.get("authority", ""),
            coordinating={
                agency: self.part_of(agency) for agency in given.get("coordinating") or []
            },
            part_dues=self.part_dues,
            document=self.document,
            clause=given.get("clause", ""),
        )

    def part_of(self, agency: Agency) -> str:
        """What was typed as the part of a coordinating agency."""
        return str(self.data.get(f"part-{agency.pk}", "")).strip()[:300]

    def _read_part_dues(self) -> None:
        """The days typed for the parts of the agencies chosen; others do not count."""
        for agency in self.cleaned_data.get("coordinating") or []:
            typed = str(self.data.get(f"part-due-{agency.pk}", "")).strip()
            try:
                day = DayField(required=False).clean(typed)
            except forms.ValidationError as error:
                self.add_error("coordinating", f"{agency}: {error.messages[0]}")
                continue
            if day is not None:
                self.part_dues[agency] = day

    def partner_rows(self) -> list[PartnerRow]:
        """One for each agency that may coordinate."""
        parts, dues = self.initial.get("parts", {}), self.initial.get("part_dues", {})
        rows = []
        for box in self["coordinating"]:
            value = str(box.data["value"])
            key, due_key = f"part-{value}", f"part-due-{value}"
            typed = self.data.get(key) if self.is_bound else parts.get(value)
            due = self.data.get(due_key) if self.is_bound else dues.get(value)
            rows.append(PartnerRow(box, key, typed or "", due_key, due or ""))
        return rows

    @property
    def partners_chosen(self) -> list[str]:
        """What the closed part of the form says of the agencies that coordinate."""
        boxes = self["coordinating"]
        return [str(box.choice_label) for box in boxes if box.data["selected"]]


def initial_of(task: Task) -> dict[str, Any]:
    """What the form shows of a task that is to be corrected."""
    rows = list(task.coordinations.all())
    parts = {row.agency_id: row.part for row in rows}
    return {
        "title": task.title,
        "detail": task.detail,
        "product": task.product,
        "lead_agency": task.lead_agency_id,
        "person_in_charge": task.person_in_charge_id,
        "coordinating": list(parts),
        "parts": {str(agency): part for agency, part in parts.items()},
        "part_dues": {str(row.agency_id): format_day(row.due_on) for row in rows if row.due_on},
        "due_on": task.due_on,
        "rhythm": task.rhythm,
        "authority": task.authority,
        "document": task.document,
        "document_code": task.document.code if task.document else "",
        "clause": task.clause,
    }


class ItemForm(forms.Form):
    """One row of "assign from contents": a task that a content item calls for."""

    chosen = forms.BooleanField(required=False)
    product = forms.CharField(
        label=_("Product"),
        max_length=300,
        error_messages={"required": errors.ProductRequired.message},
    )
    person_in_charge = PersonField(label=_("Person in charge"))
    due_on = DayField(label=_("Due date"), required=False)
    rhythm = forms.ChoiceField(label=_("Standing task, reported"), choices=RHYTHMS, required=False)

    def __init__(self, planned: Planned, on: date, data: Any = None) -> None:
        # Of a programme of several years only what falls due within one is ticked beforehand.
        soon = planned.due_on is None or planned.due_on <= on + _A_YEAR
        initial = {
            "chosen": soon
            and not (planned.assigned or planned.beside)
            and planned.lead is not None,
            "product": planned.item.product,
            "person_in_charge": planned.contact.pk if planned.contact else None,
            "due_on": planned.due_on,
            "rhythm": planned.rhythm,
        }
        super().__init__(data, prefix=planned.key, initial=initial)
        self.planned, self.on = planned, on
        person = self.fields["person_in_charge"]
        if isinstance(person, PersonField):
            person.offer(planned.people)
        if not planned.rhythm:
            del self.fields["rhythm"]

    @property
    def stands_first(self) -> bool:
        """Ticked beforehand, or without an agency that leads it: the others are folded away."""
        return bool(self.initial["chosen"]) or self.planned.lead is None

    @property
    def is_chosen(self) -> bool:
        """Ticked: only then does the rest of the row count."""
        return bool(self.data.get(self.add_prefix("chosen")))

    def clean(self) -> dict[str, Any]:
        """The problems of the row, each at its field."""
        lead = self.planned.lead
        if lead is None:
            raise forms.ValidationError(errors.LeadRequired.message)
        given = self.cleaned_data
        facts = TaskFacts(
            title=self.planned.title,
            product=given.get("product", ""),
            lead_agency=lead,
            person_in_charge=given.get("person_in_charge"),
            due_on=given.get("due_on"),
            rhythm=given.get("rhythm", ""),
        )
        workers = {(person.official.pk, lead.pk) for person in self.planned.people}
        for problem in problems_of(facts, self.on, workers=workers):
            field = problem.field if problem.field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, str(problem))
        return given

    def assignment(self) -> ItemAssignment:
        """What the service takes."""
        given = self.cleaned_data
        return ItemAssignment(
            item=self.planned.item,
            person_in_charge=given["person_in_charge"],
            due_on=given["due_on"],
            rhythm=given.get("rhythm", ""),
            title=self.planned.title,
            product=given["product"],
            planned_on=self.planned.day,
        )


class ItemsForm(forms.Form):
    """What "assign from contents" sends beside its rows."""

    form_key = FormKey()


def _field(form: forms.Form, name: str) -> Any:
    """A field of which only its own class knows `queryset`."""
    return form.fields[name]
