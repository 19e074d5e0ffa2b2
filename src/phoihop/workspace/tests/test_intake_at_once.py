"""The same act twice at one moment, from two windows or by two people: it is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from conftest import NOW, Cast
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Document
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import (
    AlreadyReceived,
    IntakeClosed,
    NotConfirmed,
    PaperHeldAlready,
    StepGone,
)
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import last_step, undo_last
from phoihop.workspace.intake.take_back import take_back
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.texts import CONCLUSION, SIGNING

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Carry the acts out in threads of their own; what refused each, "" for what was done."""
    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return sorted(pool.map(_outcome, acts))


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refusal:
        return type(refusal).__name__
    finally:
        connection.close()
    return ""


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """Everything is said to be right."""
    made = receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)
    for fact in made.facts.all():
        decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    return made


def test_two_confirmations_make_the_records_once(intake: Intake, cast: Cast) -> None:
    outcomes = at_once(
        lambda: create_records(intake, by=cast.issuer, at=NOW),
        lambda: create_records(intake, by=cast.issuer_leader, at=NOW),
    )

    assert outcomes == ["", IntakeClosed.__name__]
    intake.refresh_from_db()
    assert Agreement.objects.count() == 1
    assert Document.objects.filter(text=intake.text).count() == 1


def test_undo_pressed_twice_takes_one_step_back(intake: Intake, cast: Cast) -> None:
    shown = last_step(intake)
    assert shown is not None
    before = intake.steps.count()

    outcomes = at_once(
        lambda: undo_last(intake, by=cast.issuer, at=NOW, step=shown.pk),
        lambda: undo_last(intake, by=cast.issuer, at=NOW, step=shown.pk),
    )

    assert outcomes == ["", StepGone.__name__]
    assert intake.steps.count() == before - 1
    assert intake.facts.filter(decision=Decision.OPEN).count() == 1


def test_undo_and_confirmation_leave_no_fact_open_under_records(intake: Intake, cast: Cast) -> None:
    at_once(
        lambda: create_records(intake, by=cast.issuer, at=NOW),
        lambda: undo_last(intake, by=cast.issuer_leader, at=NOW),
    )

    intake.refresh_from_db()
    is_open = intake.facts.filter(decision=Decision.OPEN).exists()
    assert (intake.confirmed_at is None) == is_open
    assert Agreement.objects.exists() != is_open


def test_records_are_taken_back_once(intake: Intake, cast: Cast) -> None:
    create_records(intake, by=cast.issuer, at=NOW)

    outcomes = at_once(
        lambda: take_back(intake, by=cast.issuer, at=NOW),
        lambda: take_back(intake, by=cast.issuer_leader, at=NOW),
    )

    assert outcomes == ["", NotConfirmed.__name__]
    assert not Agreement.objects.visible_to(cast.issuer).exists()


def test_one_text_handed_in_by_two_is_kept_once(cast: Cast) -> None:
    outcomes = at_once(
        lambda: receive_text(SIGNING, name="Một", by=cast.issuer, at=NOW),
        lambda: receive_text(SIGNING, name="Hai", by=cast.issuer_leader, at=NOW),
    )

    assert outcomes == ["", AlreadyReceived.__name__]
    assert Intake.objects.count() == 1


def test_the_page_answers_the_second_press_with_the_records(
    client: Client, intake: Intake, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    address = intake.get_absolute_url()

    first, second = client.post(f"{address}tao/"), client.post(f"{address}tao/")

    assert (first.status_code, second.status_code) == (302, 302)
    assert Agreement.objects.count() == 1


def test_the_page_undoes_the_step_that_it_showed(
    client: Client, intake: Intake, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    shown = last_step(intake)
    assert shown is not None
    address = f"{intake.get_absolute_url()}hoan-tac/"

    first = client.post(address, {"step": shown.pk})
    second = client.post(address, {"step": shown.pk})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "không còn là bước cuối" in second.content.decode()
    assert intake.facts.filter(decision=Decision.OPEN).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": 1},
        {"start": 5, "end": 5},
        {"start": 5, "end": None},
        {"decision": Decision.LINKED, "linked_id": None},
        {"decision": Decision.NEW, "linked_id": 7},
        {"decision": Decision.OPEN},
        {"decision": Decision.NEW, "decided_at": None},
    ],
    ids=["order", "empty", "half", "link", "record", "open", "nobody"],
)
def test_the_database_refuses_a_fact_that_cannot_be(
    intake: Intake, wrong: dict[str, object]
) -> None:
    first = intake.facts.earliest("order")

    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeFact.objects.filter(pk=first.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"confidence": 101}, {"confirmed_at": NOW}],
    ids=["confidence", "half confirmed"],
)
def test_the_database_refuses_a_text_that_cannot_be(
    intake: Intake, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.filter(pk=intake.pk).update(**wrong)


def test_two_texts_of_one_number_at_once_make_one_record(cast: Cast) -> None:
    texts = [CONCLUSION, f"{CONCLUSION}\nGhi thêm."]
    intakes = [receive_text(each, name=each[-9:], by=cast.issuer, at=NOW) for each in texts]
    for fact in IntakeFact.objects.all():
        kept = fact.kind == FactKind.HEADER
        decide(fact, Decision.NEW if kept else Decision.DROPPED, by=cast.issuer, at=NOW)

    outcomes = at_once(
        lambda: create_records(intakes[0], by=cast.issuer, at=NOW),
        lambda: create_records(intakes[1], by=cast.issuer_leader, at=NOW),
    )

    assert outcomes == ["", PaperHeldAlready.__name__]
    assert Document.objects.count() == 1
