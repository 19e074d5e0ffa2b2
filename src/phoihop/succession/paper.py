"""The paper that decides an act, as it stands in the register: its date, from when it applies."""

import re
from datetime import date

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.documents.models import Document
from phoihop.succession.models import Act

# "Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025."
_APPLIES = re.compile(
    r"có hiệu lực(?: thi hành)?(?: kể)? từ(?: ngày)? "
    r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})",
    re.IGNORECASE,
)
_NEAR_END = 20_000


def registered(paper: str, by: User) -> list[Document]:
    """Papers of this number and symbol that the user sees, the newest first."""
    key = vntext.symbol_key(paper)[:60]
    if not key:
        return []
    rows = Document.objects.visible_to(by).filter(code_key=key, issued_on__isnull=False)
    return list(rows.defer("text", "words").order_by("-issued_on", "-pk")[:5])


def applies_from(document: Document) -> date | None:
    """The day from which its text says that it applies; None where it names none, or several."""
    text = " ".join(vntext.nfc(document.text[-_NEAR_END:]).split())
    days = {_day(found) for found in _APPLIES.finditer(text)}
    return days.pop() if len(days) == 1 else None


def _day(found: "re.Match[str]") -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def paper_doubts(act: Act) -> list[str]:
    """Where the facts of the act do not fit the paper in the register."""
    document = act.document
    applies = applies_from(document) if document is not None else None
    if applies is None or applies == act.on:
        return []
    words = _("By its text the deciding paper applies from %(day)s; the act is dated %(on)s.")
    return [words % {"day": f"{applies:%d/%m/%Y}", "on": f"{act.on:%d/%m/%Y}"}]
