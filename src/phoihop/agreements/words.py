"""What the history says of acts and fields of this room."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "agreement.drafted": _("Drafted"),
    "agreement.edited": _("Edited the draft"),
    "agreement.deleted": _("Deleted the draft"),
    "agreement.restored": _("Brought the draft back"),
    "agreement.copied": _("Made one paper for each party"),
    "agreement.made_ready": _("Ready to sign"),
    "agreement.taken_back": _("Taken back to drafting"),
    "agreement.signed": _("Confirmed the signing"),
    "agreement.ended": _("Terminated"),
    "agreement.passed": _("Goes on with the successor of a party"),
    "agreement.owner_changed": _("The draft passed to the successor"),
    "party.added": _("Added parties"),
    "party.removed": _("Removed a party"),
    "party.replaced": _("Replaced a collective party"),
    "legal_basis.added": _("Added a legal basis"),
    "legal_basis.removed": _("Removed a legal basis"),
    "legal_basis.moved": _("Moved a legal basis"),
    "content.added": _("Added a content"),
    "content.edited": _("Edited a content"),
    "content.removed": _("Removed a content"),
    "content.moved": _("Moved a content"),
}
FIELDS = {
    "owner": _("drafted by"),
    "paper": _("decided by"),
    "ended_on": _("terminated on"),
    "renewed_by": _("draft to go on"),
    "kind": _("kind"),
    "title": _("title"),
    "purpose": _("purpose and requirements"),
    "principles": _("principles"),
    "methods": _("methods"),
    "information_regime": _("information and reports"),
    "valid_from": _("in force from"),
    "valid_to": _("in force to"),
    "parties": _("parties"),
    "party": _("party"),
    "copied_from": _("copied from"),
    "legal_basis": _("legal basis"),
    "content": _("content"),
    "lead_agency": _("lead agency"),
    "coordinating_agencies": _("coordinating agencies"),
    "period_text": _("period as written"),
    "product": _("product"),
    "due_rule": _("due"),
    "weight": _("weight"),
    "code": _("number and symbol"),
    "signed_on": _("signed on"),
    "place": _("place of signing"),
    "signatories": _("signatories"),
    "scan": _("scan"),
    "sha256": _("SHA-256 of the scan"),
}
NOTICES = {
    "agreements.made_ready": _("Ready to sign: your agency is a party"),
    "agreements.signed": _("Signed"),
}
# The parties have to read it and sign.
DUTIES = {"agreements.made_ready"}
NOTICE_GROUP = _("What happens to coordination papers: signed")
