"""What the acts and fields of this room are called in a history."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

VERBS = {
    "task.assigned": _("Task assigned"),
    "task.corrected": _("Six clear items corrected"),
    "task.accepted": _("Task accepted"),
    "task.updated": _("Progress updated"),
    "task.submitted": _("Result submitted"),
    "submission.taken_back": _("Submitted result taken back"),
    "task.confirmed": _("Result confirmed"),
    "task.returned": _("Result returned"),
    "task.suspended": _("Task suspended"),
    "task.resumed": _("Task resumed"),
    "task.withdrawn": _("Task withdrawn"),
    "task.person_changed": _("Person in charge changed"),
}
FIELDS = {
    "title": _("What is to be done"),
    "detail": _("In detail"),
    "product": _("Product"),
    "lead_agency": _("Lead agency"),
    "person_in_charge": _("Person in charge"),
    "coordinating_agencies": _("Coordinating agencies"),
    "authority": _("On whose authority"),
    "due_on": _("Due date"),
    "rhythm": _("Reported"),
    "agreement": _("Agreement"),
    "document": _("Document"),
    "clause": _("Clause"),
    "percent": _("Progress (%)"),
    "words": _("What was done"),
    "nothing_arose": _("Nothing arose"),
    "evidence": _("Evidence"),
    "result": _("Result"),
    "remark": _("Remark"),
    "reason": _("Reason"),
    "accepted_at": _("Accepted on"),
    "submitted_on": _("Submitted on"),
    "returned_on": _("Returned on"),
    "done_on": _("Done on"),
    "suspended_on": _("Suspended on"),
    "withdrawn_on": _("Withdrawn on"),
    "stop_reason": _("Reason"),
}
NOTICES = {
    "tasks.assigned": _("Assigned to your agency"),
    "tasks.coordinating": _("Your agency is to coordinate"),
    "tasks.corrected": _("Six clear items corrected"),
    "tasks.accepted": _("Task accepted"),
    "tasks.updated": ngettext_lazy("%(count)d new update", "%(count)d new updates", "count"),
    "tasks.submitted": _("Result submitted, awaits confirmation"),
    "tasks.taken_back": _("Submitted result taken back"),
    "tasks.confirmed": _("Result confirmed"),
    "tasks.returned": _("Result returned"),
    "tasks.suspended": _("Task suspended"),
    "tasks.resumed": _("Task resumed"),
    "tasks.withdrawn": _("Task withdrawn"),
    "tasks.person_changed": _("Person in charge changed"),
}
# What someone has to do or to obey.
DUTIES = {
    "tasks.assigned",
    "tasks.coordinating",
    "tasks.corrected",
    "tasks.submitted",
    "tasks.returned",
    "tasks.suspended",
    "tasks.resumed",
    "tasks.withdrawn",
    "tasks.person_changed",
}
NOTICE_GROUP = _("What happens to tasks: accepted, updated, confirmed")
