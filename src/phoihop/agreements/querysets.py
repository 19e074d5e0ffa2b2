"""Questions about many agreements."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.agreements.models import Agreement


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Visibility is decided here and only here."""

    def visible_to(self, user: "User") -> Self:
        """Drafts of the acting agency; ready and signed ones to their parties; those in scope."""
        from phoihop.agreements.models import AgreementViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        mine = AgreementViewer.objects.filter(agency=user.acting_agency).values("agreement")
        allowed = Q(pk__in=mine)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"))
        return self.filter(allowed, hidden_at=None)

    def in_state(self, state: str, on: date) -> Self:
        """Those whose derived state that day is `state`; the same rule as Agreement.state."""
        from phoihop.agreements.models import AgreementState  # noqa: PLC0415 -- models import us

        ended = Q(ended_on__lte=on)
        signed = Q(signed_on__isnull=False) & ~Q(pk__in=self.model.objects.filter(ended))
        not_begun, over = Q(valid_from__gt=on), Q(valid_to__lt=on, valid_to__isnull=False)
        conditions = {
            AgreementState.DRAFT: Q(signed_on=None, ready_at=None),
            AgreementState.READY: Q(signed_on=None, ready_at__isnull=False),
            AgreementState.SIGNED: signed & not_begun,
            AgreementState.IN_FORCE: signed
            & Q(valid_from__lte=on)
            & (Q(valid_to=None) | Q(valid_to__gte=on)),
            AgreementState.EXPIRED: signed & Q(valid_from__lte=on) & over,
            AgreementState.ENDED: Q(signed_on__isnull=False) & ended,
        }
        return self.filter(conditions[AgreementState(state)])
