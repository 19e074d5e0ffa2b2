"""Shapes of the input about places."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.forms import EVERY
from phoihop.agencies.models import Area, Level
from phoihop.ui.fields import DayField

LEVELS = [(level.value, level.label) for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)]
TIMES = [("", _("today")), ("before", _("until 30/06/2025")), ("all", _("all"))]
_CODE = re.compile(r"\d{1,10}")


class AreaFilterForm(forms.Form):
    """Which places are listed."""

    words = forms.CharField(label=_("Name or code"), required=False, max_length=120)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[*EVERY, *LEVELS])
    time = forms.ChoiceField(label=_("Time"), required=False, choices=TIMES)
    corrected = forms.BooleanField(label=_("Only what the office corrected"), required=False)
    inside = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)


class AreasField(forms.CharField):
    """Places by their codes, several parted by commas; today's before those of earlier times."""

    default_error_messages = {
        "unknown": _("There is no place with the code %(code)s."),
        "level": _("Several places have the code %(code)s: add the level, as in 33:province."),
    }

    def prepare_value(self, value: Any) -> Any:
        """Places are shown by their codes; what was typed stays as typed."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(_code_of(area) for area in value)

    def to_python(self, value: Any) -> Any:
        """Return the list of places."""
        pieces = str(value or "").replace("\0", "").replace(";", ",").split(",")
        return [self._meant(piece) for piece in map(str.strip, pieces) if piece]

    def _meant(self, piece: str) -> Area:
        code, _colon, level = piece.partition(":")
        named = Area.objects.filter(Q(level=level) if level else Q(), code=code.strip())
        found = list(named.filter(valid_to=None)[:2]) or list(named[:2])
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown", {"code": piece})
        if len(found) > 1:
            raise forms.ValidationError(self.error_messages["level"], "level", {"code": piece})
        return found[0]

    def validate(self, value: Any) -> None:
        """An empty list is empty."""
        super().validate(value or None)

    def run_validators(self, value: Any) -> None:
        """Places have no validators of text."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is written."""
        return bool(super().has_changed(self.prepare_value(initial) or "", data))


def _code_of(area: Area) -> str:
    """The code; with its level where another place of the day has the same."""
    return f"{area.code}:{area.level}"


class AreaForm(forms.Form):
    """Facts of a place, as the office corrects them."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("With its kind: “Xã …”, “Phường …”.")
    )
    code = forms.RegexField(
        label=_("Code"),
        regex=_CODE.pattern + r"\Z",
        max_length=10,
        error_messages={"invalid": _("A code has figures only.")},
    )
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS)
    parent = AreasField(
        label=_("Lies in (code)"),
        required=False,
        help_text=_("Of the province; of an old commune the district."),
    )
    valid_from = DayField(label=_("From"), required=False)
    valid_to = DayField(label=_("To"), required=False)
    paper = forms.CharField(
        label=_("According to"),
        max_length=250,
        help_text=_("The paper that says so, with number and date."),
    )

    def clean_parent(self) -> Area | None:
        """At most one."""
        found: list[Area] = self.cleaned_data["parent"]
        if len(found) > 1:
            raise forms.ValidationError(_("A place lies in one place."))
        return found[0] if found else None


class AreaCorrectionForm(AreaForm):
    """A place that is there also has what became of it."""

    becomes = AreasField(
        label=_("Became (codes)"),
        required=False,
        help_text=_("Several with commas between them; empty while it exists."),
    )
    field_order = ("name", "code", "level", "parent", "valid_from", "valid_to", "becomes")


def initial_of(area: Area, becomes: Iterable[Area]) -> dict[str, object]:
    """What the form of a correction begins with."""
    return {
        "name": area.name,
        "code": area.code,
        "level": area.level,
        "parent": [area.parent] if area.parent else [],
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "becomes": becomes,
    }
