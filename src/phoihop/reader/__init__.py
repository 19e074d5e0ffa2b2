"""The reader: from a Vietnamese text to its facts, each with its evidence. No Django."""

from phoihop.reader.facts import Fact, Reading
from phoihop.reader.output import to_json, to_text
from phoihop.reader.reading import read

__all__ = ["Fact", "Reading", "read", "to_json", "to_text"]
