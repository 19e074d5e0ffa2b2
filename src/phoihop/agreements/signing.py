"""Confirm that the paper was signed: the text is frozen from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.agreements import after_signing
from phoihop.agreements.acting import refuse_ended
from phoihop.agreements.errors import (
    AlreadyEnded,
    AlreadySigned,
    NotReady,
    NumberGivenTwice,
    NumberMissing,
    NumberUsed,
    SeriesDoesNotFit,
    SeriesNumberUsed,
    SignatoriesMissing,
    SignedAfterTerm,
    SignedInFuture,
)
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement, AgreementKind, Party, YearPlan
from phoihop.agreements.notices import tell_parties
from phoihop.agreements.numbering import (
    DOCUMENT_KINDS,
    days_of,
    fits,
    is_used,
    regime_of,
    year_of,
)
from phoihop.agreements.reading import parties_of
from phoihop.agreements.signatures import (
    SignatoryFacts,
    as_line,
    check_signatories,
    keep_signatories,
    recorded,
)
from phoihop.agreements.term_errors import AlreadyRenewed, AmendmentKeepsTerm
from phoihop.agreements.terms import is_of_several_years, refuse_early
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit
from phoihop.documents.errors import NumberUsed as PaperHasNumber
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, NumberSeries, Register, StoredFile
from phoihop.documents.services import add_file, freeze_document, register_document

_MARK_OF_REGISTER = 10


@dataclass(frozen=True)
class SigningFacts:
    """The facts of the signing, as the scan shows them.

    signatories: by the id of the party; those recorded before need not be given again. Either
    `series`, from which the number is taken at the confirmation, or `code`, the number and symbol
    as printed.
    """

    signed_on: date
    signatories: Mapping[int, SignatoryFacts]
    scan: StoredFile
    scan_name: str
    place: str = ""
    series: NumberSeries | None = None
    code: str = ""


@transaction.atomic
def sign_agreement(
    agreement: Agreement, facts: SigningFacts, *, by: User, at: datetime
) -> Agreement:
    """Record that all parties signed, take the number and freeze the text.

    In force from the date in the text, else the paper's. Raises PermissionDenied, AlreadySigned,
    NotReady, SignatoriesMissing, PartyEnded, UnknownMark, DeputyNeedsMark, SignedInFuture,
    SignedAfterTerm, AlreadyEnded, AmendmentKeepsTerm, AmendsTooEarly, AlreadyRenewed,
    NumberMissing, NumberGivenTwice, SeriesDoesNotFit, NumberUsed, SeriesNumberUsed, and what the
    register of documents refuses.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    by = authorised(by, "agreements.sign_agreement", agreement, timezone.localdate(at))
    if agreement.is_signed:
        raise AlreadySigned
    if agreement.ready_at is None:
        raise NotReady
    parties = list(parties_of(agreement))
    facts = replace(facts, signatories={**recorded(agreement), **_whole(facts.signatories)})
    _check(agreement, parties, facts, at)
    signatories = keep_signatories(agreement, parties, facts.signatories, facts.signed_on)
    try:
        paper = _register_paper(agreement, parties, facts, by=by, at=at)
    except PaperHasNumber as refusal:
        raise SeriesNumberUsed(refusal.code) from refusal
    _freeze(agreement, paper, facts, by=by, at=at)
    audit.record(
        "agreement.signed",
        agreement,
        by=by,
        at=at,
        code=agreement.code,
        signed_on=agreement.signed_on,
        place=agreement.place or None,
        valid_from=agreement.valid_from,
        valid_to=agreement.valid_to,
        signatories=signatories,
        scan=agreement.scan_name,
        sha256=facts.scan.sha256,
    )
    reindex_viewers({agreement.pk, agreement.amends_id or agreement.pk})
    index_agreement(agreement)
    after_signing.carry_out(agreement, by=by, at=at)
    tell_parties(agreement, "agreements.signed", by=by, at=at)
    return agreement


def _whole(given: Mapping[int, SignatoryFacts]) -> dict[int, SignatoryFacts]:
    return {pk: facts for pk, facts in given.items() if facts.is_whole}


def _check(
    agreement: Agreement, parties: Sequence[Party], facts: SigningFacts, at: datetime
) -> None:
    if absent := [str(party) for party in parties if party.pk not in facts.signatories]:
        raise SignatoriesMissing(absent)
    refuse_ended([one.agency for one in parties if one.agency is not None], facts.signed_on)
    check_signatories(parties, facts.signatories, at)
    if facts.signed_on > timezone.localdate(at):
        raise SignedInFuture
    if agreement.valid_to is not None and facts.signed_on > agreement.valid_to:
        raise SignedAfterTerm
    _check_place(agreement, facts.signed_on)
    if facts.series is None and not facts.code.strip():
        raise NumberMissing
    if facts.series is not None and facts.code.strip():
        raise NumberGivenTwice
    if facts.series is not None and not (
        facts.series.owner_id == agreement.owner_id and fits(facts.series, agreement.kind)
    ):
        raise SeriesDoesNotFit
    if facts.series is None and is_used(agreement.owner, facts.code, year_of(facts.signed_on)):
        raise NumberUsed


def _check_place(agreement: Agreement, signed_on: date) -> None:
    """Whether it fits behind the paper that it amends or continues.

    Raises AlreadyEnded, AmendmentKeepsTerm, AmendsTooEarly, AlreadyRenewed.
    """
    if agreement.amends is not None:
        ended_on = agreement.amends.ended_on
        if ended_on is not None and ended_on <= signed_on:
            raise AlreadyEnded
        if agreement.valid_to != agreement.amends.valid_to:
            raise AmendmentKeepsTerm
        refuse_early(agreement, agreement.valid_from or signed_on)
    if agreement.renews is not None:
        Agreement.objects.select_for_update().get(pk=agreement.renews.pk)
        if agreement.renews.renewals.filter(signed_at__isnull=False).exists():
            raise AlreadyRenewed


def _register_paper(
    agreement: Agreement, parties: Sequence[Party], facts: SigningFacts, *, by: User, at: datetime
) -> Document:
    """The signed paper in the owner's outgoing register, its file the scan, sent to the parties."""
    own = next(party for party in parties if party.agency_id == agreement.owner_id)
    signer = facts.signatories[own.pk]
    paper = register_document(
        DocumentFacts(
            register=Register.OUTGOING,
            kind=DOCUMENT_KINDS[AgreementKind(agreement.kind)],
            regime=regime_of(agreement.owner),
            subject=agreement.title,
            code=as_line(facts.code),
            issuer=agreement.owner,
            place=as_line(facts.place),
            issued_on=facts.signed_on,
            signer=signer.official,
            signer_name=as_line(signer.name),
            signer_title=as_line(signer.title),
            authority_mark=_first_mark(signer.authority_mark),
            recipients=tuple(
                party.agency
                for party in parties
                if party.agency is not None and party.agency_id != agreement.owner_id
            ),
        ),
        by=by,
        at=at,
        series=facts.series,
    )
    # Known only now that the number is taken; refused, the transaction gives it back.
    if facts.series is not None and is_used(
        agreement.owner, paper.code, days_of(facts.series, facts.signed_on), besides=paper
    ):
        raise SeriesNumberUsed(paper.code)
    add_file(paper, facts.scan, facts.scan_name, by=by, at=at)
    return freeze_document(paper, by=by, at=at)


def _freeze(
    agreement: Agreement, paper: Document, facts: SigningFacts, *, by: User, at: datetime
) -> None:
    agreement.signed_on, agreement.signed_at, agreement.signed_by = facts.signed_on, at, by
    agreement.place, agreement.code = as_line(facts.place), paper.code
    agreement.series, agreement.paper = facts.series, paper
    agreement.scan, agreement.scan_name = facts.scan, facts.scan_name
    agreement.valid_from = agreement.valid_from or facts.signed_on
    agreement.save()
    if agreement.renews_id is not None:
        Agreement.objects.filter(pk=agreement.renews_id).update(renewed_on=agreement.valid_from)
    # Of one year alone its own contents are those of the year; of several each has its version.
    if agreement.amends_id is None and not is_of_several_years(agreement):
        YearPlan.objects.get_or_create(agreement=agreement, year=agreement.valid_from.year)


def _first_mark(mark: str) -> str:
    """ "KT. TRƯỞNG PHÒNG" stands in the register as "KT."."""
    words = mark.split()
    return words[0][:_MARK_OF_REGISTER] if words else ""
