"""Every screen leads to its page of the user guide, and every page named is there."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.workspace.guide import topics
from phoihop.workspace.guide.screens import slug_for
from tests.architecture.urls import every_address

# Furniture without a screen of its own, and the gallery of components for developers.
WITHOUT = ("set_language", "ui:", "audit:")


def test_every_screen_has_its_page() -> None:
    missing = {
        address.name
        for address in every_address()
        if getattr(address.callback, "audience", "") != "public"
        and not address.name.startswith(WITHOUT)
        and not slug_for(address.name)
    }

    assert missing == set()


def test_the_pages_named_are_there() -> None:
    known = {topic.slug for topic in topics("vi")}

    assert {slug_for(address.name) for address in every_address()} - {""} <= known


@pytest.mark.django_db
def test_a_screen_links_to_its_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)

    page = client.get(reverse("tasks:list")).content.decode()

    assert reverse("workspace:guide_page", args=["nhiem-vu"]) in page
