"""A programme 2021–2025 between two boards, with invented names: data for tests.

Contents: exchange of information, led in turn; propaganda; an event of 2021 alone; opinion.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementKind, ContentLine, YearPlan
from phoihop.agreements.tests.story import scan
from phoihop.documents.models import NumberSeries, Regime
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.planning import planned_tasks
from phoihop.terms.adapting import adapt_version, proposals
from phoihop.terms.reviewing import confirm_review, save_review

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LINES = ("P1", "P2", "P3", "P4")
CONTENTS = (
    ("Trao đổi thông tin hai chiều, 6 tháng một lần", "Báo cáo trao đổi", "half_yearly:20"),
    ("Tuyên truyền chủ trương, chương trình của tỉnh, thành phố", "Báo cáo", "yearly:11-30"),
    ("Hội diễn văn nghệ chung", "Hội diễn", "on:2021-12-15"),
    ("Nắm bắt tư tưởng, dư luận xã hội", "Báo cáo", "yearly:12-15"),
)
FACTS_2021 = (
    ("c", "2021-12-01", "update", 30),
    ("b", "2021-11-26", "submit", None),
    ("b", "2021-11-29", "confirm", None),
    ("d", "2021-12-16", "submit", None),
    ("d", "2021-12-17", "confirm", None),
    ("a", "2021-12-17", "submit", None),
    ("a", "2021-12-20", "confirm", None),
)
FACTS_2022 = (
    ("a1", "2022-06-20", "2022-06-21"),
    ("c", "2022-09-28", "2022-09-29"),
    ("b2", "2022-11-25", "2022-11-28"),
    ("d2", "2022-12-15", "2022-12-16"),
    ("a2", "2022-12-19", "2022-12-20"),
)
FACTS_2023 = (
    ("P1-06-20", "2023-06-19", "2023-06-20"),
    ("P4-06-20", "2023-06-22", "2023-06-23"),
    ("P4-09-20", "2023-09-20", "2023-09-21"),
    ("P2-11-30", "2023-11-30", "2023-12-01"),
    ("P1-12-20", "2023-12-20", "2023-12-21"),
    ("P4-12-20", "2023-12-20", "2023-12-21"),
)


def at(day: str, hour: int = 8) -> datetime:
    """That hour of a day in the office's zone."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=ZONE)


@dataclass
class Term:
    """The two boards, their people, the programme, its lines by name and its tasks."""

    board: Agency
    partner: Agency
    leader: User
    specialist: User
    partner_leader: User
    contact: User
    outsider: User
    programme: Agreement
    series: NumberSeries
    lines: dict[str, ContentLine] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)

    def task(self, name: str) -> Task:
        """The task as it stands now."""
        self.tasks[name].refresh_from_db()
        return self.tasks[name]

    def plan(self, year: int) -> YearPlan:
        """The version of that year."""
        return self.programme.year_plans.get(year=year)


def _people(agency: Agency, name: str, *, role: str, contact: bool) -> User:
    official = OfficialFactory.create(full_name=name)
    TenureFactory.create(official=official, agency=agency, title="Chuyên viên")
    return UserFactory.create(
        agency=agency, role=role, full_name=name, official=official, is_contact=contact
    )


def signed_term() -> Term:
    """The programme signed on 28/07/2021 by both parties; nothing is assigned yet."""
    board = AgencyFactory.create(
        name="Ban Tuyên giáo Thành ủy Sông Thanh", short_name="BTG", kind=AgencyKind.PARTY_BOARD
    )
    partner = AgencyFactory.create(
        name="Ban Tuyên giáo Đảng ủy Khối Sông Thanh",
        short_name="KHOI",
        kind=AgencyKind.PARTY_BOARD,
    )
    specialist = _people(board, "Đào Thị Hiền", role=Role.SPECIALIST, contact=True)
    term = Term(
        board=board,
        partner=partner,
        leader=_people(board, "Trần Thị Nga", role=Role.LEADER, contact=False),
        specialist=specialist,
        partner_leader=_people(partner, "Lại Văn Hòa", role=Role.LEADER, contact=False),
        contact=_people(partner, "Nông Thị Biên", role=Role.SPECIALIST, contact=True),
        outsider=UserFactory.create(agency=AgencyFactory.create(name="Liên đoàn Lao động")),
        programme=agreements.create_agreement(
            by=specialist,
            at=at("2021-07-12"),
            parties=[partner],
            kind=AgreementKind.PROGRAMME,
            title="Chương trình phối hợp giai đoạn 2021–2025",
            valid_from=date(2021, 7, 28),
            valid_to=date(2025, 12, 31),
        ),
        series=NumberSeries.objects.create(
            owner=board,
            regime=Regime.PARTY,
            symbol="CTr/BTGTU",
            first_day=date(2020, 8, 1),
            last_day=date(2025, 7, 31),
            last_number=1,
        ),
    )
    for name, (text, product, rule) in zip(LINES, CONTENTS, strict=True):
        lead, other = (partner, board) if name == "P3" else (board, partner)
        item = agreements.add_item(
            term.programme,
            by=specialist,
            at=at("2021-07-12"),
            text=text,
            lead_agency=lead,
            coordinating=[other],
            product=product,
            due_rule=rule,
        )
        term.lines[name] = item.line
    sign(term, term.programme, "2021-07-28")
    return term


def sign(term: Term, agreement: Agreement, day: str) -> None:
    """Ready and signed by both parties on that day, the number taken from the series."""
    agreements.mark_ready(
        agreement, without_opinions="Đã thống nhất tại cuộc họp", by=term.specialist, at=at(day, 7)
    )
    signatories = {
        party.pk: agreements.SignatoryFacts(name="Nguyễn Văn Ký", title="TRƯỞNG BAN")
        for party in agreement.parties.all()
    }
    facts = agreements.SigningFacts(
        signed_on=date.fromisoformat(day),
        signatories=signatories,
        scan=scan(),
        scan_name="Văn bản đã ký.pdf",
        series=term.series,
    )
    agreements.sign_agreement(agreement, facts, by=term.specialist, at=at(day, 15))
    agreement.refresh_from_db()


def make_version(term: Term, year: int, day: str, without: tuple[str, ...] = ()) -> YearPlan:
    """The version of a year, led in turn as agreed, and fixed by its leader."""
    lines = {line.pk for name, line in term.lines.items() if name not in without}
    plan = agreements.make_version(
        term.programme, year, by=term.specialist, at=at(day), lines=lines
    )
    lead_in_turn(term, plan, day)
    return agreements.fix_version(
        plan,
        words="Hai bên thống nhất",
        on=date.fromisoformat(day),
        by=term.leader,
        at=at(day, 9),
    )


def lead_in_turn(term: Term, plan: YearPlan, day: str) -> None:
    """From July on the partner leads the exchange of information."""
    item = plan.items.get(line=term.lines["P1"])
    agreements.edit_plan_item(item, by=term.specialist, at=at(day), later_lead=term.partner)


def assign(term: Term, plan: YearPlan, day: str) -> list[Task]:
    """Every task that the version calls for on that day."""
    planned = planned_tasks(term.programme, date.fromisoformat(day), plan)
    return services.assign_from_items(
        term.programme,
        [
            services.ItemAssignment(p.item, p.contact, p.due_on, title=p.title, planned_on=p.day)
            for p in planned
            if not p.assigned
        ],
        by=term.specialist,
        at=at(day, 10),
        plan=plan,
    )


def first_year() -> Term:
    """2021 with its facts up to 31/12."""
    term = signed_term()
    plan = make_version(term, 2021, "2021-08-02")
    term.tasks = dict(zip("abcd", assign(term, plan, "2021-08-02"), strict=True))
    for name, day, act, percent in FACTS_2021:
        do(term, name, day, act, percent)
    return term


def do(term: Term, name: str, day: str, act: str, percent: int | None = None) -> None:
    """Let one thing happen; the board's own tasks are confirmed by its leader."""
    task = term.task(name)
    lead = term.contact if task.lead_agency_id == term.partner.pk else term.specialist
    if act == "update":
        facts = services.UpdateFacts(words="Đã chuẩn bị", percent=percent)
        services.post_update(task, facts, by=lead, at=at(day))
    elif act == "submit":
        services.submit_result(task, services.ResultFacts("Đã xong"), by=lead, at=at(day))
    else:
        services.confirm_task(task, by=term.leader, at=at(day))


def review_2021(term: Term) -> None:
    """The final review of 2021: the event is carried over, the other contents continue."""
    review = agreements.start_review(
        term.programme, term.plan(2021), "year", by=term.specialist, at=at("2021-12-31")
    )
    lines = {
        term.lines[name].pk: agreements.LineFacts(decision="renew") for name in ("P1", "P2", "P4")
    }
    lines[term.lines["P3"].pk] = agreements.LineFacts(
        decision="carry", new_due_on=date(2022, 9, 30), reason="Hoãn vì dịch bệnh"
    )
    save_review(
        review,
        assessment="Cơ bản hoàn thành",
        lines=lines,
        news=[],
        by=term.specialist,
        at=at("2021-12-31", 9),
    )
    confirm_review(
        review, words="Thống nhất tại hội nghị 31/12/2021", by=term.leader, at=at("2021-12-31", 16)
    )


def second_year() -> Term:
    """2021 reviewed, 2022 lived through."""
    term = first_year()
    review_2021(term)
    live_2022(term)
    return term


def live_2022(term: Term) -> None:
    """The tasks of 2022 and what became of them, c among them."""
    tasks = assign(term, term.plan(2022), "2022-01-04")
    found = {(task.line.content_line_id, task.due_on): task for task in tasks}
    for name, line, due in (
        ("a1", "P1", date(2022, 6, 20)),
        ("a2", "P1", date(2022, 12, 20)),
        ("b2", "P2", date(2022, 11, 30)),
        ("d2", "P4", date(2022, 12, 15)),
    ):
        term.tasks[name] = found[term.lines[line].pk, due]
    for name, done, confirmed in FACTS_2022:
        do(term, name, done, "submit")
        do(term, name, confirmed, "confirm")


def amended() -> Term:
    """Version 2023 assigned; the fourth content made quarterly from 01/04/2023 on, signed."""
    term = second_year()
    plan = make_version(term, 2023, "2023-01-10", without=("P3",))
    assign(term, plan, "2023-01-10")
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2023-03-01"))
    make_quarterly(term)
    sign(term, draft, "2023-03-15")
    return term


def make_quarterly(term: Term) -> None:
    """Change the fourth content in the draft of the amendment, and set its day."""
    draft = term.programme.amendments.get()
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2023-03-01"), valid_from=date(2023, 4, 1)
    )
    item = draft.items.get(line=term.lines["P4"])
    agreements.edit_item(item, by=term.specialist, at=at("2023-03-01"), due_rule="quarterly:20")


def follow_amendment(term: Term) -> None:
    """The version of 2023 does as the amendment says."""
    plan = term.plan(2023)
    (proposal,) = proposals(plan, date(2023, 4, 3))
    adapt_version(
        plan,
        withdraw={task.pk for task in proposal.withdraw},
        add={planned.line_key for planned in proposal.add},
        reason="theo 03-CTr/BTGTU",
        by=term.specialist,
        at=at("2023-04-03"),
    )


def third_year() -> Term:
    """2023 lived through, with the amendment."""
    term = amended()
    follow_amendment(term)
    live_2023(term)
    return term


def live_2023(term: Term) -> None:
    """What became of the tasks of 2023."""
    names = {line.pk: name for name, line in term.lines.items()}
    for task in Task.objects.filter(line__year_plan=term.plan(2023), withdrawn_on=None):
        due = task.due_on
        assert due is not None
        term.tasks[f"{names[task.line.content_line_id]}-{due:%m-%d}"] = task
    for name, done, confirmed in FACTS_2023:
        do(term, name, done, "submit")
        do(term, name, confirmed, "confirm")
