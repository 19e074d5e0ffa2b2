"""The term of an agreement: its years, the text in force on a day, when to remind of its end."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.agreements.models import Agreement
from phoihop.agreements.querysets import AgreementQuerySet
from phoihop.agreements.term_errors import AmendsTooEarly


def years_of(agreement: Agreement, on: date) -> list[int]:
    """The years its term touches; of one without an end those up to the year after `on`.

    One that was terminated has none behind that year.
    """
    first = agreement.valid_from or agreement.signed_on
    if first is None:
        return []
    last = agreement.valid_to.year if agreement.valid_to else max(first.year, on.year + 1)
    if agreement.ended_on is not None:
        last = min(last, _last_day(agreement.ended_on).year)
    return list(range(first.year, last + 1))


def is_of_several_years(agreement: Agreement) -> bool:
    """Its contents are then fixed year by year."""
    first = agreement.valid_from or agreement.signed_on
    return first is None or agreement.valid_to is None or agreement.valid_to.year > first.year


def days_of_year(agreement: Agreement, year: int) -> tuple[date, date]:
    """The first and the last day of the year that lie in the term."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begun = agreement.valid_from or agreement.signed_on
    if begun is not None:
        first = max(first, begun)
    if agreement.valid_to is not None:
        last = min(last, agreement.valid_to)
    if agreement.ended_on is not None:
        last = min(last, _last_day(agreement.ended_on))
    return first, last


def _last_day(ended_on: date) -> date:
    """It ends "from" that day on, which is its first day without force."""
    return ended_on - timedelta(days=1)


def amendments_of(agreement: Agreement) -> AgreementQuerySet:
    """Its signed amendments, the oldest first."""
    return Agreement.objects.filter(amends=agreement, signed_at__isnull=False).order_by(
        "valid_from", "amendment_number"
    )


def text_on(agreement: Agreement, on: date) -> Agreement:
    """The agreement whose text is in force that day: the newest amendment, or the original."""
    newest = amendments_of(agreement).filter(valid_from__lte=on).last()
    return newest or agreement


def text_seen_on(agreement: Agreement, on: date, user: User) -> Agreement:
    """The newest text in force by that day that this user may read: an amendment is read by its
    own parties, which need not be those of the paper that it amends.
    """
    seen = amendments_of(agreement).visible_to(user)
    return seen.filter(valid_from__lte=on).last() or agreement


def texts_on(agreements: Iterable[Agreement], on: date) -> dict[int, Agreement]:
    """The text in force that day of each agreement; one query for all of them."""
    found = {agreement.pk: agreement for agreement in agreements}
    signed = Agreement.objects.filter(
        amends__in=list(found), signed_at__isnull=False, valid_from__lte=on
    )
    for amendment in signed.order_by("valid_from", "amendment_number"):
        if amendment.amends_id is not None:
            found[amendment.amends_id] = amendment
    return found


def newest_text(agreement: Agreement) -> Agreement:
    """The text signed last, also where its first day is still to come."""
    return amendments_of(agreement).last() or agreement


def refuse_early(amendment: Agreement, first: date) -> None:
    """Raise AmendsTooEarly where one signed before takes effect later: it would silently replace
    this one, although it knows nothing of it.
    """
    last = amendments_of(amendment.amends).last() if amendment.amends is not None else None
    if last is not None and last.valid_from is not None and first < last.valid_from:
        raise AmendsTooEarly(last.code or last.title, f"{last.valid_from:%d/%m/%Y}")


def text_before(amendment: Agreement, seen_by: User | None = None) -> Agreement:
    """The text that an amendment amends: the signed one before it, or the original.

    seen_by: the newest one before it that this user may read.
    """
    original = amendment.amends
    if original is None:
        return amendment
    earlier = amendments_of(original)
    if seen_by is not None:
        earlier = earlier.visible_to(seen_by)
    if amendment.amendment_number is not None:
        earlier = earlier.filter(amendment_number__lt=amendment.amendment_number)
    return earlier.last() or original


def open_amendment(agreement: Agreement) -> Agreement | None:
    """The amendment that is being drafted ("Đang sửa đổi")."""
    return Agreement.objects.filter(amends=agreement, signed_at=None, hidden_at=None).first()


def is_being_amended(agreement: Agreement, user: User) -> bool:
    """The mark "Đang sửa đổi", for whom the draft may be known to: its drafter, and the parties
    once it was sent to them (R15). What was terminated is not amended any more.
    """
    if agreement.ended_on is not None:
        return False
    seen = Agreement.objects.visible_to(user)
    return seen.filter(amends=agreement, signed_at=None).exists()


def is_being_renewed(agreement: Agreement) -> bool:
    """Whether a paper that continues it is being drafted."""
    return agreement.renewals.filter(signed_at=None, hidden_at=None).exists()


def remind_days() -> int:
    """How many days before its end the parties are reminded; the office's own setting."""
    days = Office.objects.values_list("term_end_days", flat=True).first()
    return settings.TERM_END_DAYS if days is None else days


def remind_on(agreement: Agreement, days: int) -> date | None:
    """The day of the reminder of a signed agreement that has an end; None for the others.

    Nor is one reminded of what was terminated or is continued.
    """
    if not agreement.is_signed or agreement.valid_to is None or agreement.amends_id is not None:
        return None
    if agreement.ended_on is not None or agreement.renewed_on is not None:
        return None
    return agreement.valid_to - timedelta(days=days)


def ending_soon(on: date, days: int) -> Q:
    """Those in force that day whose end is at most `days` days away."""
    return Q(
        signed_at__isnull=False,
        amends=None,
        valid_from__lte=on,
        valid_to__gte=on,
        valid_to__lte=on + timedelta(days=days),
        renewed_on=None,
    ) & (Q(ended_on=None) | Q(ended_on__gt=on))


def to_remind_of(on: date, days: int) -> "QuerySet[Agreement]":
    """Agreements ending soon of which nobody was reminded yet."""
    return Agreement.objects.filter(ending_soon(on, days), reminded_on=None)
