"""Where records were read: sentences of a document, kept with their offsets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.errors import NoSuchPlace
from phoihop.documents.models import Citation, Document, SourceSpan

_SENTENCE_ENDS = (". ", "; ", "! ", "? ", "… ", "\n")


@dataclass(frozen=True)
class Source:
    """A record and the words [start:end] of the text that it was read from.

    sentence: as the reader gave it; where empty, the one around the words.
    """

    record: models.Model
    start: int
    end: int
    sentence: str = ""


def link_source_span(  # noqa: PLR0913 -- the two offsets are one place
    record: models.Model, document: Document, start: int, end: int, *, by: User, at: datetime
) -> SourceSpan:
    """Keep where one record was read; see link_source_spans."""
    return link_source_spans(document, [Source(record, start, end)], by=by, at=at)[0]


@transaction.atomic
def link_source_spans(
    document: Document, sources: Iterable[Source], *, by: User, at: datetime
) -> list[SourceSpan]:
    """Keep where records were read, with one statement for all of them.

    Raises PermissionDenied; NoSuchPlace for offsets outside the text.
    """
    if not by.has_perm("documents.change_document", document):
        raise PermissionDenied
    spans = [_span(document, source) for source in sources]
    if spans:
        spans = SourceSpan.objects.bulk_create(spans)
        audit.record("source.linked", document, by=by, at=at, count=len(spans))
    return spans


@transaction.atomic
def unlink_source_spans(document: Document, *, by: User, at: datetime) -> int:
    """Forget what was read in this text; how many places there were. Raises PermissionDenied."""
    if not by.has_perm("documents.change_document", document):
        raise PermissionDenied
    count, _by_kind = SourceSpan.objects.filter(document=document).delete()
    if count:
        audit.record("source.unlinked", document, by=by, at=at, count=count)
    return count


def spans_of(record: models.Model) -> list[SourceSpan]:
    """Where a record was read, in order, with the documents. Who may open them is theirs to say."""
    found = SourceSpan.objects.filter(kind=audit.kind_of(record), object_id=record.pk)
    return list(found.select_related("document").order_by("document", "start", "pk"))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or line in which text[start:end] stands."""
    begins = max(
        (
            found + len(mark)
            for mark in _SENTENCE_ENDS
            if (found := text.rfind(mark, 0, start)) >= 0
        ),
        default=0,
    )
    ends = min(
        (found + 1 for mark in _SENTENCE_ENDS if (found := text.find(mark, end)) >= 0),
        default=len(text),
    )
    return text[begins:ends].strip()


def follow_text(document: Document, old_text: str) -> None:
    """After the text was corrected: move each place to where its words now stand.

    Words that are gone keep their old offsets; SourceSpan.stands() then says so, and a citation
    loses its place.
    """
    moved = []
    for span in SourceSpan.objects.filter(document=document):
        at = _nearest(document.text, span.text, span.start)
        if at is not None and at != span.start:
            span.start, span.end = at, at + len(span.text)
            moved.append(span)
    SourceSpan.objects.bulk_update(moved, ["start", "end"])
    cites = list(Citation.objects.filter(source=document).exclude(start=None))
    for citation in cites:
        words = old_text[citation.start : citation.end]
        citation.start = _nearest(document.text, words, citation.start or 0)
        citation.end = None if citation.start is None else citation.start + len(words)
    Citation.objects.bulk_update(cites, ["start", "end"])


def _span(document: Document, source: Source) -> SourceSpan:
    start, end = source.start, source.end
    if not 0 <= start < end <= len(document.text):
        raise NoSuchPlace
    return SourceSpan(
        document=document,
        kind=audit.kind_of(source.record),
        object_id=source.record.pk,
        start=start,
        end=end,
        text=document.text[start:end],
        sentence=source.sentence or sentence_around(document.text, start, end),
    )


def _nearest(text: str, words: str, near: int) -> int | None:
    """Where `words` stand in `text` closest to an offset; None if they do not."""
    if not words:
        return None
    before = text.rfind(words, 0, near + len(words))
    after = text.find(words, near)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - near)) if found else None
