"""A paper that came in and what is instructed on it, for tests."""

from typing import Any

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.documents import services as documents
from phoihop.documents.instructing import DutyFacts, InstructionFacts, instruct
from phoihop.documents.models import Document, Instruction
from phoihop.tasks.tests.test_duties import PAPER

LIST = "/van-ban-den/"


def arrived(cast: Cast) -> Document:
    """A paper of the register, which waits for an instruction."""
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind=AgencyKind.PARTY_BOARD)
    for agency in (cast.lead_agency, cast.partner_agency, cast.issuer_agency):
        TenureFactory.create(agency=agency)
    return documents.register_document(PAPER, by=cast.issuer, at=NOW)


def given(cast: Cast, paper: Document) -> Instruction:
    duty = DutyFacts("Mở lớp dạy bơi", cast.lead_agency)
    facts = InstructionFacts(given_on=NOW.date(), words="Triển khai.", duties=[duty])
    return instruct(paper, facts, by=cast.issuer_leader, at=NOW)


def words(response: Any) -> str:
    text: str = response.content.decode()
    return " ".join(text.split())
