"""Who holds a part of a task finds it, and what was handed in with it, by words and by agency."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.documents import files
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskFacts, UpdateFacts
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import reindex_viewers
from phoihop.workspace.sample.pdf import one_page_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(cast: Cast) -> Task:
    """Led by the lead agency; the partner coordinates in it and holds a part of it."""
    cast.lead_agency.kind = "party_board"
    cast.lead_agency.save(update_fields=["kind"])
    task = TaskFactory.create(
        title="Phổ cập giáo dục mầm non",
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )
    put_in_search([task])
    reindex_viewers([task.pk])
    return task


def found(client: Client, **asked: Any) -> str:
    return client.get(reverse("workspace:search"), asked).content.decode()


def test_who_holds_a_part_finds_it_and_the_task_above(
    cast: Cast, whole: Task, client: Client
) -> None:
    tenure = TenureFactory.create(agency=cast.outside_agency, title="Chuyên viên")
    facts = TaskFacts(
        title="Rà soát trẻ năm tuổi",
        product="Danh sách",
        lead_agency=cast.outside_agency,
        person_in_charge=tenure.official,
        due_on=date(2019, 5, 20),
    )
    part = services.assign_part(whole, facts, by=cast.lead, at=NOW)

    client.force_login(cast.outsider)
    assert part.get_absolute_url() in found(client, q="trẻ năm tuổi")
    by_agency = found(client, q="trẻ năm tuổi", agency=cast.outside_agency.name)
    assert part.get_absolute_url() in by_agency
    assert whole.get_absolute_url() in found(client, q="phổ cập giáo dục")
    client.force_login(cast.partner)
    assert part.get_absolute_url() not in found(client, q="trẻ năm tuổi")


def test_what_a_coordinating_agency_handed_in_is_found_by_that_agency(
    cast: Cast, whole: Task, client: Client
) -> None:
    stored = files.store(one_page_pdf("Danh sach"), "danh-sach-tre.pdf", accept=files.EVIDENCE)
    update = UpdateFacts("Đã xong phần của đài", files=[(stored, "danh-sach-tre.pdf")])
    services.post_update(whole, update, by=cast.partner, at=NOW)

    client.force_login(cast.issuer)
    for agency in (cast.partner_agency, cast.lead_agency, cast.issuer_agency):
        assert "danh-sach-tre" in found(client, q="danh-sach-tre", agency=agency.name)
    elsewhere = found(client, q="danh-sach-tre", agency=cast.outside_agency.name)
    assert "/minh-chung/" not in elsewhere
