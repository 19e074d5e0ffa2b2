"""Tasks, contents, figures and parts: proposals and facts of a text, never acts of the reader."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.audit.history import history_of
from phoihop.workspace.errors import IntakeClosed
from phoihop.workspace.intake import further
from phoihop.workspace.intake.accepting import accept_rest
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.further import further_facts
from phoihop.workspace.intake.marks import paragraphs
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import mark_of, undo_last
from phoihop.workspace.models import FURTHER, Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.proposing import confirmed, task_fact
from phoihop.workspace.tests.texts import CONCLUSION


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)


def test_who_what_and_by_when_stand_on_the_card(intake: Intake) -> None:
    first, second = intake.facts.filter(kind=FactKind.TASK)

    assert first.value["who"][0]["name"] == "Phòng Giáo dục và Đào tạo huyện"
    assert first.value["due"] == "2019-11-30"
    assert first.value["product"] == "kế hoạch"
    assert second.value["due"] == "2019-12-15"
    assert intake.text[first.start : first.end].startswith("Giao Phòng Giáo dục")


def test_figures_and_causes_are_read_with_their_places(intake: Intake) -> None:
    figures = {fact.value["unit"]: fact for fact in intake.facts.filter(kind=FactKind.FIGURE)}
    cause = intake.facts.get(kind=FactKind.SECTION)

    people = figures["lượt người"]
    assert (people.value["value"], people.value["period"]) == (730, "2019-Q1")
    assert intake.text[people.start : people.end] == "730 lượt người"
    assert cause.value["kind"] == "cause"
    marked = "".join(
        run.text for line in paragraphs(intake.text, [cause]) for run in line if run.fact
    )
    assert marked == "Nguyên nhân"


def test_a_kind_with_too_many_facts_is_cut_and_the_text_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(further, "MOST", 1)

    intake = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)

    assert intake.facts.filter(kind=FactKind.FIGURE).count() == 1
    assert "cut:figure" in intake.notes


def test_the_rest_of_a_kind_is_accepted_in_one_act_that_can_be_undone(
    intake: Intake, cast: Cast
) -> None:
    assert accept_rest(intake, FactKind.FIGURE, by=cast.issuer, at=NOW) == 2
    assert not intake.facts.filter(kind=FactKind.FIGURE, decision=Decision.OPEN).exists()
    assert accept_rest(intake, FactKind.FIGURE, by=cast.issuer, at=NOW) == 0

    undo_last(intake, by=cast.issuer, at=NOW)

    assert intake.facts.filter(kind=FactKind.FIGURE, decision=Decision.OPEN).count() == 2


@pytest.mark.parametrize("kind", [FactKind.PERSON, FactKind.AGENCY, "anything"])
def test_people_and_agencies_are_never_accepted_together(
    intake: Intake, cast: Cast, kind: str
) -> None:
    with pytest.raises(PermissionDenied):
        accept_rest(intake, kind, by=cast.issuer, at=NOW)


def test_nobody_else_accepts_the_rest(intake: Intake, cast: Cast) -> None:
    for user in (cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            accept_rest(intake, FactKind.FIGURE, by=user, at=NOW)


def test_words_that_are_too_long_are_cut_at_a_word_and_show_it(cast: Cast) -> None:
    parts = ", ".join(f"rà soát việc thứ {number} của thôn" for number in range(40))
    text = CONCLUSION + f"\n9. Giao Phòng Giáo dục {parts}.\n"

    made = receive_text(text, name="Kết luận dài", by=cast.issuer, at=NOW)

    fact = max(made.facts.filter(kind=FactKind.TASK), key=lambda one: len(one.value["what"]))
    assert len(fact.value["what"]) <= 500
    assert fact.value["what"].endswith(" …")
    assert fact.value["what"].removesuffix(" …") in text
    assert fact.label.endswith(" …")


def test_a_corrected_agency_is_corrected_in_the_tasks_too(intake: Intake, cast: Cast) -> None:
    first, second = intake.facts.filter(kind=FactKind.TASK)
    second.value |= {"who": first.value["who"]}
    second.save(update_fields=["value"])
    right = [{"name": "Phòng Giáo dục huyện An Lạc", "collective": False}]

    decide(first, Decision.NEW, by=cast.issuer, at=NOW, value={"who": right})

    second.refresh_from_db()
    assert second.value["who"] == right


def test_nothing_more_is_accepted_once_records_were_made(intake: Intake, cast: Cast) -> None:
    intake = confirmed(intake, cast)

    with pytest.raises(IntakeClosed):
        accept_rest(intake, FactKind.FIGURE, by=cast.issuer, at=NOW)


def test_further_facts_of_an_empty_reading_are_none() -> None:
    assert further_facts({}) == ([], [])


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (
            FactKind.TASK,
            {"what": "Xây dựng kế hoạch", "who": "Phòng Y tế\n", "due": "31/12/2019"},
            {"what": "Xây dựng kế hoạch", "due": "2019-12-31"},
        ),
        (
            FactKind.FIGURE,
            {"value_": "1.234,5", "unit": "triệu đồng", "period": "2019-q1"},
            {"value": 1234.5, "unit": "triệu đồng", "period": "2019-Q1", "total": None},
        ),
        (FactKind.SECTION, {"kind": "limitation", "heading": "Hạn chế"}, {"kind": "limitation"}),
    ],
)
def test_each_kind_is_corrected_in_a_form(  # noqa: PLR0913, PLR0917 -- a case and its people
    client: Client, cast: Cast, intake: Intake, kind: str, typed: Any, expected: Any
) -> None:
    client.force_login(cast.issuer)
    fact = intake.facts.filter(kind=kind).first()
    assert fact is not None

    answer = client.post(
        f"{intake.get_absolute_url()}{fact.number}/sua/", {**typed, "shown": mark_of(fact)}
    )

    assert answer.status_code == 302
    fact.refresh_from_db()
    assert {name: fact.value[name] for name in expected} == expected
    assert fact.decision == Decision.NEW


def test_a_wrong_day_keeps_what_was_typed(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)
    fact = task_fact(intake)

    answer = client.post(
        f"{intake.get_absolute_url()}{fact.number}/sua/",
        {"what": "Việc <script>alert(1)</script>", "due": "31/02/2020"},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ngày không hợp lệ" in page
    assert "Việc &lt;script&gt;" in page


def test_a_long_task_is_corrected_in_a_field_of_several_lines(
    client: Client, cast: Cast, intake: Intake
) -> None:
    client.force_login(cast.issuer)
    fact = task_fact(intake)
    address = f"{intake.get_absolute_url()}{fact.number}/sua/"

    assert '<textarea name="what"' in client.get(address).content.decode()
    client.post(
        address, {"what": "Lập danh sách trẻ em\r\nchưa tiêm đủ mũi", "shown": mark_of(fact)}
    )

    fact.refresh_from_db()
    assert fact.value["what"] == "Lập danh sách trẻ em chưa tiêm đủ mũi"


def many(intake: Intake, count: int) -> None:
    last = intake.facts.last()
    assert last is not None
    for kind in FURTHER:
        source = intake.facts.filter(kind=kind).first()
        if source is None:
            continue
        first = IntakeFact.objects.filter(intake=intake).count() + 100
        IntakeFact.objects.bulk_create(
            IntakeFact(
                intake=intake,
                order=first + n,
                kind=kind,
                label=source.label,
                start=source.start,
                end=source.end,
                read=source.read,
                value=source.value,
                decision=source.decision,
                decided_at=source.decided_at,
                decided_by=source.decided_by,
            )
            for n in range(count)
        )


@pytest.mark.parametrize("done", [False, True])
def test_the_page_costs_the_same_at_few_and_many_facts(
    client: Client,
    cast: Cast,
    intake: Intake,
    done: bool,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    intake = confirmed(intake, cast) if done else intake
    client.force_login(cast.issuer)
    with django_assert_max_num_queries(32) as few:
        client.get(intake.get_absolute_url())
    many(intake, 100)

    with django_assert_max_num_queries(32) as more:
        client.get(intake.get_absolute_url())

    assert len(more.captured_queries) == len(few.captured_queries)


def test_the_page_that_leaves_marks_the_further_facts(
    client: Client, cast: Cast, intake: Intake
) -> None:
    client.force_login(cast.issuer)
    dropped = intake.facts.filter(kind=FactKind.FIGURE).first()
    assert dropped is not None
    decide(dropped, Decision.DROPPED, by=cast.issuer, at=NOW)

    page = client.get(f"{intake.get_absolute_url()}xuat/").content.decode()

    assert '<mark class="k-task"' in page
    assert '<mark class="k-part" id="' in page
    assert ">730 lượt người" in page
    assert ">6 lớp" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_history_says_what_an_accepted_fact_becomes(intake: Intake, cast: Cast) -> None:
    accept_rest(intake, FactKind.FIGURE, by=cast.issuer, at=NOW)
    decide(task_fact(intake), Decision.NEW, by=cast.issuer, at=NOW)

    said = {
        str(change.new).partition(" · ")[0]
        for entry in history_of(intake)
        for change in entry.changes
    }

    assert {"Đúng: giữ cùng văn bản", "Đúng: nhiệm vụ đề xuất"} <= said
    assert not any("hồ sơ mới" in str(words) for words in said)
