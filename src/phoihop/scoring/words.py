"""What the acts and fields of this room are called in a history and in notices."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "grade.added": _("Mark added to the scale"),
    "grade.changed": _("Mark of the scale changed"),
    "scoring.rules_changed": _("Days to object changed"),
    "task.evaluated": _("Evaluated"),
    "task.evaluation_disputed": _("Objection to the evaluation"),
    "task.evaluation_answered": _("Objection to the evaluation answered"),
    "task.row_disputed": _("Asked for a second look at a figure"),
    "task.row_answered": _("Second look at a figure answered"),
}
FIELDS = {
    "grade": _("Mark"),
    "words": _("In words"),
    "order": _("Order"),
    "points": _("Points"),
    "valid_from": _("Used from"),
    "valid_to": _("Used to"),
    "dispute_days": _("Days to object"),
    "is_accepted": pgettext_lazy("objection", "Accepted"),
    "answer": _("Answer"),
    "deadline": _("Which figure"),
}
NOTICES = {
    "scoring.evaluated": _("Evaluated"),
    "scoring.evaluation_disputed": _("Objection to the evaluation"),
    "scoring.evaluation_answered": _("Objection to the evaluation answered"),
    "scoring.row_disputed": _("Asked for a second look at a figure"),
    "scoring.row_answered": _("Second look at a figure answered"),
}
DUTIES = {
    "scoring.evaluation_disputed",
    "scoring.evaluation_answered",
    "scoring.row_disputed",
    "scoring.row_answered",
}
NOTICE_GROUP = _("Evaluations of tasks")
