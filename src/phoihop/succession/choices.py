"""What the selects of a preview bring, and what they offer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from phoihop.agencies.estates import Estate, Fate
from phoihop.agencies.models import Agency
from phoihop.succession import errors
from phoihop.succession.plan import Part, Plan, Row
from phoihop.succession.services import Decision
from phoihop.ui.keys import key_in

_ALL, _ROW, _ROLE = "all-", "row-", "role-"
Option = tuple[str, str]


@dataclass(frozen=True)
class Select:
    """One select: its name, label and options; chosen: the value shown."""

    name: str
    label: str
    options: list[Option]
    chosen: str


@dataclass(frozen=True)
class RowView:
    """A row of the list with its selects; role: of a seat, else None. fault: why it may not be."""

    row: Row
    agency: str
    select: Select | None
    role: Select | None
    fault: str
    receiver: str


def all_selects(
    plan: Plan, part: Part, typed: QueryDict | None = None
) -> list[tuple[Agency, int, Select]]:
    """For each agency that holds such things: how many, and the choice for all of them.

    typed: what a refused page brought; it is shown again.
    """
    held: dict[int, int] = {}
    for row in part.rows:
        if not row.stays:
            held[row.item.agency] = held.get(row.item.agency, 0) + 1
    if part.estate.by_itself is not None:
        return []
    found = []
    for line in plan.lines:
        if line.agency_id not in held:
            continue
        heirs = plan.heirs[line.agency_id]
        choice = part.of_all.get(line.agency_id)
        chosen = _value(choice.fate, choice.to_id) if choice else ""
        empty = _("as below") if len(heirs) != 1 else _("to %(name)s") % {"name": heirs[0]}
        options = [("", empty), *_options(part.estate, heirs)]
        label = _("All of %(name)s") % {"name": line.agency}
        name = f"{_ALL}{line.agency_id}"
        found.append((line.agency, held[line.agency_id], Select(name, label, options, chosen)))
    return [(agency, count, _typed(select, typed)) for agency, count, select in found]


def _typed(select: Select, typed: QueryDict | None) -> Select:
    if typed is None or select.name not in typed:
        return select
    return replace(select, chosen=str(typed.get(select.name)))


def row_views(
    plan: Plan, part: Part, rows: list[Row], typed: QueryDict | None = None
) -> list[RowView]:
    """The rows with what may be chosen of each; typed: as for all_selects."""
    names = plan.names
    return [
        RowView(
            row=row,
            agency=names.get(row.item.agency, ""),
            select=select and _typed(select, typed),
            role=role and _typed(role, typed),
            fault=row.fault,
            receiver=_receiver(row, names),
        )
        for row in rows
        for select, role in [(_row_select(plan, part.estate, row), _role_select(part.estate, row))]
    ]


def _receiver(row: Row, names: Mapping[int, str]) -> str:
    if row.stays:
        return _("stays, under the new name")
    if row.passing is None:
        return ""
    if row.passing.to is not None:
        return names.get(row.passing.to, "")
    return str(row.passing.fate.label)


def _row_select(plan: Plan, estate: Estate, row: Row) -> Select | None:
    if row.stays or estate.by_itself is not None:
        return None
    heirs = plan.heirs.get(row.item.agency, [])
    passing = row.passing
    as_all = "" if passing is None or row.chosen else _receiver(row, plan.names)
    empty = _("as for all: %(name)s") % {"name": as_all} if as_all else _("Choose an agency")
    chosen = _value(passing.fate, passing.to) if passing is not None and row.chosen else ""
    label = _("Receiving agency of %(what)s") % {"what": row.item.label}
    options = [("", empty), *_options(estate, heirs)]
    return Select(f"{_ROW}{row.item.pk}", label, options, chosen)


def _role_select(estate: Estate, row: Row) -> Select | None:
    if not estate.roles or row.stays:
        return None
    chosen = row.passing.role if row.passing is not None else ""
    options = [("", _("role as before, a leader as specialist"))]
    options += [(value, str(label)) for value, label in estate.roles]
    label = _("Role of %(what)s") % {"what": row.item.label}
    return Select(f"{_ROLE}{row.item.pk}", label, options, chosen)


def _options(estate: Estate, heirs: list[Agency]) -> list[Option]:
    found: list[Option] = []
    for fate in estate.fates:
        if fate == Fate.MOVE:
            found += [(_value(fate, heir.pk), heir.name) for heir in heirs]
        elif fate == Fate.RENEW:
            words = _("Ends; %(name)s gets a draft to go on")
            found += [(_value(fate, heir.pk), words % {"name": heir}) for heir in heirs]
        elif fate == Fate.END:
            found.append((_value(fate, None), _("Ends")))
        else:
            found.append((_value(fate, None), _("Stays with the old agency")))
    return found


def _value(fate: str, to: int | None) -> str:
    return f"{Fate(fate).value}:{to}" if to is not None else Fate(fate).value


def decisions_in(data: QueryDict, part: Part) -> list[Decision]:
    """What was chosen on the page. Raises OneLead for two receivers of one thing, NotOffered."""
    known = {row.item.pk: row for row in part.rows if not row.stays}
    agencies = {row.item.agency for row in part.rows if not row.stays}
    found = []
    for name in data:
        if name.startswith(_ALL) and (key := key_in(name.removeprefix(_ALL))) in agencies:
            fate, to = _read(_only(data, name))
            found.append(Decision(agency=key, fate=fate, to=to))
        elif name.startswith(_ROW) and (key := key_in(name.removeprefix(_ROW))) in known:
            fate, to = _read(_only(data, name))
            role = data.get(f"{_ROLE}{key}", "")[:15] if part.estate.roles else ""
            passing = known[key].passing
            if role and fate is None and passing is not None:  # a role, the agency as for all
                fate, to = passing.fate, passing.to
            found.append(Decision(pk=key, fate=fate, to=to, role=role))
    return found


def _only(data: QueryDict, name: str) -> str:
    values = {value for value in data.getlist(name) if value}
    if len(values) > 1:
        raise errors.OneLead
    return next(iter(values), "")


def _read(value: str) -> tuple[Fate | None, int | None]:
    if not value:
        return None, None
    fate, _colon, to = value.partition(":")
    if fate not in Fate.values:
        raise errors.NotOffered
    return Fate(fate), key_in(to) if to else None
