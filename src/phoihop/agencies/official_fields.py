"""Naming an official in a form: by name, with the number where there are namesakes."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop import vntext
from phoihop.agencies.models import Official
from phoihop.ui.fields import REQUIRED

_BY_NUMBER = re.compile(r"#(\d{1,12})\s*\Z")
_NAMED = 5


class OfficialInput(forms.TextInput):
    """A text field; an official is shown by name and number."""

    def format_value(self, value: Any) -> str | None:
        """What was typed stays as typed."""
        if isinstance(value, int):
            value = Official.objects.filter(pk=value).first()
        return label(value) if isinstance(value, Official) else super().format_value(value)


class OfficialField(forms.Field):
    """Cleans to the official meant; two of one name are never merged silently."""

    widget = OfficialInput
    default_error_messages = {
        "required": REQUIRED,
        "unknown": gettext_lazy("There is no official of this name."),
    }

    def to_python(self, value: Any) -> Official | None:
        """Return the official; None for an empty value."""
        if value in self.empty_values:
            return None
        if isinstance(value, Official):
            return value
        found = _meant(str(value).replace("\0", ""))  # PostgreSQL takes no NUL
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        if len(found) > 1:
            names = "; ".join(_with_title(official) for official in found[:_NAMED])
            message = _("Several officials have this name: %(names)s. Please add the number.")
            raise forms.ValidationError(message % {"names": names}, "several")
        return found[0]


def label(official: Official) -> str:
    """The name with the number that tells namesakes apart."""
    return f"{official.full_name} #{official.pk}"


def _meant(text: str) -> list[Official]:
    if number := _BY_NUMBER.search(text):
        return list(Official.objects.filter(pk=int(number[1])))
    named = list(Official.objects.filter(name_folded=vntext.fold(" ".join(text.split()))))
    exact = [official for official in named if vntext.same(official.full_name, text)]
    return exact or named


def _with_title(official: Official) -> str:
    tenure = official.tenures.latest_first().first()
    return f"{label(official)} ({tenure.title})" if tenure else label(official)
