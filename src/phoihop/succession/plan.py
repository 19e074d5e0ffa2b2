"""What an act would do: everything it touches, and where each thing goes. Changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Item, Passing, every_estate, heir_of
from phoihop.agencies.models import Agency
from phoihop.succession.checking import line_faults
from phoihop.succession.models import Act, Choice, How, Line
from phoihop.succession.paper import paper_doubts
from phoihop.ui.errors import Refused

# Of things without a decision, as many are named one by one.
_NAMED = 10


@dataclass(frozen=True)
class Row:
    """One thing and what was decided of it; passing: None while nothing was.

    chosen: this very row was decided, and not only all of its sort. fault: why it may not be so.
    """

    item: Item
    passing: Passing | None
    chosen: bool = False
    fault: str = ""
    stays: bool = False

    @property
    def is_open(self) -> bool:
        """Waits for a decision."""
        return self.passing is None and not self.stays


@dataclass(frozen=True)
class Part:
    """All things of one sort."""

    estate: Estate
    rows: list[Row]
    of_all: Mapping[int, Choice] = field(default_factory=dict)

    @property
    def only_shown(self) -> bool:
        """The act leaves all things of this sort as they are."""
        return self.estate.by_itself == Fate.STAY

    @property
    def open_rows(self) -> list[Row]:
        """Those without a decision."""
        return [row for row in self.rows if row.is_open]

    @property
    def marks(self) -> list[tuple[str, str, int]]:
        """(mark, its words, how many bear it), in the order of the estate."""
        counted = Counter(mark for row in self.rows for mark in row.item.marks)
        return [
            (mark, str(words), counted[mark])
            for mark, words in self.estate.marks.items()
            if counted[mark]
        ]

    @cached_property
    def by_receiver(self) -> Counter[int | None]:
        """How many go to each agency; None: without a decision. What ends or stays is left out."""
        return Counter(
            row.passing.to if row.passing else None
            for row in self.rows
            if row.is_open or (row.passing is not None and row.passing.to is not None)
        )

    @property
    def staying(self) -> int:
        """How many stay as they are."""
        return sum(
            row.stays or (row.passing is not None and row.passing.fate == Fate.STAY)
            for row in self.rows
        )

    @property
    def ending(self) -> int:
        """How many end."""
        return sum(row.passing is not None and row.passing.fate == Fate.END for row in self.rows)

    @property
    def sentence(self) -> str:
        """Names what has no decision; "" where nothing is missing."""
        missing = self.open_rows
        if not missing:
            return ""
        names = ", ".join(row.item.label for row in missing[:_NAMED])
        names += " …" if len(missing) > _NAMED else ""
        if self.estate.lacking is None:
            return _("%(what)s: not decided yet") % {"what": names}
        return self.estate.lacking(len(missing), names)


@dataclass(frozen=True)
class Plan:
    """An act with all it touches."""

    act: Act
    lines: list[Line]
    heirs: Mapping[int, list[Agency]]
    parts: list[Part]

    def of(self, how: str) -> list[Line]:
        """The lines of agencies to which this happens."""
        return [line for line in self.lines if line.how == how]

    @cached_property
    def receivers(self) -> list[Agency]:
        """Everyone who takes over from somebody, in order of their names."""
        found = {agency.pk: agency for theirs in self.heirs.values() for agency in theirs}
        return sorted(found.values(), key=lambda agency: (agency.name_key, agency.pk))

    @cached_property
    def begin(self) -> list[Agency]:
        """Agencies whose first day is the day of the act."""
        new = {line.agency_id: line.agency for line in self.of(How.NEW)}
        new |= {one.pk: one for one in self.receivers if one.valid_from == self.act.on}
        return sorted(new.values(), key=lambda agency: (agency.name_key, agency.pk))

    @cached_property
    def names(self) -> dict[int, str]:
        """{agency: its name before the act} of all that have a part in it."""
        found = [line.agency for line in self.lines] + self.receivers
        return {agency.pk: agency.name for agency in found}

    @property
    def total(self) -> int:
        """How many things the act touches; what always stays is only shown."""
        return sum(len(part.rows) for part in self.parts if not part.only_shown)

    @property
    def faults(self) -> list[str]:
        """Why it cannot be carried out, in sentences; empty when it can."""
        said = line_faults(self.lines, self.heirs, self.act.on)
        said += [part.sentence for part in self.parts if part.open_rows]
        return said + [row.fault for part in self.parts for row in part.rows if row.fault]

    @cached_property
    def warnings(self) -> list[str]:
        """What an administrator should look at again."""
        said = []
        if self.act.on < self.act.paper_on:
            words = _(
                "The day of the act lies before the day of the deciding paper, %(day)s. Go on only"
                " if the paper itself says that it applies to the days before."
            )
            said.append(words % {"day": f"{self.act.paper_on:%d/%m/%Y}"})
        return said + paper_doubts(self.act)

    def part(self, key: str) -> Part | None:
        """The things of one sort."""
        return next((part for part in self.parts if part.estate.key == key), None)


def plan_of(act: Act, user: User, on: date) -> Plan:
    """Everything the act touches on that day, as this user may read it.

    The number of queries depends on the rooms, not on how much they hold.
    """
    lines = list(act.lines.select_related("agency", "new_parent").prefetch_related("heirs__agency"))
    heirs = {line.agency_id: [heir.agency for heir in line.heirs.all()] for line in lines}
    chosen: dict[tuple[str, int], Choice] = {}
    of_all: dict[str, dict[int, Choice]] = defaultdict(dict)
    for choice in act.choices.all():
        if choice.object_id is not None:
            chosen[choice.estate, choice.object_id] = choice
        elif choice.agency_id is not None:
            of_all[choice.estate][choice.agency_id] = choice
    asking = _Asking(lines, heirs, chosen, of_all)
    parts = [asking.part(estate, user, on) for estate in every_estate()]
    return Plan(act, lines, heirs, [part for part in parts if part.rows])


class _Asking:
    """Decides row by row; what was decided of one thing others may follow."""

    def __init__(
        self,
        lines: list[Line],
        heirs: Mapping[int, list[Agency]],
        chosen: Mapping[tuple[str, int], Choice],
        of_all: Mapping[str, Mapping[int, Choice]],
    ) -> None:
        self.ending = [line.agency_id for line in lines if line.how == How.ENDS]
        self.renamed = [line.agency_id for line in lines if line.how == How.RENAMED]
        self.ended_names = {line.agency_id: str(line.agency) for line in lines}
        self.heirs, self.chosen, self.of_all = heirs, chosen, of_all
        self.names = {one.pk: one for theirs in heirs.values() for one in theirs}
        self.decided: dict[tuple[str, int], int] = {}

    def part(self, estate: Estate, user: User, on: date) -> Part:
        """All things of one sort that the agencies hold."""
        agencies = [*self.ending, *(self.renamed if estate.with_renamed else [])]
        items = estate.items(agencies, user, on) if agencies else []
        rows = [self._row(estate, item) for item in items]
        return Part(estate, list(rows), self.of_all.get(estate.key, {}))

    def _row(self, estate: Estate, item: Item) -> Row:
        if item.agency in self.renamed:
            return Row(item, None, stays=True)
        own = self.chosen.get((estate.key, item.pk))
        passing = self._passing(estate, item, own)
        if passing is not None and passing.to is not None:
            self.decided[estate.key, item.pk] = passing.to
        return Row(item, passing, own is not None, self._fault(estate, item, passing))

    def _fault(self, estate: Estate, item: Item, passing: Passing | None) -> str:
        if passing is None:
            return ""
        if passing.to is not None and (unsettled := self._unsettled(item, passing)):
            return _("%(what)s: choose one who takes over from %(names)s too.") % {
                "what": item.label,
                "names": ", ".join(unsettled),
            }
        receiver = self.names.get(passing.to or 0)
        try:
            estate.check(passing, item, (receiver.short_name or receiver.name) if receiver else "")
        except Refused as refusal:
            return str(refusal)
        return ""

    def _passing(self, estate: Estate, item: Item, own: Choice | None) -> Passing | None:
        plain = Passing(pk=item.pk, agency=item.agency, fate=Fate.STAY)
        if estate.by_itself is not None:
            return replace(plain, fate=estate.by_itself)
        choice = own or self.of_all.get(estate.key, {}).get(item.agency)
        if choice is not None and choice.fate not in estate.fates:
            choice = None  # it was offered once
        heirs = {agency.pk for agency in self.heirs.get(item.agency, [])}
        if choice is not None and (choice.to_id is None or choice.to_id in heirs):
            return replace(plain, fate=Fate(choice.fate), to=choice.to_id, role=choice.role)
        goes = self._follows(item)
        if goes in heirs:
            return replace(plain, fate=Fate.MOVE, to=goes)
        if len(heirs) == 1:
            only = replace(plain, fate=estate.one_heir, to=next(iter(heirs)))
            return None if self._unsettled(item, only) else only
        return None if estate.left is None else replace(plain, fate=estate.left)

    def _unsettled(self, item: Item, passing: Passing) -> list[str]:
        """Names of others that have a part in it, whose successors are several, and all others."""
        if passing.fate != Fate.MOVE or passing.to is None:
            return []
        found = []
        for agency in sorted(item.beside):
            heirs = [one.pk for one in self.heirs.get(agency, [])]
            if heirs and heir_of(heirs, passing.to) is None:
                found.append(self.ended_names[agency])
        return found

    def _follows(self, item: Item) -> int | None:
        if item.follows is None:
            return None
        return self.decided.get(item.follows, item.else_to)


def passings_of(part: Part) -> list[Passing]:
    """What is to be carried out of one sort; what stays is left alone."""
    return [row.passing for row in _decided(part) if row.passing is not None]


def _decided(part: Part) -> Iterator[Row]:
    for row in part.rows:
        if row.passing is not None and row.passing.fate != Fate.STAY:
            yield row
