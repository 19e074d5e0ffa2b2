"""What is typed in the course of a task: reports, results, answers, who is in charge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.tasks.forms import MOST_LETTERS, FormKey, PersonField, needed
from phoihop.tasks.people import Person
from phoihop.ui.fields import REQUIRED, DayField, FilesField, PercentField


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

    part_done = forms.BooleanField(label=_("The part of our agency is done"), required=False)

    def __init__(
        self, *args: Any, with_percent: bool, with_part_done: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_part_done:
            del self.fields["part_done"]
        needed(self.fields["words"])
        needed(self.fields["arose"])
        if with_percent:
            needed(self.fields["percent"])
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
    despite_parts = forms.BooleanField(
        label=_("Parts are not finished; the result is submitted all the same"), required=False
    )

    def __init__(self, *args: Any, with_open_parts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_open_parts:
            del self.fields["despite_parts"]


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


class ExtensionForm(forms.Form):
    """Until when, and why."""

    form_key = FormKey()
    due_on = DayField(
        label=_("New due date"),
        help_text=_("The first due date is kept; punctuality is counted by both."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveDueForm(forms.Form):
    """The day the assigning agency sets itself."""

    due_on = DayField(label=_("New due date"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApproveForm(forms.Form):
    """The request that is granted, as it was shown."""

    asked = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RefuseForm(forms.Form):
    """The request that is refused, as it was shown, and why."""

    asked = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskedForm(forms.Form):
    """The request that is taken back or cancelled, as it was shown."""

    asked = forms.IntegerField(widget=forms.HiddenInput)


class ExplainForm(forms.Form):
    """What is to be explained, and by when."""

    form_key = FormKey()
    question = forms.CharField(
        label=_("What is to be explained"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer_by = DayField(label=_("Answer by"))


class AnswerForm(forms.Form):
    """The explanation."""

    asked = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Explanation"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 4})
    )


class ContributionForm(forms.Form):
    """What a coordinating agency contributes, and by when."""

    part = forms.CharField(label=_("Its part"), max_length=300, required=False)
    due_on = DayField(
        label=_("Due date of its part"),
        required=False,
        help_text=_("Left empty it is due with the task."),
    )
