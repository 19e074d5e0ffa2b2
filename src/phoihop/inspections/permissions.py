"""Who may inspect whom: specialists and leaders of the agency whose plan it is."""

from datetime import date

import rules
from django.db.models import Q, QuerySet

from phoihop.accounts.models import ReadScope, User
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.querysets import alive_on
from phoihop.inspections.models import Plan
from phoihop.tasks.people import acts_for_work, assignable_agencies


def inspectable_agencies(owner: Agency, on: date) -> "QuerySet[Agency]":
    """Agencies that `owner` may check: those it may give tasks to, and those it reads whole.

    The second are a commission's for inspection (decisions/0033).
    """
    scopes = ReadScope.objects.filter(alive_on(on), agency=owner)
    inside = AgencyAncestor.objects.filter(alive_on(on), ancestor__in=scopes.values("root"))
    assignable = assignable_agencies(owner, on).order_by().values("pk")
    meant = Q(pk__in=assignable) | Q(pk__in=inside.values("agency"))
    found: QuerySet[Agency] = Agency.objects.existing_on(on).filter(meant)
    return found


def _of_the_owner(user: User, plan: Plan | None) -> bool:
    agency = user.acting_agency
    return plan is not None and agency is not None and plan.owner_id == agency.pk


# Called, not used as decorators, which have no types.
works = rules.predicate(acts_for_work)
of_the_owner = rules.predicate(_of_the_owner)

rules.add_perm("inspections.add_plan", works)
rules.add_perm("inspections.change_plan", works & of_the_owner)
