"""An outsider tries every address of the rooms with the numbers of other people's records."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from conftest import Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.workspace.models import Intake, IntakeFact
from tests.architecture.urls import every_address

PRIVATE_ROOMS = (
    "tasks:",
    "agreements:",
    "documents:",
    "incoming:",
    "dossiers:",
    "inspections:",
    "urging:urge",
    "urging:letter",
    "urging:own_mail",
    "terms:",
    "inbox:",
    "calendars:week_",
    "workspace:intake_",
    "imports:",
)


@pytest.fixture
def records(cast: Cast) -> tuple[Document, Agreement, Task, Intake]:
    document = DocumentFactory.create(owner=cast.issuer_agency, pk=701)
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        pk=701,
    )
    ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency, pk=701)
    task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, agreement=agreement, pk=701
    )
    at = datetime(2019, 3, 1, tzinfo=UTC)
    intake = Intake.objects.create(
        pk=701,
        owner=cast.issuer_agency,
        name="tin.txt",
        sha256="a" * 64,
        text="Tin",
        received_at=at,
        received_by=cast.issuer,
        read_at=at,
    )
    IntakeFact.objects.create(
        intake=intake, order=700, kind="agency", label="x", read={"name": "x"}, value={"name": "x"}
    )
    return document, agreement, task, intake


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_outsider_finds_nothing_and_changes_nothing(
    client: Client, cast: Cast, method: str
) -> None:
    client.force_login(cast.outsider)
    before = Event.objects.count()
    tried = {}

    for address in every_address():
        numbers = {name: 701 for name, kind in address.arguments if kind == "IntConverter"}
        if numbers and address.name.startswith(PRIVATE_ROOMS):
            tried[address.name] = getattr(client, method)(address.path(**numbers)).status_code

    assert len(tried) > 20
    assert {name: code for name, code in tried.items() if code not in {404, 405}} == {}
    assert Event.objects.count() == before


@pytest.mark.usefixtures("records")
def test_no_page_says_anything_of_other_people_s_records(client: Client, cast: Cast) -> None:
    Task.objects.update(title="Việc kín đáo", product="Việc kín đáo")
    client.force_login(cast.outsider)
    answers = {}

    for address in every_address():
        numbers = {name: 701 for name, kind in address.arguments if kind == "IntConverter"}
        answer = client.get(address.path(**numbers), {"q": "viec kin dao chuong trinh phoi hop"})
        text = b"" if answer.streaming else answer.content
        answers[address.name] = (answer.status_code, text)

    assert {name: code for name, (code, _text) in answers.items() if code >= 500} == {}
    secret = (
        "Việc kín đáo".encode(),
        "Chương trình phối hợp số".encode(),
        "thử nghiệm số".encode(),
    )
    telling = [name for name, (_c, text) in answers.items() if any(word in text for word in secret)]
    assert telling == []
