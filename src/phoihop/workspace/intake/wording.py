"""What a fact says, field by field, in the words of the form that corrects it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms

from phoihop.periods import format_day
from phoihop.workspace.forms import form_class

# Of a clause that fills pages, as much as a line of the history takes.
_LONGEST: Final = 500


def wording_of(kind: str, value: Mapping[str, Any]) -> dict[str, str]:
    """{name of the field: its words} of a value of this kind of fact."""
    form = form_class(kind)
    initial = form.initial_of(value)
    return {name: _said(field, initial.get(name)) for name, field in form.base_fields.items()}


def changed_words(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """{short label of the field: (what it said, what it says)} of the fields that differ."""
    fields = form_class(kind).base_fields
    old, new = wording_of(kind, before), wording_of(kind, after)
    return {
        _short(field): (_cut(old[name]), _cut(new[name]))
        for name, field in fields.items()
        if old[name] != new[name]
    }


def _short(field: forms.Field) -> str:
    """Its label without what it tells the one who types: "Positions, one a line"."""
    return str(field.label).partition(", ")[0]


def _said(field: forms.Field, words: Any) -> str:
    if words is None:
        return ""
    if isinstance(words, date):
        return format_day(words)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(words, words))  # type: ignore[arg-type]  # no groups
    return "; ".join(str(words).splitlines())


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
