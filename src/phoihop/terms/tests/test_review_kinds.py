"""Each kind of review looks at its own time; several decide together; one is kept unfinished."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from phoihop.agreements import services as agreements
from phoihop.agreements import term_errors
from phoihop.agreements.models import Review, YearPlan
from phoihop.agreements.services import LineFacts
from phoihop.tasks.models import Task
from phoihop.terms.gathering import gather, gather_review
from phoihop.terms.reviewing import confirm_review, save_review
from phoihop.terms.settling import fix_year
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db]


def _review(term: Term, plan: YearPlan, kind: str, day: str, lines: dict[str, LineFacts]) -> Review:
    """Begun and saved; lines: by name."""
    found = agreements.start_review(term.programme, plan, kind, by=term.specialist, at=at(day))
    by_key = {term.lines[name].pk: facts for name, facts in lines.items()}
    return save_review(
        found, assessment="Đạt", lines=by_key, news=[], by=term.specialist, at=at(day)
    )


def _all(decision: str) -> dict[str, LineFacts]:
    return dict.fromkeys(story.LINES, LineFacts(decision=decision))


def _confirm(term: Term, review: Review, day: str) -> Review:
    return confirm_review(review, words="Thống nhất tại hội nghị", by=term.leader, at=at(day))


def test_a_half_year_review_looks_at_what_is_due_by_june(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2022, "2021-12-20")
    made = story.assign(term, plan, "2022-01-03")
    review = _review(term, plan, "half_year", "2022-07-01", {})
    monkeypatch.setattr(clock, "today", lambda: date(2022, 7, 1))
    client.force_login(term.specialist)

    page = client.get(review.get_absolute_url())
    query = page.context["list_query"]
    done = _confirm(term, review, "2022-07-01")

    assert len(made) == 5
    assert page.context["year"].tasks == 1
    listed = client.get(reverse("tasks:list") + query).content.decode()
    assert "6 tháng đầu năm 2022" in listed
    assert "năm 2022, " not in listed or "6 tháng cuối năm 2022" not in listed
    assert done.figures is not None
    assert (done.figures["tasks"], done.figures["progress"]) == (1, 0)
    assert sum(len(line.tasks or ()) for line in done.lines.all()) == 1


def test_the_review_in_the_middle_looks_at_all_years_each_task_once() -> None:
    term = story.second_year()
    story_tasks = Task.objects.count()

    review = _review(term, term.plan(2022), "mid_term", "2022-12-31", {})
    assert str(review).endswith(" 2021–2022")
    done = _confirm(term, review, "2022-12-31")

    # The event of 2021 was carried over into 2022: once.
    assert done.figures is not None
    assert done.figures["tasks"] == story_tasks == 8
    assert (done.figures["current"], done.figures["first"]) == ([7, 8], [6, 8])
    assert sum(len(line.tasks or ()) for line in done.lines.all()) == 8


def test_the_final_review_of_the_term_belongs_to_its_last_year() -> None:
    term = story.first_year()

    with pytest.raises(term_errors.TermNotOver):
        agreements.start_review(
            term.programme, term.plan(2021), "end", by=term.specialist, at=at("2021-12-31")
        )


def test_the_reviews_of_the_last_year_and_of_the_term_draft_one_renewal() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2025, "2024-12-20")
    story.assign(term, plan, "2025-01-03")
    some = _all("drop") | {"P1": LineFacts(decision="renew")}
    first = _confirm(term, _review(term, plan, "year", "2025-12-30", some), "2025-12-30")
    more = _all("drop") | {
        "P1": LineFacts(decision="renew"),
        "P2": LineFacts(decision="carry", new_due_on=date(2026, 3, 31), reason="Hoãn"),
    }

    second = _confirm(term, _review(term, plan, "end", "2025-12-31", more), "2025-12-31")

    assert second.renewal is not None
    assert second.renewal == first.renewal
    lines = [item.line for item in second.renewal.items.order_by("order")]
    assert lines == [term.lines["P1"], term.lines["P2"]]
    assert second.renewal.items.get(line=term.lines["P2"]).due_rule == "on:2026-03-31"


def test_a_task_carried_into_a_year_fixed_before_has_its_content_there() -> None:
    term = story.first_year()
    plan = term.plan(2021)
    lines = _all("renew") | {"P3": LineFacts(decision="drop")}
    review = _review(term, plan, "year", "2021-12-25", lines)
    assert review.next_plan is not None
    fix_year(
        review.next_plan, words="x", on=date(2021, 12, 26), by=term.leader, at=at("2021-12-26")
    )
    carried = LineFacts(decision="carry", new_due_on=date(2022, 9, 30), reason="Hoãn")
    review = _review(term, plan, "year", "2021-12-27", lines | {"P3": carried})

    _confirm(term, review, "2021-12-27")

    year = gather(term.plan(2022), date(2022, 1, 2), 5)
    row = next(one for one in year.rows if one.item.line_id == term.lines["P3"].pk)
    assert (row.tasks, row.item.due_rule) == (1, "on:2022-09-30")
    assert term.lines["P3"].pk in year.unfinished


def test_decided_otherwise_the_day_decided_before_goes() -> None:
    term = story.first_year()
    plan = term.plan(2021)
    carried = LineFacts(decision="carry", new_due_on=date(2022, 3, 31), reason="Chậm")
    review = _review(term, plan, "year", "2021-12-25", _all("renew") | {"P2": carried})
    assert review.next_plan is not None
    item = review.next_plan.items.get(line=term.lines["P2"])
    assert item.due_rule == "on:2022-03-31"

    _review(term, plan, "year", "2021-12-26", _all("renew"))

    item.refresh_from_db()
    assert (item.due_rule, item.origin) == ("yearly:11-30", "renewed")


def test_a_review_is_kept_unfinished_and_not_confirmed_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.first_year()
    monkeypatch.setattr(clock, "today", lambda: date(2021, 12, 31))
    monkeypatch.setattr(clock, "now", lambda: at("2021-12-31"))
    review = agreements.start_review(
        term.programme, term.plan(2021), "year", by=term.specialist, at=at("2021-12-31")
    )
    client.force_login(term.specialist)
    url = review.get_absolute_url()
    key = term.lines["P1"].pk
    typed = {"assessment": "Mới ghi một phần", f"l{key}-decision": "renew"}

    kept = client.post(url, typed | {"keep": "1"})

    assert kept.status_code == 302
    review.refresh_from_db()
    assert (review.assessment, review.saved_at) == ("Mới ghi một phần", None)
    assert review.lines.get(line=key).decision == "renew"
    assert not YearPlan.objects.filter(year=2022).exists()
    page = client.get(url).content.decode()
    assert "Mới ghi một phần" in page
    assert reverse("terms:confirm_review", args=[review.pk]) not in page
    assert client.post(url, typed).status_code == 422  # saved whole it needs every decision


def test_the_figures_of_a_confirmed_review_add_up_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2022, "2021-12-20")
    story.assign(term, plan, "2022-01-03")
    lines = _all("renew")
    review = _confirm(term, _review(term, plan, "year_interim", "2022-06-18", lines), "2022-06-18")
    monkeypatch.setattr(clock, "today", lambda: date(2022, 6, 19))
    client.force_login(term.specialist)

    page = client.get(review.get_absolute_url())

    counts = page.context["figures"]["counts"]
    assert (counts["soon"], counts["go"]) == (1, 4)
    words = page.content.decode()
    assert "sắp đến hạn" in words
    assert "trong hạn" in words


def test_gathering_a_review_of_the_term_costs_the_same_for_many_years(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    term = story.second_year()
    review = _review(term, term.plan(2022), "mid_term", "2022-12-31", {})

    with django_assert_max_num_queries(30):  # type: ignore[operator]  # pytest-django's fixture
        gather_review(review, date(2022, 12, 31), 5)


def test_reviews_of_the_term_name_its_years_and_those_of_a_year_the_year(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2025, "2024-12-20")
    half = _review(term, plan, "half_year", "2025-07-01", {})
    end = _review(term, plan, "end", "2025-12-31", _all("renew"))
    monkeypatch.setattr(clock, "today", lambda: date(2025, 12, 31))
    client.force_login(term.specialist)

    assert end.years == "2021–2025"
    assert half.years == "2025"
    listed = client.get(reverse("terms:reviews", args=[term.programme.pk])).content.decode()
    assert f">{end.get_kind_display()} 2021–2025</a>" in listed
    assert f">{half.get_kind_display()} 2025</a>" in listed
    assert (
        f"{end.get_kind_display()} 2021–2025" in client.get(end.get_absolute_url()).content.decode()
    )
