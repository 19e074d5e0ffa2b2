"""Lines of weekly schedules for tests."""

from datetime import date, time
from typing import Any

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.calendars.week_acts import WeekFacts, enter_week_entry
from phoihop.calendars.week_models import Part, WeekEntry

TUESDAY = date(2019, 4, 16)


def entered(by: User, words: str = "Giao ban cơ quan", **facts: Any) -> WeekEntry:
    """A line as the service enters it; on the morning of the cast's day unless told."""
    said: dict[str, Any] = {"day": TUESDAY, "part": Part.MORNING, "starts_at": time(7, 30)} | facts
    return enter_week_entry(WeekFacts(words=words, **said), by=by, at=NOW)
