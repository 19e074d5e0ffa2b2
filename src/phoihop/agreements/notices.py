"""Who is told of which act on an agreement, in the transaction of the act."""

from datetime import datetime

from phoihop.accounts.models import Role, User
from phoihop.agreements.models import Agreement, Party
from phoihop.inbox.services import Telling, notify_many


def tell_parties(agreement: Agreement, verb: str, *, by: User, at: datetime) -> None:
    """Tell the contact persons and leaders of every party, and those who follow it."""
    parties = Party.objects.filter(agreement=agreement, agency__isnull=False)
    agencies = set(parties.values_list("agency__pk", flat=True))
    telling = Telling(record=agreement, agencies=agencies, roles=[Role.LEADER], followers=True)
    notify_many(verb, [telling], by=by, at=at)
