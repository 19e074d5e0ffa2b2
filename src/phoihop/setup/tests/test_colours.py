"""Whatever colour an office chooses, every pair of colours that follows from it can be read."""

from colorsys import hsv_to_rgb

import pytest

from phoihop.setup import colours
from phoihop.setup.emblem import picture
from phoihop.setup.errors import NoPicture
from phoihop.setup.tests.pictures import jpeg, png

EVERY = [
    "#" + "".join(f"{round(part * 255):02x}" for part in hsv_to_rgb(hue / 24, strong, light))
    for hue in range(24)
    for strong in (0.0, 0.4, 1.0)
    for light in (0.05, 0.35, 0.7, 1.0)
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey just below the line
        ("#767676", "#ffffff", 4.54),  # and the one just above it
        ("#ff0000", "#ffffff", 4.0),
        ("#21436a", "#21436a", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert colours.contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_a_pale_colour_is_mended_to_the_nearest_that_can_be_read() -> None:
    assert not colours.legibility("#ffcc00").is_enough
    mended = colours.mended("#ffcc00")
    seen = colours.legibility(mended)
    assert seen.is_enough
    assert min(seen.white_on_it, seen.on_the_page) < 4.75
    assert colours.mended(mended) == mended


@pytest.mark.parametrize(("text", "colour"), [("21436A", "#21436a"), (" #ABCDEF ", "#abcdef")])
def test_a_colour_is_read_as_it_is_usually_written(text: str, colour: str) -> None:
    assert colours.parsed(text) == colour


@pytest.mark.parametrize("text", ["", "red", "#12345", "#12345g", "url(x)", "#123456;}"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert colours.parsed(text) is None


def test_all_pairs_can_be_read_for_every_choice_in_both_themes() -> None:
    faults = []
    for choice in EVERY:
        accent = colours.mended(choice)
        for ground, tokens in (
            (("#ffffff", "#f5f5f1", "#ecede8", "#f0f3f6"), colours.light_tokens(accent)),
            (("#172029", "#0f151c", "#202b36", "#1e2935"), colours.dark_tokens(accent)),
        ):
            pairs = [(tokens["cham"], under) for under in ground]
            pairs += [
                (tokens["on-cham"], tokens["cham"]),
                (tokens["on-cham"], tokens["cham-deep"]),
                (tokens["cham-deep"], tokens["cham-soft"]),
                (tokens["bar-ink"], tokens["bar"]),
                (tokens["bar-ink"], tokens["bar-field"]),
                (tokens["bar-ink-2"], tokens["bar"]),
                (tokens["bar-ink-2"], tokens["bar-field"]),
            ]
            faults += [
                (choice, one, other, round(colours.contrast(one, other), 2))
                for one, other in pairs
                if colours.contrast(one, other) < colours.LEAST_CONTRAST
            ]
    assert faults == []


def test_the_stylesheet_leaves_paper_alone_and_lets_the_reader_s_theme_win() -> None:
    text = colours.stylesheet("#1b6541")
    assert text.count("@media screen") == 3
    assert ":root { --cham: #1b6541;" in text
    assert ':root:not([data-theme="light"])' in text
    assert ':root[data-theme="dark"]' in text


@pytest.mark.parametrize(
    ("data", "form"), [(png(64, 40), "png"), (jpeg(64, 40), "jpeg")], ids=["png", "jpeg"]
)
def test_a_small_picture_is_taken(data: bytes, form: str) -> None:
    shown = picture(data)
    assert (shown.form, shown.width, shown.height, shown.data) == (form, 64, 40, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 100,
        b"MZ\x90\0",
        png()[:-4],
        png() + b"<script>alert(1)</script>",
        png().replace(b"IDAT", b"IDAx"),
        png()[:8],
        jpeg()[:-2],
        b"\xff\xd8\xff\xd9",
        png(8, 64),
        png(2001, 40),
        jpeg(64, 5000),
        png() + b"\0" * 300_000,
    ],
    ids=[
        "nothing", "svg", "gif", "program", "cut", "with a tail", "wrong checksum", "head alone",
        "jpeg cut", "jpeg without a frame", "too narrow", "too wide", "jpeg too high", "too heavy",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(NoPicture) as refusal:
        picture(data)
    assert str(refusal.value)
