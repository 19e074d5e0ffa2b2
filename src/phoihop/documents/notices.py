"""Who is told of a document that arrived or was sent, in the transaction of its entry."""

from collections.abc import Iterable
from datetime import datetime

from phoihop.accounts.models import Role, User
from phoihop.documents.models import Document, Register
from phoihop.inbox.services import Telling, notify_many


def tell_arrival(document: Document, sent_to: Iterable[int], *, by: User, at: datetime) -> None:
    """Tell the leaders of an agency of its incoming paper, the clerks of those it was sent to.

    sent_to: ids of agencies; of a draft they are told nothing until it is issued.
    """
    if document.register == Register.INCOMING:
        leaders = Telling(
            record=document, agencies={document.owner_id}, roles=[Role.LEADER], contacts=False
        )
        notify_many("documents.arrived", [leaders], by=by, at=at)
    tell_sent(document, sent_to, by=by, at=at)


def tell_sent(document: Document, sent_to: Iterable[int], *, by: User, at: datetime) -> None:
    """Tell the clerks of other agencies that it was sent to them; ids, as tell_arrival."""
    others = set(sent_to) - {document.owner_id}
    if others:
        clerks = Telling(record=document, agencies=others, roles=[Role.CLERK], contacts=False)
        notify_many("documents.sent", [clerks], by=by, at=at)
