"""Signed programmes of 13 parties and 12 contents, each with its paper in the register."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from bench.data import words
from bench.data.places import Body, Place, World
from bench.data.shape import ITEMS, PARTIES, Shape
from phoihop import vntext
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    ContentItem,
    ContentLine,
    ItemCoordination,
    Party,
    YearPlan,
)
from phoihop.agreements.viewers import reindex_viewers
from phoihop.documents.models import Document, Kind, Recipient, Register, StoredFile
from phoihop.documents.services import put_in_search
from phoihop.documents.viewers import reindex_viewers as reindex_papers

_COORDINATE = 2
# In a province the boards of the top draft a quarter of the programmes.
_OF_THE_TOP = 0.25


@dataclass
class Content:
    """A content item with who leads and who coordinates."""

    item: ContentItem
    lead: Body
    partners: list[Body]


@dataclass
class Programme:
    """An agreement with its parties, the owner first, and its contents."""

    agreement: Agreement
    parties: list[Body]
    plan: YearPlan
    contents: list[Content] = field(default_factory=list)


def build_programmes(
    shape: Shape, world: World, rng: Random, today: date, at: datetime
) -> list[Programme]:
    """Write them as drafts, then sign them: a signed text takes no more contents."""
    programmes = [_programme(number, world, rng, today, at) for number in range(shape.agreements)]
    Agreement.objects.bulk_create([programme.agreement for programme in programmes])
    YearPlan.objects.bulk_create([programme.plan for programme in programmes])
    Party.objects.bulk_create(
        Party(agreement=programme.agreement, agency=body.agency, order=order)
        for programme in programmes
        for order, body in enumerate(programme.parties)
    )
    _write_contents(programmes)
    _sign(programmes, today, at)
    return programmes


def _programme(number: int, world: World, rng: Random, today: date, at: datetime) -> Programme:
    place = _place(number, world, rng)
    others = [body for body in place.bodies if body is not place.board]
    if len(others) < PARTIES - 1:
        others += rng.sample(world.top.bodies, PARTIES - 1 - len(others))
    parties = [place.board, *rng.sample(others, PARTIES - 1)]
    owner = place.board
    title = f"Chương trình phối hợp {words.topic(rng)} năm {today.year}"
    agreement = Agreement(
        kind=AgreementKind.PROGRAMME,
        owner=owner.agency,
        title=title,
        title_folded=vntext.fold(title),
        valid_from=today - timedelta(days=330),
        valid_to=today + timedelta(days=400),
        created_at=at - timedelta(days=340),
        created_by=owner.user,
    )
    programme = Programme(agreement, parties, YearPlan(agreement=agreement, year=today.year))
    for order in range(ITEMS):
        lead, *partners = rng.sample(parties, 1 + _COORDINATE)
        line = ContentLine(agreement=agreement)
        item = ContentItem(
            agreement=agreement,
            line=line,
            order=order,
            text=words.duty(rng, "tại cơ sở"),
            lead_agency=lead.agency,
            product=words.product(rng),
            due_rule=f"on:{today + timedelta(days=30 + order)}",
        )
        programme.contents.append(Content(item, lead, partners))
    return programme


def _place(number: int, world: World, rng: Random) -> Place:
    """The first is of the top's leading board: the programme whose page is measured."""
    if number == 0 or not world.communes or rng.random() < _OF_THE_TOP:
        return world.top
    return world.communes[number % len(world.communes)]


def _contents(programmes: list[Programme]) -> Iterator[Content]:
    for programme in programmes:
        yield from programme.contents


def _write_contents(programmes: list[Programme]) -> None:
    ContentLine.objects.bulk_create([content.item.line for content in _contents(programmes)])
    ContentItem.objects.bulk_create([content.item for content in _contents(programmes)])
    ItemCoordination.objects.bulk_create(
        ItemCoordination(item=content.item, agency=body.agency)
        for content in _contents(programmes)
        for body in content.partners
    )


def _sign(programmes: list[Programme], today: date, at: datetime) -> None:
    """Take a number, put the paper in the register, freeze the text, tell search and viewers."""
    signed_on = today - timedelta(days=330)
    scan = StoredFile.objects.create(sha256=f"{0:064x}", size=1000, format="pdf", path="00/0")
    papers = []
    for number, programme in enumerate(programmes, start=1):
        agreement = programme.agreement
        agreement.code = f"{number:02}-CTr/BTGDV"
        agreement.code_key = vntext.symbol_key(agreement.code)[:60]
        agreement.ready_at = agreement.signed_at = at - timedelta(days=330)
        agreement.ready_by = agreement.signed_by = agreement.created_by
        agreement.signed_on, agreement.scan, agreement.scan_name = signed_on, scan, "ban-ky.pdf"
        agreement.paper = _paper(programme, signed_on, number)
        papers.append(agreement.paper)
    Document.objects.bulk_create(papers)
    Recipient.objects.bulk_create(
        Recipient(document=programme.agreement.paper, agency=body.agency)
        for programme in programmes
        for body in programme.parties[1:]
    )
    agreements = [programme.agreement for programme in programmes]
    fields = ("code", "code_key", "ready_at", "ready_by", "signed_at", "signed_by", "signed_on")
    Agreement.objects.bulk_update(
        agreements, [*fields, "scan", "scan_name", "paper"], batch_size=200
    )
    for paper, agreement in zip(papers, agreements, strict=True):
        put_in_search(paper)
        index_agreement(agreement)
    reindex_papers([paper.pk for paper in papers])
    reindex_viewers([agreement.pk for agreement in agreements])


def _paper(programme: Programme, signed_on: date, number: int) -> Document:
    agreement = programme.agreement
    return Document(
        owner=agreement.owner,
        register=Register.OUTGOING,
        kind=Kind.PROGRAMME,
        number=number,
        symbol="CTr/BTGDV",
        code=agreement.code,
        code_key=agreement.code_key,
        issuer=agreement.owner,
        issuer_name=agreement.owner.name,
        issued_on=signed_on,
        subject=agreement.title,
        words=vntext.search_folded(f"{agreement.code} {agreement.title} {agreement.owner.name}"),
        registered_at=agreement.created_at,
        registered_by=agreement.created_by,
        frozen_at=agreement.signed_at,
    )
