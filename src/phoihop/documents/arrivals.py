"""Numbers of arrival: one register for each year, each number once (NĐ 30/2020/NĐ-CP, Điều 22)."""

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents.errors import ArrivalNumberTaken, LastNumberGoesBack
from phoihop.documents.models import ArrivalBook, Document, Register


def take_arrival_number(owner: Agency, year: int) -> int:
    """The next number of that year's register, in the transaction of the entry that bears it.

    A number that was entered by hand is passed over.
    """
    book = _locked(owner, year)
    number = book.last_number + 1
    while _bearer(owner, year, number) is not None:
        number += 1
    book.last_number = number
    book.save(update_fields=["last_number"])
    return number


def keep_arrival_number(owner: Agency, year: int, number: int, entry: Document) -> None:
    """A number entered by hand, as the paper book says it; the next one follows it.

    Raises ArrivalNumberTaken.
    """
    bearer = _bearer(owner, year, number)
    if bearer is not None and bearer.pk != entry.pk:
        raise ArrivalNumberTaken(
            _(
                "Arrival number %(number)s of %(year)s is that of %(name)s. Leave the field empty"
                " for the next number."
            )
            % {"number": number, "year": year, "name": bearer.name}
        )
    book = _locked(owner, year)
    if number > book.last_number:
        book.last_number = number
        book.save(update_fields=["last_number"])


def give_arrival_numbers(owner: Agency, entries: Iterable[Document]) -> None:
    """The same for many new incoming papers that have a day of arrival: three queries a year.

    Numbers typed in are kept; the others follow, in the order given. Raises ArrivalNumberTaken.
    """
    by_year: defaultdict[int, list[Document]] = defaultdict(list)
    for entry in entries:
        if entry.register == Register.INCOMING and entry.arrived_on is not None:
            by_year[entry.arrived_on.year].append(entry)
    for year, papers in sorted(by_year.items()):
        book = _locked(owner, year)
        borne = Document.objects.filter(owner=owner, arrival_year=year)
        taken = set(borne.values_list("arrival_number", flat=True))
        for number in [paper.arrival_number for paper in papers if paper.arrival_number]:
            if number in taken:
                raise ArrivalNumberTaken(
                    _("Arrival number %(number)s of %(year)s is given twice.")
                    % {"number": number, "year": year}
                )
            taken.add(number)
            book.last_number = max(book.last_number, number)
        for paper in papers:
            if paper.arrival_number is None:
                paper.arrival_number = _next(book, taken)
        book.save(update_fields=["last_number"])


def _next(book: ArrivalBook, taken: Container[int | None]) -> int:
    book.last_number += 1
    while book.last_number in taken:
        book.last_number += 1
    return book.last_number


@transaction.atomic
def set_last_arrival_number(year: int, number: int, *, by: User, at: datetime) -> ArrivalBook:
    """Say which number the paper book of the user's agency reached.

    Raises PermissionDenied, LastNumberGoesBack.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("documents.add_numberseries"):
        raise PermissionDenied
    book = _locked(owner, year)
    if number < book.last_number:
        raise LastNumberGoesBack
    audit.save_changes(book, {"last_number": number}, verb="arrivals.continued", by=by, at=at)
    return book


def _locked(owner: Agency, year: int) -> ArrivalBook:
    # The first number of a year: one waits.
    Agency.objects.select_for_update(no_key=True).get(pk=owner.pk)
    book, _made = ArrivalBook.objects.get_or_create(owner=owner, year=year)
    return ArrivalBook.objects.select_for_update().get(pk=book.pk)


def _bearer(owner: Agency, year: int, number: int) -> Document | None:
    """The entry with this number, also one that was hidden: its number is not given again."""
    found = Document.objects.filter(owner=owner, arrival_year=year, arrival_number=number)
    return found.first()
