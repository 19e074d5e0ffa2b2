"""Urging many at once: who is told, what is left alone, and at what cost."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import Cast
from phoihop.inbox.models import Notice
from phoihop.lists.acts import act_of
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.urging.errors import WordsRequired
from phoihop.urging.many import urge_many
from phoihop.urging.models import Mail, Urging

pytestmark = pytest.mark.django_db

AT = datetime(2019, 11, 22, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def late(cast: Cast, count: int = 1, **facts: object) -> list[Task]:
    return TaskFactory.create_batch(
        count,
        **{
            "assigner": cast.issuer_agency,
            "lead_agency": cast.lead_agency,
            "due_on": date(2019, 11, 15),
            **facts,
        },
    )


@pytest.mark.differs
def test_what_is_owed_is_urged_and_the_rest_is_named(cast: Cast) -> None:
    owed = late(cast, 2)
    (done,) = late(cast, done_on=date(2019, 11, 14), percent=100)
    (of_others,) = late(cast, assigner=cast.outside_agency)
    keys = [task.pk for task in [*owed, done, of_others]]

    outcome = urge_many(keys, " Đề nghị báo cáo ", by=cast.issuer, at=AT)

    assert outcome.done == owed
    assert dict(outcome.skipped) == {
        done: (
            "Cơ quan chủ trì hiện không còn phải thực hiện nhiệm vụ này nên không có gì để đôn đốc."
        ),
        of_others: "Chỉ cơ quan giao nhiệm vụ mới đôn đốc.",
    }
    kept = Urging.objects.filter(task__in=owed)
    assert {(row.words, row.days_late) for row in kept} == {("Đề nghị báo cáo", 7)}
    notices = Notice.objects.filter(user=cast.lead, object_id__in=[task.pk for task in owed])
    assert [entry["verb"] for notice in notices for entry in notice.said] == ["urging.urged"] * 2
    assert not Mail.objects.exists()


def test_words_are_required(cast: Cast) -> None:
    with pytest.raises(WordsRequired):
        urge_many([task.pk for task in late(cast)], "  ", by=cast.issuer, at=AT)
    assert not Urging.objects.exists()


def test_many_cost_as_few_statements_as_some(cast: Cast) -> None:
    counted = []
    for count in (3, 20):
        keys = [task.pk for task in late(cast, count)]
        with CaptureQueriesContext(connection) as seen:
            urge_many(keys, "Đề nghị báo cáo", by=cast.issuer, at=AT)
        counted.append(len(seen))

    assert counted[1] <= counted[0] + 2


def test_the_list_offers_it() -> None:
    act = act_of("urge")

    assert act is not None
    assert act.undo is None
