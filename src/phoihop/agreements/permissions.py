"""Who may do what with agreements. What one may see is decided in querysets.py."""

from typing import TYPE_CHECKING

import rules
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import Right, add_right
from phoihop.accounts.models import Role
from phoihop.agreements.acting import acts_for_drafter
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import Membership, User
    from phoihop.agreements.models import Agreement

# Viewers and inspectors only read; administrators administer accounts and agencies.
DRAFTERS = (Role.CLERK, Role.SPECIALIST, Role.LEADER)


def _drafts(user: "User") -> bool:
    """Acts for an agency in a role that writes."""
    return user.acting_agency is not None and user.has_role(*DRAFTERS)


def _of_own_agency(user: "User", agreement: "Agreement | None") -> bool:
    """Acts for the agency that drafted it, or stands in for it since it ended; parties read."""
    agency = user.acting_agency
    if agreement is None or agency is None:
        return False
    return acts_for_drafter(agreement, agency, clock.today())


def _signs(user: "User", agreement: "Agreement | None") -> bool:
    """Writes for the agency that drafted it."""
    return _drafts(user) and _of_own_agency(user, agreement)


def _answers(user: "User", agreement: "Agreement | None") -> bool:
    """Writes for a party that is asked; the drafting agency gives no opinion on its own draft."""
    if agreement is None or not _drafts(user) or _of_own_agency(user, agreement):
        return False
    return agreement.parties.filter(agency=user.acting_agency).exists()


def _has_it_to_lend(member: "Membership") -> bool:
    """Writes by role."""
    return member.role in DRAFTERS


def _leads_office(user: "User") -> bool:
    """Acts as a leader of the agency."""
    return user.has_role(Role.LEADER)


# Called, not used as decorators, which have no types.
drafts = rules.predicate(_drafts)
of_own_agency = rules.predicate(_of_own_agency)
leads_office = rules.predicate(_leads_office)

rules.add_perm("agreements.add_agreement", drafts)
rules.add_perm("agreements.change_agreement", drafts & of_own_agency)
rules.add_perm("agreements.answer_opinions", rules.predicate(_answers))
# What binds the parties after the signing: a year's contents, a review, the end.
rules.add_perm("agreements.settle_term", drafts & leads_office & of_own_agency)
add_right(
    Right(
        "agreements.sign",
        _("Confirm the signing of agreements"),
        ("agreements.sign_agreement",),
        own=_signs,
        given_by=_has_it_to_lend,
    )
)
