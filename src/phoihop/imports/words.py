"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "import.carried_out": _("Imported the file"),
}
FIELDS = {
    "file": _("file"),
    "imports.sheetupload.kind": _("kind of records"),
    "lines": _("lines"),
    "created": _("new records"),
    "changed": _("records brought up to date"),
    "left": _("records left as they were"),
}
