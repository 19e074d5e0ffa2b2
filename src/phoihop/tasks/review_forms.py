"""What is asked when milestones become tasks, and when their results come in and are answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import drafted_for
from phoihop.agreements.models import Agreement, ContentItem, PlanItem
from phoihop.documents.milestone_forms import PaperField
from phoihop.documents.models import Milestone
from phoihop.periods import Due, computed
from phoihop.tasks import errors
from phoihop.tasks.course_forms import ConfirmForm, ResultForm
from phoihop.tasks.forms import FormKey, PersonField, needed
from phoihop.tasks.models import Task
from phoihop.tasks.people import Person, assignable_agencies, contact_of, people_of
from phoihop.tasks.services import ReviewAssignment, TaskFacts, problems_of
from phoihop.tasks.services.milestones import review_product, review_title
from phoihop.ui.fields import DayField
from phoihop.ui.keys import key_in

_MOST_ITEMS = 300


@dataclass(frozen=True)
class PlannedReview:
    """A milestone as it is offered; due: its day, moved off days off, never before today."""

    milestone: Milestone
    due: Due

    @property
    def title(self) -> str:
        """What the row is called."""
        return review_title(self.milestone)


def planned_reviews(milestones: Sequence[Milestone], on: date) -> list[PlannedReview]:
    """Each with the due day of its task."""
    calendar = office_calendar()
    return [
        PlannedReview(one, computed(max(one.current_on, on), "anniversary", calendar))
        for one in milestones
    ]


@dataclass(frozen=True)
class Offer:
    """What every row of one page may choose from; items: with agreement and lead agency loaded."""

    agencies: Sequence[Agency]
    items: dict[str, ContentItem | PlanItem]
    people: dict[int, list[Person]]


def offer_for(user: User, on: date, data: Any, prefixes: Sequence[str]) -> Offer:
    """Agencies, contents of the own signed agreements, people of the agencies chosen so far."""
    agency = user.acting_agency
    if agency is None:
        return Offer([], {}, {})
    agencies = list(assignable_agencies(agency, on).only("name").order_by("name_key", "pk"))
    signed = Agreement.objects.filter(drafted_for(agency, on), signed_at__isnull=False)
    offered = _contents_of(signed)
    leads: set[int] = set()
    for prefix in prefixes if data is not None else ():
        item = offered.get(data.get(f"{prefix}-item", ""))
        chosen = key_in(data.get(f"{prefix}-lead_agency", ""))
        if chosen is not None:
            leads.add(chosen)
        elif item is not None and item.lead_agency_id is not None:
            leads.add(item.lead_agency_id)
    return Offer(agencies, offered, people_of(leads, on) if leads else {})


def _contents_of(signed: "QuerySet[Agreement]") -> dict[str, ContentItem | PlanItem]:
    """Contents with a lead agency: of the years that are settled, then of the agreements."""
    years = PlanItem.objects.filter(
        plan__agreement__in=signed, plan__fixed_at__isnull=False, lead_agency__isnull=False
    ).select_related("plan__agreement", "lead_agency")
    own = ContentItem.objects.filter(agreement__in=signed, lead_agency__isnull=False)
    found: dict[str, ContentItem | PlanItem] = {
        f"y{item.pk}": item for item in years.order_by("-plan__year", "order", "pk")[:_MOST_ITEMS]
    }
    contents = own.select_related("agreement", "lead_agency").order_by("-agreement", "order", "pk")
    return found | {str(item.pk): item for item in contents[:_MOST_ITEMS]}


def _content_name(item: ContentItem | PlanItem) -> str:
    """The agreement, the year of a version, and the beginning of the content."""
    agreement = item.agreement
    name = agreement.code or agreement.title
    year = f" {item.plan.year}" if isinstance(item, PlanItem) else ""
    return f"{name}{year}: {item.text[:90]}"


class ReviewsForm(forms.Form):
    """What the page sends beside its rows."""

    form_key = FormKey()


class ReviewForm(forms.Form):
    """One row: a milestone that becomes a task."""

    title = forms.CharField(label=_("Task"), max_length=500)
    item = forms.ChoiceField(
        label=_("Content of an agreement it also fulfils"),
        required=False,
        help_text=_("The lead agency is then the one of the content."),
    )
    lead_agency = forms.ChoiceField(
        label=_("Lead agency"),
        required=False,
        error_messages={"required": _("Choose the lead agency.")},
    )
    person_in_charge = PersonField(
        label=_("Person in charge"),
        required=False,
        help_text=_("Left empty: the contact of the lead agency."),
    )
    due_on = DayField(label=_("Due date"))
    product = forms.CharField(
        label=_("Product"),
        max_length=300,
        error_messages={"required": errors.ProductRequired.message},
    )

    def __init__(self, planned: PlannedReview, offer: Offer, on: date, data: Any = None) -> None:
        initial = {
            "title": planned.title,
            "product": review_product(planned.milestone),
            "due_on": planned.due.on,
        }
        super().__init__(data, prefix=f"m{planned.milestone.pk}", initial=initial)
        self.planned, self.on, self.offer = planned, on, offer
        fields: Any = self.fields
        fields["lead_agency"].choices = [
            ("", _("Choose an agency")),
            *((str(agency.pk), agency.name) for agency in offer.agencies),
        ]
        fields["item"].choices = [
            ("", _("none")),
            *((key, _content_name(item)) for key, item in offer.items.items()),
        ]
        if not offer.items:
            del fields["item"]
            fields["lead_agency"].required = True
        else:  # said to be needed; a content that is chosen brings its own
            needed(fields["lead_agency"])
        lead = key_in(self["lead_agency"].value() or "")
        self._people = offer.people.get(lead or 0, [])
        fields["person_in_charge"].offer(self._people)

    def clean(self) -> dict[str, Any]:
        """The problems of the row, each at its field; the contact stands in for nobody named."""
        given = self.cleaned_data
        item = self.offer.items.get(given.get("item", ""))
        lead = next((a for a in self.offer.agencies if str(a.pk) == given.get("lead_agency")), None)
        if lead is None and item is not None:
            lead = item.lead_agency
        if lead is None:
            if "lead_agency" not in self.errors:
                self.add_error("lead_agency", _("Choose the lead agency."))
            return given
        people = self.offer.people.get(lead.pk, [])
        person = given.get("person_in_charge") or contact_of(people)
        if person is None and len(people) == 1:
            person = people[0].official
        given |= {"lead": lead, "person_in_charge": person, "content": item}
        facts = TaskFacts(
            title=given.get("title", ""),
            product=given.get("product", ""),
            lead_agency=lead,
            person_in_charge=person,
            due_on=given.get("due_on"),
        )
        workers = {(one.official.pk, lead.pk) for one in people}
        for problem in problems_of(facts, self.on, workers=workers):
            field = problem.field if problem.field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, str(problem))
        if item is not None and item.lead_agency_id != lead.pk:
            self.add_error("item", str(errors.ItemElsewhere()))
        return given

    def assignment(self) -> ReviewAssignment:
        """What the service takes."""
        given = self.cleaned_data
        return ReviewAssignment(
            milestone=self.planned.milestone,
            lead_agency=given["lead"],
            person_in_charge=given["person_in_charge"],
            due_on=given["due_on"],
            title=given["title"],
            product=given["product"],
            item=given["content"],
        )


class ReportForm(ResultForm):
    """The result of a task made from a milestone."""

    report_code = forms.CharField(
        label=_("Review report: number and symbol"),
        max_length=90,
        required=False,
        help_text=_("Whoever confirms closes the milestone with it."),
    )
    field_order = ["form_key", "result", "report_code", "evidence"]


class ConfirmReportForm(ConfirmForm):
    """The confirmation of such a result: the report closes the milestone."""

    report = PaperField(label=_("Review report that closes the milestone"), required=False)
    # Asked only once the paper does not look like the report, as where a milestone is closed.
    sure = forms.BooleanField(
        label=_("It is the report of this review: close the milestone with it"),
        required=False,
        widget=forms.HiddenInput,
    )
    field_order = ["report", "sure", "remark"]

    def ask(self) -> None:
        """Show the question whether it is the report all the same."""
        self.fields["sure"].widget = forms.CheckboxInput()


def result_form(task: Task, *args: Any, **kwargs: Any) -> ResultForm:
    """The form to hand in the result of this task."""
    unfinished = task.parts.filter(done_on=None, withdrawn_on=None).exists()
    form_class = ReportForm if _review_of(task) else ResultForm
    return form_class(*args, with_open_parts=unfinished, **kwargs)


def confirm_form(task: Task, user: User, data: Any = None, **kwargs: Any) -> ConfirmForm:
    """The form to confirm the result that waits, with the report it names."""
    if not _review_of(task):
        return ConfirmForm(data, **kwargs)
    waiting = task.submissions.filter(confirmed_at=None, returned_at=None, taken_back_at=None)
    named = waiting.values_list("report_code", flat=True).first() or ""
    form = ConfirmReportForm(data, initial={"report": named}, **kwargs)
    paper: Any = form.fields["report"]
    paper.user = user
    return form


def _review_of(task: Task) -> bool:
    """Made from a milestone that is still open."""
    link = getattr(task, "review", None)
    return link is not None and link.milestone.is_open
