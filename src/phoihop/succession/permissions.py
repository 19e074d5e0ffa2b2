"""Who may prepare, carry out and undo an act: administrators, and nobody else."""

import rules

from phoihop.accounts.permissions import is_administrator

rules.add_perm("succession.manage", is_administrator)
