"""A register so large that the search has something to do: documents of some 70 words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from bench.data import words
from bench.data.places import Body, World
from phoihop import vntext
from phoihop.documents.models import Document, DocumentViewer, Register
from phoihop.search import services as search

# One in ten says the common word, one in 3,000 the rare one; every other word is in many.
_COMMON_IN = 0.1
_RARE_IN = 1 / 3000
_SENTENCES = 6
_CHUNK = 2000
_YEARS = 5
_KINDS = ("KH", "BC", "CV", "TB", "CT", "NQ", "CTr", "HD")
_NUMBERS = 400


def build_papers(
    world: World, number: int, rng: Random, at: datetime, progress: Callable[[int], object]
) -> None:
    """Write documents with their viewers and cards; each is its owner's and one receiver's."""
    bodies = [body for place in world.places for body in place.bodies]
    first = 1 + (Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    for start in range(0, number, _CHUNK):
        size = min(_CHUNK, number - start)
        pairs = [(rng.choice(bodies), rng.choice(bodies)) for _ in range(size)]
        papers = [_paper(first + start + n, owner, rng, at) for n, (owner, _to) in enumerate(pairs)]
        Document.objects.bulk_create(papers)
        viewers = [{owner.agency.pk, receiver.agency.pk} for owner, receiver in pairs]
        DocumentViewer.objects.bulk_create(
            DocumentViewer(document_id=paper.pk, agency_id=agency)
            for paper, seen_by in zip(papers, viewers, strict=True)
            for agency in seen_by
        )
        search.put_many(
            _card(paper, owner, seen_by)
            for paper, (owner, _to), seen_by in zip(papers, pairs, viewers, strict=True)
        )
        progress(size)


def _paper(pk: int, owner: Body, rng: Random, at: datetime) -> Document:
    kind = rng.choice(_KINDS)
    number = rng.randint(1, _NUMBERS)
    code = f"{number:02}-{kind}/{owner.agency.short_name}"
    issued: date = at.date() - timedelta(days=rng.randint(0, 365 * _YEARS))
    return Document(
        pk=pk,
        owner=owner.agency,
        register=rng.choice([Register.INCOMING, Register.OUTGOING]),
        kind=kind,
        number=number,
        symbol=f"{kind}/{owner.agency.short_name}",
        code=code,
        code_key=vntext.symbol_key(code),
        issuer_name=owner.agency.name,
        issued_on=issued,
        subject=_subject(rng),
        text=" ".join(words.report(rng) for _ in range(_SENTENCES)),
        registered_at=at,
        registered_by=owner.user,
    )


def _subject(rng: Random) -> str:
    chance = rng.random()
    if chance < _RARE_IN:
        about = words.RARE
    elif chance < _RARE_IN + _COMMON_IN:
        about = f"{words.COMMON} {words.topic(rng)}"
    else:
        about = words.topic(rng)
    return f"Về việc {about} của {words.person(rng)}"


def _card(paper: Document, owner: Body, viewers: set[int]) -> search.Card:
    return search.Card(
        record=paper,
        title=f"{paper.code} {paper.subject}",
        hint=f"{paper.issuer_name} · {paper.issued_on:%d/%m/%Y}",
        text=paper.text,
        symbols=[paper.code],
        date=paper.issued_on,
        owner=owner.agency,
        viewers=viewers,
    )
