"""Whoever is away and whoever stands in are told of what is lent, whoever wrote it down."""

from datetime import datetime

from phoihop.accounts.absence import tell_by
from phoihop.accounts.models import Delegation, User
from phoihop.inbox.services import notify

_TOLD_AS = {
    "delegation.given": "accounts.delegation_given",
    "delegation.ended": "accounts.delegation_ended",
}


@tell_by
def tell_of_absence(delegation: Delegation, verb: str, by: User, at: datetime) -> None:
    """Both people of the delegation, but for who did it."""
    people = [delegation.giver.user, delegation.receiver.user]
    notify(delegation, _TOLD_AS[verb], to=people, by=by, at=at)
