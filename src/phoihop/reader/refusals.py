"""What is still read of a file, what comes out, and why a file is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What is still read. Sizes in bytes; ratio: unpacked to packed size of one entry."""

    size: int = 50 * _MEGABYTE
    unpacked: int = 200 * _MEGABYTE
    document: int = 30 * _MEGABYTE
    ratio: int = 200
    entries: int = 2_000
    pages: int = 2_000
    scans: int = 200  # pages whose letters are recognised: some five seconds each
    text: int = 6_000_000  # characters; a reading takes some 200 bytes for each
    attachments: int = 20


DEFAULT: Final = Limits()


@dataclass(frozen=True)
class Extracted:
    """Text of a file.

    notes: codes of what was done, as "converted:tcvn3", and of what was not read, as
    "left_out:running" or with a number "left_out:scans:3". confidence: in percent, how sure the
    letters of a scan are; None for a text that was not recognised from a picture. subject: of a
    mail, as its header says; "" for all else.
    """

    text: str
    format: str
    notes: tuple[str, ...] = ()
    confidence: int | None = None
    subject: str = ""


class FileRefused(ValueError):
    """A file that cannot be read. `code` and `facts` are for the program; the rooms phrase them."""

    code = "refused"

    def __init__(self, name: str, **facts: str | int | None) -> None:
        super().__init__(f"{self.code}: {name}: {facts}")
        self.name = name
        self.facts = facts


class TooLarge(FileRefused):
    """More bytes, pages or characters than are read. facts: size, limit, of."""

    code = "too_large"


class WrongFormat(FileRefused):
    """By content none of the formats that are read. facts: found, expected."""

    code = "wrong_format"


class ZipBomb(FileRefused):
    """A DOCX that unpacks to far more than it should. facts: reason."""

    code = "zip_bomb"


class NoTextLayer(FileRefused):
    """A PDF without text or a picture: its letters have to be recognised. facts: pages."""

    code = "no_text_layer"


class NoProgram(FileRefused):
    """The program that opens such files is not installed here. facts: program."""

    code = "no_program"


class Damaged(FileRefused):
    """The file is broken or locked. facts: reason."""

    code = "damaged"
