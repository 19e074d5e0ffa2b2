"""What is refused of a paper that was amended, continued or has ended."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.agreements.errors import AgreementRefused


class AlreadyRenewed(AgreementRefused):
    message = _("Another paper that is signed continues this one already.")


class EndsAfterTerm(AgreementRefused):
    field = "on"
    message = _("This day is after the last day of the term: the paper has ended by then anyway.")


class AmendmentKeepsTerm(AgreementRefused):
    field = "valid_to"
    message = _(
        "An amendment does not move the last day of the term: to go on, continue with a new paper."
    )


class AmendsTooEarly(AgreementRefused):
    """An earlier amendment takes effect later than this one."""

    def __init__(self, code: str, first: str) -> None:
        said = gettext(
            "%(code)s, signed before, takes effect on %(first)s:"
            " this amendment cannot take effect before it."
        )
        super().__init__(said % {"code": code, "first": first})


class ItemsOfTheOriginal(AgreementRefused):
    message = _("Assign from the original paper: it carries the contents of all its amendments.")


class NothingToFollow(AgreementRefused):
    message = _("The version follows the text in force.")


class TermNotOver(AgreementRefused):
    field = "kind"
    message = _("The final review of the term looks at its last year: choose that year.")
