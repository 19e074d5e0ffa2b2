"""The opinions of the parties on a draft, by hand: for who drafts it and for who is asked."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any, cast

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import Truncator

from phoihop.accounts.models import User
from phoihop.agreements.models import (
    Agreement,
    Answer,
    OpinionRequest,
    OpinionRound,
    Party,
    Proposal,
    Section,
)
from phoihop.inbox.models import Comment, Follow

_KIND = "agreements.agreement"
_FIELDS = {
    "text": "lời văn",
    "heading": "tiêu đề",
    "product": "sản phẩm",
    "due_rule": "thời hạn",
    "lead_agency": "cơ quan chủ trì",
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_WORD = re.compile(r"\S+\s*|\s+")


def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """The last round: what is proposed, who has answered, and what one may do about it."""
    user = cast(User, request.user)
    agency = user.acting_agency
    found = Agreement.objects.annotate(party_count=Count("parties")).select_related("owner")
    one: Any = get_object_or_404(found, pk=pk)
    rounds = OpinionRound.objects.filter(agreement=one).select_related("opened_by")
    round_ = cast(OpinionRound, rounds.order_by("-number").first())
    on = timezone.localdate()
    owns = agency is not None and one.owner_id == agency.pk
    rows = _rows(round_, on)
    own = next((row for row in rows if agency and row["request"].agency_id == agency.pk), None)
    reads_all = owns or not round_.hides_answers or round_.closed_at is not None
    shown = [row for row in rows if reads_all or row is own]
    proposals = [_proposal(said, row is own) for row in shown for said in row["proposals"]]
    proposals.sort(key=lambda said: not said["open"])
    items = list(one.items.order_by("order", "pk"))
    answers = Counter(row["request"].answer for row in rows)
    overdue = sum(row["key"] == "late" for row in rows)
    follows = Follow.objects.filter(
        user=user, agency=agency, kind=_KIND, object_id=pk, stopped_at=None
    )
    context = {
        "agreement": one,
        "kind": str(one.get_kind_display()),
        "items": items,
        "drafts": one.revisions.aggregate(n=Max("number"))["n"] or 0,
        "comments": Comment.objects.filter(kind=_KIND, object_id=pk, withdrawn_at=None).count(),
        "bases": list(one.legal_bases.select_related("document").order_by("order", "pk")[:1]),
        "follows": follows.exists(),
        "may_file": user.has_perm("dossiers.add_dossier"),
        "owns": owns,
        "is_open": round_.closed_at is None,
        "round": round_,
        "opened": _moment(round_.opened_at),
        "closed": _moment(round_.closed_at),
        "by": f"{round_.answer_by:%d/%m/%Y}",
        "by_iso": round_.answer_by.isoformat(),
        "rows": rows,
        "own": own,
        "own_by": f"{own['request'].answer_by:%d/%m/%Y}" if own else "",
        "reads_all": reads_all,
        "proposals": proposals,
        "n_open": sum(said["open"] for said in proposals),
        "answers": answers,
        "settled": sum(
            row["request"].answer == Answer.PROPOSED
            and not any(said.is_open for said in row["proposals"])
            for row in rows
        ),
        "overdue": overdue,
        "waiting": answers[""] - overdue,
        "given": answers["agreed"] + answers["proposed"],
        "sections": _sections(one) if own else [],
    }
    return render(request, "plain/opinions.html", context)


def _rows(round_: OpinionRound, on: date) -> list[dict[str, Any]]:
    """One for each party that is asked, in the order of the parties."""
    parties = Party.objects.filter(agreement=round_.agreement_id).order_by("order", "pk")
    order = {agency: n for n, agency in enumerate(parties.values_list("agency", flat=True))}
    said: defaultdict[int, list[Proposal]] = defaultdict(list)
    for proposal in (
        Proposal.objects.filter(request__round=round_, withdrawn_at=None)
        .select_related("agency", "settled_by", "new_agency")
        .order_by("pk")
    ):
        said[proposal.agency_id].append(proposal)
    requests = OpinionRequest.objects.filter(round=round_, replaced_at=None)
    rows = [
        _row(asked, said[asked.agency_id], on)
        for asked in requests.select_related("agency", "answered_by")
    ]
    return sorted(rows, key=lambda row: order.get(row["request"].agency_id, len(order)))


def _row(asked: OpinionRequest, proposals: Sequence[Proposal], on: date) -> dict[str, Any]:
    key, words = _state(asked, proposals, on)
    at = asked.answered_at
    late = (timezone.localdate(at) - asked.answer_by).days if at and asked.answer != "deemed" else 0
    return {
        "request": asked,
        "proposals": proposals,
        "about": [
            (said.pk, Truncator(said.about).words(8, truncate=" …") or "Cả văn bản")
            for said in proposals
        ],
        "key": key,
        "icon": "out" if key == "off" else key,
        "words": words,
        "late": max(late, 0),
        "at": _moment(at),
        "given": asked.answer not in {"", "deemed"},
    }


def _state(  # noqa: PLR0911 -- one line a state
    asked: OpinionRequest, proposals: Sequence[Proposal], on: date
) -> tuple[str, str]:
    unsettled = any(said.is_open for said in proposals)
    if asked.answer == Answer.AGREED:
        return ("back", "Nhất trí, còn đề nghị sửa") if unsettled else ("done", "Nhất trí")
    if asked.answer == Answer.DEEMED:
        return "done", "Coi như nhất trí"
    if asked.answer == Answer.PROPOSED:
        if unsettled:
            return "back", "Đề nghị sửa"
        taken = {said.accepted for said in proposals}
        if taken == {False}:
            return "off", "Đề nghị sửa, không tiếp thu"
        return "done", "Đề nghị sửa, đã giải quyết"
    days = (asked.answer_by - on).days
    if days < 0:
        return "late", f"Quá hạn trả lời {-days} ngày"
    return "soon", f"Chưa trả lời, còn {days} ngày" if days else "Chưa trả lời (còn hôm nay)"


def _proposal(said: Proposal, is_own: bool) -> dict[str, Any]:
    label = _FIELDS.get(said.field, "")
    old, new = said.old, said.new
    if said.field == Proposal.Field.LEAD and said.new_agency:
        new = said.new_agency.name
    return {
        "p": said,
        "open": said.is_open,
        "own": is_own,
        "label": label,
        "texts": _beside(old, new) if label else None,
        "made": _moment(said.made_at),
        "settled": _moment(said.settled_at),
    }


def _beside(old: str, new: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Both texts in runs of words, (differs, words)."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    olds, news = [], []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if a < b:
            olds.append((what != "equal", "".join(left[a:b])))
        if c < d:
            news.append((what != "equal", "".join(right[c:d])))
    return olds, news


def _sections(agreement: Agreement) -> list[dict[str, Any]]:
    sections = Section.objects.filter(agreement=agreement).prefetch_related("clauses")
    return [
        {
            "number": _ROMAN[n],
            "title": section.title,
            "clauses": [
                (str(at) if len(section.clauses.all()) > 1 else "", clause.pk, str(clause))
                for at, clause in enumerate(section.clauses.all(), start=1)
            ],
        }
        for n, section in enumerate(sections)
    ]


def _moment(at: datetime | None) -> tuple[str, str] | None:
    """For machines and for people."""
    return (at.isoformat(), f"{timezone.localtime(at):%d/%m/%Y %H:%M}") if at else None
