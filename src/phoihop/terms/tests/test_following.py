"""A year follows the text in force: dropped and new contents, other leads, several amendments."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from phoihop.agreements import errors, term_errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.audit.models import Event
from phoihop.tasks import services as tasks
from phoihop.tasks.matrix import build_matrix
from phoihop.tasks.models import Task
from phoihop.tasks.planning import planned_tasks
from phoihop.terms.adapting import Proposal, adapt_version, proposals
from phoihop.terms.gathering import gather
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def _draft(original: Agreement, term: Term, day: str, first: date) -> Agreement:
    draft = agreements.start_amendment(original, by=term.specialist, at=at(day))
    agreements.edit_agreement(draft, by=term.specialist, at=at(day), valid_from=first)
    return draft


def _reworded(term: Term, line: str, text: str, days: tuple[str, date, str]) -> Agreement:
    """Amend the words of one content; days: drafted, in force from, signed."""
    drafted, first, signed = days
    draft = _draft(term.programme, term, drafted, first)
    item = draft.items.get(line=term.lines[line])
    agreements.edit_item(item, by=term.specialist, at=at(drafted), text=text)
    story.sign(term, draft, signed)
    return draft


def _follow(term: Term, plan: YearPlan, day: str, *, add: bool = True) -> list[Proposal]:
    """Agree to all that is proposed that day."""
    found = proposals(plan, date.fromisoformat(day))
    adapt_version(
        plan,
        withdraw={task.pk for one in found for task in one.withdraw},
        change={one.task.pk for each in found for one in each.change},
        add={one.line_key for each in found for one in each.add} if add else (),
        reason="theo văn bản sửa đổi",
        by=term.specialist,
        at=at(day),
    )
    return found


def test_another_lead_product_and_wording_reach_the_tasks_there_are() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    made = story.assign(term, plan, "2021-08-03")
    task = next(one for one in made if one.line.content_line == term.lines["P2"])
    tasks.accept_task(task, by=term.specialist, at=at("2021-08-04"))
    draft = _draft(term.programme, term, "2021-09-01", date(2021, 10, 1))
    agreements.edit_item(
        draft.items.get(line=term.lines["P2"]),
        by=term.specialist,
        at=at("2021-09-01"),
        text="Tuyên truyền theo chuyên đề",
        lead_agency=term.partner,
        coordinating=[term.board],
        product="Báo cáo chuyên đề",
    )
    story.sign(term, draft, "2021-09-15")

    (proposal,) = _follow(term, plan, "2021-10-02")

    assert (proposal.withdraw, proposal.add) == ([], [])
    task = Task.objects.get(pk=task.pk)
    assert task.lead_agency == term.partner
    assert task.product == "Báo cáo chuyên đề"
    assert task.title == "Tuyên truyền theo chuyên đề, năm 2021"
    assert [row.agency for row in task.coordinations.all()] == [term.board]
    assert task.first_due_on == task.due_on == date(2021, 11, 30)
    assert [row.agency for row in task.holdings.order_by("valid_from")] == [
        term.board,
        term.partner,
    ]
    assert proposals(plan, date(2021, 10, 3)) == []


def test_what_is_not_ticked_stays_and_is_not_proposed_again() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    story.assign(term, plan, "2021-08-03")
    draft = _draft(term.programme, term, "2021-09-01", date(2021, 10, 1))
    agreements.edit_item(
        draft.items.get(line=term.lines["P2"]),
        by=term.specialist,
        at=at("2021-09-01"),
        coordinating=[],
        product="Báo cáo chuyên đề",
    )
    story.sign(term, draft, "2021-09-15")

    adapt_version(plan, withdraw=(), add=(), reason="x", by=term.specialist, at=at("2021-10-02"))

    task = Task.objects.get(line__content_line=term.lines["P2"])
    assert (task.product, task.coordinations.count()) == ("Báo cáo", 1)
    assert proposals(plan, date(2021, 10, 3)) == []


def test_the_form_offers_the_changes_ticked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    story.assign(term, plan, "2021-08-03")
    draft = _draft(term.programme, term, "2021-09-01", date(2021, 10, 1))
    item = draft.items.get(line=term.lines["P2"])
    agreements.edit_item(item, by=term.specialist, at=at("2021-09-01"), product="Bản tin")
    story.sign(term, draft, "2021-09-15")
    monkeypatch.setattr(clock, "today", lambda: date(2021, 10, 2))
    monkeypatch.setattr(clock, "now", lambda: at("2021-10-02"))
    client.force_login(term.specialist)
    adapt = reverse("terms:adapt", args=[plan.pk])

    page = client.get(adapt)
    chosen = page.context["form"].fields["change"].initial
    assert "sản phẩm: Bản tin" in page.content.decode()
    assert client.post(adapt, {"change": chosen, "reason": "theo sửa đổi"}).status_code == 302

    assert Task.objects.get(line__content_line=term.lines["P2"]).product == "Bản tin"


def test_no_amendment_is_lost_behind_the_next_one() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    _reworded(term, "P2", "Sửa lần 1", ("2021-09-01", date(2021, 10, 1), "2021-09-15"))
    _reworded(term, "P4", "Sửa lần 2", ("2021-10-05", date(2021, 11, 1), "2021-10-15"))

    found = _follow(term, plan, "2021-11-02", add=False)

    assert [one.text for one in found] == ["Sửa lần 1", "Sửa lần 2"]
    texts = set(plan.items.values_list("text", flat=True))
    assert {"Sửa lần 1", "Sửa lần 2"} <= texts


def test_what_was_changed_for_one_year_alone_is_not_proposed() -> None:
    term = story.signed_term()
    plan = agreements.make_version(term.programme, 2021, by=term.specialist, at=at("2021-08-02"))
    item = plan.items.get(line=term.lines["P3"])
    agreements.edit_plan_item(item, by=term.specialist, at=at("2021-08-02"), product="Băng hình")
    agreements.fix_version(
        plan, words="Thống nhất", on=date(2021, 8, 2), by=term.leader, at=at("2021-08-02")
    )
    _reworded(term, "P2", "Sửa lần 1", ("2021-09-01", date(2021, 10, 1), "2021-09-15"))

    assert [one.text for one in proposals(plan, date(2021, 10, 2))] == ["Sửa lần 1"]


def test_what_was_due_for_a_period_that_is_over_is_not_withdrawn() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2022, "2021-12-20")
    story.assign(term, plan, "2022-01-03")
    _reworded(term, "P1", "Trao đổi hằng kỳ", ("2022-06-01", date(2022, 7, 1), "2022-06-15"))

    (found,) = proposals(plan, date(2022, 7, 2))

    assert found.withdraw == []
    assert {one.task.due_on for one in found.change} == {date(2022, 6, 20), date(2022, 12, 20)}


def test_a_dropped_content_is_read_on_and_nothing_is_made_of_it() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    draft = _draft(term.programme, term, "2021-09-01", date(2021, 10, 1))
    item = draft.items.get(line=term.lines["P2"])
    agreements.remove_item(item, by=term.specialist, at=at("2021-09-01"))
    story.sign(term, draft, "2021-09-15")

    _follow(term, plan, "2021-10-02")

    assert plan.items.get(line=term.lines["P2"]).dropped_on == date(2021, 10, 2)
    planned = planned_tasks(term.programme, date(2021, 10, 3), plan)
    assert term.lines["P2"].pk not in {one.item.line_id for one in planned}
    assert proposals(plan, date(2021, 10, 3)) == []
    year = gather(plan, date(2021, 10, 3), 5)
    assert term.lines["P2"].pk in {row.item.line_id for row in year.rows}
    assert term.lines["P2"].pk not in year.unfinished


def test_there_must_be_something_to_follow() -> None:
    term = story.signed_term()
    fixed = story.make_version(term, 2021, "2021-08-02")

    with pytest.raises(term_errors.NothingToFollow):
        adapt_version(
            fixed, withdraw=(), add=(), reason="x", by=term.specialist, at=at("2021-10-01")
        )

    draft = agreements.make_version(term.programme, 2022, by=term.specialist, at=at("2021-12-01"))
    _reworded(term, "P2", "Sửa lần 1", ("2021-12-02", date(2022, 1, 1), "2021-12-03"))
    with pytest.raises(errors.VersionNotFixed):
        adapt_version(
            draft, withdraw=(), add=(), reason="x", by=term.specialist, at=at("2022-01-04")
        )
    assert not Event.objects.filter(verb="version.amended").exists()


def _of_one_year(term: Term, *, assigned: bool = True) -> Agreement:
    """A programme of 2022 with two contents, signed and assigned."""
    paper = agreements.create_agreement(
        by=term.specialist,
        at=at("2022-01-05"),
        parties=[term.partner],
        kind="programme",
        title="Chương trình phối hợp năm 2022",
        valid_from=date(2022, 1, 10),
        valid_to=date(2022, 12, 31),
    )
    for text, rule in (("Một", "on:2022-06-30"), ("Hai", "on:2022-09-30")):
        _add(term, paper, text, rule, "2022-01-05")
    story.sign(term, paper, "2022-01-10")
    if assigned:
        _assign(term, paper, "2022-01-11")
    return paper


def _add(term: Term, paper: Agreement, text: str, rule: str, day: str) -> None:
    agreements.add_item(
        paper,
        by=term.specialist,
        at=at(day),
        text=text,
        lead_agency=term.board,
        coordinating=[term.partner],
        product="Báo cáo",
        due_rule=rule,
    )


def _assign(term: Term, paper: Agreement, day: str) -> list[Task]:
    planned = planned_tasks(paper, date.fromisoformat(day))
    return tasks.assign_from_items(
        paper,
        [
            tasks.ItemAssignment(
                one.item, one.contact, one.due_on, one.rhythm, one.title, planned_on=one.day
            )
            for one in planned
            if not one.assigned
        ],
        by=term.specialist,
        at=at(day),
    )


def _amended_year(term: Term, paper: Agreement) -> Agreement:
    """From April on "Một" is due in August, "Hai" is dropped, "Ba" is new."""
    draft = _draft(paper, term, "2022-03-01", date(2022, 4, 1))
    one, two = draft.items.order_by("order")
    agreements.edit_item(one, by=term.specialist, at=at("2022-03-01"), due_rule="on:2022-08-31")
    agreements.remove_item(two, by=term.specialist, at=at("2022-03-01"))
    _add(term, draft, "Ba", "on:2022-10-31", "2022-03-01")
    story.sign(term, draft, "2022-03-15")
    return draft


def test_an_amended_programme_of_one_year_reaches_tasks_figures_and_review() -> None:
    term = story.signed_term()
    paper = _of_one_year(term)
    _amended_year(term, paper)
    plan = paper.year_plans.get()

    found = _follow(term, plan, "2022-04-02")
    plan.refresh_from_db()

    assert [(one.text, one.new is None) for one in found] == [
        ("Một", False),
        ("Ba", False),
        ("Hai", True),
    ]
    live = Task.objects.filter(agreement=paper, withdrawn_on=None).order_by("due_on")
    assert [(task.title, task.due_on) for task in live] == [
        ("Một", date(2022, 8, 31)),
        ("Ba", date(2022, 10, 31)),
    ]
    assert {task.line.year_plan for task in live} == {plan}
    assert proposals(plan, date(2022, 4, 3)) == []
    year = gather(plan, date(2022, 5, 1), 5)
    assert [(row.item.text, row.tasks) for row in year.rows] == [("Một", 2), ("Ba", 1), ("Hai", 1)]
    assert not {row.item.line_id for row in year.rows if row.item.text == "Hai"} & year.unfinished
    matrix = build_matrix(paper, term.specialist, date(2022, 5, 1), 5)
    assert [row.item.text for row in matrix.rows] == ["Một", "Ba", "Hai"]
    review = agreements.start_review(paper, plan, "year", by=term.specialist, at=at("2022-12-20"))
    assert [line.text for line in review.lines.all()] == ["Một", "Ba", "Hai"]


def test_the_contents_of_an_amendment_are_assigned_from_the_paper_it_amends(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    paper = _of_one_year(term)
    amendment = _amended_year(term, paper)
    planned = planned_tasks(paper, date(2022, 4, 2))
    assert [one.title for one in planned if not one.assigned] == ["Một", "Ba"]

    with pytest.raises(term_errors.ItemsOfTheOriginal):
        _assign(term, amendment, "2022-04-02")

    monkeypatch.setattr(clock, "today", lambda: date(2022, 4, 2))
    client.force_login(term.specialist)
    answer = client.get(reverse("tasks:assign_items", args=[amendment.pk]))
    assert answer.headers["Location"] == reverse("tasks:assign_items", args=[paper.pk])


def test_nothing_is_assigned_once_the_paper_is_terminated() -> None:
    term = story.signed_term()
    paper = _of_one_year(term, assigned=False)
    agreements.terminate_agreement(
        paper, on=date(2022, 8, 1), reason="Thống nhất", by=term.leader, at=at("2022-03-01")
    )
    paper.refresh_from_db()

    assert [one.title for one in planned_tasks(paper, date(2022, 3, 2))] == ["Một"]
    with pytest.raises(errors.AlreadyEnded):
        _assign(term, paper, "2022-08-01")


def test_a_version_is_made_from_the_contents_that_were_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    draft = _draft(term.programme, term, "2021-12-01", date(2022, 4, 1))
    _add(term, draft, "Nội dung thứ năm", "yearly:12-20", "2021-12-01")
    story.sign(term, draft, "2021-12-15")
    make = reverse("terms:make_version", args=[term.programme.pk])
    client.force_login(term.specialist)

    def day(on: str) -> None:
        monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(on))
        monkeypatch.setattr(clock, "now", lambda: at(on))

    day("2022-03-01")
    shown = client.get(make, {"nam": "2022"}).context["form"]
    assert len(shown.fields["lines"].choices) == 4
    lines = [key for key, _words in shown.fields["lines"].choices]
    # Another year is typed into the form: its contents are other ones.
    sent = {"year": "2023", "lines": lines, "text": shown["text"].value()}
    asked = client.post(make, sent)
    assert asked.status_code == 422
    form = asked.context["form"]
    assert len(form["lines"].value()) == 5
    again = {"year": "2023", "lines": form["lines"].value(), "text": form["text"].value()}
    assert client.post(make, again).status_code == 302
    assert term.plan(2023).items.filter(text="Nội dung thứ năm").exists()

    day("2022-05-02")
    shown = client.get(make, {"nam": "2022"}).context["form"]
    chosen = [key for key, _words in shown.fields["lines"].choices]
    sent = {"year": "2022", "lines": chosen, "text": shown["text"].value()}
    assert client.post(make, sent).status_code == 302
    assert term.plan(2022).items.filter(text="Nội dung thứ năm").exists()
