"""Shape of what is typed about years, reviews, amendments and the end of a term."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.errors import NoContentChosen
from phoihop.agreements.forms import ItemForm, item_initial
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import PlanItem, ReviewKind
from phoihop.agreements.versions import PlanItemFacts
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.ui.fields import DayField

FIRST_YEAR, LAST_YEAR = 1900, 2200


class LinesForm(forms.Form):
    """Which contents go on."""

    lines = forms.TypedMultipleChoiceField(
        label=_("Contents that continue"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, items: Sequence[AnyItem], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"].setdefault("lines", [item.line_id for item in items])
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lines"]
        field.choices = [(item.line_id, item.text) for item in items]
        # A regulation may have no content of its own; then there is nothing to choose.
        field.required = bool(items)
        field.error_messages["required"] = NoContentChosen.message


class VersionForm(LinesForm):
    """A new version: its year, and the contents that continue in it."""

    year = forms.IntegerField(
        label=_("Year of the version"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "maxlength": 4}),
    )
    # The text whose contents were shown: another year may have others.
    text = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("year", "lines", "text")

    def __init__(self, *args: Any, text: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_text = text
        self.fields["text"].initial = text

    def clean(self) -> dict[str, Any]:
        """Refuse a choice that was made among the contents of another text."""
        given = super().clean() or {}
        chosen = given.get("text")
        if chosen is not None and chosen != self.shown_text:
            self.show_anew()
            raise forms.ValidationError(
                _("This year has the contents of another text. They are shown now: check them.")
            )
        return given

    def show_anew(self) -> None:
        """Every content of this text ticked, whatever was sent of the other one."""
        self.errors.pop("lines", None)
        sent: Any = self.data
        data = sent.copy()
        data["text"] = str(self.shown_text)
        lines: Any = self.fields["lines"]
        data.setlist("lines", [str(key) for key, _words in lines.choices])
        self.data = data


class PlanItemForm(ItemForm):
    """A content of one year: as a content of an agreement, and who leads from July on."""

    later_lead = forms.ModelChoiceField(
        label=_("Lead agency from July on"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_("Only for a content that two agencies lead in turn, half a year each."),
    )
    reason = forms.CharField(label=_("Reason of the change"), max_length=500, required=False)
    arose = forms.BooleanField(
        label=_("Arose: the programme does not have this content"), required=False
    )

    def __init__(
        self, *args: Any, agencies: Iterable[int], item: PlanItem | None, **kwargs: Any
    ) -> None:
        agencies = list(agencies)
        initial: dict[str, Any] = {"form_key": uuid.uuid4(), "weight": 1}
        if item is not None:
            initial = item_initial(item)
            initial |= {"later_lead": item.later_lead_id, "reason": item.reason}
        rule = item.due_rule if item else ""
        super().__init__(*args, agencies=agencies, rule=rule, initial=initial, **kwargs)
        later: Any = self.fields["later_lead"]
        later.queryset = Agency.objects.filter(pk__in=agencies)
        if item is not None:
            del self.fields["arose"]

    def facts(self) -> PlanItemFacts:
        """What the services take."""
        given = self.cleaned_data
        return PlanItemFacts(
            text=given["text"],
            lead_agency=given["lead_agency"],
            later_lead=given["later_lead"],
            coordinating=list(given["coordinating"]),
            period_text=given["period_text"],
            product=given["product"],
            due_rule=given["due_rule"],
            weight=given["weight"],
            reason=given["reason"],
        )


class ByDocumentForm(forms.Form):
    """A form that may name a document by its number and symbol."""

    document_code = forms.CharField(
        label=_("Number and symbol of the document"), max_length=60, required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.document: Document | None = None

    def clean_document_code(self) -> str:
        """The newest visible document of that number and symbol."""
        code: str = self.cleaned_data["document_code"]
        if code:
            key = vntext.symbol_key(code)[:60]
            found = Document.objects.visible_to(self.user).filter(code_key=key)
            self.document = found.order_by("-issued_on", "-pk").first()
            if self.document is None:
                raise forms.ValidationError(_("No document with this number and symbol is found."))
        return code


class SettleForm(ByDocumentForm):
    """How something was settled: the words of a conference or of the parties, and the day."""

    words = forms.CharField(
        label=_("How it was settled"),
        max_length=500,
        help_text=_("For instance: agreed at the conference of 06/01/2023."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = DayField(label=_("On the day"))
    field_order: Sequence[str] = ("words", "on", "document_code")


class CountForm(forms.Form):
    """Tasks that were assigned before the version, to be counted in it."""

    tasks = forms.TypedMultipleChoiceField(
        label=_("Tasks assigned before that count in this year"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They carry out its contents and are due in this year."),
    )

    def __init__(self, *args: Any, loose: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tasks"]
        field.choices = [(task.pk, _task_words(task)) for task in loose]
        field.initial = [task.pk for task in loose]
        if not loose:
            del self.fields["tasks"]

    def chosen(self) -> set[int]:
        """Ids of the ticked tasks."""
        return set(self.cleaned_data.get("tasks", ()))


class FixForm(SettleForm, CountForm):
    """How the contents of a year were settled, and which tasks it already has."""

    field_order: Sequence[str] = ("words", "on", "document_code", "tasks")


def _task_words(task: Task) -> str:
    return f"{task.code} {task.title} ({task.lead_agency})"


class StartReviewForm(forms.Form):
    """Which year is reviewed, and how."""

    plan = forms.TypedChoiceField(label=_("Year"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Kind of review"), choices=ReviewKind.choices, initial=ReviewKind.YEAR
    )

    def __init__(self, *args: Any, plans: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        field.choices = [(plan.pk, str(plan.year)) for plan in plans]


class AdaptForm(forms.Form):
    """Which tasks an amendment withdraws, changes and adds."""

    withdraw = forms.TypedMultipleChoiceField(
        label=_("Tasks to withdraw"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    change = forms.TypedMultipleChoiceField(
        label=_("Tasks to change"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    add = forms.MultipleChoiceField(
        label=_("Tasks to add"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        withdraw: Sequence[tuple[int, str]],
        change: Sequence[tuple[int, str]],
        add: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("withdraw", withdraw), ("change", change), ("add", add)):
            field: Any = self.fields[name]
            field.choices = choices
            field.initial = [key for key, _words in choices]
            if not choices:
                del self.fields[name]


class EndForm(ByDocumentForm):
    """Ended before its time: when, why, by what; and which open tasks are withdrawn."""

    on = DayField(label=_("Ended from"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    withdraw = forms.TypedMultipleChoiceField(
        label=_("Open tasks to withdraw"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that are not ticked go on until they are done."),
    )
    field_order = ("on", "reason", "document_code", "withdraw")

    def __init__(self, *args: Any, tasks: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["withdraw"]
        field.choices = [(task.pk, f"{task.code} {task.title}") for task in tasks]
        if not tasks:
            del self.fields["withdraw"]


class DayForm(forms.Form):
    """The text in force on a day."""

    on = DayField(label=_("In force on the day"), required=False)

    def day(self, today: date) -> date:
        """The day asked for, today where none was."""
        given = self.cleaned_data.get("on") if self.is_valid() else None
        return given if isinstance(given, date) else today
