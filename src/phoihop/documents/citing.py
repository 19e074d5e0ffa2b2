"""A paper is registered: words that may mean it, written in other papers before, are found."""

from datetime import datetime
from typing import Final

from phoihop.accounts.models import Role, User
from phoihop.documents.candidates import fits
from phoihop.documents.models import Citation, Document
from phoihop.documents.wording import clues_of_paper, read_wording
from phoihop.inbox import services as inbox

# A number alone is in many papers; who keeps more open words than this sees them in the list.
_MOST: Final = 500


def tell_open_citations(document: Document, *, by: User, at: datetime) -> list[Citation]:
    """Mark the open citations that may mean this paper, and tell who keeps them.

    Only those of agencies that see the paper. Two queries, however many citations are open.
    """
    if document.is_draft or document.hidden_at is not None:
        return []
    keys = clues_of_paper(document.code_key, document.number, document.ordinal, document.subject)
    if not keys:
        return []
    asked = Citation.objects.filter(
        target=None,
        source__hidden_at=None,
        source__owner__in=document.viewers.values("agency"),
        clues__key__in=keys,
    ).exclude(source=document)
    rows = asked.select_related("source__owner", "source__registered_by").distinct()[:_MOST]
    found = [one for one in rows if fits(read_wording(one.as_printed), document)]
    if not found:
        return []
    Citation.objects.filter(pk__in=[one.pk for one in found]).update(suggested_at=at)
    citing = {one.source_id: one.source for one in found}
    inbox.notify_many(
        "documents.may_be_cited",
        [
            inbox.Telling(
                record=source,
                words=document.name,
                users={source.registered_by_id},
                agencies=[source.owner_id],
                roles=(Role.CLERK,),
            )
            for source in citing.values()
        ],
        by=by,
        at=at,
    )
    return found
