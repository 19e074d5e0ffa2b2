"""The parties are told when an agreement is ready to sign, and when it is signed."""

from typing import Any

import pytest

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.agreements.errors import NotComplete
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import mark_ready
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.inbox.models import Notice
from phoihop.inbox.services import follow


@pytest.fixture
def draft(cast: Cast) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
    )


def told() -> dict[User, Any]:
    return {notice.user: notice for notice in Notice.objects.select_related("user")}


def test_the_parties_are_told_that_it_is_ready(cast: Cast, draft: Agreement) -> None:
    ContentItemFactory.create(agreement=draft, lead_agency=cast.lead_agency)

    mark_ready(draft, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=NOW)

    assert set(told()) == {cast.issuer_leader, cast.lead, cast.lead_leader, cast.partner}
    assert all(notice.is_duty for notice in told().values())


def test_what_is_not_ready_is_told_to_nobody(cast: Cast, draft: Agreement) -> None:
    with pytest.raises(NotComplete):
        mark_ready(draft, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=NOW)

    assert told() == {}


def test_who_follows_a_draft_of_another_agency_is_not_told(cast: Cast, draft: Agreement) -> None:
    ContentItemFactory.create(agreement=draft, lead_agency=cast.lead_agency)
    follow(cast.outsider, draft, NOW)

    mark_ready(draft, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=NOW)

    assert cast.outsider not in told()
