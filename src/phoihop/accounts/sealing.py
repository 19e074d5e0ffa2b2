"""Text that the database alone does not give away: encrypted with a key made from SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(text: str, purpose: bytes) -> str:
    """What is stored of a text. purpose: another key for each, so that none opens the other."""
    return _cipher(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, purpose: bytes) -> str:
    """The text again. Raises InvalidToken, as after a change of SECRET_KEY."""
    return _cipher(purpose).decrypt(sealed.encode("ascii")).decode()


def unsealed_or_none(sealed: str, purpose: bytes) -> str | None:
    """The text again, None where it can no longer be read."""
    try:
        return unseal(sealed, purpose)
    except InvalidToken:
        return None


def _cipher(purpose: bytes) -> Fernet:
    key = hashlib.sha256(purpose + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
