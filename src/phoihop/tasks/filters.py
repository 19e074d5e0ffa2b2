"""The filters of the task list: a GET form, and the conditions it stands for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.documents.models import Document
from phoihop.search.models import SearchEntry
from phoihop.tasks import beside
from phoihop.tasks.asked import asked_conditions
from phoihop.tasks.changes import changed_since
from phoihop.tasks.contributions import owed_parts
from phoihop.tasks.counted import SIDES, of_agency, quiet_for, taken_on
from phoihop.tasks.figures import condition_of, during
from phoihop.tasks.holding import held_on_due, held_since, inherited
from phoihop.tasks.home import waiting_for
from phoihop.tasks.models import Task
from phoihop.tasks.named import RecordField, agency_named, agreement_named, label, once_called
from phoihop.tasks.plans import in_plan, in_term
from phoihop.tasks.states import LABELS, in_state, period_ends_by
from phoihop.ui.fields import DayField
from phoihop.ui.keys import MOST_KEY

GROUP_LABELS = {
    "attention": _("Needs attention"),
    "open": _("Not finished"),
    "finished": _("Finished"),
    "live": _("All but the withdrawn"),
}
STATES = [
    ("", _("All states")),
    *GROUP_LABELS.items(),
    *((key, LABELS[key]) for key in ("late", "back", "soon", "go", "none", "wait")),
    *((key, LABELS[key]) for key in ("done", "donelate", "paused", "withdrawn")),
]
MINE = [
    ("", _("All that I see")),
    ("owed", _("We owe")),
    ("led", _("We lead")),
    ("assigned", _("We assigned")),
    ("elsewhere", _("We assigned to others")),
    ("partner", _("We coordinate")),
    ("waiting", _("Awaiting my confirmation")),
    ("extend", _("Extensions to decide")),
    ("explain", _("To be explained by us")),
    ("left", _("The person in charge works there no more")),
    ("unreported", _("Not reported this period")),
]


def mine_choices() -> list[tuple[str, Any]]:
    """With what rooms above ask of tasks."""
    return [*MINE, *((name, asked.words) for name, asked in beside.asked().items())]


# The rows behind a rate of the programme screen; not offered, only linked to.
FIGURES = {
    "current": _("In the rate by the current due date"),
    "current_met": _("On time by the current due date"),
    "first": _("In the rate by the first due date"),
    "first_met": _("On time by the first due date"),
}
# What the daily reminders count; not offered either.
TAKEN = {"no": _("Not yet accepted"), "yes": _("Accepted")}
PARTS = {
    "late": _("Our part is overdue"),
    "soon": _("Our part is due soon"),
    "go": _("Our part is not due yet"),
}
MOST_QUIET_DAYS = 999
INHERITED = [
    ("", _("With the part taken over")),
    ("without", _("Without the part taken over")),
    ("only", _("Only the part taken over")),
]


class FilterForm(forms.Form):
    """Every field is optional; hidden ones come with the links of the programme screen."""

    q = forms.CharField(label=_("Contains"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    mine = forms.ChoiceField(label=_("Ours"), choices=mine_choices, required=False)
    lead = RecordField(Agency, agency_named, label=_("Lead agency"), empty_label=_("All agencies"))
    assigner = RecordField(
        Agency, agency_named, label=_("Assigned by"), empty_label=_("All agencies")
    )
    programme = RecordField(Agreement, agreement_named, label=_("Programme"), empty_label=_("All"))
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due to"), required=False)
    assigned_to = DayField(label=_("Assigned to"), required=False, widget=forms.HiddenInput)
    changed = DayField(label=_("Changed since"), required=False)
    inherited = forms.ChoiceField(label=_("Delays"), choices=INHERITED, required=False)
    partner = forms.ModelChoiceField(
        Agency.objects.all(), label=_("Coordinating"), required=False, widget=forms.HiddenInput
    )
    line = forms.IntegerField(
        label=_("Content"),
        required=False,
        min_value=1,
        max_value=MOST_KEY,
        widget=forms.HiddenInput,
    )
    # Of the screens of an agreement's years.
    plan = forms.ModelChoiceField(
        YearPlan.objects.none(), label=_("Version"), required=False, widget=forms.HiddenInput
    )
    term = forms.ModelChoiceField(
        Agreement.objects.none(), label=_("Whole term"), required=False, widget=forms.HiddenInput
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Document"), required=False, widget=forms.HiddenInput
    )
    figure = forms.ChoiceField(choices=FIGURES.items(), required=False, widget=forms.HiddenInput)
    quiet = forms.IntegerField(
        label=_("Days without an update"),
        required=False,
        min_value=1,
        max_value=MOST_QUIET_DAYS,
        widget=forms.HiddenInput,
    )
    taken = forms.ChoiceField(choices=TAKEN.items(), required=False, widget=forms.HiddenInput)
    # With `mine=partner`: how our part stands, and until when it is due.
    part = forms.ChoiceField(choices=PARTS.items(), required=False, widget=forms.HiddenInput)
    part_to = DayField(label=_("Our part due to"), required=False, widget=forms.HiddenInput)
    # With `mine=unreported`: of standing tasks whose period ends by then.
    ends_to = DayField(label=_("Period ends by"), required=False, widget=forms.HiddenInput)
    # With a figure: of the agency that held the task on the due day in question, in a period.
    holder = forms.ModelChoiceField(
        Agency.objects.all(),
        label=_("Counts for"),
        required=False,
        widget=forms.HiddenInput,
    )
    during_from = DayField(label=_("Due day from"), required=False, widget=forms.HiddenInput)
    during_to = DayField(label=_("Due day to"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, shown: bool = True, **kwargs: Any) -> None:
        """shown: whether the form is drawn; else its conditions alone matter, which is cheaper."""
        super().__init__(*args, **kwargs)
        for name in ("lead", "assigner", "programme"):
            field: Any = self.fields[name]
            if shown:
                field.offer(offered(name, user))
            elif self.data.get(name):  # without a value there is nothing to find
                field.queryset = offered(name, user)
        if self.data.get("plan"):
            year: Any = self.fields["plan"]
            seen = Agreement.objects.visible_to(user).order_by().values("pk")
            year.queryset = YearPlan.objects.filter(agreement__in=seen)
        if self.data.get("term"):
            whole: Any = self.fields["term"]
            whole.queryset = offered("programme", user)
        if self.data.get("document"):  # comes with the link of a document's page
            named: Any = self.fields["document"]
            named.queryset = Document.objects.visible_to(user)


_OFFERED = 20


def offered(name: str, user: User) -> Any:
    """What may be chosen in the field `name`: lead, assigner or programme."""
    if name == "programme":
        signed = Agreement.objects.visible_to(user).filter(signed_at__isnull=False)
        return signed.only("code", "title")
    column = {"lead": "lead_agency", "assigner": "assigner"}[name]
    theirs = Task.objects.filter(**{column: OuterRef("pk")})
    return Agency.objects.filter(Exists(theirs)).only("name")


def offers(name: str, typed: str, user: User) -> list[str]:
    """At most 20 names for what was typed so far in a field of `offered`."""
    records = offered(name, user)
    if name == "programme":
        return [label(record) for record in records.saying(typed)[:_OFFERED]]
    found = [label(agency) for agency in records.named_like(typed)[:_OFFERED]]
    return [*found, *once_called(records, typed, _OFFERED - len(found))]


@dataclass(frozen=True)
class Chip:
    """An active condition in words; query: the address without it."""

    words: str
    query: str


def apply(form: FilterForm, tasks: "QuerySet[Task]", user: User, on: date, nearly: int) -> Any:
    """The tasks that fit every valid field of a bound form that was validated."""
    given = form.cleaned_data
    agency = user.acting_agency
    if given.get("state"):
        tasks = in_state(tasks, given["state"], on, nearly)
    if given.get("changed"):
        tasks = tasks.filter(changed_since(given["changed"]))
    if given.get("inherited"):
        taken_over = inherited()
        tasks = tasks.filter(taken_over if given["inherited"] == "only" else ~taken_over)
    tasks = _in_figure(tasks, given, on)
    plain = {
        "lead_agency": given.get("lead"),
        "assigner": given.get("assigner"),
        "agreement": given.get("programme"),
        "line__content_line": given.get("line"),
        "document": given.get("document"),
        "due_on__gte": given.get("due_from"),
        "due_on__lte": given.get("due_to"),
    }
    tasks = tasks.filter(**{name: value for name, value in plain.items() if value is not None})
    tasks = _reminded_of(tasks, given, on)
    if given.get("part") and agency is not None:
        parts = owed_parts(given["part"], on, nearly, given.get("part_to")).filter(agency=agency)
        tasks = tasks.filter(pk__in=parts.values("task"))
    if given.get("plan"):
        tasks = tasks.filter(in_plan(given["plan"]))
    if given.get("term"):
        tasks = tasks.filter(in_term(given["term"]))
    if given.get("partner"):
        tasks = tasks.filter(pk__in=given["partner"].coordinated_tasks.order_by().values("pk"))
    if given.get("mine") and agency is not None:
        tasks = tasks.filter(_mine(given["mine"], user, agency, on))
    return tasks.filter(containing(given["q"])) if given.get("q") else tasks


def _reminded_of(tasks: "QuerySet[Task]", given: dict[str, Any], on: date) -> "QuerySet[Task]":
    """The rows of a daily reminder, which only its link asks for."""
    if given.get("quiet"):
        tasks = tasks.filter(quiet_for(given["quiet"], on))
    if given.get("assigned_to"):
        tasks = tasks.filter(held_since(given["assigned_to"]))
    if given.get("ends_to"):
        tasks = tasks.filter(period_ends_by(given["ends_to"], on))
    return tasks.filter(taken_on(given["taken"])) if given.get("taken") else tasks


def _in_figure(tasks: "QuerySet[Task]", given: dict[str, Any], on: date) -> "QuerySet[Task]":
    """The rows of a rate, of an agency and a period where these are asked for."""
    deadline = (given.get("figure") or "current").removesuffix("_met")
    if given.get("figure"):
        tasks = tasks.filter(condition_of(given["figure"], on))
    if given.get("holder"):
        tasks = tasks.filter(held_on_due(given["holder"], deadline))
    first, last = given.get("during_from"), given.get("during_to")
    return tasks.filter(during(deadline, first, last)) if first or last else tasks


def _mine(which: str, user: User, agency: Agency, on: date) -> Q:
    if which in SIDES:
        return of_agency(which, agency, on)
    if which == "led":
        return Q(lead_agency=agency)
    if which == "partner":
        return Q(pk__in=agency.coordinated_tasks.order_by().values("pk"))
    if which == "waiting":
        return Q(pk__in=waiting_for(user, on).order_by().values("pk"))
    return asked_conditions(user, agency, on)[which]


def containing(typed: str) -> Q:
    """Tasks whose title, product or code has every word typed, with or without its accents.

    None where nothing that was typed is a word ("!!!").
    """
    words = vntext.search_folded(typed).split()[:10]
    entries = SearchEntry.objects.filter(kind="tasks.task") if words else SearchEntry.objects.none()
    for word in words:
        entries = entries.filter(folded__contains=word)
    return Q(pk__in=entries.values("object_id"))


def chips_of(form: FilterForm, params: QueryDict) -> list[Chip]:
    """The active conditions, each with the way to drop it."""
    chips = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value in {None, ""}:
            continue
        rest = params.copy()
        for gone in (name, "after", "before"):
            rest.pop(gone, None)
        if not rest:  # an empty address is a list of its own
            rest["state"] = ""
        chips.append(Chip(_chip_words(name, field, value), "?" + rest.urlencode()))
    return chips


def _chip_words(name: str, field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        shown = getattr(value, "code", "") if name in {"programme", "term", "document"} else ""
        return f"{field.label}: {shown or value}"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices)[value])  # type: ignore[arg-type]  # flat, ours
    if isinstance(value, date):
        return f"{field.label} {value:%d/%m/%Y}"
    if name == "line":
        return str(_("one content"))
    return f"{field.label}: {value}"
