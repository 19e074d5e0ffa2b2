"""Comparison, folding and search keys."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.vntext import (
    canonical,
    fold,
    is_syllable,
    nfc,
    same,
    search_exact,
    search_folded,
    symbol_key,
)
from phoihop.vntext.letters import TONED, UNTONED
from phoihop.vntext.tests.strategies import proper_syllables, sentences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thuý", "thúy"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("gìơ", "giờ"),
        ("hòan", "hoàn"),
        ("thừơng", "thường"),
        ("khuỷu", "khủyu"),
        ("  Huyện\u00a0ủy \n Bình An ", "HUYỆN UỶ BÌNH AN"),
        (unicodedata.normalize("NFD", "Tiên Lữ"), "tiên lữ"),
    ],
)
def test_spellings_of_one_word_are_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("lý", "lí"), ("ma", "mà"), ("đa", "da"), ("hòa", "hỏa"), ("an", "ân")]
)
def test_different_words_are_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    "word", ["quý", "quốc", "giữ", "gì", "già", "giếng", "quà", "thuế", "khuya", "của", "bìa"]
)
def test_well_spelt_words_keep_their_tone_place(word: str) -> None:
    assert canonical(word) == word


@given(st.text())
def test_canonical_is_idempotent(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(sentences)
def test_canonical_is_idempotent_on_vietnamese(sentence: str) -> None:
    assert canonical(canonical(sentence)) == canonical(sentence)
    assert same(sentence, sentence.upper())
    assert same(sentence, unicodedata.normalize("NFD", sentence))


@given(proper_syllables, st.integers(min_value=0, max_value=2))
def test_a_moved_tone_mark_does_not_matter(word: str, to: int) -> None:
    """Move the tone to another vowel that is not part of qu or gi."""
    tone = next(
        (UNTONED[letter][1] for letter in word if letter in UNTONED and UNTONED[letter][1]), 0
    )
    bare = "".join(UNTONED.get(letter, (letter, 0))[0] for letter in word)
    start = 2 if bare.startswith(("qu", "gi")) and len(bare) > 2 and bare[2] in UNTONED else 0
    places = [at for at, letter in enumerate(bare) if at >= start and letter in UNTONED]
    at = places[to % len(places)]
    moved = bare[:at] + TONED[bare[at], tone] + bare[at + 1 :]

    assert same(word, moved)


@given(st.text())
def test_fold_leaves_no_marks_and_is_idempotent(text: str) -> None:
    folded = fold(text)

    assert not any(unicodedata.category(letter).startswith("M") for letter in folded)
    assert "đ" not in folded
    assert fold(folded) == folded


def test_fold() -> None:
    assert fold("Đường Tiên Lữ, Ủy ban") == "duong tien lu, uy ban"


@pytest.mark.parametrize(
    ("text", "exact", "folded"),
    [
        ("05CT/TW", "05 ct tw", "05 ct tw"),
        ("14-KH/BTGThU", "14 kh btgthu", "14 kh btgthu"),
        ("Thuỷ lợi_Đồng; 2.500 m", "thủy lợi đồng 2 500 m", "thuy loi dong 2 500 m"),
        ("238-QĐ/TW", "238 qđ tw", "238 qd tw"),
    ],
)
def test_search_text(text: str, exact: str, folded: str) -> None:
    assert search_exact(text) == exact
    assert search_folded(text) == folded


@given(sentences)
def test_both_search_texts_have_the_same_words(sentence: str) -> None:
    assert fold(search_exact(sentence)) == search_folded(sentence)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("14-KH/BTGThU", "14khbtgthu"),
        ("14 kh btgthu", "14khbtgthu"),
        ("14-KH/BTGTHU", "14khbtgthu"),
        ("14 - KH / BTGTh.U", "14khbtgthu"),
        ("05-CTr/BTGHU", "5ctrbtghu"),
        ("238-QĐ/TW", "238qdtw"),
        ("15/QĐ-UBND", "15qdubnd"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_symbol_key(text: str, key: str) -> None:
    assert symbol_key(text) == key


@pytest.mark.parametrize(
    ("word", "possible"),
    [
        ("nghiêng", True),
        ("Quốc", True),
        ("GIẾNG", True),
        ("gì", True),
        ("khuỷu", True),
        ("Orléans", False),
        ("tôt", False),
        ("cê", False),
        ("ghà", False),
        ("mác", True),
        ("màc", False),
        ("", False),
    ],
)
def test_is_syllable(word: str, possible: bool) -> None:
    assert is_syllable(word) is possible


@given(st.text())
def test_nfc_is_idempotent(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
