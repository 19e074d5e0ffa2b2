"""Check that every message of every room has its Vietnamese. Needs Debian's gettext.

usage: python tools/translations.py

Exit code 1 names each message that is missing, empty, fuzzy, no longer used, has other placeholders
than its English, or differs from the same message of another room (Django merges catalogues, so
one of the two would be lost).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "src" / "phoihop"
DJANGO = Path(django.__file__).parent / "conf" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdrf]")

Key = tuple[str, str]


def main() -> int:
    """Look at all rooms; return the exit code."""
    faults = []
    translated: dict[Key, tuple[str, str]] = {}
    # The settings name languages, in the words of Django's own catalogue.
    used_above = set[Key]()
    for room in tqdm(_rooms(), unit=" rooms", disable=None, leave=False):
        used = _messages_used(room)
        file = room / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        if not file.exists():
            used_above |= used
            continue
        catalogue = polib.pofile(str(file))
        faults += [f"{room.name}: {fault}" for fault in _faults(catalogue, used)]
        for entry in catalogue:
            other, words = translated.setdefault(_key(entry), (room.name, entry.msgstr))
            if words != entry.msgstr:
                faults.append(
                    f"{room.name}: “{entry.msgid}” is “{entry.msgstr}”, in {other} “{words}”"
                )
    known = translated.keys() | {_key(entry) for entry in polib.pofile(str(DJANGO))}
    faults += [f"no room: “{key[1]}” is missing" for key in used_above - known]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    sys.stdout.write(f"{len(translated)} messages, {len(faults)} faults.\n")
    return 1 if faults else 0


def _rooms() -> list[Path]:
    return sorted(path.parent for path in ROOMS.glob("*/__init__.py"))


def _messages_used(room: Path) -> set[Key]:
    """What code and templates of a room ask to be translated."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / room.name
        skip = shutil.ignore_patterns("tests", "migrations", "locale", "__pycache__")
        shutil.copytree(room, copy, ignore=skip)
        (copy / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-P", "-m", "django", "makemessages", "-l", "vi", "--keep-pot"],
            cwd=copy,
            check=True,
            capture_output=True,
        )
        template = copy / "locale" / "django.pot"
        # Without a single message no template is written.
        return (
            {_key(entry) for entry in polib.pofile(str(template))} if template.exists() else set()
        )


def _faults(catalogue: polib.POFile, used: set[Key]) -> Iterator[str]:
    # Without it numbers ask for English's second form, which is not there.
    if "nplurals=1" not in catalogue.metadata.get("Plural-Forms", ""):
        yield "the header says no Plural-Forms"
    there = {_key(entry) for entry in catalogue if not entry.obsolete}
    for _, msgid in sorted(used - there):
        yield f"“{msgid}” is missing"
    for _, msgid in sorted(there - used):
        yield f"“{msgid}” is not used"
    for entry in catalogue:
        words = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.obsolete or entry.fuzzy or not all(words):
            yield f"“{entry.msgid}” is empty, fuzzy or obsolete"
        for text in words:
            english = entry.msgid_plural or entry.msgid
            if set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(english)):
                yield f"“{text}” has other placeholders than “{english}”"


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


if __name__ == "__main__":
    sys.exit(main())
