"""Shapes of the input of this room."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.ui.fields import REQUIRED


class SheetForm(forms.Form):
    """The filled-in sheet."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        label=_("Filled-in Excel file"),
        help_text=_("An .xlsx file of at most 10 MB. Nothing is saved before you have seen it."),
        error_messages={"required": REQUIRED},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def data_of_file(self) -> bytes:
        """The bytes, one more than are taken: enough to see that it is too large."""
        file: Any = self.cleaned_data["file"]
        return bytes(file.read(_MOST + 1))


_MOST = 10 * 1024 * 1024
