"""Who leaves hands over the dossiers kept until then."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.dossiers.errors import KeeperElsewhere
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.services import keepers_of


def kept_by(user: User, agency: Agency) -> QuerySet[Dossier]:
    """The agency's dossiers in this keeper's hands, those at an archive left out."""
    return Dossier.objects.not_handed_over().filter(owner=agency, keeper=user)


@transaction.atomic
def pass_on(  # noqa: PLR0913 -- from whom, where, to whom; who, when and why
    keeper: User, agency: Agency, to: User, *, reason: str, by: User, at: datetime
) -> int:
    """Make another member the keeper of all of them; returns how many there were.

    The number of statements does not depend on it. Raises PermissionDenied, KeeperElsewhere.
    """
    if not by.has_perm("dossiers.pass_on_dossiers"):
        raise PermissionDenied
    if to not in keepers_of(agency):
        raise KeeperElsewhere
    rows = Dossier.objects.select_for_update(of=("self",)).filter(
        pk__in=kept_by(keeper, agency).values("pk")
    )
    dossiers = list(rows.order_by("pk"))
    Dossier.objects.filter(pk__in=[dossier.pk for dossier in dossiers]).update(keeper=to)
    changes = {"keeper": (keeper, to), "reason": (None, reason)}
    entries = [audit.Entry("dossier.passed_on", dossier, changes) for dossier in dossiers]
    audit.record_many(entries, by=by, at=at)
    return len(dossiers)
