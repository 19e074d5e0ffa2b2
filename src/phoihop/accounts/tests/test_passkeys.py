"""Passkeys: made, used for both steps, renamed, removed; and where they cannot be."""

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts import errors, own_steps, services
from phoihop.accounts.models import User
from phoihop.accounts.second_step import passkeys_of
from phoihop.accounts.tests import keys
from phoihop.accounts.tests.doors import give_password, is_signed_in
from phoihop.accounts.tests.factories import PASSWORD, UserFactory
from phoihop.accounts.tests.keys import HOST, Device
from phoihop.accounts.tests.test_no_way_round import FIELDS, every_address
from phoihop.audit.models import Change, Event
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def test_a_passkey_is_made_with_the_password_confirmed_and_recovery_codes(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lead)
    first = client.get(reverse("mfa_add_webauthn"), headers=HOST)
    assert first["Location"].startswith(reverse("account_reauthenticate"))

    answer = keys.add(client, Device(), "Máy ở phòng")

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert passkeys_of(cast.lead).get().data["name"] == "Máy ở phòng"
    event = Event.objects.get(verb="user.passkey_added")
    assert event.by == cast.lead
    assert Change.objects.get(event=event).new == "Máy ở phòng"


def test_a_passkey_is_both_steps(client: Client, cast: Cast) -> None:
    device = keys.added(cast.administrator, Device())
    answer = keys.log_in(client, device, next=reverse("accounts:users"))

    assert answer["Location"] == reverse("accounts:users")
    assert is_signed_in(client)
    assert client.get(reverse("accounts:users")).status_code == 200
    assert Event.objects.filter(verb="user.logged_in", by=cast.administrator).count() == 1
    assert passkeys_of(cast.administrator).get().last_used_at is not None


def test_with_a_passkey_the_password_alone_opens_nothing(client: Client, cast: Cast) -> None:
    device = keys.added(cast.lead, Device())

    assert give_password(client, cast.lead) == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    page = client.get(reverse("mfa_authenticate"), headers=HOST)
    asked = json.loads(page.context["options"])["publicKey"]
    client.post(reverse("mfa_authenticate"), {"credential": device.get(asked)}, headers=HOST)
    assert is_signed_in(client)


def test_no_address_opens_with_the_password_where_a_passkey_is(cast: Cast) -> None:
    keys.added(cast.lead, Device())
    facts = {name: value.format(name=cast.lead.username) for name, value in FIELDS.items()}
    opened = []
    for address in every_address():
        client = Client()
        client.post(address, facts)
        if is_signed_in(client):
            opened.append(address)

    assert opened == []


def test_a_recovery_code_stands_in_for_a_passkey(client: Client, cast: Cast) -> None:
    keys.added(cast.lead, Device())
    kept = Authenticator.objects.get(user=cast.lead, type="recovery_codes")
    give_password(client, cast.lead)
    client.post(reverse("mfa_authenticate"), {"code": kept.wrap().get_unused_codes()[0]})

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(Device(verified=False), id="without-finger-or-pin"),
        pytest.param(Device(origin="https://example.vn"), id="another-address"),
        pytest.param(Device(origin="http://127.0.0.1"), id="a-number"),
    ],
)
def test_what_is_no_passkey_of_this_address_is_not_taken(
    client: Client, cast: Cast, device: Device
) -> None:
    client.force_login(cast.lead)
    answer = keys.add(client, device)

    assert "Khóa truy cập không được chấp nhận" in answer.content.decode()
    assert not passkeys_of(cast.lead).exists()


def test_a_passkey_that_asked_nothing_of_its_owner_logs_nobody_in(
    client: Client, cast: Cast
) -> None:
    device = keys.added(cast.lead, Device())
    device.verified = False
    keys.log_in(client, device)

    assert not is_signed_in(client)


def test_an_answer_counts_once_and_only_for_its_question(client: Client, cast: Cast) -> None:
    device = keys.added(cast.lead, Device())
    address = reverse("mfa_login_webauthn")
    asked = client.get(address, headers=HOST | {"accept": "application/json"}).json()
    answer = device.get(asked["request_options"]["publicKey"])
    other = Client()
    other.get(address, headers=HOST | {"accept": "application/json"})
    other.post(address, {"credential": answer}, headers=HOST)
    assert not is_signed_in(other)

    client.post(address, {"credential": answer}, headers=HOST)
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    client.post(address, {"credential": answer}, headers=HOST)
    assert not is_signed_in(client)


def test_another_key_that_names_the_account_is_refused(client: Client, cast: Cast) -> None:
    real = keys.added(cast.lead, Device())
    forged = Device(credential_id=real.credential_id, user_handle=real.user_handle)
    answer = keys.log_in(client, forged)

    assert not is_signed_in(client)
    page = client.get(answer["Location"]).content.decode()
    assert "Khóa truy cập không được chấp nhận" in page


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "null",
        '"x"',
        "{}",
        "{",
        "[" * 10_000,
        '{"response": "x"}',
        '{"rawId": 5, "id": 5, "type": "public-key", "response": {}}',
        '{"rawId": "AA", "id": "AA", "type": "x", "response": {"userHandle": "!!"}}',
        json.dumps({"rawId": "AA", "response": {"clientDataJSON": "AA", "userHandle": None}}),
        "x" * 30_000,
    ],
)
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_authenticate", "mfa_add_webauthn"])
def test_a_garbled_answer_is_refused_in_words(
    client: Client, cast: Cast, name: str, answer: str
) -> None:
    keys.added(cast.lead, Device())
    if name == "mfa_add_webauthn":
        client.force_login(cast.lead)
        keys.confirm_password(client)
        client.get(reverse(name), headers=HOST)
    else:
        client.get(reverse(name), headers=HOST | {"accept": "application/json"})
    if name == "mfa_authenticate":
        give_password(client, cast.lead)
    reply = client.post(reverse(name), {"credential": answer}, headers=HOST)

    assert reply.status_code in {200, 302}
    assert passkeys_of(cast.lead).count() == 1


@pytest.mark.parametrize("handle", ["enp6enp6enp6enp6enp6", "AA", "", "___"])
def test_an_account_that_cannot_be_is_no_error(client: Client, cast: Cast, handle: str) -> None:
    device = keys.added(cast.lead, Device())
    device.user_handle = handle

    assert keys.log_in(client, device).status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize("why", ["closed", "idle", "without"])
def test_a_passkey_opens_no_closed_account(client: Client, cast: Cast, why: str) -> None:
    device = keys.added(cast.lead, Device())
    long_ago = clock.real_now() - timedelta(days=46)
    if why == "closed":
        services.deactivate_user(cast.lead, by=cast.administrator, at=NOW)
    elif why == "idle":
        User.objects.filter(pk=cast.lead.pk).update(last_seen_at=long_ago, enabled_at=long_ago)
    else:
        member = cast.lead.memberships.get()
        services.end_membership(member, on=NOW.date(), by=cast.administrator, at=NOW)
    answer = keys.log_in(client, device)

    assert not is_signed_in(client)
    page = client.get(answer["Location"]).content.decode()
    words = {
        "closed": "đã bị khóa",
        "idle": "lâu không dùng",
        "without": "không còn tư cách ở cơ quan nào",
    }
    assert words[why] in page


def test_only_the_owner_renames_and_removes(client: Client, cast: Cast) -> None:
    keys.added(cast.lead, Device())
    passkey = passkeys_of(cast.lead).get()
    other = Client()
    other.force_login(cast.partner)
    keys.confirm_password(other)
    for name in ("passkey_rename", "passkey_remove"):
        address = reverse(f"accounts:{name}", args=[passkey.pk])
        assert other.post(address, {"name": "Của tôi"}).status_code == 404
    with pytest.raises(errors.NotYourPasskey):
        own_steps.remove_step(passkey, by=cast.partner, at=NOW)

    client.force_login(cast.lead)
    address = reverse("accounts:passkey_rename", args=[passkey.pk])
    asked = client.post(address, {"name": "Điện thoại"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    keys.confirm_password(client)
    assert client.post(address, {"name": ""}).status_code == 422
    client.post(address, {"name": "Điện thoại"})
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Điện thoại"
    assert Event.objects.filter(verb="user.passkey_renamed", by=cast.lead).count() == 1

    client.post(reverse("accounts:passkey_remove", args=[passkey.pk]))
    assert not Authenticator.objects.filter(user=cast.lead).exists()
    assert Event.objects.filter(verb="user.passkey_removed").count() == 1
    cast.lead.refresh_from_db()
    assert cast.lead.must_change_password


def test_an_administrator_keeps_one_second_step(client: Client, cast: Cast) -> None:
    keys.added(cast.administrator, Device())
    app = Authenticator.objects.get(user=cast.administrator, type="totp")
    passkey = passkeys_of(cast.administrator).get()

    assert own_steps.remove_step(app, by=cast.administrator, at=NOW) is False
    with pytest.raises(errors.LastSecondStep):
        own_steps.remove_step(passkey, by=cast.administrator, at=NOW)
    client.force_login(cast.administrator)
    keys.confirm_password(client)
    page = client.get(reverse("accounts:passkey_remove", args=[passkey.pk])).content.decode()
    assert "luôn đăng nhập hai bước" in page
    assert client.post(reverse("accounts:passkey_remove", args=[passkey.pk])).status_code == 422

    assert passkeys_of(cast.administrator).exists()
    assert not User.objects.get(pk=cast.administrator.pk).must_change_password


def test_an_administrator_may_enrol_with_a_passkey_alone(client: Client, cast: Cast) -> None:
    chief = UserFactory.create(agency=cast.issuer_agency, role="administrator")
    Authenticator.objects.filter(user=chief).delete()
    give_password(client, chief)
    assert client.get(reverse("accounts:users"))["Location"] == reverse("mfa_activate_totp")
    keys.add(client, Device())

    assert client.get(reverse("accounts:users")).status_code == 200


def test_a_passkey_confirms_what_protects_the_account(client: Client, cast: Cast) -> None:
    device = keys.added(cast.lead, Device())
    keys.log_in(client, device)
    address = reverse("mfa_reauthenticate_webauthn")
    asked = json.loads(client.get(address, headers=HOST).context["options"])["publicKey"]
    wrong = client.post(address, {"credential": "{}"}, headers=HOST)
    assert wrong.status_code == 422
    asked = json.loads(wrong.context["options"])["publicKey"]
    client.post(address, {"credential": device.get(asked)}, headers=HOST)

    assert client.get(reverse("mfa_add_webauthn"), headers=HOST).status_code == 200


def test_ten_passkeys_are_enough(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    for _one in range(10):
        keys.add(client, Device())
    answer = keys.add(client, Device())

    assert "Đã có mười khóa truy cập" in answer.content.decode()
    assert passkeys_of(cast.lead).count() == 10


@pytest.mark.parametrize(
    ("host", "words", "link"),
    [
        ("127.0.0.1:8000", "tên miền", "http://localhost:8000/dang-nhap/khoa/them/"),
        ("[::1]:8000", "tên miền", "http://localhost:8000/dang-nhap/khoa/them/"),
        ("192.168.1.5", "tên miền", ""),
        ("phoihop.example.vn", "https", ""),
    ],
)
def test_where_no_passkey_can_be_the_page_says_why(
    client: Client, cast: Cast, host: str, words: str, link: str
) -> None:
    client.force_login(cast.lead)
    page = client.get(reverse("mfa_add_webauthn"), headers={"host": host}).content.decode()

    assert "Địa chỉ này không dùng được khóa truy cập" in page
    assert words in page
    assert (f'href="{link}"' in page) if link else ("localhost" not in page)


def test_behind_https_a_name_is_enough(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    secure: dict[str, Any] = {"secure": True, "headers": {"host": "phoihop.example.vn"}}
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD}, **secure)
    page = client.get(reverse("mfa_add_webauthn"), **secure)

    asked = json.loads(page.context["options"])["publicKey"]
    assert asked["rp"] == {"id": "phoihop.example.vn", "name": "Phối Hợp"}
    assert asked["user"]["name"] == cast.lead.username
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"


@pytest.mark.parametrize("address", ["/dang-nhap/khoa/dang-ky/", "/accounts/2fa/webauthn/signup/"])
def test_nobody_signs_up_by_passkey(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404
