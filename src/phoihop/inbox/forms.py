"""The way in from a page."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.inbox.mentions import Reader
from phoihop.inbox.models import LONGEST_COMMENT
from phoihop.inbox.services import following
from phoihop.inbox.verbs import groups
from phoihop.ui.fields import REQUIRED


class CommentForm(forms.Form):
    """What is said, and whom it names beside those written with @."""

    words = forms.CharField(
        label=_("Your comment"),
        help_text=_("Write @ and a user name to mention a person; they are told at once."),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": REQUIRED,
            "max_length": _("A comment has at most 4,000 letters. Put longer words into a file."),
        },
    )
    mentions = forms.TypedMultipleChoiceField(
        label=_("Mention"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: Any = None, *, readers: Sequence[Reader] = (), at: str = "") -> None:
        super().__init__(data, auto_id=f"{at or 'comment'}_%s")
        field: Any = self.fields["mentions"]
        field.choices = [(reader.pk, reader.label) for reader in readers]

    @property
    def key(self) -> str:
        """The form's key as services take it."""
        key = self.cleaned_data.get("form_key")
        return key.hex if key else ""


class ChoicesForm(forms.Form):
    """What a person wants to be told, and what makes the person follow a record."""

    told = forms.MultipleChoiceField(
        label=_("Tell me of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    follow = forms.MultipleChoiceField(
        label=_("I follow by myself"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, off: frozenset[str] = frozenset()) -> None:
        initial = {
            "told": [key for key in groups() if key not in off],
            "follow": [key for key in FOLLOW_WORDS if key not in off],
        }
        super().__init__(data, initial=initial)
        for name, choices in (("told", groups()), ("follow", FOLLOW_WORDS)):
            field: Any = self.fields[name]
            field.choices = list(choices.items())

    @property
    def switched_off(self) -> set[str]:
        """The keys of what was not ticked."""
        ticked = {*self.cleaned_data["told"], *self.cleaned_data["follow"]}
        return {*groups(), *FOLLOW_WORDS} - ticked


FOLLOW_WORDS = {
    following.ASSIGNED: _("What I assign"),
    following.IN_CHARGE: _("What I am put in charge of"),
    following.COMMENTED: _("What I comment on"),
}
