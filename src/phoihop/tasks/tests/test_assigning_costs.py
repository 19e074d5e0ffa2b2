"""The tasks of many contents in one act: what is ticked beforehand, and what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks.models import Task
from phoihop.ui import clock

pytestmark = pytest.mark.django_db


def signed_with(cast: Cast, items: int) -> Agreement:
    """A signed programme in which the partner coordinates in every content."""
    agreement: Agreement = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency, cast.partner_agency], signed=True
    )
    for _ in range(items):
        ContentItemFactory.create(
            agreement=agreement,
            lead_agency=cast.lead_agency,
            coordinating=[cast.partner_agency],
            due_rule=f"on:{clock.today() + timedelta(days=30):%Y-%m-%d}",
        )
    return agreement


def test_assigning_contents_costs_the_same_for_few_and_for_many(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.lead_agency)

    def cost(items: int) -> int:
        agreement = signed_with(cast, items)
        row = {
            "chosen": "on",
            "product": "Báo cáo",
            "due_on": f"{clock.today() + timedelta(days=30):%d/%m/%Y}",
            "person_in_charge": str(person.pk),
        }
        sent = {"form_key": str(uuid4())} | {
            f"{item.pk}-0-{name}": value
            for item in agreement.items.all()
            for name, value in row.items()
        }
        with CaptureQueriesContext(connection) as queries:
            page = client.post(reverse("tasks:assign_items", args=[agreement.pk]), sent)
        assert page.status_code == 302
        assert (
            Task.objects.filter(agreement=agreement, coordinations__isnull=False).count() == items
        )
        return len(queries)

    cost(1)
    assert cost(2) == cost(20)


def test_only_what_falls_due_within_a_year_is_ticked_beforehand(cast: Cast, client: Client) -> None:
    agreement = signed_with(cast, 1)
    ContentItemFactory.create(
        agreement=agreement,
        lead_agency=cast.lead_agency,
        due_rule=f"on:{clock.today() + timedelta(days=400):%Y-%m-%d}",
    )
    client.force_login(cast.issuer)

    page = client.get(reverse("tasks:assign_items", args=[agreement.pk]))

    assert [row["chosen"].value() for row in page.context["rows"]] == [True, False]
