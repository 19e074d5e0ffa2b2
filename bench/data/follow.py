"""What following up works on: a draft with opinions, questions, a letter, an act, feeds, plans.

Everybody here is new, or somebody whose other pages are not measured: the pages of the contact, the
board and the inspector stay as they are.
"""

from datetime import date, datetime, timedelta
from random import Random

from allauth.mfa.models import Authenticator
from django.utils.crypto import salted_hmac

from bench.data import words
from bench.data.opinions import build_opinions
from bench.data.places import Body, World
from bench.data.programmes import Programme
from phoihop import vntext
from phoihop.accounts.models import Membership, Role, User
from phoihop.agencies.models import Agency
from phoihop.calendars.models import Feed
from phoihop.documents.models import Document, Kind, Recipient, Register
from phoihop.documents.viewers import reindex_viewers as reindex_papers
from phoihop.inspections.models import Check, Finding, Plan
from phoihop.lists.models import FirstLook, KeptList
from phoihop.scoring.models import Grade
from phoihop.succession.models import Act, Heir, How, Line
from phoihop.tasks.models import ExtensionRequest, Task
from phoihop.urging.models import Letter, Urging

_LONG_AGO = date(2020, 1, 1)
_ASKED, _URGED = 60, 12
_PLANS = 30
_KEPT, _SHARED = 8, 4
_GRADES = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")


def build_following(
    world: World, programmes: list[Programme], rng: Random, today: date, at: datetime
) -> None:
    """A few hundred rows, however many tasks there are."""
    build_opinions(world, rng, today, at)
    board = world.top.board
    _seat(world.leader, board.agency, Role.LEADER, at, may_approve_extensions=True)
    administrator = _seat(world.administrator, world.top.root.agency, Role.ADMINISTRATOR, at)
    # Who administers is let in with a second step only.
    Authenticator.objects.create(
        user=administrator, type=Authenticator.Type.TOTP, data={"secret": "-"}
    )
    Grade.objects.bulk_create(
        Grade(words=said, order=order, valid_from=_LONG_AGO)
        for order, said in enumerate(_GRADES, start=1)
    )
    _ask_extensions(board, today, at)
    _letter(board, today, at)
    _act(world, today, at)
    _keep_lists(world, at)
    seats = Membership.objects.select_related("user", "agency")
    for name, programme in ((world.contact, None), (world.board, programmes[0])):
        _feed(seats.get(user__username=name), programme, at)
    for name in (world.contact, world.board, world.inspector):
        _inspect(seats.get(user__username=name), world, rng, today, at)


def _seat(name: str, agency: Agency, role: str, at: datetime, **rights: bool) -> User:
    """A person of the agency who works on no task."""
    user = User.objects.create(
        username=name,
        password="!",  # noqa: S106 -- nobody signs in with it
        full_name=name,
        name_key=vntext.person_key(name),
        name_folded=vntext.fold(name),
        created_at=at,
    )
    user.acting = Membership.objects.create(
        user=user, agency=agency, role=role, started_on=_LONG_AGO, **rights
    )
    user.save(update_fields=["acting"])
    return user


def _given(board: Body) -> "list[Task]":
    """Open tasks with a due day that the board gave to others, the last ones first."""
    open_ones = Task.objects.filter(
        assigner=board.agency,
        done_on=None,
        withdrawn_on=None,
        suspended_on=None,
        submitted_on=None,
        due_on__isnull=False,
    )
    others = open_ones.exclude(lead_agency=board.agency).order_by("-pk")
    return list(others.select_related("lead_agency")[: _ASKED * 10])


def _ask_extensions(board: Body, today: date, at: datetime) -> None:
    seats = dict(Membership.objects.filter(role=Role.SPECIALIST).values_list("agency", "user"))
    ExtensionRequest.objects.bulk_create(
        ExtensionRequest(
            task=task,
            agency=task.lead_agency,
            due_on=max(today, task.due_on) + timedelta(days=20),
            from_due_on=task.due_on,
            reason="Còn chờ số liệu của các thôn.",
            asked_at=at - timedelta(days=1),
            asked_by_id=seats[task.lead_agency_id],
            form_key=f"bench-extension-{task.pk}",
        )
        for task in [task for task in _given(board) if task.lead_agency_id in seats][:_ASKED]
        if task.due_on is not None
    )


def _letter(board: Body, today: date, at: datetime) -> None:
    """The draft of a letter to one agency that owes something."""
    late = [task for task in _given(board) if task.due_on and task.due_on < today]
    if not late:
        return
    owing = late[0].lead_agency
    tasks = [task for task in late if task.lead_agency_id == owing.pk][:_URGED]
    paper = Document.objects.create(
        owner=board.agency,
        register=Register.OUTGOING,
        kind=Kind.LETTER,
        issuer=board.agency,
        issuer_name=board.agency.name,
        subject=f"Đôn đốc {len(tasks)} nhiệm vụ quá hạn",
        text="\n".join(task.title for task in tasks),
        is_draft=True,
        registered_at=at,
        registered_by=board.user,
    )
    Recipient.objects.create(document=paper, agency=owing)
    reindex_papers([paper.pk])
    letter = Letter.objects.create(
        document=paper, agency=owing, on=today, made_at=at, made_by=board.user
    )
    Urging.objects.bulk_create(
        Urging(
            task=task,
            letter=letter,
            at=at,
            by=board.user,
            due_on=task.due_on,
            days_late=(today - task.due_on).days if task.due_on else 0,
            percent=task.percent,
        )
        for task in tasks
    )


def _act(world: World, today: date, at: datetime) -> None:
    """The draft of an act: one commune passes to the next, of an office three of its agencies.

    The last of them has two successors, so that something is still to be decided.
    """
    if world.communes:
        ending, heirs = (commune.bodies for commune in world.communes[1:3])
    else:
        ending, heirs = world.top.bodies[9:12], world.top.bodies[6:9]
    by = User.objects.get(username=world.administrator)
    act = Act.objects.create(
        title="Sắp xếp các cơ quan",
        on=today + timedelta(days=30),
        paper="15-NQ/TU",
        paper_on=today - timedelta(days=10),
        created_at=at,
        created_by=by,
        form_key="bench-act",
    )
    lines = Line.objects.bulk_create(
        Line(act=act, agency=body.agency, how=How.ENDS) for body in ending
    )
    pairs = [*zip(lines, heirs, strict=False), (lines[-1], heirs[0])]
    Heir.objects.bulk_create(Heir(line=line, agency=body.agency) for line, body in pairs)


def _keep_lists(world: World, at: datetime) -> None:
    agency = world.top.bodies[5].agency
    keeper = _seat(world.keeper, agency, Role.SPECIALIST, at)
    colleague = _seat("bench.colleague", agency, Role.SPECIALIST, at)
    rows = KeptList.objects.bulk_create(
        KeptList(
            owner=owner,
            agency=agency,
            name=f"Danh sách {n + 1}",
            query=f"state=late&q={n}",
            is_shared=owner == colleague or n % 2 == 0,
            position=n,
            kept_at=at,
        )
        for owner, number in ((keeper, _KEPT), (colleague, _SHARED))
        for n in range(number)
    )
    FirstLook.objects.create(user=keeper, agency=agency, kept=rows[1])


def _feed(member: Membership, programme: Programme | None, at: datetime) -> None:
    """The address is the name of the account; who reads it here need keep no secret."""
    digest = salted_hmac("phoihop.calendars", member.user.username, algorithm="sha256").hexdigest()
    agreement = programme.agreement if programme else None
    Feed.objects.create(member=member, agreement=agreement, digest=digest, made_at=at)


def _inspect(member: Membership, world: World, rng: Random, today: date, at: datetime) -> None:
    """Plans of half a year with three checks each; what was found is said to nobody yet."""
    others = [body.agency for body in world.top.bodies if body.agency.pk != member.agency_id]
    days = [today - timedelta(days=6 * n) for n in range(_PLANS)]
    plans = Plan.objects.bulk_create(
        Plan(
            owner=member.agency,
            title=f"Kiểm tra việc {words.topic(rng)}",
            first_day=day,
            last_day=day + timedelta(days=9),
            created_at=at,
            created_by=member.user,
        )
        for day in days
    )
    checks = Check.objects.bulk_create(
        _check(plan, rng.choice(others), plan.first_day + timedelta(days=3 * n), member.user, today)
        for plan in plans
        for n in range(3)
    )
    Finding.objects.bulk_create(
        Finding(
            check_made=check,
            agency=check.agency,
            text="Sổ theo dõi thiếu chữ ký.",
            asked="Bổ sung chữ ký vào sổ",
            due_on=check.planned_on + timedelta(days=20),
            made_at=at,
            made_by=member.user,
        )
        for check in checks[::2]
        if check.visited_on is not None
    )


def _check(plan: Plan, agency: Agency, day: date, user: User, today: date) -> Check:
    visited = {"visited_on": day, "visited_by": user, "seen": "Đủ sổ sách, thiếu chữ ký."}
    return Check(
        plan=plan,
        agency=agency,
        planned_on=day,
        inspectors="Tổ kiểm tra",
        what="Sổ theo dõi và minh chứng",
        **(visited if day < today else {}),
    )
