"""Generated Vietnamese: syllables, sentences, and the same words with their tone marks moved."""

from __future__ import annotations

from hypothesis import strategies as st

from phoihop.vntext.letters import TONED
from phoihop.vntext.spelling import ONSETS, RIMES, is_syllable, place_tones

_STOPS = ("c", "ch", "p", "t")


def _with_tone(onset: str, rime: str, tone: int) -> str:
    """Put the tone on the first vowel of the rime and let the product find its proper place."""
    at = next(at for at, letter in enumerate(rime) if (letter, tone) in TONED)
    return place_tones(onset + rime[:at] + TONED[rime[at], tone] + rime[at + 1 :])


@st.composite
def syllables(draw: st.DrawFn) -> str:
    onset = draw(st.sampled_from(sorted(ONSETS)))
    rime = draw(st.sampled_from(sorted(RIMES)))
    tone = draw(st.sampled_from([4, 5] if rime.endswith(_STOPS) else [0, 1, 2, 3, 4, 5]))
    return _with_tone(onset, rime, tone)


proper_syllables = syllables().filter(is_syllable)
sentences = st.lists(proper_syllables, min_size=4, max_size=30).map(" ".join)
