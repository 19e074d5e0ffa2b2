"""Feed the reader texts no one would write, and look whether its promises hold.

usage: python tools/fuzz_reader.py [--seconds 60] [--seed N] [--texts FOLDER]

Texts are cut, doubled, nested, mixed, recoded and stuffed with odd characters. For each of them the
reader must answer without an exception, every piece of evidence must be the exact slice of the text
as handed in, and the time must stay in proportion to the length. The files that hold texts (DOCX,
HTML, EML, PDF) are broken likewise: they may be refused, never anything worse. The first fault is
kept in build/fuzz/ and the exit code is 1.
"""

import argparse
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from phoihop.reader import FileRefused, extract, read, to_json
from phoihop.vntext.legacy import TCVN3

TEXTS: Final = Path("src/phoihop/workspace/sample/texts")
KEPT: Final = Path("build/fuzz")
_GLYPHS: Final = {ord(letter): chr(code) for code, letter in TCVN3.items() if len(letter) == 1}
_LONGEST: Final = 60_000
# Seconds for 10,000 letters; an honest text of that length takes a hundredth of it.
_SLOW: Final = 1.0
_ODD: Final = (
    "\u0301\u0300\u200b\ufeff\u00ad\u00a0\u2028\r\t\n()[]{}<>\"“”'’/\\-–—.,;:!?…|*•_&%0123456789"
    "đĐưƯỷỴ\U0001f600\ud7ff\ufffd\u0130\u1e9e"
)
_PHRASES: Final = (
    "ngày ", "tháng ", "năm ", "số ", "-CT/TW", "/NQ-CP", "đồng chí ", "Nguyễn ", "Chủ tịch ",
    "Ủy ban nhân dân ", "chương trình phối hợp giữa ", " và ", ", ", "ký kết ", "Hội nghị ",
    "khóa XII", "lần thứ ", "30/02/2024", "31/12", "I", "TM. ", "KT. ", "\n\n",
    "Số:        /BC-MTTQ",
)  # fmt: skip


def main() -> int:
    """Fuzz for the seconds asked; return 1 at the first broken promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--texts", type=Path, default=TEXTS)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    seeds = [path.read_text("utf-8") for path in sorted(asked.texts.glob("*.txt"))]
    print(f"seed {asked.seed}, {len(seeds)} texts, {asked.seconds:g} s")
    until, counts, slowest = time.monotonic() + asked.seconds, Counter[str](), 0.0
    for name, case in _cases(chance, seeds):
        if time.monotonic() > until:
            break
        started = time.process_time()
        fault = _text_fault(case) if isinstance(case, str) else _file_fault(name, case)
        spent = (time.process_time() - started) / (len(case) / 10_000 + 1)
        slowest = max(slowest, spent)
        if not fault and isinstance(case, str) and spent > _SLOW:
            fault = f"{spent:.1f} s for 10,000 letters"
        counts[name] += 1
        if fault:
            return _broken(name, case, fault)
    for name, count in sorted(counts.items()):
        print(f"{count:7,} {name}")
    print(f"{sum(counts.values()):7,} in all, no fault; slowest {slowest:.3f} s for 10,000 letters")
    return 0


def _cases(chance: random.Random, seeds: list[str]) -> Iterator[tuple[str, str | bytes]]:
    """Endless texts and files, each with the name of what was done to it."""
    files = {name: make(seeds[0]) for name, make in _FILES.items()}
    while True:
        text, name = chance.choice(seeds), ""
        for _step in range(chance.randint(1, 6)):
            name = chance.choice(list(_CHANGES))
            text = _CHANGES[name](chance, text, seeds)[:_LONGEST]
        yield name, text
        kind = chance.choice(list(files))
        yield kind, _bytes_changed(chance, files[kind])


def _cut(chance: random.Random, text: str, _seeds: list[str]) -> str:
    first, last = sorted(chance.randint(0, len(text)) for _end in range(2))
    return text[:first] + text[last:] if chance.random() < 0.5 else text[first:last]


def _doubled(chance: random.Random, text: str, _seeds: list[str]) -> str:
    first = chance.randint(0, len(text))
    piece = text[first : first + chance.choice((1, 3, 20, 200))]
    return text[:first] + piece * chance.choice((2, 10, 300)) + text[first:]


def _mixed(chance: random.Random, text: str, seeds: list[str]) -> str:
    lines, others = text.split("\n"), chance.choice(seeds).split("\n")
    chance.shuffle(others)
    return "\n".join(line for pair in zip(lines, others, strict=False) for line in pair)


def _stuffed(chance: random.Random, text: str, _seeds: list[str]) -> str:
    out = list(text)
    for _one in range(chance.randint(1, 60)):
        out.insert(chance.randint(0, len(out)), chance.choice(_ODD) * chance.choice((1, 1, 1, 40)))
    return "".join(out)


def _phrased(chance: random.Random, text: str, _seeds: list[str]) -> str:
    out = text.split(" ")
    for _one in range(chance.randint(1, 80)):
        out.insert(chance.randint(0, len(out)), chance.choice(_PHRASES) * chance.choice((1, 1, 30)))
    return chance.choice((" ", "")).join(out)


def _recoded(chance: random.Random, text: str, _seeds: list[str]) -> str:
    changes: tuple[Callable[[str], str], ...] = (
        lambda one: unicodedata.normalize("NFD", one),
        str.upper,
        str.lower,
        str.title,
        lambda one: one.replace(" ", "\u00a0"),
        lambda one: one.replace(" ", ""),
        lambda one: one.replace(" ", "\n"),
        lambda one: one.replace("\n", "\r\n"),
        lambda one: one[::-1],
        lambda one: one.translate(_GLYPHS),
    )
    return chance.choice(changes)(text)


def _nested(chance: random.Random, text: str, _seeds: list[str]) -> str:
    depth = chance.choice((3, 100, 5_000))
    mark = chance.choice(("()", "[]", "“”", '""', "{}"))
    first = chance.randint(0, len(text))
    return text[:first] + mark[0] * depth + text[first : first + 80] + mark[1] * depth


_CHANGES: Final[dict[str, Callable[[random.Random, str, list[str]], str]]] = {
    "cut": _cut, "doubled": _doubled, "mixed": _mixed, "stuffed": _stuffed, "phrased": _phrased,
    "recoded": _recoded, "nested": _nested,
}  # fmt: skip


def _docx(text: str) -> bytes:
    from docx import Document  # noqa: PLC0415

    paper = Document()
    for line in text.split("\n")[:20]:
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _html(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p><table><tr><td>{line[:9]}</table>" for line in text.split("\n"))
    return f"<!DOCTYPE html><html><body><article>{lines}</article></body></html>".encode()


def _mail(text: str) -> bytes:
    from email.message import EmailMessage  # noqa: PLC0415

    message = EmailMessage()
    message["From"] = message["To"] = "van-thu@binh-an.example"
    message["Subject"] = "Kế hoạch phối hợp"
    message.set_content(text)
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="a.docx")
    return message.as_bytes()


_FILES: Final[dict[str, Callable[[str], bytes]]] = {
    "text.docx": _docx, "text.html": _html, "text.eml": _mail, "text.txt": str.encode,
}  # fmt: skip


def _bytes_changed(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _one in range(chance.randint(1, 30)):
        at = chance.randrange(len(out))
        act = chance.random()
        if act < 0.5:
            out[at] = chance.randrange(256)
        elif act < 0.75:
            del out[at : at + chance.choice((1, 5, 500))]
        else:
            out[at:at] = out[at : at + chance.choice((1, 5, 500))]
        if not out:
            break
    return bytes(out)


def _text_fault(text: str) -> str:
    """What is wrong with the answer; "" for nothing."""
    try:
        answer = to_json(read(text))
        json.dumps(answer)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is the find
        return f"{type(error).__name__}: {error}"
    return next((fault for fault in _faults_of_evidence(answer, text)), "")


def _faults_of_evidence(answer: Any, text: str) -> Iterator[str]:
    if isinstance(answer, dict):
        if {"start", "end", "text"} <= answer.keys():
            start, end, said = answer["start"], answer["end"], answer["text"]
            if text[start:end] != said or not said:
                yield f"evidence {start}–{end} is {text[start:end]!r}, not {said!r}"
        for value in answer.values():
            yield from _faults_of_evidence(value, text)
    elif isinstance(answer, list):
        for value in answer:
            yield from _faults_of_evidence(value, text)


def _file_fault(name: str, data: bytes) -> str:
    try:
        found = extract(data, name)
    except FileRefused:
        return ""
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is the find
        return f"{type(error).__name__}: {error}"
    return _text_fault(found.text[:_LONGEST])


def _broken(name: str, case: str | bytes, fault: str) -> int:
    KEPT.mkdir(parents=True, exist_ok=True)
    place = KEPT / f"{name}.case"
    place.write_bytes(case.encode("utf-8", "surrogatepass") if isinstance(case, str) else case)
    print(f"{name}: {fault}\nkept in {place}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
