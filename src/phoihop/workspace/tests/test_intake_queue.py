"""The most doubtful text comes first, and one goes from text to text."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.jobs.models import Job
from phoihop.workspace.intake.batch import KIND
from phoihop.workspace.intake.queue import ORDER, neighbours, waiting
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact

LIST = "/nhap-van-ban/"


def text(cast: Cast, name: str, left: int, confidence: int | None = None) -> Intake:
    """A text with so many facts that nobody looked at."""
    made = Intake.objects.create(
        owner=cast.issuer_agency,
        name=name,
        sha256=f"{Intake.objects.count():064x}",
        text="Tin",
        confidence=confidence,
        received_at=NOW,
        received_by=cast.issuer,
    )
    IntakeFact.objects.bulk_create(
        IntakeFact(
            intake=made,
            order=n,
            kind=FactKind.PERSON,
            label="x",
            read={},
            value={"name": "x", "positions": [], "roles": []},
        )
        for n in range(left)
    )
    return made


@pytest.fixture
def texts(cast: Cast) -> list[Intake]:
    """In the order of doubt: a bad scan, five facts, two facts, gone through."""
    gone_through = text(cast, "đã xem", 0)
    few = text(cast, "tin hai dữ kiện", 2)
    many = text(cast, "tin năm dữ kiện", 5)
    return [text(cast, "bản quét mờ", 1, confidence=60), many, few, gone_through]


@pytest.mark.differs
def test_open_facts_and_bad_scans_come_first(texts: list[Intake], cast: Cast) -> None:
    assert list(waiting(cast.issuer).order_by(*ORDER)) == texts


def test_one_goes_on_in_that_order_and_round(texts: list[Intake], cast: Cast) -> None:
    first, second, _third, last = texts

    assert neighbours(second, second.facts.count(), cast.issuer).previous == first
    assert neighbours(first, first.facts.count(), cast.issuer).next == second
    assert neighbours(last, last.facts.count(), cast.issuer).next == first
    assert neighbours(first, first.facts.count(), cast.issuer).previous == last
    assert neighbours(first, first.facts.count(), cast.issuer).others == 3


def test_the_only_text_has_no_neighbours(cast: Cast) -> None:
    alone = neighbours(text(cast, "một", 1), 1, cast.issuer)

    assert (alone.previous, alone.next, alone.others) == (None, None, 0)


def test_a_batch_is_gone_through_by_itself(client: Client, texts: list[Intake], cast: Cast) -> None:
    files = [{"name": "x", "file": 1, "error": "", "intake": one.pk} for one in texts[1:3]]
    job = Job.objects.create(
        kind=KIND,
        key="lo",
        payload={"files": files},
        by=cast.issuer,
        queued_at=NOW,
        heartbeat_at=NOW,
    )
    client.force_login(cast.issuer)

    page = client.get(f"{LIST}?state=open&lo={job.pk}").content.decode()

    assert page.index("tin năm dữ kiện") < page.index("tin hai dữ kiện")
    assert "bản quét mờ" not in page
    assert f"{texts[1].get_absolute_url()}?lo={job.pk}" in page
    assert f"?state=open&amp;lo={job.pk}#list-h" in page
    answer = client.get(f"{texts[1].get_absolute_url()}?lo={job.pk}").content.decode()
    assert f'href="{texts[2].get_absolute_url()}?lo={job.pk}" rel="next"' in answer
    client.force_login(cast.issuer_leader)  # the batch is another person's
    assert client.get(f"{LIST}?state=open&lo={job.pk}").status_code == 404


def test_only_what_is_still_to_be_looked_at_is_listed(
    client: Client, texts: list[Intake], cast: Cast
) -> None:
    Intake.objects.filter(pk=texts[2].pk).update(discarded_at=NOW)
    client.force_login(cast.issuer)

    page = client.get(f"{LIST}?state=open").content.decode()

    assert page.index("bản quét mờ") < page.index("tin năm dữ kiện")
    assert "còn 5 dữ kiện chưa xem" in page
    assert f'href="{texts[2].get_absolute_url()}"' not in page
    client.force_login(cast.outsider)
    assert "bản quét mờ" not in client.get(f"{LIST}?state=open").content.decode()


@pytest.mark.parametrize("lo", ["x", "9" * 40, "-1", ""])
def test_a_made_up_batch_is_no_error(client: Client, cast: Cast, lo: str) -> None:
    client.force_login(cast.issuer)

    assert client.get(f"{LIST}?lo={lo}").status_code == 200


def test_many_waiting_texts_cost_as_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.issuer)
    for n in range(3):
        text(cast, f"tin {n}", 3)
    client.get(f"{LIST}?state=open")
    with django_assert_max_num_queries(12) as few:
        client.get(f"{LIST}?state=open")
    for n in range(30):
        text(cast, f"tin nữa {n}", 3)
    with django_assert_max_num_queries(12) as many:
        client.get(f"{LIST}?state=open")

    assert len(few) == len(many)


def test_every_decision_of_one_page_goes_on_in_the_batch(client: Client, cast: Cast) -> None:
    made = text(cast, "một", 2)
    client.force_login(cast.issuer)

    shown = mark_of(made.facts.get(order=0))
    answer = client.post(f"{made.get_absolute_url()}1/?lo=3", {"decision": "new", "shown": shown})

    assert answer.headers["Location"] == f"{made.get_absolute_url()}?lo=3#f2"
    assert made.facts.get(order=0).decision == Decision.NEW
