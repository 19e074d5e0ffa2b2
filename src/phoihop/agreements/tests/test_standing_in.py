"""Confirming a signing on behalf of someone who is away."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from conftest import Cast
from phoihop.accounts import absence
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.accounts.tests.test_absence import fresh, seat
from phoihop.agreements.services import mark_ready, sign_agreement
from phoihop.agreements.tests import story
from phoihop.agreements.tests.story import DRAFTED, SIGNED
from phoihop.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def test_a_deputy_confirms_the_signing_with_all_that_belongs_to_it(
    client: Client, cast: Cast
) -> None:
    """The paper is registered, numbered and frozen by the lent right too, and says so."""
    told = story.start(cast.issuer)
    mark_ready(
        told.agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
    )
    deputy = UserFactory.create(
        agency=cast.issuer_agency, role=Role.VIEWER, full_name="Phạm Thị Xem"
    )
    absence.delegate(
        absence.Absence(
            giver=seat(cast.issuer),
            receiver=seat(deputy),
            rights=["agreements.sign"],
            first_day=SIGNED.date(),
            last_day=SIGNED.date(),
            reason="Nghỉ phép",
        ),
        by=cast.issuer,
        at=DRAFTED,
    )
    facts = story.signing(told)
    with pytest.raises(PermissionDenied):
        sign_agreement(told.agreement, facts, by=fresh(deputy), at=SIGNED + timedelta(days=1))
    assert not fresh(deputy).has_perm("documents.add_document")

    sign_agreement(told.agreement, facts, by=fresh(deputy), at=SIGNED)

    told.agreement.refresh_from_db()
    assert told.agreement.signed_by == deputy
    events = Event.objects.filter(by=deputy)
    verbs = {"agreement.signed", "document.registered", "number.taken", "document.frozen"}
    assert verbs <= set(events.values_list("verb", flat=True))
    assert set(events.values_list("on_behalf_of", flat=True)) == {cast.issuer.pk}
    client.force_login(cast.issuer)
    with time_machine.travel(SIGNED, tick=False):
        page = client.get(f"{told.agreement.get_absolute_url()}ky-ket/").content.decode()
    assert "Phạm Thị Xem, thay mặt Đỗ Thị Mai" in page
