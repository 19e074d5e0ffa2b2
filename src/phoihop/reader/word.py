"""Text of old Word files (DOC), through antiword or LibreOffice where one is installed."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from phoihop.reader import programs
from phoihop.reader.docx import docx_text
from phoihop.reader.refusals import Damaged, FileRefused, Limits, NoProgram

_ANTIWORD: Final = programs.Bounds(seconds=20, megabytes=512)
_OFFICE: Final = programs.Bounds(seconds=90, megabytes=0)  # it maps far more than it uses
# antiword draws the cells of a table between bars, and names pictures it cannot show.
_CELL_BAR: Final = re.compile(r"[ \t]*\|[ \t]*")
_PICTURE: Final = re.compile(r"^\s*\[pic\]\s*$", re.MULTILINE)


def doc_text(data: bytes, name: str, limits: Limits) -> str:
    """Return paragraphs and table rows, one a line.

    antiword comes first: it takes a hundredth of a second and opens no links; LibreOffice opens
    what antiword does not know. Raises NoProgram where neither is installed, Damaged.
    """
    antiword = programs.found("antiword")
    office = programs.found("soffice", "libreoffice")
    if antiword is None and office is None:
        raise NoProgram(name, program="antiword")
    if antiword is not None:
        try:
            return _from_antiword(antiword, data)
        except programs.Failed:
            if office is None:
                raise Damaged(name, reason="doc") from None
    return _from_office(str(office), data, name, limits)


def _from_antiword(program: str, data: bytes) -> str:
    command = [program, "-w", "0", "-m", "UTF-8.txt", "-"]
    text = programs.run(command, data, bounds=_ANTIWORD).decode("utf-8", "replace")
    if not text.strip():
        raise programs.Failed("antiword: nothing")
    return "\n".join(_plain(line) for line in _PICTURE.sub("", text).split("\n")).strip("\n")


def _plain(line: str) -> str:
    """A row of a table as cells with tabs between, as a DOCX gives it."""
    if line.startswith("|") and line.rstrip().endswith("|"):
        return _CELL_BAR.sub("\t", line.strip()[1:-1]).strip("\t ")
    return line.rstrip()


def _from_office(program: str, data: bytes, name: str, limits: Limits) -> str:
    with tempfile.TemporaryDirectory(prefix="phoihop-doc-") as folder:
        home = Path(folder)
        (home / "paper.doc").write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{home}/profile", "--headless"]
        command += ["--norestore", "--convert-to", "docx", "--outdir", folder, f"{home}/paper.doc"]
        try:
            programs.run(command, bounds=_OFFICE, home=home)
            converted = (home / "paper.docx").read_bytes()
        except (programs.Failed, OSError) as error:
            raise Damaged(name, reason="doc") from error
    try:
        return docx_text(converted, name, limits)[0]
    except FileRefused as error:
        raise Damaged(name, reason="doc") from error
