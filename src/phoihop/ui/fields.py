"""Form fields of the office: days, percentages, several files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from phoihop.periods import InvalidDay, format_day, parse_day
from phoihop.ui.keys import key_in

REQUIRED = _("This field is required.")
# Django's own messages, said in the office's words by this room's catalogue, which comes first.
DJANGO_MESSAGES = (
    _("Enter a whole number."),
    _("Enter a valid date."),
    _("Enter a number."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("The submitted file is empty."),
    _("No file was submitted. Check the encoding type on the form."),
    _("No file was submitted."),
    _("Enter a valid value."),
    _("Enter a valid URL."),
    _("Enter a valid email address."),
    _("Enter a valid time."),
    _("Enter a valid UUID."),
    _("Enter a list of values."),
    _("Enter a complete value."),
    _("Null characters are not allowed."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("“%(pk)s” is not a valid value."),
    _("%(model_name)s with this %(field_label)s already exists."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
        "max",
    ),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
        "max",
    ),
)


class DayInput(forms.TextInput):
    """A day as text: quicker than a calendar, and on a phone with the keyboard of figures."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {
            "class": "w-date",
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": _("dd/mm/yyyy"),
        }
        super().__init__(base | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """A date is shown as 05/03/2026; what was typed stays as typed."""
        return format_day(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """A day written in any of the ways of `periods.parse_day`."""

    widget = DayInput
    default_error_messages = {"required": REQUIRED, "invalid": _("This is not a valid day.")}

    def to_python(self, value: Any) -> date | None:
        """Return the day; None for an empty value."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except InvalidDay as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Another way of writing the same day is no change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class PercentField(forms.Field):
    """A whole percentage; "75", "75%" and "75 %" are the same."""

    widget = forms.TextInput
    default_error_messages = {"required": REQUIRED, "invalid": _("Enter a number from 0 to 100.")}

    def to_python(self, value: Any) -> int | None:
        """Return 0 to 100; None for an empty value."""
        if value in self.empty_values:
            return None
        text = str(value).replace("%", "").strip()
        is_number = text.isascii() and text.isdigit() and len(text) <= 3  # noqa: PLR2004
        if not is_number or int(text) > 100:  # noqa: PLR2004 -- per cent
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return int(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Figures on a phone's keyboard."""
        return {"class": "w-num", "inputmode": "numeric", "autocomplete": "off", "maxlength": "5"}


class FilesInput(forms.ClearableFileInput):
    """A plain file input that takes several; a phone offers its camera."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; cleans to a list, empty when none was given."""

    widget = FilesInput
    default_error_messages = {"required": REQUIRED}

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Each file is checked as a single one would be."""
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        given = [file for file in files if file]
        if not given:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, initial) for file in given]


class RecordsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Several records; a number that no record can have is refused as any other wrong choice."""

    def clean(self, value: Any) -> Any:
        """The records chosen."""
        for key in value or ():
            if key_in(key) is None:
                params = {"value": key}
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", params
                )
        return super().clean(value)
