"""Who may do what with all rooms at once."""

import rules

from phoihop.accounts.permissions import is_administrator

rules.add_perm("workspace.redact", is_administrator)
