"""When and by whom a document was issued, from the words behind its number or before it."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.bodies import body_length
from phoihop.reader.dates import DATE, day_of, find_days
from phoihop.reader.lexicon import phrases
from phoihop.reader.normal import Source
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

_LOOK_BACK: Final = 110
_HEADS: Final = phrases("positions", "heads")
DATED: Final = re.compile(r"[\s,(]{0,4}(?:ban hành\s|ký\s|được ban hành\s)?(?:ng[àa]y\s{0,3})")
OF: Final = re.compile(r"[\s,]{0,3}(?:\([^()\n]{0,40}\)\s?)?của\s")
# One to four words, which must be capitals, between the level and the day.
_OF_PLACE: Final = re.compile(
    r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
    r"\s(?P<name>[^\W\d_]{1,12}(?:\s[^\W\d_]{1,12}){0,3}?)(?=,?\sngày\s)"
)
_ISSUER_AND_DAY: Final = re.compile(
    r"\scủa (?:liên (?:bộ|ngành): )?[^.;:,\d\n]{3,80},? (?:ký |ban hành )?ngày "
)


def date_after(source: Source, at: int) -> tuple[str | None, int]:
    dated = DATED.match(source.low, at)
    if not dated:
        return None, at
    day = DATE.match(source.low, dated.end())
    written = day_of(day) if day else None
    if written is None:
        return None, at
    anew = "\n" in dated.group() and source.clean[dated.start() : dated.end()].strip()[0] == "N"
    if anew and not OF.match(source.low, written.end):
        return None, at  # the next line begins with its own "Ngày"
    return written.iso(), written.end


def past_place(source: Source, at: int) -> int:
    """ "45/QĐ-UBND | tỉnh Ba Mơ, ngày 5/2/2031 của ...": where the place behind a symbol ends."""
    place = _OF_PLACE.match(source.low, at)
    if place is None or not all(word[0].isupper() for word in _words_of(source, place)):
        return at
    date, end = date_after(source, place.end())
    return place.end() if date and OF.match(source.low, end) else at


def _words_of(source: Source, place: re.Match[str]) -> list[str]:
    return source.clean[place.start("name") : place.end("name")].split()


def date_behind_issuer(source: Source, at: int) -> str | None:
    """ "Thông tư số 01/2031 của Bộ Giáo dục và Đào tạo, ngày 5/2/2031": with its year alone."""
    named = _ISSUER_AND_DAY.match(source.low, at)
    day = DATE.match(source.low, named.end()) if named else None
    written = day_of(day) if day else None
    return written.iso() if written else None


def day_behind_issuer(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """ "Kế hoạch | của UBND huyện ngày 5/2/2031 về ...": the day, and where it ends.

    Behind a comma, or before one who acts, the day may be that of what was done; so it may where
    more than a body is named: "Kết luận của ông Mít tại buổi làm việc ngày 5/2/2031 về ...".
    """
    source = tokens.source
    named = _ISSUER_AND_DAY.match(source.low, at)
    if named is None or "," in named.group() or not _names_body(tokens, at, named.end()):
        return None, at
    day = DATE.match(source.low, named.end())
    written = day_of(day) if day else None
    if written is None or not source.low.startswith((" về ", " v/v "), written.end):
        return None, at
    return written.iso(), written.end


def _names_body(tokens: Tokens, at: int, day: int) -> bool:
    """Say whether nothing but a body stands between "của" and "ngày", which ends at `day`."""
    of = OF.match(tokens.source.low, at)
    first = tokens.at_offset(of.end()) if of else len(tokens)
    signs = {"ký": 1, "hành": 2}  # "ký ngày", "ban hành ngày"
    last = tokens.at_offset(day) - 1
    last -= signs.get(tokens.low(last - 1), 0)
    if first >= last:
        return False
    heads = body_length(tokens, first) or _HEADS.length(tokens, first)
    return heads > 0 and phrase_end(tokens, first) >= last


def date_before(tokens: Tokens, start: int, source: Source) -> str | None:
    """ "Ngày 5.2.2023, Huyện ủy đã ban hành Chương trình hành động số ..."."""
    at = tokens.at_offset(start)
    verbs = " ".join(tokens.lows[max(0, at - 3) : at])
    if not verbs.endswith(("ban hành", "đã ký", "ký ban hành", "vừa ký")):
        return None
    days = list(find_days(source.low, max(0, start - _LOOK_BACK), start))
    # a day on another line is not the document's
    if not days or "\n" in tokens.lows[tokens.at_offset(days[-1].end) : at]:
        return None
    return days[-1].iso()


def issuer_after(tokens: Tokens, at: int) -> str | None:
    of = OF.match(tokens.source.low, at)
    first = tokens.at_offset(of.end()) if of else len(tokens)
    if first >= len(tokens):
        return None
    last = phrase_end(tokens, first)
    if last <= first:
        return None
    return tokens.source.words(tokens.starts[first], tokens.ends[last - 1])


def issuer_before(tokens: Tokens, start: int) -> str | None:
    at = tokens.at_offset(start)
    step = at
    while step > 0 and tokens.low(step - 1) in {"ban", "hành", "đã", "vừa", "ký", "có"}:
        step -= 1
    if step == at or tokens.low(at - 1) not in {"hành", "có", "ký"}:
        return None
    for first in range(max(0, step - 10), step):
        begins = phrases("bodies", "heads").length(tokens, first) and tokens[first].is_capital
        if begins and phrase_end(tokens, first) == step:
            return tokens.source.words(tokens.starts[first], tokens.ends[step - 1])
    return None
