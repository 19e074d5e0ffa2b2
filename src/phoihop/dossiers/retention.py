"""How long dossiers are kept, and when they go to the archive: data with sources and dates."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from phoihop.periods.anniversaries import anniversary

_DATA = "data/retention.json"


@dataclass(frozen=True)
class Retention:
    """A value of the list. years: None is for ever. source: of the rule."""

    years: int | None
    source: str
    valid_from: date
    valid_to: date | None

    @property
    def key(self) -> str:
        """As a form sends it."""
        return "" if self.years is None else str(self.years)


def retentions_on(day: date) -> list[Retention]:
    """The values that may be given that day, the longest first."""
    return [
        one
        for one in _retentions()
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]


def retention_words(years: int | None) -> str:
    """ "vĩnh viễn" or "20 năm"."""
    return _("for ever") if years is None else _("%(years)d years") % {"years": years}


def hand_over_due(work_ended_on: date) -> date:
    """The last day for the current archive: a year after the work ended (Luật 33/2024/QH15)."""
    return anniversary(work_ended_on, int(_data()["hand_over"]["current_archive_years"]))


def ended_before(day: date) -> date:
    """Work that ended on this day or earlier is reminded of on `day`: see `remind_from`."""
    years = int(_data()["hand_over"]["current_archive_years"])
    return anniversary(day + timedelta(days=_remind_days()), -years)


def remind_from(work_ended_on: date) -> date:
    """From this day on the keeper is reminded: 30 days before (NĐ 30/2020, Phụ lục VI)."""
    return hand_over_due(work_ended_on) - timedelta(days=_remind_days())


def _remind_days() -> int:
    return int(_data()["hand_over"]["remind_days"])


@cache
def _retentions() -> tuple[Retention, ...]:
    return tuple(
        Retention(
            years=row["years"],
            source=row["source"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in _data()["periods"]
    )


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files(__package__) / _DATA).read_text("utf-8"))
    return found
