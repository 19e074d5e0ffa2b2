"""Who may do what with accounts."""

import rules

from phoihop.accounts.models import Role, User


@rules.predicate
def is_administrator(user: User) -> bool:
    """Acts now as an administrator: of accounts and agencies of the installation, nothing else."""
    return user.has_role(Role.ADMINISTRATOR)


rules.add_perm("accounts.manage_users", is_administrator)
