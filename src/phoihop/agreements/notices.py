"""Who is told of which act on an agreement, in the transaction of the act."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import Role, User
from phoihop.agreements.acting import acting_parties, drafters_on
from phoihop.agreements.models import Agreement
from phoihop.inbox.services import Telling, notify_many
from phoihop.periods import format_day


def tell_parties(agreement: Agreement, verb: str, *, by: User, at: datetime) -> None:
    """Tell the contact persons and leaders of every party, and those who follow it."""
    agencies = {agency.pk for agency in acting_parties(agreement, timezone.localdate(at))}
    telling = Telling(record=agreement, agencies=agencies, roles=[Role.LEADER], followers=True)
    notify_many(verb, [telling], by=by, at=at)


def tell_agencies(  # noqa: PLR0913 -- as notify, all by name
    agreement: Agreement,
    verb: str,
    agencies: Collection[int],
    *,
    by: User,
    at: datetime,
    words: str = "",
) -> None:
    """Tell the contact persons and leaders of these agencies."""
    if agencies:
        telling = Telling(record=agreement, agencies=agencies, roles=[Role.LEADER], words=words)
        notify_many(verb, [telling], by=by, at=at)


def tell_drafter(
    agreement: Agreement, verb: str, *, by: User, at: datetime, words: str = ""
) -> None:
    """Tell who drafted it, the contact persons of the drafting agency, and those who follow it."""
    telling = Telling(
        record=agreement,
        users={agreement.created_by_id},
        agencies=drafters_on(agreement, timezone.localdate(at)),
        followers=True,
        words=words,
    )
    notify_many(verb, [telling], by=by, at=at)


def answer_by_words(day: date) -> str:
    """Until when an answer is asked for; in the office's language, whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Answer by %(day)s") % {"day": format_day(day)}
