"""Make a draft, change it, delete it and bring it back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.acting import refuse_ended
from phoihop.agreements.amendment_numbers import number_again
from phoihop.agreements.changing import after_change
from phoihop.agreements.errors import (
    AgreementHidden,
    AgreementReady,
    AgreementSigned,
    AskedAlready,
    EndsBeforeStart,
    RenewalDrafted,
    SignedNotDeleted,
    TitleRequired,
)
from phoihop.agreements.index import forget_agreement, index_agreement
from phoihop.agreements.models import Agreement, Party, Section, SectionKind
from phoihop.agreements.term_errors import AmendmentKeepsTerm
from phoihop.agreements.terms import is_being_renewed
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit
from phoihop.inbox.index import reindex_discussions


class AgreementFacts(TypedDict, total=False):
    """What a draft says beside its parties, legal bases and contents."""

    kind: str
    title: str
    valid_from: date | None
    valid_to: date | None


@transaction.atomic
def create_agreement(  # noqa: PLR0913 -- one paper, its parties, who and when, all by name
    *,
    by: User,
    at: datetime,
    parties: Sequence[Agency] = (),
    collective_parties: Sequence[str] = (),
    form_key: UUID | None = None,
    is_party: bool = True,
    **facts: Unpack[AgreementFacts],
) -> Agreement:
    """Draft an agreement of the user's agency, which is its first party.

    collective_parties: words for several that must be replaced before signing. is_party: whether
    the own agency is a party; of a paper of others it may join before signing. The same
    form_key again gives the same agreement. Raises PermissionDenied, TitleRequired,
    EndsBeforeStart, PartyEnded.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("agreements.add_agreement"):
        raise PermissionDenied
    made = Agreement.objects.filter(form_key=form_key, owner=owner).first() if form_key else None
    if made is not None:
        return made
    agreement = Agreement(owner=owner, created_at=at, created_by=by, form_key=form_key)
    for field, value in _checked(agreement, facts).items():
        setattr(agreement, field, value)
    agreement.save()
    others = [agency for agency in dict.fromkeys(parties) if agency != owner]
    if agreement.valid_from is not None:  # without a term "ready to sign" asks for it
        refuse_ended(others, agreement.valid_from)
    rows = _first_parties(agreement, [owner, *others] if is_party else others, collective_parties)
    usual_sections(agreement)
    said: dict[str, object] = {
        "kind": agreement.get_kind_display(),
        "parties": [str(row) for row in rows],
    }
    said |= {field: getattr(agreement, field) for field in ("valid_from", "valid_to")}
    changes = {field: (None, value) for field, value in said.items() if value is not None}
    audit.record("agreement.drafted", agreement, by=by, at=at, changes=changes)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    return agreement


def _first_parties(
    agreement: Agreement, agencies: Sequence[Agency], collective: Sequence[str]
) -> list[Party]:
    """The parties of a new draft in their order, words for several behind the agencies."""
    rows = [Party(agreement=agreement, agency=agency) for agency in agencies]
    rows += [
        Party(agreement=agreement, collective_name=vntext.nfc(name.strip())[:250])
        for name in dict.fromkeys(collective)
    ]
    for order, row in enumerate(rows):
        row.order = order
    return Party.objects.bulk_create(rows)


def usual_sections(agreement: Agreement) -> list[Section]:
    """Give a new paper the nine usual sections, their headings in the office's language."""
    kinds = [kind for kind in SectionKind if kind != SectionKind.OTHER]
    with translation.override(settings.LANGUAGE_CODE):
        return Section.objects.bulk_create(
            Section(agreement=agreement, kind=kind, title=str(kind.label), order=order)
            for order, kind in enumerate(kinds)
        )


@transaction.atomic
def edit_agreement(
    agreement: Agreement, *, by: User, at: datetime, **facts: Unpack[AgreementFacts]
) -> Agreement:
    """Change what a draft says; facts that are not given stay.

    Raises PermissionDenied, AgreementSigned, AgreementReady, TitleRequired, EndsBeforeStart,
    AmendmentKeepsTerm.
    """
    agreement = locked_draft(agreement, by=by)
    values = _checked(agreement, facts)
    if audit.save_changes(agreement, values, verb="agreement.edited", by=by, at=at):
        index_agreement(agreement)
        after_change(agreement, by=by, at=at)
    return agreement


@transaction.atomic
def hide_draft(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Delete a draft; it stays in the database and can be brought back.

    Raises PermissionDenied, SignedNotDeleted, AgreementReady, AskedAlready.
    """
    agreement = _locked(agreement, by)
    if agreement.is_signed:
        raise SignedNotDeleted
    if agreement.ready_at is not None:
        raise AgreementReady
    if agreement.sent_at is not None:
        raise AskedAlready
    if agreement.hidden_at is None:
        agreement.hidden_at, agreement.hidden_by = at, by
        agreement.save(update_fields=["hidden_at", "hidden_by"])
        audit.record("agreement.deleted", agreement, by=by, at=at)
        forget_agreement(agreement)
        _show_renewed(agreement)
        reindex_discussions(Agreement, [agreement.pk])
    return agreement


@transaction.atomic
def unhide_draft(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Bring a deleted draft back as it was; an amendment gets the next free number.

    Raises PermissionDenied, AmendmentOpen, RenewalDrafted.
    """
    agreement = _locked(agreement, by)
    if agreement.hidden_at is not None:
        number_again(agreement)
        if agreement.renews is not None and is_being_renewed(agreement.renews):
            raise RenewalDrafted
        agreement.hidden_at = agreement.hidden_by = None
        agreement.save(update_fields=["hidden_at", "hidden_by", "amendment_number", "title"])
        audit.record("agreement.restored", agreement, by=by, at=at)
        index_agreement(agreement)
        _show_renewed(agreement)
        reindex_discussions(Agreement, [agreement.pk])
    return agreement


def _show_renewed(agreement: Agreement) -> None:
    """Who drafts a renewal reads the paper that it continues; without the draft no longer."""
    if agreement.renews_id is not None:
        reindex_viewers([agreement.renews_id])


def locked_draft(agreement: Agreement, *, by: User) -> Agreement:
    """The row, locked for a change of its draft.

    Raises PermissionDenied, AgreementSigned, AgreementReady, AgreementHidden.
    """
    agreement = _locked(agreement, by)
    if agreement.is_signed:
        raise AgreementSigned
    if agreement.ready_at is not None:
        raise AgreementReady
    if agreement.hidden_at is not None:
        raise AgreementHidden
    return agreement


def _locked(agreement: Agreement, by: User) -> Agreement:
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not by.has_perm("agreements.change_agreement", agreement):
        raise PermissionDenied
    return agreement


def _checked(agreement: Agreement, facts: AgreementFacts) -> Mapping[str, object]:
    """The facts as they are kept. Raises TitleRequired, EndsBeforeStart, AmendmentKeepsTerm."""
    values: dict[str, object] = {
        field: vntext.nfc(value.strip()) if isinstance(value, str) else value
        for field, value in facts.items()
    }
    if not values.get("title", agreement.title):
        raise TitleRequired
    first = facts.get("valid_from", agreement.valid_from)
    last = facts.get("valid_to", agreement.valid_to)
    if first is not None and last is not None and last < first:
        raise EndsBeforeStart
    if agreement.amends is not None and last != agreement.amends.valid_to:
        raise AmendmentKeepsTerm
    return values
