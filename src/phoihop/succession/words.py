"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "succession.drafted": _("Began the draft"),
    "succession.changed": _("Corrected the draft"),
    "succession.ending_added": _("Named agencies that end"),
    "succession.renaming_added": _("Named an agency that is renamed"),
    "succession.beginning_added": _("Registered an agency that begins"),
    "succession.line_removed": _("Took an agency out of the draft"),
    "succession.decided": _("Chose what goes where"),
    "succession.carried_out": _("Carried out the succession"),
    "succession.undone": _("Undid the succession under %(paper)s"),
}
FIELDS = {
    "agencies": _("agencies"),
    "heirs": _("duties go to"),
    "new_name": _("new name"),
    "estate": _("of which sort"),
    "choices": _("number of choices"),
    "things": _("things touched"),
    "paper": _("decided by"),
    "paper_on": _("date of the paper"),
    "on": _("from (day)"),
}
