"""What the text itself says of the day and the place that its names belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.querysets import alive_on
from phoihop.workspace.intake.days import day_among
from phoihop.workspace.intake.matching.naming import place_in, place_named, spoken, variants
from phoihop.workspace.models import Decision, FactKind, IntakeFact

_NAMED = ("issuer", "host")


@dataclass(frozen=True)
class Surroundings:
    """Day, place and tree of one text.

    on: of its event, else of the paper; None when neither says it.
    names: the bodies it names, as `naming.spoken` writes them. place: of its head, "" without one.
    roots: what stands above all at the level of its issuer or host, else of the agency that handed
    it in. own: that agency. elsewhere: the head, the issuer or the host names a place that no name
    in that tree has.
    """

    on: date | None
    names: frozenset[str]
    place: str
    roots: frozenset[int]
    levels: frozenset[str]
    own: int | None
    elsewhere: bool

    def names_place(self, place: str) -> bool:
        """Whether the text, in its head or in the name of a body, names this place."""
        if not place:
            return False
        return place == self.place or any(f" {name} ".endswith(f" {place} ") for name in self.names)

    def near(self, agencies: Iterable[Agency]) -> set[int]:
        """Those that stand in the text's own tree, at its own level, on its day; one query."""
        wanted = [one.pk for one in agencies if one.level in self.levels]
        rows = AgencyAncestor.objects.filter(ancestor__in=self.roots, agency__in=wanted)
        if self.on is not None:
            rows = rows.filter(alive_on(self.on))
        return set(rows.values_list("agency", flat=True))


def surroundings_of(intake_id: int, user: User) -> Surroundings:
    """Of this text, as far as a person has corrected it by now; three queries."""
    kinds = (FactKind.HEADER, FactKind.EVENT, FactKind.AGENCY)
    rows = IntakeFact.objects.filter(intake=intake_id, kind__in=kinds)
    facts = [fact for fact in rows if fact.decision != Decision.DROPPED]
    values = {fact.kind: fact.value for fact in facts if fact.kind != FactKind.AGENCY}
    header, event = values.get(FactKind.HEADER, {}), values.get(FactKind.EVENT, {})
    chief = [str(one[name]) for one in (header, event) for name in _NAMED if one.get(name)]
    bodies = [fact.value["name"] for fact in facts if fact.kind == FactKind.AGENCY]
    names = frozenset(filter(None, (spoken(name) for name in [*chief, *bodies])))
    place = place_in(spoken(str(header.get("place") or "")))
    on = day_among(facts)
    homes = _homes(chief, user)
    tree = _above(homes, on)
    known = " ".join(f"{spoken(one.name)} |" for one in [*homes, *tree])
    return Surroundings(
        on=on,
        names=names,
        place=place,
        roots=frozenset(_tops(homes, tree)),
        levels=frozenset(one.level for one in homes),
        own=user.acting_agency.pk if user.acting_agency else None,
        elsewhere=any(f" {one} " not in f" {known} " for one in {place, *_places(chief)} if one),
    )


def _places(chief: list[str]) -> set[str]:
    """The places in the names of the issuer and the host."""
    return {place_named(name) for name in chief}


def _homes(chief: list[str], user: User) -> list[Agency]:
    """The issuer or host, where the register knows it by its whole name; else who handed it in."""
    folded = {form for name in chief for form in variants(name)}
    found = list(Agency.objects.filter(name_folded__in=folded)[:4]) if folded else []
    if not found and user.acting_agency is not None:
        found = [user.acting_agency]
    return found


def _above(homes: list[Agency], on: date | None) -> list[Agency]:
    """The homes and what they stand under, as far as it is of the same level."""
    rows = AgencyAncestor.objects.filter(agency__in=homes).select_related("ancestor")
    if on is not None:
        rows = rows.filter(alive_on(on))
    levels = {home.level for home in homes}
    return [row.ancestor for row in rows.order_by("depth") if row.ancestor.level in levels]


def _tops(homes: list[Agency], tree: list[Agency]) -> set[int]:
    return {one.pk for one in [*homes, *tree]}
