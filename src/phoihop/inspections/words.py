"""What the acts and fields of this room are called in a history, and its notices."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "plan.made": _("Inspection planned"),
    "plan.changed": _("Inspection plan changed"),
    "plan.check_added": _("Check added"),
    "plan.check_called_off": _("Check called off"),
    "plan.visited": _("Visit entered"),
    "plan.visit_corrected": _("Visit corrected"),
    "plan.finding_removed": _("Finding removed"),
    "plan.concluded": _("Inspection concluded"),
    "plan.passed": _("Inspection plan passed on to another agency"),
    "finding.made": _("Finding entered"),
    "finding.changed": _("Finding corrected"),
    "finding.evidence_added": _("Evidence added"),
    "finding.sent": _("Finding sent to the agency"),
    "finding.task_made": _("Finding made a task"),
}
FIELDS = {
    "owner": _("Inspecting agency"),
    "paper": _("decided by"),
    "check": _("Check"),
    "seen": _("What was seen"),
    "visited_on": _("Day of the visit"),
    "conclusion": _("Conclusion"),
    "text": _("What was found"),
    "asked": _("What must be done"),
    "due_on": _("Until"),
    "task": _("Task"),
    "purpose": _("Purpose and basis"),
    "first_day": _("From (day)"),
    "last_day": _("To (day)"),
    "agreement": _("Programme"),
}
NOTICES = {"inspections.sent": _("A finding of an inspection was sent to your agency")}
DUTIES = {"inspections.sent"}
RECORDS = {"inspections.finding": _("Finding of an inspection")}
