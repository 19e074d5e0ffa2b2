"""Who may inspect: specialists and leaders of the agency whose plan it is."""

import rules

from phoihop.accounts.models import User
from phoihop.inspections.models import Plan
from phoihop.tasks.people import acts_for_work


def _of_the_owner(user: User, plan: Plan | None) -> bool:
    agency = user.acting_agency
    return plan is not None and agency is not None and plan.owner_id == agency.pk


# Called, not used as decorators, which have no types.
works = rules.predicate(acts_for_work)
of_the_owner = rules.predicate(_of_the_owner)

rules.add_perm("inspections.add_plan", works)
rules.add_perm("inspections.change_plan", works & of_the_owner)
