"""What the history says of acts and fields of this room."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "intake.received": _("Handed in"),
    "intake.decided": _("Looked at a fact"),
    "intake.confirmed": _("Records made"),
    "intake.discarded": _("Put away"),
}
FIELDS = {
    "file": _("file"),
    "document": _("document"),
    "discarded_at": _("put away at"),
}
