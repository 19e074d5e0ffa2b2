"""Names that stand alone below "(đã ký)" at the foot of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from phoihop.reader.normal import Source
from phoihop.reader.signature_cells import Span, name_in, post_heads, trimmed

_SIGNS: Final = ("đã ký", "đóng dấu", "họ tên")  # one of them stands in each mark
# A line of its own between the post and the name.
_MARK: Final = re.compile(
    r"\n[^\S\n]*\(?(?:đã ký(?: và đóng dấu)?|ký(?: tên)?,? (?:và )?đóng dấu"
    r"|ký(?: và|,)? ghi rõ họ tên)\)?\.?[^\S\n]*\n\s*(?P<name>[^\n]+)"
)
_LONGEST_POST: Final = 60


def names_below_marks(source: Source) -> Iterator[tuple[Span, Span | None]]:
    """Yield each such name and the post above the mark, which may be in small letters."""
    if not any(sign in source.low for sign in _SIGNS):
        return
    for mark in _MARK.finditer(source.low):
        name = name_in(source, trimmed(source, *mark.span("name")))
        if name is not None:
            above = source.low.rfind("\n", 0, mark.start()) + 1
            post = trimmed(source, above, mark.start())
            headed = source.low.startswith(post_heads(), post[0])
            yield name, post if headed and post[1] - post[0] <= _LONGEST_POST else None
