"""Text of e-mails kept as files (EML, RFC 5322) from strangers, and the files inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from typing import Final, TypeVar

from phoihop.reader.refusals import Damaged, Limits
from phoihop.reader.web import html_text
from phoihop.vntext import UndecodableText, decode

# What a mail cannot do without; a text of an office does not begin with such lines.
_PROOF: Final = ("from", "date", "subject", "message-id", "received", "mime-version", "to")
_ENOUGH: Final = 3
_HEAD: Final = 16_384
_WORDS: Final = ("text/plain", "text/html")
_FORWARDED: Final = "message/rfc822"
_ENDING: Final = ".eml"
# What the parser of the standard library raises over headers made to be wrong.
_WRONG: Final = (
    LookupError, ValueError, AttributeError, TypeError, RecursionError, MessageError,
)  # fmt: skip

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Attached:
    """Name and bytes of each file inside a mail; left_out: how many more there are.

    name: "" where the mail gives none.
    """

    files: tuple[tuple[str, bytes], ...]
    left_out: int


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


def mail_text(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return the subject as the first line and the words of the mail; codes of what is left out.

    "left_out:attachments:3": beyond the limit. "left_out:pictures": shown among the words.
    Raises Damaged.
    """

    def made() -> tuple[str, tuple[str, ...]]:
        message = _parsed(data)
        words = "\n\n".join(_said(message, name))
        subject = _subject(message)
        beyond = _attached(message, limits).left_out
        left_out = (f"left_out:attachments:{beyond}",) if beyond else ()
        if any(_is_shown_inside(part, above) for part, above in _leaves(message)):
            left_out = (*left_out, "left_out:pictures")
        return f"{subject}\n\n{words}".strip(), left_out

    return _guarded(made, name)


def subject_of(data: bytes, name: str) -> str:
    """Return the subject of the mail; "" where it has none. Raises Damaged."""
    return _guarded(lambda: _subject(_parsed(data)), name)


def attachments(data: bytes, name: str, limits: Limits) -> Attached:
    """Return the files that come with the mail and with the mails forwarded in it.

    A forwarded mail is a file of its own. Raises Damaged.
    """
    return _guarded(lambda: _attached(_parsed(data), limits), name)


def _guarded(make: Callable[[], _Made], name: str) -> _Made:
    try:
        return make()
    except Damaged:
        raise
    except _WRONG as error:
        raise Damaged(name, reason="mail") from error


def _parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def _subject(message: Message) -> str:
    return " ".join(str(message["subject"] or "").split())


def _attached(message: Message, limits: Limits) -> Attached:
    """As many as the limit says, and no more bytes than an archive may unpack to."""
    found: list[tuple[str, bytes]] = []
    left_out, room = 0, limits.unpacked
    waiting = [message]
    while waiting:
        for part, above in _leaves(waiting.pop()):
            if _is_words(part) or _is_shown_inside(part, above) or _is_aside(part, above):
                continue
            if len(found) == limits.attachments:
                left_out += 1
                continue
            name, content, forwarded = _file(part)
            if len(content) > room:
                left_out += 1
            elif content:
                room -= len(content)
                found.append((name, content))
                waiting += [forwarded] if forwarded is not None else []
    return Attached(tuple(found), left_out)


def _file(part: Message) -> tuple[str, bytes, Message | None]:
    """Name, bytes, and the mail that it is, if it is one."""
    name = part.get_filename() or ""
    if part.get_content_type() == _FORWARDED:
        inner = part.get_payload()
        mail = inner[0] if isinstance(inner, list) and inner else None
        if not isinstance(mail, Message):
            return name, b"", None
        subject = _subject(mail)
        return name or (subject and f"{subject}{_ENDING}"), mail.as_bytes(), mail
    content = part.get_payload(decode=True)
    whole = content if isinstance(content, bytes) else b""
    if name.lower().endswith(_ENDING) and is_mail(whole):
        return name, whole, _parsed(whole)
    return name, whole, None


def _leaves(message: Message) -> Iterator[tuple[Message, str]]:
    """Each part that holds no others, with the kind of what it stands in; in their order."""
    waiting: list[tuple[Message, str]] = [(message, "")]
    while waiting:
        part, above = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            kind = part.get_content_type()
            waiting += [(one, kind) for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part, above


def _is_words(part: Message) -> bool:
    """Whether it is read with the mail, and not a file of its own."""
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in _WORDS and not is_file


def _is_shown_inside(part: Message, above: str) -> bool:
    """A picture among the words, as that of a signature."""
    return (
        above == "multipart/related"
        and part.get_content_maintype() == "image"
        and part.get_content_disposition() != "attachment"
    )


def _is_aside(part: Message, above: str) -> bool:
    """What programs tell each other: receipts, the calendar's form of an invitation."""
    kind = part.get_content_type()
    is_named = bool(part.get_filename())
    if above == "multipart/alternative" and part.get_content_maintype() == "text":
        return not is_named
    return kind != _FORWARDED and not is_named and kind.startswith(("message/", "text/rfc822"))


def _said(part: Message, name: str) -> list[str]:
    """The words of each part that is read, of several forms of one the first with any.

    Plain words come before markup.
    """
    inner = part.get_payload()
    if part.get_content_maintype() != "multipart" or not isinstance(inner, list):
        own = _words(part, name) if _is_words(part) else ""
        return [own] if own.strip() else []
    inside = [one for one in inner if isinstance(one, Message)]
    if part.get_content_type() != "multipart/alternative":
        return [words for one in inside for words in _said(one, name)]
    forms = sorted(inside, key=lambda one: one.get_content_type() != "text/plain")
    return next((words for one in forms if (words := _said(one, name))), [])


def _words(part: Message, name: str) -> str:
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
