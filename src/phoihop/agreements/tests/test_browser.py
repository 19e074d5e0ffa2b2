"""The pages of this room in Chromium: accessible, and no wider than a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from conftest import NOW, Cast
from phoihop.agreements.models import AgreementKind
from phoihop.agreements.services import (
    add_legal_basis,
    create_agreement,
    mark_ready,
    sign_agreement,
)
from phoihop.agreements.tests import story
from phoihop.agreements.tests.story import Story
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.ui.tests.browser import WIDTHS, patient, sideways, violations

# Without Chromium these fail: a browser test that is skipped proves nothing.
pytestmark = pytest.mark.browser


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    """Where the pages are served, without the second step: log-in is another room's matter."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if ".second_step" not in m]
    return str(live_server.url)


@pytest.fixture
def told(transactional_db: None, cast: Cast) -> Story:
    told = story.start(cast.issuer)
    document = DocumentFactory.create(owner=cast.issuer_agency)
    add_legal_basis(told.agreement, document, by=cast.issuer, at=story.DRAFTED)
    return told


def paths(told: Story, cast: Cast) -> Iterator[tuple[str, str]]:
    """Each page of the room in each state of the paper, with a name; the state moves on."""

    def record(name: str, *more: int) -> str:
        return reverse(f"agreements:{name}", args=[told.agreement.pk, *more])

    item = told.agreement.items.all()[0]
    collective = create_agreement(
        by=cast.issuer,
        at=NOW,
        collective_parties=["12 cơ quan, đơn vị trong khối"],
        kind=AgreementKind.PLAN,
        title="Kế hoạch phối hợp",
    )
    yield "empty draft", collective.get_absolute_url()
    yield "collective party", reverse("agreements:parties", args=[collective.pk])
    yield "list", reverse("agreements:list")
    yield "new", reverse("agreements:create")
    for name in ("detail", "text", "parties", "signing", "history"):
        yield f"draft {name}", record(name)
    for name in ("edit", "copy_each", "item_add", "party_add", "basis_add"):
        yield name, record(name)
    yield "item_edit", record("item_edit", item.pk)
    mark_ready(
        told.agreement,
        without_opinions="Đã thống nhất tại cuộc họp",
        by=cast.issuer,
        at=story.DRAFTED,
    )
    yield "ready", record("detail")
    yield "signing form", record("signing")
    sign_agreement(told.agreement, story.signing(told), by=cast.issuer, at=story.SIGNED)
    for name in ("detail", "signing", "history"):
        yield f"signed {name}", record(name)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_and_fits(
    browser: Browser, address: str, cast: Cast, told: Story, width: int
) -> None:
    client = Client()
    client.force_login(cast.issuer)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": address}
    context = patient(browser.new_context(locale="vi-VN", viewport={"width": width, "height": 800}))
    context.add_cookies([cookie])  # type: ignore[list-item]  # name, value and address
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    wrong = {}

    for title, path in paths(told, cast):
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.goto(address + path)
        assert answer is not None
        found = [] if answer.ok else [f"{answer.status}"]
        if sideways(page):
            found.append(f"{sideways(page)} px too wide")
        found += violations(page)
        if found:
            wrong[title] = found

    assert wrong == {}
    assert [line for line in said if "woff2" not in line and "ERR_FAILED" not in line] == []
