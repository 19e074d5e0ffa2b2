"""What documents say of each other: typed citations, linked by a person, never by guess."""

import re
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.errors import AlreadyCited, CitesItself, NothingCited
from phoihop.documents.facts import CitationFacts
from phoihop.documents.models import Citation, Document, Relation

_CODE: Final = re.compile(
    r"\d{1,5}\s*[-/]\s*(?:\d{4}\s*/\s*)?[^\W\d_]\w*(?:\s*[-/]\s*[^\W\d_][\w.]*)*"
)
_NUMBER: Final = re.compile(r"\bsố\s+(\d{1,5})\b", re.IGNORECASE)
_SESSION: Final = re.compile(
    r"(?:TW|trung ương)\s*(\d{1,2})[\s,(]*(?:khóa|khoá)\s+([IVX]+)", re.IGNORECASE
)
_CONGRESS: Final = re.compile(r"(?:ĐH|đại hội)[^\d,.;]{0,40}?\b([IVX]+)\b", re.IGNORECASE)
_MOST: Final = 20


@transaction.atomic
def add_citation(source: Document, facts: CitationFacts, *, by: User, at: datetime) -> Citation:
    """Say that `source` cites another document; said twice, it stands once.

    Raises PermissionDenied, NothingCited, CitesItself.
    """
    source = _locked(source, by)
    words = vntext.nfc(" ".join(facts.as_printed.split()))[:500]
    target = _visible(facts.target_id, by)
    if target is None and not words:
        raise NothingCited
    if target == source:
        raise CitesItself
    said = Q(target=target) if target else Q(target=None, as_printed=words)
    held = Citation.objects.filter(said, source=source, relation=facts.relation).first()
    if held is not None:
        return held
    citation = Citation.objects.create(
        source=source,
        target=target,
        relation=facts.relation,
        as_printed=words or (target.code if target else ""),
        start=facts.start,
        end=facts.end,
    )
    _record("citation.added", citation, by=by, at=at)
    return citation


@transaction.atomic
def resolve_citation(citation: Citation, target: Document, *, by: User, at: datetime) -> Citation:
    """Link words to the document they mean. Raises PermissionDenied, CitesItself, AlreadyCited."""
    source = _locked(citation.source, by)
    seen = _visible(target.pk, by)
    if seen is None:
        raise PermissionDenied
    if seen == source:
        raise CitesItself
    same = Citation.objects.filter(source=source, target=seen, relation=citation.relation)
    if same.exclude(pk=citation.pk).exists():
        raise AlreadyCited
    citation = Citation.objects.select_related("source", "target").get(pk=citation.pk)
    citation.target = seen
    citation.save(update_fields=["target"])
    _record("citation.resolved", citation, by=by, at=at)
    return citation


@transaction.atomic
def remove_citation(citation: Citation, *, by: User, at: datetime) -> None:
    """Take back a citation; the history keeps it. Raises PermissionDenied."""
    _locked(citation.source, by)
    held = Citation.objects.select_related("source", "target").filter(pk=citation.pk).first()
    if held is None:
        return
    _record("citation.removed", held, by=by, at=at)
    held.delete()


def with_code(code: str, user: User) -> list[Document]:
    """Documents the user sees under this number and symbol, however it is typed."""
    key = vntext.symbol_key(code)[:60]
    if not key:
        return []
    return list(Document.objects.visible_to(user).filter(code_key=key)[:_MOST])


def candidates(words: str, user: User, *, apart_from: Document | None = None) -> list[Document]:
    """Documents that these words may mean, the likeliest first; a person picks (D1).

    By number and symbol; by session or congress ("Nghị quyết TW8 khóa XI" fits several); by a
    bare number. Ranked by the words that their subject shares.
    """
    asked = _meant(words)
    if asked is None:
        return []
    found = Document.objects.visible_to(user).filter(asked)
    if apart_from is not None:
        found = found.exclude(pk=apart_from.pk)
    said = set(vntext.search_folded(words).split())

    def shared(document: Document) -> int:
        return len(said & set(vntext.search_folded(str(document)).split()))

    return sorted(found.order_by("-issued_on", "pk")[: 5 * _MOST], key=shared, reverse=True)[:_MOST]


def _meant(words: str) -> Q | None:
    plain = vntext.nfc(words)
    if codes := _CODE.findall(plain):
        return Q(code_key__in=[vntext.symbol_key(code)[:60] for code in codes])
    if found := _SESSION.search(plain):
        return Q(ordinal__iexact=f"{int(found[1])}/{found[2].upper()}")
    if found := _CONGRESS.search(plain):
        return Q(ordinal__iexact=f"ĐH {found[1].upper()}")
    if found := _NUMBER.search(plain):
        return Q(number=int(found[1]))
    return None


def _locked(source: Document, by: User) -> Document:
    """The citing document. A signed paper too may be linked: its own words stay as they are."""
    source = Document.objects.select_for_update().get(pk=source.pk)
    if source.hidden_at is not None or not by.has_perm("documents.change_document", source):
        raise PermissionDenied
    return source


def _visible(target_id: int | None, by: User) -> Document | None:
    if target_id is None:
        return None
    found = Document.objects.visible_to(by).filter(pk=target_id).first()
    if found is None:
        raise PermissionDenied
    return found


def _record(verb: str, citation: Citation, *, by: User, at: datetime) -> None:
    cited = citation.target.name if citation.target else citation.as_printed
    relation = Relation(citation.relation).value
    audit.record(verb, citation.source, by=by, at=at, relation=relation, cites=cited)
