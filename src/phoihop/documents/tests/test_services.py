"""What an office does with documents: it works, who may not, wrong input, nothing half done."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Change, Event
from phoihop.documents import services
from phoihop.documents.errors import (
    ArrivedBeforeIssued,
    DocumentFrozen,
    NoSubject,
    NumberTaken,
    NumberUsed,
    SecretContent,
)
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.files import SCAN, store
from phoihop.documents.models import (
    Document,
    DocumentFile,
    DocumentViewer,
    Regime,
    Register,
    Secrecy,
    StoredFile,
)
from phoihop.documents.numbers import Run, start_series
from phoihop.search.models import EntryViewer, SearchEntry

PDF = b"%PDF-1.7\n%%EOF\n"
PLAN = DocumentFacts(
    register=Register.INCOMING,
    kind="KH",
    code="14-KH/BTGHU",
    issuer_name="Ban Tuyên giáo",
    issued_on=date(2019, 3, 1),
    arrived_on=date(2019, 3, 4),
    subject="về tuyên truyền phòng, chống đuối nước",
)


def seen_by(document: Document) -> set[int]:
    return set(DocumentViewer.objects.filter(document=document).values_list("agency", flat=True))


def test_registering_keeps_the_facts_the_trace_the_viewers_and_the_search_entry(cast: Cast) -> None:
    facts = replace(PLAN, issuer=cast.issuer_agency, recipients=(cast.partner_agency,))

    document = services.register_document(facts, by=cast.lead, at=NOW)

    assert (document.number, document.symbol, document.regime) == (14, "KH/BTGHU", "party")
    assert (document.owner, document.registered_by) == (cast.lead_agency, cast.lead)
    event = Event.objects.get(verb="document.registered")
    assert (event.by, event.acting_agency, event.at) == (cast.lead, cast.lead_agency, NOW)
    assert Change.objects.get(event=event, field="code").new == "14-KH/BTGHU"
    wanted = {cast.lead_agency.pk, cast.issuer_agency.pk, cast.partner_agency.pk}
    assert seen_by(document) == wanted
    entry = SearchEntry.objects.get(kind="documents.document", object_id=document.pk)
    assert set(EntryViewer.objects.filter(entry=entry).values_list("agency", flat=True)) == wanted
    assert list(entry.symbols.values_list("key", flat=True)) == ["14khbtghu"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"subject": "  "}, NoSubject),
        ({"secrecy": Secrecy.SECRET, "text": "nội dung"}, SecretContent),
        ({"arrived_on": date(2019, 2, 28)}, ArrivedBeforeIssued),
    ],
)
def test_what_cannot_be_true_is_refused_and_leaves_nothing(
    cast: Cast, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        services.register_document(replace(PLAN, **given), by=cast.lead, at=NOW)

    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_a_secret_paper_is_kept_as_a_reference(cast: Cast) -> None:
    document = services.register_document(
        replace(PLAN, secrecy=Secrecy.SECRET), by=cast.lead, at=NOW
    )

    with pytest.raises(SecretContent):
        services.add_file(document, store(PDF, "a.pdf", accept=SCAN), "a.pdf", by=cast.lead, at=NOW)
    with pytest.raises(SecretContent):
        services.edit_document(document, {"text": "nội dung"}, by=cast.lead, at=NOW)

    assert not DocumentFile.objects.exists()


def test_a_paper_with_a_file_cannot_become_secret_before_the_file_is_off(cast: Cast) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)
    stored = store(PDF, "a.pdf", accept=SCAN)
    held = services.add_file(document, stored, "a.pdf", by=cast.lead, at=NOW)

    with pytest.raises(SecretContent):
        services.edit_document(document, {"secrecy": Secrecy.SECRET}, by=cast.lead, at=NOW)

    services.remove_file(held, by=cast.lead, at=NOW)
    services.edit_document(document, {"secrecy": Secrecy.SECRET}, by=cast.lead, at=NOW)
    document.refresh_from_db()
    assert document.is_secret


@pytest.mark.parametrize("who", ["inspector", "administrator"])
def test_readers_and_administrators_register_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        services.register_document(PLAN, by=getattr(cast, who), at=NOW)

    assert not Document.objects.exists()


@pytest.mark.parametrize("role", [Role.CLERK, Role.SPECIALIST, Role.LEADER])
def test_clerks_specialists_and_leaders_register(cast: Cast, role: str) -> None:
    user = UserFactory.create(agency=cast.lead_agency, role=role)

    assert services.register_document(PLAN, by=user, at=NOW).owner == cast.lead_agency


@pytest.mark.parametrize("who", ["issuer", "partner", "outsider", "inspector", "administrator"])
def test_only_the_agency_that_registered_it_changes_it(cast: Cast, who: str) -> None:
    facts = replace(PLAN, issuer=cast.issuer_agency, recipients=(cast.partner_agency,))
    document = services.register_document(facts, by=cast.lead, at=NOW)
    held = services.add_file(
        document, store(PDF, "a.pdf", accept=SCAN), "a.pdf", by=cast.lead, at=NOW
    )
    events = Event.objects.count()
    other = getattr(cast, who)

    for act in (
        lambda: services.edit_document(document, {"subject": "khác"}, by=other, at=NOW),
        lambda: services.hide_document(document, by=other, at=NOW),
        lambda: services.freeze_document(document, by=other, at=NOW),
        lambda: services.add_file(document, held.file, "b.pdf", by=other, at=NOW),
        lambda: services.remove_file(held, by=other, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()

    document.refresh_from_db()
    assert (document.subject, document.hidden_at, document.frozen_at) == (PLAN.subject, None, None)
    assert DocumentFile.objects.get().removed_at is None
    assert Event.objects.count() == events


def test_the_same_form_makes_one_document(cast: Cast) -> None:
    key = uuid.uuid4()

    first = services.register_document(PLAN, by=cast.lead, at=NOW, form_key=key)
    second = services.register_document(PLAN, by=cast.lead, at=NOW, form_key=key)

    assert first == second
    assert Event.objects.filter(verb="document.registered").count() == 1


def test_an_outgoing_paper_takes_the_next_number(cast: Cast) -> None:
    run = Run(Regime.STATE, "KH-UBND", date(2019, 1, 1), date(2019, 12, 31), last_number=4)
    series = start_series(run, by=cast.lead, at=NOW)
    facts = replace(PLAN, register=Register.OUTGOING, code="", arrived_on=None)

    document = services.register_document(facts, by=cast.lead, at=NOW, series=series)

    assert (document.code, document.regime) == ("05/KH-UBND", "state")
    assert document.issued_on == date(2019, 3, 1)
    with pytest.raises(NumberTaken):
        services.register_document(PLAN, by=cast.lead, at=NOW, series=series)


def test_a_number_of_the_series_that_another_paper_bears_is_named_and_passed_over_when_told(
    cast: Cast,
) -> None:
    run = Run(Regime.STATE, "KH-UBND", date(2019, 1, 1), date(2019, 12, 31), last_number=4)
    series = start_series(run, by=cast.lead, at=NOW)
    facts = replace(PLAN, register=Register.OUTGOING, code="", arrived_on=None)
    by_hand = replace(facts, code="5/KH-UBND", subject="cấp tay")
    services.register_document(by_hand, by=cast.lead, at=NOW)

    with pytest.raises(NumberUsed, match=r"05/KH-UBND.*cấp tay"):
        services.register_document(facts, by=cast.lead, at=NOW, series=series)
    series.refresh_from_db()
    assert (series.last_number, Document.objects.count()) == (4, 1)
    made = services.register_document(
        facts, by=cast.lead, at=NOW, series=series, although_used=True
    )

    assert made.code == "06/KH-UBND"


def test_a_correction_tells_old_and_new_and_moves_the_viewers(cast: Cast) -> None:
    document = services.register_document(
        replace(PLAN, recipients=(cast.partner_agency,)), by=cast.lead, at=NOW
    )

    services.edit_document(
        document,
        {"code": "15-KH/BTGHU", "recipients": (cast.issuer_agency,)},
        by=cast.lead,
        at=NOW,
    )

    document.refresh_from_db()
    assert (document.number, document.code_key) == (15, "15khbtghu")
    assert seen_by(document) == {cast.lead_agency.pk, cast.issuer_agency.pk}
    changes = Change.objects.filter(event__verb="document.edited")
    assert {(c.field, str(c.old), str(c.new)) for c in changes} == {
        ("code", "14-KH/BTGHU", "15-KH/BTGHU"),
        ("recipients", str([cast.partner_agency.name]), str([cast.issuer_agency.name])),
    }
    assert SearchEntry.objects.get().symbols.get().key == "15khbtghu"


def test_a_correction_without_a_difference_leaves_no_trace(cast: Cast) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)
    before = Event.objects.count()

    services.edit_document(document, {"subject": f"  {PLAN.subject} "}, by=cast.lead, at=NOW)

    assert Event.objects.count() == before


def test_hiding_takes_it_off_every_screen_and_can_be_undone(cast: Cast) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)

    services.hide_document(document, by=cast.lead, at=NOW, reason="vào nhầm")

    assert not Document.objects.visible_to(cast.lead).exists()
    assert not SearchEntry.objects.exists()
    assert Document.objects.hidden_by_us(cast.lead).get() == document
    assert not Document.objects.hidden_by_us(cast.outsider).exists()
    with pytest.raises(PermissionDenied):
        services.unhide_document(document, by=cast.outsider, at=NOW)

    services.unhide_document(document, by=cast.lead, at=NOW)

    assert Document.objects.visible_to(cast.lead).get() == document
    assert SearchEntry.objects.count() == 1


def test_a_signed_paper_does_not_change(cast: Cast) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)
    stored = store(PDF, "a.pdf", accept=SCAN)
    held = services.add_file(document, stored, "a.pdf", by=cast.lead, at=NOW)
    services.freeze_document(document, by=cast.lead, at=NOW)

    for act in (
        lambda: services.edit_document(document, {"subject": "khác"}, by=cast.lead, at=NOW),
        lambda: services.hide_document(document, by=cast.lead, at=NOW),
        lambda: services.add_file(document, stored, "b.pdf", by=cast.lead, at=NOW),
        lambda: services.remove_file(held, by=cast.lead, at=NOW),
    ):
        with pytest.raises(DocumentFrozen):
            act()


def test_a_removed_file_keeps_its_bytes_and_can_come_back(cast: Cast) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)
    stored = store(PDF, "a.pdf", accept=SCAN)
    held = services.add_file(document, stored, "a.pdf", by=cast.lead, at=NOW)
    again = services.add_file(document, stored, "a.pdf", by=cast.lead, at=NOW)

    services.remove_file(held, by=cast.lead, at=NOW)

    assert again == held
    held.refresh_from_db()
    assert held.removed_by == cast.lead
    assert StoredFile.objects.count() == 1
    assert Event.objects.filter(verb="file.removed").count() == 1
    assert services.add_file(document, stored, "b.pdf", by=cast.lead, at=NOW).removed_at is None
    assert DocumentFile.objects.get().name == "b.pdf"


def test_without_its_trace_nothing_is_saved(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = services.register_document(PLAN, by=cast.lead, at=NOW)

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the audit row cannot be written")

    monkeypatch.setattr(Event.objects, "bulk_create", fail)
    other = replace(PLAN, code="15-KH/BTGHU")
    acts: list[Callable[[], object]] = [
        lambda: services.register_document(other, by=cast.lead, at=NOW),
        lambda: services.edit_document(document, {"subject": "khác"}, by=cast.lead, at=NOW),
        lambda: services.hide_document(document, by=cast.lead, at=NOW),
    ]
    for act in acts:
        with pytest.raises(RuntimeError), transaction.atomic():
            act()

    saved = Document.objects.get()
    assert (saved.subject, saved.hidden_at) == (PLAN.subject, None)
    assert SearchEntry.objects.count() == 1


def test_what_goes_out_is_issued_by_us_unless_told_otherwise(cast: Cast) -> None:
    facts = DocumentFacts(register=Register.OUTGOING, kind="TB", subject="về lịch họp")

    ours = services.register_document(facts, by=cast.lead, at=NOW)

    assert (ours.issuer, ours.issuer_name) == (cast.lead_agency, cast.lead_agency.name)
