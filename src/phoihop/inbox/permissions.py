"""Who may write in a discussion that the user reads."""

import rules

from phoihop.accounts.models import Role, User
from phoihop.inbox.models import Comment

# Viewers and inspectors only read; administrators administer.
WRITERS = (Role.CLERK, Role.SPECIALIST, Role.LEADER)


def _writes(user: User, _record: object) -> bool:
    """Acts for an agency in a role that writes."""
    return user.acting_agency is not None and user.has_role(*WRITERS)


def _wrote_it(user: User, comment: Comment | None) -> bool:
    """Wrote the comment, for the agency acted for now."""
    agency = user.acting_agency
    return (
        comment is not None
        and agency is not None
        and (comment.by_id, comment.agency_id) == (user.pk, agency.pk)
    )


# Called, not used as decorators, which have no types.
writes = rules.predicate(_writes)
wrote_it = rules.predicate(_wrote_it)

rules.add_perm("inbox.write_comment", writes)
rules.add_perm("inbox.change_comment", writes & wrote_it)
