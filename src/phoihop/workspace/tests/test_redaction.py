"""After a redaction no column of the database holds the words, and the history still proves."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop import vntext
from phoihop.accounts.models import Membership, Role, User
from phoihop.agreements.models import Agreement, Signatory
from phoihop.audit import ledger
from phoihop.audit.history import history_of
from phoihop.audit.models import Change, Event
from phoihop.documents import files
from phoihop.documents.errors import FileWasRemoved
from phoihop.documents.models import Document, DocumentFile, FileText, SourceSpan, StoredFile
from phoihop.documents.services import add_file, edit_document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.dossiers import exports
from phoihop.dossiers.models import Export
from phoihop.inbox.models import Comment, Notice
from phoihop.jobs import worker
from phoihop.jobs.models import Job, JobState
from phoihop.search.models import SearchEntry
from phoihop.ui import clock
from phoihop.workspace import errors
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Intake, IntakeFact, Redaction, SavedSearch
from phoihop.workspace.redaction import services
from phoihop.workspace.redaction.columns import OF_THE_PROGRAM, PASSED_BY, every_column
from phoihop.workspace.redaction.services import Order
from phoihop.workspace.sample.build import create_sample

pytestmark = [pytest.mark.django_db, pytest.mark.differs]

# A name that nothing else in any test bears.
WORDS = "Hoà Quýt Thuỷ Vân"
TEXT = f"Kính gửi các đơn vị. Đồng chí {WORDS} đã trình bày ý kiến. Hội nghị kết thúc lúc 11 giờ."


def quiet(_done: int, _total: int) -> None:
    """Nobody looks at the bar."""


def order(words: str = WORDS, **facts: Any) -> Order:
    values = {"file": None, "basis": "Luật 91/2025/QH15", "reason": "Yêu cầu của người dân"}
    return Order(words=words, **(values | {"form_key": f"k{len(words)}"} | facts))


def redact(words: str, by: User, **facts: Any) -> Redaction:
    """All of it, with every form found, as the pages and the jobs do it."""
    asked = services.ask(order(words, **facts), by=by, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    asked.refresh_from_db()
    services.confirm(asked, forms=asked.found["forms"], files=asked.found["files"], by=by, at=NOW)
    return services.carry_out(asked, by=by, at=NOW, tell=quiet)


def every_text() -> Iterator[tuple[str, str]]:
    """(table.column, value) of every text and JSON column of the whole database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names the database gave
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, str | dict | list):
                        yield f"{table}.{name}", _plain(value)


def _plain(value: Any) -> str:
    """As a person would read it, whatever way the database keeps it."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return unquote_plus(value)
    return unquote_plus(json.dumps(value, ensure_ascii=False))


def places_of(words: str) -> set[str]:
    """Where the words stand anywhere in the database, with accents or without."""
    wanted = f" {vntext.search_folded(words)} "
    together = wanted.replace(" ", "")
    return {
        place
        for place, text in every_text()
        if wanted in f" {vntext.search_folded(text)} " or vntext.fold(text) == together
    }


@pytest.fixture
def document(cast: Cast) -> Document:
    """A paper with a history, a span, a file, a comment, an intake and saved searches."""
    made = DocumentFactory.create(owner=cast.issuer_agency, subject=f"Về ý kiến của {WORDS}")
    edit_document(made, {"text": TEXT, "signer_name": WORDS.upper()}, by=cast.issuer, at=NOW)
    corrected = unicodedata.normalize("NFD", TEXT.replace("Hoà", "Hòa"))
    edit_document(made, {"recipients_text": corrected}, by=cast.issuer, at=NOW)
    start = TEXT.index(WORDS)
    SourceSpan.objects.create(
        document=made,
        kind="documents.document",
        object_id=made.pk,
        start=TEXT.index("Hội nghị"),
        end=TEXT.index("Hội nghị") + 8,
        text="Hội nghị",
        sentence=TEXT,
    )
    stored = files.store(f"Tệp nói về {WORDS}.".encode(), "a.txt", accept=files.TEXT)
    add_file(made, stored, f"Ý kiến {WORDS}.txt", by=cast.issuer, at=NOW)
    FileText.objects.update_or_create(file=stored, defaults={"text": f"Tệp nói về {WORDS}."})
    Comment.objects.create(
        kind="documents.document",
        object_id=made.pk,
        by=cast.issuer,
        agency=cast.issuer_agency,
        at=NOW,
        words="hoa quyt thuy van gọi lại sau",
        form_key="c1",
    )
    Notice.objects.create(
        user=cast.issuer,
        agency=cast.issuer_agency,
        kind="documents.document",
        object_id=made.pk,
        said=[{"verb": "x", "words": f"nhắc {WORDS}", "by": [WORDS], "count": 1}],
        first_at=NOW,
        last_at=NOW,
    )
    receive_text(TEXT, name=f"{WORDS}.txt", by=cast.issuer, at=NOW)
    SavedSearch.objects.create(
        user=cast.issuer,
        agency=cast.issuer_agency,
        name="Tìm người",
        query=f"q={quote_plus(WORDS)}&year=2019",
        saved_at=NOW,
    )
    assert start > 0
    return made


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


def test_what_is_asked_for_again_by_the_same_form_is_one(cast: Cast) -> None:
    first, again = (services.ask(order(), by=cast.administrator, at=NOW) for _ in range(2))
    assert first == again
    assert Job.objects.count() == 1


def test_looking_alone_changes_nothing_and_leaves_a_trace(cast: Cast, document: Document) -> None:
    before = places_of(WORDS)
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    assert places_of(WORDS) - before == {"workspace_redaction.words", "workspace_redaction.found"}
    assert Event.objects.filter(verb="redaction.asked", by=cast.administrator).exists()

    services.drop(asked, by=cast.administrator, at=NOW)
    assert places_of(WORDS) == before
    with pytest.raises(errors.RedactionClosed):
        services.confirm(asked, forms=[WORDS], files=[], by=cast.administrator, at=NOW)


def test_only_an_administrator_may(cast: Cast) -> None:
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    for user in (cast.issuer_leader, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            services.ask(order(form_key="x"), by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            services.confirm(asked, forms=[WORDS], files=[], by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            services.drop(asked, by=user, at=NOW)
        assert not Redaction.objects.visible_to(user).exists()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"words": "ab"}, errors.WordsTooShort, id="two letters"),
        pytest.param({"words": "..!!"}, errors.WordsTooShort, id="no letter"),
        pytest.param(
            {"reason": f"theo đơn của {WORDS.lower()}"}, errors.WordsInTheReason, id="in the reason"
        ),
        pytest.param({"basis": f"đơn {WORDS}"}, errors.WordsInTheReason, id="in the ground"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    cast: Cast, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.ask(order(**facts), by=cast.administrator, at=NOW)
    assert not Redaction.objects.exists()


def test_nothing_chosen_is_refused(cast: Cast, document: Document) -> None:
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    with pytest.raises(errors.NothingChosen):  # not looked for yet
        services.confirm(asked, forms=[WORDS], files=[], by=cast.administrator, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    with pytest.raises(errors.NothingChosen):
        services.confirm(asked, forms=["khác"], files=[999], by=cast.administrator, at=NOW)


def test_a_failure_in_the_middle_changes_nothing(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places_of(WORDS)

    def fail(*_args: object, **_more: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("phoihop.workspace.redaction.removing.audit.remove_values", fail)
    with pytest.raises(DatabaseError, match="gone"), transaction.atomic():
        redact(WORDS, cast.administrator)
    assert places_of(WORDS) == before
    assert not StoredFile.objects.exclude(removed_at=None).exists()


def test_signed_papers_are_redacted_and_frozen_again() -> None:
    """The sample office whole: a name that signed, led, wrote and was written of."""
    create_sample(at=clock.now())
    signer = Signatory.objects.exclude(agreement__signed_at=None).earliest("pk")
    name = signer.name
    administrator = User.objects.get(username="quantri")
    administrator.acting = Membership.objects.get(user=administrator, role=Role.ADMINISTRATOR)
    ledger.seal_events(NOW)
    assert len(places_of(name)) > 3

    redact(name, administrator)

    assert places_of(name) == set()
    assert ledger.verify().holds
    signer.refresh_from_db()
    assert "gỡ" in signer.name
    agreement = Agreement.objects.get(pk=signer.agreement_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(title="Sửa sau khi ký")
    with pytest.raises(DatabaseError), transaction.atomic():
        Signatory.objects.filter(pk=signer.pk).update(name="Người khác")


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_once_and_the_disk_forgets(
    cast: Cast, document: Document, settings: Settings, tmp_path: Path
) -> None:
    settings.DERIVED_DIR = tmp_path
    stored = DocumentFile.objects.get().file
    path = Path(default_storage.path(stored.path))
    folder = exports.place_of(Export(pk=7))  # of a dossier, made before
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(WORDS.encode())
    export = Path(settings.DERIVED_DIR) / "exports" / "1.zip"
    export.parent.mkdir(parents=True, exist_ok=True)
    export.write_text(WORDS, encoding="utf-8")
    asked = services.ask(order(), by=cast.administrator, at=NOW)
    worker.run_waiting()
    asked.refresh_from_db()
    services.confirm(
        asked,
        forms=asked.found["forms"],
        files=asked.found["files"],
        by=cast.administrator,
        at=NOW,
    )
    worker.run_waiting()

    job = Job.objects.get(kind=services.REMOVE)
    assert (job.state, job.error) == (JobState.DONE, "")
    assert places_of(WORDS) == set()
    assert not path.exists()
    assert not export.exists()
    assert not folder.exists()
    assert not SearchEntry.objects.filter(folded__contains="quyt thuy").exists()
    services.carry_out(asked, by=cast.administrator, at=NOW, tell=quiet)
    assert Event.objects.filter(verb="redaction.done").count() == 1
    if connection.vendor == "sqlite":
        raw = Path(str(connection.settings_dict["NAME"])).read_bytes()
        assert WORDS.encode() not in raw
        assert b"hoa quyt thuy van" not in raw
