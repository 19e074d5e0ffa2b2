"""What the acts and fields of this room are called in a history, and its notices."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

VERBS = {
    "task.urged": _("Urged"),
    "urging.changed": _("Reminders changed"),
    "urging.letter_drafted": _("Urging letter drafted"),
    "mail.choice_changed": _("Choice of mail changed"),
    "mail.tried_again": _("Mail put into the queue again"),
}
FIELDS = {
    "nearly_due_days": _("Nearly due from how many days before"),
    "runs_at": _("Reminders go out at"),
    "quiet_days": _("Days without an update"),
    "escalate_days": _("Days overdue until the leader is told"),
    "untaken_days": _("Days without acceptance"),
    "only_duties": _("Mail about duties only"),
    "letter": _("Urging letter"),
    "days_late": _("Days overdue"),
    "tasks": _("Tasks"),
}
NOTICES = {
    "urging.soon": _("Due soon"),
    "urging.late": _("Overdue"),
    "urging.ahead": _("Due before the office works again"),
    "urging.quiet": _("No update for long"),
    "urging.untaken": _("Not yet accepted"),
    "urging.unreported": _("Not reported this period"),
    "urging.part_soon": _("Your part is due soon"),
    "urging.part_late": _("Your part is overdue"),
    "urging.part_ahead": _("Your part is due before the office works again"),
    "urging.given_soon": _("Assigned by you and due soon"),
    "urging.given_late": _("Assigned by you and overdue"),
    "urging.escalated": _("Overdue for long: told to the leader"),
    "urging.urged": ngettext_lazy("Urged", "Urged %(count)d times", "count"),
}
DUTIES = {
    "urging.soon",
    "urging.late",
    "urging.ahead",
    "urging.quiet",
    "urging.untaken",
    "urging.unreported",
    "urging.part_soon",
    "urging.part_late",
    "urging.part_ahead",
    "urging.escalated",
    "urging.urged",
}
NOTICE_GROUP = _("Reminders of what your agency assigned")
