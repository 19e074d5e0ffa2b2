"""Send a draft to its parties for their opinions; move the day; take it back; remind."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.errors import (
    AnswerDayPast,
    AskedAlready,
    NobodyToAsk,
    NobodyToRemind,
    NotAsked,
    ReasonRequired,
)
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement, OpinionRequest, OpinionRound, Revision
from phoihop.agreements.notices import answer_by_words, tell_agencies
from phoihop.agreements.reading import parties_of
from phoihop.agreements.revisions import keep_revision
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit


@transaction.atomic
def send_for_opinions(  # noqa: PLR0913 -- what is decided when sending, all by name
    agreement: Agreement,
    *,
    answer_by: date,
    note: str = "",
    hides_answers: bool = True,
    by: User,
    at: datetime,
) -> OpinionRound:
    """Show the draft to its parties and ask each, but the drafting one, until a day.

    hides_answers: each party reads the words of the others only when the round is closed.
    Raises PermissionDenied, AgreementSigned, AgreementReady, AskedAlready, NobodyToAsk,
    AnswerDayPast.
    """
    agreement = locked_draft(agreement, by=by)
    if agreement.sent_at is not None:
        raise AskedAlready
    agencies = partners_of(agreement)
    if not agencies:
        raise NobodyToAsk
    _refuse_past(answer_by, at)
    revision = keep_revision(agreement, Revision.Why.SENT, by=by, at=at)
    round_ = OpinionRound.objects.create(
        agreement=agreement,
        number=agreement.rounds.count() + 1,
        answer_by=answer_by,
        note=vntext.nfc(note.strip()),
        hides_answers=hides_answers,
        opened_at=at,
        opened_by=by,
    )
    ask(round_, agencies, revision, answer_by=answer_by, at=at)
    agreement.sent_at, agreement.answer_by = at, answer_by
    agreement.save(update_fields=["sent_at", "answer_by"])
    audit.record(
        "opinions.sent",
        agreement,
        by=by,
        at=at,
        draft=revision.number,
        answer_by=answer_by,
        parties=[str(agency) for agency in agencies],
        note=round_.note or None,
    )
    reindex_viewers([agreement.pk])
    index_agreement(agreement)
    _tell(agreement, "agreements.opinion_asked", {one.pk for one in agencies}, answer_by, by, at)
    return round_


def ask(
    round_: OpinionRound,
    agencies: list[Agency],
    revision: Revision,
    *,
    answer_by: date,
    at: datetime,
) -> None:
    """One row for each agency that is asked."""
    OpinionRequest.objects.bulk_create(
        OpinionRequest(
            round=round_, agency=agency, revision=revision, asked_at=at, answer_by=answer_by
        )
        for agency in agencies
    )


@transaction.atomic
def extend_round(agreement: Agreement, *, answer_by: date, by: User, at: datetime) -> OpinionRound:
    """Give those who have not answered until another day.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, AnswerDayPast.
    """
    agreement = locked_draft(agreement, by=by)
    round_ = open_round(agreement)
    _refuse_past(answer_by, at)
    old = round_.answer_by
    if answer_by == old:
        return round_
    round_.answer_by = agreement.answer_by = answer_by
    round_.save(update_fields=["answer_by"])
    agreement.save(update_fields=["answer_by"])
    waiting = round_.requests.filter(replaced_at=None, answer="")
    agencies = set(waiting.values_list("agency_id", flat=True))
    waiting.update(answer_by=answer_by)
    changes = {"answer_by": (old, answer_by)}
    audit.record("opinions.extended", agreement, by=by, at=at, changes=changes)
    _tell(agreement, "agreements.opinion_day_moved", agencies, answer_by, by, at)
    return round_


@transaction.atomic
def withdraw_round(agreement: Agreement, *, reason: str, by: User, at: datetime) -> None:
    """Take the draft back: the parties no longer see it; what they said stays in the history.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, ReasonRequired.
    """
    agreement = locked_draft(agreement, by=by)
    round_ = open_round(agreement)
    reason = vntext.nfc(reason.strip())
    if not reason:
        raise ReasonRequired
    close_round(round_, withdrawn=True, by=by, at=at)
    agreement.sent_at = agreement.answer_by = None
    agreement.save(update_fields=["sent_at", "answer_by"])
    audit.record("opinions.withdrawn", agreement, by=by, at=at, reason=reason)
    reindex_viewers([agreement.pk])
    index_agreement(agreement)


@transaction.atomic
def remind(agreement: Agreement, *, by: User, at: datetime) -> list[Agency]:
    """Tell those who have not answered once more; return them.

    Raises PermissionDenied, AgreementSigned, AgreementReady, NotAsked, NobodyToRemind.
    """
    agreement = locked_draft(agreement, by=by)
    round_ = open_round(agreement)
    waiting = round_.requests.filter(replaced_at=None, answer="").select_related("agency")
    agencies = [row.agency for row in waiting]
    if not agencies:
        raise NobodyToRemind
    names = [str(agency) for agency in agencies]
    audit.record("opinions.reminded", agreement, by=by, at=at, parties=names)
    ids = {agency.pk for agency in agencies}
    _tell(agreement, "agreements.opinion_reminded", ids, round_.answer_by, by, at)
    return agencies


def open_round(agreement: Agreement) -> OpinionRound:
    """The round that is open. Raises NotAsked."""
    round_ = OpinionRound.objects.filter(agreement=agreement, closed_at=None).first()
    if round_ is None:
        raise NotAsked
    return round_


def close_round(round_: OpinionRound, *, withdrawn: bool = False, by: User, at: datetime) -> None:
    """No answer is taken any more; all parties read all of them."""
    round_.closed_at, round_.closed_by, round_.withdrawn = at, by, withdrawn
    round_.save(update_fields=["closed_at", "closed_by", "withdrawn"])


def partners_of(agreement: Agreement) -> list[Agency]:
    """The agencies among the parties, without the drafting one."""
    return [
        party.agency
        for party in parties_of(agreement)
        if party.agency is not None and party.agency_id != agreement.owner_id
    ]


def _refuse_past(day: date, at: datetime) -> None:
    if day < timezone.localdate(at):
        raise AnswerDayPast


def _tell(  # noqa: PLR0913, PLR0917 -- within this module
    agreement: Agreement, verb: str, agencies: set[int], day: date, by: User, at: datetime
) -> None:
    tell_agencies(agreement, verb, agencies, by=by, at=at, words=answer_by_words(day))
