"""Agreements are followed and talked about by who sees them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

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


def _opened_at(user: User, agreement: Agreement) -> datetime | None:
    """What was said while it was drafted stays with the drafting agency (R15)."""
    agency = user.acting_agency
    drafted_it = agency is not None and agency.pk == agreement.owner_id
    return None if drafted_it else agreement.ready_at


declare(
    Talk(
        model=Agreement,
        visible=_visible,
        viewers=_viewers,
        of="agreement",
        places=_places,
        detail="agreements:detail",
        opened_at=_opened_at,
    )
)
