"""What `phoihop read` does: files in, facts out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from phoihop.reader.facts import Reading
from phoihop.reader.files import DEFAULT, FileRefused, TooLarge, extract
from phoihop.reader.output import to_json, to_text
from phoihop.reader.page import to_html
from phoihop.reader.reading import read

FORMATS: Final = {"json": "json", "text": "txt", "html": "html"}
_QUIET: Final = 10


def read_files(
    paths: Sequence[Path],
    *,
    format: str,  # noqa: A002 - the option's own name
    out: Path | None,
    stdout: TextIO,
    stderr: TextIO,
) -> int:
    """Read each file and write its facts; return 1 where a file failed, else 0.

    format: json, text or html. With `out`, one file each in that folder, named after the source;
    without, one JSON object a line with "source", or the texts one after another. A file that
    fails is named on stderr and the rest goes on.
    """
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format}")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for number, path in enumerate(paths, 1):
        try:
            text, notes = _text_of(path)
            answer = _phrase(read(text), text, format, path, single=out is None, notes=notes)
            _write(answer, path, format, out, stdout)
        except (FileRefused, OSError) as error:
            failed += 1
            print(_message(path, error), file=stderr)
        if len(paths) > _QUIET:
            print(f"{number}/{len(paths)} {path.name}", file=stderr)
    return 1 if failed else 0


def _text_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file; UTF-8 text stays letter for letter, so that offsets fit it."""
    size = path.stat().st_size
    if size > DEFAULT.size:
        raise TooLarge(path.name, size=size, limit=DEFAULT.size, of="file")
    data = path.read_bytes()
    extracted = extract(data, path.name)
    if extracted.format == "txt" and set(extracted.notes) <= {"converted:utf-8"}:
        return data.decode("utf-8-sig"), extracted.notes
    return extracted.text, extracted.notes


def _phrase(  # noqa: PLR0913
    reading: Reading, text: str, form: str, path: Path, *, single: bool, notes: tuple[str, ...]
) -> str:
    if form == "html":
        return to_html(reading, text)
    if form == "text":
        return f"== {path}\n{to_text(reading)}" if single else to_text(reading)
    answer = to_json(reading)
    answer["notes"] = list(notes)
    if single:
        return json.dumps({"source": str(path), **answer}, ensure_ascii=False) + "\n"
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _write(answer: str, path: Path, form: str, out: Path | None, stdout: TextIO) -> None:
    if out is None:
        stdout.write(answer)
        return
    (out / f"{path.stem}.{FORMATS[form]}").write_text(answer, encoding="utf-8")


def _message(path: Path, error: FileRefused | OSError) -> str:
    if isinstance(error, FileRefused):
        facts = ", ".join(f"{key}={value}" for key, value in error.facts.items())
        return f"{path}: {error.code} ({facts})"
    return f"{path}: {error.strerror or error}"
