"""Which series of numbers an agreement may take its number from."""

import re
from typing import Final

from phoihop import vntext
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agreements.models import AgreementKind
from phoihop.documents.models import Kind, NumberSeries, Regime

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
