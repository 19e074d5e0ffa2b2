"""The form of an absence."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import rights_of
from phoihop.accounts.models import Membership
from phoihop.ui.fields import REQUIRED, DayField
from phoihop.ui.keys import key_in


class ColleagueField(forms.ModelChoiceField[Membership]):
    """A member of the same agency, by name and role."""

    def to_python(self, value: Any) -> Membership | None:
        """A number that no row can have is refused as any other wrong choice."""
        if value not in self.empty_values and key_in(value) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user}, {str(obj.get_role_display()).lower()}"


class AbsenceForm(forms.Form):
    """Who stands in for `giver`, with which of the rights, when and why."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Both days are included."))
    receiver = ColleagueField(
        Membership.objects.none(),
        label=_("Who stands in"),
        empty_label=_("Choose a colleague"),
        error_messages={
            "required": REQUIRED,
            "invalid_choice": _(
                "This person does not work in the same agency, or the account is closed."
            ),
        },
    )
    rights = forms.MultipleChoiceField(
        label=_("Which rights"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one right.")},
        help_text=_("Only these, and only as far as the absent person has them."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Read only by the two of you and the administrators."),
        error_messages={"required": REQUIRED},
    )

    def __init__(self, *args: Any, giver: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Membership.objects.who_may_stand_in_for(giver)
        colleagues = rows.order_by("user__name_key", "pk")
        self.fields["receiver"].queryset = colleagues  # type: ignore[attr-defined]  # its field
        self.fields["rights"].choices = [  # type: ignore[attr-defined]  # its field
            (right.key, right.label) for right in rights_of(giver)
        ]


class EndForm(forms.Form):
    """Why a delegation ends before its last day."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
