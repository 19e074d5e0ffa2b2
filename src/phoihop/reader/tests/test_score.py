"""The measure of the annotation guide on the founders' texts, where they are at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from phoihop.reader import read, to_json

SHARED = Path(__file__).resolve().parents[5] / "shared" / "reader"
LEAST = 0.90


@pytest.mark.skipif(
    not (SHARED / "score.py").is_file(), reason="the texts of ../shared/reader are not at hand"
)
@pytest.mark.parametrize("pattern", ["seed-*.txt", "*.txt"])
def test_the_score_on_the_development_texts(pattern: str, tmp_path: Path) -> None:
    gold, answers = tmp_path / "gold", tmp_path / "answers"
    gold.mkdir()
    answers.mkdir()
    for path in sorted((SHARED / "dev").glob(pattern)):
        text = path.read_text("utf-8")
        (gold / path.name).write_text(text, "utf-8")
        (gold / f"{path.stem}.json").write_text(
            path.with_suffix(".json").read_text("utf-8"), "utf-8"
        )
        (answers / f"{path.stem}.json").write_text(json.dumps(to_json(read(text))), "utf-8")

    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SHARED / "score.py"), str(gold), str(answers)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "answers missing 0; evidence errors 0" in done.stdout
    assert float(done.stdout.rsplit("macro F1", 1)[1]) >= LEAST, done.stdout
