"""Parties and legal bases on their pages."""

from django.test import Client

from conftest import NOW, Cast
from phoihop.agreements.models import AgreementKind
from phoihop.agreements.services import create_agreement
from phoihop.agreements.tests.pages import draft, page, url
from phoihop.documents.tests.factories import DocumentFactory


def test_agencies_are_found_ticked_and_added_without_losing_a_tick(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    adding = url("party_add", agreement.pk)
    assert f'value="{cast.partner_agency.pk}"' in page(mai, adding)

    response = mai.post(
        adding, {"q": "tai chinh", "search": "1", "agency": [cast.partner_agency.pk]}
    )
    body = response.content.decode()
    assert f'value="{cast.partner_agency.pk}" checked' in body
    assert f'value="{cast.outside_agency.pk}">' in body
    assert agreement.parties.count() == 2

    chosen = [cast.partner_agency.pk, cast.outside_agency.pk]
    mai.post(adding, {"agency": chosen})
    assert agreement.parties.count() == 4
    response = mai.post(adding, {"agency": chosen})
    assert response.status_code == 422
    assert mai.post(adding, {}).status_code == 422
    assert mai.post(adding, {"agency": ["x", "-1", "99999999"]}).status_code == 422


def test_a_collective_party_is_replaced_on_its_page(mai: Client, cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=NOW,
        collective_parties=["các cơ quan trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
    )
    party = agreement.parties.get(agency=None)
    assert url("party_replace", agreement.pk, party.pk) in page(mai, url("parties", agreement.pk))

    mai.post(
        url("party_replace", agreement.pk, party.pk),
        {"agency": [cast.lead_agency.pk, cast.partner_agency.pk]},
    )

    assert agreement.parties.filter(agency=None).count() == 0
    assert agreement.parties.count() == 3


def test_a_legal_basis_is_found_by_its_number_and_ordered(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    first = DocumentFactory.create(owner=cast.issuer_agency, code="29-NQ/TW", subject="giáo dục")
    second = DocumentFactory.create(owner=cast.issuer_agency, code="19-CT/TW", subject="dạy nghề")
    hidden = DocumentFactory.create(owner=cast.outside_agency, code="20-CTr/HU")

    body = page(mai, url("basis_add", agreement.pk) + "?q=29 nq tw")
    assert "29-NQ/TW" in body
    assert "19-CT/TW" not in body
    assert "19-CT/TW" in page(mai, url("basis_add", agreement.pk) + "?q=day nghe")
    for document in (first, second):
        mai.post(url("basis_add", agreement.pk), {"document": document.pk})
    for bad in ({"document": hidden.pk}, {"document": "x"}, {}, {"document": first.pk}):
        assert mai.post(url("basis_add", agreement.pk), bad).status_code == 422
    moving = agreement.legal_bases.get(document=second)
    mai.post(url("basis_move", agreement.pk, moving.pk), {"up": "1"})

    assert [basis.document for basis in agreement.legal_bases.all()] == [second, first]
    assert f'href="{second.get_absolute_url()}"' in page(mai, url("text", agreement.pk))


def test_a_party_reads_the_name_of_a_legal_basis_it_may_not_open(
    client: Client, cast: Cast
) -> None:
    agreement = draft(cast, ready_at=NOW, ready_by=cast.issuer)
    document = DocumentFactory.create(owner=cast.issuer_agency, code="29-NQ/TW")
    agreement.legal_bases.create(document=document)
    client.force_login(cast.lead)

    body = page(client, url("text", agreement.pk))

    assert "29-NQ/TW" in body
    assert document.get_absolute_url() not in body
