"""Numbers of arrival: one register a year, each number once."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW, Cast
from phoihop.audit.models import Change
from phoihop.documents import services
from phoihop.documents.arrivals import set_last_arrival_number
from phoihop.documents.errors import ArrivalNumberTaken, LastNumberGoesBack
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import ArrivalBook, Document, Register

PAPER = DocumentFacts(
    register=Register.INCOMING, kind="CV", subject="về báo cáo", arrived_on=date(2019, 4, 15)
)


def arrive(cast: Cast, **facts: object) -> Document:
    said = replace(PAPER, **facts)  # type: ignore[arg-type]  # its fields
    return services.register_document(said, by=cast.lead, at=NOW)


def test_the_register_of_the_year_gives_the_next_number(cast: Cast) -> None:
    set_last_arrival_number(2019, 214, by=cast.lead, at=NOW)

    numbers = [arrive(cast).arrival_number, arrive(cast).arrival_number]
    other_year = arrive(cast, arrived_on=date(2018, 12, 31)).arrival_number
    elsewhere = services.register_document(PAPER, by=cast.partner, at=NOW).arrival_number

    assert (numbers, other_year, elsewhere) == ([215, 216], 1, 1)
    assert Change.objects.filter(field="arrival_number", new=216).exists()


def test_a_number_entered_by_hand_is_followed_and_never_doubled(cast: Cast) -> None:
    first = arrive(cast, arrival_number=30)

    assert arrive(cast).arrival_number == 31
    with pytest.raises(ArrivalNumberTaken) as refused:
        arrive(cast, arrival_number=30)
    assert first.name in str(refused.value)
    low = arrive(cast, arrival_number=5)
    with pytest.raises(ArrivalNumberTaken):
        services.edit_document(low, {"arrival_number": 31}, by=cast.lead, at=NOW)
    assert ArrivalBook.objects.get(year=2019, owner=cast.lead_agency).last_number == 31


def test_a_number_of_an_entry_that_fails_is_free_again(cast: Cast) -> None:
    with transaction.atomic():
        arrive(cast)
        transaction.set_rollback(True)

    assert arrive(cast).arrival_number == 1


def test_a_hidden_entry_keeps_its_number(cast: Cast) -> None:
    services.hide_document(arrive(cast, arrival_number=1), by=cast.lead, at=NOW)

    assert arrive(cast).arrival_number == 2


def test_only_arrivals_with_their_day_are_counted(cast: Cast) -> None:
    assert arrive(cast, register=Register.REFERENCE).arrival_number is None
    assert arrive(cast, arrived_on=None).arrival_number is None


def test_the_last_number_only_rises_and_only_by_those_who_keep_the_book(cast: Cast) -> None:
    set_last_arrival_number(2019, 10, by=cast.lead, at=NOW)

    with pytest.raises(LastNumberGoesBack):
        set_last_arrival_number(2019, 9, by=cast.lead, at=NOW)
    with pytest.raises(PermissionDenied):
        set_last_arrival_number(2019, 20, by=cast.inspector, at=NOW)
    assert arrive(cast).arrival_number == 11


@pytest.mark.differs
def test_the_database_refuses_a_number_twice(cast: Cast) -> None:
    first, second = arrive(cast), arrive(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=second.pk).update(arrival_number=first.arrival_number)
