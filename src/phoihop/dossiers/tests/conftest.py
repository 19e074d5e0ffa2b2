"""A dossier of the issuing agency, and records to put in."""

from pathlib import Path

import pytest
from django.conf import settings

from conftest import NOW, Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents import files
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.tests.test_previews import docx_of, pdf_of
from phoihop.dossiers import services
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.tests.exports import PLAN, attach, show
from phoihop.dossiers.tests.factories import DossierFactory, closed
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    made: Dossier = DossierFactory.create(owner=cast.issuer_agency, keeper=cast.issuer)
    return made


@pytest.fixture
def document(cast: Cast) -> Document:
    made: Document = DocumentFactory.create(owner=cast.issuer_agency)
    return made


@pytest.fixture
def task(cast: Cast) -> Task:
    made: Task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    return made


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    made: Agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
    )
    return made


@pytest.fixture
def fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DERIVED_DIR", tmp_path / "derived")


@pytest.fixture
def full(
    cast: Cast, dossier: Dossier, document: Document, agreement: Agreement, task: Task
) -> Dossier:
    """A document with a PDF, a signed paper, a task with evidence; closed."""
    Document.objects.filter(pk=document.pk).update(
        signer_name="Trần Văn A", signer_title="Phó Bí thư", urgency="very_urgent"
    )
    attach(document, PLAN, "kế hoạch.pdf", cast.issuer)
    signed = files.store(pdf_of("Ban ky"), "ban-ky.pdf", accept=files.SCAN)
    Agreement.objects.filter(pk=agreement.pk).update(scan=signed, scan_name="bản ký.pdf")
    show(task, docx_of("Danh sách tiêm chủng"), "danh-sach.docx", cast.lead)
    for record, note in ((document, "Bản chính"), (agreement, ""), (task, "")):
        services.put_in(dossier, record, by=cast.issuer, at=NOW, note=note)
    return closed(dossier, cast.issuer)
