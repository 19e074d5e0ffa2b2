"""Who may do what with accounts."""

import rules

from phoihop.accounts.models import Role, User


def _is_administrator(user: User) -> bool:
    """Acts now as an administrator: of accounts and agencies of the installation, nothing else."""
    return user.has_role(Role.ADMINISTRATOR)


# Called, not used as a decorator, which has no types.
is_administrator = rules.predicate(_is_administrator)
rules.add_perm("accounts.manage_users", is_administrator)
