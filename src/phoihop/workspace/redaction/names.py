"""How places of the database are called on the page: by room and field."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.audit.words import field_words

ROOMS: Final[dict[str, str | Promise]] = {
    "accounts": _("Accounts"),
    "agencies": _("Agencies and officials"),
    "agreements": _("Agreements"),
    "audit": _("History"),
    "documents": _("Documents"),
    "inbox": _("Discussion and notices"),
    "jobs": _("Background work"),
    "search": _("Search index"),
    "tasks": _("Tasks"),
    "workspace": _("Texts handed in"),
}
_OTHER = _("Other tables")
# Columns whose models do not say what they are.
_FIELDS: Final[dict[str, str | Promise]] = {
    "audit.event.title": _("name of the record"),
    "audit.change.old": _("old value"),
    "audit.change.new": _("new value"),
    "inbox.notice.said": _("what was said"),
}


def room_of(kind: str) -> str:
    """The room of a table such as "tasks.task"."""
    return str(ROOMS.get(kind.partition(".")[0], _OTHER))


def field_of(place: dict[str, Any]) -> str:
    """The field of a place found."""
    named = _FIELDS.get(f"{place['kind']}.{place['field']}")
    return str(named) if named else field_words(place["kind"], place["field"])


def counted(counts: dict[str, int]) -> list[tuple[str, int]]:
    """(room, rows), the most first."""
    rooms: dict[str, int] = {}
    for kind, count in counts.items():
        rooms[room_of(kind)] = rooms.get(room_of(kind), 0) + count
    return sorted(rooms.items(), key=lambda pair: (-pair[1], pair[0]))
