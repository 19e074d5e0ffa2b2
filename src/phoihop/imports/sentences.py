"""What is said of a cell, and of a file that is not taken."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from phoihop.sheets import Fault, Row, Sheet, SheetRefused, Words

_SHOWN = 60


def both(text: "str | Promise") -> Words:
    """The same words in both languages of the program."""
    with override("vi"):
        vietnamese = str(text)
    with override("en"):
        english = str(text)
    return Words(vietnamese, english)


def language() -> str:
    """The language of this page, as sheets know it."""
    return (get_language() or "vi").split("-")[0]


def fault_sentence(sheet: Sheet, row: Row, fault: Fault) -> str:
    """What is wrong with a cell, as a sentence that quotes it."""
    typed = _quoted(row.typed.get(fault.column, ""))
    column = sheet.column(fault.column)
    if fault.code == "not_choice":
        options = "; ".join(option.words.said(language()) for option in column.options)
        return _("%(typed)s is not one of: %(options)s.") % {"typed": typed, "options": options}
    sentences = {
        "required": _("This cell must be filled in."),
        "not_day": _("%(typed)s is not a day. Write it as 05/03/2026."),
        "not_number": _("%(typed)s is not a whole number."),
        "out_of_range": _("%(typed)s is not between %(least)s and %(most)s."),
        "not_yes_no": _("%(typed)s is neither x nor empty."),
        "too_long": _("At most %(longest)s characters can be kept here."),
        "formula": _("This cell holds a formula without a result. Type the value itself."),
        "excel_error": _("Excel shows an error in this cell. Type the value itself."),
    }
    return sentences[fault.code] % {"typed": typed, **fault.facts}


def refusal_sentence(sheet: Sheet, refused: SheetRefused) -> str:
    """Why a file is not taken, and what to do."""
    facts = refused.facts
    sentences = {
        "too_large": _("The file is too large: at most %(megabytes)s MB."),
        "wrong_format": _("This is not an Excel file (.xlsx). Fill in the template and choose it."),
        "locked": _(
            "This file is in the old format (.xls) or has a password. Save it as .xlsx without"
            " a password."
        ),
        "swollen": _("The file would swell without measure when opened; it was not opened."),
        "damaged": _("The file is damaged and could not be read. Save it once more in Excel."),
        "headings_not_found": _(
            "No sheet of this file has the headings of the template. Needed are: %(columns)s."
        ),
        "columns_missing": _("These columns are missing: %(columns)s."),
        "column_twice": _("The column %(columns)s stands there twice."),
        "too_many_lines": _("At most %(limit)s lines can be imported at once. Split the file."),
        "no_lines": _("There is nothing under the headings."),
    }
    return sentences[refused.code] % {
        "megabytes": _megabytes(facts.get("limit")),
        "limit": f"{facts.get('limit', 0):,}".replace(",", "."),
        "columns": _headings(sheet, facts.get("columns") or [facts.get("column")]),
    }


def _headings(sheet: Sheet, keys: object) -> str:
    wanted: Iterable[object] = keys if isinstance(keys, list) else []
    return ", ".join(
        f"“{column.heading.said(language())}”" for column in sheet.columns if column.key in wanted
    )


def _megabytes(limit: object) -> str:
    return f"{limit / 1024 / 1024:g}" if isinstance(limit, int) else ""


def _quoted(typed: str) -> str:
    return f"“{typed[:_SHOWN]}…”" if len(typed) > _SHOWN else f"“{typed}”"
