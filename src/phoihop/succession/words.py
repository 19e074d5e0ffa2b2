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
    "succession.discarded": _("Threw the empty draft away"),
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
# Told of the agency that takes over; the number of its tasks stands in the words.
NOTICES = {
    "succession.took_over": _("Duties of other agencies pass to yours"),
    "succession.given_back": _("A succession was undone: its duties are no longer yours"),
}
DUTIES = {"succession.took_over", "succession.given_back"}
RECORDS = {"agencies.agency": _("Agency")}
