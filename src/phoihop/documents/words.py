"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from phoihop.documents.models import Kind, Regime, Register, Relation, Secrecy, Urgency

VERBS = {
    "document.registered": _("Registered the document"),
    "document.edited": _("Corrected the entry"),
    "document.hidden": _("Hid the document"),
    "document.restored": _("Brought the document back"),
    "document.issued": _("Issued the document"),
    "document.instructed": _("A leader gave an instruction"),
    "instruction.given": _("Gave the instruction"),
    "instruction.assigned": _("Made tasks from the instruction"),
    "document.frozen": _("Closed the signed document"),
    "file.added": _("Attached a file"),
    "file.removed": _("Took a file off"),
    "file.marked": _("Took a file away: its head bears a mark of secrecy"),
    "citation.added": _("Recorded a citation"),
    "citation.resolved": _("Linked a citation"),
    "citation.reopened": _("Opened a citation again"),
    "citation.absent": _("Said that the cited document is not in the register"),
    "citation.removed": _("Took a citation back"),
    "source.linked": _("Kept where records were read"),
    "series.opened": _("Opened a series of numbers"),
    "series.continued": _("Raised the last number used"),
    "arrivals.continued": _("Raised the last number of arrival"),
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
    "for_instruction": _("for a leader's instruction"),
    "answer_wanted": _("answer wanted"),
    "answer_due_on": _("answer due on"),
    "is_draft": _("draft"),
    "leader": _("leader"),
    "given_on": _("written on"),
    "duties": _("duties"),
    "informed": _("for information"),
    "instruction_words": _("words of the instruction"),
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
# What the notices of this room say; see phoihop.inbox.verbs.
NOTICES = {
    "documents.arrived": _("New incoming document"),
    "documents.sent": _("A document was sent to your agency"),
    "documents.to_know": _("sent to your agency for information"),
    "documents.instructed": ngettext_lazy(
        "%(count)d instruction of a leader", "%(count)d instructions of a leader", "count"
    ),
    "documents.file_marked": _("A file bears a mark of secrecy and was taken away"),
    "documents.may_be_cited": ngettext_lazy(
        "%(count)d document registered that an open citation may mean",
        "%(count)d documents registered that an open citation may mean",
        "count",
    ),
}
# What someone has to do: keep the paper in the safe.
DUTIES = {"documents.file_marked"}
NOTICE_GROUP = _("Documents: new ones, instructions, papers for information, open citations")
