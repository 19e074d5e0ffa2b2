"""A signed paper keeps the names of its day; a draft says what agencies are called today."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.models import FormerName
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("signed_on", "name"),
    [
        (date(2019, 2, 28), "Phòng Giáo dục huyện"),
        (date(2019, 3, 15), "Phòng Giáo dục huyện"),
        (date(2019, 3, 16), "Phòng Giáo dục và Đào tạo"),
    ],
)
def test_parties_and_signatories_bear_the_name_of_the_day(
    cast: Cast, client: Client, signed_on: date, name: str
) -> None:
    FormerName.objects.create(
        agency=cast.lead_agency, name="Phòng Giáo dục huyện", valid_to=date(2019, 3, 15)
    )
    paper = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], signed=True, created_by=cast.issuer
    )
    Agreement.objects.filter(pk=paper.pk).update(signed_on=signed_on)
    client.force_login(cast.issuer)

    parties = client.get(reverse("agreements:parties", args=[paper.pk]))

    assert name in [str(party) for party in parties.context["party_rows"]]
    signing = client.get(reverse("agreements:signing", args=[paper.pk]))
    assert {str(row.party) for row in signing.context["signatories"]} <= {
        str(party) for party in parties.context["party_rows"]
    }


def test_the_agency_that_drafted_it_too(cast: Cast, client: Client) -> None:
    FormerName.objects.create(
        agency=cast.issuer_agency, name="Ban Tuyên huấn", valid_to=date(2019, 3, 15)
    )
    paper = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], created_by=cast.issuer
    )
    client.force_login(cast.issuer)
    text = reverse("agreements:text", args=[paper.pk])
    assert client.get(text).context["owner_name"] == cast.issuer_agency.name
    signed = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], signed=True, created_by=cast.issuer
    )
    Agreement.objects.filter(pk=signed.pk).update(signed_on=date(2019, 2, 28))

    page = client.get(reverse("agreements:text", args=[signed.pk]))

    assert "Ban Tuyên huấn" in page.content.decode()
