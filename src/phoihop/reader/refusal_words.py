"""Why a file was refused, in a sentence for who runs the command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from phoihop.reader.refusals import FileRefused

_DAMAGED: Final[Mapping[str, str]] = {
    "empty": "The file is empty.",
    "encrypted": "The file is locked with a password. Save it without one.",
    "undecodable": "Its letters are in no encoding that is known. Save it as UTF-8.",
}
_TOO_LARGE: Final[Mapping[str, str]] = {
    "file": "bytes",
    "text": "letters",
    "pages": "pages",
}
_READ: Final = "Read are TXT, DOCX, DOC, PDF, HTML, EML and scans."


def sentence_of(refusal: FileRefused) -> str:
    """What is wrong with the file, and what helps."""
    facts = refusal.facts
    if refusal.code == "wrong_format":
        return _wrong_format(facts)
    if refusal.code == "no_text_layer":
        return "A scan or a picture without letters. Read it with --scans."
    if refusal.code == "no_program":
        return f"The program for such files is not installed here: {facts.get('program')}."
    if refusal.code == "zip_bomb":
        return "It unpacks to far too much and was not opened."
    if refusal.code == "too_large":
        unit = _TOO_LARGE.get(str(facts.get("of")), "bytes")
        return f"Too large: {facts.get('size')} {unit}; at most {facts.get('limit')} are read."
    broken = "The file is damaged and could not be opened. Try another copy."
    return _DAMAGED.get(str(facts.get("reason")), broken)


def _wrong_format(facts: Mapping[str, str | int | None]) -> str:
    found, expected = facts.get("found"), facts.get("expected")
    if found and expected:
        said, is_ = str(expected).upper(), str(found).upper()
        return f"Its name says {said}, but what it holds is {is_}. Try another copy."
    if expected:
        return f"It is no {str(expected).upper()} file, whatever its name says. Try another copy."
    return f"Files of this kind are not read. {_READ}"
