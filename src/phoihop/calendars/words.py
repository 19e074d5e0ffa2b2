"""What the acts and fields of this room are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "feed.made": _("Calendar address made"),
    "feed.changed": _("What the calendar address shows was chosen"),
    "feed.revoked": _("Calendar address revoked"),
    "week.entered": _("Entered in the schedule"),
    "week.copied": _("Copied from the week before"),
    "week.corrected": _("Entry of the schedule corrected"),
    "week.cancelled": _("Entry of the schedule cancelled"),
    "week.taken_up": _("Entry of the schedule takes place after all"),
    "week.removed": _("Removed from the schedule"),
    "week.restored": _("Put back into the schedule"),
    "week.passed": _("Passed on to the schedule of another agency"),
}
FIELDS = {
    "programme": _("Programme"),
    "with_parts": _("parts in tasks of others too"),
    "agency": _("Agency"),
    "paper": _("decided by"),
    "day": _("Day"),
    "part": _("Part of the day"),
    "starts_at": _("Begins at"),
    "ends_at": _("Ends at"),
    "words": _("What takes place"),
    "place": _("Where it takes place"),
    "chair": _("In the chair"),
    "chair_words": _("In the chair"),
    "participants": _("Who takes part"),
    "reason": _("Reason"),
}
