"""The history of a dossier, in which a record bears its name only for who may see it."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.history import ChangeLine, HistoryLine, history_of
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.records import KINDS

_NAMED = re.compile("({}):([0-9]{{1,18}})".format("|".join(map(re.escape, KINDS))))


def history_for(dossier: Dossier, user: User) -> list[HistoryLine]:
    """What was done to the dossier, newest first; as many queries as there are kinds, and a few."""
    lines = history_of(dossier)
    wanted: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for line in lines:
        for change in line.changes:
            for found in map(_NAMED.fullmatch, (change.old, change.new)):
                if found:
                    wanted[found[1]].add(int(found[2]))
    names = {
        f"{kind}:{pk}": str(record)
        for kind, ids in wanted.items()
        if ids
        for pk, record in KINDS[kind].visible(user).filter(pk__in=ids).in_bulk().items()
    }
    return [
        replace(line, changes=[_told(change, names) for change in line.changes]) for line in lines
    ]


def _told(change: ChangeLine, names: dict[str, str]) -> ChangeLine:
    def name(value: str) -> str:
        return names.get(value, _("(not shown to you)")) if _NAMED.fullmatch(value) else value

    return replace(change, old=name(change.old), new=name(change.new))
