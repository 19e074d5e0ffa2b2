"""The subset fonts hold every Vietnamese letter and stay small."""

import re
from pathlib import Path

from fontTools.ttLib import TTFont

from phoihop.ui import fonts

LETTERS = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
STACKED = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


def test_the_subsets_hold_every_vietnamese_letter(tmp_path: Path) -> None:
    made = fonts.build_fonts(tmp_path)

    assert sum(file.stat().st_size for file in made) < 100_000
    for source in fonts.SOURCES:
        held: set[int] = set()
        for file in tmp_path.glob(f"{source.served_as}*.woff2"):
            held |= set(TTFont(file).getBestCmap())
        assert {
            ord(letter) for letter in LETTERS + STACKED + STACKED.upper() + "0123456789–“”"
        } <= held
        assert (tmp_path / f"{source.served_as}-OFL.txt").stat().st_size > 1000
    assert fonts.missing_fonts(tmp_path) == []


def test_the_styles_ask_for_the_files_that_are_built() -> None:
    css = (Path(fonts.__file__).parent / "static/ui/ui.css").read_text(encoding="utf-8")

    assert sorted(re.findall(r"fonts/([\w.-]+\.woff2)", css)) == sorted(fonts.font_names())
