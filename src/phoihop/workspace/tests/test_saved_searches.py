"""The filters of the search page, and searches that are kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.agencies.models import Tenure
from phoihop.agencies.services.checks import index_official
from phoihop.agencies.tests.factories import OfficialFactory
from phoihop.audit.models import Event
from phoihop.documents.models import Document, Register
from phoihop.documents.services import put_in_search as index_document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.viewers import reindex_viewers as reindex_documents
from phoihop.inbox.models import Notice
from phoihop.search import services as search
from phoihop.search.engine import newest
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.services.common import put_in_search as index_tasks
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import reindex_viewers as reindex_tasks
from phoihop.ui import clock
from phoihop.workspace import saved
from phoihop.workspace.errors import NothingToSave, TooManySaved
from phoihop.workspace.models import SavedSearch

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def a_task(cast: Cast, title: str, **facts: object) -> Task:
    """A task that the issuing agency assigned, in the index."""
    task = TaskFactory.create(
        title=title, assigner=cast.issuer_agency, lead_agency=cast.lead_agency, **facts
    )
    reindex_tasks([task.pk])
    index_tasks([task])
    search.set_viewers(task, TaskViewer.objects.filter(task=task).values_list("agency", flat=True))
    return task


def a_document(cast: Cast, subject: str, **facts: object) -> None:
    """A paper in the register of the issuing agency, in the index."""
    document = DocumentFactory.create(owner=cast.issuer_agency, subject=subject, **facts)
    index_document(document)
    reindex_documents([document.pk])


def titles(client: Client, **query: object) -> set[str]:
    """What the page shows; of papers without number and symbol."""
    page = client.get("/tim/", {"q": "tiem chung", **query})  # type: ignore[arg-type]  # words
    assert page.status_code == 200
    shown = ("".join(part.text for part in line.hit.title) for line in page.context["lines"])
    return {title.partition("/TW ")[2] or title for title in shown}


@pytest.fixture
def found(client: Client, cast: Cast) -> Client:
    """Two tasks, two papers and an official, read by the one who assigned the tasks."""
    client.force_login(cast.issuer)
    late = clock.today() - timedelta(days=3)
    soon = clock.today() + timedelta(days=90)
    a_task(cast, "Tiêm chủng muộn", due_on=late, first_due_on=late, assigned_on=late)
    a_task(cast, "Tiêm chủng sau", due_on=soon, first_due_on=soon)
    a_document(cast, "Kế hoạch tiêm chủng", kind="KH", register=Register.OUTGOING)
    a_document(
        cast,
        "Chỉ thị tiêm chủng",
        kind="CT",
        register=Register.INCOMING,
        issuer=cast.outside_agency,
    )
    person = OfficialFactory.create(full_name="Tiêm Văn Chủng")
    Tenure.objects.create(official=person, agency=cast.lead_agency, title="Trưởng phòng")
    index_official(person)
    return client


def test_filters_leave_what_fits_them(found: Client, cast: Cast) -> None:
    lead, outside = cast.lead_agency.name, cast.outside_agency.name

    assert len(titles(found)) == 5
    assert titles(found, agency=lead) == {"Tiêm chủng muộn", "Tiêm chủng sau", "Tiêm Văn Chủng"}
    assert titles(found, agency=outside) == {"Chỉ thị tiêm chủng"}
    assert titles(found, paper="KH") == {"Kế hoạch tiêm chủng"}
    assert titles(found, state="task:late") == {"Tiêm chủng muộn"}
    assert titles(found, state="task:open") == {"Tiêm chủng muộn", "Tiêm chủng sau"}
    assert titles(found, state="document:incoming") == {"Chỉ thị tiêm chủng"}
    assert titles(found, state="task:late", agency=outside) == set()
    assert titles(found, state="task:late", paper="KH") == set()
    assert titles(found, kind="documents.document", agency=lead) == set()


def test_the_side_list_counts_what_the_filters_leave(found: Client, cast: Cast) -> None:
    page = found.get("/tim/", {"q": "tiem chung", "agency": cast.lead_agency.name})

    counts = {room.kind: room.count for room in page.context["rooms"]}
    assert counts == {"tasks.task": 2, "agencies.official": 1}


def test_a_filter_that_makes_no_sense_is_named_and_kept(found: Client) -> None:
    page = found.get(
        "/tim/", {"q": "tiem chung", "agency": "Cơ quan không có", "year": "x", "state": "lạ"}
    )

    assert page.status_code == 200  # the rest still finds
    assert set(page.context["form"].errors) == {"agency", "year", "state"}
    assert "Cơ quan không có" in page.content.decode()
    assert len(page.context["lines"]) == 5


def test_filters_find_nothing_that_may_not_be_seen(
    found: Client, cast: Cast, client: Client
) -> None:
    client.force_login(cast.outsider)

    assert titles(client, state="task:open") == set()
    assert titles(client, agency=cast.lead_agency.name) == {"Tiêm Văn Chủng"}


def test_filters_cost_the_same_whatever_is_found(found: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            found.get("/tim/", {"q": "tiem chung", "state": "task:open"})
        return len(queries)

    cost()
    few = cost()
    for number in range(30):
        a_task(cast, f"Tiêm chủng {number}")
    assert cost() <= few  # enough in the first place it looks: fewer places


def kept(cast: Cast, query: str = "q=tiem+chung", name: str = "") -> SavedSearch:
    return saved.save_search(QueryDict(query), name=name, by=cast.issuer, at=NOW)


def test_a_search_is_saved_once_and_without_its_page(cast: Cast) -> None:
    first = kept(cast, "q=+tiem++chung&page=3&kind=tasks.task&year=&saved=9")
    again = kept(cast, "kind=tasks.task&q=tiem+chung", name="Tiêm chủng của ta")

    assert first.pk == again.pk
    assert SavedSearch.objects.get().name == "Tiêm chủng của ta"
    assert first.query == "q=tiem+chung&kind=tasks.task"
    assert Event.objects.filter(verb="search.saved").count() == 2


def test_what_cannot_be_saved(cast: Cast) -> None:
    with pytest.raises(NothingToSave):
        kept(cast, "year=2019")
    for number in range(50):
        kept(cast, f"q=so+{number}")
    with pytest.raises(TooManySaved):
        kept(cast, "q=mot+nua")
    assert SavedSearch.objects.count() == 50


def test_new_results_are_told_once_and_only_what_may_be_seen(cast: Cast) -> None:
    a_document(cast, "Tiêm chủng có từ trước")
    mine = kept(cast)
    saved.check_all(NOW, lambda done, total: None)
    assert not Notice.objects.exists()

    a_document(cast, "Tiêm chủng mới về")
    hidden = DocumentFactory.create(owner=cast.outside_agency, subject="Tiêm chủng của người khác")
    index_document(hidden)
    reindex_documents([hidden.pk])
    for _again in range(2):
        saved.check_all(NOW, lambda done, total: None)

    [notice] = Notice.objects.all()
    assert (notice.user, notice.kind, notice.object_id) == (
        cast.issuer,
        "workspace.savedsearch",
        mine.pk,
    )
    mine.refresh_from_db()
    assert mine.new_found == 1


def test_what_was_committed_late_is_told_all_the_same(cast: Cast) -> None:
    mine = kept(cast)
    a_document(cast, "Tiêm chủng ghi xong muộn")
    # The check ran while the paper had its number in the index and was not committed yet.
    SavedSearch.objects.update(checked=newest() + 1)
    a_document(cast, "Việc khác")
    for _again in range(2):
        saved.check_all(NOW, lambda done, total: None)

    [notice] = Notice.objects.all()
    assert (notice.object_id, notice.count) == (mine.pk, 1)


def test_something_new_is_told_though_something_older_went(cast: Cast) -> None:
    kept(cast)
    a_document(cast, "Tiêm chủng sẽ bỏ đi")
    saved.check_all(NOW, lambda done, total: None)
    search.remove(Document.objects.get())
    a_document(cast, "Tiêm chủng mới")
    saved.check_all(NOW, lambda done, total: None)

    assert Notice.objects.get().count == 2
    assert SavedSearch.objects.get().new_found == 1


def test_saving_locks_the_owner_first(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        kept(cast)
    asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]

    assert 'FROM "accounts_user"' in asked[0]
    if connection.features.has_select_for_update:
        assert asked[0].endswith("FOR UPDATE")


def test_nobody_is_told_who_does_not_want_to_or_left(cast: Cast) -> None:
    quiet = kept(cast, "q=tiem+chung")
    saved.set_tells(quiet, False, by=cast.issuer, at=NOW)
    left = saved.save_search(QueryDict("q=tiem+chung"), name="", by=cast.lead, at=NOW)
    cast.lead.memberships.update(ended_on=NOW.date())
    a_document(cast, "Tiêm chủng mới", issuer=cast.lead_agency)

    saved.check_all(NOW, lambda done, total: None)

    assert not Notice.objects.exists()
    assert SavedSearch.objects.filter(new_found=0).count() == 2
    assert left.tells


def test_the_page_marks_what_is_new_until_it_was_looked_at(client: Client, cast: Cast) -> None:
    a_document(cast, "Tiêm chủng cũ")
    client.force_login(cast.issuer)
    page = client.post("/tim/luu/", {"q": "tiêm chủng", "name": "Tiêm chủng"}, follow=True)
    assert "Tiêm chủng" in page.content.decode()
    a_document(cast, "Tiêm chủng mới")
    mine = SavedSearch.objects.get()

    lines = client.get(mine.get_absolute_url()).context["lines"]
    assert sorted(line.is_new for line in lines) == [False, True]
    lines = client.get(mine.get_absolute_url()).context["lines"]
    assert not any(line.is_new for line in lines)


def test_saved_searches_are_their_owners_alone(client: Client, cast: Cast) -> None:
    mine = kept(cast)
    client.force_login(cast.outsider)

    assert client.get("/tim/da-luu/").context["rows"].count() == 0
    assert client.get(mine.get_absolute_url()).context["saved"] is None
    for act in ("xoa", "bao"):
        assert client.post(f"/tim/da-luu/{mine.pk}/{act}/").status_code == 404
    with pytest.raises(PermissionDenied):
        saved.forget_search(mine, by=cast.outsider, at=NOW)
    with pytest.raises(PermissionDenied):
        saved.set_tells(mine, False, by=cast.outsider, at=NOW)
    mine.refresh_from_db()
    assert mine.tells


def test_the_list_of_saved_searches(client: Client, cast: Cast) -> None:
    for number in range(30):
        kept(cast, f"q=so+{number}")
    client.force_login(cast.issuer)
    with CaptureQueriesContext(connection) as many:
        client.get("/tim/da-luu/")
    mine = SavedSearch.objects.earliest("pk")
    assert client.post(f"/tim/da-luu/{mine.pk}/bao/", {"tells": "0"}).status_code == 302
    mine.refresh_from_db()
    assert not mine.tells
    for one in SavedSearch.objects.all()[:28]:
        client.post(f"/tim/da-luu/{one.pk}/xoa/")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/tim/da-luu/")
    assert page.context["rows"].count() == 2
    assert len(few) <= len(many) + 2  # the messages of what was taken away
