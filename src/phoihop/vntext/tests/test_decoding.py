"""Old codes are recognised, converted rightly, and good text is left alone."""

from __future__ import annotations

import codecs
import contextlib
import random
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from phoihop.vntext import UndecodableText, convert_legacy, decode, nfc
from phoihop.vntext.legacy import from_tcvn3, from_vni
from phoihop.vntext.tests.encoders import TCVN3, VNI, encode_tcvn3, encode_vni
from phoihop.vntext.tests.strategies import sentences

SENTENCE = (
    "Ngày 12 tháng 3, Ban Tuyên giáo Huyện ủy Bình An tổ chức hội nghị ký kết chương trình "
    "phối hợp với các phòng, ngành; đồng chí Trần Thị Hường chủ trì, giữ vững kỷ luật."
)


@pytest.mark.parametrize(
    ("data", "encoding", "converted"),
    [
        pytest.param(SENTENCE.encode(), "utf-8", False, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8", False, id="utf-8 with mark"),
        pytest.param(unicodedata.normalize("NFD", SENTENCE).encode(), "utf-8", True, id="NFD"),
        pytest.param(SENTENCE.encode("utf-16"), "utf-16", True, id="utf-16 with mark"),
        pytest.param(SENTENCE.encode("utf-16-le"), "utf-16", True, id="utf-16-le, no mark"),
        pytest.param(SENTENCE.encode("utf-16-be"), "utf-16", True, id="utf-16-be, no mark"),
        pytest.param(encode_tcvn3(SENTENCE), "tcvn3", True, id="TCVN3"),
        pytest.param(encode_vni(SENTENCE), "vni", True, id="VNI"),
    ],
)
def test_a_sentence_is_read_from_every_code(data: bytes, encoding: str, converted: bool) -> None:
    result = decode(data)

    assert (result.text, result.encoding, result.converted) == (SENTENCE, encoding, converted)


def test_windows_1258_is_read() -> None:
    pieces = []
    for letter in SENTENCE:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:  # the code has tone marks of their own behind the letter
            tone = next(
                m
                for m in unicodedata.normalize("NFD", letter)
                if m in "\u0300\u0301\u0303\u0309\u0323"
            )
            rest = nfc(unicodedata.normalize("NFD", letter).replace(tone, ""))
            pieces.append((rest + tone).encode("cp1258"))

    assert decode(b"".join(pieces)).text == SENTENCE
    assert decode(b"".join(pieces)).encoding == "windows-1258"


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("NGUYÔN §×NH D¦¥NG", "NGUYỄN ĐÌNH DƯƠNG"),
        ("HUYÖN ñY Hµ GIANG", "HUYỆN ỦY HÀ GIANG"),
        ("Hµ Néi", "Hà Nội"),
        ("UBND thµnh phè Lµo Cai", "UBND thành phố Lào Cai"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("NGUYEÃN THÒ THU HÖÔØNG", "NGUYỄN THỊ THU HƯỜNG"),
        ("Ñaûng uûy phöôøng Kyø Lyù", "Đảng ủy phường Kỳ Lý"),
    ],
)
def test_glyph_codes_read_as_unicode_are_converted(glyphs: str, text: str) -> None:
    result = convert_legacy(glyphs)

    assert result.text == text
    assert result.converted
    assert result.encoding in {"tcvn3", "vni"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14-KH/BTGThU",
        "Il est né à Orléans; l'été fut tôt fini, dit-elle à son frère aîné.",
        "tôt",
        "Le café « Chez André » fermé, São Paulo, Zürich, Málaga et Åland",
        "Plain English with a naïve café, Word® and 20 µm of copper ± 5 %",
        "Đảng bộ huyện Bình An, là, và, hòa, tôi, né, bé, cô",
        "bố ơi, có tí gì cho bé né ở đó",
        "Nguyễn Văn A (Orléans, Düsseldorf)",
        "Người ấy là cô Hà",
    ],
)
def test_text_that_is_no_glyph_code_stays(text: str) -> None:
    result = convert_legacy(text)

    assert (result.text, result.converted) == (text, False)


def test_a_glyph_coded_line_beside_unicode_is_converted_alone() -> None:
    text = "Đồng chí Trưởng ban phát biểu ở đầu buổi.\nHuyÖn ñy B×nh An tæ chøc héi nghÞ\nHết."

    result = convert_legacy(text)

    assert result.text.splitlines()[1] == "Huyện ủy Bình An tổ chức hội nghị"
    assert result.text.splitlines()[0].startswith("Đồng chí Trưởng ban")
    assert result.encoding == "tcvn3"


def test_western_single_byte_text_is_read_as_windows_1252() -> None:
    text = "L’été dernier, à Orléans, la réunion s’est tenue très tôt — déjà."

    assert decode(text.encode("cp1252")).text == text
    assert decode(text.encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", id="program"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", id="picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4", id="archive"),
        pytest.param(bytes(range(256)) * 4, id="every byte"),
        pytest.param(b"abc\x00def\x00\x00", id="zero bytes in ASCII"),
        pytest.param(b"\xff\xfe\x00\xd8a\x00", id="broken utf-16"),
    ],
)
def test_binary_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableText):
        decode(data)


@given(sentences)
def test_tcvn3_round_trip(sentence: str) -> None:
    assert from_tcvn3(encode_tcvn3(sentence).decode("latin-1")) == sentence


@given(sentences)
def test_vni_round_trip_in_both_cases(sentence: str) -> None:
    assert from_vni(encode_vni(sentence).decode("latin-1")) == sentence
    assert from_vni(encode_vni(sentence.upper()).decode("latin-1")) == sentence.upper()


@given(sentences)
def test_a_code_is_named_only_with_the_right_text(sentence: str) -> None:
    assert decode(sentence.encode()).converted is False
    for data, name in ((encode_tcvn3(sentence), "tcvn3"), (encode_vni(sentence), "vni")):
        with contextlib.suppress(UndecodableText):
            result = decode(data)
            assert result.encoding != name or result.text == sentence


@pytest.mark.parametrize("seed", range(40))
def test_texts_of_common_words_are_recognised(seed: int) -> None:
    words = SENTENCE.replace(",", "").replace(";", "").replace(".", "").split()
    text = " ".join(random.Random(seed).choices(words, k=25))  # noqa: S311 - fixed order

    assert decode(encode_tcvn3(text)).text == text
    assert decode(encode_vni(text)).text == text


@given(st.text())
def test_decoding_unicode_never_fails_on_text(text: str) -> None:
    assume(not any(letter < " " and letter not in "\t\n\r" for letter in text))
    assume("\ufffe" not in text)
    assert isinstance(decode(text.encode("utf-8", "ignore")).text, str)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        result = decode(data)
    except UndecodableText:
        return
    assert result.text == nfc(result.text)


def test_the_tables_cover_every_vietnamese_letter() -> None:
    letters = {nfc(v + t) for v in "aăâeêioôơuưy" for t in ("", *"\u0300\u0301\u0303\u0309\u0323")}
    needed = {letter for letter in letters if not letter.isascii()} | {"đ"}

    assert needed <= TCVN3.keys()
    assert needed <= VNI.keys()
    assert {letter.upper() for letter in needed} <= VNI.keys()
