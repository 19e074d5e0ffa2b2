"""Every fact can be shown in the text as it was handed in, however the text is mangled."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.reader import Reading, read, to_json
from phoihop.reader.tests import texts

MANGLERS = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "hard-blanks": lambda text: text.replace(" ", "\u00a0"),
    "dos-lines": lambda text: text.replace("\n", "\r\n"),
    "zero-width": lambda text: text.replace(" ", " \u200b"),
    "capitals": str.upper,
}


def check(reading: Reading, source: str) -> int:
    """Assert that each piece of evidence is a slice of the source; return how many there are."""
    seen = 0
    waiting: list[object] = [to_json(reading)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if {"start", "end", "text"} <= item.keys():
                assert source[item["start"] : item["end"]] == item["text"]
                seen += 1
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
    for fact in reading.facts():
        assert source[fact.start : fact.end] == fact.text
        assert fact.sentence_start <= fact.start
        assert fact.end <= fact.sentence_end
    return seen


@pytest.mark.parametrize("text", texts.ALL)
@pytest.mark.parametrize("mangle", MANGLERS.values(), ids=MANGLERS.keys())
def test_evidence_of_mangled_texts(text: str, mangle: object) -> None:
    assert callable(mangle)
    source = mangle(text)

    check(read(source), source)


@pytest.mark.parametrize("name", ["nfd", "hard-blanks", "dos-lines", "zero-width"])
def test_the_same_facts_are_found_in_other_forms(name: str) -> None:
    plain = read(texts.SIGNING)
    other = read(MANGLERS[name](texts.SIGNING))

    assert [person.name for person in other.people] == [person.name for person in plain.people]
    assert [each.symbol for each in other.documents] == [each.symbol for each in plain.documents]
    assert other.event is not None
    assert plain.event is not None
    assert other.event.kind == plain.event.kind


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_evidence_of_shuffled_pieces(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(texts.ALL))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    noise = data.draw(st.text(max_size=12))
    source = noise.join(data.draw(st.permutations(pieces)))
    if data.draw(st.booleans()):
        source = unicodedata.normalize("NFD", source)

    check(read(source), source)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(source: str) -> None:
    check(read(source), source)


def test_facts_stand_in_text_order_with_lasting_ids() -> None:
    facts = read(texts.SIGNING).facts()

    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert len({fact.id for fact in facts}) == len(facts)
    assert {fact.kind for fact in facts} == {
        "person", "position", "document", "event", "date", "agreement", "party",
    }  # fmt: skip
    assert facts == read(texts.SIGNING).facts()
    post = next(fact for fact in facts if fact.kind == "position")
    assert post.data["person"] == "person-1"
