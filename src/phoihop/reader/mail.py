"""Text and attachments of e-mails kept as files (EML, RFC 5322) from strangers."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Final

from phoihop.reader.refusals import Damaged, Limits
from phoihop.reader.web import html_text
from phoihop.vntext import UndecodableText, decode

# What a mail cannot do without; a text of an office does not begin with such lines.
_PROOF: Final = ("from", "date", "subject", "message-id", "received", "mime-version", "to")
_ENOUGH: Final = 3
_HEAD: Final = 16_384


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the header of a mail."""
    head = data[:_HEAD].replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")[0]
    names = set()
    for line in head.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            continue
        name, colon, _rest = line.partition(b":")
        if not colon or not name.replace(b"-", b"").isalnum():
            return False
        names.add(name.decode("ascii", "replace").lower())
    return "from" in names and len(names.intersection(_PROOF)) >= _ENOUGH


def mail_text(data: bytes, name: str) -> str:
    """Return the subject as the first line and the words of the mail. Raises Damaged."""
    message = _parsed(data, name)
    try:
        body = message.get_body(("plain", "html"))
        words = "" if body is None else _words(body, name)
        subject = " ".join(str(message["subject"] or "").split())
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        # the parser of the standard library stumbles over some headers made to be wrong
        raise Damaged(name, reason="mail") from error
    return f"{subject}\n\n{words}".strip()


def attachments(data: bytes, name: str, limits: Limits) -> list[tuple[str, bytes]]:
    """Return name and bytes of each file that comes with the mail. Raises Damaged."""
    message = _parsed(data, name)
    found: list[tuple[str, bytes]] = []
    try:
        for part in message.iter_attachments():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content and part.get_filename():
                found.append((str(part.get_filename()), content))
            if len(found) == limits.attachments:
                break
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Damaged(name, reason="mail") from error
    return found


def _parsed(data: bytes, name: str) -> EmailMessage:
    try:
        return message_from_bytes(data, policy=policy.default)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Damaged(name, reason="mail") from error


def _words(part: MIMEPart, name: str) -> str:
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        text = raw.decode(charset) if charset else decode(raw).text
    except (LookupError, UnicodeDecodeError):
        try:
            text = decode(raw).text
        except UndecodableText as error:
            raise Damaged(name, reason="undecodable") from error
    if part.get_content_type() == "text/html":
        return html_text(text, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")
