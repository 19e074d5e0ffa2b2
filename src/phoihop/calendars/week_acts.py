"""Enter, correct, cancel, remove and copy the lines of a weekly schedule."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.checks import locked
from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.audit import services as audit
from phoihop.calendars import week_errors as errors
from phoihop.calendars.week import FIRST_DAY, LAST_DAY, Week
from phoihop.calendars.week_models import NOON, Part, WeekEntry
from phoihop.tasks.people import working_among, works_in

_KEEPS: Final = "calendars.keep_week"
_A_WEEK: Final = timedelta(days=7)
_COPIED: Final = ("part", "starts_at", "ends_at", "words", "place", "participants")


@dataclass(frozen=True)
class WeekFacts:
    """What a line says. part: None where the hour tells it."""

    day: date
    words: str
    part: int | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: Official | None = None
    chair_words: str = ""
    participants: str = ""

    def values(self) -> dict[str, Any]:
        """As the row keeps them. Raises DayOutside, WhatNeeded and what is wrong with the hours."""
        if not FIRST_DAY <= self.day <= LAST_DAY:
            raise errors.DayOutside
        if not (words := _line(self.words)):
            raise errors.WhatNeeded
        chair_words = _line(self.chair_words)
        if self.chair is not None and chair_words:
            raise errors.TwoChairs
        return {
            "day": self.day,
            "part": self._part(),
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "words": words,
            "place": _line(self.place),
            "chair": self.chair,
            "chair_words": chair_words,
            "participants": _line(self.participants),
        }

    def _part(self) -> int:
        if self.ends_at is not None and self.starts_at is None:
            raise errors.StartNeeded
        if self.starts_at is None:
            if self.part is None:
                raise errors.PartNeeded
            return self.part
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise errors.EndsBeforeStart
        told = Part.MORNING if self.starts_at < NOON else Part.AFTERNOON
        if self.part not in {None, Part.ALL_DAY, told}:
            raise errors.HourElsewhere
        return told if self.part is None else self.part


def _line(text: str) -> str:
    return " ".join(vntext.nfc(text).split())


@transaction.atomic
def enter_week_entry(
    facts: WeekFacts, *, by: User, at: datetime, form_key: UUID | None = None
) -> WeekEntry:
    """Put a line into the schedule of the agency acted for; the same form again gives the same.

    Raises PermissionDenied, ChairElsewhere and what `WeekFacts.values` raises.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm(_KEEPS):
        raise PermissionDenied
    locked(by)  # the same form posted twice at once: the second finds the line of the first
    key = (form_key or uuid4()).hex
    earlier = WeekEntry.objects.filter(form_key=key).first()
    if earlier is not None:
        if earlier.entered_by_id != by.pk:
            raise PermissionDenied
        return earlier
    values = facts.values()
    _check_chair(values["chair"], by, facts.day, at)
    entry = WeekEntry.objects.create(
        agency=agency, entered_at=at, entered_by=by, form_key=key, **values
    )
    said = {field: value for field, value in values.items() if value not in {None, ""}}
    audit.record("week.entered", entry, by=by, at=at, **said)
    return entry


def _check_chair(chair: Official | None, by: User, day: date, at: datetime) -> None:
    """Somebody of the agency that day; of a day to come, as far as is known today."""
    agency = by.acting_agency
    if chair is None or agency is None or works_in(chair, agency, day):
        return
    if not works_in(chair, agency, timezone.localdate(at)):
        raise errors.ChairElsewhere


@transaction.atomic
def correct_week_entry(entry: WeekEntry, facts: WeekFacts, *, by: User, at: datetime) -> WeekEntry:
    """Say it otherwise, or move it to another day.

    Raises PermissionDenied, IsRemoved, ChairElsewhere and what `WeekFacts.values` raises.
    """
    entry = _standing(entry, by)
    values = facts.values()
    if values["chair"] != entry.chair:
        _check_chair(values["chair"], by, facts.day, at)
    audit.save_changes(entry, values, verb="week.corrected", by=by, at=at)
    return entry


@transaction.atomic
def cancel_week_entry(entry: WeekEntry, *, reason: str, by: User, at: datetime) -> WeekEntry:
    """Mark that it does not take place; it stays in the schedule with the reason.

    Raises PermissionDenied, IsRemoved, IsCancelled, ReasonNeeded.
    """
    entry = _standing(entry, by)
    if entry.is_cancelled:
        raise errors.IsCancelled
    if not (reason := _line(reason)):
        raise errors.ReasonNeeded
    entry.cancelled_at, entry.cancel_reason = at, reason
    entry.save(update_fields=["cancelled_at", "cancel_reason"])
    audit.record("week.cancelled", entry, by=by, at=at, reason=reason)
    return entry


@transaction.atomic
def take_up_week_entry(entry: WeekEntry, *, by: User, at: datetime) -> WeekEntry:
    """It takes place after all. Raises PermissionDenied, IsRemoved, NotCancelled."""
    entry = _standing(entry, by)
    if not entry.is_cancelled:
        raise errors.NotCancelled
    entry.cancelled_at, entry.cancel_reason = None, ""
    entry.save(update_fields=["cancelled_at", "cancel_reason"])
    audit.record("week.taken_up", entry, by=by, at=at)
    return entry


@transaction.atomic
def remove_week_entry(entry: WeekEntry, *, by: User, at: datetime) -> WeekEntry:
    """Take it out of the schedule; it can be put back. Raises PermissionDenied, IsRemoved."""
    entry = _standing(entry, by)
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    audit.record("week.removed", entry, by=by, at=at)
    return entry


@transaction.atomic
def restore_week_entry(entry: WeekEntry, *, by: User, at: datetime) -> WeekEntry:
    """Put it back as it was. Raises PermissionDenied, NotRemoved."""
    entry = _kept_by(entry, by)
    if entry.removed_at is None:
        raise errors.NotRemoved
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    audit.record("week.restored", entry, by=by, at=at)
    return entry


@transaction.atomic
def copy_week_entries(
    chosen: Collection[int], week: Week, *, by: User, at: datetime, form_key: UUID
) -> list[WeekEntry]:
    """Enter the chosen lines of the week before on the same weekdays of `week`.

    The same form again makes nothing more. Who took the chair and has left since is kept by name.
    A fixed number of statements. Raises PermissionDenied, NothingChosen, DayOutside.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm(_KEEPS):
        raise PermissionDenied
    locked(by)
    before = week.before
    if before is None:
        raise errors.DayOutside
    rows = WeekEntry.objects.filter(agency=agency, pk__in=chosen).standing().within(before)
    found = {uuid5(form_key, str(row.pk)).hex: row for row in rows.select_related("chair")}
    if not found:
        raise errors.NothingChosen
    made_before = set(
        WeekEntry.objects.filter(form_key__in=found).values_list("form_key", flat=True)
    )
    found = {key: row for key, row in found.items() if key not in made_before}
    pairs = [(row.chair_id, agency.pk) for row in found.values() if row.chair_id is not None]
    present = working_among(pairs, timezone.localdate(at)) if pairs else set()
    made = WeekEntry.objects.bulk_create(
        WeekEntry(
            agency=agency,
            day=row.day + _A_WEEK,
            entered_at=at,
            entered_by=by,
            form_key=key,
            **{field: getattr(row, field) for field in _COPIED},
            **_chair_of(row, present),
        )
        for key, row in found.items()
    )
    entries = [audit.Entry("week.copied", row, {"day": (None, row.day)}) for row in made]
    audit.record_many(entries, by=by, at=at)
    return made


def _chair_of(row: WeekEntry, present: set[tuple[int, int]]) -> dict[str, Any]:
    if row.chair_id is not None and (row.chair_id, row.agency_id) in present:
        return {"chair_id": row.chair_id, "chair_words": ""}
    return {"chair_id": None, "chair_words": row.in_the_chair}


def _kept_by(entry: WeekEntry, by: User) -> WeekEntry:
    """The row, locked, for who keeps it."""
    row = WeekEntry.objects.select_for_update(of=("self",)).select_related("chair").get(pk=entry.pk)
    if not by.has_perm(_KEEPS, row):
        raise PermissionDenied
    return row


def _standing(entry: WeekEntry, by: User) -> WeekEntry:
    row = _kept_by(entry, by)
    if row.removed_at is not None:
        raise errors.IsRemoved
    return row
