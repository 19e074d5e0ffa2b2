"""The history of a text says which words were corrected, and into which."""

from datetime import date

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.models import AgencyLink
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.history import history_of
from phoihop.workspace.intake.accepting import accept_rest
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.recent import recent_history
from phoihop.workspace.intake.steps import undo_last
from phoihop.workspace.intake.wording import changed_words
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)


def newest(intake: Intake) -> dict[str, tuple[str | None, str | None]]:
    line = history_of(intake)[0]
    return {change.field: (change.old, change.new) for change in line.changes}


def first(intake: Intake, kind: FactKind) -> IntakeFact:
    fact = intake.facts.filter(kind=kind).first()
    assert fact is not None
    return fact


def test_a_correction_tells_the_old_and_the_new_words(intake: Intake, cast: Cast) -> None:
    fact = first(intake, FactKind.AGENCY)
    old = fact.value["name"]

    decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Ban Mới"})

    assert newest(intake)[f"{fact.number} Cơ quan, tên"] == (old, "Ban Mới")


def test_what_follows_a_correction_is_told_too_and_undoing_it(intake: Intake, cast: Cast) -> None:
    fact, deal = first(intake, FactKind.AGENCY), first(intake, FactKind.AGREEMENT)
    deal.value["parties"] = [{"name": fact.value["name"], "collective": False}]
    deal.save(update_fields=["value"])
    old = fact.value["name"]
    decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Ban Mới"})
    made = newest(intake)
    assert made[f"{deal.number} Thỏa thuận, các bên"] == (old, "Ban Mới")

    undo_last(intake, by=cast.issuer, at=NOW)

    assert newest(intake)[f"{fact.number} Cơ quan, tên"] == ("Ban Mới", old)


def test_a_decision_without_a_correction_tells_no_words(intake: Intake, cast: Cast) -> None:
    fact = first(intake, FactKind.PERSON)

    decide(fact, Decision.NEW, by=cast.issuer, at=NOW)

    assert len(newest(intake)) == 1


def test_only_who_sees_the_text_reads_the_words(client: Client, cast: Cast, intake: Intake) -> None:
    fact = first(intake, FactKind.AGENCY)
    decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Ban Mới Lạ"})

    client.force_login(cast.issuer_leader)
    assert "<ins>" in client.get(intake.get_absolute_url()).content.decode()
    client.force_login(cast.outsider)
    assert client.get(intake.get_absolute_url()).status_code == 404


def test_words_of_the_text_stand_where_a_redaction_reaches_them(intake: Intake, cast: Cast) -> None:
    """The names of what changed are the program's own; the words are in the values."""
    person = first(intake, FactKind.PERSON)
    decide(person, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Hồ Văn Bưởi"})
    undo_last(intake, by=cast.issuer, at=NOW)
    decide(person, Decision.DROPPED, by=cast.issuer, at=NOW)

    changes = [change for line in history_of(intake) for change in line.changes]
    said = [str(value) for change in changes for value in (change.old, change.new)]

    assert any(person.label in words for words in said)
    assert not any(person.label in change.field for change in changes)
    assert newest(intake) == {f"{person.number} Người": ("Chưa xem", f"Đã bỏ · “{person.label}”")}


def test_a_long_fact_is_told_by_whole_words(cast: Cast) -> None:
    intake = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)
    task = first(intake, FactKind.TASK)
    assert len(task.label) > 60

    decide(task, Decision.NEW, by=cast.issuer, at=NOW)

    ((_old, new),) = newest(intake).values()
    words = (new or "").partition("“")[2]
    assert words.endswith(" …”")
    assert task.label.startswith(words.removesuffix(" …”") + " ")


def test_a_content_and_its_words_are_two_lines(cast: Cast) -> None:
    intake = receive_text(PROGRAMME, name="Chương trình", by=cast.issuer, at=NOW)
    item = first(intake, FactKind.ITEM)

    decide(item, Decision.NEW, by=cast.issuer, at=NOW, value={"text": "Mở lớp học"})

    assert set(newest(intake)) == {f"{item.number} Nội dung", f"{item.number} Nội dung, nội dung"}


def test_days_choices_and_lines_are_told_as_the_form_shows_them(cast: Cast) -> None:
    intake = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)
    task = first(intake, FactKind.TASK)
    after = {**task.value, "due": "2019-12-31", "who": [{"name": "Ban A"}, {"name": "Ban B"}]}

    told = changed_words(FactKind.TASK, task.value, after)

    assert told["Thời hạn"] == ("30/11/2019", "31/12/2019")
    assert told["Ai làm"][1] == "Ban A; Ban B"
    assert changed_words(FactKind.TASK, task.value, task.value) == {}


def test_a_clause_of_many_pages_takes_no_page_of_the_history(cast: Cast) -> None:
    intake = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)
    task = first(intake, FactKind.TASK)

    told = changed_words(FactKind.TASK, task.value, {**task.value, "what": "việc dài " * 200})

    ((_old, new),) = told.values()
    assert new.endswith(" …")
    assert len(new) <= 502


def test_the_agency_above_is_the_one_of_today(client: Client, cast: Cast, intake: Intake) -> None:
    child = AgencyFactory.create(name="Văn phòng")
    for parent, begun, ended in (
        ("Huyện ủy cũ", date(2000, 1, 1), date(2010, 6, 30)),
        ("Đảng ủy xã mới", date(2010, 7, 1), None),
    ):
        above = AgencyFactory.create(name=parent)
        AgencyLink.objects.create(child=child, parent=above, valid_from=begun, valid_to=ended)
    client.force_login(cast.issuer)
    fact = first(intake, FactKind.AGENCY)

    page = client.get(f"{intake.get_absolute_url()}{fact.number}/noi/?q=Văn+phòng").content.decode()

    assert "<small>Đảng ủy xã mới</small>" in page
    assert "Huyện ủy cũ" not in page


def test_a_long_history_is_cut_until_all_of_it_is_asked_for(
    client: Client, cast: Cast, intake: Intake
) -> None:
    fact = intake.facts.filter(kind=FactKind.PERSON).first()
    assert fact is not None
    for _turn in range(20):
        for decision in (Decision.DROPPED, Decision.OPEN):
            decide(fact, decision, by=cast.issuer, at=NOW)
            fact.refresh_from_db()
    client.force_login(cast.issuer)
    place = intake.get_absolute_url()

    short, whole = client.get(place), client.get(f"{place}?su=1")

    link = f'<a href="{place}?su=1#hist-h">Hiện toàn bộ lịch sử</a>'
    assert link in short.content.decode()
    assert link not in whole.content.decode()
    assert len(short.context["history"].acts) == 30
    assert len(whole.context["history"].acts) == 41


def test_an_act_on_many_facts_tells_the_first_of_them(cast: Cast, intake: Intake) -> None:
    for order in range(500, 512):
        intake.facts.create(order=order, kind=FactKind.FIGURE, label="x", read={}, value={})
    accept_rest(intake, FactKind.FIGURE, by=cast.issuer, at=NOW)

    short, whole = (recent_history(intake, whole=whole) for whole in (False, True))

    assert (len(short.acts[0].changes), short.is_cut) == (10, True)
    assert (len(whole.acts[0].changes), whole.is_cut) == (12, False)
