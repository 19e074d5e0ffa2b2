"""The filters of the search page: a GET form, and for each kind the records that fit them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency, Official, Tenure
from phoihop.agencies.querysets import alive_on
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    ContentItem,
    ItemCoordination,
    Party,
)
from phoihop.documents.models import Document, Kind, Recipient, Register
from phoihop.dossiers.models import Dossier
from phoihop.inbox.models import Comment
from phoihop.search.engine import Filters
from phoihop.tasks.filters import STATES as TASK_STATES
from phoihop.tasks.models import Evidence, Task, TaskCoordination
from phoihop.tasks.states import in_state, nearly_days

# Kinds of papers that are kinds of agreements as well.
_SAME_KIND = {
    Kind.PROGRAMME: AgreementKind.PROGRAMME,
    Kind.REGULATION: AgreementKind.REGULATION,
    Kind.PLAN: AgreementKind.PLAN,
}
_EVERY = [("", _("all"))]
STATES = [
    *_EVERY,
    (_("Tasks"), [(f"task:{key}", label) for key, label in TASK_STATES if key]),
    (
        _("Coordination papers"),
        [(f"agreement:{state.value}", state.label) for state in AgreementState],
    ),
    (_("Documents"), [(f"document:{book.value}", book.label) for book in Register]),
    (
        _("Agencies"),
        [("agency:alive", _("at work today")), ("agency:ended", _("ended"))],
    ),
]

# What is found, in the order of the rooms; icon of each.
KINDS = {
    "tasks.task": (_("Tasks"), "tasks"),
    "tasks.evidence": (_("Evidence"), "clip"),
    "agreements.agreement": (_("Coordination papers"), "agr"),
    "agreements.contentitem": (_("Contents of coordination"), "item"),
    "documents.document": (_("Documents"), "docs"),
    "dossiers.dossier": (_("Dossiers"), "box"),
    "inbox.comment": (_("Discussion"), "comment"),
    "agencies.agency": (_("Agencies"), "org"),
    "agencies.official": (_("Officials"), "user"),
}
# The names in the address of the search page that say what is searched for.
ASKED = ("q", "kind", "year", "agency", "paper", "state")

Records = dict[str, QuerySet[Any]]


class SearchForm(forms.Form):
    """Every field is optional."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1000,
        max_value=9999,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "maxlength": 4}),
    )
    # Without the list of offers, which would weigh more than the results.
    agency = AgencyField(
        label=_("Agency"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name, letters or code")}),
    )
    paper = forms.ChoiceField(
        label=_("Kind of paper"), required=False, choices=[*_EVERY, *Kind.choices]
    )
    state = forms.ChoiceField(label=_("State or register"), required=False, choices=STATES)


@dataclass(frozen=True)
class _Filter:
    """A filter by the kinds it says something about; other kinds do not fit it."""

    narrow: Mapping[str, Callable[[QuerySet[Any]], QuerySet[Any]]]


def kinds_of(params: Mapping[str, Any]) -> list[str] | None:
    """The kind that the address of the search page asks for, None for all."""
    kind = params.get("kind", "")
    return [kind] if kind in KINDS else None


def filters_of(form: SearchForm, *, kinds: list[str] | None, on: date) -> Filters:
    """What the valid fields of a bound form narrow the search to; kinds: of the side list."""
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    narrowings = [
        *([_by_agency(given["agency"], on)] if "agency" in given else []),
        *([_by_paper(given["paper"])] if "paper" in given else []),
        *([_by_state(given["state"], on)] if "state" in given else []),
    ]
    return Filters(
        kinds=kinds, year=given.get("year"), only=_records(narrowings) if narrowings else None
    )


def _records(narrowings: list[_Filter]) -> Records:
    """Records that fit every filter, by kind."""
    fitting = set.intersection(*(set(one.narrow) for one in narrowings))
    records: Records = {}
    for kind in fitting:
        rows = _all_of(kind)
        for one in narrowings:
            rows = one.narrow[kind](rows)
        records[kind] = rows
    return records


def _all_of(kind: str) -> QuerySet[Any]:
    models: dict[str, Any] = {
        "tasks.task": Task,
        "tasks.evidence": Evidence,
        "agreements.agreement": Agreement,
        "agreements.contentitem": ContentItem,
        "documents.document": Document,
        "dossiers.dossier": Dossier,
        "inbox.comment": Comment,
        "agencies.agency": Agency,
        "agencies.official": Official,
    }
    rows: QuerySet[Any] = models[kind].objects.order_by()
    return rows


def _where(condition: Q) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    return lambda rows: rows.filter(condition)


def _by_agency(agency: Agency, on: date) -> _Filter:
    """What the agency has a part in; of agencies itself and those under it."""

    def part_in(rows: Any, name: str) -> Q:
        return Q(pk__in=rows.filter(agency=agency).values(name))

    leads = Q(lead_agency=agency)
    tenures = Tenure.objects.filter(alive_on(on))
    return _Filter(
        {
            "tasks.task": _where(
                leads | Q(assigner=agency) | part_in(TaskCoordination.objects, "task")
            ),
            "tasks.evidence": _where(
                Q(task__lead_agency=agency)
                | Q(task__assigner=agency)
                | Q(task__in=TaskCoordination.objects.filter(agency=agency).values("task"))
            ),
            "agreements.agreement": _where(Q(owner=agency) | part_in(Party.objects, "agreement")),
            "agreements.contentitem": _where(leads | part_in(ItemCoordination.objects, "item")),
            "documents.document": _where(
                Q(owner=agency) | Q(issuer=agency) | part_in(Recipient.objects, "document")
            ),
            "dossiers.dossier": _where(Q(owner=agency)),
            "inbox.comment": _where(Q(agency=agency)),
            "agencies.agency": _where(Q(pk__in=Agency.objects.under(agency, on).values("pk"))),
            "agencies.official": _where(part_in(tenures, "official")),
        }
    )


def _by_paper(kind: str) -> _Filter:
    narrow = {"documents.document": _where(Q(kind=kind))}
    same = _SAME_KIND.get(Kind(kind))
    if same is not None:
        narrow["agreements.agreement"] = _where(Q(kind=same))
    return _Filter(narrow)


def _by_state(chosen: str, on: date) -> _Filter:
    room, _colon, state = chosen.partition(":")
    if room == "task":
        nearly = nearly_days()
        return _Filter({"tasks.task": lambda rows: in_state(rows, state, on, nearly)})
    if room == "agreement":
        fitting = Agreement.objects.in_state(state, on).order_by()
        return _Filter({"agreements.agreement": _where(Q(pk__in=fitting.values("pk")))})
    if room == "document":
        return _Filter({"documents.document": _where(Q(register=state))})
    ended = Q(valid_to__lt=on)
    return _Filter({"agencies.agency": _where(ended if state == "ended" else ~ended)})
