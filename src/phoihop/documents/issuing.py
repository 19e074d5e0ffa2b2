"""Ban hành: a draft gets its number and date, once, and is closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents.citing import tell_open_citations
from phoihop.documents.errors import (
    DocumentFrozen,
    IssuedInFuture,
    NotADraft,
    NumberMissing,
    NumberTaken,
    SeriesDoesNotFit,
)
from phoihop.documents.milestones import set_milestones
from phoihop.documents.models import Document, NumberSeries
from phoihop.documents.notices import tell_arrival
from phoihop.documents.numbers import parse_code, refuse_ended, refuse_used, take_free_code
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
    NumberTaken, SeriesDoesNotFit, SeriesNotOpen, IssuerEnded, NumberUsed.
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
    set_milestones([document], by=by, at=at)
    tell_open_citations([document], by=by, at=at)
    tell_arrival(document, document.recipients.values_list("pk", flat=True), by=by, at=at)
    return document


_TOLD = ("code", "issued_on", "signer_name", "signer_title", "authority_mark")
_UNTOLD = ("number", "symbol", "regime", "is_draft", "issued_at", "issued_by", "frozen_at")


def fits(series: NumberSeries, document: Document) -> bool:
    """Whether the letters of the series are those of the paper's kind, or decide none."""
    joint = "-" if series.regime == "party" else "/"
    parsed = parse_code(f"1{joint}{series.symbol}")
    return parsed is None or parsed.kind in {"", document.kind}


def _number(document: Document, facts: IssueFacts, *, by: User, at: datetime) -> None:
    # Of two who type the same number at once, here or at registering, the second waits and sees
    # it. Rows that only name the agency may be written meanwhile.
    Agency.objects.select_for_update(no_key=True).get(pk=document.owner_id)
    refuse_ended(document.issuer, facts.issued_on)
    typed = _line(facts.code)
    if facts.series is not None and typed:
        raise NumberTaken
    if facts.series is None and not typed:
        raise NumberMissing
    code = typed if facts.series is None else _taken(document, facts, by=by, at=at)
    if facts.series is None and not facts.although_used:
        refuse_used(document.owner, code, facts.issued_on)
    parsed = parse_code(code)
    document.code = code
    if parsed is not None:
        document.number, document.symbol = parsed.number, parsed.symbol
        document.regime = parsed.regime


def _taken(document: Document, facts: IssueFacts, *, by: User, at: datetime) -> str:
    """The next number of a series that counts such papers."""
    series = facts.series
    if series is None or series.owner_id != document.owner_id or not fits(series, document):
        raise SeriesDoesNotFit
    return take_free_code(series, facts.issued_on, by=by, at=at, although_used=facts.although_used)


def _line(text: str) -> str:
    return vntext.nfc(" ".join(text.split()))
