"""A draft of the board's that its parties are asked about."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bench.data import words
from bench.data.places import Body, World
from bench.data.shape import ITEMS, PARTIES
from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    Answer,
    Clause,
    ContentItem,
    ContentLine,
    ItemCoordination,
    OpinionRequest,
    OpinionRound,
    Party,
    Proposal,
    Revision,
    Section,
)
from phoihop.agreements.revisions import keep_revision
from phoihop.agreements.text_models import SectionKind
from phoihop.agreements.viewers import reindex_viewers

_SECTIONS = (
    (SectionKind.PURPOSE, "Mục đích, yêu cầu"),
    (SectionKind.PRINCIPLES, "Nguyên tắc phối hợp"),
    (SectionKind.RESPONSIBILITIES, "Trách nhiệm của các bên"),
    (SectionKind.ORGANISATION, "Tổ chức thực hiện"),
)
_CLAUSES = 3
# How the parties have answered: one a party, in their order.
_ANSWERS = (
    *(Answer.PROPOSED, Answer.AGREED) * 5,
    Answer.NONE,
    Answer.NONE,
)


def build_opinions(world: World, rng: Random, today: date, at: datetime) -> None:
    """13 parties, 12 contents, 12 clauses; five propose, five agree, two say nothing.

    The contact's agency is the first that is asked: it proposes something.
    """
    board = world.top.board
    watchers = (world.contact, world.board, world.inspector)
    others = [body for body in world.top.bodies if body.user.username not in watchers]
    asked = _body_of(world, world.contact), *others[: PARTIES - 2]
    title = f"Chương trình phối hợp {words.topic(rng)} năm {today.year + 1}"
    agreement = Agreement.objects.create(
        kind=AgreementKind.PROGRAMME,
        owner=board.agency,
        title=title,
        title_folded=vntext.fold(title),
        valid_from=today + timedelta(days=40),
        valid_to=today + timedelta(days=400),
        created_at=at - timedelta(days=20),
        created_by=board.user,
        sent_at=at - timedelta(days=12),
        answer_by=today + timedelta(days=5),
    )
    Party.objects.bulk_create(
        Party(agreement=agreement, agency=body.agency, order=order)
        for order, body in enumerate((board, *asked))
    )
    items, clauses = _contents(agreement, asked, rng, today), _clauses(agreement, rng)
    revision = keep_revision(
        agreement, Revision.Why.SENT, by=board.user, at=at - timedelta(days=12)
    )
    round_ = OpinionRound.objects.create(
        agreement=agreement,
        number=1,
        answer_by=today + timedelta(days=5),
        note="Đề nghị các cơ quan góp ý đúng hạn.",
        opened_at=at - timedelta(days=12),
        opened_by=board.user,
    )
    requests = OpinionRequest.objects.bulk_create(
        _request(round_, revision, body, answer, at)
        for body, answer in zip(asked, _ANSWERS, strict=True)
    )
    # The last one is past its day.
    OpinionRequest.objects.filter(pk=requests[-1].pk).update(answer_by=today - timedelta(days=3))
    Proposal.objects.bulk_create(
        proposal
        for n, (body, request) in enumerate(zip(asked, requests, strict=True))
        if request.answer == Answer.PROPOSED
        for proposal in _proposals(request, body, items[n], clauses[n], board.user, at)
    )
    reindex_viewers([agreement.pk])


def _body_of(world: World, name: str) -> Body:
    bodies = [body for place in world.places for body in place.bodies]
    return next(body for body in bodies if body.user.username == name)


def _contents(
    agreement: Agreement, asked: tuple[Body, ...], rng: Random, today: date
) -> list[ContentItem]:
    lines = ContentLine.objects.bulk_create(ContentLine(agreement=agreement) for _ in range(ITEMS))
    items = ContentItem.objects.bulk_create(
        ContentItem(
            agreement=agreement,
            line=line,
            order=order,
            text=words.duty(rng, "tại cơ sở"),
            lead_agency=asked[order].agency,
            product=words.product(rng),
            due_rule=f"on:{today + timedelta(days=90 + order)}",
        )
        for order, line in enumerate(lines)
    )
    ItemCoordination.objects.bulk_create(
        ItemCoordination(item=item, agency=asked[(order + 1) % len(asked)].agency)
        for order, item in enumerate(items)
    )
    return items


def _clauses(agreement: Agreement, rng: Random) -> list[Clause]:
    sections = Section.objects.bulk_create(
        Section(agreement=agreement, kind=kind, title=title, order=order)
        for order, (kind, title) in enumerate(_SECTIONS)
    )
    return Clause.objects.bulk_create(
        Clause(agreement=agreement, section=section, text=words.report(rng), order=order)
        for section in sections
        for order in range(_CLAUSES)
    )


def _request(
    round_: OpinionRound, revision: Revision, body: Body, answer: str, at: datetime
) -> OpinionRequest:
    answered: dict[str, Any] = {"answered_at": at - timedelta(days=2), "answered_by": body.user}
    return OpinionRequest(
        round=round_,
        agency=body.agency,
        revision=revision,
        asked_at=round_.opened_at,
        answer_by=round_.answer_by,
        answer=answer,
        words="Cơ bản nhất trí với dự thảo." if answer else "",
        **(answered if answer else {}),
    )


def _proposals(  # noqa: PLR0913, PLR0917 -- what a party says, and who settled it
    request: OpinionRequest,
    body: Body,
    item: ContentItem,
    clause: Clause,
    settler: User,
    at: datetime,
) -> list[Proposal]:
    """A content in other words, still open; a clause, declined."""
    made: dict[str, Any] = {
        "request": request,
        "agency": body.agency,
        "made_at": at - timedelta(days=2),
        "made_by": body.user,
    }
    return [
        Proposal(
            item=item,
            about=f"Nội dung {item.order + 1}. {item.text}"[:300],
            field=Proposal.Field.TEXT,
            old=item.text,
            new=f"{item.text}, gắn với nhiệm vụ chính trị của địa phương",
            words="Cho sát thực tế cơ sở.",
            **made,
        ),
        Proposal(
            clause=clause,
            about=clause.section.title,
            field=Proposal.Field.TEXT,
            old=clause.text,
            new=f"{clause.text} Mỗi quý báo cáo một lần.",
            words="Để theo dõi được tiến độ.",
            accepted=False,
            settled_at=at - timedelta(days=1),
            settled_by=settler,
            reason="Chế độ thông tin đã quy định ở phần sau.",
            **made,
        ),
    ]
