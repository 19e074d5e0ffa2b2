"""Vietnamese text: normal form, old codes, comparison, search, sorting and names. No Django."""

from phoihop.vntext.collation import LONGEST_KEY, person_key, place_key
from phoihop.vntext.decoding import Decoded, UndecodableText, convert_legacy, decode
from phoihop.vntext.folding import (
    canonical,
    fold,
    same,
    search_exact,
    search_folded,
    symbol_key,
)
from phoihop.vntext.letters import nfc
from phoihop.vntext.names import PersonName, split_name, title_case
from phoihop.vntext.spelling import is_syllable

__all__ = [
    "LONGEST_KEY",
    "Decoded",
    "PersonName",
    "UndecodableText",
    "canonical",
    "convert_legacy",
    "decode",
    "fold",
    "is_syllable",
    "nfc",
    "person_key",
    "place_key",
    "same",
    "search_exact",
    "search_folded",
    "split_name",
    "symbol_key",
    "title_case",
]
