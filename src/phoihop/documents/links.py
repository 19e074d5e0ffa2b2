"""What a document is tied to, as far as the reader may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phoihop.accounts.models import User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.documents.candidates import Offered, candidates
from phoihop.documents.models import Citation, Document, SourceSpan
from phoihop.documents.reading import Mark
from phoihop.search.engine import Audience, visible_to
from phoihop.ui import clock

_OFFERED = 5


@dataclass(frozen=True)
class Cited:
    """A citation as shown: the document if the reader sees it, else the words."""

    citation: Citation
    document: Document | None
    candidates: Sequence[Offered] = ()

    @property
    def words(self) -> str:
        """What is printed of it."""
        return self.citation.as_printed or (self.document.name if self.document else "")

    @property
    def is_open(self) -> bool:
        """No registered document answers to the words yet."""
        return self.citation.target_id is None


@dataclass(frozen=True)
class Read:
    """A record that was read in the text: its name, its page, the words."""

    title: str
    hint: str
    url: str
    span: SourceSpan


def cites_of(document: Document, user: User) -> list[Cited]:
    """What the document cites, open ones last, these with what they may mean."""
    rows = list(document.cites.order_by("relation", "pk"))
    seen = {
        found.pk: found
        for found in Document.objects.visible_to(user)
        .filter(pk__in=[row.target_id for row in rows if row.target_id])
        .defer("text", "words")
    }
    linked = [Cited(row, seen.get(row.target_id)) for row in rows if row.target_id]
    still_open = [row for row in rows if row.target_id is None]
    offered: list[list[Offered]] = [[] for _row in still_open]
    if user.has_perm("documents.change_document", document):
        words = [row.as_printed for row in still_open]
        offered = candidates(words, user, apart_from=document)
    return linked + [
        Cited(row, None, found[:_OFFERED]) for row, found in zip(still_open, offered, strict=True)
    ]


_MOST_CITING = 200


def cited_by_of(document: Document, user: User) -> list[Citation]:
    """Who cites it, as far as the reader sees them; each with its source."""
    visible = Document.objects.visible_to(user)
    rows = document.cited_by.filter(source__in=visible.values("pk"))
    newest = rows.select_related("source").defer("source__text").order_by("-source__issued_on")
    return list(newest[:_MOST_CITING])


def marks(
    cites: Iterable[Cited], spans: Iterable[SourceSpan], lit: SourceSpan | None
) -> list[Mark]:
    """What to show in the text: links of citations, anchors of spans, the one asked for."""
    shown = [
        Mark(
            cited.citation.start,
            cited.citation.end,
            url=cited.document.get_absolute_url() if cited.document else "",
        )
        for cited in cites
        if cited.citation.start is not None and cited.citation.end is not None
    ]
    shown += [Mark(span.start, span.end) for span in spans]
    if lit is not None:
        shown.append(Mark(lit.start, lit.end, lit=True))
    return shown


def records_read_from(spans: Iterable[SourceSpan], document: Document, user: User) -> list[Read]:
    """Records of every room that were read in this text and that the reader may find."""
    first: dict[tuple[str, int], SourceSpan] = {}
    for span in spans:
        first.setdefault((span.kind, span.object_id), span)
    first.pop(("documents.document", document.pk), None)
    if not first:
        return []
    scope = agencies_in_scope(user, clock.today())
    agency = user.acting_agency
    audience = Audience(
        agency_id=agency.pk if agency else None,
        scope=scope.values("agency") if scope is not None else None,
    )
    entries = visible_to(audience).filter(
        kind__in={kind for kind, _ in first}, object_id__in={pk for _, pk in first}
    )
    found = {(entry.kind, entry.object_id): entry for entry in entries}
    return [
        Read(entry.title, entry.hint, entry.url, span)
        for key, span in first.items()
        if (entry := found.get(key))
    ]
