"""What the history says of acts and fields of this room."""

from django.utils.translation import gettext_lazy as _

from phoihop.audit.words import ANY_FIELD

VERBS = {
    "intake.received": _("Handed in"),
    "intake.decided": _("Looked at a fact"),
    "intake.accepted_sure": _("Linked all that fit one record"),
    "intake.accepted_rest": _("Said that the rest of one kind is right"),
    "intake.undone": _("Took a decision back"),
    "intake.confirmed": _("Records made"),
    "intake.taken_back": _("Took the records back"),
    "intake.task_assigned": _("Assigned a proposed task"),
    "intake.task_aside": _("Set a proposed task aside"),
    "intake.task_up": _("Proposed a task again"),
    "intake.discarded": _("Put away"),
    "intake.batch_started": _("Handed in files"),
    "intake.batch_stopped": _("Stopped the reading"),
    "intake.batch_again": _("Had files read again"),
    "redaction.asked": _("Looked for what is to be removed"),
    "redaction.dropped": _("Removed nothing after all"),
    "redaction.done": _("Removed content everywhere"),
    "record.redacted": _("Content was removed by order"),
    "search.saved": _("Saved the search"),
    "search.forgotten": _("Took the saved search away"),
    "search.tells": _("Changed what the saved search tells"),
    "person.handed_over": _("Handed over and left"),
}
FIELDS = {
    "file": _("file"),
    "files": _("files"),
    "document": _("document"),
    "records": _("records"),
    "beside": _("second record, beside"),
    "discarded_at": _("put away at"),
    "basis": _("legal ground"),
    "places": _("places"),
    "redaction": _("redaction"),
    "query": _("searched for"),
    "tells": _("tell me of new results"),
    "ended": _("what ended"),
    "tasks": _("tasks handed over"),
    "dossiers": _("dossiers handed over"),
}
# Behind what was said of a fact: in which act, where it was not decided alone.
CHOICES = {
    ANY_FIELD: {
        "with:sure": _("with all that fit one record"),
        "with:rest": _("with all of its kind that were left"),
    }
}
RECORDS = {
    "jobs.job": _("Background work"),
    "workspace.savedsearch": _("Saved search"),
    "workspace.redaction": _("Removal of content"),
}
NOTICES = {
    "workspace.found_new": _("has new results"),
    "workspace.redacted": _("content was removed"),
}
DUTIES = {"workspace.redacted"}
NOTICE_GROUP = _("New results of searches I saved")
