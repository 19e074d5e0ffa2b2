"""A district that ends on 01/07/2025, its nine communes merging into three; all names invented."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies import services as agencies
from phoihop.agencies.estates import Fate
from phoihop.agencies.models import Agency, AgencyKind, Level, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.succession import settle as agreements_found
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.documents.models import NumberSeries, Regime
from phoihop.succession import services
from phoihop.succession.models import Act, Run
from phoihop.succession.services import ActFacts, Decision, Renaming
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import reindex_viewers

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2025, 7, 1)
LAST = date(2025, 6, 30)
PAPER = "9999/NQ-UBTVQH15"
T2 = datetime(2025, 6, 30, 15, 0, tzinfo=ZONE)
T3 = datetime(2025, 7, 1, 8, 0, tzinfo=ZONE)

# Task, holder, due day (None: standing), where it goes.
TASKS = (
    ("W1", "D1", date(2025, 6, 20), "K1"),
    ("W2", "D1", date(2025, 6, 30), "K2"),
    ("W3", "D1", date(2025, 7, 15), "K3"),
    ("W4", "D1", date(2025, 9, 30), "K1"),
    ("W5", "D1", date(2025, 12, 12), "T"),
    ("W6", "D2", date(2025, 6, 25), "K1"),
    ("W7", "D2", date(2025, 7, 10), "K2"),
    ("W8", "D2", date(2025, 8, 29), "K3"),
    ("W9", "D2", None, "K1"),
    ("W10", "D3", date(2025, 6, 30), "K1"),
    ("W11", "D3", date(2025, 9, 30), "K2"),
    ("W12", "D3", date(2025, 11, 28), "K3"),
    ("W13", "D4", date(2025, 8, 15), "D4"),
    ("W14", "D4", date(2025, 9, 30), "D4"),
    ("W15", "D5", date(2025, 10, 31), "D5"),
    ("W16", "O1", date(2025, 6, 30), "K1"),
    ("W17", "O2", date(2025, 7, 31), "K1"),
    ("W18", "O4", date(2025, 6, 27), "K2"),
    ("W19", "O5", date(2025, 7, 31), "K2"),
    ("W20", "O7", date(2025, 7, 31), "K3"),
    ("W21", "O8", date(2025, 9, 30), "K3"),
)
# Members of D1, D2 and D3: name, agency, role, where they go ("" ends).
MEMBERS = (
    ("d1a", "D1", Role.LEADER, "K1"),
    ("d1b", "D1", Role.SPECIALIST, ""),
    ("d1c", "D1", Role.SPECIALIST, "K1"),
    ("d1d", "D1", Role.SPECIALIST, "K1"),
    ("d1e", "D1", Role.SPECIALIST, "T"),
    ("d2a", "D2", Role.SPECIALIST, "K1"),
    ("d2b", "D2", Role.SPECIALIST, "K1"),
    ("d2c", "D2", Role.CLERK, "K2"),
    ("d2d", "D2", Role.SPECIALIST, "K2"),
    ("d3a", "D3", Role.SPECIALIST, "K2"),
    ("d3b", "D3", Role.SPECIALIST, "K3"),
    ("d3c", "D3", Role.VIEWER, "K3"),
)
NAMES = {
    "P": ("Tỉnh ủy Thanh Bình", AgencyKind.PARTY_COMMITTEE, Level.PROVINCE),
    "T": ("Ban Tuyên giáo và Dân vận Tỉnh ủy Thanh Bình", AgencyKind.PARTY_BOARD, Level.PROVINCE),
    "SYT": ("Sở Y tế tỉnh Thanh Bình", AgencyKind.STATE_AGENCY, Level.PROVINCE),
    "D0": ("Huyện ủy Bình An", AgencyKind.PARTY_COMMITTEE, Level.DISTRICT),
    "D1": (
        "Ban Tuyên giáo và Dân vận Huyện ủy Bình An",
        AgencyKind.PARTY_BOARD,
        Level.DISTRICT,
    ),
    "D2": ("UBND huyện Bình An", AgencyKind.STATE_COMMITTEE, Level.DISTRICT),
    "D3": ("Phòng Văn hóa, Khoa học và Thông tin", AgencyKind.STATE_AGENCY, Level.DISTRICT),
    "D4": ("Trung tâm Y tế huyện Bình An", AgencyKind.HEALTH, Level.DISTRICT),
    "D5": ("TAND huyện Bình An", AgencyKind.COURT, Level.DISTRICT),
    "D6": ("VKSND huyện Bình An", AgencyKind.PROCURACY, Level.DISTRICT),
    "HND": ("Hội Nông dân tỉnh Thanh Bình", AgencyKind.MASS_ORGANISATION, Level.PROVINCE),
    **{
        f"O{n}": (f"Đảng ủy xã Cũ {n}", AgencyKind.PARTY_COMMITTEE, Level.COMMUNE)
        for n in range(1, 10)
    },
    "K1": ("Đảng ủy xã Bình An", AgencyKind.PARTY_COMMITTEE, Level.COMMUNE),
    "K2": ("Đảng ủy xã Tân Hòa", AgencyKind.PARTY_COMMITTEE, Level.COMMUNE),
    "K3": ("Đảng ủy phường Long Sơn", AgencyKind.PARTY_COMMITTEE, Level.COMMUNE),
}
ENDING = {
    ("D0",): (),
    ("D1",): ("K1", "K2", "K3", "T"),
    ("D2", "D3"): ("K1", "K2", "K3"),
    ("O1", "O2", "O3"): ("K1",),
    ("O4", "O5", "O6"): ("K2",),
    ("O7", "O8", "O9"): ("K3",),
}
RENAMED = {
    "D4": ("Trung tâm Y tế khu vực Bình An", "SYT"),
    "D5": ("TAND khu vực 5", None),
    "D6": ("VKSND khu vực 5", None),
}


@dataclass
class District:
    """Agencies by their code, people by their user name, tasks by their code."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    papers: dict[str, Agreement] = field(default_factory=dict)

    @property
    def administrator(self) -> User:
        """quantri."""
        return self.people["quantri"]


def build() -> District:
    """Everything as it stands on 30/06/2025."""
    district = District()
    for code, (name, kind, level) in NAMES.items():
        begins = FIRST if code.startswith("K") else None
        if code == "D1":
            begins = date(2025, 3, 1)
        district.agencies[code] = agencies.create_agency(
            {
                "name": name,
                "short_name": code,
                "code": code,
                "kind": kind,
                "level": level,
                "valid_from": begins,
            },
            by=None,
            at=T2,
        )
    _earlier(district)
    _place(district)
    _people(district)
    _tasks(district)
    _papers(district)
    return district


def _earlier(district: District) -> None:
    """The merger of 01/03/2025, from which D1 came."""
    for code, name in (
        ("Da", "Ban Tuyên giáo Huyện ủy Bình An"),
        ("Db", "Ban Dân vận Huyện ủy Bình An"),
    ):
        old = AgencyFactory.create(name=name, short_name=code, code=code)
        heir = agencies.Successor(district.agencies["D1"], SuccessionKind.MERGED)
        agencies.close_agency(
            old, on=date(2025, 2, 28), successors=[heir], paper="211-QĐ/HU", by=None, at=T2
        )
        district.agencies[code] = old


def _place(district: District) -> None:
    for code, agency in district.agencies.items():
        above = {"D": "D0", "O": "D0", "K": "P"}.get(code[0])
        if code in {"T", "SYT", "HND", "D0"}:
            above = "P"
        if code in {"Da", "Db"} or above is None or code == above:
            continue
        agencies.place_under(
            agency, district.agencies[above], valid_from=agency.valid_from, by=None, at=T2
        )


def _people(district: District) -> None:
    there = district.agencies
    people = district.people
    people["quantri"] = UserFactory.create(
        username="quantri", agency=there["P"], role=Role.ADMINISTRATOR
    )
    people["p"] = UserFactory.create(username="p", agency=there["P"], role=Role.LEADER)
    people["t"] = UserFactory.create(username="t", agency=there["T"])
    for code in ("K1", "K2", "K3"):
        people[code.lower()] = UserFactory.create(
            username=code.lower(), agency=there[code], is_contact=True
        )
    for name, code, role, _to in MEMBERS:
        people[name] = UserFactory.create(username=name, agency=there[code], role=role)
    ReadScope.objects.create(
        agency=there["T"], root=there["P"], inspectors_only=False, valid_from=date(2025, 1, 1)
    )


def _tasks(district: District) -> None:
    there, by = district.agencies, district.people["p"]
    for code, holder, due, _to in TASKS:
        district.tasks[code] = TaskFactory.create(
            code=code,
            title=f"Việc {code}",
            lead_agency=there[holder],
            assigner=there["P"],
            assigned_by=by,
            assigned_on=date(2025, 3, 10),
            due_on=due,
            rhythm="" if due else "monthly",
        )
    for n in range(10):
        late = n < 2
        done = TaskFactory.create(
            code=f"X{n}",
            lead_agency=there["D1"],
            assigner=there["P"],
            assigned_by=by,
            assigned_on=date(2025, 3, 10),
            due_on=date(2025, 5, 10),
        )
        Task.objects.filter(pk=done.pk).update(
            percent=100, done_on=date(2025, 5, 20 if late else 9)
        )
    put_in_search(Task.objects.select_related("lead_agency", "assigner"))
    TaskViewer.objects.all().delete()  # written anew, with what the search keeps beside them
    reindex_viewers(Task.objects.values_list("pk", flat=True))


def _papers(district: District) -> None:
    there = district.agencies
    for code, title, others in (
        ("G1", "Chương trình phối hợp 2021–2025", ("HND",)),
        ("G2", "Quy chế phối hợp", ("D2", "D5", "D6")),
    ):
        paper = AgreementFactory.create(
            owner=there["D1"],
            title=title,
            parties=[there[one] for one in others],
            signed=True,
            code=f"{code}-CTPH",
            valid_from=date(2021, 1, 1),
            valid_to=date(2025, 12, 31),
        )
        ContentItemFactory.create(agreement=paper, lead_agency=there["D1"], text="Nội dung một")
        district.papers[code] = paper
    agreements_found([paper.pk for paper in district.papers.values()])
    for symbol, last in (("CV/BTGDVHU", 44), ("BC/BTGDVHU", 17), ("KH/BTGDVHU", 9)):
        NumberSeries.objects.create(
            owner=there["D1"],
            regime=Regime.PARTY,
            symbol=symbol,
            first_day=date(2025, 3, 1),
            last_number=last,
        )


def draft(district: District) -> Act:
    """The act with its agencies; nothing is chosen row by row yet."""
    there, by = district.agencies, district.administrator
    facts = ActFacts(title="Kết thúc cấp huyện", on=FIRST, paper=PAPER, paper_on=date(2025, 6, 16))
    act = services.create_act(facts, by=by, at=T2, form_key="draft")
    for ending, heirs in ENDING.items():
        services.add_ending(
            act, [there[one] for one in ending], [there[one] for one in heirs], by=by, at=T2
        )
    for code, (name, parent) in RENAMED.items():
        facts_of_name = Renaming(
            agency=there[code], name=name, parent=there[parent] if parent else None
        )
        services.add_renaming(act, facts_of_name, by=by, at=T2)
    return act


def choose(district: District, act: Act, *, but: tuple[str, ...] = ()) -> None:
    """Everything that has to be chosen, but for these tasks."""
    there, by = district.agencies, district.administrator
    rows = [
        Decision(pk=district.tasks[code].pk, fate=Fate.MOVE, to=there[to].pk)
        for code, holder, _due, to in TASKS
        if holder in {"D1", "D2", "D3"} and code not in but
    ]
    services.decide(act, "tasks.led", rows, by=by, at=T2)
    seats = [
        Decision(
            pk=Membership.objects.get(user=district.people[name]).pk,
            fate=Fate.MOVE if to else Fate.END,
            to=there[to].pk if to else None,
        )
        for name, _code, _role, to in MEMBERS
    ]
    services.decide(act, "accounts.seats", seats, by=by, at=T2)
    papers = [
        Decision(pk=district.papers["G1"].pk, fate=Fate.END),
        Decision(pk=district.papers["G2"].pk, fate=Fate.RENEW, to=there["K2"].pk),
    ]
    services.decide(act, "agreements.in_force", papers, by=by, at=T2)


def carried_out(district: District, at: datetime = T3) -> Run:
    """The act, prepared and carried out at once."""
    act = draft(district)
    choose(district, act)
    run = services.ask(act, by=district.administrator, at=at)
    return services.carry_out(run, by=district.administrator, at=at)
