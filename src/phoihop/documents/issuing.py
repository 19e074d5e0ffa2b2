"""Ban hành: a draft gets its number and date, once, and is closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.citing import tell_open_citations
from phoihop.documents.errors import (
    DocumentFrozen,
    IssuedInFuture,
    NotADraft,
    NumberMissing,
    NumberTaken,
    NumberUsed,
    SeriesDoesNotFit,
)
from phoihop.documents.models import Document, NumberSeries, Register
from phoihop.documents.notices import tell_arrival
from phoihop.documents.numbers import format_code, parse_code, same_term, take_number
from phoihop.documents.services import put_in_search
from phoihop.documents.viewers import reindex_viewers


@dataclass(frozen=True, kw_only=True)
class IssueFacts:
    """How a draft goes out: its day, its signer, and one of `series` and `code`.

    although_used: the user saw which paper bears the number already, and goes on: a series
    passes it over, a number typed here is taken all the same.
    """

    issued_on: date
    signer_name: str
    signer_title: str = ""
    authority_mark: str = ""
    series: NumberSeries | None = None
    code: str = ""
    although_used: bool = False


@transaction.atomic
def issue_document(document: Document, facts: IssueFacts, *, by: User, at: datetime) -> Document:
    """Give the draft its number, show it to those it is sent to, and close it.

    A joint paper takes the series of the lead agency, whose draft it is; a secret paper the same
    series as an open one. Raises PermissionDenied, NotADraft, IssuedInFuture, NumberMissing,
    NumberTaken, SeriesDoesNotFit, SeriesNotOpen, NumberUsed.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.hidden_at is not None:
        raise PermissionDenied
    by = authorised(by, "documents.issue_document", document, timezone.localtime(at).date())
    if not document.is_draft:
        raise NotADraft
    if document.frozen_at is not None:
        raise DocumentFrozen
    if facts.issued_on > timezone.localtime(at).date():
        raise IssuedInFuture
    before = {name: getattr(document, name) for name in _TOLD}
    _number(document, facts, by=by, at=at)
    document.issued_on, document.is_draft = facts.issued_on, False
    document.signer_name = _line(facts.signer_name)
    document.signer_title = _line(facts.signer_title)
    document.authority_mark = _line(facts.authority_mark)
    document.issued_at = document.frozen_at = at
    document.issued_by = by
    document.save(update_fields=[*_TOLD, *_UNTOLD])
    changes = {
        name: (old, getattr(document, name))
        for name, old in before.items()
        if old != getattr(document, name)
    }
    audit.record("document.issued", document, by=by, at=at, changes=changes)
    reindex_viewers([document.pk])
    put_in_search(document)
    tell_open_citations(document, by=by, at=at)
    tell_arrival(document, document.recipients.values_list("pk", flat=True), by=by, at=at)
    return document


_TOLD = ("code", "issued_on", "signer_name", "signer_title", "authority_mark")
_UNTOLD = ("number", "symbol", "regime", "is_draft", "issued_at", "issued_by", "frozen_at")


def fits(series: NumberSeries, document: Document) -> bool:
    """Whether the letters of the series are those of the paper's kind, or decide none."""
    joint = "-" if series.regime == "party" else "/"
    parsed = parse_code(f"1{joint}{series.symbol}")
    return parsed is None or parsed.kind in {"", document.kind}


def bearers(document: Document, code: str, on: date) -> list[Document]:
    """Outgoing papers of the same agency that have this number in the same year or term."""
    used = Document.objects.filter(
        same_term(document.owner, code, on),
        owner=document.owner,
        register=Register.OUTGOING,
        code_key=vntext.symbol_key(code)[:60],
    )
    return list(used.exclude(pk=document.pk)[:5])


def _number(document: Document, facts: IssueFacts, *, by: User, at: datetime) -> None:
    typed = _line(facts.code)
    if facts.series is not None and typed:
        raise NumberTaken
    if facts.series is None and not typed:
        raise NumberMissing
    code = typed if facts.series is None else _taken(document, facts, by=by, at=at)
    if facts.series is None and not facts.although_used:
        _refuse_used(document, code, facts.issued_on)
    parsed = parse_code(code)
    document.code = code
    if parsed is not None:
        document.number, document.symbol = parsed.number, parsed.symbol
        document.regime = parsed.regime


def _taken(document: Document, facts: IssueFacts, *, by: User, at: datetime) -> str:
    """The next number of the series that no other paper bears."""
    series = facts.series
    if series is None or series.owner_id != document.owner_id or not fits(series, document):
        raise SeriesDoesNotFit
    while True:
        number = take_number(series, facts.issued_on, by, at)
        code = format_code(number, series.symbol, series.regime)
        if not facts.although_used:
            _refuse_used(document, code, facts.issued_on)
        if not bearers(document, code, facts.issued_on):
            return code


def _refuse_used(document: Document, code: str, on: date) -> None:
    """Raise NumberUsed, which names the paper that has this number."""
    other = next(iter(bearers(document, code, on)), None)
    if other is None:
        return
    words = _("%(code)s stands on another outgoing document: “%(subject)s”, %(day)s.")
    raise NumberUsed(
        words
        % {
            "code": code,
            "subject": other.subject[:160],
            "day": f"{other.issued_on:%d/%m/%Y}" if other.issued_on else _("no date"),
        }
    )


def _line(text: str) -> str:
    return vntext.nfc(" ".join(text.split()))
