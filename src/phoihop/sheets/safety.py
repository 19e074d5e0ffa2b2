"""Text that goes into a sheet never becomes a formula, and comes back as it was."""

import re
from typing import Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection").
_BEGINS: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_LONGEST: Final = 32_767  # characters in a cell of Excel


def escaped(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could run; drop what no cell can hold."""
    plain = str(ILLEGAL_CHARACTERS_RE.sub("", text))[: _LONGEST - 1]
    return f"'{plain}" if _BEGINS.match(plain) else plain


def unescaped(text: str) -> str:
    """Take that apostrophe away again."""
    return text[1:] if _ESCAPED.match(text) else text
