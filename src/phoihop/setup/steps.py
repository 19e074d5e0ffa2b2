"""The steps of the set-up in their order, with the ways to do each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from phoihop.setup.missing import Lacks


@dataclass(frozen=True)
class Way:
    """One way to do a step."""

    url: str
    label: str


@dataclass(frozen=True)
class Step:
    """One step. done: nothing of it is open on the list of what is missing."""

    title: str
    text: str
    ways: list[Way]
    done: bool


def steps_for(lacks: Lacks, on: date) -> list[Step]:
    """Return the steps; a way into a room that is not installed is left out."""
    years = [on.year, on.year + 1]
    return [
        Step(
            _("The office and its superior"),
            _("Name on the screens, superior agency, emblem and colour."),
            _ways(
                (_("Name and superior"), "setup:office"),
                (_("Emblem and colour"), "setup:look"),
            ),
            not lacks.keys & {"office", "superior", "look"},
        ),
        Step(
            _("Agencies"),
            _("All one works with: they sign, are given tasks, report."),
            _ways(
                (_("From an Excel sheet"), "imports:start", "agencies"),
                (_("One by one"), "agencies:create"),
            ),
            "agencies" not in lacks.keys,
        ),
        Step(
            _("Officials with positions and tenures"),
            _("The usual positions are in the catalogue already."),
            _ways(
                (_("Positions from an Excel sheet"), "imports:start", "positions"),
                (_("Officials from an Excel sheet"), "imports:start", "officials"),
                (_("One by one"), "agencies:official_create"),
                (_("Catalogue of positions"), "agencies:positions"),
            ),
            "officials" not in lacks.keys,
        ),
        Step(
            _("Users and roles"),
            _("Who works with the program, for which agency, and what they may do."),
            _ways(
                (_("From an Excel sheet"), "imports:start", "users"),
                (_("One by one"), "accounts:user_create"),
            ),
            not lacks.keys & {"users", "second-step"},
        ),
        Step(
            _("Series of numbers and documents so far"),
            _("Series begin in the middle of a year or term too, after the last number on paper."),
            _ways(
                (_("Open series"), "setup:series"),
                (_("Register of documents"), "documents:list"),
            ),
            not lacks.keys & {"series", "documents"},
        ),
        Step(
            _("Days off"),
            _("Due dates move off them. Look at the year, put it right, confirm it."),
            _ways(*((str(year), "setup:holidays", year) for year in years)),
            not any(key.startswith("holidays-") for key in lacks.keys),
        ),
    ]


def _ways(*named: tuple[Any, ...]) -> list[Way]:
    found = []
    for label, view, *arguments in named:
        try:
            found.append(Way(reverse(view, args=arguments), label))
        except NoReverseMatch:
            continue
    return found
