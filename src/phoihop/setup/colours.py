"""The colours of an office: one accent is chosen, the others follow from it and can all be read.

Contrast after WCAG 2.2, success criterion 1.4.3 and "relative luminance": (L1 + 0.05) / (L2 +
0.05), at least 4.5 to 1 for text. The stylesheet sets values of the layer `tokens` of ui.css.
"""

import re
from dataclasses import dataclass
from typing import Final

LEAST_CONTRAST: Final = 4.5
WHITE: Final = "#ffffff"
# The darkest light ground and the lightest dark one that stand under words in the accent (ui.css).
LIGHT_GROUND: Final = "#ecede8"
DARK_GROUND: Final = "#202b36"
DARK_INK: Final = "#0d1d30"
_BAR_CONTRAST: Final = 9.0  # of white on the bar, so that dimmer words on its field can be read
_DARK_ACCENT_CONTRAST: Final = 7.0
_STEP: Final = 0.01
# Edge of the straight part of sRGB; WCAG's own 0.03928 differs by no 8-bit value.
_STRAIGHT: Final = 0.04045
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6})")


def parsed(text: str) -> str | None:
    """Return "#21436a" for 21436A and the like, None for what is no colour."""
    match = _HEX.fullmatch(text.strip())
    return f"#{match[1].lower()}" if match else None


def luminance(colour: str) -> float:
    """Relative luminance after WCAG: 0 for black, 1 for white."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours after WCAG, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Legibility:
    """White words on the accent, and words in the accent on the page's darkest light ground."""

    white_on_it: float
    on_the_page: float

    @property
    def is_enough(self) -> bool:
        """Both reach 4.5 to 1."""
        return min(self.white_on_it, self.on_the_page) >= LEAST_CONTRAST


def legibility(accent: str) -> Legibility:
    """How well the accent can be read where the pages use it."""
    return Legibility(contrast(WHITE, accent), contrast(accent, LIGHT_GROUND))


def mended(accent: str) -> str:
    """The accent itself if it can be read, else the nearest darker colour of its hue that can."""
    return darkened(accent, LIGHT_GROUND, LEAST_CONTRAST)


def darkened(colour: str, against: str, ratio: float) -> str:
    """Mix in black, as little as needed, until the contrast with a lighter colour is reached."""
    return _towards("#000000", colour, against, ratio)


def lightened(colour: str, against: str, ratio: float) -> str:
    """Mix in white, as little as needed, until the contrast with a darker colour is reached."""
    return _towards(WHITE, colour, against, ratio)


def mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` in `colour`, both as the screen's values."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def light_tokens(accent: str) -> dict[str, str]:
    """Values for the light theme."""
    bar = darkened(accent, WHITE, _BAR_CONTRAST)
    soft = mix(accent, WHITE, 0.88)
    return {
        "cham": accent,
        "cham-deep": darkened(mix(accent, "#000000", 0.25), soft, LEAST_CONTRAST),
        "cham-soft": soft,
        "cham-line": mix(accent, WHITE, 0.6),
        "on-cham": WHITE,
    } | _bar_tokens(bar)


def dark_tokens(accent: str) -> dict[str, str]:
    """Values for the dark theme: the accent as light as words on a dark ground must be."""
    light = lightened(accent, DARK_GROUND, _DARK_ACCENT_CONTRAST)
    soft = mix(mix(accent, "#000000", 0.4), DARK_GROUND, 0.5)
    return {
        "cham": light,
        "cham-deep": lightened(light, soft, LEAST_CONTRAST),
        "cham-soft": soft,
        "cham-line": mix(light, DARK_GROUND, 0.55),
        "on-cham": DARK_INK,
    } | _bar_tokens(mix(darkened(accent, WHITE, _BAR_CONTRAST), "#000000", 0.35))


def stylesheet(accent: str) -> str:
    """The small stylesheet that stands after ui.css; paper keeps black on white."""
    light, dark = _block(light_tokens(accent)), _block(dark_tokens(accent))
    return (
        "@layer tokens {\n"
        f"  @media screen {{ :root {{ {light} }} }}\n"
        "  @media screen and (prefers-color-scheme: dark) "
        f'{{ :root:not([data-theme="light"]) {{ {dark} }} }}\n'
        f'  @media screen {{ :root[data-theme="dark"] {{ {dark} }} }}\n'
        "}\n"
    )


def _bar_tokens(bar: str) -> dict[str, str]:
    field = mix(bar, WHITE, 0.1)
    return {
        "bar": bar,
        "bar-ink": WHITE,
        "bar-ink-2": mix(bar, WHITE, 0.82),
        "bar-field": field,
    }


def _block(tokens: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())


def _towards(end: str, colour: str, against: str, ratio: float) -> str:
    share = 0.0
    found = colour
    while contrast(found, against) < ratio and share < 1:
        share = min(1.0, share + _STEP)
        found = mix(colour, end, share)
    return found


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= _STRAIGHT else ((value + 0.055) / 1.055) ** 2.4)
