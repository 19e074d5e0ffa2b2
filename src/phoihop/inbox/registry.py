"""Which records are talked about and followed: each room declares its own in its `talk.py`.

This room stands below the rooms of the records, so it asks them through what they declared.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from phoihop.accounts.models import User


def _always(_agency: int, _record: Any) -> datetime | None:
    return None


def _any_words(_record: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What this room must know of one kind of records.

    visible: the records whose name this user, as acting now, may see.
    readable: those whose words the user may read as well, and with them the discussion.
    viewers: rows (record, agency) whose members see the records with these ids, with `words`
    those who read the words; `of` names the record in such a row.
    places: ids of the agencies through whose place in the tree inspectors read a record.
    name: what one such record is called.
    detail: name of the record's page, for links in what people write.
    talk: name of the page of its discussion; "" where it has none.
    opened_at: from when on members of the agency with this id, one of `viewers`, read what others
    said; None: from the beginning.
    takes_words: whether anything of the record's content may be entered at all.
    """

    model: type[Model]
    visible: Callable[[User], QuerySet[Any]]
    viewers: Callable[[Collection[int], bool], QuerySet[Any]]
    of: str
    places: Callable[[Any], tuple[int, ...]]
    name: str | Promise
    detail: str
    readable: Callable[[User], QuerySet[Any]] | None = None
    talk: str = ""
    opened_at: Callable[[int, Any], datetime | None] = _always
    takes_words: Callable[[Any], bool] = _any_words

    def readers(self, user: User) -> QuerySet[Any]:
        """The records whose words this user may read."""
        return (self.readable or self.visible)(user)

    def talk_url(self, pk: int) -> str:
        """The page of the discussion, else the record's own."""
        return reverse(self.talk or self.detail, args=[pk])


_kinds: dict[str, Talk] = {}


def declare(talk: Talk) -> None:
    """Let records of this model be followed and talked about."""
    kind = kind_of(talk.model)
    if kind in _kinds:
        raise ValueError(f"{kind} is declared twice")
    _kinds[kind] = talk


def kind_of(record: Model | type[Model]) -> str:
    """The name of the records of one model, as "tasks.task"."""
    return record._meta.label_lower


def talk_of(kind: str) -> Talk:
    """What the room declared. Raises LookupError for a kind that no room declares."""
    return _kinds[kind]


def declared(kind: str) -> Talk | None:
    """What the room declared, None for another kind or any other word."""
    return _kinds.get(kind)


def every_talk() -> dict[str, Talk]:
    """{kind: what its room declared}."""
    return dict(_kinds)


def visible_records(kind: str, user: User) -> QuerySet[Any] | None:
    """Records of this kind that the user may see; None where nobody says who may.

    Rooms whose records are only told about, not talked about, need no declaration: their
    `visible_to` decides.
    """
    if (talk := _kinds.get(kind)) is not None:
        return talk.visible(user)
    try:
        manager: Any = apps.get_model(kind)._default_manager
    except (LookupError, ValueError):
        return None
    ask = getattr(manager.get_queryset(), "visible_to", None)
    return None if ask is None else ask(user)
