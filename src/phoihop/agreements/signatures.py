"""Who signed for which party: on paper one may sign after the other, on different days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.agreements.errors import (
    AlreadySigned,
    DeputyNeedsMark,
    NotAParty,
    NotReady,
    SignedInFuture,
    UnknownMark,
)
from phoihop.agreements.marks import is_known, is_of_another, needs_kt
from phoihop.agreements.models import Agreement, Party, Signatory
from phoihop.agreements.reading import parties_of
from phoihop.audit import services as audit

_FIELDS = ("official_id", "name", "title", "authority_mark", "mark_reason", "signed_on")


@dataclass(frozen=True)
class SignatoryFacts:
    """Who signed for a party, as printed under the text.

    signed_on: the own day of this signature, None for the day of the paper. mark_reason: why a
    deputy signs without KT.
    """

    name: str
    title: str
    authority_mark: str = ""
    official: Official | None = None
    signed_on: date | None = None
    mark_reason: str = ""

    @property
    def is_whole(self) -> bool:
        """Name and position are known."""
        return bool(self.name.strip() and self.title.strip())


@transaction.atomic
def record_signatures(
    agreement: Agreement, signatories: Mapping[int, SignatoryFacts], *, by: User, at: datetime
) -> int:
    """Note who has signed so far; no number is taken, no task can be made before all have.

    signatories: by the id of the party, each with the day of its signature. Recorded again, a
    signature is corrected. Return how many parties have signed. Raises PermissionDenied,
    AlreadySigned, NotReady, NotAParty, UnknownMark, DeputyNeedsMark, SignedInFuture.
    """
    agreement, by = _locked(agreement, by, at)
    parties = [party for party in parties_of(agreement) if party.pk in signatories]
    if len(parties) < len(signatories):
        raise NotAParty
    check_signatories(parties, signatories, at)
    said = keep_signatories(agreement, parties, signatories, timezone.localdate(at))
    if said:
        _note_beginning(agreement)
        audit.record("signature.recorded", agreement, by=by, at=at, signatories=said)
    return Signatory.objects.filter(agreement=agreement).count()


@transaction.atomic
def remove_signature(signatory: Signatory, *, by: User, at: datetime) -> None:
    """Take out one recorded by mistake. Raises PermissionDenied, AlreadySigned, NotReady."""
    agreement, by = _locked(signatory.agreement, by, at)
    words = f"{signatory.party}: {signatory}"
    audit.record(
        "signature.removed", agreement, by=by, at=at, changes={"signatories": (words, None)}
    )
    signatory.delete()
    _note_beginning(agreement)


def recorded(agreement: Agreement) -> dict[int, SignatoryFacts]:
    """Those who signed so far, by the id of the party."""
    rows = Signatory.objects.filter(agreement=agreement).select_related("official")
    return {
        row.party_id: SignatoryFacts(
            name=row.name,
            title=row.title,
            authority_mark=row.authority_mark,
            official=row.official,
            signed_on=row.signed_on,
            mark_reason=row.mark_reason,
        )
        for row in rows
    }


def check_signatories(
    parties: Sequence[Party], signatories: Mapping[int, SignatoryFacts], at: datetime
) -> None:
    """Raises UnknownMark, DeputyNeedsMark, SignedInFuture."""
    there = [facts for party in parties if (facts := signatories.get(party.pk)) is not None]
    if odd := [
        f"“{facts.authority_mark}”" for facts in there if not is_known(facts.authority_mark)
    ]:
        raise UnknownMark(odd)
    bare = [
        str(party)
        for party in parties
        if (facts := signatories.get(party.pk)) is not None
        and needs_kt(facts.title, facts.authority_mark)
        and not facts.mark_reason.strip()
    ]
    if bare:
        raise DeputyNeedsMark(bare)
    today = timezone.localdate(at)
    if any(facts.signed_on and facts.signed_on > today for facts in signatories.values()):
        raise SignedInFuture


def marks_of_another(agreement: Agreement) -> list[str]:
    """Those recorded whose mark is written as bodies of the other sort write it; no rule parts
    them for mixed signings, so that they are kept as printed and only pointed out.
    """
    rows = Signatory.objects.filter(agreement=agreement).select_related("party__agency")
    return [
        f"{row.party}: “{row.authority_mark}”"
        for row in rows.order_by("party__order", "party")
        if row.party.agency is not None and is_of_another(row.authority_mark, row.party.agency.kind)
    ]


def keep_signatories(
    agreement: Agreement,
    parties: Sequence[Party],
    signatories: Mapping[int, SignatoryFacts],
    day: date,
) -> list[str]:
    """Write the rows anew where they differ; return what the history says of those written.

    day: of signatures without an own one.
    """
    held = {row.party_id: row for row in Signatory.objects.filter(agreement=agreement)}
    said: list[str] = []
    new: list[Signatory] = []
    changed: list[Signatory] = []
    for party in parties:
        given = signatories[party.pk]
        row = held.get(party.pk) or Signatory(agreement=agreement, party=party)
        before = _facts_of(row)
        row.official, row.name, row.title = (
            given.official,
            as_line(given.name),
            as_line(given.title),
        )
        row.authority_mark = as_line(given.authority_mark)
        row.mark_reason = as_line(given.mark_reason)
        row.signed_on = given.signed_on or row.signed_on or day
        if row.pk is None:
            new.append(row)
        elif _facts_of(row) != before:
            changed.append(row)
        words = filter(None, [row.authority_mark, row.title, row.name])
        reason = f" ({row.mark_reason})" if row.mark_reason else ""
        said.append(f"{party}: {' '.join(words)}{reason}")
    Signatory.objects.bulk_create(new)
    Signatory.objects.bulk_update(changed, ["official", *_FIELDS[1:]])
    return said


def as_line(text: str) -> str:
    """One line in normal form."""
    return vntext.nfc(" ".join(text.split()))


def _facts_of(row: Signatory) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)


def _locked(agreement: Agreement, by: User, at: datetime) -> tuple[Agreement, User]:
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    by = authorised(by, "agreements.sign_agreement", agreement, timezone.localdate(at))
    if agreement.is_signed:
        raise AlreadySigned
    if agreement.ready_at is None:
        raise NotReady
    return agreement, by


def _note_beginning(agreement: Agreement) -> None:
    first = Signatory.objects.filter(agreement=agreement).order_by("signed_on").first()
    agreement.signing_from = first.signed_on if first else None
    agreement.save(update_fields=["signing_from"])
