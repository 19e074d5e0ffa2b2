"""Urge many tasks at once: the act that this room adds to those of a list."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.lists.acts import ManyAct, declare
from phoihop.lists.forms import ManyForm, plain
from phoihop.tasks.models import Task
from phoihop.tasks.notices import Word, tell_leads
from phoihop.tasks.services import Outcome
from phoihop.tasks.states import key_of, nearly_days
from phoihop.urging import errors
from phoihop.urging.acts import LONGEST_WORDS, OWED, kept
from phoihop.urging.models import Urging


class UrgeManyForm(ManyForm):
    """The same words to every lead agency."""

    words = forms.CharField(
        label=_("What the lead agencies are told"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@transaction.atomic
def urge_many(keys: Collection[int], words: str, *, by: User, at: datetime) -> Outcome:
    """Urge what is owed of these tasks, by one notice each; a fixed number of statements.

    No mail of its own goes out: the one of the next working day lists what is late, and one for
    each task would be a flood. Skipped are tasks that are not owed now, or that others assigned.
    Raises WordsRequired.
    """
    words = vntext.nfc(words).strip()[:LONGEST_WORDS]
    if not words:
        raise errors.WordsRequired
    rows = Task.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    on, nearly = timezone.localtime(at).date(), nearly_days()
    outcome = Outcome()
    for task in rows.select_related("lead_agency", "assigner").order_by("pk"):
        if not by.has_perm("tasks.urge_task", task):
            outcome.skipped.append((task, str(errors.NotToUrge())))
        elif key_of(task, on, nearly) not in OWED:
            outcome.skipped.append((task, str(errors.NotOwed())))
        else:
            outcome.done.append(task)
    _record(outcome.done, words, by, at)
    return outcome


def _record(tasks: list[Task], words: str, by: User, at: datetime) -> None:
    if not tasks:
        return
    Urging.objects.bulk_create(kept(task, by, at, words=words) for task in tasks)
    facts = {"words": (None, words)}
    audit.record_many([audit.Entry("task.urged", task, facts) for task in tasks], by=by, at=at)
    tell_leads([Word(task, words) for task in tasks], "urging.urged", by=by, at=at)


def _urge(keys: Collection[int], facts: Mapping[str, Any], by: User, at: datetime) -> Outcome:
    return urge_many(keys, facts["words"], by=by, at=at)


declare(
    ManyAct(
        key="urge",
        icon="urge",
        verb=_("Urge"),
        asks=_("Urge %(count)s tasks?"),
        done=_("%(count)s tasks urged."),
        means=_(
            "Who owes them reads it in the notices; it stands in the course of each task. The mail"
            " of the next working day lists what is late."
        ),
        make=plain(UrgeManyForm),
        do=_urge,
    )
)
