"""What the acts and fields of this room are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "feed.made": _("Calendar address made"),
    "feed.revoked": _("Calendar address revoked"),
}
FIELDS = {
    "programme": _("Programme"),
}
