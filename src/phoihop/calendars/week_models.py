"""Lịch tuần: what an agency does on the days of a week."""

import uuid
from datetime import time
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.calendars.week import FIRST_DAY, LAST_DAY
from phoihop.calendars.week_querysets import WeekEntryQuerySet

NOON: Final = time(12)


def _new_key() -> str:
    """A key that no form has."""
    return uuid.uuid4().hex


class Part(models.IntegerChoices):
    """The part of a day, in the order of a schedule."""

    ALL_DAY = 0, _("All day")
    MORNING = 1, pgettext_lazy("part of a day", "Morning")
    AFTERNOON = 2, pgettext_lazy("part of a day", "Afternoon")


class WeekEntry(models.Model):
    """One line of an agency's schedule: what, when, where, under whom and with whom.

    Due dates of tasks and milestones are not among them: the page derives these.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="week_entries")
    day = models.DateField(_("day"))
    part = models.PositiveSmallIntegerField(_("part of the day"), choices=Part)
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    words = models.CharField(_("what takes place"), max_length=500)
    place = models.CharField(_("where it takes place"), max_length=200, blank=True)
    chair = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in the chair"),
    )
    # Who takes the chair where it is nobody of the list.
    chair_words = models.CharField(_("somebody else in the chair"), max_length=200, blank=True)
    participants = models.CharField(_("who takes part"), max_length=500, blank=True)
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.CharField(max_length=300, blank=True, editable=False)
    # Taken out of the schedule, and kept so that it can be put back.
    removed_at = models.DateTimeField(null=True, editable=False)
    # Of the form that made it: sent twice it makes one entry.
    form_key = models.CharField(max_length=40, unique=True, default=_new_key, editable=False)

    objects = WeekEntryQuerySet.as_manager()

    class Meta:
        ordering = ["day", "part", F("starts_at").asc(nulls_first=True), "pk"]
        indexes = [models.Index(fields=["agency", "day"], name="week_entry_of_agency")]
        constraints = [
            models.CheckConstraint(name="week_entry_says_what", condition=~Q(words="")),
            models.CheckConstraint(
                name="week_entry_in_kept_years",
                condition=Q(day__gte=FIRST_DAY, day__lte=LAST_DAY),
            ),
            models.CheckConstraint(
                name="week_entry_part_known", condition=Q(part__in=list(Part.values))
            ),
            models.CheckConstraint(
                name="week_entry_hour_in_its_part",
                condition=Q(starts_at=None)
                | Q(part=Part.ALL_DAY)
                | Q(part=Part.MORNING, starts_at__lt=NOON)
                | Q(part=Part.AFTERNOON, starts_at__gte=NOON),
            ),
            models.CheckConstraint(
                name="week_entry_ends_after_start",
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="week_entry_one_chair", condition=Q(chair=None) | Q(chair_words="")
            ),
            models.CheckConstraint(
                name="week_entry_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("calendars:week_entry", args=[self.pk])

    @property
    def hours(self) -> str:
        """07:30, or 07:30–09:00; "" where no hour was given."""
        if self.starts_at is None:
            return ""
        begin = f"{self.starts_at:%H:%M}"
        return begin if self.ends_at is None else f"{begin}–{self.ends_at:%H:%M}"

    @property
    def in_the_chair(self) -> str:
        """The name or the words, "" where neither was given."""
        return self.chair.full_name if self.chair is not None else self.chair_words

    @property
    def is_cancelled(self) -> bool:
        """It does not take place; why, says `cancel_reason`."""
        return self.cancelled_at is not None
