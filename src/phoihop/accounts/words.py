"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import LABELS
from phoihop.accounts.models import CodePurpose, Role

VERBS = {
    "user.created": _("Made the account"),
    "user.changed": _("Corrected the account"),
    "user.code_made": _("Made a one-time code"),
    "user.code_used": _("Set the password with a one-time code"),
    "user.password_changed": _("Changed the own password"),
    "user.second_step_on": _("Switched the second step on"),
    "user.second_step_off": _("Switched the second step off"),
    "user.second_step_reset": _("Reset the second step"),
    "user.passkey_added": _("Added a passkey"),
    "user.passkey_renamed": _("Renamed a passkey"),
    "user.passkey_removed": _("Removed a passkey"),
    "user.recovery_codes_made": _("Made new recovery codes"),
    "user.sessions_ended": _("Ended sessions"),
    "user.deactivated": _("Closed the account"),
    "user.reactivated": _("Opened the account again"),
    "user.acting_changed": _("Changed the agency worked for"),
    "user.preferences_changed": _("Changed the preferences"),
    "user.logged_in": _("Logged in"),
    "membership.added": _("Added a membership"),
    "membership.rights_changed": _("Changed rights"),
    "membership.moved": _("Moved with the agency's succession"),
    "membership.ended": _("Ended a membership"),
    "read_scope.granted": _("Granted a right to read"),
    "read_scope.ended": _("Ended a right to read"),
    "delegation.given": _("Delegated rights for an absence"),
    "delegation.ended": _("Ended the delegation early"),
}
FIELDS = {
    "paper": _("decided by"),
    "agency": _("agency"),
    "role": _("role"),
    "official": _("official"),
    "started_on": _("from (day)"),
    "ended_on": _("last day"),
    "is_contact": _("contact person"),
    "may_approve_extensions": _("approves extensions"),
    "may_release": _("publishes"),
    "is_active": _("in use"),
    "passkey": _("passkey"),
    "sessions": _("sessions"),
    "purpose": _("for what"),
    "valid_until": _("good until"),
    "root": _("everything under"),
    "inspectors_only": _("inspectors only"),
    "theme": _("colours"),
    "language": _("language"),
    "address_form": _("form of address"),
    "giver": _("who is away"),
    "receiver": _("who stands in"),
    "rights": _("rights"),
    "first_day": _("from (day)"),
    "last_day": _("last day"),
    "ended_at": _("ended at"),
}
RECORDS = {"accounts.delegation": _("Delegation")}
NOTICES = {
    "accounts.delegation_given": _("rights were lent for an absence"),
    "accounts.delegation_ended": _("the lent rights ended early"),
}
# Whose right it is must know who else uses it.
DUTIES = {"accounts.delegation_given", "accounts.delegation_ended"}
CHOICES = {
    "role": dict(Role.choices),
    "purpose": dict(CodePurpose.choices),
    "rights": LABELS,
}
