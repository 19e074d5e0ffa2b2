"""Somebody about to leave, for the tests of handing over."""

from dataclasses import dataclass, replace
from typing import Any

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.accounts.tests.test_absence import seat
from phoihop.agencies.models import Official, Tenure
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskReceivers
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.workspace.leaving.held import Ending, Person, person_of_member
from phoihop.workspace.leaving.services import HandOver

TODAY = NOW.date()


@dataclass
class Leaver:
    """The contact of the lead agency, with office and account; two colleagues stay."""

    user: User
    official: Official
    tenure: Tenure
    second: Official
    third: Official
    heir: User
    tasks: list[Task]

    @property
    def person(self) -> Person:
        """As things stand now."""
        return person_of_member(seat(self.user))

    def ends(self, *, office: bool = True) -> Ending:
        """The seat, and the office with it unless told."""
        tenures = {self.tenure.pk} if office else set[int]()
        return Ending(frozenset({seat(self.user).pk}), frozenset(tenures))

    def facts(self, **other: Any) -> HandOver:
        """Everything goes to the second official and to the heir's seat."""
        facts = HandOver(
            ends=self.ends(),
            last_day=TODAY,
            reason="Chuyển công tác",
            tasks=TaskReceivers(self.second),
            rights={f"{seat(self.user).pk}-is_contact": seat(self.heir)},
        )
        return replace(facts, **other)


def make_leaver(cast: Cast) -> Leaver:
    """Three tasks in charge, and the right of the contact."""
    agency = cast.lead_agency
    people = [OfficialFactory.create() for _number in range(3)]
    tenures = [TenureFactory.create(official=one, agency=agency) for one in people]
    User.objects.filter(pk=cast.lead.pk).update(official=people[0])
    cast.lead.refresh_from_db()
    heir = UserFactory.create(agency=agency, official=people[1], full_name="Bùi Thị Nhận")
    tasks = [
        TaskFactory.create(
            assigner=cast.issuer_agency, lead_agency=agency, person_in_charge=people[0]
        )
        for _number in range(3)
    ]
    return Leaver(cast.lead, people[0], tenures[0], people[1], people[2], heir, tasks)
