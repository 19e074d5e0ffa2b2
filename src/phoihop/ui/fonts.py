"""The two fonts of the screens, cut down to the letters that Vietnamese and Latin need.

The packages carry whole families (OFL-1.1); the pages load about 75 KB of them, for ever cached.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from fontTools import subset

# As in the unicode-range of ui.css: the second file is loaded only where Vietnamese is read.
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,"
    "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
VIETNAMESE = (
    "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,"
    "U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB"
)


@dataclass(frozen=True)
class Source:
    """One font file of a package, the name it is served under, and its licence file."""

    package: str
    file: str
    served_as: str
    weight: str = ""


SOURCES = (
    Source("fontpkg_source_sans_3", "SourceSans3[wght].ttf", "source-sans-3"),
    Source("fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf", "be-vietnam-pro", "-600"),
)


def font_names() -> list[str]:
    """The file names that ui.css asks for."""
    return [
        f"{source.served_as}-{script}{source.weight}.woff2"
        for source in SOURCES
        for script in ("latin", "vietnamese")
    ]


def build_fonts(target: Path, *, tell: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write the WOFF2 subsets and the licences into `target`; return the font files.

    target: a folder served as static files under ui/fonts. tell: called with each file name.
    """
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for source in SOURCES:
        package = files(source.package)
        licence = target / f"{source.served_as}-OFL.txt"
        licence.write_bytes((package / "LICENSE").read_bytes())
        with as_file(package / "files" / source.file) as original:
            for script, ranges in (("latin", LATIN), ("vietnamese", VIETNAMESE)):
                file = target / f"{source.served_as}-{script}{source.weight}.woff2"
                _subset(original, file, ranges)
                tell(file.name)
                made.append(file)
    return made


def missing_fonts(folder: Path) -> list[str]:
    """Names of the fonts that are not in `folder`."""
    return [name for name in font_names() if not (folder / name).is_file()]


def _subset(original: Path, file: Path, ranges: str) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    # Kerning and mark placement carry the stacked Vietnamese accents; tabular figures are default.
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
    font = subset.load_font(str(original), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(ranges))
    subsetter.subset(font)
    subset.save_font(font, str(file), options)
    font.close()
