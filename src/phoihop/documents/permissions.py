"""Who may do what with documents. What one may see is decided in querysets.py."""

from typing import TYPE_CHECKING

import rules

from phoihop.accounts.models import Role
from phoihop.accounts.permissions import is_administrator

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.documents.models import Document, NumberSeries

# Văn thư, chuyên viên, lãnh đạo: viewers and inspectors only read, administrators administer.
WRITERS = (Role.CLERK, Role.SPECIALIST, Role.LEADER)


def _writes(user: "User") -> bool:
    """Acts for an agency in a role that writes."""
    return user.acting_agency is not None and user.has_role(*WRITERS)


def _keeps_register(user: "User", record: "Document | NumberSeries | None") -> bool:
    """Writes for the agency in whose register the record stands."""
    agency = user.acting_agency
    return record is not None and agency is not None and record.owner_id == agency.pk


# Called, not used as decorators, which have no types.
writes = rules.predicate(_writes)
keeps_register = rules.predicate(_keeps_register)

rules.add_perm("documents.add_document", writes)
rules.add_perm("documents.change_document", writes & keeps_register)
rules.add_perm("documents.hide_document", writes & keeps_register)
# An administrator says from which number the office goes on; taking one is for those who write.
rules.add_perm("documents.add_numberseries", writes | is_administrator)
rules.add_perm("documents.take_number", writes & keeps_register)
