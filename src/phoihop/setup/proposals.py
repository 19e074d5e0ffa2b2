"""Which series of numbers an office of a kind usually keeps; an administrator puts it right."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from phoihop.agencies.models import Agency, AgencyKind
from phoihop.documents.models import NumberSeries, Regime

# Usual kinds; letters after 36-HD/VPTW (Party) and NĐ 30/2020/NĐ-CP, Phụ lục III (State).
_PARTY_LETTERS: Final = ("NQ", "QĐ", "CTr", "KH", "BC", "TB", "TTr", "HD", "CV")
_STATE_LETTERS: Final = ("QĐ", "KH", "BC", "TB", "TTr", "HD", "CTr")
_PARTY_KINDS: Final = frozenset(
    {AgencyKind.PARTY_COMMITTEE, AgencyKind.PARTY_BOARD, AgencyKind.PARTY_UNIT}
)
# The committees of the term 2025-2030 began their series in 2025.
_TERM_YEARS: Final = 5


@dataclass(frozen=True)
class ProposedRuns:
    """First values of the two forms."""

    common: dict[str, Any]
    rows: list[dict[str, Any]]


def proposed_runs(agency: Agency | None, on: date) -> ProposedRuns:
    """Symbols of the usual kinds that the agency has no series for yet, and three empty rows."""
    party = agency is not None and agency.kind in _PARTY_KINDS
    regime = Regime.PARTY if party else Regime.STATE
    letters = agency.letters if agency else ""
    symbols = (
        [f"{kind}/{letters}" for kind in _PARTY_LETTERS]
        if party
        else [f"{kind}-{letters}" for kind in _STATE_LETTERS]
    )
    running = NumberSeries.objects.filter(owner=agency, first_day__lte=on)
    known = set(running.exclude(last_day__lt=on).values_list("symbol", flat=True))
    year = on.year - on.year % _TERM_YEARS if party else on.year
    return ProposedRuns(
        common={"regime": regime, "first_day": date(year, 1, 1)}
        | ({} if party else {"last_day": date(on.year, 12, 31)}),
        rows=[{"symbol": symbol} for symbol in symbols if symbol not in known] + [{}, {}, {}],
    )
