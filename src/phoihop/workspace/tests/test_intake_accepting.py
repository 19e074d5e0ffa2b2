"""Facts accepted in one act say so in the history, each of them."""

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.audit.history import HistoryLine, history_of
from phoihop.workspace.intake.accepting import accept_all_sure, accept_rest
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import undo_last
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import CONCLUSION

SURE = "nhận cùng tất cả dữ kiện đã khớp"
REST = "nhận cùng các mục còn lại cùng loại"


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """A text of which we know one agency by its name, and the paper's own tasks."""
    return receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)


def newest(intake: Intake) -> HistoryLine:
    return history_of(intake)[0]


def test_each_fact_linked_with_all_that_fit_tells_it(intake: Intake, cast: Cast) -> None:
    count = accept_all_sure(intake, by=cast.issuer, at=NOW)

    linked = list(intake.facts.filter(decision=Decision.LINKED))
    line = newest(intake)
    assert count == len(linked) >= 1
    assert line.words == "Nhận tất cả dữ kiện đã khớp"
    assert {change.field for change in line.changes} == {
        f"{fact.number} {fact.get_kind_display()}" for fact in linked
    }
    assert all(SURE in change.new and change.old == "Chưa xem" for change in line.changes)


def test_who_reads_in_another_language_reads_in_that(intake: Intake, cast: Cast) -> None:
    accept_all_sure(intake, by=cast.issuer, at=NOW)

    with translation.override("en"):
        line = newest(intake)

    assert line.words == "Linked all that fit one record"
    assert all("with all that fit one record" in change.new for change in line.changes)


def test_each_fact_accepted_with_the_rest_of_its_kind_tells_it(intake: Intake, cast: Cast) -> None:
    tasks = intake.facts.filter(kind=FactKind.TASK)

    count = accept_rest(intake, FactKind.TASK, by=cast.issuer, at=NOW)

    line = newest(intake)
    assert count == tasks.count() == len(line.changes) == 2
    assert line.words == "Nhận các mục còn lại cùng loại"
    assert all(REST in change.new for change in line.changes)
    assert not tasks.exclude(decision=Decision.NEW, decided_by=cast.issuer, decided_at=NOW).exists()


def test_what_was_decided_alone_or_undone_does_not_tell_it(intake: Intake, cast: Cast) -> None:
    fact = intake.facts.filter(kind=FactKind.TASK)[0]
    decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    alone = newest(intake)
    accept_rest(intake, FactKind.TASK, by=cast.issuer, at=NOW)
    undo_last(intake, by=cast.issuer, at=NOW)

    for line in (alone, newest(intake)):
        assert line.changes
        assert not any(REST in change.new or SURE in change.new for change in line.changes)


def test_nothing_to_accept_leaves_no_act(intake: Intake, cast: Cast) -> None:
    acts = len(history_of(intake))

    assert accept_rest(intake, FactKind.ITEM, by=cast.issuer, at=NOW) == 0

    assert len(history_of(intake)) == acts
    assert not intake.steps.exists()


def test_the_page_shows_it(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)
    place = intake.get_absolute_url()

    client.post(f"{place}nhan/")
    client.post(f"{place}nhan-het/", {"kind": "task"})

    page = client.get(place).content.decode()
    assert SURE in page
    assert page.count(REST) == 2


def test_many_facts_are_taken_back_with_as_many_queries_as_few(
    intake: Intake, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    last = intake.facts.filter(kind=FactKind.TASK).last()
    assert last is not None
    for order in range(500, 560):
        intake.facts.create(order=order, kind=FactKind.TASK, label="x", read={}, value=last.value)
    accept_rest(intake, FactKind.TASK, by=cast.issuer, at=NOW)

    with django_assert_max_num_queries(14):
        undo_last(intake, by=cast.issuer, at=NOW)

    assert not intake.facts.exclude(decision=Decision.OPEN).exists()
