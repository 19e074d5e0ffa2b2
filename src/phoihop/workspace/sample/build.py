"""Make the sample office through the services, as people would have made it on screen."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from phoihop.accounts import services as accounts
from phoihop.accounts.models import Role, User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, Office, Official, SuccessionKind
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementKind, ContentItem
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, Register
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.services import register_document
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.services import ItemAssignment, TaskFacts, assign_from_items, assign_task
from phoihop.workspace.errors import NotAnEmptyOffice
from phoihop.workspace.sample import dossier, following, people, week, work
from phoihop.workspace.sample.drafts import (
    Plan,
    Sample,
    draft,
    make_plan_under_opinion,
    settle_years,
    sign,
)
from phoihop.workspace.sample.places import make_places
from phoihop.workspace.sample.seen import look_at_notices
from phoihop.workspace.sample.stories import STORIES, Hands, Life, moment

_DISTRICTS_END = date(2025, 6, 30)

Progress = Callable[[str], None]


def create_sample(*, at: datetime, progress: Progress = lambda stage: None) -> bool:
    """Fill an empty installation; returns False when the sample is there already.

    Raises NotAnEmptyOffice when there are records that are not the sample's.
    """
    office = Office.objects.first()
    if office is not None and office.is_sample:
        return False
    if office is not None or Agency.objects.exists() or User.objects.exists():
        raise NotAnEmptyOffice
    with transaction.atomic():
        _build(at, progress)
    return True


def _build(at: datetime, progress: Progress) -> None:
    sample = Sample(at.date(), {}, {}, {})
    progress("agencies")
    _make_agencies(sample, at)
    make_places(at)
    _make_officials(sample, at)
    progress("accounts")
    _make_users(sample, at)
    progress("documents")
    papers = _make_documents(sample)
    progress("programme of 2024")
    _make_former_programme(sample)
    progress("programme 2026–2030")
    programme = _make_programme(sample, papers)
    progress("dossier")
    dossier.make_dossier(programme, papers[0], by=sample.users["hanh"], on=sample.today)
    week.make_week(sample.heads["bxdd"], by=sample.users["hanh"], on=sample.today)
    following.make_following(sample.users, sample.agencies, on=sample.today)
    progress("regulation")
    _make_regulation(sample, papers)
    progress("plan under opinion")
    make_plan_under_opinion(sample)
    _end_the_district(sample)
    look_at_notices(at)


def _make_agencies(sample: Sample, at: datetime) -> None:
    agencies.load_positions(at=at)
    for one in people.AGENCIES:
        values: dict[str, object] = {
            "name": one.name,
            "short_name": one.letters,
            "kind": one.kind,
            "level": one.level,
            "valid_from": None if one.ended or one.level == "province" else date(2025, 7, 1),
        }
        parent = sample.agencies.get(one.under)
        sample.agencies[one.key] = agencies.create_agency(values, by=None, at=at, parent=parent)
    Office.objects.create(name="Đảng ủy xã Bình An", agency=sample.agencies["bxdd"], is_sample=True)


def _make_officials(sample: Sample, at: datetime) -> None:
    for key, name, title in people.OFFICIALS:
        official = agencies.create_official({"full_name": name}, by=None, at=at)
        agencies.add_tenure(
            official,
            title,
            by=None,
            at=at,
            agency=sample.agencies[key],
            valid_from=date(2020, 8, 1) if _is_former(key) else date(2025, 7, 1),
        )
        sample.heads.setdefault(key, official)


def _is_former(key: str) -> bool:
    return any(one.key == key and one.ended for one in people.AGENCIES)


def _make_users(sample: Sample, at: datetime) -> None:
    for one in (*people.USERS, *people.FORMER_USERS):
        agency = sample.agencies[one.agency]
        official = Official.objects.filter(full_name=one.full_name, tenures__agency=agency).first()
        user = accounts.create_user(
            username=one.username,
            full_name=one.full_name,
            password=people.PASSWORD,
            by=None,
            at=at,
            official=official,
        )
        rights = {"is_contact": one.contact, "may_approve_extensions": one.role == Role.LEADER}
        since = date(2020, 8, 1) if _is_former(one.agency) else date(2025, 7, 1)
        accounts.add_membership(
            user, agency, one.role, started_on=since, by=None, at=at, rights=rights
        )
        user.address_form = one.form
        user.save(update_fields=["address_form"])
        sample.users[one.username] = User.objects.select_related("acting__agency").get(pk=user.pk)
    accounts.grant_read_scope(
        sample.agencies["ubkt"], sample.agencies["du"], valid_from=date(2025, 7, 1), by=None, at=at
    )


def _make_documents(sample: Sample) -> list[Document]:
    clerk = sample.users["vanthu"]
    series = (
        ("CTr/BXDĐ", 3, date(2025, 8, 1)),
        ("QC/BXDĐ", 0, date(2025, 8, 1)),
        ("CV/BXDĐ", 30, date(2025, 8, 1)),
    )
    at = moment(date(2026, 1, 5))
    for symbol, last, first_day in series:
        run = Run(regime="party", symbol=symbol, first_day=first_day, last_number=last)
        start_series(run, by=clerk, at=at)
    made = []
    for kind, code, issuer, issued, subject in work.DOCUMENTS:
        day = date.fromisoformat(issued)
        facts = DocumentFacts(
            register=Register.INCOMING if code.endswith(("/TU", "VX")) else Register.REFERENCE,
            kind=kind,
            code=code,
            issuer_name=issuer,
            issued_on=day,
            arrived_on=day + timedelta(days=2) if code.endswith(("/TU", "VX")) else None,
            subject=subject,
            recipients=tuple(sample.of(*work.PROGRAMME_PARTNERS)),
        )
        made.append(register_document(facts, by=clerk, at=moment(day + timedelta(days=2))))
    _make_waiting_paper(sample, clerk)
    return made


def _make_waiting_paper(sample: Sample, clerk: User) -> None:
    """One that came in yesterday: a leader has not written on it, and it is to be answered."""
    kind, code, issuer, subject = work.WAITING_PAPER
    arrived = sample.today - timedelta(days=1)
    facts = DocumentFacts(
        register=Register.INCOMING,
        kind=kind,
        regime="state",
        code=code,
        issuer_name=issuer,
        issued_on=arrived - timedelta(days=2),
        arrived_on=arrived,
        subject=subject,
        for_instruction=True,
        answer_wanted=True,
        answer_due_on=sample.today + timedelta(days=12),
    )
    register_document(facts, by=clerk, at=moment(arrived))


def _make_programme(sample: Sample, papers: list[Document]) -> Agreement:
    by, signed = sample.users["hanh"], date(2026, 1, 26)
    plan = Plan(
        AgreementKind.PROGRAMME,
        work.PROGRAMME_TITLE,
        work.PROGRAMME_PARTNERS,
        work.PROGRAMME_ITEMS,
        signed,
        date(2030, 12, 31),
    )
    agreement = draft(sample, plan, papers[:3], by, moment(date(2026, 1, 8)))
    sign(sample, agreement, signed, by, code="03-CTr/BXDĐ")
    settle_years(sample, agreement)
    items = list(agreement.items.order_by("order"))
    for one in sorted(work.PROGRAMME_TASKS, key=lambda task: task.assigned):
        item = items[one.item - 1]
        at = moment(sample.today + timedelta(days=one.assigned), 7)
        assignment = ItemAssignment(
            item=item,
            person_in_charge=_person(sample, item),
            due_on=sample.today + timedelta(days=one.due),
            title=one.title,
        )
        task = assign_from_items(agreement, [assignment], by=by, at=at)[0]
        _live(sample, task, one.story)
    for row in work.DIRECT_TASKS:
        _assign_directly(sample, row)
    return agreement


def _person(sample: Sample, item: ContentItem) -> Official | None:
    user = sample.contact(item.lead_agency) if item.lead_agency else None
    return user.official if user else None


def _assign_directly(sample: Sample, row: tuple[object, ...]) -> None:
    title, lead, coordinating, product, assigned, due, story = row
    agency = sample.agencies[str(lead)]
    user = sample.contact(agency)
    facts = TaskFacts(
        title=str(title),
        product=str(product),
        lead_agency=agency,
        person_in_charge=user.official if user else None,
        due_on=None if due is None else sample.today + timedelta(days=int(str(due))),
        rhythm=Rhythm.MONTHLY if due is None else Rhythm.NONE,
        coordinating=dict.fromkeys(sample.of(*coordinating), ""),  # type: ignore[misc]  # a row of work.py
    )
    at = moment(sample.today + timedelta(days=int(str(assigned))), 7)
    _live(sample, assign_task(facts, by=sample.users["hanh"], at=at), str(story))


def _live(sample: Sample, task: Task, story: str, hands: Hands | None = None) -> None:
    coordinating = list(task.coordinating_agencies.order_by("pk"))
    acting = hands or sample.hands(task.lead_agency, coordinating)
    STORIES[story](Life(task, acting, sample.today))


def _make_former_programme(sample: Sample) -> None:
    by, signed = sample.users["phuc"], date(2024, 1, 24)
    plan = Plan(
        AgreementKind.PROGRAMME,
        work.FORMER_TITLE,
        work.FORMER_PARTNERS,
        work.FORMER_ITEMS,
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    agreement = draft(sample, plan, [], by, moment(date(2024, 1, 8)))
    sign(sample, agreement, signed, by, code="05-CTr/BTGHU")
    dues = [date(2024, month, 20) for month in (3, 6, 9, 12)]
    assignments = [
        ItemAssignment(item, _person(sample, item), due)
        for item in agreement.items.order_by("order")
        for due in dues
    ][: len(work.FORMER_DELAYS)]
    tasks = assign_from_items(agreement, assignments, by=by, at=moment(date(2024, 1, 25)))
    for task, delay in zip(tasks, work.FORMER_DELAYS, strict=True):
        lead = sample.contact(task.lead_agency)
        if lead is None or task.due_on is None:
            raise LookupError(task)
        handed_in = task.due_on + timedelta(days=delay)
        life = Life(task, Hands(lead, None, by, by), handed_in + timedelta(days=3))
        life.accept()
        life.update(0.5, 50)
        life.submit(handed_in)
        life.confirm(handed_in + timedelta(days=2))


def _make_regulation(sample: Sample, papers: list[Document]) -> None:
    by, at = sample.users["hanh"], moment(sample.today - timedelta(days=20))
    plan = Plan(
        AgreementKind.REGULATION,
        work.REGULATION_TITLE,
        work.REGULATION_PARTNERS,
        work.REGULATION_ITEMS,
        sample.today,
        date(2030, 12, 31),
    )
    agreement = draft(sample, plan, papers[:2], by, at)
    before = moment(sample.today - timedelta(days=3))
    agreements.mark_ready(agreement, without_opinions=work.AGREED, by=by, at=before)


def _end_the_district(sample: Sample) -> None:
    at = moment(_DISTRICTS_END, 16)
    for former in people.FORMER_USERS:
        user = sample.users[former.username]
        member = user.memberships.get(ended_on=None)
        accounts.end_membership(member, on=_DISTRICTS_END, by=None, at=at)
    for one in people.AGENCIES:
        if one.ended:
            several = len(one.successors) > 1
            kind = SuccessionKind.SPLIT if several else SuccessionKind.MERGED
            successors = [agencies.Successor(sample.agencies[key], kind) for key in one.successors]
            agencies.close_agency(
                sample.agencies[one.key],
                on=_DISTRICTS_END,
                by=None,
                at=at,
                successors=successors,
                paper="Nghị quyết về sắp xếp đơn vị hành chính cấp xã năm 2025",
            )
