"""A draft is its owner's alone: no inspector, no party and no search box knows of it (R15)."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import (
    back_to_draft,
    copy_for_each_party,
    hide_draft,
    mark_ready,
)
from phoihop.agreements.tests import story

NO_KEY = "9" * 30


def finds(client: Client, agreement: Agreement) -> bool:
    answer = client.get(reverse("workspace:search"), {"q": agreement.title})
    return agreement.get_absolute_url() in answer.content.decode()


def opens(client: Client, agreement: Agreement) -> bool:
    listed = client.get(reverse("agreements:list")).content.decode()
    answer = client.get(agreement.get_absolute_url()).status_code
    assert (agreement.get_absolute_url() in listed) is (answer == 200)
    return answer == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.differs
def test_an_inspector_meets_a_paper_only_while_it_is_sent_out(client: Client, cast: Cast) -> None:
    agreement = story.start(cast.issuer).agreement
    client.force_login(cast.inspector)

    assert (opens(client, agreement), finds(client, agreement)) == (False, False)
    mark_ready(
        agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=story.DRAFTED
    )
    assert (opens(client, agreement), finds(client, agreement)) == (True, True)
    back_to_draft(agreement, by=cast.issuer, at=story.DRAFTED)
    assert (opens(client, agreement), finds(client, agreement)) == (False, False)


def test_a_party_is_not_told_of_the_draft_its_paper_was_copied_from(
    client: Client, cast: Cast
) -> None:
    told = story.start(cast.issuer)
    copy = copy_for_each_party(told.agreement, by=cast.issuer, at=NOW)[0]
    Agreement.objects.filter(pk=copy.pk).update(
        title="Giữa hai cơ quan", ready_at=NOW, ready_by=cast.issuer
    )
    copy.viewers.create(agency=told.agencies[0])
    origin = told.agreement.get_absolute_url()

    client.force_login(UserFactory.create(agency=told.agencies[0]))
    page = client.get(copy.get_absolute_url())
    assert page.status_code == 200
    assert origin not in page.content.decode()
    client.force_login(cast.issuer)
    assert origin in client.get(copy.get_absolute_url()).content.decode()


def test_who_only_reads_is_offered_no_undo_of_a_deletion(client: Client, cast: Cast) -> None:
    agreement = story.start(cast.issuer).agreement
    hide_draft(agreement, by=cast.issuer, at=NOW)
    undo = reverse("agreements:unhide", args=[agreement.pk])
    here = {"deleted": str(agreement.pk)}

    client.force_login(UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER))
    assert undo not in client.get(reverse("agreements:list"), here).content.decode()
    client.force_login(cast.issuer)
    assert undo in client.get(reverse("agreements:list"), here).content.decode()


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("party_add", {"agency": NO_KEY}),
        ("basis_add", {"document": NO_KEY}),
        ("item_add", {"coordinating": NO_KEY}),
    ],
)
def test_a_number_too_large_for_any_record_is_no_error(
    client: Client, cast: Cast, name: str, sent: dict[str, str]
) -> None:
    agreement = story.start(cast.issuer).agreement
    client.force_login(cast.issuer)

    answer = client.post(reverse(f"agreements:{name}", args=[agreement.pk]), sent)

    assert answer.status_code == 422
