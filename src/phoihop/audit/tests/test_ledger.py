"""The chain holds as long as nobody touches it, and names what was touched."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW, Cast
from phoihop.audit import ledger
from phoihop.audit import services as audit
from phoihop.audit.models import Change, Event, Removal, Seal

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


@pytest.fixture
def events(cast: Cast) -> list[Event]:
    """Seven events, sealed three at a time."""
    with transaction.atomic():
        made = [
            audit.record(
                "agency.changed",
                cast.lead_agency,
                by=cast.lead,
                at=NOW + timedelta(minutes=n),
                changes={"name": (f"Tên {n}", f"Tên {n + 1}"), "count": (1.5, 2)},
            )
            for n in range(7)
        ]
    assert ledger.seal_events(NOW, size=3) == 7
    return made


def faults() -> list[tuple[str, int]]:
    return [(fault.what, fault.where) for fault in ledger.verify().faults]


def test_an_untouched_ledger_holds(events: list[Event]) -> None:
    report = ledger.verify(expect=Seal.objects.earliest("pk").digest)

    assert report.holds
    assert (report.seals, report.events, report.unsealed, report.redacted) == (3, 7, 0, 0)
    assert report.last == Seal.objects.latest("pk").digest


def test_sealing_again_adds_only_what_is_new(events: list[Event], cast: Cast) -> None:
    assert ledger.seal_events(NOW) == 0
    audit.record("agency.changed", cast.lead_agency, by=None, at=NOW)
    assert ledger.verify().unsealed == 1
    assert ledger.seal_events(NOW) == 1
    assert ledger.verify().holds


def test_an_event_committed_after_its_neighbours_is_sealed_later(
    events: list[Event], cast: Cast
) -> None:
    last = events[-1].pk
    for pk in (last + 3, last + 1):  # the second began earlier and was committed last
        Event.objects.create(
            pk=pk, at=NOW, verb="agency.changed", kind="agencies.agency", object_id=1
        )
        ledger.seal_events(NOW)
    seal = Seal.objects.latest("pk")
    assert seal.late == [last + 1]
    report = ledger.verify()
    assert (report.holds, report.unsealed, report.events) == (True, 0, 9)


def test_a_deleted_event_is_named(events: list[Event]) -> None:
    Change.objects.filter(event=events[4]).delete()
    Event.objects.filter(pk=events[4].pk).delete()
    assert faults() == [("event_missing", events[4].pk)]


@pytest.mark.parametrize("column", ["at", "verb", "object_id", "by"])
def test_an_altered_event_is_named(events: list[Event], cast: Cast, column: str) -> None:
    value = {"at": NOW - timedelta(days=1), "verb": "x", "object_id": 999, "by": cast.partner}
    Event.objects.filter(pk=events[2].pk).update(**{column: value[column]})
    assert faults() == [("event_altered", events[2].pk)]


def test_altered_values_are_named(events: list[Event]) -> None:
    Change.objects.filter(event=events[1], field="name").update(new="Tên khác")
    assert faults() == [("values_altered", events[1].pk)]


def test_values_altered_with_their_digest_are_named(events: list[Event]) -> None:
    change = Change.objects.get(event=events[1], field="name")
    forged = audit.digest(change.salt, "name", change.old, "Tên khác")
    Change.objects.filter(pk=change.pk).update(new="Tên khác", digest=forged)
    assert faults() == [("event_altered", events[1].pk)]


def test_values_blanked_without_a_redaction_are_named(events: list[Event]) -> None:
    Change.objects.filter(event=events[1], field="name").update(old=None, new=None, salt="")
    assert faults() == [("values_removed", events[1].pk)]


def test_an_authorised_redaction_leaves_the_chain_whole(events: list[Event], cast: Cast) -> None:
    before = dict(Change.objects.values_list("pk", "digest"))
    because = audit.record("redaction.done", cast.lead_agency, by=cast.administrator, at=NOW)
    named = Change.objects.filter(event__in=events, field="name")
    assert audit.remove_values(named, because=because) == 7
    ledger.seal_events(NOW)
    report = ledger.verify()

    assert report.holds
    assert report.redacted == 7
    assert {pk: d for pk, d in Change.objects.values_list("pk", "digest") if pk in before} == before
    assert set(named.values_list("old", "new", "salt")) == {(None, None, "")}


def test_what_is_no_later_redaction_excuses_no_blanked_values(
    events: list[Event], cast: Cast
) -> None:
    done = audit.record("redaction.done", cast.lead_agency, by=cast.administrator, at=NOW)
    with transaction.atomic():
        later = audit.record("agency.changed", cast.lead_agency, by=None, at=NOW, name="Tên")
    ledger.seal_events(NOW)
    for event, because in ((events[1], events[5]), (later, done)):
        change = Change.objects.get(event=event, field="name")
        assert audit.remove_values([change], because=done) == int(event.pk < done.pk)
        Change.objects.filter(pk=change.pk).update(old=None, new=None, salt="")
        Removal.objects.filter(change=change).delete()
        Removal.objects.create(change=change, because=because)

    assert faults() == [("values_removed", events[1].pk), ("values_removed", later.pk)]


def test_values_put_back_after_a_redaction_are_named(events: list[Event], cast: Cast) -> None:
    because = audit.record("redaction.done", cast.lead_agency, by=cast.administrator, at=NOW)
    change = Change.objects.get(event=events[1], field="name")
    audit.remove_values([change], because=because)
    Change.objects.filter(pk=change.pk).update(new="Chữ khác")
    assert faults() == [("values_removed", events[1].pk)]


def test_a_seal_taken_out_of_the_middle_is_named(events: list[Event]) -> None:
    middle = Seal.objects.order_by("pk")[1]
    middle.delete()
    assert "seal_missing" in {what for what, _ in faults()}


def test_a_forged_seal_is_named(events: list[Event]) -> None:
    seal = Seal.objects.order_by("pk")[1]
    Seal.objects.filter(pk=seal.pk).update(digest="0" * 64)
    assert ("seal_altered", seal.first) in faults()


def test_a_ledger_cut_off_at_its_end_shows_against_a_digest_kept_elsewhere(
    events: list[Event],
) -> None:
    kept = ledger.verify().last
    Seal.objects.latest("pk").delete()
    Removal.objects.all().delete()
    Change.objects.filter(event=events[-1]).delete()
    Event.objects.filter(pk=events[-1].pk).delete()
    assert ledger.verify().holds
    assert [fault.what for fault in ledger.verify(expect=kept).faults] == ["not_reached"]


def test_no_two_seals_follow_the_same_one(events: list[Event]) -> None:
    seal = Seal.objects.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.create(
            first=99, last=99, leaves="", previous=seal.previous, digest="1" * 64, sealed_at=NOW
        )


def test_a_fault_is_said_in_words() -> None:
    assert "7" in str(ledger.Fault("event_missing", 7))
