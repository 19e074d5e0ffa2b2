"""How notices are worded and grouped: each room says its own in `<room>/words.py`.

There, all optional: NOTICES {verb: words}, where words made by `ngettext_lazy(…, "count")` say how
often by themselves; DUTIES, the verbs that nobody can switch off; NOTICE_GROUP, what the notices
of the room are called where a person chooses; RECORDS {kind: name} for records that are told
about without a declaration in `talk.py`. A verb without words of its own is called as the
same act in the history ("tasks.returned": "task.returned").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.audit.words import verb_words

MENTIONED = "inbox.mentioned"
REPLIED = "inbox.replied"
COMMENTED = "inbox.commented"
OF_TALK = frozenset({MENTIONED, REPLIED, COMMENTED})
MENTIONS, COMMENTS = "mentions", "comments"
_GROUPS = {MENTIONED: MENTIONS, REPLIED: COMMENTS, COMMENTED: COMMENTS}
_COUNTING = "%(count)d"


@dataclass(frozen=True)
class _Room:
    notices: Mapping[str, str | Promise] = field(default_factory=dict)
    duties: frozenset[str] = frozenset()
    group: str | Promise = ""
    records: Mapping[str, str | Promise] = field(default_factory=dict)


def notice_words(verb: str, count: int) -> str:
    """What happened, and how often if more than once: "5 cập nhật mới"."""
    words = _declared(verb)
    if words is None:
        return _times(_by_history(verb), count)
    if isinstance(words, str):
        return _times(words, count)
    try:
        counted = str(words % {"count": count})
    except (KeyError, TypeError):  # not words that count
        return _times(str(words), count)
    return counted if str(count) in counted else _times(counted, count)


def is_duty(verb: str) -> bool:
    """Whether nobody can switch notices of this verb off."""
    return any(verb in room.duties for room in _rooms().values())


def group_of(verb: str) -> str:
    """The group in which a person may switch such notices off."""
    return _GROUPS.get(verb, verb.partition(".")[0])


def groups() -> dict[str, str]:
    """{key: words} of all that can be switched off, in the order of the page."""
    own = {
        MENTIONS: _("Someone mentions me"),
        COMMENTS: _("New comments and answers where I take part or follow"),
    }
    return own | {name: str(room.group) for name, room in _rooms().items() if room.group}


def record_words(kind: str) -> str:
    """What one record of a kind that is only told about is called; the kind where nobody says."""
    return next((str(r.records[kind]) for r in _rooms().values() if kind in r.records), kind)


def _times(words: str, count: int) -> str:
    return (
        _("%(words)s (%(count)d times)") % {"words": words, "count": count} if count > 1 else words
    )


def _declared(verb: str) -> str | Promise | None:
    return next((r.notices[verb] for r in _rooms().values() if verb in r.notices), None)


def _by_history(verb: str) -> str:
    """As the history calls the act: "tasks.returned" is its "task.returned"."""
    room, _dot, act = verb.partition(".")
    for same in (verb, f"{room.removesuffix('s')}.{act}"):
        if (words := verb_words(same)) != same:
            return words
    return str(gettext_lazy("Something changed"))


@cache
def _rooms() -> dict[str, _Room]:
    found: dict[str, _Room] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.words"
        if config.name.startswith("phoihop.") and find_spec(name) is not None:
            words = import_module(name)
            found[config.label] = _Room(
                getattr(words, "NOTICES", {}),
                frozenset(getattr(words, "DUTIES", ())),
                getattr(words, "NOTICE_GROUP", ""),
                getattr(words, "RECORDS", {}),
            )
    return found
