"""Names of exported files, what stops an export, who exports, the worker."""

import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from conftest import NOW, Cast
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.audit.models import Event
from phoihop.documents import files
from phoihop.documents.bytes_gone import remove_bytes
from phoihop.documents.models import Document, StoredFile
from phoihop.documents.services import add_file
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.tests.test_previews import docx_of, pdf_of
from phoihop.dossiers import exports, services
from phoihop.dossiers.export.names import Names, safe
from phoihop.dossiers.models import Dossier, Export
from phoihop.dossiers.tests.exports import PLAN, attach, exported, parts
from phoihop.dossiers.tests.factories import DossierFactory
from phoihop.jobs import worker
from phoihop.jobs.models import Job

pytestmark = pytest.mark.usefixtures("fresh_folder")


def test_names_are_safe_and_no_two_alike(cast: Cast, dossier: Dossier) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, code="../../etc/pass\\wd")
    names = ["a.pdf", "A.PDF", "..\\..\\x.pdf", "con.pdf", "index.html.pdf", "é.pdf"]
    for number, name in enumerate(names):
        data = pdf_of(f"Tep {number}")
        stored = files.store(data, "x.pdf", accept=files.EVIDENCE)
        held = add_file(paper, stored, "x.pdf", by=cast.issuer, at=NOW)
        type(held).objects.filter(pk=held.pk).update(name=name)
    services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    archive = exported(dossier, cast.issuer)

    listed = archive.namelist()
    assert len({name.casefold() for name in listed}) == len(listed)
    assert sum(name.lower().endswith(".pdf") for name in listed) == len(names) + 1
    for name in listed:
        assert ".." not in name.split("/")
        assert "\\" not in name
        assert not name.startswith("/")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("05-CTr/BTGHU", "05-CTr-BTGHU"),
        ("../../x", "-.-x"),
        ("a\0b\nc.pdf", "a b c.pdf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("...", "_"),
        ("", "_"),
        ("x" * 200 + ".pdf", "x" * 77 + ".pdf"),
        ("Kế hoạch. " + "y" * 200, ("Kế hoạch. " + "y" * 200)[:80]),
        ("\u202efdp.exe", "fdp.exe"),
    ],
)
def test_one_name(wanted: str, name: str) -> None:
    assert safe(wanted) == name


def test_the_second_of_two_names_gets_a_number() -> None:
    names = Names()

    assert [names.take(one) for one in ("a.pdf", "A.pdf", "a.pdf", "b", "b")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "b",
        "b (2)",
    ]


@pytest.mark.parametrize("harm", ["altered", "lost"])
def test_a_file_that_is_no_longer_itself_stops_the_export_by_its_name(
    cast: Cast, dossier: Dossier, document: Document, harm: str
) -> None:
    stored = attach(document, PLAN, "ke-hoach.pdf", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    place = Path(default_storage.path(stored.path))
    if harm == "altered":
        place.write_bytes(PLAN + b"x")
    else:
        place.unlink()
    try:
        export = exports.make(exports.ask_for_export(dossier, by=cast.issuer, at=NOW), at=NOW)
    finally:
        place.unlink(missing_ok=True)

    assert "ke-hoach.pdf" in export.refusal
    assert export.made_at is None
    assert not exports.place_of(export).exists()


def test_a_file_that_was_removed_by_order_is_passed_by_and_told(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    attach(document, PLAN, "ke-hoach.pdf", cast.issuer)
    stored = attach(document, docx_of("Lời riêng tư"), "rieng-tu.docx", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW, note="Bản chính")
    remove_bytes(stored, NOW)

    held = parts(exported(dossier, cast.issuer))

    assert any(path.endswith("ke-hoach.pdf") for path in held)
    assert not any(path.endswith("rieng-tu.docx") for path in held)
    assert "Bản chính; 1 tệp đã gỡ theo quyết định" in held["index.html"].decode()


def test_who_exported_stands_in_the_history(cast: Cast, full: Dossier) -> None:
    exported(full, cast.issuer)

    event = Event.objects.get(verb="dossier.exported")
    assert (event.by, event.object_id) == (cast.issuer, full.pk)
    assert Export.objects.get().asked_by == cast.issuer


@pytest.mark.parametrize("who", ["lead", "outsider", "inspector", "administrator"])
def test_only_writers_of_the_agency_export(cast: Cast, full: Dossier, who: str) -> None:
    with pytest.raises(PermissionDenied):
        exports.ask_for_export(full, by=getattr(cast, who), at=NOW)
    assert not Export.objects.exists()


def test_who_left_the_agency_meanwhile_gets_nothing(cast: Cast, full: Dossier) -> None:
    export = exports.ask_for_export(full, by=cast.issuer, at=NOW)
    member = export.acting
    member.ended_on = date(2019, 4, 16)
    member.save()

    made = exports.make(Export.objects.get(pk=export.pk), at=NOW)

    assert made.made_at is None
    assert made.refusal


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_a_large_dossier_is_made_by_the_worker_with_progress(
    cast: Cast, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        paper = DocumentFactory.create(owner=cast.issuer_agency)
        attach(paper, pdf_of(f"Trang {number}"), "a.pdf", cast.issuer)
        services.put_in(dossier, paper, by=cast.issuer, at=NOW)
    Job.objects.all().delete()
    monkeypatch.setattr(exports, "_ITEMS_AT_ONCE", 2)

    export = exports.ask_for_export(dossier, by=cast.issuer, at=NOW)
    assert export.job is not None
    worker.run_waiting()

    export.refresh_from_db()
    job = Job.objects.get(kind="dossiers.export")
    assert (job.state, job.done, job.total) == ("done", 4, 4)
    assert export.items == 3
    assert zipfile.ZipFile(exports.place_of(export)).testzip() is None


def test_many_files_and_scans_of_agreements_are_left_to_the_worker(
    cast: Cast, dossier: Dossier, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        attach(document, pdf_of(f"Trang {number}"), f"{number}.pdf", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is None

    monkeypatch.setattr(exports, "_FILES_AT_ONCE", 2)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is not None
    monkeypatch.undo()
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is None

    signed = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer, signed=True)
    assert signed.scan is not None
    StoredFile.objects.filter(pk=signed.scan.pk).update(size=30 * 1024 * 1024)
    services.put_in(dossier, signed, by=cast.issuer, at=NOW)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is not None


def test_folders_are_deleted_after_a_while_and_their_record_stays(
    cast: Cast, full: Dossier
) -> None:
    exported(full, cast.issuer)
    real = Path(exports.place_of(Export.objects.get())).stat().st_mtime

    assert exports.forget_old(NOW) == 0
    assert exports.forget_old(NOW.fromtimestamp(real, NOW.tzinfo) + timedelta(days=1)) == 1
    assert Export.objects.get().sha256


def test_an_export_costs_few_queries_more_for_each_record(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    small, large = DossierFactory.create_batch(2, owner=cast.issuer_agency, keeper=cast.issuer)
    for dossier, count in ((small, 2), (large, 12)):
        for _ in range(count):
            paper = DocumentFactory.create(owner=cast.issuer_agency, text="x")
            services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    with django_assert_max_num_queries(60):  # two for each document: its files, its recipients
        exported(large, cast.issuer)
