"""Who writes urging letters, and who sets the thresholds; who urges a task is said by tasks."""

import rules

from phoihop.accounts.permissions import is_administrator
from phoihop.documents.permissions import writes
from phoihop.tasks.people import acts_for_work

# Called, not used as a decorator, which has no types.
works = rules.predicate(acts_for_work)

rules.add_perm("urging.write_letter", works & writes)
rules.add_perm("urging.manage", is_administrator)
