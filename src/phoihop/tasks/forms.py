"""The shape of what is typed; the rules are the services'."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.documents.models import Document
from phoihop.tasks import errors
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.people import Person, people_of
from phoihop.tasks.planning import Planned
from phoihop.tasks.services import ItemAssignment, TaskFacts, problems_of
from phoihop.ui.fields import REQUIRED, DayField, FilesField, PercentField, RecordsField
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


def _needed(field: forms.Field) -> None:
    """Show a field as required; whether it may be empty is decided together with the others."""
    field.required = True
    field.validate = lambda value: None  # type: ignore[method-assign]  # of this form alone


class TaskForm(forms.Form):
    """The six clear items and their source. `people`: the officials of the chosen lead agency."""

    form_key = FormKey()
    title = forms.CharField(
        label=_("What is to be done"),
        max_length=500,
        help_text=_("Begin with a verb; one duty in one line."),
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
        _needed(self.fields["due_on"])
        _field(self, "lead_agency").queryset = agencies
        _field(self, "coordinating").queryset = agencies
        self.fields["lead_agency"].error_messages["invalid_choice"] = errors.LeadNotAllowed.message
        lead = key_in(self["lead_agency"].value())
        people = people_of([lead], on)[lead] if lead is not None else []
        person = self.fields["person_in_charge"]
        if isinstance(person, PersonField):
            person.offer(people)

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
            document=self.document,
            clause=given.get("clause", ""),
        )

    def part_of(self, agency: Agency) -> str:
        """What was typed as the part of a coordinating agency."""
        return str(self.data.get(f"part-{agency.pk}", "")).strip()[:300]

    def partner_rows(self) -> list[tuple[Any, str, str]]:
        """(checkbox, name of its text field, words) for each agency that may coordinate."""
        initial = self.initial.get("parts", {})
        rows = []
        for box in self["coordinating"]:
            key = f"part-{box.data['value']}"
            typed = self.data.get(key) if self.is_bound else initial.get(str(box.data["value"]))
            rows.append((box, key, typed or ""))
        return rows


def initial_of(task: Task) -> dict[str, Any]:
    """What the form shows of a task that is to be corrected."""
    parts = {row.agency_id: row.part for row in task.coordinations.all()}
    return {
        "title": task.title,
        "detail": task.detail,
        "product": task.product,
        "lead_agency": task.lead_agency_id,
        "person_in_charge": task.person_in_charge_id,
        "coordinating": list(parts),
        "parts": {str(agency): part for agency, part in parts.items()},
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
            "chosen": soon and not planned.assigned and planned.lead is not None,
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


class UpdateForm(forms.Form):
    """A progress report; without a percentage for coordinating agencies."""

    form_key = FormKey()
    arose = forms.ChoiceField(
        label=_("Is there anything new?"),
        choices=[("new", _("There is something new")), ("nothing", _("Nothing arose"))],
        widget=forms.RadioSelect,
        initial="new",
        required=False,
    )
    percent = PercentField(label=_("Done so far (%)"), required=False)
    words = forms.CharField(
        label=_("What was done, what is in the way"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("Pictures, PDF, Word, Excel; each file up to 50 MB."),
    )

    def __init__(self, *args: Any, with_percent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needed(self.fields["words"])
        _needed(self.fields["arose"])
        if with_percent:
            _needed(self.fields["percent"])
        else:
            del self.fields["percent"]

    def clean(self) -> dict[str, Any]:
        """Something new needs words, and of the lead agency a percentage."""
        given = self.cleaned_data
        if given.get("arose") == "nothing":
            return given
        for name in ("percent", "words"):
            if name in self.fields and name not in self.errors and given.get(name) in {None, ""}:
                self.add_error(name, REQUIRED)
        return given


class ResultForm(forms.Form):
    """The result that is handed in."""

    form_key = FormKey()
    result = forms.CharField(
        label=_("Result"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = FilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("Pictures, PDF, Word, Excel; each file up to 50 MB."),
    )


class ConfirmForm(forms.Form):
    """The confirmation, with a remark if wanted."""

    remark = forms.CharField(
        label=_("Remark"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """An act that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonOnlyForm(forms.Form):
    """Another official of the lead agency."""

    person_in_charge = PersonField(label=_("Person in charge"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person_in_charge"]
        if isinstance(person, PersonField):
            person.offer(people)


def _field(form: forms.Form, name: str) -> Any:
    """A field of which only its own class knows `queryset`."""
    return form.fields[name]
