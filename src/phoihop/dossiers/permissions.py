"""Who may do what with dossiers. What one may see is decided in querysets.py and records.py."""

from typing import TYPE_CHECKING

import rules

from phoihop.accounts.models import Role
from phoihop.accounts.permissions import is_administrator
from phoihop.documents.permissions import writes

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.dossiers.models import Dossier


def _of_the_agency(user: "User", dossier: "Dossier | None") -> bool:
    agency = user.acting_agency
    return dossier is not None and agency is not None and dossier.owner_id == agency.pk


def _keeps(user: "User", dossier: "Dossier | None") -> bool:
    return dossier is not None and dossier.keeper_id == user.pk


def _leads(user: "User") -> bool:
    return user.has_role(Role.LEADER)


def _registers(user: "User") -> bool:
    return user.has_role(Role.CLERK, Role.LEADER)


# Called, not used as decorators, which have no types.
of_the_agency = rules.predicate(_of_the_agency)
keeps = rules.predicate(_keeps)
leads = rules.predicate(_leads)
registers = rules.predicate(_registers)

rules.add_perm("dossiers.add_dossier", writes)
rules.add_perm("dossiers.change_dossier", writes & of_the_agency)
# To close and to hand over is for its keeper, the clerk and the leader.
rules.add_perm("dossiers.close_dossier", writes & of_the_agency & (keeps | registers))
# With the seat of who leaves; a single one is corrected by those who write.
rules.add_perm("dossiers.pass_on_dossiers", is_administrator)
rules.add_perm("dossiers.reopen_dossier", of_the_agency & leads)
rules.add_perm("dossiers.export_dossier", writes & of_the_agency)
