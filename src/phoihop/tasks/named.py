"""One record in a filter: a list while it is short, else its name, typed with offers."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.agencies.fields import AgencyField
from phoihop.agencies.models import Agency, FormerName, Succession
from phoihop.agencies.naming import ended_words
from phoihop.agreements.models import Agreement
from phoihop.tasks.errors import LeadNotAllowed
from phoihop.ui import clock
from phoihop.ui.keys import key_in

_MOST_IN_A_LIST = 15
Row = TypeVar("Row", bound=models.Model)


class NamedInput(forms.TextInput):
    """A text field; while one types, the server offers names."""

    template_name = "tasks/_named_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The list of offers stands beside the field under an id of its own."""
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_offers"
        context["widget"]["attrs"] |= {
            "list": list_id,
            "autocomplete": "off",
            "hx-get": reverse("tasks:offers"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#{list_id}",
            "hx-push-url": "false",
        }
        return context | {"list_id": list_id}


class RecordField(forms.ModelChoiceField[Row]):
    """Cleans to one of the records offered; links name it by key, people by its name."""

    def __init__(self, model: type[Row], find: Callable[[Any, str], Row], **kwargs: Any) -> None:
        self.find = find
        kwargs.setdefault("required", False)
        super().__init__(model._default_manager.none(), **kwargs)

    def offer(self, records: "models.QuerySet[Row]") -> None:
        """Let one of these be chosen; one question tells whether they make a short list."""
        self.queryset = records
        rows = list(records[: _MOST_IN_A_LIST + 1])
        if len(rows) > _MOST_IN_A_LIST:
            self.widget = NamedInput()
        else:
            self.widget.choices = [
                ("", self.empty_label or ""),
                *((row.pk, self.label_from_instance(row)) for row in rows),
            ]

    def to_python(self, value: Any) -> Row | None:
        """Return the record of a key, or of a name: where no field is drawn one may come too."""
        text = str(value or "").strip()
        if not text:
            return super().to_python(value)
        key = key_in(text.rpartition("#")[2])
        return super().to_python(key) if key is not None else self.find(self.queryset, text)

    def prepare_value(self, value: Any) -> Any:
        """A key that came with a link is shown by name; what was typed stays as typed."""
        key = key_in(value)
        if key is None or not isinstance(self.widget, NamedInput):
            return super().prepare_value(value)
        records: Any = self.queryset
        row = records.filter(pk=key).first()
        return value if row is None else label(row)


def not_offered(lead: int | None) -> str:
    """Why this agency may not lead new work: it has ended, and who took over; or the rights."""
    ended = Agency.objects.filter(pk=lead, valid_to__lt=clock.today()).first() if lead else None
    return ended_words(ended) if ended is not None else str(LeadNotAllowed.message)


def label(row: models.Model) -> str:
    """The short name of a record with its key, which tells namesakes apart."""
    name = row.code or row.title if isinstance(row, Agreement) else str(row)
    return f"{name} #{row.pk}"


def once_called(agencies: "models.QuerySet[Agency]", typed: str, most: int) -> list[str]:
    """At most so many of these agencies by an old name: their own, or that of one they took over.

    For filters alone: work is never given under a name that is no more.
    """
    words = vntext.fold(typed)
    if most <= 0 or not words:
        return []
    former = FormerName.objects.filter(agency__in=agencies).select_related("agency")
    found = [(row.agency, row.name) for row in former if words in vntext.fold(row.name)]
    passed = Succession.objects.filter(
        predecessor__name_folded__contains=words, successor__in=agencies
    ).select_related("predecessor", "successor")
    found += [(row.successor, row.predecessor.name) for row in passed[:most]]
    said = [
        _("%(name)s (formerly %(old)s) #%(key)s")
        % {"name": agency.name, "old": old, "key": agency.pk}
        for agency, old in dict.fromkeys(found)
    ]
    return said[:most]


def agency_named(_agencies: "models.QuerySet[Agency]", text: str) -> Agency:
    """The agency of this name, letters or code. Raises ValidationError for none and for several."""
    agency: Agency = AgencyField().clean(text)
    return agency


def agreement_named(agreements: "models.QuerySet[Agreement]", text: str) -> Agreement:
    """The newest agreement of this number and symbol, or of this title. Raises ValidationError."""
    named = models.Q(code_key=vntext.symbol_key(text)[:60]) | models.Q(
        title_folded=vntext.fold(text)
    )
    found = agreements.filter(named).order_by("-signed_on", "-pk").first()
    if found is None:
        raise forms.ValidationError(_("There is no programme of this number or title."), "unknown")
    return found
