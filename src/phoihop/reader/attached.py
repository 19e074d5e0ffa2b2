"""Files inside e-mails, each under a name of its own."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.mail import Attached, attachments
from phoihop.reader.refusals import Limits
from phoihop.reader.sniff import sniff

_NOT_IN_NAMES: Final = re.compile(r"[/\\\x00-\x1f]+")
_LONGEST: Final = 120  # letters; the ending stays


def files_inside(data: bytes, name: str, limits: Limits) -> Attached:
    """Return the files that come with the mail; none for what is no mail.

    One without a name is called after its place and its content, "tep-kem-2.pdf"; no two have the
    same name, and none has a path. Raises Damaged.
    """
    if sniff(data) != "eml":
        return Attached((), 0)
    found = attachments(data, name, limits)
    named: dict[str, bytes] = {}
    for number, (own, content) in enumerate(found.files, 1):
        plain = _NOT_IN_NAMES.sub("-", own)[-_LONGEST:].strip()
        plain = plain or f"tep-kem-{number}.{sniff(content) or 'bin'}"
        free, count = plain, number
        while free in named:
            free, count = f"{count}-{plain}", count + 1
        named[free] = content
    return Attached(tuple(named.items()), found.left_out)
