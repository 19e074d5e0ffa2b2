"""The year that a review so many years after a dated paper is held in."""

from __future__ import annotations

from typing import Final

from phoihop.reader.dates import DATE, DayWritten, day_of
from phoihop.reader.normal import Source
from phoihop.reader.terms import SUMMED_UP, years_counted

_EARLY: Final = 90  # days before the full years are over in which they are looked back on
_MANY: Final = 3  # more years than these are told as round numbers
_YEAR: Final = 360  # of twelve months of 30 days


def year_of_review(source: Source, sentence: tuple[int, int], day: DayWritten) -> int | None:
    """ "Ngày 9/6, ... sơ kết 1 năm thực hiện Quy định số 1 ngày 3/3/2031": held in 2032.

    Of long spans this says little: five years may be looked back on in the sixth, too. Of the
    years that the day may fall in, the one counts that lies from three months before the full
    years are over up to nine months after.
    """
    held = SUMMED_UP.search(source.low, *sentence)
    if held is None or held.start() < day.end or years_counted(held) > _MANY:
        return None
    for match in DATE.finditer(source.low, held.end(), sentence[1]):
        paper = day_of(match)
        if (
            paper is None
            or paper.year is None
            or not source.low.endswith("ngày ", 0, match.start())
        ):
            continue
        year = paper.year + years_counted(held)
        apart = (day.month - paper.month) * 30 + day.day - paper.day
        if apart < -_EARLY:
            return year + 1
        return year - (apart > _YEAR - _EARLY)
    return None
