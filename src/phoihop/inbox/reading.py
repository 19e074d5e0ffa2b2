"""The list of notices, and what the page of a record says of talk and following."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.inbox.models import Comment, Follow, Notice
from phoihop.inbox.registry import declared, kind_of, visible_records
from phoihop.inbox.verbs import notice_words, record_words

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Happened:
    """One sort of act in a notice: what and how often, the last words, who, when last."""

    what: str
    words: str
    who: str
    at: datetime | None


@dataclass(frozen=True)
class Line:
    """A notice as its reader may read it; title "" where the record is no longer shown."""

    notice: Notice
    kind: str
    title: str
    happened: list[Happened]


@dataclass(frozen=True)
class Day:
    """Notices of one day, seen or unseen."""

    seen: bool
    on: date
    lines: list[Line] = field(default_factory=list)


def own_notices(user: User) -> QuerySet[Notice]:
    """What this user has been told for the agency acted for."""
    agency = user.acting_agency
    if agency is None:
        return Notice.objects.none()
    return Notice.objects.filter(user=user, agency=agency)


def unseen_count(user: User) -> int:
    """How many notices are unseen, counted up to 1,000: the figure in the bell."""
    return own_notices(user).filter(seen_at=None).order_by()[:MOST_COUNTED].count()


def unseen_elsewhere(user: User) -> list[tuple[Agency, int]]:
    """How many wait under the other agencies of the user."""
    others = [m.agency for m in user.current_memberships if m.agency != user.acting_agency]
    if not others:
        return []
    rows = Notice.objects.filter(user=user, agency__in=others, seen_at=None)
    counts = dict(rows.order_by().values_list("agency").annotate(n=Count("pk")))
    unique = {agency.pk: agency for agency in others}
    return [(agency, counts[pk]) for pk, agency in unique.items() if pk in counts]


def kinds_of(user: User) -> dict[str, str]:
    """{kind: name} of the records that the user has been told of: the filter of the list."""
    kinds = own_notices(user).order_by().values_list("kind", flat=True).distinct()
    return {kind: _name_of(kind) for kind in sorted(kinds)}


def lines_of(notices: Sequence[Notice], user: User) -> list[Line]:
    """Each notice with what this user may know of its record now; two queries a kind at most."""
    ids: dict[str, set[int]] = defaultdict(set)
    for notice in notices:
        ids[notice.kind].add(notice.object_id)
    titles: dict[tuple[str, int], str] = {}
    readable: set[tuple[str, int]] = set()
    for kind, wanted in ids.items():
        shown = visible_records(kind, user)
        if shown is None:
            continue
        titles |= {(kind, record.pk): str(record) for record in shown.filter(pk__in=wanted)}
        readable |= {(kind, pk) for pk in _readable(kind, user, wanted)}
    return [
        Line(
            notice,
            _name_of(notice.kind),
            titles.get((notice.kind, notice.object_id), ""),
            _happened(notice, with_words=(notice.kind, notice.object_id) in readable),
        )
        for notice in notices
    ]


def _readable(kind: str, user: User, ids: set[int]) -> set[int]:
    talk = declared(kind)
    rows = talk.readers(user) if talk is not None else visible_records(kind, user)
    return set() if rows is None else set(rows.filter(pk__in=ids).values_list("pk", flat=True))


def _happened(notice: Notice, *, with_words: bool) -> list[Happened]:
    return [
        Happened(
            notice_words(one["verb"], one["count"]),
            one["words"] if with_words else "",
            ", ".join(one["by"]),
            parse_datetime(one["at"]),
        )
        for one in notice.said
    ]


def _name_of(kind: str) -> str:
    if (talk := declared(kind)) is not None:
        return str(talk.name)
    return record_words(kind)


def by_day(lines: Sequence[Line]) -> list[Day]:
    """The lines under their days, the unseen ones apart; they come in that order."""

    def place(line: Line) -> tuple[bool, date]:
        return bool(line.notice.seen), timezone.localtime(line.notice.last_at).date()

    return [Day(seen, on, list(group)) for (seen, on), group in groupby(lines, key=place)]


@dataclass(frozen=True)
class Beside:
    """What the page of a record shows of this room. comments: of those the user may read."""

    kind: str
    pk: int
    comments: int
    follows: bool


def open_record(user: User, record: Any, at: datetime | None) -> Beside:
    """How much was said, whether the user follows; what was told of the record is seen now.

    at: the moment it is opened; None where it is only shown again after a refused form. One
    query, and one more where something was unseen.
    """
    kind = kind_of(record)
    place = {"kind": kind, "object_id": record.pk}
    mine = {**place, "user": OuterRef("pk"), "agency": user.acting_agency}
    spoken = comments_for(user, record).filter(withdrawn_at=None).order_by().values("kind")
    facts = (
        User.objects.filter(pk=user.pk)
        .values(
            comments=Coalesce(
                Subquery(spoken.annotate(n=Count("pk")).values("n")),
                0,
                output_field=IntegerField(),
            ),
            follows=Exists(Follow.objects.filter(**mine, stopped_at=None)),
            unseen=Exists(Notice.objects.filter(**mine, seen_at=None)),
        )
        .get()
    )
    if facts["unseen"] and at is not None:
        own_notices(user).filter(**place, seen_at=None).update(seen_at=at)
    return Beside(kind, record.pk, facts["comments"], facts["follows"])


def comments_for(user: User, record: Any) -> QuerySet[Comment]:
    """What was said about a record to a user who reads its words."""
    rows = Comment.objects.filter(kind=kind_of(record), object_id=record.pk)
    talk, agency = declared(kind_of(record)), user.acting_agency
    if talk is None or agency is None:
        return rows.none()
    opened = talk.opened_at(agency.pk, record)
    # Who reads everything under a place reads what was said before as well, as in the history.
    if opened is None or not talk.viewers([record.pk], True).filter(agency=agency).exists():
        return rows
    return rows.filter(Q(at__gte=opened) | Q(agency=agency))
