"""Who hears of what: everybody who works somewhere, read once for all reminders of a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from phoihop.accounts.models import DelegatedRight, Delegation, Membership, Role
from phoihop.tasks.people import WORKING_ROLES
from phoihop.tasks.permissions import ANSWERING, EXTENDING
from phoihop.urging.kinds import Side


@dataclass(slots=True)
class Person:
    """Somebody in an agency. `answers_as`: {role: whose right to confirm}, the own or lent."""

    user: int
    agency: int
    role: str
    is_contact: bool
    official: int | None
    address: str
    language: str
    name: str
    answers_as: dict[str, set[int]] = field(default_factory=dict)
    # Whose right to decide on extensions: the own, or that of who is away.
    extends_as: set[int] = field(default_factory=set)


class People:
    """The present members with open accounts, by agency; two queries.

    agencies: only of these; None for all.
    """

    def __init__(self, on: date, agencies: Collection[int] | None = None) -> None:
        self.of: dict[int, list[Person]] = defaultdict(list)
        by_member: dict[int, Person] = {}
        seats: defaultdict[int, set[int]] = defaultdict(set)
        for pk, person, extends in _members(agencies):
            seats[person.user].add(person.agency)
            if person.role in WORKING_ROLES:
                person.answers_as[person.role] = {person.user}
            if extends and person.role in WORKING_ROLES:
                person.extends_as = {person.user}
            by_member[pk] = person
            self.of[person.agency].append(person)
        self.of_several = {user for user, agencies in seats.items() if len(agencies) > 1}
        lent = DelegatedRight.objects.filter(
            right__in=(ANSWERING, EXTENDING), delegation__in=Delegation.objects.in_force(on)
        )
        pairs = lent.values_list("delegation__receiver", "delegation__giver", "right")
        for receiver, giver, right in pairs:
            if receiver not in by_member or giver not in by_member:
                continue
            away, person = by_member[giver], by_member[receiver]
            if right == ANSWERING:
                person.answers_as.setdefault(away.role, set()).add(away.user)
            else:
                person.extends_as.add(away.user)

    @staticmethod
    def may_answer(person: Person, sent_by: int | None, *, is_own: bool) -> bool:
        """Whether a result waits for this person, as `tasks.home.waiting_for` lists it.

        is_own: of a task that the person's agency leads itself, which a leader answers. Nobody
        answers the own work, nor with the right of who handed it in.
        """
        rights = person.answers_as
        whose = rights.get(Role.LEADER, set()) if is_own else set().union(*rights.values())
        return sent_by != person.user and bool(whose - {sent_by})

    def told(
        self, agency: int, side: Side, officials: Collection[int], givers: Collection[int]
    ) -> list[Person]:
        """Who of the agency is told of something on this side.

        Owing: who is in charge, and the contact persons; giving: who assigned, and the contact
        persons. Where none of them has an account there, the leaders are, else the specialists.
        """
        here = self.of.get(agency, [])
        leaders = [person for person in here if person.role == Role.LEADER]
        if side is Side.LEADING:
            return _once(leaders)
        meant = [
            person
            for person in here
            if person.is_contact
            or (side is Side.OWING and person.official in officials and person.official)
            or (side is Side.GIVING and person.user in givers)
        ]
        others = [person for person in here if person.role == Role.SPECIALIST]
        return _once(meant or leaders or others)


def seats_elsewhere(users: Collection[int], agency: int) -> set[int]:
    """Those of these users who work for another agency as well; one query."""
    rows = Membership.objects.current().filter(user__in=users).exclude(agency=agency)
    return set(rows.values_list("user", flat=True))


def _members(agencies: Collection[int] | None) -> Iterator[tuple[int, Person, bool]]:
    """Each membership's key, the person as a member, and whether it approves extensions."""
    rows = Membership.objects.current().filter(user__is_active=True).order_by("pk")
    if agencies is not None:
        rows = rows.filter(agency__in=agencies)
    own = ("pk", "user", "agency", "role", "is_contact", "may_approve_extensions")
    theirs = ("user__official", "user__email", "user__language", "user__full_name")
    for (
        pk,
        user,
        agency,
        role,
        is_contact,
        extends,
        official,
        email,
        lang,
        name,
    ) in rows.values_list(*own, *theirs).iterator(chunk_size=2000):
        yield pk, Person(user, agency, role, is_contact, official, email, lang, name), extends


def _once(people: Iterable[Person]) -> list[Person]:
    """Each person once, by the first membership."""
    first: dict[int, Person] = {}
    for person in people:
        first.setdefault(person.user, person)
    return list(first.values())
