"""Who may do what with agencies and officials.

Those who enter papers add what a paper names; only administrators change what is there.
"""

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from phoihop.accounts.models import User


def _is_administrator(user: "User") -> bool:
    """Acts now as an administrator of the installation."""
    return user.has_role("administrator")


def _enters_papers(user: "User") -> bool:
    """Acts now in a role that registers documents and confirms what was read from them."""
    return user.has_role("clerk", "specialist", "leader")


# Called, not used as decorators, which have no types.
is_administrator = rules.predicate(_is_administrator)
enters_papers = rules.predicate(_enters_papers)
rules.add_perm("agencies.add_agency", is_administrator | enters_papers)
rules.add_perm("agencies.add_official", is_administrator | enters_papers)
rules.add_perm("agencies.add_tenure", is_administrator | enters_papers)
rules.add_perm("agencies.manage", is_administrator)
