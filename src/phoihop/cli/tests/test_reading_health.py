"""The doctor's words on the programs of the reader."""

import pytest

from phoihop.cli.reading_health import programs_of_the_reader
from phoihop.reader import ocr


def test_what_is_installed_and_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [finding for finding in programs_of_the_reader() if finding.mend]

    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(ocr, "program", lambda: None)
    missing = list(programs_of_the_reader())

    assert "antiword" in missing[0].mend
    assert "tesseract-ocr-vie" in missing[1].mend
    assert not any(finding.is_problem for finding in missing)
