"""What rooms above put on the pages of this room; each declares its own in its `apps.ready`.

This room stands below them, so it asks by name and shows what it is given: whole pieces of HTML.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency

# Gets the request, and by name what the page knows: see the places.
Maker = Callable[..., SafeString]

# Of the list of tasks (asked: its conditions, tabs: the ready lists, on): the ways to look at it,
# its ready and saved lists, what is done with the list, what is done with ticked rows.
WAYS, TABS, TOOLS, TICKED = "ways", "tabs", "tools", "ticked"
# Of the page of one task (task, sees_words): beside its course.
TASK: Final = "task"
LIST_PLACES: Final = (WAYS, TABS, TOOLS, TICKED)

_makers: dict[str, list[Maker]] = {}


def declare(place: str, maker: Maker) -> None:
    """Let `maker` write a piece of HTML at this place of every page that has it."""
    known = _makers.setdefault(place, [])
    if maker not in known:
        known.append(maker)


def pieces(place: str, request: Any, **facts: Any) -> SafeString:
    """What stands at this place, in the order of the declarations; "" where nobody put anything."""
    return SafeString("".join(maker(request, **facts) for maker in _makers.get(place, ())))


# What the list shows where the address has no condition: the first answer that is not "".
FirstLook = Callable[[Any], str]
_first_looks: list[FirstLook] = []


def declare_first_look(look: FirstLook) -> None:
    """Let `look` say, for a request, which conditions stand at first ("state=late")."""
    if look not in _first_looks:
        _first_looks.append(look)


def first_look(request: Any) -> str:
    """The conditions of an address without any, "" where nobody says."""
    return next((found for look in _first_looks if (found := look(request))), "")


@dataclass(frozen=True)
class Asked:
    """A filter of the list whose rows need this user: Today counts them and opens the list.

    words: what the filter is called. condition: of (user, the agency acted for, day).
    """

    words: str | Promise
    condition: Callable[[User, Agency, date], Q]


_asked: dict[str, Asked] = {}


def declare_asked(name: str, words: str | Promise, condition: Callable[..., Q]) -> None:
    """Let `mine=name` list the tasks of which somebody is asked something."""
    _asked[name] = Asked(words, condition)


def asked() -> dict[str, Asked]:
    """{filter: what was declared}."""
    return dict(_asked)
