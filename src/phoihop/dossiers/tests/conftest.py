"""A dossier of the issuing agency, and records to put in."""

import pytest

from conftest import Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.tests.factories import DossierFactory
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
