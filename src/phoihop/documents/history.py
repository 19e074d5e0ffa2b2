"""The history of a document; of what was said while it was drafted only its own agency reads."""

from phoihop.accounts.models import User
from phoihop.audit.history import HistoryLine, history_of
from phoihop.documents.models import Document


def history_for(document: Document, user: User) -> list[HistoryLine]:
    """All acts, newest first; for those a paper was issued to, the acts since it was issued.

    What was said before and is mended or taken back later stays out too: the act quotes it.
    """
    entries = history_of(document)
    agency = user.acting_agency
    own = document.issued_at is None or agency == document.owner
    # Who reads everything under a place reads the draft's acts as well, as in the discussion.
    if own or not document.viewers.filter(agency=agency).exists():
        return entries
    issued = next(
        (n for n, one in enumerate(entries) if one.verb == "document.issued"), len(entries)
    )
    told: list[HistoryLine] = []
    said: set[str] = set()
    for entry in reversed(entries[: issued + 1]):
        values = entry.changes[0] if entry.changes else None
        if entry.verb in {"comment.edited", "comment.withdrawn"} and (
            values is None or values.old not in said
        ):
            continue
        if entry.verb.startswith("comment.") and values is not None:
            said.add(values.new)
        told.append(entry)
    return told[::-1]
