"""Number and symbol of a paper: how they are written, read and given out.

Party: "05-CTr/BTGHU"; State: "05/KH-UBND", "30/2020/NĐ-CP", letters "12/UBND-VX". Below ten a
zero stands before the number. Sources: NĐ 30/2020/NĐ-CP Điều 15, Phụ lục I and III;
36-HD/VPTW 1.3; docs/domain/documents.md.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents.errors import (
    IssuerEnded,
    LastNumberGoesBack,
    NumberUsed,
    SeriesExists,
    SeriesNotOpen,
    SeriesOfOneYear,
)
from phoihop.documents.models import Document, Kind, NumberSeries, Regime, Register
from phoihop.periods import anniversary


@dataclass(frozen=True)
class Code:
    """A number and symbol taken apart; kind is "" where its letters do not decide it."""

    number: int
    symbol: str
    regime: str
    kind: str = ""

    def __str__(self) -> str:
        return format_code(self.number, self.symbol, self.regime)


_LETTERS: Final = r"[^\W\d_]"
_SO: Final = re.compile(r"^\s*số\s*:?\s*", re.IGNORECASE)
_PARTY: Final = re.compile(rf"^(\d{{1,4}})\s*-\s*({_LETTERS}[\w.]*)\s*/\s*(\w[\w.&-]*)$")
_STATE: Final = re.compile(
    rf"^(\d{{1,5}})\s*/\s*(?:(\d{{4}})\s*/\s*)?({_LETTERS}\w*)((?:\s*-\s*[\w.]+)*)$"
)
_COMMON: Final = {kind.value: kind for kind in Kind if kind not in {Kind.OTHER, Kind.NEWS}}
# QĐ is both quyết định and quy định in Party papers: there its letters alone decide nothing.
_PARTY_KINDS: Final = {
    letters: kind
    for letters, kind in {**_COMMON, "QĐi": Kind.RULE, "TT": Kind.PARTY_CIRCULAR}.items()
    if letters != "QĐ"
}
_STATE_KINDS: Final = {**_COMMON, "QH": Kind.LAW, "TTLT": Kind.CIRCULAR}
# State letters of Phụ lục III without a kind of their own here; other letters name an office.
_STATE_OTHERS: Final = frozenset(
    {"TC", "PA", "DA", "HĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SL"}
)


def format_code(number: int, symbol: str, regime: str) -> str:
    """Write a number before its symbol as the regime prescribes: "05-CTr/BTGHU", "05/KH-UBND"."""
    return f"{number:02}{'-' if regime == Regime.PARTY else '/'}{symbol}"


@lru_cache(maxsize=4096)
def parse_code(text: str) -> Code | None:
    """Read "Số: 05 - CTr/BTGHU" and its like; None where it has neither shape."""
    plain = _SO.sub("", vntext.nfc(text)).strip()
    if found := _PARTY.match(plain):
        letters, issuer = found[2], found[3]
        kind = _among(_PARTY_KINDS, letters)
        return Code(int(found[1]), f"{letters}/{issuer}", Regime.PARTY, kind)
    if found := _STATE.match(plain):
        year, letters, rest = found[2], found[3], re.sub(r"\s", "", found[4])
        symbol = f"{year}/{letters}{rest}" if year else f"{letters}{rest}"
        kind = _among(_STATE_KINDS, letters)
        if not kind and rest and not year and letters not in _STATE_OTHERS:
            kind = Kind.LETTER  # công văn: an office's name stands where the kind would
        return Code(int(found[1]), symbol, Regime.STATE, kind)
    return None


def _among(kinds: Mapping[str, Kind], letters: str) -> str:
    wanted = vntext.canonical(letters.rstrip("0123456789"))
    return next((str(kind) for key, kind in kinds.items() if vntext.canonical(key) == wanted), "")


# A committee's term where its first and last day are not known: congresses meet every five years.
_TERM_YEARS: Final = 5


def same_term(owner: Agency | None, code: str, on: date) -> Q:
    """Papers dated so that a number given that day would be given twice.

    State: the same calendar year. Party: the same term of the committee; by the series of numbers
    that `owner` keeps, else less than five years apart, which warns once too often rather than
    not at all.
    """
    parsed = parse_code(code)
    if parsed is None or parsed.regime == Regime.STATE:
        return Q(issued_on__year=on.year)
    run = open_series(owner, Regime.PARTY, parsed.symbol, on) if owner else None
    if run is None:
        after, before = term_without_series(on)
        return Q(issued_on__gt=after, issued_on__lt=before)
    within = Q(issued_on__gte=run.first_day)
    return within if run.last_day is None else within & Q(issued_on__lte=run.last_day)


def term_without_series(on: date) -> tuple[date, date]:
    """The days between which, both left out, a number of the Party stands once."""
    return anniversary(on, -_TERM_YEARS), anniversary(on, _TERM_YEARS)


def open_series(owner: Agency, regime: str, symbol: str, on: date) -> NumberSeries | None:
    """The run of numbers of this symbol that is open that day, if the agency keeps one."""
    runs = NumberSeries.objects.filter(_on(on), owner=owner, regime=regime, symbol=symbol)
    return runs.order_by("-first_day").first()


def series_open_on(owner: Agency, on: date) -> list[NumberSeries]:
    """All runs of an agency that are open that day."""
    return list(NumberSeries.objects.filter(_on(on), owner=owner).order_by("symbol", "-first_day"))


def _on(on: date) -> Q:
    return Q(first_day__lte=on) & (Q(last_day=None) | Q(last_day__gte=on))


@dataclass(frozen=True)
class Run:
    """A run of numbers to be opened; last_number: the last one given out before, on paper."""

    regime: str
    symbol: str
    first_day: date
    last_day: date | None = None
    last_number: int = 0


@transaction.atomic
def start_series(run: Run, *, by: User, at: datetime) -> NumberSeries:
    """Open a run for the user's agency; a State run ends with its year.

    Raises PermissionDenied, SeriesExists, SeriesOfOneYear.
    """
    if run.regime == Regime.STATE:
        run = replace(run, last_day=run.last_day or date(run.first_day.year, 12, 31))
        if run.last_day is not None and run.last_day.year != run.first_day.year:
            raise SeriesOfOneYear
    owner = by.acting_agency
    if owner is None or not by.has_perm("documents.add_numberseries"):
        raise PermissionDenied
    # Two runs opened at once: one waits.
    Agency.objects.select_for_update(no_key=True).get(pk=owner.pk)
    overlap = Q(last_day=None) | Q(last_day__gte=run.first_day)
    if run.last_day is not None:
        overlap &= Q(first_day__lte=run.last_day)
    if NumberSeries.objects.filter(
        overlap, owner=owner, regime=run.regime, symbol=run.symbol
    ).exists():
        raise SeriesExists
    series = NumberSeries.objects.create(owner=owner, **asdict(run))
    said = {field: value for field, value in asdict(run).items() if value}
    audit.record("series.opened", series, by=by, at=at, **said)
    return series


@transaction.atomic
def continue_series(
    series: NumberSeries, last_number: int, *, by: User, at: datetime
) -> NumberSeries:
    """Say that numbers up to this one were given out on paper meanwhile.

    Raises PermissionDenied, LastNumberGoesBack.
    """
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    if not by.has_perm("documents.take_number", series):
        raise PermissionDenied
    if last_number < series.last_number:
        raise LastNumberGoesBack
    audit.save_changes(series, {"last_number": last_number}, verb="series.continued", by=by, at=at)
    return series


@transaction.atomic
def take_number(series: NumberSeries, on: date, by: User, at: datetime) -> int:
    """Give out the next number of a run, once, and without leaving one out.

    Call it in the transaction that uses the number: rolled back, the number is free again.
    Raises PermissionDenied; IssuerEnded; SeriesNotOpen outside the days of the run.
    """
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    if not by.has_perm("documents.take_number", series):
        raise PermissionDenied
    refuse_ended(series.owner, on)
    if on < series.first_day or (series.last_day is not None and series.last_day < on):
        raise SeriesNotOpen(
            _("The series %(symbol)s is not open on %(day)s.")
            % {"symbol": series.symbol, "day": f"{on:%d/%m/%Y}"}
        )
    number = series.last_number + 1
    audit.save_changes(series, {"last_number": number}, verb="number.taken", by=by, at=at)
    return number


def refuse_ended(issuer: Agency | None, on: date | None) -> None:
    """Raise IssuerEnded for a paper of a day after the agency's last one."""
    if issuer is None or on is None or issuer.valid_to is None or on <= issuer.valid_to:
        return
    raise IssuerEnded(_("The agency ended on %(day)s.") % {"day": f"{issuer.valid_to:%d/%m/%Y}"})


def take_free_code(
    series: NumberSeries, on: date, *, by: User, at: datetime, although_used: bool = False
) -> str:
    """The next number of a run that no other outgoing paper bears, written with its symbol.

    although_used: the user saw which paper bears the next one; it is passed over. Call it with
    the owner's row locked, in the transaction that uses the number. Raises as take_number;
    NumberUsed.
    """
    while True:
        number = take_number(series, on, by, at)
        code = format_code(number, series.symbol, series.regime)
        if not although_used:
            refuse_used(series.owner, code, on)
        if _bearer(series.owner, code, on) is None:
            return code


def refuse_used(owner: Agency, code: str, on: date) -> None:
    """Raise NumberUsed, which names the paper that has this number."""
    other = _bearer(owner, code, on)
    if other is None:
        return
    words = _("%(code)s stands on another outgoing document: “%(subject)s”, %(day)s.")
    day = f"{other.issued_on:%d/%m/%Y}" if other.issued_on else _("no date")
    raise NumberUsed(words % {"code": code, "subject": other.subject[:160], "day": day}, code)


def _bearer(owner: Agency, code: str, on: date) -> Document | None:
    """An outgoing paper of the agency that has this number in the same year or term."""
    used = Document.objects.filter(
        same_term(owner, code, on),
        owner=owner,
        register=Register.OUTGOING,
        code_key=vntext.symbol_key(code)[:60],
    )
    return used.first()
