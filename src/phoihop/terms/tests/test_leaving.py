"""Whom an amendment dropped keeps what was in force while it was a party, and nothing newer."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.viewers import expected_viewers
from phoihop.terms.adapting import adapt_version
from phoihop.terms.pages import visible_plans, visible_reviews
from phoihop.terms.reviewing import confirm_review, save_review
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db]
NEWER = "Nội dung viết sau khi rời"
TODAY = date(2022, 2, 1)


class Left:
    """2021 was settled with the partner; from 01/10/2021 a third agency stands in its place."""

    def __init__(self) -> None:
        self.term: Term = story.signed_term()
        self.first: YearPlan = story.make_version(self.term, 2021, "2021-08-02")
        self.early = story.assign(self.term, self.first, "2021-08-03")
        third: Agency = AgencyFactory.create(name="Liên đoàn Lao động quận")
        official = OfficialFactory.create(full_name="Nguyễn Thị Ba")
        TenureFactory.create(official=official, agency=third, title="Chuyên viên")
        self.joined: User = UserFactory.create(
            agency=third, role=Role.LEADER, is_contact=True, official=official
        )
        self.amendment = self._amend(third)
        self.second = self._year_2022()

    @property
    def partner(self) -> User:
        """Who works in the agency that was dropped."""
        return self.term.contact

    def _amend(self, third: Agency) -> Agreement:
        term, day = self.term, at("2021-09-01")
        draft = agreements.start_amendment(term.programme, by=term.specialist, at=day)
        first = date(2021, 10, 1)
        agreements.edit_agreement(draft, by=term.specialist, at=day, valid_from=first)
        agreements.add_party(draft, third, by=term.specialist, at=day)
        dropped = draft.parties.get(agency=term.partner)
        agreements.remove_party(dropped, by=term.specialist, at=day)
        for item in draft.items.all():
            lead = term.board if item.lead_agency_id == term.board.pk else third
            agreements.edit_item(
                item,
                by=term.specialist,
                at=day,
                text=f"{NEWER}: {item.text}",
                lead_agency=lead,
                coordinating=[],
            )
        story.sign(term, draft, "2021-09-15")
        return draft

    def _year_2022(self) -> YearPlan:
        term = self.term
        plan = agreements.make_version(
            term.programme, 2022, by=term.specialist, at=at("2022-01-05")
        )
        return agreements.fix_version(
            plan, words="Nhất trí", on=date(2022, 1, 5), by=term.leader, at=at("2022-01-05", 9)
        )


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Left:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return Left()


def test_years_settled_after_it_left_are_not_found(client: Client, left: Left) -> None:
    assert list(visible_plans(left.partner)) == [left.first]
    assert set(visible_plans(left.joined)) == {left.first, left.second}
    assert set(visible_plans(left.term.specialist)) == {left.first, left.second}
    client.force_login(left.partner)

    assert client.get(left.first.get_absolute_url()).status_code == 200
    assert client.get(left.second.get_absolute_url()).status_code == 404
    for name in ("terms:term", "terms:in_force", "tasks:programme", "agreements:history"):
        page = client.get(reverse(name, args=[left.term.programme.pk]))
        assert page.status_code == 200
        assert NEWER not in page.content.decode()
        assert left.second.get_absolute_url() not in page.content.decode()


def test_a_year_that_the_amendment_rewrote_is_not_found(client: Client, left: Left) -> None:
    adapt_version(
        left.first,
        withdraw=set(),
        add=set(),
        reason="theo văn bản sửa đổi",
        by=left.term.specialist,
        at=at("2021-10-04"),
    )
    client.force_login(left.partner)

    assert client.get(left.first.get_absolute_url()).status_code == 404
    assert list(visible_plans(left.joined)) != []


def test_tasks_assigned_after_it_left_are_not_seen(left: Left) -> None:
    late = story.assign(left.term, left.second, "2022-01-10")
    assert late
    for task in Task.objects.all():
        rows = TaskViewer.objects.filter(task=task).values_list("agency", "level")
        assert dict(rows) == expected_viewers(task)

    def seen(user: User) -> set[Task]:
        return set(Task.objects.visible_to(user, TaskViewer.STATE))

    assert seen(left.partner) == set(left.early)
    assert seen(left.joined) == {*left.early, *late}


def test_reviews_confirmed_after_it_left_are_not_found(client: Client, left: Left) -> None:
    review = agreements.start_review(
        left.term.programme, left.first, "half_year", by=left.term.specialist, at=at("2022-01-10")
    )
    save_review(
        review, assessment="Đạt", lines={}, news=[], by=left.term.specialist, at=at("2022-01-10")
    )
    confirm_review(review, words="Nhất trí", by=left.term.leader, at=at("2022-01-11"))

    assert list(visible_reviews(left.partner)) == []
    assert list(visible_reviews(left.joined)) == [review]
    client.force_login(left.partner)
    assert client.get(review.get_absolute_url()).status_code == 404


def test_who_comes_back_reads_all_years_again(left: Left) -> None:
    term = left.term
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2022-01-10"))
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2022-01-10"), valid_from=date(2022, 1, 20)
    )
    agreements.add_party(draft, term.partner, by=term.specialist, at=at("2022-01-10"))
    story.sign(term, draft, "2022-01-12")

    assert set(visible_plans(left.partner)) == {left.first, left.second}


def test_who_reads_everything_below_the_drafting_agency_reads_all_years(left: Left) -> None:
    control: Agency = AgencyFactory.create(name="Ủy ban Kiểm tra")
    inspector: User = UserFactory.create(agency=control, role=Role.INSPECTOR)
    board = left.term.board
    AgencyAncestor.objects.get_or_create(ancestor=board, agency=board, depth=0)
    ReadScope.objects.create(agency=control, root=board, valid_from=date(2021, 1, 1))

    assert set(visible_plans(inspector)) == {left.first, left.second}


def test_a_paper_of_one_year_stands_as_it_was_when_it_left(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2021, 11, 1))
    term = story.signed_term()
    year = agreements.create_agreement(
        by=term.specialist,
        at=at("2021-07-12"),
        parties=[term.partner],
        kind="programme",
        title="Chương trình phối hợp năm 2021",
        valid_from=date(2021, 8, 1),
        valid_to=date(2021, 12, 31),
    )
    agreements.add_item(
        year,
        by=term.specialist,
        at=at("2021-07-12"),
        text="Nội dung đã ký",
        lead_agency=term.partner,
        product="Báo cáo",
        due_rule="on:2021-12-15",
    )
    story.sign(term, year, "2021-07-28")
    term.programme = year
    left = Left.__new__(Left)
    left.term = term
    third: Agency = AgencyFactory.create()
    left._amend(third)
    client.force_login(term.contact)

    words = client.get(year.year_plans.get().get_absolute_url()).content.decode()

    assert "Nội dung đã ký" in words
    assert NEWER not in words
