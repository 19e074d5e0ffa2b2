"""The spelling of Vietnamese syllables: which are possible, and where the tone mark stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from phoihop.vntext.letters import TONED, UNTONED, tone_of, without_tone

ONSETS: Final = frozenset(
    """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
    """.split()  # noqa: SIM905 - a table to read
) | {""}
RIMES: Final = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ
    uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905 - a table to read, not a list of 160 strings
)
FRONT_VOWELS: Final = frozenset("eêiy")
MARKED_VOWELS: Final = frozenset("ăâêôơư")
LONGEST_SYLLABLE: Final = 7  # nghiêng

# Vowels that may follow each other in one syllable, without the glide of "qu" and "gi".
CLUSTERS: Final = frozenset(
    match.group() for rime in RIMES if (match := re.match("[aăâeêioôơuưy]+", rime))
)

# Two and more vowels of which one that bears no other mark carries the tone, or the first of "ươ":
# only there can the tone stand in more than one place.
_PLAIN_TONED: Final = "".join(
    letter for (bare, tone), letter in TONED.items() if tone and bare not in MARKED_VOWELS
)
_HORNED_TONED: Final = "".join(TONED["ư", tone] for tone in range(1, 6))
_VOWELS: Final = re.compile(
    "(?<![{all}])(?=[{all}]*(?:[{plain}]|[{horned}]ơ))[{all}]{{2,}}".format(
        all="".join(UNTONED), plain=_PLAIN_TONED, horned=_HORNED_TONED
    )
)
_STOPS: Final = ("c", "ch", "p", "t")
_HIGH_OR_LOW: Final = frozenset({4, 5})  # a syllable closed by a stop is sắc or nặng, nothing else


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Say whether one word is spelt as a Vietnamese syllable can be, in either tone placement.

    word: NFC, any case. Loan words and names of other languages give False.
    """
    lower = word.lower()
    if not 1 <= len(lower) <= LONGEST_SYLLABLE:
        return False
    tones = [tone for letter in lower if (tone := tone_of(letter))]
    if len(tones) > 1:
        return False
    bare = "".join(without_tone(letter) for letter in lower)
    tone = tones[0] if tones else 0
    return any(
        _fits(bare[:cut], bare[cut:], tone)
        for cut in range(min(4, len(bare)))
        if bare[:cut] in ONSETS
    )


def _fits(onset: str, rime: str, tone: int) -> bool:
    if onset == "qu":
        rime_is_known = rime in RIMES or f"u{rime}" in RIMES or f"o{rime}" in RIMES
    elif onset == "gi":
        rime_is_known = rime in RIMES or f"i{rime}" in RIMES
    else:
        rime_is_known = rime in RIMES and _onset_spelling_fits(onset, rime[0])
    if not rime_is_known:
        return False
    return tone in _HIGH_OR_LOW or not rime.endswith(_STOPS)


def _onset_spelling_fits(onset: str, vowel: str) -> bool:
    """Check c/k, g/gh, ng/ngh; "gi" of "gì" counts as g; k stands before any vowel in names."""
    front = vowel in FRONT_VOWELS
    if onset in {"c", "ng"}:
        return not front
    if onset == "g":
        return not front or vowel == "i"
    if onset in {"gh", "ngh"}:
        return front
    return True


def place_tones(text: str) -> str:
    """Return lower-case NFC text with each tone mark where this project compares it.

    Open oa, oe, uy carry the mark on the first vowel (hòa, khỏe, thúy); quý and già keep their
    glides. A run of vowels that no Vietnamese syllable has, as in foreign words, stays as it is.
    """
    return _VOWELS.sub(_placed, text)


def _placed(match: re.Match[str]) -> str:
    """A vowel that stands alone keeps its mark, so only two and more are looked at."""
    text, (start, end) = match.string, match.span()
    before = text[start - 1 : start]
    if before == "g" and text[start - 2 : start - 1].isalpha():
        before = ""  # "ng" and the like: the onset is not "gi"
    closed = text[end : end + 1].isalpha()
    return _place_in_run(match[0], before if before in {"q", "g"} else "", closed=closed)


@lru_cache(maxsize=65536)
def _place_in_run(run: str, before: str, *, closed: bool) -> str:
    """before: "q" or "g" where the word begins with it; closed: a consonant follows."""
    tones = [tone for letter in run if (tone := tone_of(letter))]
    bare = "".join(without_tone(letter) for letter in run)
    glide = _glide_length(before, bare)
    cluster = bare[glide:]
    if len(tones) != 1 or len(cluster) == 0 or cluster not in CLUSTERS:
        return run
    at = glide + _tone_position(cluster, closed=closed)
    return bare[:at] + TONED[bare[at], tones[0]] + bare[at + 1 :]


def _glide_length(before: str, bare: str) -> int:
    """Return 1 when the first vowel belongs to the onset "qu" or "gi" and another one follows."""
    if len(bare) > 1 and ((before == "q" and bare[0] == "u") or (before == "g" and bare[0] == "i")):
        return 1
    return 0


def _tone_position(cluster: str, *, closed: bool) -> int:
    marked = [at for at, vowel in enumerate(cluster) if vowel in MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(cluster) == 1:
        return 0
    has_three = bool(cluster[2:])  # oai, uya, oeo: the middle one
    return 1 if has_three or closed else 0
