"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _

from phoihop.agencies.models import DayKind, SuccessionKind

VERBS = {
    "agency.created": _("Registered the agency"),
    "agency.changed": _("Corrected the facts"),
    "agency.placed": _("Gave it a place in the tree"),
    "agency.closed": _("Wrote down the last day"),
    "agency.renamed": _("Gave it a new name"),
    "agency.succeeded": _("Recorded the successor"),
    "agency.took_over": _("Recorded the predecessor"),
    "official.created": _("Registered the official"),
    "official.changed": _("Corrected the facts"),
    "tenure.added": _("Recorded an office held"),
    "tenure.ended": _("Wrote down the last day in office"),
    "position.created": _("Added the position"),
    "position.changed": _("Corrected the position"),
    "area.added": _("Added the place"),
    "area.corrected": _("Corrected the place"),
    "area.loaded": _("The national list says otherwise now"),
    "holidays.confirmed": _("Confirmed the days off of the year"),
    "holiday.added": _("Added a day"),
    "holiday.removed": _("Removed a day"),
    "holiday.swapped": _("Swapped two days"),
}
FIELDS = {
    "parent": _("stands under"),
    "successor": _("successor"),
    "predecessor": _("predecessor"),
    "paper": _("decided by"),
    "on": _("from (day)"),
    "how": _("kind of succession"),
    "title": _("title as printed"),
    "agency": _("agency"),
    "position": _("position"),
    "seen_on": _("seen in a paper of"),
    "becomes": _("became"),
    "agencies.area.parent": _("lies in"),
    "agencies.area.valid_from": _("from (day)"),
    "agencies.area.valid_to": _("to (day)"),
    "agencies.official.valid_from": _("from (day)"),
    "agencies.official.valid_to": _("to (day)"),
    "agencies.agency.valid_from": _("from (day)"),
    "agencies.agency.valid_to": _("last day"),
    "agencies.officeyear.day": _("day"),
    "agencies.officeyear.on": _("day"),
    "agencies.officeyear.out_on": _("day off"),
    "agencies.officeyear.in_on": _("day worked instead"),
    "agencies.officeyear.name": _("occasion"),
    "agencies.officeyear.kind": _("kind of day"),
    "agencies.officeyear.source": _("source"),
    "agencies.officeyear.days": _("number of days"),
    "agencies.agency.short_name": _("letters"),
}
CHOICES = {"how": dict(SuccessionKind.choices), "kind": dict(DayKind.choices)}
