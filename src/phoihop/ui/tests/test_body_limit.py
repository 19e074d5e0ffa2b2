"""How much a browser may send."""

import io
from typing import Any

import pytest
from django.test import Client

from phoihop.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


def send(client: Client, megabytes: int) -> int:
    file = io.BytesIO(b"x" * megabytes * MEGABYTE)
    file.name = "lon.bin"
    return client.post("/dang-nhap/thoat/", {"file": file}).status_code


def test_a_stranger_cannot_fill_the_disk(client: Client) -> None:
    assert send(client, 2) == 413


def test_a_member_sends_files_up_to_the_limit_of_a_form(client: Client, settings: Any) -> None:
    settings.BODY_MAX_BYTES = 3 * MEGABYTE
    client.force_login(UserFactory.create())
    assert send(client, 4) == 413
    assert send(client, 2) == 302


def test_the_refusal_is_said_in_words(client: Client) -> None:
    page = client.post("/dang-nhap/", {"login": "x" * 2 * MEGABYTE})

    assert page.status_code == 413
    assert "quá lớn" in page.content.decode()
