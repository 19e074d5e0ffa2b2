"""What documents say of each other: typed citations, linked by a person, never by guess."""

from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.errors import AlreadyCited, AlreadyLinked, CitesItself, NothingCited
from phoihop.documents.facts import CitationFacts
from phoihop.documents.models import Citation, CitationClue, Document, Relation
from phoihop.documents.wording import read_wording

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
    CitationClue.objects.bulk_create(
        CitationClue(citation=citation, key=key) for key in read_wording(printed).clues()
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
    """Link words to the document they mean.

    Raises PermissionDenied, CitesItself, AlreadyCited; AlreadyLinked when another person picked
    another document meanwhile.
    """
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
    if citation.target_id == seen.pk:
        return citation
    if citation.target_id is not None:
        raise AlreadyLinked
    citation.target, citation.absent_at, citation.absent_by = seen, None, None
    citation.save(update_fields=["target", "absent_at", "absent_by"])
    _record("citation.resolved", citation, by=by, at=at)
    return citation


@transaction.atomic
def reopen_citation(citation: Citation, *, by: User, at: datetime) -> Citation:
    """Undo a link, or that the paper is not in the register: the words are open again.

    Raises PermissionDenied; NothingCited for a link that was made without words.
    """
    _locked(citation.source, by)
    citation = Citation.objects.select_related("source", "target").get(pk=citation.pk)
    if not citation.as_printed:
        raise NothingCited
    if citation.target is None and citation.absent_at is None:
        return citation
    _record("citation.reopened", citation, by=by, at=at)
    citation.target = citation.absent_at = citation.absent_by = None
    citation.save(update_fields=["target", "absent_at", "absent_by"])
    return citation


@transaction.atomic
def mark_absent(citation: Citation, *, by: User, at: datetime) -> Citation:
    """Say that the cited paper is not in the register; one registered later asks again.

    Raises PermissionDenied, AlreadyLinked.
    """
    _locked(citation.source, by)
    citation = Citation.objects.select_related("source", "target").get(pk=citation.pk)
    if citation.target_id is not None:
        raise AlreadyLinked
    citation.absent_at, citation.absent_by = at, by
    citation.save(update_fields=["absent_at", "absent_by"])
    _record("citation.absent", citation, by=by, at=at)
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
