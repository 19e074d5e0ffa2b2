"""Questions about many agreements and their contents."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop import vntext
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.agreements.models import Agreement, ContentItem


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Visibility is decided here and only here."""

    def visible_to(self, user: "User") -> Self:
        """Drafts of the acting agency alone; those sent for opinions, ready and signed ones of its
        parties; ready and signed ones in scope.
        """
        from phoihop.agreements.models import AgreementViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        mine = AgreementViewer.objects.filter(agency=user.acting_agency).values("agreement")
        allowed = Q(pk__in=mine)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"), ready_at__isnull=False)
        return self.filter(allowed, hidden_at=None)

    def hidden_drafts_of(self, user: "User") -> Self:
        """Deleted drafts of the acting agency: they can be brought back."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        return self.filter(owner=user.acting_agency, hidden_at__isnull=False)

    def in_state(self, state: str, on: date) -> Self:
        """Those whose derived state that day is `state`; the same rule as Agreement.state."""
        from phoihop.agreements.models import AgreementState  # noqa: PLC0415 -- models import us

        signed = Q(signed_on__isnull=False)
        ended = signed & _since("ended_on", on)
        renewed = _since("renewed_on", on)
        alive = signed & _not_since("ended_on", on)
        running = alive & _not_since("renewed_on", on)
        begun = Q(valid_from__lte=on)
        replaced = Q(amends__isnull=False) & Exists(replacing().filter(valid_from__lte=on))
        over = Q(valid_to__lt=on) | replaced
        conditions = {
            AgreementState.DRAFT: Q(signed_on=None, ready_at=None, sent_at=None),
            AgreementState.OPINIONS: Q(signed_on=None, ready_at=None, sent_at__isnull=False),
            AgreementState.READY: Q(signed_on=None, ready_at__isnull=False, signing_from=None),
            AgreementState.SIGNING: Q(signed_on=None, signing_from__isnull=False),
            AgreementState.SIGNED: running & Q(valid_from__gt=on),
            AgreementState.IN_FORCE: running
            & begun
            & (Q(valid_to=None) | Q(valid_to__gte=on))
            & ~replaced,
            AgreementState.EXPIRED: running & begun & over,
            AgreementState.RENEWED: alive & renewed,
            AgreementState.ENDED: ended,
        }
        return self.filter(conditions[AgreementState(state)])

    def of_year(self, year: int) -> Self:
        """Those whose term touches the year; an open end never ends, a draft without term never."""
        begun = Q(valid_from__year__lte=year) | Q(valid_from=None, valid_to__isnull=False)
        going_on = Q(valid_to=None, valid_from__isnull=False) | Q(valid_to__year__gte=year)
        return self.filter(begun, going_on)

    def saying(self, words: str) -> Self:
        """Those with each of these words in the title, or with this number and symbol."""
        titled = Q()
        for word in vntext.fold(words).split():
            titled &= Q(title_folded__contains=word)
        key = vntext.symbol_key(words)
        return self.filter(titled | Q(code_key__startswith=key)) if key else self.filter(titled)

    def with_replacing(self) -> Self:
        """Each with `replaced_on`: the first day of the amendment that stands in its place."""
        first = replacing().order_by("valid_from").values("valid_from")[:1]
        return self.select_related("amends").annotate(replaced_on=Subquery(first))

    def with_party_count(self) -> Self:
        """Each with `party_count`."""
        from phoihop.agreements.models import Party  # noqa: PLC0415 -- models import us

        parties = Party.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
        counted = Subquery(parties.annotate(n=Count("pk")).values("n"))
        return self.annotate(party_count=Coalesce(counted, 0))


def _since(field: str, on: date) -> Q:
    """Said of the agreement, or of the one it amends, since that day at the latest."""
    return Q((f"{field}__lte", on)) | Q((f"amends__{field}__lte", on))


def _not_since(field: str, on: date) -> Q:
    own = Q((field, None)) | Q((f"{field}__gt", on))
    return own & (Q((f"amends__{field}", None)) | Q((f"amends__{field}__gt", on)))


def replacing() -> AgreementQuerySet:
    """Signed amendments of the same agreement that come behind the outer one (terms.text_on)."""
    from phoihop.agreements.models import Agreement  # noqa: PLC0415 -- models import us

    later = Q(valid_from__gt=OuterRef("valid_from")) | Q(
        valid_from=OuterRef("valid_from"), amendment_number__gt=OuterRef("amendment_number")
    )
    return Agreement.objects.filter(later, amends=OuterRef("amends"), signed_at__isnull=False)


class ContentItemQuerySet(models.QuerySet["ContentItem"]):
    """Items are seen with their agreement."""

    def visible_to(self, user: "User") -> Self:
        """Items of the agreements that the user sees."""
        from phoihop.agreements.models import Agreement  # noqa: PLC0415 -- models import us

        return self.filter(agreement__in=Agreement.objects.visible_to(user).values("pk"))

    def with_agencies(self) -> Self:
        """Each with its lead and coordinating agencies loaded."""
        return self.select_related("lead_agency").prefetch_related("coordinating_agencies")
