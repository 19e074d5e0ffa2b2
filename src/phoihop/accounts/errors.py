"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class UserNameTaken(Refused):
    """Another account has this name, in whatever case."""

    message = _("This user name is taken.")


class MembershipExists(Refused):
    """The same person, agency and role, not ended."""

    message = _("This person already has this role in this agency.")


class MembershipEnded(Refused):
    """It has ended already."""

    message = _("This membership has ended already.")


class EndsBeforeStart(Refused):
    """The last day lies before the first."""

    message = _("The last day is before the first day.")


class LastAdministrator(Refused):
    """Nobody would be left to administer accounts."""

    message = _("This is the last administrator. Please name another one first.")


class OwnDecisionNeeded(Refused):
    """A succession moves seats, it appoints nobody."""

    message = _("This role needs a decision of its own by the administrator of the new agency.")


class NotAMember(Refused):
    """One acts only for an agency one belongs to."""

    message = _("You do not belong to this agency, or no longer do.")


class ReadScopeExists(Refused):
    """The same agency reads the same root already."""

    message = _("This agency already reads everything under that one.")


class ReadScopeEnded(Refused):
    """It has ended already."""

    message = _("This right to read has ended already.")


class StartsLater(Refused):
    """A role that has not begun would open access at once."""

    message = _("The first day lies ahead. Add the role on that day.")


class AccountFactWrong(Refused):
    """The field's own words are given to the constructor."""


class AccountIsOpen(Refused):
    """Nothing to reactivate."""

    message = _("This account is open already.")


class AccountIsClosed(Refused):
    """Nothing to deactivate."""

    message = _("This account is closed already.")


class WeakPassword(Refused):
    """The validators' own words are given to the constructor."""


class AccountNotOpen(Refused):
    """Closed, or unused for longer than an account may be; the message is given its name."""

    message = _("The account of %(name)s is closed or long unused. Please open it first.")


class OwnSecondStep(Refused):
    """Whoever sits down at an open session would be left with the password alone."""

    message = _("Nobody resets the own second step. Please ask another administrator.")


class CodeWrong(Refused):
    """No such code for this account: mistyped, used already, or ended by a newer one."""

    message = _("The user name or the code is not right, or the code was used already.")


class CodeExpired(Refused):
    """Right, but too late."""

    message = _(
        "This code is no longer valid. Please ask the administrator of your office for a new one."
    )


class DelegationRefused(Refused):
    """Base of what a delegation is refused for; `field` names the input at fault."""

    field = ""


class NoRightChosen(DelegationRefused):
    """Nothing is lent."""

    field = "rights"
    message = _("Choose at least one right.")


class NotTheirRight(DelegationRefused):
    """Only a right of one's own role is lent; one that was lent is not."""

    field = "rights"
    message = _("Only rights of one's own can be delegated, not those that were delegated.")


class ReasonMissing(DelegationRefused):
    """Why somebody is away."""

    field = "reason"
    message = _("Say why, as on the paper: business trip, leave, treatment.")


class DelegatedToOneself(DelegationRefused):
    """Another seat of the same person is still that person."""

    field = "receiver"
    message = _("Nobody delegates to oneself. Choose a colleague.")


class CannotStandIn(DelegationRefused):
    """No longer a member of the agency, or without an open account."""

    field = "receiver"
    message = _("This person does not work in the same agency, or the account is closed.")


class LentToOneself(DelegationRefused):
    """Whoever writes an absence down for another gets no right by it."""

    field = "receiver"
    message = _(
        "Nobody writes down that they stand in for another. "
        "The absent person does it, or another administrator."
    )


class AdministratorStandsIn(DelegationRefused):
    """Who administers accounts does not act in professional matters as well."""

    field = "receiver"
    message = _("An administrator does not stand in for others. Choose another colleague.")


class AwayThemselves(DelegationRefused):
    """Who stands in must be there; the sentence is given to the constructor."""

    field = "receiver"


class DelegatedToAnother(DelegationRefused):
    """One right has one stand-in a day; the sentence is given to the constructor."""

    field = "rights"


class BeginsInThePast(DelegationRefused):
    """A delegation gives no right for days that are over."""

    field = "first_day"
    message = _("The first day is over. A delegation begins today at the earliest.")


class EndsBeforeItBegins(DelegationRefused):
    """The last day lies before the first."""

    field = "last_day"
    message = _("The last day is before the first day.")


class LastsTooLong(DelegationRefused):
    """Longer than a year is no absence; most often it is a slip of the pen."""

    field = "last_day"
    message = _("A delegation lasts a year at most. Please check the last day.")


class DelegationEnded(Refused):
    """It was ended before, or its last day is over."""

    message = _("This delegation has ended already.")


class LastSecondStep(Refused):
    """An administrator would be left with the password alone."""

    message = _(
        "An administrator always logs in with a second step. "
        "Please set up another one first: the app on a phone or another passkey."
    )


class NotYourPasskey(Refused):
    """Taken away meanwhile, or another account's."""

    message = _("This passkey is no longer there.")


class TooManyPasskeys(Refused):
    """More than anybody has devices."""

    message = _("There are ten passkeys already. Please remove one that is not used any more.")
