"""Shapes of the input of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import AddressForm, Membership, Role, Theme, User
from phoihop.accounts.services import RIGHTS
from phoihop.agencies.fields import AgencyField
from phoihop.agencies.official_fields import OfficialField
from phoihop.ui.fields import DayField

STATES = [
    ("", _("all")),
    ("open", _("in use")),
    ("closed", _("closed account")),
    ("without", _("without an agency")),
    ("code", _("code not used yet")),
]


class FilterForm(forms.Form):
    """Which accounts are listed."""

    words = forms.CharField(label=_("Name or user name"), required=False, max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("all")), *Role.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)


class UserForm(forms.ModelForm[User]):
    """Facts of an account that an administrator may correct."""

    official = OfficialField(
        label=_("Official"),
        required=False,
        help_text=_("The person in the register of officials; gives the title on papers."),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("full_name", "email", "official")
        labels = {"full_name": _("Full name"), "email": _("E-mail")}


class NewUserForm(UserForm):
    """A new account with its first membership, so that it can be used at once."""

    agency = AgencyField(label=_("Agency"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.SPECIALIST)
    is_contact = forms.BooleanField(label=_("Contact person of the agency"), required=False)
    may_approve_extensions = forms.BooleanField(label=_("Approves extensions"), required=False)

    class Meta(UserForm.Meta):
        fields = ("username", "full_name", "email", "official")
        labels = {"username": _("User name"), **UserForm.Meta.labels}
        help_texts = {"username": _("Small letters without accents, figures, dots: hanh.dt")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "autocomplete": "off"}
        self.order_fields(["full_name", "username", "email", "agency", "role"])


class MembershipForm(forms.Form):
    """One more agency and role."""

    agency = AgencyField(label=_("Agency"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.SPECIALIST)
    started_on = DayField(label=_("From"))
    is_contact = forms.BooleanField(label=_("Contact person of the agency"), required=False)
    may_approve_extensions = forms.BooleanField(label=_("Approves extensions"), required=False)
    may_release = forms.BooleanField(label=_("Publishes"), required=False)


class RightsForm(forms.ModelForm[Membership]):
    """Rights beside the role."""

    class Meta:
        model = Membership
        fields = RIGHTS
        labels = {
            "is_contact": _("Contact person of the agency"),
            "may_approve_extensions": _("Approves extensions"),
            "may_release": _("Publishes"),
        }


class LastDayForm(forms.Form):
    """The last day of something."""

    on = DayField(label=_("Last day"))


class ReasonForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=250)


class NoQuestionForm(forms.Form):
    """Nothing to fill in: only what a service refuses is shown."""


class CodeForm(forms.Form):
    """Whether the second step is to be forgotten with the password."""

    forget_second_step = forms.BooleanField(
        label=_("The phone or key is lost too: forget the second step"),
        help_text=_("Only when it is lost: until it is set up anew the password alone is enough."),
        required=False,
    )


class ScopeForm(forms.Form):
    """A right to read everything under an agency."""

    agency = AgencyField(label=_("Who reads"), help_text=_("Inspection body or superior agency."))
    root = AgencyField(label=_("Everything under"))
    valid_from = DayField(label=_("From"))
    inspectors_only = forms.BooleanField(
        label=_("Only members with the role of inspector"), required=False, initial=True
    )


class PreferencesForm(forms.ModelForm[User]):
    """How the screens look and speak. An empty value is a choice of its own."""

    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.choices, required=False)
    address_form = forms.ChoiceField(
        label=_("Form of address"), choices=AddressForm.choices, required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )

    class Meta:
        model = User
        fields = ("theme", "language", "address_form")


class ActingForm(forms.Form):
    """The membership to work for."""

    membership = forms.IntegerField(min_value=1)
