"""The Vietnamese lunar calendar, computed from the positions of moon and sun at UTC+7.

The rules are those Hồ Ngọc Đức published for the Vietnamese calendar: a month begins on the day
of the new moon in Hanoi; the month with the winter solstice is the eleventh; a year of thirteen
months repeats the first month in which the sun enters no new sign. The series for new moon and
sun are Jean Meeus' ("Astronomical Formulae for Calculators"), exact to some minutes, enough for
the years 1900 to 2199.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import floor, pi, radians, sin
from typing import Final

_ZONE: Final = 7 / 24  # Hanoi, in days
_NEW_MOON_1900: Final = 2415021.076998695  # the first new moon of 1900, Julian day
_MONTH: Final = 29.530588853  # mean length in days
_ORDINAL_ZERO: Final = 1721425  # Julian day number minus date.toordinal()
_SIGNS: Final = 12
_SOLSTICE_MONTH: Final = 11
_DAYS_OF_TWELVE_MONTHS: Final = 365  # at most
_SOLSTICE_SIGN: Final = 9  # the sun at 270 degrees


def from_lunar(year: int, month: int, day: int) -> date:
    """Return the day of a lunar date in an ordinary (not leap) month: (2026, 1, 1) is Tết."""
    before = year if month >= _SOLSTICE_MONTH else year - 1
    november, following = _month_eleven(before), _month_eleven(before + 1)
    moon = round((november - _NEW_MOON_1900) / _MONTH)
    months_on = (month - _SOLSTICE_MONTH) % 12
    if following - november > _DAYS_OF_TWELVE_MONTHS:  # thirteen months: one of them is leap
        months_on += months_on >= _leap_month(november)
    return date.fromordinal(_new_moon(moon + months_on) + day - 1 - _ORDINAL_ZERO)


@lru_cache(maxsize=1024)
def _new_moon(count: int) -> int:
    """Return the Julian day number, in Hanoi, of the new moon `count` months after that of 1900."""
    t = count / 1236.85
    mean = 2415020.75933 + 29.53058868 * count + t * t * (0.0001178 - 0.000000155 * t)
    mean += 0.00033 * sin(radians(166.56 + t * (132.87 - 0.009173 * t)))
    sun = radians(359.2242 + 29.10535608 * count - t * t * (0.0000333 + 0.00000347 * t))
    moon = radians(306.0253 + 385.81691806 * count + t * t * (0.0107306 + 0.00001236 * t))
    node = radians(21.2964 + 390.67050646 * count - t * t * (0.0016528 + 0.00000239 * t))
    correction = sum(
        factor * sin(a * sun + b * moon + c * node)
        for factor, a, b, c in (
            (0.1734 - 0.000393 * t, 1, 0, 0), (0.0021, 2, 0, 0), (-0.4068, 0, 1, 0),
            (0.0161, 0, 2, 0), (-0.0004, 0, 3, 0), (0.0104, 0, 0, 2), (-0.0051, 1, 1, 0),
            (-0.0074, 1, -1, 0), (0.0004, 1, 0, 2), (-0.0004, -1, 0, 2), (-0.0006, 0, 1, 2),
            (0.0010, 0, -1, 2), (0.0005, 1, 2, 0),
        )
    )  # fmt: skip
    dynamical_time = -0.000278 + t * (0.000265 + 0.000262 * t)  # minus universal time, in days
    return floor(mean + correction - dynamical_time + 0.5 + _ZONE)


@lru_cache(maxsize=1024)
def _sun_sign(day: int) -> int:
    """Return the sign, 0 to 11, in which the sun stands as a day begins in Hanoi."""
    t = (day - 2451545.5 - _ZONE) / 36525
    anomaly = radians(357.52910 + t * (35999.05030 - t * (0.0001559 + 0.00000048 * t)))
    longitude = radians(280.46645 + t * (36000.76983 + 0.0003032 * t))
    longitude += radians(
        (1.914600 - t * (0.004817 + 0.000014 * t)) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000290 * sin(3 * anomaly)
    )
    return floor(longitude / (2 * pi) * _SIGNS) % _SIGNS


@lru_cache(maxsize=256)
def _month_eleven(year: int) -> int:
    """Return the first day of the month in which the winter solstice of a solar year falls."""
    last_day = date(year, 12, 31).toordinal() + _ORDINAL_ZERO
    moon = floor((last_day - 2415021) / _MONTH)
    first = _new_moon(moon)
    return _new_moon(moon - 1) if _sun_sign(first) >= _SOLSTICE_SIGN else first


def _leap_month(november: int) -> int:
    """Return which month after the eleventh is leap: the first in which no sign begins."""
    moon = round((november - _NEW_MOON_1900) / _MONTH)
    signs = [_sun_sign(_new_moon(moon + months)) for months in range(1, 15)]
    return next(at for at in range(1, 14) if signs[at] == signs[at - 1])
