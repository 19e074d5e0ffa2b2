"""The language of the screens."""

import pytest
from django.test import Client

from phoihop.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def lang(client: Client, **headers: str) -> str:
    return client.get("/dang-nhap/", headers=headers).headers["Content-Language"]


def test_an_english_browser_is_shown_vietnamese(client: Client) -> None:
    assert lang(client, **{"Accept-Language": "en-GB,en;q=0.9"}) == "vi"


def test_the_cookie_chooses_and_nonsense_does_not(client: Client) -> None:
    client.cookies["phoihop_language"] = "en"
    assert lang(client) == "en"

    client.cookies["phoihop_language"] = "xx"
    assert lang(client) == "vi"


def test_the_account_chooses_without_a_cookie(client: Client) -> None:
    client.force_login(UserFactory.create(language="en"))

    assert client.get("/khong-co/").headers["Content-Language"] == "en"
