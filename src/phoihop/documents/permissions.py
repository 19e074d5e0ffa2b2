"""Who may do what with documents. What one may see is decided in querysets.py."""

from typing import TYPE_CHECKING

import rules
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import Right, add_right
from phoihop.accounts.models import Role
from phoihop.accounts.permissions import is_administrator
from phoihop.documents.keepers import took_over

if TYPE_CHECKING:
    from phoihop.accounts.models import Membership, User
    from phoihop.documents.models import Document, NumberSeries

# Văn thư, chuyên viên, lãnh đạo: viewers and inspectors only read, administrators administer.
WRITERS = (Role.CLERK, Role.SPECIALIST, Role.LEADER)
INSTRUCTING = "documents.instruct"


def _writes(user: "User") -> bool:
    """Acts for an agency in a role that writes."""
    return user.acting_agency is not None and user.has_role(*WRITERS)


def _keeps_register(user: "User", record: "Document | NumberSeries | None") -> bool:
    """Writes for the agency in whose register the record stands."""
    agency = user.acting_agency
    return record is not None and agency is not None and record.owner_id == agency.pk


def _keeps_milestones(user: "User", document: "Document | None") -> bool:
    """Keeps the register, or took the milestones over from an agency that has ended."""
    agency = user.acting_agency
    if document is None or agency is None:
        return False
    return document.owner_id == agency.pk or took_over(agency, document.pk)


def _leads_owner(user: "User", document: "Document | None") -> bool:
    """A leader of the agency in whose register the paper stands."""
    return _keeps_register(user, document) and user.has_role(Role.LEADER)


def _writes_for_owner(user: "User", document: "Document | None") -> bool:
    """Writes for the agency whose draft it is."""
    return _writes(user) and _keeps_register(user, document)


def _is_writer(member: "Membership") -> bool:
    """Writes by role, and so has it to lend."""
    return member.role in WRITERS


def _is_leader(member: "Membership") -> bool:
    """Leads, and so has it to lend."""
    return member.role == Role.LEADER


def _keeps_the_books(user: "User", document: "Document | None") -> bool:
    """The clerk who keeps the registers enters what a leader wrote on the paper."""
    return _keeps_register(user, document) and user.has_role(Role.CLERK)


# Called, not used as decorators, which have no types.
writes = rules.predicate(_writes)
keeps_register = rules.predicate(_keeps_register)
keeps_milestones = rules.predicate(_keeps_milestones)
keeps_the_books = rules.predicate(_keeps_the_books)

rules.add_perm("documents.add_document", writes)
rules.add_perm("documents.change_document", writes & keeps_register)
rules.add_perm("documents.hide_document", writes & keeps_register)
# Milestones move and close also where the paper itself is signed and no longer changes.
rules.add_perm("documents.keep_milestones", writes & keeps_milestones)
# Which kinds get which milestones is one list for the whole office.
rules.add_perm("documents.change_milestonerule", is_administrator)
# An administrator says from which number the office goes on; taking one is for those who write.
rules.add_perm("documents.add_numberseries", writes | is_administrator)
rules.add_perm("documents.take_number", writes & keeps_register)
add_right(
    Right(
        "documents.issue",
        _("Number and issue outgoing documents"),
        ("documents.issue_document",),
        own=_writes_for_owner,
        given_by=_is_writer,
    )
)
add_right(
    Right(
        INSTRUCTING,
        _("Write instructions on incoming documents"),
        ("documents.instruct_document",),
        own=_leads_owner,
        given_by=_is_leader,
    )
)
rules.add_perm("documents.enter_instruction", keeps_the_books)
