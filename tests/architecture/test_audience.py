"""Every view says for whom it is; nobody reaches what is not for them."""

import pytest
from django.test import Client

from conftest import Cast
from tests.architecture.urls import Address, every_address


def audience_of(address: Address) -> str | None:
    return getattr(address.callback, "audience", None)


def test_every_view_declares_its_audience() -> None:
    undeclared = [address.name for address in every_address() if not audience_of(address)]

    assert undeclared == []


@pytest.mark.django_db
def test_without_an_account_only_public_pages_answer(client: Client) -> None:
    answers = {
        address.name: client.get(address.path()).status_code
        for address in every_address()
        if audience_of(address) != "public"
    }

    assert {name: code for name, code in answers.items() if code not in {302, 405}} == {}


def test_pages_of_the_administrator_are_not_there_for_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)

    answers = {
        address.name: (
            client.get(address.path()).status_code,
            client.post(address.path()).status_code,
        )
        for address in every_address()
        if audience_of(address) == "administrator"
    }

    assert answers
    assert {name: codes for name, codes in answers.items() if not set(codes) <= {404, 405}} == {}
