"""Ready to sign, and back: everything that is missing is said at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import AgreementSigned, Lack, NotComplete, NotReady
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement, ContentItem, Party
from phoihop.agreements.notices import tell_parties
from phoihop.agreements.reading import current_items, parties_of
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit

FEWEST_PARTIES = 2


@transaction.atomic
def mark_ready(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Say that the draft is ready to sign; from now on its parties see it.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotComplete.
    """
    agreement = locked_draft(agreement, by=by)
    if lacks := missing(agreement):
        raise NotComplete(lacks)
    agreement.ready_at, agreement.ready_by = at, by
    agreement.save(update_fields=["ready_at", "ready_by"])
    audit.record("agreement.made_ready", agreement, by=by, at=at)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    tell_parties(agreement, "agreements.made_ready", by=by, at=at)
    return agreement


@transaction.atomic
def back_to_draft(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Take a ready one back to drafting; the parties no longer see it.

    Raises PermissionDenied, AgreementSigned, NotReady.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not by.has_perm("agreements.change_agreement", agreement):
        raise PermissionDenied
    if agreement.is_signed:
        raise AgreementSigned
    if agreement.ready_at is None:
        raise NotReady
    agreement.ready_at = agreement.ready_by = None
    agreement.save(update_fields=["ready_at", "ready_by"])
    audit.record("agreement.taken_back", agreement, by=by, at=at)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    return agreement


def missing(agreement: Agreement) -> list[Lack]:
    """All that must be mended before signing, in the order of the paper."""
    parties = list(parties_of(agreement))
    items = list(current_items(agreement))
    lacks = list(_of_parties(parties))
    if agreement.valid_from is None and agreement.valid_to is None:
        lacks.append(Lack(_("The term is missing."), "text"))
    if not items:
        lacks.append(Lack(_("There are no contents of coordination yet."), "detail"))
    signing = {party.agency_id for party in parties}
    for place, item in enumerate(items, start=1):
        lacks += _of_item(place, item, signing)
    return lacks


def _of_parties(parties: Sequence[Party]) -> Iterator[Lack]:
    collective = [party.collective_name for party in parties if party.agency_id is None]
    if len(parties) < FEWEST_PARTIES:
        yield Lack(_("There must be at least two parties."), "parties")
    for name in collective:
        said = _("A collective party must be replaced by agencies: %(name)s")
        yield Lack(said % {"name": name}, "parties")


def _of_item(place: int, item: ContentItem, signing: set[int | None]) -> Iterator[Lack]:
    name = {"place": place, "text": Truncator(item.text).words(8)}
    absent = [
        words
        for there, words in (
            (item.lead_agency_id, _("lead agency")),
            (item.product, _("product")),
            (item.due_rule, _("due date")),
        )
        if not there
    ]
    if absent:
        said = _("Content %(place)d (%(text)s) has no %(what)s.")
        yield Lack(said % {**name, "what": ", ".join(absent)}, "item", item.pk)
    named = [item.lead_agency] if item.lead_agency else []
    named += list(item.coordinating_agencies.all())
    for agency in named:
        if agency.pk not in signing:
            said = _("Content %(place)d (%(text)s): %(agency)s is not a party.")
            yield Lack(said % {**name, "agency": agency}, "item", item.pk)
