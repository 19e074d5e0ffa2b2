"""The facts of a dossier as XML, by NĐ 30/2020/NĐ-CP, Phụ lục VI, Phần II.

The elements bear the English names of its tables, each value cut to the length given there. What
the tables have no field for (names and digests of the files) stands in elements of our own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from phoihop.dossiers.export.contents import Facts, Piece
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.retention import retention_words

_LENGTHS: Final = {
    "OrganId": 13, "FileNotation": 20, "Title": 500, "Maintenance": 30, "Rights": 30,
    "Creator": 30, "Language": 50, "Description": 500, "TypeName": 100, "CodeNumber": 11,
    "CodeNotation": 30, "OrganName": 200, "Subject": 500, "Position": 100, "FullName": 50,
    "ArrivalNumber": 10,
}  # fmt: skip
_LANGUAGE: Final = "Tiếng Việt"
# Characters that XML 1.0 cannot carry.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Packed:
    """A file of the folder: its path there, its bytes' digest and number."""

    path: str
    sha256: str
    size: int


def metadata_xml(
    dossier: Dossier, pieces: Sequence[Piece], packed: dict[int, list[Packed]]
) -> bytes:
    """The whole of it; packed: the files of each record by its ordinal."""
    root = Element("Dossier")
    _file_code(root, dossier)
    _add(root, "Title", dossier.title)
    _add(root, "Maintenance", retention_words(dossier.retention_years))
    _add(root, "Rights", "")
    _add(root, "Creator", str(dossier.keeper))
    _add(root, "Language", _LANGUAGE)
    _add_day(root, "StartDate", dossier.opened_on)
    _add_day(root, "EndDate", dossier.work_ended_on)
    _add(root, "DocTotal", str(len(pieces)))
    counted = [piece.pages for piece in pieces if piece.pages is not None]
    _add(root, "PageTotal", str(sum(counted)) if len(counted) == len(pieces) else "")
    _add(root, "Description", dossier.note)
    documents = SubElement(root, "Documents")
    for piece in pieces:
        _document(documents, dossier, piece, packed.get(piece.ordinal, []))
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _document(parent: Element, dossier: Dossier, piece: Piece, files: Sequence[Packed]) -> None:
    one = SubElement(parent, "Document")
    _file_code(one, dossier)
    _add(one, "DocOrdinal", str(piece.ordinal))
    if piece.hidden:
        one.set("withheld", "true")
        return
    _facts(one, piece.facts)
    _add(one, "Language", _LANGUAGE)
    _add(one, "PageAmount", "" if piece.pages is None else str(piece.pages))
    _add(one, "Description", piece.note)
    held = SubElement(one, "Files")
    for file in files:
        SubElement(held, "File", path=file.path, sha256=file.sha256, size=str(file.size))


def _facts(one: Element, facts: Facts) -> None:
    _add(one, "TypeName", facts.type_name)
    _add(one, "CodeNumber", facts.code_number)
    _add(one, "CodeNotation", facts.code_notation)
    _add_day(one, "IssuedDate", facts.issued_on)
    _add(one, "OrganName", "; ".join(facts.organs))
    _add(one, "Subject", facts.subject)
    if facts.arrived_on or facts.arrival_number:
        _add_day(one, "ArrivalDate", facts.arrived_on)
        _add(one, "ArrivalNumber", facts.arrival_number)
    for position, name in facts.signers:
        signer = SubElement(one, "SignerInfo")
        _add(signer, "Position", position)
        _add(signer, "FullName", name)
    for name in facts.recipients:
        _add(SubElement(one, "To"), "OrganName", name)
    if facts.priority is not None:
        _add(one, "Priority", str(facts.priority))
    if facts.due_on:
        _add_day(one, "DueDate", facts.due_on)


def _file_code(parent: Element, dossier: Dossier) -> None:
    code = SubElement(parent, "FileCode")
    _add(code, "OrganId", dossier.owner.code)
    _add(code, "FileCatalog", str(dossier.year))
    _add(code, "FileNotation", dossier.code)


def _add(parent: Element, name: str, value: str) -> None:
    """An element with what XML can carry of the value, cut to the length of its field."""
    SubElement(parent, name).text = _ILLEGAL.sub("", value)[: _LENGTHS.get(name)]


def _add_day(parent: Element, name: str, value: date | None) -> None:
    """Ten characters, as the tables say: 24/11/2026."""
    _add(parent, name, f"{value:%d/%m/%Y}" if value else "")
