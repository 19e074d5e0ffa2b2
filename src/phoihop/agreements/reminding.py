"""Remind the parties, once, that the term of an agreement ends soon."""

from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import Role
from phoihop.agreements.acting import parties_on
from phoihop.agreements.models import Agreement
from phoihop.agreements.terms import remind_days, texts_on, to_remind_of
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, notify_many

_AT_A_TIME = 200


def remind_of_ends(on: date, at: datetime) -> int:
    """Tell contact persons and leaders of every party; returns how many agreements that were."""
    told = 0
    while rows := _remind_some(on, at):
        told += rows
    return told


@transaction.atomic
def _remind_some(on: date, at: datetime) -> int:
    due = to_remind_of(on, remind_days()).order_by("pk")
    rows = list(due.select_for_update(of=("self",))[:_AT_A_TIME])
    texts = texts_on(rows, on)
    acting = parties_on(texts.values(), on)
    tellings = [
        Telling(
            record=agreement,
            words=f"{agreement.valid_to:%d/%m/%Y}",
            agencies={
                one.pk for theirs in acting[texts[agreement.pk].pk].values() for one in theirs
            },
            roles=[Role.LEADER],
            followers=True,
        )
        for agreement in rows
    ]
    if tellings:
        notify_many("agreements.ends_soon", tellings, by=None, at=at)
        entries = [audit.Entry("agreement.end_reminded", row, {}) for row in rows]
        audit.record_many(entries, by=None, at=at)
        Agreement.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=on)
    return len(rows)
