"""Hôm nay and the search box."""

import html
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import NOW, Cast
from phoihop.accounts.models import ReadScope
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory, TenureFactory
from phoihop.agreements.services import send_for_opinions
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskFacts, assign_task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.workspace.intake.receive import receive_text


def make_tasks(cast: Cast, first: int, count: int) -> None:
    for n in range(first, first + count):
        due = clock.today() + timedelta(days=n % 20 - 10)
        TaskFactory.create(
            code=f"H-{n}",
            assigner=cast.issuer_agency,
            lead_agency=cast.lead_agency,
            assigned_on=date(2019, 1, 1),
            due_on=due,
            first_due_on=due,
        )


def queries_of_home(client: Client) -> int:
    from django.db import connection  # noqa: PLC0415 -- of this one function
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["lead", "issuer", "inspector", "outsider", "administrator"])
def test_home_opens_for_every_role(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert client.get("/").status_code == 200


def test_home_costs_the_same_with_10_and_with_200_tasks(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    make_tasks(cast, 0, 20)
    few = queries_of_home(client)
    make_tasks(cast, 20, 180)

    assert queries_of_home(client) == few


def test_home_does_not_read_the_texts_that_it_names(client: Client, cast: Cast) -> None:
    receive_text("Hội nghị sơ kết. " * 50, name="Một bài viết.txt", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/").content.decode()

    assert "Một bài viết" in page
    texts = [row["sql"] for row in asked if '"workspace_intake"."name"' in row["sql"]]
    assert len(texts) == 1
    assert '"workspace_intake"."text"' not in texts[0]


def test_the_sentence_counts_what_is_overdue(client: Client, cast: Cast) -> None:
    make_tasks(cast, 0, 20)
    client.force_login(cast.lead)

    page = client.get("/").content.decode()

    assert "10 việc quá hạn" in page
    assert "6 việc đến hạn trong 5 ngày" in page


def late(cast: Cast, lead: Agency, title: str) -> Task:
    day = clock.today() - timedelta(days=1)
    return TaskFactory.create(
        title=title, assigner=cast.issuer_agency, lead_agency=lead, due_on=day
    )


def numbers_of(page: str) -> dict[str, int]:
    """The numbers of the home screen by the address of the list each of them opens."""
    found = re.findall(r'href="(/[^"]*)">\s*(\d+) ', page)
    headed = re.findall(r'class="num">(\d+)</span></h2><a href="(/[^"]*)"', page)
    shown = [*found, *((address, number) for number, address in headed)]
    return {html.unescape(address): int(number) for address, number in shown}


def test_every_number_of_the_home_screen_opens_the_list_it_counts(
    client: Client, cast: Cast
) -> None:
    make_tasks(cast, 0, 20)
    day = clock.today() + timedelta(days=1)
    Task.objects.filter(due_on=day).update(returned_on=clock.today())
    late(cast, cast.issuer_agency, "Của chính mình")
    late(cast, cast.partner_agency, "Của đài")

    for user, least in ((cast.lead, 3), (cast.issuer, 3)):
        client.force_login(user)
        numbers = numbers_of(client.get("/").content.decode())
        assert len(numbers) >= least
        for address, number in numbers.items():
            assert client.get(address).context["page"].total == number, address


def test_an_outsider_is_shown_nothing_of_it(client: Client, cast: Cast) -> None:
    make_tasks(cast, 0, 3)
    client.force_login(cast.outsider)

    page = client.get("/").content.decode()

    assert "Kiểm tra việc" not in page
    assert "Cơ quan không còn việc nào" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.differs
def test_a_task_is_found_without_accents_and_only_by_those_who_see_it(
    client: Client, cast: Cast
) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    facts = TaskFacts(
        title="Chuyên mục Khoa giáo với cơ sở",
        product="Chuyên mục",
        lead_agency=cast.lead_agency,
        person_in_charge=tenure.official,
        due_on=clock.today() + timedelta(days=9),
    )
    task = assign_task(facts, by=cast.issuer, at=clock.now())

    for who, found in (("lead", True), ("issuer", True), ("outsider", False), ("partner", False)):
        client.force_login(getattr(cast, who))
        page = client.get("/tim/", {"q": "khoa giao voi co so"}).content.decode()
        assert (task.get_absolute_url() in page) is found, who


def test_who_reads_the_lead_agency_finds_what_it_leads(client: Client, cast: Cast) -> None:
    tenure = TenureFactory.create(agency=cast.outside_agency)
    AgencyAncestor.objects.create(ancestor=cast.outside_agency, agency=cast.outside_agency, depth=0)
    ReadScope.objects.create(
        agency=cast.inspector.memberships.get().agency,
        root=cast.outside_agency,
        valid_from=date(2019, 1, 1),
    )
    facts = TaskFacts(
        title="Rà soát quỹ khuyến học",
        product="Bảng số liệu",
        lead_agency=cast.outside_agency,
        person_in_charge=tenure.official,
        due_on=clock.today(),
    )
    elsewhere = UserFactory.create(agency=AgencyFactory.create(kind=AgencyKind.PARTY_BOARD))
    task = assign_task(facts, by=elsewhere, at=clock.now())
    client.force_login(cast.inspector)

    assert task.get_absolute_url() in client.get("/tim/", {"q": "quy khuyen hoc"}).content.decode()


def test_hostile_words_are_only_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.inspector)

    answer = client.get(
        "/tim/", {"q": "\"'; DROP TABLE <b> AND OR NOT *", "page": "99999", "year": "x"}
    )

    assert answer.status_code == 200
    assert "<b> AND" not in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"page": "9" * 5000}, {"page": "9" * 30}, {"page": "0"}, {"year": "0000"}]
)
def test_an_address_typed_by_hand_is_no_error(
    client: Client, cast: Cast, wrong: dict[str, str]
) -> None:
    client.force_login(cast.lead)

    assert client.get("/tim/", {"q": "khoa giáo", **wrong}).status_code == 200


def test_today_names_the_drafts_that_wait_for_an_opinion(client: Client, cast: Cast) -> None:
    draft = AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency]
    )
    day = timezone.localdate() + timedelta(days=3)
    send_for_opinions(draft, answer_by=day, by=cast.issuer, at=timezone.now())

    for user, waits in ((cast.lead, True), (cast.issuer, False), (cast.outsider, False)):
        client.force_login(user)
        page = client.get("/").content.decode()
        assert ("Dự thảo cần góp ý" in page) is waits
        assert (f"/phoi-hop/{draft.pk}/y-kien/" in page) is waits
