"""A dossier with papers and evidence, exported and opened."""

import zipfile

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.documents.models import Document, StoredFile
from phoihop.documents.services import add_file
from phoihop.documents.tests.test_previews import pdf_of
from phoihop.dossiers import exports
from phoihop.dossiers.models import Dossier
from phoihop.tasks.models import Evidence, Task, Update

PLAN = pdf_of("Ke hoach", "Trang hai")


def attach(document: Document, data: bytes, name: str, by: User) -> StoredFile:
    stored = files.store(data, name, accept=files.EVIDENCE)
    add_file(document, stored, name, by=by, at=NOW)
    return stored


def show(task: Task, data: bytes, name: str, by: User) -> None:
    """An update with evidence, as the lead agency wrote it."""
    agency = by.acting_agency
    assert agency is not None
    update = Update.objects.create(
        task=task, agency=agency, by=by, at=NOW, words="Đã tiêm 120 cháu", form_key=name
    )
    stored = files.store(data, name, accept=files.EVIDENCE)
    Evidence.objects.create(
        task=task, update=update, file=stored, name=name, added_at=NOW, added_by=by
    )


def exported(dossier: Dossier, by: User) -> zipfile.ZipFile:
    export = exports.ask_for_export(dossier, by=by, at=NOW)
    made = exports.make(export, at=NOW)
    assert made.made_at is not None, made.refusal
    return zipfile.ZipFile(exports.place_of(made))


def parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part by its path inside the one folder."""
    names = archive.namelist()
    assert len({name.split("/")[0] for name in names}) == 1
    return {name.partition("/")[2]: archive.read(name) for name in names}
