"""Shapes of the input of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.jobs.models import JobState
from phoihop.jobs.registry import kind_words, kinds


class JobFilter(forms.Form):
    """Which work is listed."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *JobState.choices]
    )
    kind = forms.ChoiceField(label=_("Kind of work"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((kind_words(kind), kind) for kind in kinds())
        choices = [("", str(_("all"))), *((kind, words) for words, kind in named)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
