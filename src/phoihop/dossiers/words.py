"""How acts and fields of this room are called in histories and notices."""

from django.utils.translation import gettext_lazy as _

from phoihop.dossiers.models import Archive

VERBS = {
    "dossier.listed": _("Put the dossier into the list"),
    "dossier.opened": _("Opened the dossier"),
    "dossier.edited": _("Corrected the facts of the dossier"),
    "dossier.filled": _("Put a record in"),
    "dossier.emptied": _("Took a record out"),
    "dossier.noted": _("Wrote a note on a record"),
    "dossier.ordered": _("Changed the order of the records"),
    "dossier.closed": _("Closed the dossier"),
    "dossier.reopened": _("Opened the dossier again"),
    "dossier.exported": _("Exported the dossier"),
    "dossier.handed_over": _("Handed the dossier over"),
    "dossier.passed_on": _("Gave the dossier to another keeper"),
}
FIELDS = {
    "dossier.title": _("title of the dossier"),
    "record": _("record"),
    "retention_years": _("kept for (years)"),
    "work_ended_on": _("work ended on"),
    "archive": _("archive"),
    "archive_name": _("name of the archive"),
    "minutes": _("number of the minutes"),
    "received_by": _("received by"),
    "on": _("handed over on"),
    "reason": _("reason"),
    "note": _("note"),
    "count": _("number of items"),
    "left_out": _("records left out"),
}
CHOICES = {"archive": dict(Archive.choices)}
NOTICES = {
    "dossiers.hand_over_due": _("A dossier is soon due at the archive"),
    "dossiers.reopened": _("A closed dossier was opened again"),
}
NOTICE_GROUP = _("Dossiers that are due at the archive or opened again")
