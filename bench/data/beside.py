"""What stands beside the tasks: papers with milestones, and the schedule of this week."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.core.management.color import no_style
from django.db import connection

from bench.data import words
from bench.data.places import Body, World
from phoihop.accounts.models import User
from phoihop.calendars.models import WeekEntry
from phoihop.calendars.week import week_of
from phoihop.calendars.week_models import Part
from phoihop.documents.milestone_models import Milestone, ReviewKind
from phoihop.documents.models import Document, DocumentViewer, Register

_PAPERS = 200
_YEARS = 5
_LINES = 21
_HOURS = (time(7, 30), time(9), time(14))


def build_beside(world: World, rng: Random, today: date, at: datetime) -> None:
    """200 directives in the board's register, each due twice; a full week of those who look."""
    _milestones(world.top.board, rng, today, at)
    for name in (world.contact, world.board):
        _week(User.objects.get(username=name), rng, today, at)


def _milestones(board: Body, rng: Random, today: date, at: datetime) -> None:
    last = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    issued = [today - timedelta(days=rng.randint(300, 365 * _YEARS * 2)) for _ in range(_PAPERS)]
    papers = [
        Document(
            pk=last + n,
            owner=board.agency,
            register=Register.INCOMING,
            kind="CT",
            code=f"{n:02}-CT/TU",
            code_key=f"{n:02}ct/tu",
            issuer_name="Tỉnh ủy",
            issued_on=day,
            subject=f"Về việc {words.topic(rng)}",
            registered_at=at,
            registered_by=board.user,
        )
        for n, day in enumerate(issued, start=1)
    ]
    Document.objects.bulk_create(papers)
    with connection.cursor() as cursor:  # the keys were given, not taken from the sequence
        for statement in connection.ops.sequence_reset_sql(no_style(), [Document]):
            cursor.execute(statement)
    DocumentViewer.objects.bulk_create(
        DocumentViewer(document=paper, agency=board.agency) for paper in papers
    )
    Milestone.objects.bulk_create(
        Milestone(
            document=paper,
            kind=kind,
            years=years,
            first_on=on,
            current_on=on,
            owed_from=day,
            made_at=at,
        )
        for paper, day in zip(papers, issued, strict=True)
        for kind, years in ((ReviewKind.INTERIM, _YEARS), (ReviewKind.FINAL, _YEARS * 2))
        for on in [day + timedelta(days=365 * years)]
    )


def _week(user: User, rng: Random, today: date, at: datetime) -> None:
    monday = week_of(today).monday
    WeekEntry.objects.bulk_create(
        WeekEntry(
            agency=user.acting_agency,
            day=monday + timedelta(days=n // len(_HOURS)),
            part=Part.AFTERNOON if _HOURS[n % len(_HOURS)].hour > 12 else Part.MORNING,  # noqa: PLR2004 -- noon
            starts_at=_HOURS[n % len(_HOURS)],
            words=words.duty(rng, "ở thôn"),
            place="Phòng họp tầng 2",
            chair_words=words.person(rng),
            participants="Đầu mối các cơ quan",
            entered_at=at,
            entered_by=user,
        )
        for n in range(_LINES)
    )
