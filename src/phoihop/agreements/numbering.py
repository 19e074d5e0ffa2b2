"""Which series of numbers an agreement may take its number from."""

import re
from datetime import date
from typing import Final

from phoihop import vntext
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.documents.models import Document, Kind, NumberSeries, Regime, Register

# A joint paper takes its number from the leading agency's series of that kind (36-HD/VPTW 1.3).
# Letters as offices write them; the first are those of the rule, the others are met in use.
LETTERS: Final = {
    AgreementKind.PROGRAMME: ("CTr", "CTrPH", "CTPH"),
    AgreementKind.REGULATION: ("QC", "QCPH"),
    AgreementKind.PLAN: ("KH", "KHPH"),
    AgreementKind.COMMITMENT: ("CK", "BCK", "GCK"),
}
DOCUMENT_KINDS: Final = {
    AgreementKind.PROGRAMME: Kind.PROGRAMME,
    AgreementKind.REGULATION: Kind.REGULATION,
    AgreementKind.PLAN: Kind.PLAN,
    AgreementKind.COMMITMENT: Kind.OTHER,
}
_PARTY_KINDS: Final = frozenset(
    {AgencyKind.PARTY_COMMITTEE, AgencyKind.PARTY_BOARD, AgencyKind.PARTY_UNIT}
)


def fits(series: NumberSeries, kind: str) -> bool:
    """Whether the letters of the series are those of such an agreement."""
    letters = vntext.fold(re.split(r"[/-]", series.symbol, maxsplit=1)[0])
    return letters in {vntext.fold(one) for one in LETTERS[AgreementKind(kind)]}


def fitting_series(owner: Agency, kind: str) -> list[NumberSeries]:
    """The agency's series for such an agreement, newest first."""
    runs = NumberSeries.objects.filter(owner=owner).order_by("-first_day", "symbol")
    return [series for series in runs if fits(series, kind)]


def regime_of(owner: Agency) -> Regime:
    """Whose rules the papers of this agency follow."""
    return Regime.PARTY if owner.kind in _PARTY_KINDS else Regime.STATE


def is_used(
    owner: Agency, code: str, days: tuple[date, date | None], *, besides: Document | None = None
) -> bool:
    """Whether another outgoing paper or signed agreement of those days has this number.

    days: the first and the last, None for no end. besides: the paper that was just registered.
    """
    key = vntext.symbol_key(code)[:60]
    first, last = days
    papers = Document.objects.filter(
        owner=owner,
        register=Register.OUTGOING,
        code_key=key,
        issued_on__gte=first,
        hidden_at=None,
    )
    # One may be signed without a paper in the register.
    signed = Agreement.objects.filter(owner=owner, code_key=key, signed_on__gte=first)
    if last is not None:
        papers, signed = papers.filter(issued_on__lte=last), signed.filter(signed_on__lte=last)
    if besides is not None:
        papers = papers.exclude(pk=besides.pk)
    return papers.exists() or signed.exists()


def year_of(day: date) -> tuple[date, date]:
    """The calendar year of a day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def days_of(series: NumberSeries, on: date) -> tuple[date, date | None]:
    """In which days a number of the series stands once: the year (State), the term (Party)."""
    if series.regime == Regime.STATE:
        return year_of(on)
    return series.first_day, series.last_day
