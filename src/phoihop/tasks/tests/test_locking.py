"""Two acts that meet in a cascade wait for each other, and never stand crosswise."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from conftest import NOW, Cast
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory

LATER = NOW + timedelta(days=1)


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_two_acts_that_meet_in_a_cascade_wait_for_each_other(cast: Cast) -> None:
    """One holds the top; the act on many parts takes no part before it has the top as well."""
    top = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    part = TaskFactory.create(
        assigner=cast.lead_agency, lead_agency=cast.partner_agency, parent=top
    )
    done: list[int] = []

    def suspend() -> None:
        try:
            found = services.suspend_many([part.pk], reason="Chờ", by=cast.lead, at=LATER)
            done.extend(task.pk for task in found.done)
        finally:
            connection.close()

    other = threading.Thread(target=suspend)
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=top.pk)
        Task.objects.filter(pk=top.pk).update(percent=10)  # SQLite waits for a write alone
        other.start()
        other.join(timeout=1)
        assert done == []
        # With the part in the other's hands this would be a deadlock.
        rows = Task.objects.select_for_update(nowait=connection.vendor == "postgresql")
        assert rows.get(pk=part.pk).suspended_on is None
    other.join()
    assert done == [part.pk]
