"""Parties told by their field of work, "ngành Y tế", or written small: "chính quyền xã"."""

from __future__ import annotations

from typing import Final

from phoihop.reader.bodies import body_length, joins_words
from phoihop.reader.lexicon import Phrases
from phoihop.reader.tokens import Tokens

_BEFORE_SECTORS: Final = frozenset(["các", "hai", "ba", "bốn", "liên", "những"])
_BEFORE_FIELDS: Final = frozenset([",", ":", "giữa", "gồm", "ngành", "quan", "vị", "lượng"])
_SMALL: Final = Phrases({x: x for x in ("cấp ủy", "chính quyền", "giáo xứ", "giáo họ")})
SMALL_BEGIN: Final = _SMALL.firsts
_SMALL_ENDS: Final = frozenset(["ủy", "nay", "qua"])
_BEFORE_SMALL: Final = frozenset(["và", "với", "cùng", "giữa", "của", "\n", "", "nay"])


def is_sector(tokens: Tokens, at: int) -> bool:
    """ "ngành | Y tế": all that work in it, as one party; not one of "ba ngành Công an, ..."."""
    if tokens.around[at] != "ngành" or at + 1 >= len(tokens) or not tokens[at + 1].is_capital:
        return False
    return at == 0 or not (tokens.around[at - 1] in _BEFORE_SECTORS or tokens[at - 1].is_number)


def parts_fields(tokens: Tokens, at: int, joint: int) -> bool:
    """ "Kiểm lâm | và | Nông nghiệp", "Công an | và | Kiểm lâm": fields of work, each a party.

    Not "Giáo dục và Đào tạo", nor the "và" within the name of "Trung tâm Ba Mít và Cây Me".
    """
    head = body_length(tokens, at)
    whole = head > 1 and head == joint - at  # "Báo và Phát thanh" is one
    in_list = whole or (not head and tokens.around[at - 1] in _BEFORE_FIELDS)
    named = tokens[at].is_capital and tokens[joint + 1].is_capital
    return in_list and named and not joins_words(tokens, joint)


def small_body(tokens: Tokens, at: int) -> int:
    """ "Đồn Biên phòng và | chính quyền xã": a body mostly written small; the length of its head.

    Behind a comma it begins a sentence's subject, or goes on from its like.
    """
    length = _SMALL.length(tokens, at)
    before, one = tokens.around[at - 1], tokens.around[at - 2]
    if not length or tokens[at].is_capital or before in _BEFORE_SMALL:
        return length
    goes_on = before == "," and (one.isdigit() or one in _SMALL_ENDS)
    return length if goes_on else 0
