"""Who may set the office up."""

import rules

from phoihop.accounts.permissions import is_administrator

rules.add_perm("setup.manage", is_administrator)
