"""Write Vietnamese in TCVN3 and VNI, from tables of their own: the mirror of the decoder."""

from __future__ import annotations

import unicodedata

# One line a letter: Vietnamese letter, TCVN3 byte, VNI as read in Windows-1252.
_TABLE = """
à B5 aø|ả B6 aû|ã B7 aõ|á B8 aù|ạ B9 aï|ă A8 aê|ằ BB aè|ẳ BC aú|ẵ BD aü|ắ BE aé|ặ C6 aë
â A9 aâ|ầ C7 aà|ẩ C8 aå|ẫ C9 aã|ấ CA aá|ậ CB aä|đ AE ñ|è CC eø|ẻ CE eû|ẽ CF eõ|é D0 eù|ẹ D1 eï
ê AA eâ|ề D2 eà|ể D3 eå|ễ D4 eã|ế D5 eá|ệ D6 eä|ì D7 ì|ỉ D8 æ|ĩ DC ó|í DD í|ị DE ò
ò DF oø|ỏ E1 oû|õ E2 oõ|ó E3 où|ọ E4 oï|ô AB oâ|ồ E5 oà|ổ E6 oå|ỗ E7 oã|ố E8 oá|ộ E9 oä
ơ AC ô|ờ EA ôø|ở EB ôû|ỡ EC ôõ|ớ ED ôù|ợ EE ôï|ù EF uø|ủ F1 uû|ũ F2 uõ|ú F3 uù|ụ F4 uï
ư AD ö|ừ F5 öø|ử F6 öû|ữ F7 öõ|ứ F8 öù|ự F9 öï|ỳ FA yø|ỷ FB yû|ỹ FC yõ|ý FD yù|ỵ FE î
Ă A1 AÊ|Â A2 AÂ|Ê A3 EÂ|Ô A4 OÂ|Ơ A5 Ô|Ư A6 Ö|Đ A7 Ñ
"""
_ROWS = [cell.split() for line in _TABLE.split("\n") if line for cell in line.split("|")]
TCVN3 = {letter: bytes.fromhex(code) for letter, code, _ in _ROWS}
VNI = {letter: glyphs.encode("cp1252") for letter, _, glyphs in _ROWS}
VNI |= {
    letter.upper(): glyphs.upper().encode("cp1252")
    for letter, _, glyphs in _ROWS
    if letter.islower()
}


def encode_tcvn3(text: str) -> bytes:
    """Encode text without toned capitals; KeyError shows a letter the code does not have."""
    return _encode(text, TCVN3)


def encode_vni(text: str) -> bytes:
    return _encode(text, VNI)


def _encode(text: str, table: dict[str, bytes]) -> bytes:
    letters = unicodedata.normalize("NFC", text)
    return b"".join(
        letter.encode("ascii") if letter.isascii() else table[letter] for letter in letters
    )
