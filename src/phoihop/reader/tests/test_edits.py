"""Blanks taken out and put in: every letter leads back to where it stood."""

from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader.edits import edited


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text of distinct letters and blanks, with spans in order that do not touch."""
    text = "".join(chr(0x4E00 + at) for at in range(draw(st.integers(1, 40))))
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [
        (a, draw(st.sampled_from([a, b]))) for a, b in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    return text, spans


@given(texts_with_spans())
def test_every_letter_leads_back_and_forth(given_text: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = given_text

    after, edits = edited(text, spans)

    for at, letter in enumerate(after):
        if letter != " ":
            assert text[edits.back(at)] == letter
            assert edits.forward(text.index(letter)) == at
    gone = {at for first, last in spans for at in range(first, last)}
    assert after.replace(" ", "") == "".join(
        letter for at, letter in enumerate(text) if at not in gone
    )
    assert after.count(" ") == sum(first == last for first, last in spans)
