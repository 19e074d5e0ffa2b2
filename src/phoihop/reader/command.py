"""What `phoihop read` does: files in, facts out."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TextIO

from phoihop.reader.attached import files_inside
from phoihop.reader.facts import Reading
from phoihop.reader.files import (
    DEFAULT,
    Extracted,
    FileRefused,
    NoTextLayer,
    TooLarge,
    extract,
    recognise,
)
from phoihop.reader.mail import Attached
from phoihop.reader.many import Crashed, in_order
from phoihop.reader.output import to_json, to_text
from phoihop.reader.page import to_html
from phoihop.reader.reading import read
from phoihop.reader.refusal_words import language_beside, said, sentence_of

FORMATS: Final = {"json": "json", "text": "txt", "html": "html"}
_QUIET: Final = 10
# Fewer files than that are read sooner than a second process has started.
_FEW: Final = 8


@dataclass(frozen=True)
class _Paper:
    """A file and the name, without its ending, under which its answer is written."""

    path: Path
    answer: str


@dataclass(frozen=True)
class _Order:
    """How each file is to be read; `out` is None where the answers go to standard output."""

    form: str
    out: Path | None
    scans: bool
    resume: bool

    @property
    def language(self) -> str:
        """What is said of the files."""
        return language_beside(self.form)


@dataclass(frozen=True)
class _Done:
    """What came of a file: answers for standard output, sentences about what failed."""

    answers: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    skipped: bool = False


def read_files(  # noqa: PLR0913
    paths: Sequence[Path],
    *,
    format: str,  # noqa: A002 - the option's own name
    out: Path | None,
    stdout: TextIO,
    stderr: TextIO,
    processes: int | None = None,
    scans: bool = False,
    resume: bool = False,
) -> int:
    """Read each file and write its facts; return 1 where a file failed, else 0.

    paths: files, and folders with all that is in them. format: json, text or html. With `out`,
    one file each in that folder, named after the source; without, one JSON object a line with
    "source", or the texts one after another, in order. A file that fails is named on stderr and
    the rest goes on. processes: at once; by default one a core. scans: recognise the letters of
    scans and pictures (Tesseract). resume: leave out files whose answer in `out` is younger than
    they are. Attachments of e-mails are read like files beside them.
    """
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format}")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    papers = _papers(paths)
    order = _Order(format, out, scans, resume and out is not None)
    at_once = 1 if len(papers) < _FEW else processes or os.cpu_count() or 1
    answers = in_order(papers, partial(_read_one, order), processes=at_once)
    counted = _tell(answers, order, len(papers), stdout, stderr)
    if len(papers) > _QUIET:
        counts = {"read": len(papers) - counted.total(), **counted}
        print(said("summary", order.language, **counts), file=stderr)
    return 1 if counted["failed"] else 0


def _tell(
    answers: Iterable[tuple[_Paper, _Done | Crashed]],
    order: _Order,
    many: int,
    stdout: TextIO,
    stderr: TextIO,
) -> Counter[str]:
    """Write answers and errors as they come; return how many files failed or were skipped."""
    counted = Counter({"skipped": 0, "failed": 0})
    for number, (paper, done) in enumerate(answers, 1):
        if isinstance(done, Crashed):
            done = _Done(errors=(f"{paper.path}: {said('crashed', order.language)}",))  # noqa: PLW2901
        stdout.writelines(done.answers)
        for error in done.errors:
            print(error, file=stderr)
        counted["failed"] += bool(done.errors)
        counted["skipped"] += done.skipped
        if many > _QUIET:
            print(f"{number}/{many} {paper.path.name}", file=stderr)
    return counted


def _papers(paths: Sequence[Path]) -> list[_Paper]:
    """Every file under its own name; two that would share one keep their endings."""
    named: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            # links to nowhere and pipes too: each is named as what cannot be read
            inside = (one for one in sorted(path.rglob("*")) if not one.is_dir())
            named += [(one, one.relative_to(path)) for one in inside]
        else:
            named.append((path, Path(path.name)))
    # The same file given twice is one answer.
    shared = Counter(name.with_suffix("") for _path, name in set(named))
    return [
        _Paper(path, str(name if shared[name.with_suffix("")] > 1 else name.with_suffix("")))
        for path, name in named
    ]


def _read_one(order: _Order, paper: _Paper) -> _Done:
    """Read one file and what is attached to it; raises nothing."""
    path = paper.path
    try:
        if order.resume and _is_answered(order, paper):
            return _Done(skipped=True)
        if path.exists() and not path.is_file():
            return _Done(errors=(f"{path}: {said('no_file', order.language)}",))
        size = path.stat().st_size
        if size > DEFAULT.size:
            raise TooLarge(path.name, size=size, limit=DEFAULT.size, of="file")
        data = path.read_bytes()
        inside = files_inside(data, path.name, DEFAULT)
    except Exception as error:  # noqa: BLE001 -- whatever one file does, the others are read
        return _Done(errors=(_message(order, str(path), error),))
    answers, errors = [], []
    # The paper itself last: its answer says that all that came with it was read.
    for name, source, place, bytes_ in reversed(_named(paper, data, inside)):
        try:
            answers.append(_answer(order, name, source, place, bytes_))
        except Exception as error:  # noqa: BLE001 -- as above
            errors.append(_message(order, source, error))
    if inside.left_out:
        beyond = {"count": inside.left_out, "limit": DEFAULT.attachments}
        code = "left_out: " if order.form == "json" else ""
        errors.append(f"{path}: {code}{said('left_out', order.language, **beyond)}")
    return _Done(tuple(one for one in reversed(answers) if one), tuple(reversed(errors)))


def _named(paper: _Paper, data: bytes, inside: Attached) -> list[tuple[str, str, str, bytes]]:
    """Return name, source, place of the answer and bytes of a file and of each in it."""
    found = [(paper.path.name, str(paper.path), paper.answer, data)]
    places = {paper.answer}
    for name, bytes_ in inside.files:
        place = f"{paper.answer}.{Path(name).stem}"
        place = place if place not in places else f"{paper.answer}.{name}"
        places.add(place)
        found.append((name, f"{paper.path}/{name}", place, bytes_))
    return found


def _is_answered(order: _Order, paper: _Paper) -> bool:
    """Whether the answer was written after the last change of the file."""
    try:
        return _place(order, paper.answer).stat().st_mtime >= paper.path.stat().st_mtime
    except FileNotFoundError:
        return False


def _answer(order: _Order, name: str, source: str, place: str, data: bytes) -> str:
    """Write the answer, or return it for standard output."""
    found = _text_of(data, name, scans=order.scans)
    words = _phrase(read(found.text), found, order, source)
    if order.out is None:
        return words
    target = _place(order, place)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: a run that was broken off leaves no half answer to go on from.
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(words, encoding="utf-8")
        part.replace(target)
    except OSError:  # a full disk: the rest of it would stay for ever
        part.unlink(missing_ok=True)
        raise
    return ""


def _place(order: _Order, name: str) -> Path:
    return Path(order.out or ".") / f"{name}.{FORMATS[order.form]}"


def _text_of(data: bytes, name: str, *, scans: bool) -> Extracted:
    """The text of a file; UTF-8 text stays letter for letter, so that offsets fit it."""
    try:
        found = extract(data, name)
    except NoTextLayer:
        if not scans:
            raise
        return recognise(data, name)
    if found.format == "txt" and set(found.notes) <= {"converted:utf-8"}:
        return Extracted(data.decode("utf-8-sig"), "txt", found.notes)
    return found


def _phrase(reading: Reading, found: Extracted, order: _Order, source: str) -> str:
    single = order.out is None
    if order.form == "html":
        return to_html(reading, found.text)
    if order.form == "text":
        return f"== {source}\n{to_text(reading)}" if single else to_text(reading)
    answer = to_json(reading)
    answer["notes"] = list(found.notes)
    if found.confidence is not None:
        answer["confidence"] = found.confidence
    if single:
        return json.dumps({"source": source, **answer}, ensure_ascii=False) + "\n"
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _message(order: _Order, source: str, error: Exception) -> str:
    """One line: the file, beside JSON the code for programs, and what it means."""
    if isinstance(error, FileRefused):
        sentence = sentence_of(error, order.language)
        return (
            f"{source}: {error.code}: {sentence}"
            if order.form == "json"
            else f"{source}: {sentence}"
        )
    if isinstance(error, FileNotFoundError | PermissionError):
        key = "missing" if isinstance(error, FileNotFoundError) else "forbidden"
        return f"{source}: {said(key, order.language)}"
    if isinstance(error, OSError):
        return f"{source}: {error.strerror or error}"
    fault = f"{type(error).__name__}: {error}"
    return f"{source}: {said('fault', order.language, fault=fault)}"
