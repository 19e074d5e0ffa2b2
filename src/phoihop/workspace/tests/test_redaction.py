"""Words that were ordered away are nowhere any more; the rest stands."""

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop import vntext
from phoihop.audit import ledger
from phoihop.audit.history import history_of
from phoihop.audit.models import Change, Event
from phoihop.documents import files
from phoihop.documents.errors import FileWasRemoved
from phoihop.documents.models import Document, DocumentFile, SourceSpan
from phoihop.documents.services import add_file
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.inbox.models import Comment
from phoihop.jobs import worker
from phoihop.workspace.models import Intake, IntakeFact, Redaction, SavedSearch
from phoihop.workspace.redaction import services
from phoihop.workspace.redaction.columns import OF_THE_PROGRAM, PASSED_BY, every_column
from phoihop.workspace.tests.ordering_away import WORDS, order, places_of, quiet, redact

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def test_no_column_of_the_database_holds_the_words_afterwards(
    cast: Cast, document: Document
) -> None:
    ledger.seal_events(NOW)
    digests = dict(Change.objects.values_list("pk", "digest"))
    assert len(places_of(WORDS)) > 12

    done = redact(WORDS, cast.administrator)

    assert places_of(WORDS) == set()
    assert done.found == {"left": [], "files": []}
    assert done.words == ""
    report = ledger.verify()
    assert report.holds, [str(fault) for fault in report.faults]
    assert report.redacted > 0
    assert dict(Change.objects.filter(pk__in=digests).values_list("pk", "digest")) == digests


def test_every_text_column_is_searched_or_on_the_written_list() -> None:
    """A column of the same name in another table is not left out with it."""
    searched = {f"{column.kind}.{column.name}" for column in every_column()}
    texts = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in PASSED_BY and not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not (field.choices or field.primary_key)
    }

    keys = {name for name in texts if name.endswith(".form_key")}
    assert "inspections.check.form_key" in keys
    assert texts - searched == OF_THE_PROGRAM | keys
    assert {"documents.duty.what", "imports.sheetupload.refusal"} <= searched


def test_the_mark_says_on_what_ground(cast: Cast, document: Document) -> None:
    redact(WORDS, cast.administrator)
    document.refresh_from_db()

    assert document.subject == "Về ý kiến của [đã gỡ theo Luật 91/2025/QH15]"
    assert document.signer_name == "[đã gỡ theo Luật 91/2025/QH15]"
    assert Comment.objects.get().words == "[đã gỡ theo Luật 91/2025/QH15] gọi lại sau"
    assert "hoà" not in document.words
    assert not SavedSearch.objects.exists()


def test_marks_in_the_text_point_at_the_same_words_as_before(
    cast: Cast, document: Document
) -> None:
    facts = {f.pk: Intake.objects.get().text[f.start : f.end] for f in _spanned()}
    redact(WORDS, cast.administrator)

    span = SourceSpan.objects.get()
    assert span.document.text[span.start : span.end] == "Hội nghị"
    assert span.stands()
    text = Intake.objects.get().text
    for fact in _spanned():
        if WORDS not in facts[fact.pk]:
            assert text[fact.start : fact.end] == facts[fact.pk]


def _spanned() -> list[IntakeFact]:
    return list(IntakeFact.objects.exclude(start=None))


def test_who_when_and_why_stand_in_the_history_without_the_words(
    cast: Cast, document: Document
) -> None:
    redact(WORDS, cast.administrator)

    event = Event.objects.get(verb="redaction.done")
    assert (event.by, event.at) == (cast.administrator, NOW)
    said = dict(event.changes.values_list("field", "new"))
    assert said == {"basis": "Luật 91/2025/QH15", "reason": "Yêu cầu của người dân"}
    [line, *_rest] = history_of(document)
    assert line.verb == "record.redacted"
    assert any("đã xóa" in change.old for older in history_of(document) for change in older.changes)


def test_the_file_that_holds_the_words_goes_with_them(cast: Cast, document: Document) -> None:
    stored = DocumentFile.objects.get().file
    path = stored.path
    with transaction.atomic():
        redact(WORDS, cast.administrator)
        assert default_storage.exists(path)  # until the transaction commits
    stored.refresh_from_db()

    assert (stored.path, stored.removed_at) == ("", NOW)
    assert stored.read_text.text == ""
    assert DocumentFile.objects.get().name == "Ý kiến [đã gỡ theo Luật 91/2025/QH15].txt"
    with pytest.raises(FileWasRemoved):
        files.store(f"Tệp nói về {WORDS}.".encode(), "b.txt", accept=files.TEXT)
    assert files.download(stored, "a.txt").status_code == 410


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_not_chosen_keeps_its_words_and_is_named(
    client: Client, cast: Cast, document: Document
) -> None:
    stored = DocumentFile.objects.get().file
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    worker.run_waiting()
    asked.refresh_from_db()
    forms = asked.found["forms"]
    services.confirm(asked, forms=forms, files=[], by=cast.administrator, at=NOW)
    worker.run_waiting()
    done = Redaction.objects.get()

    stored.refresh_from_db()
    assert stored.removed_at is None
    assert stored.read_text.text == f"Tệp nói về {WORDS}."
    assert done.found == {"left": [], "files": [stored.pk]}
    assert places_of(WORDS) == {"documents_filetext.text"}
    client.force_login(cast.administrator)
    for address in (done.get_absolute_url(), reverse("workspace:redactions")):
        page = client.get(address).content.decode()
        assert "ã gỡ ở mọi nơi" not in page
    assert stored.sha256 in client.get(done.get_absolute_url()).content.decode()
    again = services.ask(order(form_key="again"), by=cast.administrator, at=NOW)
    services.look(again, at=NOW, tell=quiet)
    again.refresh_from_db()
    assert again.found["files"] == [stored.pk]


def test_a_file_alone_is_removed_wherever_it_is_held(cast: Cast) -> None:
    stored = files.store(b"Noi dung bi go bo.", "a.txt", accept=files.TEXT)
    papers = DocumentFactory.create_batch(2, owner=cast.issuer_agency)
    for paper in papers:
        add_file(paper, stored, "a.txt", by=cast.issuer, at=NOW)
    redact("", cast.administrator, file=stored)

    stored.refresh_from_db()
    assert stored.removed_at == NOW
    for paper in papers:
        assert any(line.verb == "record.redacted" for line in history_of(paper.files.get()))


def test_forms_that_were_not_chosen_stay(cast: Cast) -> None:
    meant = DocumentFactory.create(owner=cast.issuer_agency, subject="Ý kiến của Bùi Thị Lá")
    other = DocumentFactory.create(owner=cast.issuer_agency, subject="Ý kiến của Bùi Thị La")
    within = DocumentFactory.create(owner=cast.issuer_agency, subject="Bùi Thị Lách và Bùi Thị Lám")
    asked = services.ask(order("Bùi Thị Lá"), by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    asked.refresh_from_db()
    assert set(asked.found["forms"]) == {"Bùi Thị Lá", "Bùi Thị La"}

    services.confirm(asked, forms=["Bùi Thị Lá"], files=[], by=cast.administrator, at=NOW)
    services.carry_out(asked, by=cast.administrator, at=NOW, tell=quiet)
    for row in (meant, other, within):
        row.refresh_from_db()
    assert "gỡ" in meant.subject
    assert other.subject == "Ý kiến của Bùi Thị La"
    assert within.subject == "Bùi Thị Lách và Bùi Thị Lám"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        pytest.param("0912 345 678", "gọi 0912.345.678 nhé", id="a telephone number"),
        pytest.param("0912.345.678", "gọi 0912345678 nhé", id="figures written together"),
        pytest.param("14-KH/BTGThU", "kế hoạch 14 kh btgthu", id="a symbol"),
        pytest.param("thủy lợi", "THUỶ LỢI", id="another tone place, capitals"),
        pytest.param("Đào Đức", "dao\nduc", id="no accents, another line"),
    ],
)
def test_words_are_found_however_they_are_written(cast: Cast, words: str, written: str) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, subject=f"a {written} b")
    redact(words, cast.administrator)
    paper.refresh_from_db()
    assert vntext.search_folded(words) not in vntext.search_folded(paper.subject)
    assert paper.subject.startswith("a ")
    assert paper.subject.endswith(" b") or "gọi" in paper.subject
