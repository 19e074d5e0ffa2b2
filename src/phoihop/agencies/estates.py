"""What agencies hold, and how it passes on when they end or are renamed.

This room stands below those that keep the tasks, papers and seats of agencies: each of them
declares in its `succession.py` what an agency holds of its records and what may become of it. The
act itself, above them all, asks what was declared.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.agencies.journal import Journal

if TYPE_CHECKING:
    from phoihop.accounts.models import User


class Fate(models.TextChoices):
    """What becomes of one thing in the hands of an agency that ends."""

    MOVE = "move", _("passes to another agency")
    END = "end", pgettext_lazy("fate", "ends")
    RENEW = "renew", _("ends, with a draft to go on")
    STAY = "stay", _("stays as it is")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing in the hands of an agency.

    label: what an administrator may read of any record, as a code or a person's name. words, url:
    only where this reader sees the record. marks: of the estate's `marks`, for the counts.
    follows: where nobody chose, it goes with that other thing (key of its estate, its number), or,
    where that does not pass on, to the agency `else_to`; if this is one of the successors.
    role: of a seat.
    beside: other ending agencies that have a part in it; each hands its part to a successor of its
    own.
    """

    pk: int
    agency: int
    label: str
    detail: str = ""
    words: str = ""
    url: str = ""
    marks: frozenset[str] = frozenset()
    follows: tuple[str, int] | None = None
    else_to: int | None = None
    role: str = ""
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Passing:
    """What was decided of one thing. role: of a seat."""

    pk: int
    agency: int
    fate: Fate
    to: int | None = None
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Handing:
    """The facts of the act: the first day of the new state, the paper that decided it, who, when.

    document: that paper in the register, where it stands there.
    names: of the agencies concerned, as they are called before the act. ended: those that end.
    heirs: who takes over from each of those.
    """

    on: date
    paper: str
    by: "User"
    at: datetime
    journal: Journal
    names: Mapping[int, str]
    document: int | None = None
    ended: frozenset[int] = frozenset()
    heirs: Mapping[int, Collection[int]] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last day of what ends."""
        return self.on - timedelta(days=1)


def heir_of(heirs: Collection[int], receiver: int) -> int | None:
    """Who takes over the part of an agency in a thing whose other part goes to `receiver`.

    The same agency where it is a successor, else the only successor; None where nobody is known.
    """
    if receiver in heirs:
        return receiver
    return next(iter(heirs)) if len(heirs) == 1 else None


def _nothing(_records: Collection[int]) -> None:
    """Nothing is derived from these records."""


def _fine(_passing: Passing, _item: Item, _receiver: str) -> None:
    """Whatever is offered may be chosen."""


@dataclass(frozen=True, kw_only=True)
class Estate:
    """One kind of things that agencies hold.

    key: "tasks.led". words: their name. effect: what becomes of them, in a sentence.
    items: what these agencies hold on a day, as this user may read it.
    hand_over: carries the decisions out, through the journal.
    fates: what may be chosen. by_itself: done without a question. left: what becomes of a thing
    for which nobody chose; None: the act waits for a decision. one_heir: what becomes of it where
    there is just one successor.
    lacking: the sentence that names those without a decision, from (how many, their names).
    check: raises Refused for a decision that may not be taken.
    with_renamed: things of agencies that only change their name are shown too; they stay.
    settle: derives anew what depends on these records: once after all was handed over, and after
    the act was undone.
    said: words for acts on such a record that stand in the way of undoing; quiet: acts that do not.
    """

    key: str
    words: str | Promise
    effect: str | Promise
    model: type[models.Model]
    items: Callable[[Collection[int], "User", date], list[Item]]
    hand_over: Callable[[Sequence[Passing], Handing], None]
    fates: tuple[Fate, ...] = (Fate.MOVE,)
    one_heir: Fate = Fate.MOVE
    by_itself: Fate | None = None
    left: Fate | None = None
    roles: tuple[tuple[str, str | Promise], ...] = ()
    lacking: Callable[[int, str], str] | None = None
    marks: Mapping[str, str | Promise] = field(default_factory=dict)
    check: Callable[[Passing, Item, str], None] = _fine
    settle: Callable[[Collection[int]], None] = _nothing
    said: Mapping[str, str | Promise] = field(default_factory=dict)
    quiet: tuple[str, ...] = ()
    with_renamed: bool = False

    @property
    def kind(self) -> str:
        """The name of its records in histories."""
        return self.model._meta.label_lower


_estates: dict[str, Estate] = {}


def declare(estate: Estate) -> None:
    """Let such things pass on with an agency's end."""
    if estate.key in _estates:
        raise ValueError(f"{estate.key} is declared twice")
    _estates[estate.key] = estate


def estate_of(key: str) -> Estate:
    """What the room declared. Raises LookupError for a key that no room declares."""
    return _estates[key]


def every_estate() -> list[Estate]:
    """All that was declared, in the order of the rooms: seats first, then papers, then tasks."""
    return list(_estates.values())
