"""Who may do what with accounts."""

import rules

from phoihop.accounts.models import Delegation, Membership, Role, User


def _is_administrator(user: User) -> bool:
    """Acts now as an administrator: of accounts and agencies of the installation, nothing else."""
    return user.has_role(Role.ADMINISTRATOR)


def _is_away(user: User, member: Membership | None) -> bool:
    """It is one's own seat."""
    return member is not None and member.user_id == user.pk


def _gave_it(user: User, delegation: Delegation | None) -> bool:
    """Who is away takes the right back; who stands in does not put it down alone."""
    return delegation is not None and delegation.giver.user_id == user.pk


# Called, not used as a decorator, which has no types.
is_administrator = rules.predicate(_is_administrator)
is_away = rules.predicate(_is_away)
gave_it = rules.predicate(_gave_it)
rules.add_perm("accounts.manage_users", is_administrator)
rules.add_perm("accounts.delegate", is_away | is_administrator)
rules.add_perm("accounts.end_delegation", gave_it | is_administrator)
