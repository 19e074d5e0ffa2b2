"""One rule says whether the register holds a paper already, whoever enters it."""

import pytest

from conftest import Cast
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.held import PaperHeld, papers_held, refuse_held
from phoihop.documents.models import Kind, Register
from phoihop.documents.tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def facts(register: Register) -> DocumentFacts:
    return DocumentFacts(
        register=register, kind=Kind.PLAN, code="14-KH/HU", subject="Công tác khuyến học"
    )


def test_what_others_sent_out_comes_in_here_all_the_same(cast: Cast) -> None:
    paper = DocumentFactory.create(
        owner=cast.issuer_agency, code="14-KH/HU", number=14, symbol="KH/HU", kind="KH"
    )
    own = DocumentFactory.create(
        owner=cast.lead_agency, code="14-KH/HU", number=14, symbol="KH/HU", kind="KH"
    )

    assert papers_held(facts(Register.INCOMING), by=cast.lead) == [own]
    assert papers_held(facts(Register.INCOMING), by=cast.issuer) == [paper]
    assert papers_held(facts(Register.INCOMING), by=cast.outsider) == []
    assert papers_held(facts(Register.INCOMING), by=cast.lead, besides=own) == []


def test_a_second_entry_needs_the_word_of_who_saw_the_first(cast: Cast) -> None:
    own = DocumentFactory.create(
        owner=cast.lead_agency, code="14-KH/HU", number=14, symbol="KH/HU", kind="KH"
    )

    with pytest.raises(PaperHeld) as caught:
        refuse_held(facts(Register.INCOMING), by=cast.lead, although=[own.pk + 1])

    assert caught.value.papers == [own]
    assert refuse_held(facts(Register.REFERENCE), by=cast.lead, although=[own.pk]) == [own]
    assert refuse_held(facts(Register.INCOMING), by=cast.outsider) == []
