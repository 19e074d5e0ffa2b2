"""What the acts, fields and notices of this room are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

VERBS = {
    "comment.written": _("Wrote in the discussion"),
    "comment.edited": _("Edited a comment"),
    "comment.withdrawn": _("Took a comment back"),
}
FIELDS = {"comment": _("comment"), "mentions": _("mentioned")}
NOTICES = {
    "inbox.mentioned": _("mentioned you"),
    "inbox.replied": ngettext_lazy("%(count)d new answer", "%(count)d new answers", "count"),
    "inbox.commented": ngettext_lazy("%(count)d new comment", "%(count)d new comments", "count"),
}
