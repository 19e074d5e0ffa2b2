"""The furniture of a page and the pages of errors."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from phoihop.accounts.tests.factories import UserFactory
from phoihop.ui import views

ROOM = Path(views.__file__).parent
CSS = (ROOM / "static/ui/ui.css").read_text(encoding="utf-8")


@pytest.fixture
def administrator(cast: Any, client: Client, settings: Any) -> Client:
    """Signed in; the second step and what upper rooms say are not under test here."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if ".second_step" not in m]
    settings.PHOIHOP_CONTEXT = {"inbox_count": "builtins.id", "can_assign": "builtins.bool"}
    client.force_login(cast.administrator)
    return client


def test_the_gallery_shows_every_state_to_an_administrator(administrator: Client) -> None:
    html = administrator.get(reverse("ui:components")).content.decode()

    for words in ("Quá hạn", "Sắp đến hạn", "Bị trả lại", "Đã thu hồi", "25 trong hơn 1.000"):
        assert words in html


def test_others_do_not_find_the_gallery(cast: Any, client: Client, settings: Any) -> None:
    settings.PHOIHOP_CONTEXT = {}
    client.force_login(cast.lead)

    answer = client.get(reverse("ui:components"))

    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


def test_no_page_carries_inline_script_or_style(administrator: Client) -> None:
    html = administrator.get(reverse("ui:components")).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert "<style" not in html
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.parametrize("template", sorted(ROOM.glob("templates/**/*.html")), ids=lambda p: p.name)
def test_no_template_carries_inline_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\s(style|on(click|change|submit|load|input))=", text)
    assert not re.search(r"<(style|script(?![^>]*\bsrc=))", text)


def test_the_theme_of_the_account_is_set_by_the_server(cast: Any, administrator: Client) -> None:
    cast.administrator.theme = "dark"
    cast.administrator.save(update_fields=["theme"])

    html = administrator.get(reverse("ui:components")).content.decode()

    assert 'data-theme="dark"' in html


def test_a_server_error_needs_nothing_that_may_have_failed(db: None) -> None:
    answer = views.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Máy chủ chưa trả lời được" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "Không đọc được yêu cầu"),
        (views.forbidden, 403, "Bạn không có quyền thực hiện việc này"),
        (views.not_found, 404, "Không tìm thấy trang"),
    ],
)
def test_errors_say_what_happened(
    view: Any, status: int, words: str, settings: Any, db: None
) -> None:
    settings.PHOIHOP_CONTEXT = {}

    answer = view(RequestFactory().get("/x/"), Http404())

    assert answer.status_code == status
    assert words in answer.content.decode()


def test_an_expired_form_says_that_nothing_changed() -> None:
    assert "Trang này đã mở quá lâu" in render_to_string("403_csrf.html")


def test_the_stylesheet_stays_small() -> None:
    assert len(CSS.encode()) <= 80 * 1024


def test_both_dark_themes_say_the_same() -> None:
    blocks = re.findall(r"color-scheme: dark;(.*?)\}", CSS, re.DOTALL)

    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()


def test_every_colour_named_in_the_styles_is_defined() -> None:
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", CSS))
    defined = set(re.findall(r"(--[a-z0-9-]+):", CSS))

    assert used <= defined


def test_the_static_files_of_the_templates_exist() -> None:
    names = {
        name
        for file in ROOM.glob("templates/**/*.html")
        for name in re.findall(r"{% static '([^']+)' %}", file.read_text(encoding="utf-8"))
    }

    assert names
    assert all(finders.find(name) for name in names)


@pytest.mark.django_db
def test_an_address_that_takes_a_form_says_so_when_it_is_opened(client: Client) -> None:
    """It stays in the browser after a refused form, and Django's own answer is an empty page."""
    client.force_login(UserFactory.create())
    page = client.get(reverse("workspace:tour_end"))
    assert page.status_code == 405
    assert "Địa chỉ này chỉ nhận biểu mẫu gửi đi" in page.content.decode()
    assert page["Allow"] == "POST"
