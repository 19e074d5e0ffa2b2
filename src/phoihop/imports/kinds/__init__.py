"""What can be imported: one module for each kind of records."""

from phoihop.imports.kinds.agencies import AGENCIES
from phoihop.imports.kinds.documents import DOCUMENTS
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.kinds.officials import OFFICIALS
from phoihop.imports.kinds.positions import POSITIONS
from phoihop.imports.kinds.tasks import TASKS
from phoihop.imports.kinds.users import USERS

# In the order in which an office fills them on its first day.
KINDS: dict[str, ImportKind] = {
    kind.key: kind for kind in (AGENCIES, POSITIONS, OFFICIALS, USERS, DOCUMENTS, TASKS)
}

__all__ = ["KINDS", "ImportKind"]
