"""The reader: from a Vietnamese text to its facts, each with its evidence. No Django."""

from phoihop.reader.command import read_files
from phoihop.reader.facts import (
    Agreement,
    Document,
    Event,
    Evidence,
    Fact,
    Header,
    Person,
    Position,
    Reading,
)
from phoihop.reader.files import (
    DEFAULT,
    Damaged,
    Extracted,
    FileRefused,
    Limits,
    NoProgram,
    NoTextLayer,
    TooLarge,
    WrongFormat,
    ZipBomb,
    extract,
    recognise,
)
from phoihop.reader.output import to_json, to_text
from phoihop.reader.page import to_html
from phoihop.reader.reading import read
from phoihop.reader.sniff import sniff

__all__ = [
    "DEFAULT",
    "Agreement",
    "Damaged",
    "Document",
    "Event",
    "Evidence",
    "Extracted",
    "Fact",
    "FileRefused",
    "Header",
    "Limits",
    "NoProgram",
    "NoTextLayer",
    "Person",
    "Position",
    "Reading",
    "TooLarge",
    "WrongFormat",
    "ZipBomb",
    "extract",
    "read",
    "read_files",
    "recognise",
    "sniff",
    "to_html",
    "to_json",
    "to_text",
]
