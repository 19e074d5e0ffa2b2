"""The milestones of documents: which, from when they are owed, moved, closed."""

import importlib
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.audit.history import history_of
from phoihop.documents import errors, services
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.issuing import IssueFacts, issue_document
from phoihop.documents.many import register_documents
from phoihop.documents.milestone_acts import (
    AddedFacts,
    MoveFacts,
    add_milestones,
    close_milestone,
    drop_milestone,
    move_milestone,
    reopen_milestone,
    take_up_milestone,
)
from phoihop.documents.milestone_querysets import figure_condition
from phoihop.documents.milestones import RuleFacts, rules_by_kind, set_rule
from phoihop.documents.models import Document, Kind, Milestone, MilestoneDay, MilestoneRule
from phoihop.documents.tests.factories import DocumentFactory

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: str, hour: int = 8) -> datetime:
    return datetime.strptime(day, "%d/%m/%Y").replace(hour=hour, tzinfo=ZONE)


def day(text: str) -> date:
    return at(text).date()


def registered(by: User, code: str, on: str, when: str = "10/01/2022", **more: object) -> Document:
    facts: dict[str, object] = {
        "kind": "CT",
        "subject": f"về việc thử {code}",
        "code": code,
        "issued_on": day(on),
        "issuer_name": "Bộ Chính trị",
    }
    return services.register_document(DocumentFacts(**(facts | more)), by=by, at=at(when))  # type: ignore[arg-type]  # names are those of the facts


def days_of(document: Document) -> list[str]:
    return [f"{one.current_on:%d/%m/%Y}" for one in document.milestones.order_by("current_on")]


def one_of(document: Document, years: int) -> Milestone:
    return document.milestones.get(years=years)


def test_a_directive_gets_three_interim_and_a_final_review(cast: Cast) -> None:
    paper = registered(cast.issuer, "20-CT/TW", "05/11/2012")

    assert days_of(paper) == ["05/11/2013", "05/11/2015", "05/11/2017", "05/11/2022"]
    assert [m.kind for m in paper.milestones.all()] == ["interim", "interim", "interim", "final"]
    assert MilestoneDay.objects.count() == 4
    assert history_of(paper)[0].verb == "milestones.set"


@pytest.mark.parametrize(
    ("code", "kind", "more", "count"),
    [
        pytest.param("238-QĐ/TW", "QĐ", {}, 4, id="a central decision"),
        pytest.param("11-QĐi/TW", "QyĐ", {}, 4, id="a central rule"),
        pytest.param("12-QĐ/BTCTW", "QĐ", {}, 4, id="of a central board"),
        pytest.param("12-QĐ/HU", "QĐ", {}, 0, id="a decision of a district committee"),
        pytest.param("12/QĐ-UBND", "QĐ", {}, 0, id="a decision of the State"),
        pytest.param("05-KH/TW", "KH", {}, 0, id="a kind that is not in the list"),
        pytest.param("29-NQ/TW", "NQ", {"issued_on": None}, 0, id="no date of issue"),
    ],
)
def test_which_papers_get_milestones(
    cast: Cast, code: str, kind: str, more: dict[str, Any], count: int
) -> None:
    paper = registered(cast.issuer, code, "30/09/2020", **({"kind": kind} | more))

    assert paper.milestones.count() == count


def test_29_february_becomes_28(cast: Cast) -> None:
    paper = registered(cast.issuer, "01-CT/TW", "29/02/2012")

    assert days_of(paper) == ["28/02/2013", "28/02/2015", "28/02/2017", "28/02/2022"]


def test_a_draft_gets_them_when_it_is_issued(cast: Cast) -> None:
    facts = DocumentFacts(register="outgoing", kind="CT", subject="về dạy bơi", is_draft=True)
    draft = services.register_document(facts, by=cast.issuer, at=at("10/01/2022"))
    assert not draft.milestones.exists()

    how = IssueFacts(issued_on=day("11/01/2022"), signer_name="Vũ Quang Hòa", code="01-CT/HU")
    issued = issue_document(draft, how, by=cast.issuer, at=at("11/01/2022"))

    assert days_of(issued)[0] == "11/01/2023"


def test_many_papers_at_once_take_no_more_statements(cast: Cast) -> None:
    def entries(count: int) -> list[DocumentFacts]:
        return [
            DocumentFacts(kind="CT", subject=f"về {n}", issued_on=day("05/11/2012"))
            for n in range(count)
        ]

    register_documents(entries(2), by=cast.issuer, at=at("10/01/2022"))
    assert Milestone.objects.count() == 8
    with CaptureQueriesContext(connection) as small:
        register_documents(entries(2), by=cast.issuer, at=at("10/01/2022"))
    with CaptureQueriesContext(connection) as large:
        register_documents(entries(5), by=cast.issuer, at=at("10/01/2022"))
    assert len(large) == len(small)


@pytest.mark.differs
def test_due_in_a_year_and_left_over_from_before(cast: Cast) -> None:
    old = registered(cast.issuer, "20-CT/TW", "05/11/2012", "10/01/2022")
    late = registered(cast.issuer, "07-CT/TW", "05/09/2016", "10/01/2021")
    new = registered(cast.issuer, "19-CT/TW", "05/11/2012", "09/01/2023")

    def due(year: int) -> set[tuple[int, int | None]]:
        return set(Milestone.objects.due_in(year).values_list("document", "years"))

    def left(year: int) -> set[tuple[int, int | None]]:
        return set(Milestone.objects.left_over(year).values_list("document", "years"))

    assert due(2022) == {(old.pk, 10), (new.pk, 10)}
    assert left(2022) == {(late.pk, 5)}
    # 19-CT/TW was registered after its day: no arrear, though it is listed in its year.
    assert left(2023) == {(late.pk, 5), (old.pk, 10)}
    drop_milestone(
        one_of(old, 10), reason="Trên không yêu cầu", by=cast.issuer, at=at("01/02/2022")
    )
    assert due(2022) == {(new.pk, 10)}
    take_up_milestone(one_of(old, 10), by=cast.issuer, at=at("01/02/2022"))
    assert (old.pk, 10) in due(2022)


def test_a_milestone_moves_with_reason_and_source_and_keeps_its_first_day(cast: Cast) -> None:
    paper = registered(cast.issuer, "28-NQ/TW", "25/10/2013", kind="NQ")
    schedule = registered(cast.issuer, "12-HD/BTGTU", "10/03/2022", kind="HD")
    ten = one_of(paper, 10)

    with pytest.raises(errors.MilestoneReasonRequired, match="Bắt buộc nhập"):
        move_milestone(ten, MoveFacts(day("31/12/2022"), " "), by=cast.issuer, at=at("09/01/2023"))
    with pytest.raises(errors.MilestoneBeforeDocument):
        move_milestone(ten, MoveFacts(day("25/10/2013"), "x"), by=cast.issuer, at=at("09/01/2023"))
    with pytest.raises(errors.MilestoneSame):
        move_milestone(ten, MoveFacts(ten.current_on, "x"), by=cast.issuer, at=at("09/01/2023"))
    for stranger in (cast.lead, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            move_milestone(ten, MoveFacts(day("31/12/2022"), "x"), by=stranger, at=at("09/01/2023"))
    assert MilestoneDay.objects.filter(milestone=ten).count() == 1

    moved = move_milestone(
        ten,
        MoveFacts(day("31/12/2022"), "Theo lịch của cấp trên", schedule),
        by=cast.issuer,
        at=at("09/01/2023"),
    )

    assert (moved.first_on, moved.current_on) == (day("25/10/2023"), day("31/12/2022"))
    row = moved.days.last()
    assert row is not None
    assert (row.source, row.reason) == (schedule, "Theo lịch của cấp trên")
    entry = history_of(paper)[0]
    assert entry.verb == "milestone.moved"
    assert Milestone.objects.due_in(2022).filter(pk=ten.pk).exists()


@pytest.mark.differs
def test_a_report_closes_and_both_rates_are_counted(cast: Cast) -> None:
    by, when = cast.issuer, at("09/01/2023")
    five = one_of(registered(by, "07-CT/TW", "05/09/2016", "09/01/2023"), 5)
    report = registered(by, "38-BC/HU", "15/06/2022", kind="BC")
    move_milestone(five, MoveFacts(day("30/06/2022"), "12-HD/BTGTU"), by=by, at=when)
    early = registered(by, "09-BC/HU", "02/03/2016", kind="BC")
    with pytest.raises(errors.ReportBeforeDocument):
        close_milestone(five, early, by=by, at=when)
    with pytest.raises(errors.ReportIsTheDocument):
        close_milestone(five, five.document, by=by, at=when)
    with pytest.raises(PermissionDenied):
        close_milestone(five, report, by=cast.outsider, at=when)

    closed = close_milestone(five, report, by=by, at=when)

    assert (closed.closed_on, closed.days_late) == (day("15/06/2022"), 0)
    on = day("09/01/2023")
    counted = {
        name: Milestone.objects.due_in(2022).filter(figure_condition(name, on)).count()
        for name in ("current", "current_met", "first", "first_met")
    }
    assert counted == {"current": 1, "current_met": 1, "first": 1, "first_met": 0}
    with pytest.raises(errors.MilestoneClosed):
        close_milestone(closed, report, by=by, at=when)
    with pytest.raises(errors.MilestoneClosed):
        move_milestone(closed, MoveFacts(day("01/07/2022"), "x"), by=by, at=when)
    assert reopen_milestone(closed, by=by, at=when).is_open
    with pytest.raises(errors.MilestoneNotClosed):
        reopen_milestone(closed, by=by, at=when)


def test_a_report_that_closed_a_review_is_not_hidden(cast: Cast) -> None:
    by, when = cast.issuer, at("09/01/2023")
    five = one_of(registered(by, "07-CT/TW", "05/09/2016", "09/01/2023"), 5)
    report = registered(by, "38-BC/HU", "15/06/2022", kind="BC")
    closed = close_milestone(five, report, by=by, at=when)

    with pytest.raises(errors.ClosesMilestone, match=r"Sơ kết 5 năm \(07-CT/TW\).*mở lại mốc"):
        services.hide_document(report, by=by, at=when)

    report.refresh_from_db()
    assert report.hidden_at is None
    reopen_milestone(closed, by=by, at=when)
    assert services.hide_document(report, by=by, at=when).hidden_at == when


def test_an_open_milestone_counts_once_it_was_owed(cast: Cast) -> None:
    registered(cast.issuer, "20-CT/TW", "05/11/2012", "10/01/2022")
    registered(cast.issuer, "19-CT/TW", "05/11/2012", "09/01/2023")

    def counted(on: str) -> int:
        return Milestone.objects.due_in(2022).filter(figure_condition("current", day(on))).count()

    assert (counted("05/11/2022"), counted("06/11/2022")) == (0, 1)


def test_own_milestones_once_or_every_year(cast: Cast) -> None:
    paper = registered(cast.issuer, "05-KH/HU", "10/01/2022", kind="KH")
    facts = AddedFacts("interim", "hằng năm", day("29/02/2024"), until_year=2026)

    made = add_milestones(paper, facts, by=cast.issuer, at=at("10/01/2022"), form_key="k")
    again = add_milestones(paper, facts, by=cast.issuer, at=at("10/01/2022"), form_key="k")

    assert [m.current_on for m in made] == [day("29/02/2024"), day("28/02/2025"), day("28/02/2026")]
    assert {m.pk for m in again} == {m.pk for m in made}
    with pytest.raises(errors.MilestoneUnnamed):
        add_milestones(
            paper, AddedFacts("final", " ", day("01/02/2024")), by=cast.issuer, at=at("10/01/2022")
        )
    with pytest.raises(errors.MilestonesTooMany):
        add_milestones(
            paper,
            AddedFacts("final", "x", day("01/02/2024"), until_year=2023),
            by=cast.issuer,
            at=at("10/01/2022"),
        )
    with pytest.raises(errors.MilestoneBeforeDocument):
        add_milestones(
            paper, AddedFacts("final", "x", day("01/02/2021")), by=cast.issuer, at=at("10/01/2022")
        )
    with pytest.raises(PermissionDenied):
        add_milestones(paper, facts, by=cast.lead, at=at("10/01/2022"))


def test_milestones_follow_a_corrected_entry(cast: Cast) -> None:
    paper = registered(cast.issuer, "20-CT/TW", "05/11/2012")
    move_milestone(
        one_of(paper, 3), MoveFacts(day("01/12/2015"), "x"), by=cast.issuer, at=at("11/01/2022")
    )

    services.edit_document(
        paper, {"issued_on": day("06/11/2012")}, by=cast.issuer, at=at("12/01/2022")
    )

    assert days_of(paper) == ["06/11/2013", "01/12/2015", "06/11/2017", "06/11/2022"]
    assert one_of(paper, 3).first_on == day("06/11/2015")
    services.edit_document(paper, {"kind": "KH"}, by=cast.issuer, at=at("13/01/2022"))
    assert not paper.milestones.live().exists()
    services.edit_document(paper, {"kind": "CT"}, by=cast.issuer, at=at("14/01/2022"))
    assert paper.milestones.live().count() == 4


def test_the_list_of_kinds_is_the_offices_own(cast: Cast) -> None:
    assert set(rules_by_kind()) == {"CT", "NQ", "QĐ", "QyĐ"}
    assert not MilestoneRule.objects.exists()
    facts = RuleFacts((2,), (5,), every_year=True)
    with pytest.raises(PermissionDenied):
        set_rule("KH", facts, by=cast.issuer, at=at("10/01/2022"))
    for wrong in ((0,), (51,), (2, 2)):
        with pytest.raises(errors.RuleYearsWrong):
            set_rule("KH", RuleFacts(wrong, (5,)), by=cast.administrator, at=at("10/01/2022"))
    set_rule("KH", facts, by=cast.administrator, at=at("10/01/2022"))

    paper = registered(cast.issuer, "05-KH/HU", "10/01/2022", kind="KH")

    assert [one.years for one in paper.milestones.all()] == [1, 2, 3, 4, 5]
    assert [one.kind for one in paper.milestones.all()][-1] == "final"
    for kind in ("KH", "CT"):
        set_rule(kind, RuleFacts(), by=cast.administrator, at=at("10/01/2022"))
    assert not registered(cast.issuer, "06-CT/HU", "10/01/2022").milestones.exists()
    assert not registered(cast.issuer, "06-KH/HU", "10/01/2022", kind="KH").milestones.exists()
    assert paper.milestones.count() == 5  # those in the register keep theirs


def test_milestones_are_seen_as_their_document_is(cast: Cast) -> None:
    paper = registered(cast.issuer, "20-CT/TW", "05/11/2012", recipients=(cast.lead_agency,))

    def sees(user: User) -> int:
        return Milestone.objects.visible_to(user).count()

    assert (sees(cast.issuer), sees(cast.lead), sees(cast.inspector)) == (4, 4, 4)
    assert sees(cast.outsider) == 0
    assert Milestone.objects.visible_to(cast.lead).of_register(cast.lead).count() == 0
    services.hide_document(paper, by=cast.issuer, at=at("11/01/2022"))
    assert sees(cast.issuer) == 0


@pytest.mark.differs
def test_the_database_refuses_half_facts(cast: Cast) -> None:
    one = one_of(registered(cast.issuer, "20-CT/TW", "05/11/2012"), 1)
    for half in ({"closed_on": day("01/01/2022")}, {"drop_reason": "x"}, {"years": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Milestone.objects.filter(pk=one.pk).update(**half)
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=one.pk).update(
            report=one.document, closed_on=one.first_on, closed_at=at("01/01/2022"),
            closed_by=cast.issuer,
        )  # fmt: skip


@pytest.mark.differs
@pytest.mark.django_db
def test_papers_registered_before_get_theirs_and_owe_nothing_old() -> None:
    migration = importlib.import_module(
        "phoihop.documents.migrations.0008_milestones_of_registered"
    )
    old = DocumentFactory.create(issued_on=date(2012, 2, 29))
    central = DocumentFactory.create(kind=Kind.DECISION, symbol="QĐ/TW")
    DocumentFactory.create(kind=Kind.DECISION, symbol="QĐ/HU")
    DocumentFactory.create(kind=Kind.PLAN)

    migration.milestones(apps, None)

    assert set(Milestone.objects.values_list("document", flat=True)) == {old.pk, central.pk}
    assert days_of(old) == ["28/02/2013", "28/02/2015", "28/02/2017", "28/02/2022"]
    assert not Milestone.objects.left_over(2026).exists()


def test_a_plan_or_an_old_report_closes_only_when_somebody_says_so(
    cast: Cast, client: Client
) -> None:
    by, when = cast.issuer, at("10/01/2023")
    ten = one_of(registered(by, "20-CT/TW", "05/11/2012"), 10)
    plan = registered(by, "12-KH/HU", "01/03/2022", kind="KH")
    old = registered(by, "07-BC/HU", "04/11/2021", kind="BC")

    with pytest.raises(errors.NotAReport, match="Kế hoạch"):
        close_milestone(ten, plan, by=by, at=when)
    with pytest.raises(errors.ReportLongBefore):
        close_milestone(ten, old, by=by, at=when)

    client.force_login(by)
    url = reverse("documents:close_milestone", args=[ten.document_id, ten.pk])
    assert 'type="checkbox"' not in client.get(url).content.decode()
    refused = client.post(url, {"report": "12-KH/HU"})
    assert refused.status_code == 422
    assert 'type="checkbox" name="sure"' in refused.content.decode()
    ten.refresh_from_db()
    assert ten.is_open
    assert client.post(url, {"report": "12-KH/HU", "sure": "on"}).status_code == 302
    ten.refresh_from_db()
    assert ten.report == plan
