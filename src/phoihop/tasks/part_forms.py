"""What is typed of a part that is passed on, of a new lead agency, of a recurring task."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import drafted_for
from phoihop.agreements.models import ContentItem
from phoihop.tasks import errors
from phoihop.tasks.forms import FormKey, PersonField, TaskForm
from phoihop.tasks.named import not_offered
from phoihop.tasks.people import people_of
from phoihop.tasks.services import LeadFacts, RecurringFacts
from phoihop.tasks.services.parts import HEAVIEST
from phoihop.ui.fields import DayField, RecordsField
from phoihop.ui.keys import key_in

RULES = [
    ("monthly", _("Every month")),
    ("quarterly", _("Every quarter, in its last month")),
    ("half_yearly", _("Every six months, in the last month")),
]


class PartForm(TaskForm):
    """The six clear items of a part, and how much of the task it is."""

    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=HEAVIEST,
        initial=1,
        error_messages={
            "invalid": errors.WeightRequired.message,
            "min_value": errors.WeightRequired.message,
            "max_value": errors.WeightRequired.message,
        },
        help_text=_("How much it counts beside the other parts; 1 for all means equally much."),
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["document_code"]
        del self.fields["clause"]


class LeadForm(forms.Form):
    """Another lead agency, who is in charge there, and why."""

    lead_agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("New lead agency"), empty_label=_("Choose an agency")
    )
    person_in_charge = PersonField(label=_("Person in charge"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, on: date, agencies: "QuerySet[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies)
        offer_people(self, on)

    def facts(self) -> LeadFacts:
        """What the service takes."""
        given = self.cleaned_data
        return LeadFacts(given["lead_agency"], given["person_in_charge"], given["reason"])


class RecurringForm(forms.Form):
    """The six clear items of a duty that comes back, how often, and until when."""

    form_key = FormKey()
    title = forms.CharField(
        label=_("What is to be done"),
        max_length=440,
        help_text=_("The period is added by itself: quarter II/2019."),
    )
    detail = forms.CharField(
        label=_("In detail"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    product = forms.CharField(label=_("Product"), max_length=300)
    item = forms.ModelChoiceField(
        ContentItem.objects.none(),
        label=_("Content of an agreement"),
        required=False,
        empty_label=_("None: it comes from no agreement"),
        help_text=_("Then it ends with the agreement and counts in its figures."),
    )
    lead_agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Lead agency"), empty_label=_("Choose an agency")
    )
    person_in_charge = PersonField(label=_("Person in charge"))
    coordinating = RecordsField(
        Agency.objects.none(),
        label=_("Coordinating agencies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    often = forms.ChoiceField(label=_("How often"), choices=RULES)
    day = forms.IntegerField(
        label=_("Due on day"),
        min_value=1,
        max_value=31,
        help_text=_("Of the month; 31 is its last day. Days off move it to the next working day."),
        error_messages={
            "required": errors.RuleRequired.message,
            "invalid": errors.RuleRequired.message,
            "min_value": errors.RuleRequired.message,
            "max_value": errors.RuleRequired.message,
        },
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric"}),
    )
    starts_on = DayField(label=_("From (day)"))
    ends_on = DayField(label=_("To (day)"), required=False)
    authority = forms.CharField(label=_("On whose authority"), max_length=200, required=False)

    def __init__(
        self, *args: Any, user: User, on: date, agencies: "QuerySet[Agency]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies)
        offer_people(self, on)
        items = ContentItem.objects.filter(
            drafted_for(user.acting_agency, on, "agreement__"), agreement__signed_at__isnull=False
        )
        field: Any = self.fields["item"]
        field.queryset = items.select_related("agreement", "line").order_by("-agreement", "order")
        field.label_from_instance = _item_words

    def facts(self) -> RecurringFacts:
        """What the service takes."""
        given = self.cleaned_data
        return RecurringFacts(
            title=given["title"],
            product=given["product"],
            lead_agency=given["lead_agency"],
            person_in_charge=given["person_in_charge"],
            rule=f"{given['often']}:{given['day']}",
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            detail=given["detail"],
            authority=given["authority"],
            coordinating=dict.fromkeys(given["coordinating"], ""),
            item=given["item"],
        )


def _item_words(item: ContentItem) -> str:
    return f"{item.agreement.code or item.agreement.title}: {item.text[:100]}"


def offer_agencies(form: forms.Form, agencies: "QuerySet[Agency]") -> None:
    """Let just these agencies lead, and coordinate where the form asks for it."""
    for name in ("lead_agency", "coordinating"):
        if name in form.fields:
            field: Any = form.fields[name]
            field.queryset = agencies
    if form.is_bound:
        message = not_offered(key_in(form["lead_agency"].value()))
        form.fields["lead_agency"].error_messages["invalid_choice"] = message


def offer_people(form: forms.Form, on: date) -> None:
    """The officials of the chosen lead agency."""
    lead = key_in(form["lead_agency"].value())
    person = form.fields["person_in_charge"]
    if isinstance(person, PersonField):
        person.offer(people_of([lead], on)[lead] if lead is not None else [])
