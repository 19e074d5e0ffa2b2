"""A programme handed in becomes a draft with its contents."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Regime, SourceSpan
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.draft import code_as_printed, regime_of
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.models import Decision, FactKind
from phoihop.workspace.tests.proposing import confirmed
from phoihop.workspace.tests.texts import PROGRAMME


def test_a_programme_becomes_a_draft_with_its_contents(cast: Cast) -> None:
    intake = receive_text(PROGRAMME, name="Chương trình", by=cast.issuer, at=NOW)
    school = intake.facts.get(kind=FactKind.AGENCY, label__startswith="Phòng Giáo dục")
    own = intake.facts.get(kind=FactKind.AGENCY, label__startswith="Ban Tuyên giáo Huyện")
    linked = {school: cast.lead_agency, own: cast.issuer_agency}
    for fact, agency in linked.items():
        decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=agency.pk)

    confirmed(intake, cast)

    agreement = Agreement.objects.get()
    assert (agreement.kind, agreement.signed_on) == ("programme", None)
    assert {party.agency for party in agreement.parties.all()} == set(linked.values())
    items = {item.text: item for item in agreement.items.all()}
    plan = next(item for text, item in items.items() if "xây dựng kế hoạch" in text)
    assert (plan.lead_agency, plan.due_rule) == (cast.issuer_agency, "on:2019-03-31")
    led = next(item for text, item in items.items() if "trường học" in text)
    assert led.lead_agency == cast.lead_agency
    # A clause that states a duty is a content, not a proposed task beside it.
    assert not intake.facts.filter(kind=FactKind.TASK).exists()
    assert SourceSpan.objects.filter(kind="agreements.contentitem").count() == len(items)


def test_the_short_name_of_a_party_leads_its_clauses(cast: Cast) -> None:
    text = (
        "ĐẢNG ỦY XÃ BA MÍT\nBAN XÂY DỰNG ĐẢNG\nSố 05-CTr/BXDĐ\n"
        "Ba Mít, ngày 10 tháng 11 năm 2026\nCHƯƠNG TRÌNH\nphối hợp giữa Ban Xây dựng Đảng Đảng ủy"
        " xã Ba Mít và Trạm Y tế xã Ba Mít\nIII. TRÁCH NHIỆM THỰC HIỆN\n"
        "1. Trách nhiệm của Trạm Y tế xã\na) Cung cấp số liệu dịch bệnh.\n2. Các cơ quan\n"
        "a) Gửi báo cáo năm.\n"
    )
    intake = receive_text(text, name="Chương trình", by=cast.issuer, at=NOW)
    linked = {"Trạm Y tế xã": cast.lead_agency, "Ban Xây dựng": cast.issuer_agency}
    for name, agency in linked.items():
        for fact in intake.facts.filter(kind=FactKind.AGENCY, label__startswith=name):
            decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=agency.pk)

    confirmed(intake, cast)

    items = {item.text: item.lead_agency for item in Agreement.objects.get().items.all()}
    assert items == {
        "Cung cấp số liệu dịch bệnh": cast.lead_agency,
        "Gửi báo cáo năm": None,
    }


def test_contents_of_a_linked_agreement_stay_with_the_text(cast: Cast) -> None:
    intake = receive_text(PROGRAMME, name="Chương trình", by=cast.issuer, at=NOW)
    intake.facts.filter(kind=FactKind.AGREEMENT).update(
        decision=Decision.DROPPED, decided_at=NOW, decided_by=cast.issuer
    )

    intake = confirmed(intake, cast)

    assert not Agreement.objects.exists()
    assert intake.facts.filter(kind=FactKind.ITEM, decision=Decision.NEW).exists()


def test_a_content_is_corrected_in_a_form(client: Client, cast: Cast) -> None:
    intake = receive_text(PROGRAMME, name="Chương trình", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    fact = intake.facts.filter(kind=FactKind.ITEM).last()
    assert fact is not None

    typed = {"text": "Chỉ đạo các trường", "parties": "Phòng Giáo dục", "period": "yearly"}
    client.post(f"{intake.get_absolute_url()}{fact.number}/sua/", {**typed, "shown": mark_of(fact)})

    fact.refresh_from_db()
    assert fact.value["text"] == "Chỉ đạo các trường"
    assert [party["name"] for party in fact.value["parties"]] == ["Phòng Giáo dục"]


@pytest.mark.parametrize(
    ("symbol", "regime", "code"),
    [
        ("CTr/BTGHU", Regime.PARTY, "05-CTr/BTGHU"),
        ("CTr/BXDĐ-TYT", Regime.PARTY, "05-CTr/BXDĐ-TYT"),
        ("KH-UBND", Regime.STATE, "05/KH-UBND"),
        ("2020/NĐ-CP", Regime.STATE, "05/2020/NĐ-CP"),
    ],
)
def test_a_code_stands_in_the_form_of_its_regime(symbol: str, regime: str, code: str) -> None:
    assert (regime_of(symbol), code_as_printed(5, symbol)) == (regime, code)
