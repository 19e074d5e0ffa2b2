"""Kept lists: whose they are, their counts, which one is seen first."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Event
from phoihop.lists import errors, saved
from phoihop.lists.models import FirstLook, KeptList
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def keep(by: Any, name: str = "Quá hạn", query: str = "state=late", **facts: Any) -> KeptList:
    facts = {"is_shared": False} | facts
    return saved.keep_list(QueryDict(query), name=name, by=by, at=NOW, **facts)


def test_conditions_are_kept_in_one_form(cast: Cast) -> None:
    kept = keep(cast.lead, query="q=%20h%E1%BB%8Dp%20&state=late&after=xyz&unknown=1&lead=")

    assert QueryDict(kept.query).dict() == {"q": "họp", "state": "late"}
    assert Event.objects.get(verb="list.kept").object_id == kept.pk


@pytest.mark.differs
def test_a_name_is_given_once_whatever_its_case(cast: Cast) -> None:
    keep(cast.lead)
    with pytest.raises(errors.NameTaken):
        keep(cast.lead, name="  quá  HẠN ")
    with pytest.raises(errors.NameNeeded):
        keep(cast.lead, name="   ")
    keep(cast.partner)

    assert KeptList.objects.count() == 2


def test_shared_lists_are_for_colleagues_and_only_the_owner_changes_them(cast: Cast) -> None:
    own, shared = keep(cast.lead), keep(cast.lead, name="Chung", is_shared=True)

    assert list(KeptList.objects.visible_to(cast.lead_leader)) == [shared]
    assert not KeptList.objects.visible_to(cast.partner).exists()
    with pytest.raises(PermissionDenied):
        saved.forget_list(shared, by=cast.lead_leader, at=NOW)
    with pytest.raises(PermissionDenied):
        saved.see_first(own, by=cast.lead_leader, at=NOW)


def test_what_is_no_longer_shared_is_nobody_else_s_first_list(cast: Cast) -> None:
    shared = keep(cast.lead, is_shared=True)
    saved.see_first(shared, by=cast.lead_leader, at=NOW)
    assert saved.first_look_of(cast.lead_leader) == "state=late"

    saved.change_list(shared, name="Riêng", is_shared=False, by=cast.lead, at=NOW)

    assert saved.first_look_of(cast.lead_leader) == ""
    assert not FirstLook.objects.exists()


def test_lists_are_put_in_order(cast: Cast) -> None:
    first, second, third = (keep(cast.lead, name=name) for name in ("A", "B", "C"))

    saved.move_list(third, up=True, by=cast.lead, at=NOW)
    saved.move_list(first, up=True, by=cast.lead, at=NOW)

    assert list(KeptList.objects.owned_by(cast.lead)) == [first, third, second]


def test_the_list_begins_with_the_chosen_one(cast: Cast, client: Client) -> None:
    TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    kept = keep(cast.lead, name="Đã xong", query="state=finished")
    client.force_login(cast.lead)
    assert client.get(reverse("tasks:list")).context["page"].total == 1

    client.post(reverse("lists:first"), {"kept": kept.pk})

    assert client.get(reverse("tasks:list")).context["page"].total == 0
    assert client.get(reverse("tasks:list") + "?state=").context["page"].total == 1


def test_tabs_count_what_their_lists_hold(cast: Cast, client: Client) -> None:
    TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=NOW.date())
    keep(cast.lead, name="Việc tháng tư", query="due_to=30/04/2019")
    client.force_login(cast.lead)

    page = client.get(reverse("lists:counts") + "?due_to=30/04/2019")

    tabs = {tab.words: tab for tab in page.context["lists"]}
    assert (tabs["Việc tháng tư"].count, tabs["Việc tháng tư"].is_here) == (1, True)
    for tab in tabs.values():
        listed = client.get(reverse("tasks:list") + f"?{tab.query}").context["page"].total
        assert tab.count == listed


def test_pages_of_kept_lists(cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    refused = client.post(reverse("lists:keep"), {"query": "state=late", "name": ""})
    assert refused.status_code == 422
    client.post(reverse("lists:keep"), {"query": "state=late", "name": "Gấp", "is_shared": "on"})
    kept = KeptList.objects.get()
    client.post(reverse("lists:change", args=[kept.pk]), {"name": "Rất gấp"})
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("Rất gấp", False)
    assert "Rất gấp" in client.get(reverse("lists:kept")).content.decode()

    client.force_login(cast.outsider)
    for name in ("change", "forget", "move"):
        assert client.post(reverse(f"lists:{name}", args=[kept.pk])).status_code == 404
    client.force_login(cast.lead)
    client.post(reverse("lists:forget", args=[kept.pk]))

    assert not KeptList.objects.exists()


def test_more_than_twenty_are_not_kept(cast: Cast) -> None:
    for number in range(saved.MOST):
        keep(cast.lead, name=f"Số {number}")
    with pytest.raises(errors.TooManyKept):
        keep(cast.lead, name="Thêm")
    colleague = UserFactory.create(agency=cast.lead_agency)
    keep(colleague)


def test_however_many_lists_colleagues_share_the_first_ones_are_counted(
    cast: Cast, client: Client
) -> None:
    """All of them stand on their own page; the one that is open is among the tabs."""
    for number in range(15):
        keep(cast.lead, name=f"Danh sách {number:02}", query=f"q=n{number:02}", is_shared=True)
    client.force_login(cast.lead_leader)

    def shown(query: str) -> list[str]:
        answer = client.get(f"{reverse('lists:counts')}?{query}")
        return [tab.words for tab in answer.context["lists"] if tab.is_shared]

    assert shown("state=late") == [f"Danh sách {number:02}" for number in range(10)]
    assert shown("q=n13")[-1] == "Danh sách 13"
    assert "Danh sách 14" in client.get(reverse("lists:kept")).content.decode()
