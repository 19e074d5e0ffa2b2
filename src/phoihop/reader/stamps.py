"""What offices and programs set into the head of a paper: the stamp of arrival, signatures."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.head_words import is_capitals, names_a_body
from phoihop.reader.letterhead import Cell
from phoihop.reader.normal import Source

# "ĐẾN", "CÔNG VĂN ĐẾN", "ĐẾN Số: 884": the stamp of the office that received the paper.
_ARRIVED: Final = re.compile(
    r"^(?:công văn |văn bản |cv )?đến\s?[:.]?(?:\s?(?:số|ngày|giờ)\s?[:.]?[\s\d./:…_-]*)?$"
)
_OF_ARRIVAL: Final = re.compile(
    r"^(?:số\s?[:.]?[\s\d.…_]*|(?:vào )?(?:ngày|giờ)\s?[:.]?[\s\d./:…_-]*|(?:kính )?chuyển\s?:.*"
    r"|(?:lưu )?(?:hồ sơ|hs)(?: số)?\s?:.*|số (?:và )?ký hiệu (?:hs|hồ sơ).*)$"
)
_LINES_OF_STAMP: Final = 5
_LETTERS_OF_WORD: Final = 28  # of "CÔNG VĂN ĐẾN Số: 884"
# "Người ký: VĂN PHÒNG", "Thời gian ký: ...": what the signature of a file says of itself.
_OF_SIGNATURE: Final = re.compile(
    r"^(?:(?:người|nơi|ngày|giờ|thời gian|lý do|được|đã) ký(?: số)?(?: bởi)?\s?:"
    r"|ký (?:số )?bởi\s?:|(?:digitally )?signed by|signature (?:not verified|valid)"
    r"|e-?mail\s?:|cơ quan\s?:|tổ chức\s?:|chức vụ\s?:|tên văn bản\s?:)"
)
_HEAD_OF_SIGNATURE: Final = re.compile(r"ký|sign")
# What a page says of itself between its title and the paper.
_OF_PAGE: Final = re.compile(
    r"^(?:đăng (?:ngày|lúc|bởi)|ngày đăng|lượt xem|số lượt xem|lượt tải|cập nhật|cỡ chữ|tải về"
    r"|chia sẻ|in trang)(?!\w)"
)


def own_cells(source: Source, cells: list[Cell]) -> list[Cell]:
    """Leave out what others set into a head."""
    return _without_arrival(source, _without_signatures(cells))


def _without_signatures(cells: list[Cell]) -> list[Cell]:
    signs = [bool(_OF_SIGNATURE.match(cell.low)) for cell in cells]
    if not any(
        sign and _HEAD_OF_SIGNATURE.search(cell.low)
        for sign, cell in zip(signs, cells, strict=True)
    ):
        signs = [False] * len(cells)
    return [
        cell
        for sign, cell in zip(signs, cells, strict=True)
        if not sign and not _OF_PAGE.match(cell.low)
    ]


def _without_arrival(source: Source, cells: list[Cell]) -> list[Cell]:
    """Leave out the stamp of arrival, and the receiver above it where it heads the page."""
    first = next((at for at, cell in enumerate(cells) if _is_arrival(source, cell)), None)
    if first is None:
        return cells
    last = first + 1
    while last < min(len(cells), first + _LINES_OF_STAMP) and _OF_ARRIVAL.match(cells[last].low):
        last += 1
    before, after = cells[:first], cells[last:]
    return after if _heads_page(source, before, after) else before + after


def _is_arrival(source: Source, cell: Cell) -> bool:
    if len(cell.low) >= _LETTERS_OF_WORD or not _ARRIVED.match(cell.low.strip(" .()")):
        return False
    # "Công văn đến" may be the title of a paper; the word of a stamp is printed in capitals
    return source.clean[cell.start : cell.start + len("ĐẾN")].isupper()


def _heads_page(source: Source, before: list[Cell], after: list[Cell]) -> bool:
    """Say whether the receiver alone stands above the stamp: who issues is named below."""
    if any(cell.motto or cell.is_number or cell.has_place for cell in before):
        return False
    number = next((at for at, cell in enumerate(after) if cell.is_number), 0)
    return any(
        names_a_body(cell.low) and is_capitals(source.clean[cell.start : cell.end])
        for cell in after[:number]
    )
