"""Evidence is found by its words, and only by who reads the words of its task."""

from datetime import UTC, date, datetime

import pytest

from conftest import NOW, Cast
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.agencies.models import Agency
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents import files, texts
from phoihop.documents.models import FileText
from phoihop.documents.tests.test_previews import docx_of
from phoihop.inbox.models import Notice
from phoihop.jobs import worker
from phoihop.search.engine import Audience, Found, find
from phoihop.search.models import SearchEntry
from phoihop.tasks import errors, services
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


def report(task: Task, cast: Cast, *, is_read: bool = True, at: datetime = NOW) -> Evidence:
    stored = files.store(docx_of(f"Mỗi thôn một {WORDS}."), "a.docx", accept=files.EVIDENCE)
    if is_read:
        texts.read(stored)
    facts = UpdateFacts("Đã chọn xong", 40, files=[(stored, "danh-sach.docx")])
    services.post_update(task, facts, by=cast.lead, at=at)
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


def test_its_day_is_that_of_the_office(cast: Cast, task: Task) -> None:
    early = datetime(2019, 4, 16, 18, tzinfo=UTC)  # one o'clock of the 17th
    row = report(task, cast, at=early)

    assert SearchEntry.objects.get(kind="tasks.evidence", object_id=row.pk).date == date(
        2019, 4, 17
    )


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


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_evidence_with_a_mark_of_secrecy_is_taken_away_and_refused_the_next_time(
    cast: Cast, task: Task
) -> None:
    stored = files.store(docx_of("Số 05", "TỐI MẬT", WORDS), "a.docx", accept=files.EVIDENCE)
    facts = UpdateFacts("Đã chọn xong", 40, files=[(stored, "danh-sach.docx")])
    services.post_update(task, facts, by=cast.lead, at=NOW)

    worker.run_waiting()

    stored.refresh_from_db()
    assert stored.removed_at is not None
    assert FileText.objects.get(file=stored).text == ""
    assert search(cast.lead_agency).hits == []
    verbs = [one["verb"] for row in Notice.objects.filter(user=cast.lead) for one in row.said]
    assert verbs == ["tasks.evidence_marked"]
    with pytest.raises(errors.EvidenceMarked):
        services.post_update(task, facts, by=cast.lead, at=NOW)
