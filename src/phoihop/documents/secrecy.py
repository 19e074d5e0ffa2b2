"""Papers with a mark of secrecy: nothing of their content may be entered (Luật 117/2025/QH15)."""

import re
from typing import Final

from phoihop import vntext

# The stamp stands by itself on a line of the head, sometimes after its name ("Độ mật: Tối mật").
_MARK: Final = re.compile(r"^(?:(?:độ|dấu chỉ độ)\s+mật\s*:?\s*)?(?:tuyệt mật|tối mật|mật)[.\s]*$")
_HEAD_LINES: Final = 30


def bears_secrecy_mark(text: str) -> bool:
    """Whether the head of a text shows MẬT, TỐI MẬT or TUYỆT MẬT as a stamp of its own."""
    lines = (line for line in text[:20_000].splitlines() if line.strip())
    return any(
        _MARK.match(vntext.canonical(line.strip(" \t*|[]()-–_")))
        for line, _n in zip(lines, range(_HEAD_LINES), strict=False)
    )
