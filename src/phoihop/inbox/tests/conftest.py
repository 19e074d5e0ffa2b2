"""One task, one agreement, one document of the cast, as every test of this room needs them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from conftest import NOW, Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.models import Document, DocumentViewer
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """Signed between the issuing, the lead and the partner agency."""
    return AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
    )


@pytest.fixture
def task(cast: Cast, agreement: Agreement) -> Task:
    """Of the issuing agency, led by the lead agency; the partner sees its state alone."""
    return TaskFactory.create(
        title="Tổng kết chuyên đề",
        assigner=cast.issuer_agency,
        assigned_by=cast.issuer,
        lead_agency=cast.lead_agency,
        agreement=agreement,
    )


@pytest.fixture
def document(cast: Cast) -> Document:
    """Of the issuing agency, sent to the lead agency."""
    document = DocumentFactory.create(owner=cast.issuer_agency)
    DocumentViewer.objects.create(agency=cast.lead_agency, document=document)
    return document


@pytest.fixture
def frozen() -> Any:
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        yield


@pytest.fixture
def records(task: Task, agreement: Agreement, document: Document) -> dict[str, Any]:
    return {"task": task, "agreement": agreement, "document": document}
