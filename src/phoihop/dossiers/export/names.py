"""Names in the exported folder: safe on any computer, and no two alike."""

import re
import unicodedata

from phoihop import vntext

_LONGEST = 80
# What Windows does not take, beside control characters.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Names:
    """Gives each thing of one folder a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """A safe name like `wanted`, with a number if another has it, whatever its capitals."""
        name = safe(wanted)
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        count = 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem} ({count}){dot}{ending}"
        self._taken.add(name.casefold())
        return name


def safe(wanted: str) -> str:
    """One part of a path: no folder, no control character, nothing that a system reserves."""
    plain = "".join(
        " " if unicodedata.category(letter).startswith("C") else letter
        for letter in vntext.nfc(wanted)
    )
    name = " ".join(_FORBIDDEN.sub("-", plain).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if stem and len(ending) <= 10:  # noqa: PLR2004 -- a file's ending, not a sentence with a dot
        name = f"{stem[: _LONGEST - len(ending)].rstrip('. ')}{dot}{ending}"
    else:
        name = name[:_LONGEST].rstrip(". ")
    if not name or _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name
