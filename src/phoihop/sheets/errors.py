"""Why a file is not taken. `code` and `facts` are for the program; the rooms phrase them."""


class SheetRefused(ValueError):
    """A file that cannot be read as the sheet it should be."""

    code = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code}: {facts}")
        self.facts = facts


class TooLarge(SheetRefused):
    """More bytes than are read. facts: size, limit."""

    code = "too_large"


class WrongFormat(SheetRefused):
    """Not an XLSX workbook by content."""

    code = "wrong_format"


class Locked(SheetRefused):
    """An old XLS, or a workbook under a password: both are the same container."""

    code = "locked"


class Swollen(SheetRefused):
    """It would grow without measure when unpacked, or plays tricks in its XML. facts: reason."""

    code = "swollen"


class Damaged(SheetRefused):
    """The workbook is broken. facts: reason."""

    code = "damaged"


class HeadingsNotFound(SheetRefused):
    """No row of any worksheet holds the headings. facts: columns (keys of the needed ones)."""

    code = "headings_not_found"


class ColumnsMissing(SheetRefused):
    """Needed columns are not there. facts: columns (keys)."""

    code = "columns_missing"


class ColumnTwice(SheetRefused):
    """Two columns have one heading. facts: column (key)."""

    code = "column_twice"


class TooManyLines(SheetRefused):
    """facts: limit."""

    code = "too_many_lines"


class NoLines(SheetRefused):
    """Headings and nothing under them."""

    code = "no_lines"
