"""The year of a programme between a board and its agencies, with invented names: data for tests."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks import services
from phoihop.tasks.models import Task, TaskDue
from phoihop.tasks.planning import planned_tasks

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ITEMS = (
    (1, (8, 9, 12), "on:2019-05-31"),
    (2, (1, 11), "on:2019-06-20"),
    (3, (8,), "on:2019-09-30"),
    (4, (7, 10), "on:2019-08-15"),
    (5, (7, 8), "on:2019-11-15"),
    (6, (7,), "on:2019-10-31"),
    (8, (1, 3), "quarterly:20"),
    (9, (1, 2), "on:2019-08-30"),
)
NAMES = ("T1", "T2", "T3", "T4", "T5", "T6", "T7a", "T7b", "T7c", "T7d", "T8")
# (task, day, act, percent or nothing), in the order of the days.
FACTS = (
    ("T7a", "2019-03-20", "submit", None),
    ("T7a", "2019-03-21", "confirm", None),
    ("T1", "2019-04-16", "update", 40),
    ("T1", "2019-05-30", "submit", None),
    ("T1", "2019-06-03", "return", None),
    ("T1", "2019-06-05", "submit", None),
    ("T1", "2019-06-06", "confirm", None),
    ("T2", "2019-06-18", "extend", None),
    ("T7b", "2019-06-21", "submit", None),
    ("T7b", "2019-06-24", "confirm", None),
    ("T2", "2019-07-04", "submit", None),
    ("T2", "2019-07-05", "confirm", None),
    ("T4", "2019-08-12", "submit", None),
    ("T4", "2019-08-14", "confirm", None),
    ("T8", "2019-08-28", "submit", None),
    ("T8", "2019-08-29", "confirm", None),
    ("T6", "2019-09-12", "update", 40),
    ("T7c", "2019-09-18", "submit", None),
    ("T7c", "2019-09-20", "confirm", None),
    ("T3", "2019-09-24", "update", 90),
    ("T3", "2019-10-07", "submit", None),
    ("T3", "2019-10-08", "confirm", None),
    ("T5", "2019-10-10", "update", 60),
    ("T6", "2019-10-31", "submit", None),
    ("T6", "2019-11-01", "confirm", None),
    ("T7d", "2019-12-10", "update", 80),
    ("T7d", "2019-12-19", "submit", None),
)


@dataclass
class Year:
    """The board, its twelve agencies (from 1), their people, the programme and its tasks."""

    board: Agency
    specialist: User
    leader: User
    agencies: dict[int, Agency]
    contacts: dict[int, User]
    programme: Agreement
    tasks: dict[str, Task] = field(default_factory=dict)

    def task(self, name: str) -> Task:
        """The task as it stands now."""
        self.tasks[name].refresh_from_db()
        return self.tasks[name]


def at(day: str, hour: int = 8) -> datetime:
    """That hour of a day in the office's zone."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE)


def signed_year() -> Year:
    """The programme signed, nothing assigned yet."""
    board = AgencyFactory.create(
        name="Ban Tuyên giáo Huyện ủy Sông Vân", short_name="BTG", kind=AgencyKind.PARTY_BOARD
    )
    specialist = UserFactory.create(agency=board, full_name="Đỗ Thị Mận")
    leader = UserFactory.create(
        agency=board, role=Role.LEADER, may_approve_extensions=True, full_name="Vũ Quang Vịnh"
    )
    agencies, contacts = {}, {}
    for number in range(1, 13):
        agency = AgencyFactory.create(name=f"Cơ quan thứ {number}", short_name=f"A{number}")
        official = OfficialFactory.create(full_name=f"Nguyễn Thị Đầu Mối {number}")
        TenureFactory.create(official=official, agency=agency, title="Chuyên viên")
        agencies[number] = agency
        contacts[number] = UserFactory.create(
            agency=agency, is_contact=True, official=official, full_name=official.full_name
        )
    programme = AgreementFactory.create(
        owner=board,
        title="Chương trình phối hợp công tác năm 2019",
        parties=list(agencies.values()),
        signed=True,
        created_by=specialist,
    )
    for order, (lead, partners, rule) in enumerate(ITEMS):
        ContentItemFactory.create(
            agreement=programme,
            order=order,
            text=f"Nội dung phối hợp N{order + 1}",
            lead_agency=agencies[lead],
            coordinating=[agencies[number] for number in partners],
            due_rule=rule,
            product="=12 tin, bài" if order == 4 else "Báo cáo",
        )
    return Year(board, specialist, leader, agencies, contacts, programme)


def assigned_year() -> Year:
    """The programme with its eleven tasks, assigned on 01/03/2019."""
    year = signed_year()
    planned = planned_tasks(year.programme, date(2019, 3, 1))
    tasks = services.assign_from_items(
        year.programme,
        [
            services.ItemAssignment(p.item, p.contact, p.due_on, title=p.title, planned_on=p.day)
            for p in planned
        ],
        by=year.specialist,
        at=at("2019-03-01"),
    )
    year.tasks = dict(zip(NAMES, tasks, strict=True))
    return year


def live(year: Year, until: str) -> None:
    """Enter what happened up to the end of that day."""
    for name, day, act, percent in FACTS:
        if day <= until:
            do(year, year.tasks[name], day, act, percent)


def do(year: Year, task: Task, day: str, act: str, percent: int | None = None) -> None:
    """Let one thing happen."""
    lead = next(user for user in year.contacts.values() if user.acting_agency == task.lead_agency)
    if act == "update":
        facts = services.UpdateFacts(words="Đã làm một phần", percent=percent)
        services.post_update(task, facts, by=lead, at=at(day))
    elif act == "submit":
        services.submit_result(task, services.ResultFacts("Đã xong"), by=lead, at=at(day))
    elif act == "confirm":
        services.confirm_task(task, by=year.specialist, at=at(day))
    elif act == "return":
        services.return_task(task, reason="Thiếu số liệu cấp xã", by=year.specialist, at=at(day))
    else:  # an extension, whose acts come with their own issue: the facts alone
        TaskDue.objects.create(
            task=task, due_on=date(2019, 7, 5), decided_at=at(day), decided_by=year.leader
        )
        Task.objects.filter(pk=task.pk).update(due_on=date(2019, 7, 5))
