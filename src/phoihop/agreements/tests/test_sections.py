"""Sections and clauses: numbered on, ordered, frozen with the signature, found by search."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agreements import errors, services
from phoihop.agreements.models import Agreement, AgreementKind, Clause, Section
from phoihop.agreements.outline import lines_of, roman, tidy
from phoihop.agreements.snapshots import numbered, take
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.audit.models import Event
from phoihop.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast: Cast) -> Agreement:
    return services.create_agreement(
        by=cast.issuer,
        at=NOW,
        kind=AgreementKind.REGULATION,
        title="Quy chế phối hợp",
        parties=[cast.lead_agency],
    )


def section(agreement: Agreement, kind: str = "methods") -> Section:
    return agreement.sections.get(kind=kind)


def add(agreement: Agreement, cast: Cast, text: str, kind: str = "methods") -> Clause:
    return services.add_clause(section(agreement, kind), text=text, by=cast.issuer, at=NOW)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1. Một\n1. Hai\n7. Ba", "1. Một\n2. Hai\n3. Ba"),
        ("1) Một\na. x\nb) y\n2/ Hai\na) z", "1. Một\na) x\nb) y\n2. Hai\na) z"),
        ("3. Ba\n9. Bốn", "3. Ba\n4. Bốn"),
        ("– gạch\n• chấm", "- gạch\n- chấm"),
        ("  Lời thường \n\n\n đoạn sau", "Lời thường\nđoạn sau"),
        ("a) a\nb) b\nx) c\nz) d\nk) e", "a) a\nb) b\nc) c\nd) d\nđ) e"),
        ("2019. Năm nay", "2019. Năm nay"),
    ],
)
def test_points_are_numbered_on(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert tidy(kept) == kept


def test_levels_and_roman_figures() -> None:
    assert [line.level for line in lines_of("Lời\n1. a\na) b\n- c")] == [0, 1, 2, 3]
    assert [roman(number) for number in (1, 4, 9, 14)] == ["I", "IV", "IX", "XIV"]


def test_a_new_paper_has_the_nine_usual_sections(draft: Agreement) -> None:
    titles = [one.title for one in draft.sections.all()]
    assert len(titles) == 9
    assert titles[0] == "Căn cứ"


def test_articles_are_numbered_through_the_paper(draft: Agreement, cast: Cast) -> None:
    add(draft, cast, "một", "principles")
    add(draft, cast, "hai", "principles")
    add(draft, cast, "ba", "methods")

    labels = [label for one in numbered(draft) for label, _clause in one.clauses]
    assert labels == ["Điều 1", "Điều 2", "Điều 3"]


def test_an_office_adds_renames_orders_and_takes_out_sections(draft: Agreement, cast: Cast) -> None:
    new = services.add_section(draft, "Kinh phí", by=cast.issuer, at=NOW)
    assert services.add_section(draft, "Kinh phí", by=cast.issuer, at=NOW) == new
    services.move_section(new, up=True, by=cast.issuer, at=NOW)
    services.rename_section(new, "Kinh phí thực hiện", by=cast.issuer, at=NOW)
    assert [one.title for one in draft.sections.all()][-2] == "Kinh phí thực hiện"

    add(draft, cast, "Lời sẽ bỏ")
    services.remove_section(section(draft), by=cast.issuer, at=NOW)

    assert draft.sections.count() == 9
    assert not Clause.objects.exists()
    assert Event.objects.filter(verb="section.removed").exists()
    with pytest.raises(errors.SectionTitleRequired):
        services.add_section(draft, "  ", by=cast.issuer, at=NOW)


def test_a_clause_keeps_its_line_through_edits_and_says_something(
    draft: Agreement, cast: Cast
) -> None:
    clause = add(draft, cast, "Trao đổi bằng văn bản")
    line = clause.line
    services.edit_clause(clause, text="1. Họp\n1. Gọi", by=cast.issuer, at=NOW)

    kept = Clause.objects.get()
    assert (kept.line, kept.text) == (line, "1. Họp\n2. Gọi")
    with pytest.raises(errors.ClauseEmpty):
        services.edit_clause(clause, text="", by=cast.issuer, at=NOW)
    for user in (cast.lead, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            services.edit_clause(clause, text="x", by=user, at=NOW)


def test_the_same_form_twice_makes_one_clause(draft: Agreement, cast: Cast) -> None:
    key = uuid.uuid4()
    for _time in range(2):
        services.add_clause(section(draft), text="Một", form_key=key, by=cast.issuer, at=NOW)
    assert Clause.objects.count() == 1


def test_the_words_of_a_clause_are_found(draft: Agreement, cast: Cast) -> None:
    clause = add(draft, cast, "Giao ban hằng quý")
    entry = SearchEntry.objects.get(kind="agreements.agreement", object_id=draft.pk)
    assert "Giao ban hằng quý" in entry.text

    services.remove_clause(clause, by=cast.issuer, at=NOW)

    entry.refresh_from_db()
    assert "Giao ban" not in entry.text


def test_a_copy_for_each_party_has_the_same_text_line_by_line(draft: Agreement, cast: Cast) -> None:
    add(draft, cast, "Trao đổi bằng văn bản")
    copy = services.copy_for_each_party(draft, by=cast.issuer, at=NOW)[0]

    assert take(copy)["sections"] == take(draft)["sections"]


@pytest.mark.differs
def test_the_database_freezes_sections_and_clauses_with_the_signature(cast: Cast) -> None:
    signed = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer)
    part = Section.objects.create(agreement=signed, kind="other", title="Phần")
    clause = Clause.objects.create(agreement=signed, section=part, text="Lời")
    AgreementFactory._meta.model.objects.filter(pk=signed.pk).update(
        ready_at=NOW, ready_by=cast.issuer
    )
    signed.refresh_from_db()
    from phoihop.documents.tests.factories import StoredFileFactory  # noqa: PLC0415 -- one test

    signed.signed_at, signed.signed_by, signed.signed_on = NOW, cast.issuer, NOW.date()
    signed.scan = StoredFileFactory.create()
    signed.save()

    for change in (
        lambda: Clause.objects.filter(pk=clause.pk).update(text="Khác"),
        lambda: Section.objects.filter(pk=part.pk).update(title="Khác"),
        lambda: Clause.objects.create(agreement=signed, section=part, text="Thêm"),
        lambda: Section.objects.create(agreement=signed, kind="other", title="Thêm"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_page_keeps_what_was_typed_and_shows_text_as_text(
    client: Client, draft: Agreement, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    url = reverse("agreements:clause_add", args=[draft.pk, section(draft).pk])
    evil = "<script>alert(1)</script>"

    refused = client.post(url, {"heading": "", "text": " "})
    assert refused.status_code == 422
    long = client.post(url, {"heading": "x" * 301, "text": evil})
    assert long.status_code == 422
    assert "&lt;script&gt;" in long.content.decode()
    assert client.post(url, {"text": evil}).status_code == 302

    text = client.get(reverse("agreements:text", args=[draft.pk])).content.decode()
    assert evil not in text
    assert "&lt;script&gt;alert(1)" in text
