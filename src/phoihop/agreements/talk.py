"""Agreements are followed and talked about by who sees them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, AgreementViewer
from phoihop.inbox.registry import Talk, declare


def _visible(user: User) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(user)


def _viewers(ids: Collection[int], _words: bool) -> QuerySet[AgreementViewer]:
    return AgreementViewer.objects.filter(agreement__in=ids, agreement__hidden_at=None)


def _places(agreement: Agreement) -> tuple[int, ...]:
    """A draft is its owner's alone, also for those who read everything under a place."""
    return () if agreement.ready_at is None else (agreement.owner_id,)


def _opened_at(agency: int, agreement: Agreement) -> datetime | None:
    """What was said while it was drafted stays with the drafting agency (R15)."""
    return None if agency == agreement.owner_id else agreement.sent_at or agreement.ready_at


declare(
    Talk(
        model=Agreement,
        visible=_visible,
        viewers=_viewers,
        of="agreement",
        places=_places,
        name=_("Coordination paper"),
        detail="agreements:detail",
        talk="agreements:talk",
        opened_at=_opened_at,
    )
)
