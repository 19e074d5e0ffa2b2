"""Who may do what with backups and jobs: administrators."""

import rules

from phoihop.accounts.permissions import is_administrator

rules.add_perm("safekeeping.manage", is_administrator)
