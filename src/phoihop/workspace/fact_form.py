"""What the forms that correct a fact have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from phoihop.ui.fields import REQUIRED


def line(label: Any, *, required: bool = True, most: int = 300, **more: Any) -> forms.CharField:
    """One line of text, of at most so many letters."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        error_messages={"required": REQUIRED},
        **more,
    )


class FactForm(forms.Form):
    """Base of the forms that correct a fact: from and to the fact's JSON value."""

    def value(self) -> dict[str, Any]:
        """The corrected value, to be merged into the fact's."""
        return {
            name: data.isoformat() if isinstance(data, date) else data
            for name, data in self.cleaned_data.items()
        }

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first."""
        return {
            name: date.fromisoformat(data) if name == "date" and data else data
            for name, data in value.items()
        }
