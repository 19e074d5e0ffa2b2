"""What a sheet says otherwise than the record that is there."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.imports.sentences import language
from phoihop.periods import format_day
from phoihop.sheets import Column, Kind, Sheet


def differing(record: object, values: Mapping[str, object]) -> dict[str, object]:
    """The values that are filled in and differ from the record's."""
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and not _equal(value, getattr(record, name))
    }


def _equal(value: object, kept: object) -> bool:
    """Texts that differ in blanks and capitals only say the same."""
    if isinstance(value, str) and isinstance(kept, str):
        return vntext.same(value, kept)
    return value == kept


def difference_words(of: Sheet, record: object, changed: Mapping[str, object]) -> list[str]:
    """One sentence for each value that the sheet says otherwise."""
    said = []
    for name, value in changed.items():
        column = of.column(name)
        pair = {
            "column": column.heading.said(language()),
            "old": shown(column, getattr(record, name)) or "–",
            "new": shown(column, value),
        }
        said.append(_("%(column)s: “%(old)s” here, “%(new)s” in the file.") % pair)
    return said


def shown(column: Column, value: object) -> str:
    """A value as the sheet writes it."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, date):
        return format_day(value)
    if column.kind == Kind.CHOICE:
        words = {option.value: option.words.said(language()) for option in column.options}
        return words.get(str(value), str(value))
    return "" if value is None else str(value)
