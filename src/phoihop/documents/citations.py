"""What documents say of each other: typed citations, linked by a person, never by guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
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
_MOST_ROWS: Final = 200


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
    printed = words or (target.code if target else "")
    start, end = _place(source, facts, printed)
    citation = Citation.objects.create(
        source=source,
        target=target,
        relation=facts.relation,
        as_printed=printed,
        start=start,
        end=end,
    )
    _record("citation.added", citation, by=by, at=at)
    return citation


def cite(source: Document, relation: str, words: str, *, by: User, at: datetime) -> Citation:
    """Cite as typed: linked where exactly one visible document bears this number and symbol.

    Else the words stay open. Raises as add_citation.
    """
    found = with_code(words, by)
    target_id = found[0].pk if len(found) == 1 else None
    return add_citation(source, CitationFacts(relation, target_id, words), by=by, at=at)


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


def candidates(
    all_words: Sequence[str], user: User, *, apart_from: Document | None = None
) -> list[list[Document]]:
    """For each wording the documents it may mean, the likeliest first; a person picks (D1).

    By number and symbol; by session or congress ("Nghị quyết TW8 khóa XI" fits several); by a
    bare number. Ranked by the words that number and subject share with the wording. One query.
    """
    asked = [_meant(words) for words in all_words]
    wanted = [meant.condition() for meant in asked if meant is not None]
    if not wanted:
        return [[] for _words in all_words]
    found = Document.objects.visible_to(user).filter(reduce(or_, wanted)).defer("text")
    if apart_from is not None:
        found = found.exclude(pk=apart_from.pk)
    rows = list(found.order_by("-issued_on", "pk")[:_MOST_ROWS])
    return [
        _ranked(words, [row for row in rows if meant.fits(row)]) if meant else []
        for words, meant in zip(all_words, asked, strict=True)
    ]


@dataclass(frozen=True)
class _Meant:
    """What a wording says of the document: one of the three is set."""

    code_keys: tuple[str, ...] = ()
    ordinal: str = ""
    number: int | None = None

    def condition(self) -> Q:
        if self.code_keys:
            return Q(code_key__in=self.code_keys)
        return Q(ordinal=self.ordinal) if self.ordinal else Q(number=self.number)

    def fits(self, document: Document) -> bool:
        if self.code_keys:
            return document.code_key in self.code_keys
        return document.ordinal == self.ordinal if self.ordinal else document.number == self.number


def _meant(words: str) -> _Meant | None:
    plain = vntext.nfc(words)
    if codes := _CODE.findall(plain):
        return _Meant(code_keys=tuple(vntext.symbol_key(code)[:60] for code in codes))
    if found := _SESSION.search(plain):
        return _Meant(ordinal=f"{int(found[1])}/{found[2].upper()}")
    if found := _CONGRESS.search(plain):
        return _Meant(ordinal=f"ĐH {found[1].upper()}")
    if found := _NUMBER.search(plain):
        return _Meant(number=int(found[1]))
    return None


def _ranked(words: str, documents: list[Document]) -> list[Document]:
    said = set(vntext.search_folded(words).split())

    def shared(document: Document) -> int:
        return len(said & set(document.words.split()))

    return sorted(documents, key=shared, reverse=True)[:_MOST]


def _locked(source: Document, by: User) -> Document:
    """The citing document. A signed paper too may be linked: its own words stay as they are."""
    source = Document.objects.select_for_update().get(pk=source.pk)
    if source.hidden_at is not None or not by.has_perm("documents.change_document", source):
        raise PermissionDenied
    return source


def _place(source: Document, facts: CitationFacts, printed: str) -> tuple[int | None, int | None]:
    """Where the words stand in the citing text: as told, or their only place."""
    if facts.start is None and printed and source.text.count(printed) == 1:
        start = source.text.index(printed)
        return start, start + len(printed)
    return facts.start, facts.end


def _visible(target_id: int | None, by: User) -> Document | None:
    if target_id is None:
        return None
    found = Document.objects.visible_to(by).filter(pk=target_id).first()
    if found is None:
        raise PermissionDenied
    return found


def _record(verb: str, citation: Citation, *, by: User, at: datetime) -> None:
    # Readers of the citing document read its history too, and may not see the cited one's subject.
    cited = (citation.target.code if citation.target else "") or citation.as_printed
    relation = Relation(citation.relation).value
    audit.record(verb, citation.source, by=by, at=at, relation=relation, cites=cited)
