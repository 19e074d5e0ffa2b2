"""The words that name an instrument between bodies, and which kind each tells."""

from __future__ import annotations

import re
from typing import Final

# What may stand between the word and what it is for: "chương trình | số 12/CTr-HND về | phối hợp"
_NUMBERED: Final = r"(?:số )?\d[\w/.-]{0,40} (?:ngày [\d/.-]{5,10} )?(?:về )?(?:việc )?"
# Each begins with two letters to search for; several may tell one kind.
_KINDS: Final = (
    (
        "programme",  # "phối hợp và thống nhất hành động" of one body is its own plan of work
        r"chương trình (?:ký kết |hoạt động |công tác )?"
        r"(?:phối hợp(?! và thống nhất hành động)|hợp tác|liên tịch)",
    ),
    (
        "programme",
        r"chương trình hành động(?:(?<=ký kết chương trình hành động)"
        r"|(?<=ký chương trình hành động))",
    ),
    ("programme", rf"chương trình {_NUMBERED}phối hợp"),
    ("regulation", r"bản quy chế (?:phối hợp|liên tịch|liên ngành|phối kết hợp)"),
    (
        "regulation",
        r"quy chế (?:hiệp đồng(?:,| và) |hoạt động |công tác )?"
        r"(?:phối hợp|liên tịch|liên ngành|phối kết hợp)",
    ),
    ("regulation", rf"quy chế {_NUMBERED}phối hợp"),
    ("regulation", r"quy chế hiệp đồng"),
    ("plan", r"kế hoạch (?:hoạt động |công tác )?(?:phối hợp|liên tịch|liên ngành|hợp tác)"),
    ("plan", rf"kế hoạch {_NUMBERED}phối hợp"),
    ("commitment", r"bản cam kết"),
    ("commitment", r"cam kết(?:(?<=ký cam kết)|(?<=ký kết cam kết))"),
    ("commitment", r"giao ước thi đua(?= (?:đã )?(?:được )?ký kết)"),
    ("commitment", r"giao ước(?:(?<=ký giao ước)|(?<=ký kết giao ước)| kết nghĩa)"),
    ("contents", r"nội dung (?:công tác )?(?:phối hợp|hợp tác)"),
    ("contents", r"phối hợp(?<=ký kết phối hợp)"),
    ("contents", r"nội dung (?:đã )?được ký kết(?: phối hợp)?"),
    ("contents", r"công tác (?:công tác )?phối hợp"),
    ("contents", r"hoạt động phối hợp"),
    ("other", r"thỏa thuận (?:hợp tác|phối hợp|liên tịch|liên ngành)"),
    ("other", r"quy chế kết nghĩa"),
    ("other", r"nghị quyết liên tịch"),
    ("other", r"quy định (?:số \d[\w/.-]{0,40} về việc )?phối hợp liên ngành"),
    ("other", r"văn bản (?:liên tịch|liên ngành|thỏa thuận|hợp tác|ghi nhớ)"),
    ("other", r"thỏa thuận(?:(?<=ký thỏa thuận)|(?<=ký kết thỏa thuận))"),
    ("other", r"bản thỏa thuận"),
    ("other", r"ghi nhớ(?:(?<=ký ghi nhớ)|(?<=ký kết ghi nhớ))"),
    ("other", r"hướng dẫn liên ngành"),
    ("other", r"thỏa ước(?:(?<=ký thỏa ước)|(?<=ký kết thỏa ước))"),
    ("other", r"hiệp đồng(?:(?<=ký hiệp đồng)|(?<=ký kết hiệp đồng))"),
    # what bodies sign for their members: no work done together, but promised to each other
    ("programme", r"chương trình(?<=ký kết chương trình)(?= giai đoạn)"),
    ("other", r"chương trình(?<=ký kết chương trình)"),
    ("regulation", r"quy chế(?:(?<=ký kết quy chế)|(?<=ký quy chế))"),
    ("plan", r"kế hoạch(?<=ký kết kế hoạch)"),
    ("contents", r"văn bản phối hợp"),
    ("contents", r"liên tịch(?:(?<=ký liên tịch)|(?<=ký kết liên tịch))"),
    # a contract is told here where bodies meet to sign it, not where goods are sold by it
    (
        "other",
        r"hợp đồng(?! lao động)"
        r"(?:(?<=lễ ký hợp đồng)|(?<=lễ ký kết hợp đồng)|(?<=nghị ký kết hợp đồng))",
    ),
    ("other", r"biên bản (?:ghi nhớ|thỏa thuận|hợp tác|phối hợp|chuyển giao|bàn giao)"),
    (
        "other",
        r"kết nghĩa(?:(?<=tổ chức kết nghĩa)|(?<=lễ kết nghĩa)|(?<=ký kết nghĩa)"
        r"|(?<=ký kết kết nghĩa))",
    ),
    ("other", r"bản ghi nhớ"),
    ("other", r"ký kết hợp tác"),
    ("other", r"ký kết với"),
)


def _by_first_letters() -> str:
    """Return one pattern of all, in which a letter that cannot begin one is looked at once.

    Those of one letter stand together in their order, each group behind its second letter.
    """
    rests: dict[str, list[str]] = {}
    for number, (kind, words) in enumerate(_KINDS):
        rests.setdefault(words[0], []).append(f"{words[1]}(?P<{kind}_{number}>{words[2:]})")
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


INSTRUMENT: Final = re.compile(_by_first_letters())
# One of them stands in each of the patterns; most sentences hold none.
WORDS_OF_ALL: Final = (
    "phối hợp", "phối kết hợp", "hợp tác", "liên tịch", "cam kết", "giao ước", "ký kết", "ghi nhớ",
    "kết nghĩa", "ký biên bản", "ký hợp đồng", "bản thỏa thuận", "ký thỏa ước",
    "văn bản thỏa thuận", "liên ngành", "ký thỏa thuận", "ký hiệp đồng", "quy chế hiệp đồng",
    "ký quy chế",
)  # fmt: skip
