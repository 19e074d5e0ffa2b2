"""Papers are registered: words that may mean them, written in other papers before, are found."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from phoihop.accounts.models import Role, User
from phoihop.documents.candidates import fits
from phoihop.documents.models import Citation, CitationClue, Document, DocumentViewer
from phoihop.documents.wording import clues_of_paper, read_wording
from phoihop.inbox import services as inbox

# A number alone is in many papers; who keeps more open words than this sees them in the list.
_MOST: Final = 500
_BATCH: Final = 500


def tell_open_citations(
    documents: Sequence[Document],
    *,
    by: User,
    at: datetime,
    of: Collection[int] | None = None,
) -> list[Citation]:
    """Mark the open citations that may mean one of these papers, and tell who keeps them.

    Only those of agencies that see the paper; of: ids, only those of these agencies. As many
    statements, however many citations are open, for each few hundred papers.
    """
    found: list[Citation] = []
    for start in range(0, len(documents), _BATCH):
        found += _tell_of(documents[start : start + _BATCH], of, by=by, at=at)
    return found


def _tell_of(
    documents: Sequence[Document], of: Collection[int] | None, *, by: User, at: datetime
) -> list[Citation]:
    asked = _asked(documents, of)
    meant: dict[int, list[Document]] = {}
    for citation, papers in asked:
        wording = read_wording(citation.as_printed)
        if fitting := [paper for paper in papers if fits(wording, paper)]:
            meant[citation.pk] = fitting
    found = [citation for citation, _papers in asked if citation.pk in meant]
    if not found:
        return []
    Citation.objects.filter(pk__in=list(meant)).update(suggested_at=at)
    names: defaultdict[Document, dict[str, None]] = defaultdict(dict)  # in order, each once
    for one in found:
        names[one.source] |= {paper.name: None for paper in meant[one.pk]}
    inbox.notify_many(
        "documents.may_be_cited",
        [
            inbox.Telling(
                record=source,
                words="; ".join(said),
                users={source.registered_by_id},
                agencies=[source.owner_id],
                roles=(Role.CLERK,),
            )
            for source, said in names.items()
        ],
        by=by,
        at=at,
    )
    return found


def _asked(
    documents: Sequence[Document], of: Collection[int] | None
) -> list[tuple[Citation, list[Document]]]:
    """Open citations that share a clue with papers their keepers see, and these papers."""
    by_key: defaultdict[str, list[Document]] = defaultdict(list)
    for paper in documents:
        if not paper.is_draft and paper.hidden_at is None:
            for key in clues_of_paper(paper.code_key, paper.number, paper.ordinal, paper.subject):
                by_key[key].append(paper)
    if not by_key:
        return []
    viewers = DocumentViewer.objects.filter(document__in=[paper.pk for paper in documents])
    clues = CitationClue.objects.filter(
        key__in=list(by_key),
        citation__target=None,
        citation__source__hidden_at=None,
        citation__source__owner__in=viewers.values("agency"),
    )
    if of is not None:
        clues = clues.filter(citation__source__owner__in=of)
    rows = clues.select_related("citation__source__owner", "citation__source__registered_by")
    asked = list(rows[: _MOST * len(documents)])
    if not asked:
        return []
    seen = set(viewers.values_list("document", "agency"))
    papers: dict[Citation, dict[Document, None]] = {}
    for clue in asked:
        citation = clue.citation
        for paper in by_key[clue.key]:
            if paper.pk != citation.source_id and (paper.pk, citation.source.owner_id) in seen:
                papers.setdefault(citation, {})[paper] = None
    return [(citation, list(some)) for citation, some in papers.items()]
