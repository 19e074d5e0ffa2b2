"""What an agency still reads of a paper after an amendment dropped it.

It keeps what was in force while it was a party: the paper that it signed, and what was settled up
to the first day of the amendment. Whoever reads the newest amendment, or one behind it, has not
left: an amendment is read by its own parties, and by the readers of its drafting agency.
"""

from datetime import date

from django.db.models import Exists, OuterRef

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.agreements.querysets import AgreementQuerySet, replacing


def left_by(user: User, paper: str, day: str) -> Exists:
    """Rows of a paper made when the user's agency had left it.

    paper, day: the fields of the row that name the paper and the day on which it was settled.
    """
    left = _not_for(user).filter(amends=OuterRef(paper), valid_from__lte=OuterRef(day))
    return Exists(left)


def follows_what_came_after(user: User, text: str) -> Exists:
    """Rows whose contents were rewritten by an amendment that dropped the user's agency.

    text: the field of the row that names the text it follows.
    """
    return Exists(_not_for(user).filter(pk=OuterRef(text)))


def left_on(agreement: Agreement, user: User, on: date) -> date | None:
    """The first day on which the user's agency was no longer a party; None while it reads on."""
    left = _not_for(user).filter(amends=agreement, valid_from__lte=on)
    return left.order_by("valid_from").values_list("valid_from", flat=True).first()


def _not_for(user: User) -> AgreementQuerySet:
    """Signed amendments that the user does not read, nor any behind them."""
    seen = Agreement.objects.visible_to(user).order_by().values("pk")
    rows = Agreement.objects.filter(amends__isnull=False, signed_at__isnull=False)
    return rows.exclude(pk__in=seen).exclude(Exists(replacing().filter(pk__in=seen)))
