"""What the acts and fields of this room are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "list.kept": _("List kept"),
    "list.changed": _("Kept list changed"),
    "list.forgotten": _("Kept list deleted"),
    "list.moved": _("Kept list put in another place"),
    "list.first": _("List chosen as the first one seen"),
    "list.not_first": _("List no longer the first one seen"),
    "list.act_on_many": _("Act on many tasks"),
    "list.undone": _("Act on many tasks undone"),
}
FIELDS = {
    "query": _("Conditions"),
    "is_shared": _("For the colleagues as well"),
    "position": _("Place"),
    "name": _("Name"),
    "act": _("Act"),
    "tasks": _("Number of tasks"),
}
