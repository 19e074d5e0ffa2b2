"""No address but allauth's own log-in signs anybody in, and none by the password alone
where the second step is on."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from conftest import NOW, Cast
from phoihop.accounts import codes
from phoihop.accounts.tests.doors import is_signed_in
from phoihop.accounts.tests.factories import PASSWORD, enrol
from phoihop.ui import clock

pytestmark = pytest.mark.django_db

# What an honest form of any log-in view could be called.
FIELDS = {
    "login": "{name}",
    "username": "{name}",
    "user": "{name}",
    "email": "{name}",
    "password": PASSWORD,
    "password1": PASSWORD,
    "passwd": PASSWORD,
    "oldpassword": PASSWORD,
    "password2": PASSWORD,
    "code": "000000",
    "credential": "[]",
    "next": "/",
}


def every_address() -> Iterator[str]:
    """Every address of the URLconf, arguments filled with 1."""
    yield from sorted(set(_below(get_resolver(), "/")))


def _below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + _filled(pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _below(pattern, route)


def _filled(pattern: URLPattern | URLResolver) -> str:
    """The route with its arguments filled; only path() routes are used in this program."""
    route = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        value = "1" if isinstance(converter, IntConverter) else "x"
        route = re.sub(rf"<(?:\w+:)?{name}>", value, route)
    assert "<" not in route, route
    return route


def test_the_walk_finds_the_doors_it_must_try() -> None:
    addresses = list(every_address())

    assert reverse("account_login") in addresses
    assert reverse("mfa_authenticate") in addresses
    assert reverse("agencies:detail", args=[1]) in addresses
    assert len(addresses) > 50


def test_a_right_password_opens_nothing_but_the_log_in(cast: Cast) -> None:
    facts = {name: value.format(name=cast.lead.username) for name, value in FIELDS.items()}
    opened = []
    for address in every_address():
        client = Client()
        client.post(address, facts)
        if is_signed_in(client):
            opened.append(address)

    assert opened == [reverse("account_login")]


def test_with_the_second_step_the_password_opens_nothing_at_all(cast: Cast) -> None:
    enrol(cast.lead)
    facts = {name: value.format(name=cast.lead.username) for name, value in FIELDS.items()}
    opened = []
    for address in every_address():
        client = Client()
        client.post(address, facts)
        if is_signed_in(client):
            opened.append(address)

    assert opened == []


def test_between_the_steps_no_address_opens(cast: Cast) -> None:
    """The password was right and the code is still missing: still nobody is signed in."""
    enrol(cast.lead)
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lead.username, "password": PASSWORD})
    for address in every_address():
        if address == reverse("account_logout"):
            continue
        client.post(address, {"code": "000000"})
        client.get(address)
        assert not is_signed_in(client), address


def test_a_one_time_code_signs_nobody_in(cast: Cast) -> None:
    [sheet] = codes.make_codes([cast.lead], by=cast.administrator, at=NOW, real_at=clock.real_now())
    facts = {name: value.format(name=cast.lead.username) for name, value in FIELDS.items()}
    opened = []
    for address in every_address():
        client = Client()
        client.post(address, facts | {"code": sheet.code, "password": sheet.code})
        if is_signed_in(client):
            opened.append(address)

    assert opened == []
    cast.lead.refresh_from_db()
    assert cast.lead.check_password(PASSWORD)  # it was tried at its own door as well


def test_basic_authentication_is_no_door(client: Client, cast: Cast) -> None:
    import base64  # noqa: PLC0415 -- only this test

    word = base64.b64encode(f"{cast.lead.username}:{PASSWORD}".encode()).decode()
    client.get(reverse("accounts:security"), headers={"authorization": f"Basic {word}"})

    assert not is_signed_in(client)
