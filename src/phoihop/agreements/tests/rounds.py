"""A round of opinions in February 2019, as the tests of opinions tell it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, OpinionRequest, Proposal
from phoihop.agreements.tests import story
from phoihop.inbox.models import Notice

SENT = story.DRAFTED


BY = date(2019, 2, 18)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2019, 2, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def asked(agreement: Agreement, user: User) -> OpinionRequest:
    return OpinionRequest.objects.get(
        round__agreement=agreement, agency=user.acting_agency, replaced_at=None
    )


def told_of(user: User, verb: str) -> bool:
    rows = Notice.objects.filter(user=user)
    return any(entry["verb"] == verb for row in rows for entry in row.said)


def later_due(agreement: Agreement, user: User, number: int = 3) -> Proposal:
    """A proposal for another due day of a content."""
    item = agreement.items.all()[number]
    change = services.Proposed(Proposal.Field.DUE, "on:2019-09-15")
    target = services.Target(item=item)
    return services.propose(agreement, target, [change], words="đề nghị", by=user, at=at(12))[0]


def all_but(contacts: list[User], agreement: Agreement, *numbers: int) -> None:
    for number, user in enumerate(contacts, start=1):
        if number not in numbers:
            services.agree(agreement, by=user, at=at(12))
