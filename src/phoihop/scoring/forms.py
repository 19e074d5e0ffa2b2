"""What the pages of this room ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.agreements.models import Agreement
from phoihop.scoring.models import LONGEST_WORDS, Grade
from phoihop.tasks.named import RecordField, agreement_named
from phoihop.ui.fields import DayField


def _words(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDS,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GradeForm(forms.Form):
    """One mark of the scale."""

    words = forms.CharField(label=_("Words of the mark"), max_length=60)
    order = forms.IntegerField(label=_("Order, the best first"), min_value=1, max_value=99)
    points = forms.IntegerField(label=_("Points"), required=False, min_value=0, max_value=1000)
    valid_from = DayField(label=_("Used from"))
    valid_to = DayField(label=_("Used to"), required=False)


class DaysForm(forms.Form):
    """For how long the lead agency may object."""

    dispute_days = forms.IntegerField(
        label=_("Days to object to an evaluation"), min_value=1, max_value=90
    )


class GradeField(forms.ModelChoiceField[Grade]):
    """A mark with its points, if it has any."""

    def label_from_instance(self, obj: Grade) -> str:
        """Its words, then the points."""
        if obj.points is None:
            return obj.words
        return str(_("%(words)s (%(points)s points)")) % {"words": obj.words, "points": obj.points}


class EvaluateForm(forms.Form):
    """A mark and words."""

    grade = GradeField(Grade.objects.none(), label=_("Mark"), empty_label=_("Choose a mark"))
    words = _words(_("In words"), required=False)

    def __init__(self, *args: Any, grades: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["grade"]
        field.queryset = grades


class ObjectForm(forms.Form):
    """Why an agency does not agree."""

    words = _words(_("Why"), required=True)


_ANSWERS = [
    ("yes", pgettext_lazy("objection", "Accept")),
    ("no", pgettext_lazy("objection", "Decline")),
]


class AnswerForm(forms.Form):
    """Accept or decline, in words."""

    decision = forms.ChoiceField(label=_("Decision"), choices=_ANSWERS, widget=forms.RadioSelect)
    answer = _words(_("Answer"), required=True)


class AnswerEvaluationForm(AnswerForm):
    """With another mark, where the objection is accepted."""

    grade = GradeField(
        Grade.objects.none(),
        label=_("Another mark, if accepted"),
        required=False,
        empty_label=_("The mark stays"),
    )
    field_order = ["decision", "grade", "answer"]

    def __init__(self, *args: Any, grades: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["grade"]
        field.queryset = grades


class AnswerRowForm(AnswerForm):
    """With the right due date, for who approves extensions."""

    due_on = DayField(label=_("Current due date, put right"), required=False)
    field_order = ["decision", "due_on", "answer"]

    def __init__(self, *args: Any, may_move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_move:
            del self.fields["due_on"]


class PeriodForm(forms.Form):
    """Which due days, and of which programme."""

    tu = DayField(label=_("Due day from"), required=False)
    den = DayField(label=_("Due day to"), required=False)
    programme = RecordField(Agreement, agreement_named, label=_("Programme"), empty_label=_("All"))

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["programme"]
        field.offer(programmes)


BY_NAME, BY_LATE = "ten", "qua-han"


class AgenciesForm(PeriodForm):
    """Which agencies beside, and in which order."""

    q = forms.CharField(label=_("Name of the agency contains"), max_length=200, required=False)
    xep = forms.ChoiceField(
        label=_("Order"),
        choices=[(BY_NAME, _("by name")), (BY_LATE, _("most overdue first"))],
        required=False,
    )
