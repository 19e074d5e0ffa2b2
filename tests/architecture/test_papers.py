"""The papers of the repository agree with the code and with one another."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")
VARIABLE = re.compile(r'\benv(?:_flag)?\("([A-Z_]+)"')


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_of_the_repository(paper: Path) -> None:
    links = LINK.findall(paper.read_text(encoding="utf-8"))
    targets = [paper.parent / link.partition("#")[0] for link in links]

    assert [str(target) for target in targets if not target.exists()] == []


def test_every_setting_is_described_and_no_other() -> None:
    code = (ROOT / "src/phoihop/config/settings.py").read_text(encoding="utf-8")
    paper = (ROOT / "docs/admin/settings.md").read_text(encoding="utf-8")

    assert set(re.findall(r"PHOIHOP_([A-Z_]+)", paper)) == set(VARIABLE.findall(code))


def test_every_decision_stands_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))

    assert listed == {file.name for file in folder.glob("0*.md")}
