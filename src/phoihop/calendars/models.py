"""Secret addresses at which a calendar program reads due dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Membership
from phoihop.agreements.models import Agreement
from phoihop.calendars.week_models import WeekEntry

__all__ = ["Feed", "WeekEntry"]


class Feed(models.Model):
    """An address of one member: of what the agency owes, or of the tasks of one programme.

    Only a keyed digest of the address is kept: it is shown once, when it is made. A feed reads as
    its member does at the moment of reading, and no longer than the membership lasts.
    """

    member = models.ForeignKey(Membership, models.CASCADE, related_name="feeds")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="feeds")
    # Of what the agency owes: its parts in tasks of others too, and not only what it leads.
    with_parts = models.BooleanField(_("parts in tasks of others too"), default=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # So that its owner sees whether it is used at all; not from where.
    last_read_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="feed_of_programme_without_parts",
                condition=Q(agreement=None) | Q(with_parts=False),
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(revoked_at=None, agreement=None),
                name="feed_one_of_a_member",
            ),
            models.UniqueConstraint(
                fields=["member", "agreement"],
                condition=Q(revoked_at=None, agreement__isnull=False),
                name="feed_one_of_a_member_and_programme",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agreement or _("What my agency owes"))
