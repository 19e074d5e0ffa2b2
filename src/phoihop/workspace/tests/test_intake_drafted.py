"""The draft made from a text says what the cards say: who leads, on what grounds, between whom."""

from datetime import date

import pytest

from conftest import NOW, Cast
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.errors import PartyEnded
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import add_party, missing
from phoihop.documents.models import Citation, Document, Relation
from phoihop.workspace.intake.cards import cards_of
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.matching import agencies_called
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.take_back import take_back
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.proposing import confirmed

HEAD = """HUYỆN ỦY AN LẠC
BAN TUYÊN GIÁO
*
Số 08-CTr/BTGHU

An Lạc, ngày 15 tháng 01 năm 2019

CHƯƠNG TRÌNH
phối hợp giữa {one} và {other} về phòng, chống ma túy giai đoạn 2019 - 2021

"""
BODY = """Căn cứ Kế hoạch số 14-KH/HU ngày 30/01/2018 của Huyện ủy An Lạc;
Thực hiện Nghị quyết số 05-NQ/HU ngày 12/3/2018 của Huyện ủy An Lạc, hai bên thống nhất như sau.

I. NỘI DUNG
1. Rà soát địa bàn. Tài liệu gửi kèm Công văn số 22-CV/HU ngày 02/4/2018 của Huyện ủy An Lạc.

II. TỔ CHỨC THỰC HIỆN
1. Trách nhiệm của {other}
a) Cung cấp số liệu hằng quý.
2. Trách nhiệm của Hội Nông dân huyện An Lạc
a) Giám sát việc thực hiện chương trình.
"""
OURS = "Ban Tuyên giáo Huyện ủy An Lạc"
POLICE, HEALTH = "Công an huyện An Lạc", "Trung tâm Y tế huyện An Lạc"


def handed_in(cast: Cast, one: str, other: str) -> Intake:
    text = (HEAD + BODY).format(one=one, other=other)
    return receive_text(text, name="Chương trình", by=cast.issuer, at=NOW)


def link(intake: Intake, cast: Cast, name: str, pk: int) -> None:
    for fact in intake.facts.filter(kind=FactKind.AGENCY, value__name=name):
        decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=pk)


@pytest.fixture
def farmers(cast: Cast) -> int:
    assert cast.issuer_agency.pk
    return AgencyFactory.create(name="Hội Nông dân huyện An Lạc").pk


def test_a_body_without_a_card_leads_where_the_register_knows_it(cast: Cast, farmers: int) -> None:
    intake = handed_in(cast, OURS, HEALTH)
    link(intake, cast, OURS, cast.issuer_agency.pk)

    confirmed(intake, cast)

    leads = {item.text: item.lead_agency for item in Agreement.objects.get().items.all()}
    watched = next(lead for text, lead in leads.items() if text.startswith("Giám sát"))
    given = next(lead for text, lead in leads.items() if text.startswith("Cung cấp"))
    assert (watched.pk if watched else None, str(given)) == (farmers, HEALTH)


def test_a_body_that_had_ended_leads_nothing_unasked(cast: Cast, farmers: int) -> None:
    Agency.objects.filter(pk=farmers).update(valid_to=date(2018, 12, 31))

    confirmed(handed_in(cast, OURS, HEALTH), cast)

    leads = {item.text: item.lead_agency for item in Agreement.objects.get().items.all()}
    assert next(lead for text, lead in leads.items() if text.startswith("Giám sát")) is None


def test_a_party_linked_by_hand_is_never_turned_into_words(cast: Cast) -> None:
    gone = AgencyFactory.create(name="Công an huyện cũ", valid_to=date(2018, 12, 31))
    intake = handed_in(cast, POLICE, HEALTH)
    link(intake, cast, POLICE, gone.pk)

    with pytest.raises(PartyEnded):
        confirmed(intake, cast)

    assert not Agreement.objects.exists()


def test_a_body_whose_card_was_dropped_is_not_looked_up_by_any_of_its_names(cast: Cast) -> None:
    AgencyFactory.create(name=POLICE)
    intake = handed_in(cast, POLICE, HEALTH)
    card = intake.facts.get(kind=FactKind.AGENCY, value__name=POLICE)
    card.value = {**card.value, "name": "Công an"}  # as a person has written it
    card.save(update_fields=["value"])
    decide(card, Decision.DROPPED, by=cast.issuer, at=NOW)

    confirmed(intake, cast)

    kept = Agreement.objects.get().parties.get(agency=None)
    assert kept.collective_name == POLICE


def test_cards_of_one_name_linked_with_two_records_say_nothing(cast: Cast) -> None:
    intake = handed_in(cast, POLICE, HEALTH)
    link(intake, cast, POLICE, cast.lead_agency.pk)
    assert agencies_called(intake.pk, [POLICE], cast.issuer) == {POLICE: cast.lead_agency}

    card = intake.facts.get(kind=FactKind.AGENCY, value__name=HEALTH)
    card.read = {**card.read, "also": [POLICE]}
    card.save(update_fields=["read"])
    link(intake, cast, HEALTH, cast.partner_agency.pk)

    assert agencies_called(intake.pk, [POLICE], cast.issuer) == {}


def test_a_card_says_what_the_text_does_with_a_paper(cast: Cast) -> None:
    said = BODY.replace("An Lạc;", "An Lạc. Ủy ban đã có Báo cáo số 09-BC/HU.")
    text = (HEAD + said).format(one=OURS, other=HEALTH)
    intake = receive_text(text, name="Chương trình", by=cast.issuer, at=NOW)

    facts = list(intake.facts.filter(kind=FactKind.DOCUMENT))
    begins = {
        fact.value["code"]: card for fact, card in zip(facts, cards_of(facts, {}, {}), strict=True)
    }

    assert begins["14-KH/HU"].detail.startswith("Căn cứ · 30/01/2018")
    assert begins["05-NQ/HU"].detail.startswith("Thực hiện · 12/03/2018")
    assert "Căn cứ ·" not in begins["09-BC/HU"].detail  # of the next sentence


def test_what_the_text_is_based_on_is_the_legal_basis(cast: Cast) -> None:
    intake = handed_in(cast, OURS, HEALTH)
    link(intake, cast, OURS, cast.issuer_agency.pk)

    intake = confirmed(intake, cast)

    agreement = Agreement.objects.get()
    bases = [basis.document.code for basis in agreement.legal_bases.all()]
    assert bases == ["14-KH/HU", "05-NQ/HU"]
    said = {row.target.code: row.relation for row in Citation.objects.all() if row.target}
    assert said == {
        "14-KH/HU": Relation.BASED_ON,
        "05-NQ/HU": Relation.CARRIES_OUT,
        "22-CV/HU": Relation.MENTIONS,
    }

    take_back(intake, by=cast.issuer, at=NOW)
    agreement.refresh_from_db()
    assert agreement.hidden_at is not None
    assert not agreement.legal_bases.exists()
    assert not Document.objects.filter(code="14-KH/HU", hidden_at=None).exists()


def test_a_paper_left_out_is_no_basis(cast: Cast) -> None:
    intake = handed_in(cast, OURS, HEALTH)
    plan = intake.facts.get(kind=FactKind.DOCUMENT, value__code="14-KH/HU")
    decide(plan, Decision.DROPPED, by=cast.issuer, at=NOW)

    confirmed(intake, cast)

    bases = Agreement.objects.get().legal_bases.all()
    assert [basis.document.code for basis in bases] == ["05-NQ/HU"]


def test_the_own_agency_is_no_party_of_what_two_others_agree(cast: Cast) -> None:
    confirmed(handed_in(cast, POLICE, HEALTH), cast)

    agreement = Agreement.objects.get()
    assert agreement.owner == cast.issuer_agency
    assert [str(party) for party in agreement.parties.all()] == [POLICE, HEALTH]
    first, *_others = missing(agreement, date(2019, 5, 1))
    assert "Cơ quan mình soạn văn bản này nhưng chưa có tên" in str(first.words)

    add_party(agreement, cast.issuer_agency, by=cast.issuer, at=NOW)
    assert "chưa có tên" not in str(missing(agreement, date(2019, 5, 1))[0].words)


def test_with_one_party_named_the_own_agency_is_the_other(cast: Cast) -> None:
    intake = handed_in(cast, POLICE, HEALTH)
    deal = intake.facts.get(kind=FactKind.AGREEMENT)
    decide(deal, Decision.NEW, by=cast.issuer, at=NOW, value={"parties": deal.value["parties"][:1]})

    confirmed(intake, cast)

    parties = [str(party) for party in Agreement.objects.get().parties.all()]
    assert parties == [cast.issuer_agency.name, POLICE]
