"""Evidence is found by its words, and only by who reads the words of its task."""

import pytest

from conftest import NOW, Cast
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.agencies.models import Agency
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents import files, texts
from phoihop.documents.tests.test_previews import docx_of
from phoihop.jobs import worker
from phoihop.search.engine import Audience, Found, find
from phoihop.tasks import services
from phoihop.tasks.models import Evidence, Task, TaskCoordination
from phoihop.tasks.services import UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import reindex_viewers

WORDS = "cộng tác viên dinh dưỡng"


def search(agency: Agency) -> Found:
    return find(Audience(agency.pk), WORDS)


@pytest.fixture
def task(cast: Cast) -> Task:
    """Of a signed programme: the outside agency is a party and sees how far it is."""
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.outside_agency],
        signed=True,
    )
    made: Task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, agreement=agreement
    )
    return made


def report(task: Task, cast: Cast, *, is_read: bool = True) -> Evidence:
    stored = files.store(docx_of(f"Mỗi thôn một {WORDS}."), "a.docx", accept=files.EVIDENCE)
    if is_read:
        texts.read(stored)
    facts = UpdateFacts("Đã chọn xong", 40, files=[(stored, "danh-sach.docx")])
    services.post_update(task, facts, by=cast.lead, at=NOW)
    made: Evidence = task.evidence.get()
    return made


@pytest.mark.differs
def test_who_reads_the_words_finds_the_file(cast: Cast, task: Task) -> None:
    row = report(task, cast)

    for agency in (cast.issuer_agency, cast.lead_agency):
        [hit] = search(agency).hits
        assert (hit.kind, hit.object_id) == ("tasks.evidence", row.pk)
        assert hit.url == f"/nhiem-vu/{task.pk}/minh-chung/{row.pk}/xem/"
        assert WORDS in "".join(part.text for part in hit.snippet)


@pytest.mark.differs
def test_who_sees_only_how_far_the_task_is_finds_nothing(cast: Cast, task: Task) -> None:
    report(task, cast)

    assert task.viewers.filter(agency=cast.outside_agency, level=2).exists()
    assert search(cast.outside_agency).hits == []
    assert search(cast.partner_agency).hits == []


def test_an_inspector_finds_what_the_place_has(cast: Cast, task: Task) -> None:
    report(task, cast)
    scope = agencies_in_scope(cast.inspector, NOW.date())
    assert scope is not None
    inspects = Audience(cast.inspector.acting.agency_id, scope.values("agency"))  # type: ignore[union-attr]  # acts

    assert find(inspects, WORDS).total == 1


@pytest.mark.differs
def test_who_comes_to_read_the_words_finds_them_and_who_leaves_does_not(
    cast: Cast, task: Task
) -> None:
    report(task, cast)
    joined = TaskCoordination.objects.create(task=task, agency=cast.outside_agency)
    reindex_viewers([task.pk])
    assert search(cast.outside_agency).total == 1

    joined.delete()
    reindex_viewers([task.pk])

    assert search(cast.outside_agency).hits == []
    assert search(cast.lead_agency).total == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_nobody_has_read(cast: Cast, task: Task) -> None:
    report(task, cast, is_read=False)
    assert search(cast.lead_agency).hits == []

    worker.run_waiting()

    assert search(cast.lead_agency).total == 1
