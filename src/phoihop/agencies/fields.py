"""Naming an agency in a form: by name, letters or code, however many there are."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop import vntext
from phoihop.agencies.models import Agency, FormerName
from phoihop.agencies.naming import ended_words
from phoihop.ui import clock
from phoihop.ui.fields import REQUIRED

_BY_NUMBER = re.compile(r"#(\d{1,12})\s*\Z")
# Offered while typing; whoever stands further down the alphabet is typed in full.
_OFFERED = 300


class AgencyInput(forms.TextInput):
    """A text field whose browser offers the living agencies; works without any script."""

    template_name = "agencies/_agency_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The list of offers stands beside the field under an id of its own."""
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_offers"
        context["widget"]["attrs"] |= {"list": list_id, "autocomplete": "off"}
        names = Agency.objects.filter(valid_to=None).order_by("name_key", "pk")
        return context | {"list_id": list_id, "offers": _offers(names[:_OFFERED])}

    def format_value(self, value: Any) -> str | None:
        """An agency or its number is shown by name; what was typed stays as typed."""
        if isinstance(value, int):
            value = Agency.objects.filter(pk=value).first()
        return label(value) if isinstance(value, Agency) else super().format_value(value)


class AgencyField(forms.Field):
    """Cleans to the agency meant; says so when none or several could be meant.

    living: for new work, which no agency that has ended is given; who took over is named instead.
    """

    widget = AgencyInput
    default_error_messages = {
        "required": REQUIRED,
        "unknown": gettext_lazy("There is no agency of this name."),
    }

    def __init__(self, *, living: bool = False, **kwargs: Any) -> None:
        self.living = living
        super().__init__(**kwargs)

    def run_validators(self, value: Any) -> None:
        """An agency that has ended is refused where it has to live."""
        super().run_validators(value)
        if self.living and isinstance(value, Agency) and not value.exists_on(clock.today()):
            raise forms.ValidationError(ended_words(value), "ended")

    def to_python(self, value: Any) -> Agency | None:
        """Return the agency; None for an empty value."""
        if value in self.empty_values:
            return None
        if isinstance(value, Agency):
            return value
        found = _meant(str(value).replace("\0", ""))  # PostgreSQL takes no NUL
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        if len(found) > 1:
            names = "; ".join(label(agency) for agency in found[:5])
            message = _("Several agencies could be meant: %(names)s. Please type one in full.")
            raise forms.ValidationError(message % {"names": names}, "several")
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The same agency, however it is written, is no change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


def label(agency: Agency) -> str:
    """The name with the number that tells namesakes apart."""
    return f"{agency.name} #{agency.pk}"


def _meant(text: str) -> list[Agency]:
    if number := _BY_NUMBER.search(text):
        return list(Agency.objects.filter(pk=int(number[1])))
    text = " ".join(text.split())
    named = Agency.objects.filter(name_folded=vntext.fold(text))
    alike = [agency for agency in named if vntext.same(agency.name, text)] or list(named)
    if not alike:
        alike = list(Agency.objects.filter(code__iexact=text))
    if not alike:
        alike = list(Agency.objects.filter(short_name__iexact=text, valid_to=None))
    if not alike:
        alike = list(Agency.objects.filter(pk__in=_once_called(text)))
    living = [agency for agency in alike if agency.valid_to is None]
    return living or alike


def _once_called(text: str) -> set[int]:
    """Agencies that bore this name before, and go on under another one."""
    rows = FormerName.objects.filter(name__iexact=vntext.nfc(text))
    return set(rows.values_list("agency", flat=True))


def _offers(agencies: Iterable[Agency]) -> list[str]:
    rows = list(agencies)
    names = Counter(agency.name for agency in rows)
    return [label(agency) if names[agency.name] > 1 else agency.name for agency in rows]
