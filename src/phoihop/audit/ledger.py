"""The ledger: events bound into a chain of digests by a job over committed rows.

Sealing at insert would put all writers in one line. What a seal covers is said at `Seal`.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from phoihop.audit.models import REDACTION, Change, Event, Removal, Seal
from phoihop.audit.services import digest as digest_of

SEAL_SIZE = 500
_LEAF = 16  # hexadecimal digits kept of each event's digest
_MOST_NAMED = 20

WORDS = {
    "seal_missing": _("A seal before event %(where)s is missing."),
    "seal_altered": _("The seal that begins at event %(where)s was altered."),
    "event_missing": _("Event %(where)s is missing."),
    "event_altered": _("Who, when or what of event %(where)s was altered."),
    "values_removed": _(
        "Values of event %(where)s were taken away without a redaction: %(field)s."
    ),
    "values_altered": _("Values of event %(where)s were altered: %(field)s."),
    "not_reached": _("The digest that was written down stands in no seal: the end was cut off."),
}


@dataclass(frozen=True)
class Fault:
    """What does not hold. what: a key of WORDS; where: an event, or the first one of a seal."""

    what: str
    where: int
    field: str = ""

    def __str__(self) -> str:
        return str(WORDS[self.what] % {"where": self.where, "field": self.field})


@dataclass
class Report:
    """What a look at the whole ledger found; `last` is the newest digest, to be kept elsewhere."""

    seals: int = 0
    events: int = 0
    redacted: int = 0
    unsealed: int = 0
    last: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Nothing was altered, taken out or put in between."""
        return not self.faults


@dataclass(frozen=True)
class Leaf:
    """An event as the chain sees it."""

    event: int
    digest: str


@transaction.atomic
def seal_events(at: datetime, *, size: int = SEAL_SIZE) -> int:
    """Seal every committed event that is not sealed yet; return how many.

    at: the real moment. Safe to repeat; of two at once the second finds nothing or is refused by
    the database (no two seals follow the same one).
    """
    previous = Seal.objects.select_for_update().order_by("-pk").first()
    late = _come_late()
    count = 0
    while True:
        after = previous.last if previous else 0
        ids = list(
            Event.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size]
        )
        if not ids and not late:
            return count
        previous = _seal(previous, ids, late, at)
        count += len(ids) + len(late)
        late = []


def _come_late() -> list[int]:
    """Ids that were gaps when their neighbours were sealed, and have been committed since."""
    gaps, taken = set[int](), set[int]()
    for had, brought in Seal.objects.values_list("gaps", "late"):
        gaps.update(had)
        taken.update(brought)
    open_ids = sorted(gaps - taken)
    found: list[int] = []
    for part in _parts(open_ids):
        found += Event.objects.filter(pk__in=part).values_list("pk", flat=True)
    return sorted(found)


def _seal(previous: Seal | None, ids: Sequence[int], late: Sequence[int], at: datetime) -> Seal:
    """Write one seal over `ids`, which follow each other, and `late`."""
    # A seal over late events alone covers no new ids: it stands at the end of the one before.
    after = previous.last if previous else 0
    last = ids[-1] if ids else after
    first = min(after + 1, last)
    there = set(ids)
    gaps = [pk for pk in range(after + 1, last + 1) if pk not in there]
    leaves = list(_leaves([*ids, *late]))
    seal = Seal(
        first=first,
        last=last,
        gaps=gaps,
        late=list(late),
        leaves="".join(leaf.digest[:_LEAF] for leaf in leaves),
        previous=previous.digest if previous else "",
        sealed_at=at,
    )
    seal.digest = _seal_digest(seal, leaves)
    seal.save()
    return seal


def verify(*, expect: str = "", progress: Callable[[int, int], None] | None = None) -> Report:
    """Look at every seal, event and change.

    expect: a digest written down earlier (Report.last), which shows that nothing was cut off at the
    end since. progress: called with (seals done, seals in all).
    """
    report = Report()
    covered, before, after = set[int](), "", 0
    gaps = set[int]()
    total = Seal.objects.count()
    for number, seal in enumerate(Seal.objects.order_by("pk").iterator(chunk_size=50), start=1):
        if seal.previous != before or (seal.first not in {after + 1, seal.last}):
            report.faults.append(Fault("seal_missing", seal.first))
        expected = _expected(seal, after)
        _check_seal(seal, expected, report)
        gaps.update(seal.gaps)
        covered.update(seal.late)
        before, after = seal.digest, max(after, seal.last)
        report.seals, report.last = number, seal.digest
        if progress is not None:
            progress(number, total)
    if expect and not Seal.objects.filter(digest=expect).exists():
        report.faults.append(Fault("not_reached", after))
    report.unsealed = Event.objects.filter(pk__gt=after).count()
    report.unsealed += sum(
        Event.objects.filter(pk__in=part).count() for part in _parts(sorted(gaps - covered))
    )
    return report


def _expected(seal: Seal, after: int) -> list[int]:
    """The ids a seal vouches for, in the order in which they entered its digest."""
    without = set(seal.gaps)
    own = [pk for pk in range(after + 1, seal.last + 1) if pk not in without]
    return [*own, *seal.late]


def _check_seal(seal: Seal, expected: Sequence[int], report: Report) -> None:
    leaves = list(_leaves(expected, report))
    there = {leaf.event for leaf in leaves}
    report.events += len(leaves)
    missing = [pk for pk in expected if pk not in there]
    report.faults += [Fault("event_missing", pk) for pk in missing[:_MOST_NAMED]]
    kept = {
        pk: seal.leaves[at * _LEAF : (at + 1) * _LEAF]
        for at, pk in enumerate([*sorted(set(expected) - set(seal.late)), *seal.late])
    }
    altered = [leaf.event for leaf in leaves if leaf.digest[:_LEAF] != kept[leaf.event]]
    report.faults += [Fault("event_altered", pk) for pk in altered[:_MOST_NAMED]]
    if _seal_digest(seal, leaves) != seal.digest and not missing and not altered:
        report.faults.append(Fault("seal_altered", seal.first))


def _leaves(ids: Sequence[int], report: Report | None = None) -> Iterator[Leaf]:
    """The digests of these events in this order; with a report, their changes are looked at too."""
    events, changes = dict[int, Event](), defaultdict[int, list[Change]](list)
    for part in _parts(ids):
        events |= Event.objects.in_bulk(part)
        for change in Change.objects.filter(event__in=part).order_by("pk"):
            changes[change.event_id].append(change)
    if report is not None:
        for found in changes.values():
            _check_changes(found, report)
    for pk in ids:
        if (event := events.get(pk)) is not None:
            yield Leaf(pk, _event_digest(event, changes[pk]))


def _check_changes(changes: Iterable[Change], report: Report) -> None:
    """Values fit their digest, or an authorised redaction took them away.

    That is an event of a redaction not older than the values; itself it is sealed or will be.
    """
    emptied = [change for change in changes if not change.salt]
    if emptied:
        excused = Removal.objects.filter(
            change__in=emptied, because__verb=REDACTION, because__gte=F("change__event")
        )
        removed = set(excused.values_list("change", flat=True))
        report.redacted += len(removed)
        for change in emptied:
            if change.pk not in removed or change.old is not None or change.new is not None:
                report.faults.append(Fault("values_removed", change.event_id, change.field))
    for change in changes:
        fits = change.digest == digest_of(change.salt, change.field, change.old, change.new)
        if change.salt and not fits:
            report.faults.append(Fault("values_altered", change.event_id, change.field))


def _event_digest(event: Event, changes: Iterable[Change]) -> str:
    """Who, for whom, when, what, on which record, and the digests of what changed.

    The title is left out: it repeats the record's name, and a redaction may take words from it.
    """
    return _hash(
        event.pk,
        _moment(event.at),
        _moment(event.real_at),
        event.by_id,
        event.on_behalf_of_id,
        event.acting_agency_id,
        event.verb,
        event.kind,
        event.object_id,
        [[change.field, change.digest] for change in changes],
    )


def _seal_digest(seal: Seal, leaves: Iterable[Leaf]) -> str:
    covers = [seal.first, seal.last, seal.gaps, seal.late]
    return _hash(seal.previous, *covers, [leaf.digest for leaf in leaves])


def _moment(at: datetime | None) -> str | None:
    """The same text whatever zone the database gives the moment in."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def _hash(*facts: object) -> str:
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _parts(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Few enough ids for one query on either database."""
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
