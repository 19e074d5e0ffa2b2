"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.documents.models import Kind, Regime, Register, Relation, Secrecy, Urgency

VERBS = {
    "document.registered": _("Registered the document"),
    "document.edited": _("Corrected the entry"),
    "document.hidden": _("Hid the document"),
    "document.restored": _("Brought the document back"),
    "document.frozen": _("Closed the signed document"),
    "file.added": _("Attached a file"),
    "file.removed": _("Took a file off"),
    "citation.added": _("Recorded a citation"),
    "citation.resolved": _("Linked a citation"),
    "citation.removed": _("Took a citation back"),
    "source.linked": _("Kept where records were read"),
    "series.opened": _("Opened a series of numbers"),
    "number.taken": _("Took the next number"),
}
FIELDS = {
    "register": _("register"),
    "regime": _("regime"),
    "kind": pgettext_lazy("document", "kind"),
    "code": _("number and symbol"),
    "symbol": _("symbol"),
    "ordinal": _("session or congress"),
    "issuer": _("issuer"),
    "issuer_name": _("issuer as printed"),
    "place": _("place of issue"),
    "issued_on": _("date of issue"),
    "subject": _("subject"),
    "signer": _("signer"),
    "signer_name": _("signer as printed"),
    "signer_title": _("title of the signer"),
    "authority_mark": _("authority mark"),
    "recipients": _("recipients"),
    "recipients_text": _("recipients as printed"),
    "urgency": _("urgency"),
    "secrecy": _("secrecy"),
    "text": _("text"),
    "arrived_on": _("arrived on"),
    "arrival_number": _("arrival number"),
    "frozen_at": _("signed and closed on"),
    "reason": _("reason"),
    "file": _("file"),
    "sha256": "SHA-256",
    "relation": _("relation"),
    "cites": _("cited document"),
    "count": _("number of records"),
    "first_day": _("from"),
    "last_day": _("to"),
    "last_number": _("last number used"),
}
CHOICES = {
    "register": dict(Register.choices),
    "regime": dict(Regime.choices),
    "kind": dict(Kind.choices),
    "urgency": dict(Urgency.choices),
    "secrecy": dict(Secrecy.choices),
    "relation": dict(Relation.choices),
}
