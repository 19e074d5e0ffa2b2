"""Dossiers: listed, opened, filled, ordered, closed, opened again, handed over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements.models import Agreement
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.dossiers import errors, services
from phoihop.dossiers.history import history_for
from phoihop.dossiers.models import Archive, Dossier, DossierItem
from phoihop.dossiers.retention import hand_over_due, remind_from, retentions_on
from phoihop.dossiers.services import DossierFacts
from phoihop.dossiers.tests.factories import ENDED, HANDED, DossierFactory, closed
from phoihop.inbox.models import Notice
from phoihop.search.engine import Audience, find
from phoihop.tasks.models import Task


def facts(cast: Cast, **changes: Any) -> DossierFacts:
    values: dict[str, Any] = {
        "year": 2019,
        "code": "01-TG",
        "title": "Hội nghị sơ kết  sáu tháng",
        "keeper": cast.issuer,
        "retention_years": 20,
        "opened_on": date(2019, 4, 16),
    }
    return DossierFacts(**(values | changes))


def verbs(dossier: Dossier) -> list[str]:
    rows = Event.objects.filter(kind="dossiers.dossier", object_id=dossier.pk)
    return list(rows.order_by("pk").values_list("verb", flat=True))


def order_of(dossier: Dossier) -> list[int]:
    return list(dossier.items.values_list("object_id", flat=True))


@pytest.mark.differs
def test_a_dossier_is_listed_with_its_facts_and_found(cast: Cast) -> None:
    made = services.list_dossier(facts(cast), by=cast.issuer, at=NOW)

    assert str(made) == "01-TG Hội nghị sơ kết sáu tháng"
    assert (made.owner, made.retention) == (cast.issuer_agency, "20 năm")
    assert made.retention_source == "Luật Lưu trữ 01/2011/QH13"
    assert verbs(made) == ["dossier.listed"]
    found = find(Audience(cast.issuer_agency.pk), "hoi nghi so ket")
    assert [hit.kind for hit in found.hits] == ["dossiers.dossier"]
    assert find(Audience(cast.lead_agency.pk), "hoi nghi so ket").hits == []


def test_the_same_form_twice_makes_one_dossier(cast: Cast) -> None:
    key = "0b5f6d0e-8a4b-4f38-9c3e-2f0c3d7b9a11"

    first = services.list_dossier(facts(cast), by=cast.issuer, at=NOW, form_key=key)  # type: ignore[arg-type]  # Django takes the text
    again = services.list_dossier(facts(cast), by=cast.issuer, at=NOW, form_key=key)  # type: ignore[arg-type]  # as above

    assert first == again
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_reads_lists_nothing(cast: Cast, role: str) -> None:
    reader = UserFactory.create(agency=cast.issuer_agency, role=role)

    with pytest.raises(PermissionDenied):
        services.list_dossier(facts(cast), by=reader, at=NOW)


def test_a_code_stands_once_in_the_list_of_a_year(cast: Cast, dossier: Dossier) -> None:
    with pytest.raises(errors.CodeTaken):
        services.list_dossier(facts(cast, code=dossier.code), by=cast.issuer, at=NOW)
    services.list_dossier(facts(cast, code=dossier.code, year=2020), by=cast.issuer, at=NOW)

    other = services.list_dossier(facts(cast, code="99-TG"), by=cast.issuer, at=NOW)
    with pytest.raises(errors.CodeTaken):
        services.edit_dossier(other, facts(cast, code=dossier.code), by=cast.issuer, at=NOW)
    other.refresh_from_db()
    assert other.code == "99-TG"


def test_the_keeper_works_in_the_agency(cast: Cast) -> None:
    with pytest.raises(errors.KeeperElsewhere):
        services.list_dossier(facts(cast, keeper=cast.lead), by=cast.issuer, at=NOW)
    assert not Dossier.objects.exists()


def test_correcting_tells_what_differed(cast: Cast, dossier: Dossier) -> None:
    changed = facts(cast, code=dossier.code, title="Tên mới", retention_years=None)

    services.edit_dossier(dossier, changed, by=cast.issuer, at=NOW)

    [line] = history_for(dossier, cast.issuer)
    told = {change.field: (change.old, change.new) for change in line.changes}
    assert told["tiêu đề hồ sơ"][1] == "Tên mới"
    dossier.refresh_from_db()
    assert dossier.retention == "vĩnh viễn"
    services.edit_dossier(dossier, changed, by=cast.issuer, at=NOW)
    assert verbs(dossier) == ["dossier.edited"]


@pytest.mark.differs
def test_records_of_every_kind_go_in_at_the_end(
    cast: Cast, dossier: Dossier, document: Document, agreement: Agreement, task: Task
) -> None:
    for record in (document, agreement, task):
        services.put_in(dossier, record, by=cast.issuer, at=NOW, note=" Bản  chính ")

    rows = list(dossier.items.values_list("kind", "object_id", "position", "note"))
    assert rows == [
        ("documents.document", document.pk, 1, "Bản chính"),
        ("agreements.agreement", agreement.pk, 2, "Bản chính"),
        ("tasks.task", task.pk, 3, "Bản chính"),
    ]
    assert verbs(dossier) == ["dossier.filled"] * 3


def test_the_first_record_opens_a_planned_dossier(cast: Cast, document: Document) -> None:
    planned = DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer, opened_on=None)

    services.put_in(planned, document, by=cast.issuer, at=NOW)

    planned.refresh_from_db()
    assert planned.opened_on == NOW.date()
    assert verbs(planned) == ["dossier.opened", "dossier.filled"]


def test_a_record_lies_once_in_a_dossier_and_in_as_many_as_need_it(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)

    with pytest.raises(errors.IsIn):
        services.put_in(dossier, document, by=cast.issuer, at=NOW)
    other = DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer)
    services.put_in(other, document, by=cast.issuer, at=NOW)
    assert DossierItem.objects.count() == 2


def test_what_one_may_not_see_or_what_is_no_such_record_does_not_go_in(
    cast: Cast, dossier: Dossier
) -> None:
    foreign: Model = DocumentFactory.create(owner=cast.outside_agency)

    for record in (foreign, cast.issuer_agency):
        with pytest.raises(errors.NotSuchRecord):
            services.put_in(dossier, record, by=cast.issuer, at=NOW)
    assert not DossierItem.objects.exists()
    assert verbs(dossier) == []


@pytest.mark.parametrize("who", ["lead", "outsider", "inspector", "administrator"])
def test_only_writers_of_the_agency_fill_it(
    cast: Cast, dossier: Dossier, document: Document, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        services.put_in(dossier, document, by=getattr(cast, who), at=NOW)


def test_records_change_places_and_are_put_in_order_of_days(cast: Cast, dossier: Dossier) -> None:
    days = [date(2019, 3, 1), date(2019, 1, 5), None, date(2019, 2, 1)]
    papers = [DocumentFactory.create(owner=cast.issuer_agency, issued_on=on) for on in days]
    items = [services.put_in(dossier, one, by=cast.issuer, at=NOW) for one in papers]
    first, second, without, last = (one.pk for one in papers)

    services.move(items[1], up=True, by=cast.issuer, at=NOW)
    assert order_of(dossier) == [second, first, without, last]
    services.move(items[1], up=True, by=cast.issuer, at=NOW)  # is the first already
    services.move(items[0], up=False, by=cast.issuer, at=NOW)
    assert order_of(dossier) == [second, without, first, last]

    services.order_by_day(dossier, by=cast.issuer, at=NOW)
    assert order_of(dossier) == [second, last, first, without]
    assert verbs(dossier)[4:] == ["dossier.ordered"] * 3


def test_a_record_taken_out_stays_where_it_is(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    item = services.put_in(dossier, document, by=cast.issuer, at=NOW)
    services.annotate(item, "Bản sao", by=cast.issuer, at=NOW)

    services.take_out(item, by=cast.issuer, at=NOW)

    assert not dossier.items.exists()
    assert Document.objects.filter(pk=document.pk).exists()
    assert verbs(dossier) == ["dossier.filled", "dossier.noted", "dossier.emptied"]


@pytest.mark.differs
def test_a_closed_dossier_is_frozen_for_every_service(
    cast: Cast, dossier: Dossier, document: Document, task: Task
) -> None:
    item = services.put_in(dossier, document, by=cast.issuer, at=NOW)
    closed(dossier, cast.issuer)
    acts: list[Callable[[], object]] = [
        lambda: services.put_in(dossier, task, by=cast.issuer, at=NOW),
        lambda: services.take_out(item, by=cast.issuer, at=NOW),
        lambda: services.annotate(item, "x", by=cast.issuer, at=NOW),
        lambda: services.move(item, up=True, by=cast.issuer, at=NOW),
        lambda: services.order_by_day(dossier, by=cast.issuer, at=NOW),
        lambda: services.edit_dossier(dossier, facts(cast), by=cast.issuer, at=NOW),
        lambda: closed(dossier, cast.issuer),
    ]

    for act in acts:
        with pytest.raises(errors.DossierClosed):
            act()

    assert order_of(dossier) == [document.pk]
    assert verbs(dossier) == ["dossier.filled", "dossier.closed"]


@pytest.mark.differs
def test_the_database_freezes_a_closed_dossier_too(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    item = services.put_in(dossier, document, by=cast.issuer, at=NOW)
    closed(dossier, cast.issuer)
    writes: list[Callable[[], object]] = [
        lambda: Dossier.objects.filter(pk=dossier.pk).update(title="x"),
        lambda: Dossier.objects.filter(pk=dossier.pk).update(work_ended_on=NOW.date()),
        lambda: DossierItem.objects.filter(pk=item.pk).update(position=9),
        lambda: DossierItem.objects.create(
            dossier=dossier, kind="x", object_id=1, position=2, added_at=NOW, added_by=cast.issuer
        ),
    ]
    if connection.vendor == "postgresql":
        writes.append(lambda: DossierItem.objects.filter(pk=item.pk).delete())

    for write in writes:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    Dossier.objects.filter(pk=dossier.pk).update(reminded_on=NOW.date(), keeper=cast.issuer_leader)


def test_the_work_ends_between_the_opening_and_today(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    with pytest.raises(errors.NothingInside):
        closed(dossier, cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)

    for day, refusal in (
        (date(2019, 3, 31), errors.EndsBeforeOpened),
        (date(2019, 4, 17), errors.EndsInFuture),
    ):
        with pytest.raises(refusal):
            services.close_dossier(dossier, work_ended_on=day, by=cast.issuer, at=NOW)
    dossier.refresh_from_db()
    assert not dossier.is_closed


def test_keeper_clerk_and_leader_close_and_no_other_specialist(
    cast: Cast, document: Document
) -> None:
    other = UserFactory.create(agency=cast.issuer_agency)
    clerk = UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK)
    made = [DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer) for _ in range(3)]
    for one in made:
        services.put_in(one, document, by=cast.issuer, at=NOW)

    with pytest.raises(PermissionDenied):
        closed(made[0], other)
    for one, who in zip(made, (cast.issuer, clerk, cast.issuer_leader), strict=True):
        assert closed(one, who).is_closed


@pytest.fixture
def closed_one(cast: Cast, dossier: Dossier, document: Document) -> Dossier:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    return closed(dossier, cast.issuer)


@pytest.mark.differs
def test_a_leader_opens_again_with_a_reason_and_the_keeper_is_told(
    cast: Cast, closed_one: Dossier, task: Task
) -> None:
    leader = cast.issuer_leader
    with pytest.raises(PermissionDenied):
        services.reopen_dossier(closed_one, reason="Thiếu bản ký", by=cast.issuer, at=NOW)
    with pytest.raises(errors.ReasonRequired):
        services.reopen_dossier(closed_one, reason="  ", by=leader, at=NOW)

    again = services.reopen_dossier(closed_one, reason="Thiếu bản ký", by=leader, at=NOW)

    assert not again.is_closed
    services.put_in(again, task, by=cast.issuer, at=NOW)
    notice = Notice.objects.get(user=cast.issuer)
    assert (notice.kind, notice.object_id) == ("dossiers.dossier", again.pk)
    assert "Thiếu bản ký" in str(
        [change.new for line in history_for(again, leader) for change in line.changes]
    )
    with pytest.raises(errors.NotClosed):
        services.reopen_dossier(again, reason="x", by=leader, at=NOW)


@pytest.mark.differs
def test_a_hand_over_is_noted_once_for_each_archive(cast: Cast, closed_one: Dossier) -> None:
    made = services.hand_over(closed_one, HANDED, by=cast.issuer, at=NOW)

    assert (made.minutes, made.handed_by, made.on) == ("03/BB-LT", cast.issuer, date(2019, 4, 12))
    assert verbs(closed_one)[-1] == "dossier.handed_over"
    with pytest.raises(errors.HandedOverBefore):
        services.hand_over(closed_one, HANDED, by=cast.issuer, at=NOW)
    with pytest.raises(errors.HandedOver):
        services.reopen_dossier(closed_one, reason="x", by=cast.issuer_leader, at=NOW)
    historical = replace(HANDED, archive=Archive.HISTORICAL)
    with pytest.raises(errors.NotForEver):
        services.hand_over(closed_one, historical, by=cast.issuer, at=NOW)
    assert closed_one.hand_overs.count() == 1


@pytest.mark.parametrize("on", [ENDED - timedelta(days=1), date(2019, 4, 17)])
def test_a_hand_over_lies_between_the_end_of_the_work_and_today(
    cast: Cast, closed_one: Dossier, on: date
) -> None:
    with pytest.raises(errors.HandedOverTooEarly):
        services.hand_over(closed_one, replace(HANDED, on=on), by=cast.issuer, at=NOW)


def test_an_open_dossier_is_not_handed_over(cast: Cast, dossier: Dossier) -> None:
    with pytest.raises(errors.NotClosed):
        services.hand_over(dossier, HANDED, by=cast.issuer, at=NOW)


@pytest.mark.parametrize(
    ("ended", "due", "remind"),
    [
        (date(2019, 4, 10), date(2020, 4, 10), date(2020, 3, 11)),
        (date(2020, 2, 29), date(2021, 2, 28), date(2021, 1, 29)),
    ],
)
def test_a_year_after_the_work_ended_it_is_due(ended: date, due: date, remind: date) -> None:
    assert (hand_over_due(ended), remind_from(ended)) == (due, remind)


@pytest.mark.parametrize(
    ("on", "law"),
    [(date(2025, 6, 30), "01/2011/QH13"), (date(2025, 7, 1), "33/2024/QH15")],
)
def test_the_values_follow_the_law_of_the_day(on: date, law: str) -> None:
    found = retentions_on(on)

    assert [one.years for one in found] == [None, 70, 20, 10, 5]
    assert all(law in one.source for one in found)


def test_a_history_names_a_record_only_to_who_sees_it(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    Document.objects.filter(pk=document.pk).update(hidden_at=NOW, hidden_by=cast.issuer)

    [line] = history_for(dossier, cast.issuer)
    assert [change.new for change in line.changes] == ["(không được xem)"]
    Document.objects.filter(pk=document.pk).update(hidden_at=None, hidden_by=None)
    [line] = history_for(dossier, cast.issuer)
    assert [change.new for change in line.changes] == [str(document)]


@pytest.mark.differs
def test_no_service_leaves_half_of_its_work(
    cast: Cast, dossier: Dossier, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> None:
        raise RuntimeError

    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    monkeypatch.setattr(services.audit, "record", fails)  # type: ignore[attr-defined]  # the module

    acts: list[Callable[[], object]] = [
        lambda: closed(dossier, cast.issuer),
        lambda: services.list_dossier(facts(cast, code="77"), by=cast.issuer, at=NOW),
    ]
    for act in acts:
        with pytest.raises(RuntimeError):
            act()
    dossier.refresh_from_db()
    assert not dossier.is_closed
    assert not Dossier.objects.filter(code="77").exists()
