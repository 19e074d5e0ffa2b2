"""Agencies that a name may mean: by name and former name, in the text's own place and tree."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, FormerName, Succession, SuccessionKind
from phoihop.agencies.naming import Names, living_heirs_of
from phoihop.periods import format_day
from phoihop.workspace.intake.matching.naming import begins, body_key, place_in, spoken, variants
from phoihop.workspace.intake.matching.offers import Candidate
from phoihop.workspace.intake.matching.surroundings import Surroundings
from phoihop.workspace.models import IntakeFact

_MOST_ROWS = 300
_MOST_FORMER = 5000
# A name of fewer words is no beginning of another: "Ban", "Phòng Y".
_FEWEST_WORDS = 3
_DEMOTED = 60
_HEIR = 5
# Conditions in one query.
_AT_ONCE = 400


@dataclass(frozen=True)
class _Register:
    """What was fetched for all facts at once."""

    agencies: list[Agency]
    former: dict[int, list[FormerName]]
    near: set[int]
    names: Names
    heirs: dict[int, list[Agency]]
    steps: dict[tuple[int, int], Succession]
    on: date | None


def find_agencies(
    facts: list[IntakeFact], user: User, around: Surroundings
) -> dict[int, list[Candidate]]:
    """For each fact the agencies that it may mean: as many queries for many as for one."""
    register = _register(facts, user, around)
    return {fact.pk: _offers(fact.value["name"], register, around) for fact in facts}


def _register(facts: list[IntakeFact], user: User, around: Surroundings) -> _Register:
    names = [fact.value["name"] for fact in facts]
    said = {spoken(name) for name in names}
    former: dict[int, list[FormerName]] = defaultdict(list)
    for row in FormerName.objects.order_by("-valid_to", "pk")[:_MOST_FORMER]:
        if spoken(row.name) in said:
            former[row.agency_id].append(row)
    agencies = _agencies(names, list(former), user)
    ended = [one.pk for one in agencies if one.valid_to is not None]
    steps = Succession.objects.filter(predecessor__in=ended)
    return _Register(
        agencies,
        former,
        around.near(agencies),
        Names([one.pk for one in agencies]),
        living_heirs_of(ended),
        {(step.predecessor_id, step.successor_id): step for step in steps},
        around.on,
    )


def _agencies(names: list[str], former: list[int], user: User) -> list[Agency]:
    """Those whose name begins so, or is the beginning of it: a place may be left out.

    One query for the names of most texts; SQLite joins no thousand conditions.
    """
    wholes: set[str] = set()
    begun: set[str] = set()
    for name in names:
        for folded in variants(name):
            words = folded.split()
            wholes.update(
                [folded, *(" ".join(words[:n]) for n in range(_FEWEST_WORDS, len(words)))]
            )
            if len(words) >= _FEWEST_WORDS:
                begun.update((folded + " ", folded + ","))
    wanted = Q(pk__in=former) | Q(name_folded__in=wholes)
    wanted |= Q(short_name__in=[name for name in names if name])
    found: dict[int, Agency] = {}
    starts = sorted(begun)
    for at in range(0, max(len(starts), 1), _AT_ONCE):
        for start in starts[at : at + _AT_ONCE]:
            wanted |= Q(name_folded__startswith=start)
        rows = Agency.objects.visible_to(user).filter(wanted).order_by("name_key")[:_MOST_ROWS]
        found |= {agency.pk: agency for agency in rows}
        wanted = Q()
    return sorted(found.values(), key=lambda agency: agency.name_key)[:_MOST_ROWS]


def _offers(name: str, register: _Register, around: Surroundings) -> list[Candidate]:
    found = [
        (agency, *weighed)
        for agency in register.agencies
        if (weighed := _weigh(name, agency, register, around)) is not None
    ]
    by_place = any(reason == _in_place() for _agency, _score, reason in found)
    offers = {}
    for agency, score, reason in found:
        # The text names the place of another: that one comes first.
        other = by_place and reason in {_in_tree(), _own()}
        offers[agency.pk] = _dated(agency, _DEMOTED if other else score, reason, register)
    for agency, _score, _reason in found:
        for heir in _heirs(agency, register):
            offers.setdefault(heir.pk, heir)
    return list(offers.values())


def _in_place() -> str:
    return _("same name; the text names this place")


def _in_tree() -> str:
    return _("same name without its place; of the text's own place in the tree")


def _own() -> str:
    return _("your own agency, written with or without its place")


def _weigh(
    name: str, agency: Agency, register: _Register, around: Surroundings
) -> tuple[int, str] | None:
    """How well the name fits, and why."""
    said, ours = spoken(name), spoken(agency.name)
    for row in register.former.get(agency.pk, ()):
        if spoken(row.name) == said and said != ours:
            return _formerly(row, around.on)
    if body_key(name) == body_key(agency.name):
        return 95, _("same name")
    if said == ours:
        accents = vntext.fold(body_key(name)) == vntext.fold(body_key(agency.name))
        return (80, _("same letters, other accents")) if accents else (95, _("same name"))
    if name and name == agency.short_name:
        return 75, _("its letters")
    if not (begins(ours, said) or begins(said, ours)):
        return None
    return _by_place(said, ours, agency, register, around)


def _by_place(
    said: str, ours: str, agency: Agency, register: _Register, around: Surroundings
) -> tuple[int, str]:
    """One of the two names lacks its place."""
    place = place_in(ours[len(said) :]) if begins(ours, said) else ""
    sure = 75 if around.elsewhere else 92
    if around.names_place(place):
        return 92, _in_place()
    if agency.pk == around.own:
        return sure, _own()
    if agency.pk in register.near and (place or begins(ours, said)):
        return sure, _in_tree()
    return _DEMOTED, _("same name, with or without its place")


def _formerly(row: FormerName, on: date | None) -> tuple[int, str]:
    until = {"day": format_day(row.valid_to)}
    if on is None or on <= row.valid_to:
        return 93, _("its name until %(day)s") % until
    return 75, _("its name until %(day)s, before the day of the text") % until


def _dated(agency: Agency, score: int, reason: str, register: _Register) -> Candidate:
    """Under its name of the day; of one that had ended by then the text can hardly speak."""
    detail = warning = ""
    if agency.valid_to is not None:
        day = format_day(agency.valid_to)
        detail = _("until %(day)s") % {"day": day}
        if register.on is not None and register.on > agency.valid_to:
            warning = _("the agency had ended on %(day)s") % {"day": day}
    name = register.names.on(agency, register.on)
    return Candidate(agency.pk, name, detail, reason, score, warning)


def _heirs(agency: Agency, register: _Register) -> list[Candidate]:
    """Who took over from one that ended: offered behind it, never in its place."""
    return [
        Candidate(heir.pk, heir.name, "", _took_over(agency, heir, register), _HEIR)
        for heir in register.heirs.get(agency.pk, ())
    ]


def _took_over(agency: Agency, heir: Agency, register: _Register) -> str:
    step = register.steps.get((agency.pk, heir.pk))
    if step is None:  # not at once: by way of others
        return _("took over from %(name)s") % {"name": agency.name}
    return _("took over from %(who)s on %(day)s (%(how)s)") % {
        "who": agency.name,
        "day": format_day(step.on),
        "how": str(SuccessionKind(step.kind).label).lower(),
    }
