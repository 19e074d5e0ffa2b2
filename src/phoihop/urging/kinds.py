"""What people are reminded of: which number, whose matter it is, whether it is a duty."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.tasks import counted
from phoihop.tasks.counted import Counted


class Side(Enum):
    """Who is told: of the agency that owes, of the one that assigned, or its leaders; or of one
    that contributes a part to what another owes.
    """

    OWING = 1
    GIVING = 2
    LEADING = 3
    CONTRIBUTING = 4


@dataclass(frozen=True)
class Kind:
    """One reminder. `words` name it with `%(count)s`, `%(until)s`, `%(days)s` where it has them.

    `shows`: what is said of a row beside its name: how late, how many days are left, or nothing.
    """

    counted: Counted
    side: Side
    words: str | Promise
    shows: str
    is_duty: bool = True

    @property
    def key(self) -> str:
        """The name of its number."""
        return self.counted.key


# In the order in which a mail says them.
KINDS = (
    Kind(counted.LATE, Side.OWING, _("Overdue (%(count)s)"), "late"),
    Kind(counted.BACK, Side.OWING, _("Returned (%(count)s)"), "due"),
    Kind(counted.SOON, Side.OWING, _("Due soon (%(count)s)"), "left"),
    Kind(counted.AHEAD, Side.OWING, _("Due until %(until)s (%(count)s)"), "left"),
    Kind(counted.QUIET, Side.OWING, _("No update for %(days)s days (%(count)s)"), "quiet"),
    Kind(counted.UNTAKEN, Side.OWING, _("Not yet accepted (%(count)s)"), "due"),
    Kind(counted.UNREPORTED, Side.OWING, _("Not reported this period (%(count)s)"), "none"),
    Kind(counted.PART_LATE, Side.CONTRIBUTING, _("Our part overdue (%(count)s)"), "late"),
    Kind(counted.PART_SOON, Side.CONTRIBUTING, _("Our part due soon (%(count)s)"), "left"),
    Kind(
        counted.PART_AHEAD,
        Side.CONTRIBUTING,
        _("Our part due until %(until)s (%(count)s)"),
        "left",
    ),
    Kind(counted.GIVEN_LATE, Side.GIVING, _("Overdue, assigned (%(count)s)"), "late", False),
    Kind(counted.GIVEN_SOON, Side.GIVING, _("Assigned – due soon (%(count)s)"), "left", False),
    Kind(
        counted.GIVEN_AHEAD,
        Side.GIVING,
        _("Assigned – due until %(until)s (%(count)s)"),
        "left",
        False,
    ),
    Kind(
        counted.ESCALATED,
        Side.LEADING,
        _("For the leader: overdue for %(days)s days or more (%(count)s)"),
        "late",
    ),
)
WAITING = _("Awaiting confirmation (%(count)s)")
EXTENSIONS = _("Extensions to decide (%(count)s)")
OPINIONS = _("Opinion asked for (%(count)s)")
OBJECTIONS = _("Objections and second looks to answer (%(count)s)")
REVIEWS = _("Reviews to assign (%(count)s)")
EXPLANATIONS = _("Explanation asked for (%(count)s)")
