"""Who is told of a document that arrives."""

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Register
from phoihop.documents.services import edit_document, register_document
from phoihop.inbox.models import Notice


def told(verb: str) -> set[User]:
    rows = Notice.objects.select_related("user")
    return {row.user for row in rows if row.said[0]["verb"] == verb}


def test_leaders_are_told_of_an_incoming_paper(cast: Cast) -> None:
    facts = DocumentFacts(register=Register.INCOMING, subject="Về việc họp", issuer_name="Tỉnh ủy")

    register_document(facts, by=cast.issuer, at=NOW)

    assert told("documents.arrived") == {cast.issuer_leader}
    assert not Notice.objects.get().is_duty


def test_clerks_are_told_of_a_paper_sent_to_their_agency(cast: Cast) -> None:
    clerk = UserFactory.create(agency=cast.lead_agency, role=Role.CLERK)
    facts = DocumentFacts(
        register=Register.OUTGOING,
        subject="Về việc họp",
        recipients=(cast.lead_agency, cast.issuer_agency),
    )

    register_document(facts, by=cast.issuer, at=NOW)

    assert told("documents.sent") == {clerk}


def test_who_is_added_to_the_recipients_is_told_and_nobody_again(cast: Cast) -> None:
    first = UserFactory.create(agency=cast.lead_agency, role=Role.CLERK)
    added = UserFactory.create(agency=cast.partner_agency, role=Role.CLERK)
    facts = DocumentFacts(
        register=Register.OUTGOING, subject="Về việc họp", recipients=(cast.lead_agency,)
    )
    paper = register_document(facts, by=cast.issuer, at=NOW)
    assert told("documents.sent") == {first}
    Notice.objects.all().delete()

    both = (cast.lead_agency, cast.partner_agency)
    edit_document(paper, {"recipients": both}, by=cast.issuer, at=NOW)

    assert told("documents.sent") == {added}


def test_who_is_added_to_a_draft_is_told_nothing_yet(cast: Cast) -> None:
    UserFactory.create(agency=cast.lead_agency, role=Role.CLERK)
    facts = DocumentFacts(register=Register.OUTGOING, subject="Về việc họp", is_draft=True)
    draft = register_document(facts, by=cast.issuer, at=NOW)

    edit_document(draft, {"recipients": (cast.lead_agency,)}, by=cast.issuer, at=NOW)

    assert not Notice.objects.exists()


def test_a_paper_for_reference_is_news_to_nobody(cast: Cast) -> None:
    facts = DocumentFacts(register=Register.REFERENCE, subject="Về việc họp")

    register_document(facts, by=cast.issuer, at=NOW)

    assert not Notice.objects.exists()
