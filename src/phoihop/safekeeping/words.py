"""Names of the acts of this room for the history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "office.restored": _("restored the office from a backup"),
    "backup.ordered": _("ordered a backup"),
    "drill.ordered": _("ordered a restore drill"),
    "job.retried": _("had failed work done again"),
}
RECORDS = {"safekeeping.run": _("Safekeeping")}
NOTICES = {"safekeeping.failed": _("safekeeping needs you")}
DUTIES = {"safekeeping.failed"}
FIELDS = {"made_at": _("made at"), "kind": _("kind of work")}
