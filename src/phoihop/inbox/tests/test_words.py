"""How the room speaks: dossiers alone are "hồ sơ", and nobody is addressed as a friend."""

import re
from pathlib import Path

from phoihop import inbox

CATALOGUE = Path(inbox.__path__[0]) / "locale/vi/LC_MESSAGES/django.po"


def test_no_other_record_is_called_a_dossier_and_no_reader_by_a_pronoun() -> None:
    said = re.findall(r'^(?:msgstr(?:\[0\])? )?"(.*)"$', CATALOGUE.read_text("utf-8"), re.MULTILINE)
    words = " ".join(said).casefold()

    assert "theo dõi" in words
    assert re.findall(r"\b(?:hồ sơ|bạn|anh, chị|anh/chị)\b", words) == []
