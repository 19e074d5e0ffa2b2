"""What receiving agencies are told of an act, in one notice each."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.inbox.services import Telling, notify_many
from phoihop.succession.models import Run

_LED = "tasks.led"


def tell_receivers(run: Run, *, by: User, at: datetime) -> None:
    """Who takes over learns how many tasks, and under which paper; also where it is none."""
    passed: Counter[int] = Counter()
    for estate, _pk, before, after in run.rows:
        if after is not None and after != before:
            passed[after] += estate == _LED
    tellings = [
        Telling(record=agency, words=_words(passed[agency.pk], run.act.paper), agencies=[agency.pk])
        for agency in _agencies(passed)
    ]
    notify_many("succession.took_over", tellings, by=by, at=at)


def tell_undone(run: Run, *, by: User, at: datetime) -> None:
    """Who took over learns that it no longer does."""
    receivers = {after for _e, _pk, before, after in run.rows if after not in {None, before}}
    tellings = [
        Telling(record=agency, words=run.act.paper, agencies=[agency.pk])
        for agency in _agencies(receivers)
    ]
    notify_many("succession.given_back", tellings, by=by, at=at)


def _agencies(keys: Iterable[int]) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=list(keys)).order_by("pk"))


def _words(tasks: int, paper: str) -> str:
    if not tasks:
        return _("Takes over under %(paper)s; no open task among it") % {"paper": paper}
    words = ngettext(
        "Takes over %(n)d task under %(paper)s", "Takes over %(n)d tasks under %(paper)s", tasks
    )
    return words % {"n": tasks, "paper": paper}
