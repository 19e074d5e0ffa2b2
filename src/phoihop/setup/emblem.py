"""An emblem as handed in: a small PNG or JPEG, told by its content and whole to its last byte."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from phoihop.reader.sniff import sniff
from phoihop.setup.errors import NoPicture

MOST_BYTES: Final = 256 * 1024
LEAST_SIDE: Final = 32
MOST_SIDE: Final = 2000
_PNG_HEAD: Final = 8
_CHECK: Final = 4
_STARTS_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_END_OF_IMAGE: Final = b"\xff\xd9"


@dataclass(frozen=True)
class Picture:
    """A picture that may be shown; form: of EmblemFormat."""

    data: bytes
    form: str
    width: int
    height: int


def picture(data: bytes) -> Picture:
    """Return the picture these bytes are. Raises NoPicture, which says what is wrong with it."""
    if len(data) > MOST_BYTES:
        raise NoPicture(
            _("The picture is too large: at most %(most)d KB.") % {"most": MOST_BYTES // 1024}
        )
    form = sniff(data)
    if form not in {"png", "jpeg"}:
        raise NoPicture(
            _("The emblem must be a PNG or JPEG picture. An SVG drawing may hold programs.")
        )
    size = _png_size(data) if form == "png" else _jpeg_size(data)
    if size is None:
        raise NoPicture(_("The picture is broken: it cannot be shown."))
    width, height = size
    if min(size) < LEAST_SIDE or max(size) > MOST_SIDE:
        raise NoPicture(
            _(
                "The picture measures %(width)d × %(height)d dots; each side must have from"
                " %(least)d to %(most)d."
            )
            % {"width": width, "height": height, "least": LEAST_SIDE, "most": MOST_SIDE}
        )
    return Picture(data, form, width, height)


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height; None unless every chunk is whole and the last one ends the file."""
    chunks = list(_png_chunks(data))
    names = [name for name, _body in chunks]
    whole = bool(chunks) and names[0] == b"IHDR" and names[-1] == b"IEND" and b"IDAT" in names
    header = chunks[0][1] if whole else b""
    if len(header) < _PNG_HEAD:
        return None
    width, height = struct.unpack(">II", header[:_PNG_HEAD])
    return width, height


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each chunk; an empty name for a broken one or for what follows the last."""
    at = _PNG_HEAD
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(check) < _CHECK or struct.unpack(">I", check)[0] != zlib.crc32(name + body):
            yield b"", b""
            return
        yield name, body
        at += 12 + length
        if name == b"IEND":
            break
    if at != len(data):
        yield b"", b""


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of the first frame; None for a file that breaks off."""
    if not data.endswith(_END_OF_IMAGE):
        return None
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 -- a marker begins so
            return None
        marker = data[at + 1]
        if marker in _WITHOUT_LENGTH or marker == 0xFF:  # noqa: PLR2004 -- padding
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 -- padding
            continue
        if marker in _STARTS_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None
