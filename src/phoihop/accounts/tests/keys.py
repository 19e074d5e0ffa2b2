"""A passkey of flesh and bone for tests without a browser: it signs as a device would."""

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import PASSWORD

FLAG = AuthenticatorData.FLAG
HOST = {"host": "localhost"}
ORIGIN = "http://localhost"


@dataclass
class Device:
    """One credential. verified: it asks for finger, face or PIN and says so."""

    verified: bool = True
    origin: str = ORIGIN
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    user_handle: str = ""

    def create(self, asked: dict[str, Any]) -> str:
        """The answer to the question of making a passkey, as JSON."""
        self.user_handle = asked["user"]["id"]
        public = self.key.public_key()
        data = AttestedCredentialData.create(
            b"\0" * 16,
            self.credential_id,
            ES256.from_cryptography_key(public),  # type: ignore[no-untyped-call]  # fido2's
        )
        flags = self._flags() | FLAG.AT
        made = AuthenticatorData.create(_hash(asked["rp"]["id"]), flags, 0, data)
        attested = AttestationObject.create("none", made, {})
        client = CollectedClientData.create("webauthn.create", asked["challenge"], self.origin)
        return self._answer(client, attestationObject=websafe_encode(attested))

    def get(self, asked: dict[str, Any]) -> str:
        """The answer to the question of proving it, as JSON."""
        data = AuthenticatorData.create(_hash(asked["rpId"]), self._flags(), 1)
        client = CollectedClientData.create("webauthn.get", asked["challenge"], self.origin)
        signed = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            client,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signed),
            userHandle=self.user_handle,
        )

    def _flags(self) -> FLAG:
        return FLAG.UP | FLAG.UV if self.verified else FLAG.UP

    def _answer(self, client: CollectedClientData, **response: str) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "type": "public-key",
                "id": name,
                "rawId": name,
                "response": {"clientDataJSON": websafe_encode(client), **response},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def confirm_password(client: Client) -> None:
    """The password once more, as before every change of the second step."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD}, headers=HOST)


def add(client: Client, device: Device, name: str = "Máy ở phòng") -> Any:
    """Make a passkey for whoever is signed in; returns the answer of the server."""
    confirm_password(client)
    page = client.get(reverse("mfa_add_webauthn"), headers=HOST)
    asked = json.loads(page.context["options"])["publicKey"]
    facts = {"name": name, "credential": device.create(asked)}
    return client.post(reverse("mfa_add_webauthn"), facts, headers=HOST)


def added(user: User, device: Device) -> Device:
    """A device that is enrolled for this account."""
    client = Client()
    client.force_login(user)
    assert add(client, device).status_code == 302
    return device


def log_in(client: Client, device: Device, **more: str) -> Any:
    """Log in by passkey; returns the answer of the server."""
    address = reverse("mfa_login_webauthn")
    question = client.get(address, headers=HOST | {"accept": "application/json"})
    answer = device.get(question.json()["request_options"]["publicKey"])
    return client.post(address, {"credential": answer, **more}, headers=HOST)


def _hash(name: str) -> bytes:
    return sha256(name.encode()).digest()
