"""Sửa đổi lần 1, 2, …: which number a draft of an amendment bears, and its title by it."""

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.agreements import errors
from phoihop.agreements.models import Agreement
from phoihop.agreements.terms import open_amendment


def next_number(original: Agreement) -> int:
    """The number of its next amendment. Of a draft that was deleted the number is free again."""
    live = original.amendments.filter(hidden_at=None)
    last = live.aggregate(last=Max("amendment_number", default=0))["last"]
    original.amendments.filter(hidden_at__isnull=False).update(amendment_number=None)
    return int(last) + 1


def amendment_title(original: Agreement, number: int) -> str:
    """ "Sửa đổi lần 1 của …", in the language of the office's records."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Amendment %(number)d of %(title)s") % {
            "number": number,
            "title": original.title,
        }
    return title[:300]


def number_again(draft: Agreement) -> None:
    """Give a deleted draft of an amendment, which is brought back, its number; not saved.

    Raises AmendmentOpen while another one is being drafted.
    """
    if draft.amends_id is None:
        return
    original = Agreement.objects.select_for_update().get(pk=draft.amends_id)
    if open_amendment(original) is not None:
        raise errors.AmendmentOpen
    number = next_number(original)
    if draft.title in {amendment_title(original, one) for one in range(1, number)}:
        draft.title = amendment_title(original, number)
    draft.amendment_number = number
