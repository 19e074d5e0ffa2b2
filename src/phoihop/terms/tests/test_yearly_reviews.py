"""Two reviews worked out by hand: a one-year programme that ends, a regulation that goes on."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.transaction import atomic

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements import after_signing, errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    Review,
    ReviewLine,
    ReviewNew,
    YearPlan,
)
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.tasks import services
from phoihop.tasks.models import Task, TaskDue
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.states import state_of
from phoihop.tasks.tests import story as year_story
from phoihop.terms.ending import take_effect
from phoihop.terms.gathering import gather
from phoihop.terms.reviewing import confirm_review, save_review
from phoihop.terms.tests import story as term_story
from phoihop.terms.tests.story import at

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def test_the_summary_of_2019_is_frozen_and_drafts_the_programme_of_2020() -> None:
    year = year_story.assigned_year()
    year_story.live(year, "2019-12-20")
    plan = year.programme.year_plans.get()
    day = date(2019, 12, 20)
    found = gather(plan, day, 5)
    shown = {key: count for key, count in found.figures.counts.items() if count}
    assert (shown, found.tasks, found.progress) == (
        {"done": 6, "donelate": 3, "late": 1, "wait": 1}, 11, 94
    )  # fmt: skip
    assert [row.is_finished for row in found.rows].count(True) == 6
    assert [row.number for row in found.rows if row.is_unfinished] == [5]
    review = agreements.start_review(
        year.programme, plan, "year", by=year.specialist, at=at("2019-12-20")
    )
    line = found.rows[4].item.line_id
    decided = agreements.LineFacts(
        decision="carry", new_due_on=date(2020, 3, 31), reason="Chuyển sang năm 2020"
    )
    save_review(
        review,
        assessment="Hoàn thành cơ bản",
        lines={line: decided},
        news=[],
        by=year.specialist,
        at=at("2019-12-20", 9),
    )
    review = confirm_review(
        review, words="Lãnh đạo Ban thống nhất", by=year.leader, at=at("2019-12-20", 10)
    )

    renewal = review.renewal
    assert renewal is not None
    assert (renewal.renews, renewal.title) == (
        year.programme, "Chương trình phối hợp công tác năm 2020"
    )  # fmt: skip
    assert (renewal.valid_from, renewal.valid_to) == (date(2020, 1, 1), date(2020, 12, 31))
    assert renewal.items.count() == 1
    task = year.task("T5")
    assert (task.first_due_on, task.due_on) == (date(2019, 11, 15), date(2019, 11, 15))
    assert not renewal.year_plans.get().carried_tasks.exists()

    year_story.do(year, year.tasks["T7d"], "2019-12-23", "confirm")

    today = gather(plan, date(2019, 12, 23), 5).figures
    assert (today.current.met, today.current.of) == (7, 11)
    assert today.current.value == Decimal("63.6")
    review.refresh_from_db()
    assert review.figures is not None
    assert (review.figures_on, review.figures["current"]) == (day, [6, 10])

    take_effect(renewal, by=year.specialist, at=at("2020-01-06"))  # as its signing does

    task = year.task("T5")
    assert (task.first_due_on, task.due_on) == (date(2019, 11, 15), date(2020, 3, 31))
    assert [row.task for row in renewal.year_plans.get().carried_tasks.all()] == [task]


def test_a_confirmed_review_is_frozen_by_the_database() -> None:
    term = term_story.first_year()
    term_story.review_2021(term)
    review = term.programme.reviews.get()

    for rows, change in (
        (Review.objects.filter(pk=review.pk), {"assessment": "Khác"}),
        (ReviewLine.objects.filter(review=review), {"figures": {}}),
    ):
        with pytest.raises(DatabaseError, match="a confirmed review is frozen"), atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="a confirmed review is frozen"), atomic():
        ReviewNew.objects.create(review=review, text="Thêm sau")
    with pytest.raises(errors.ReviewConfirmed):
        confirm_review(review, words="Lần nữa", by=term.leader, at=at("2022-01-05"))
    with pytest.raises(PermissionDenied):
        confirm_review(review, words="Lần nữa", by=term.specialist, at=at("2022-01-05"))


def test_signing_a_renewal_moves_what_was_carried_into_it() -> None:
    assert take_effect in after_signing._consequences


class Regulation:
    """A regulation of four agencies without end, and the contents of 2022 with their tasks."""

    # Content, lead, coordinating, due rule.
    CONTENTS = (
        ("Tổng kết 10 năm thực hiện chỉ thị", "UBND", ("BTG",), "yearly:11-05"),
        ("Phổ biến, giáo dục pháp luật", "TAND", ("VKSND",), "on:2022-06-30"),
        ("Thông tin kinh tế - xã hội mỗi quý", "UBND", ("BTG",), "quarterly:20"),
        ("Định hướng dư luận vụ việc nổi cộm", "BTG", ("UBND",), "on:2022-12-15"),
        ("Đối thoại về giải phóng mặt bằng", "UBND", ("BTG",), "on:2022-09-30"),
        ("Thông tin kết quả giải quyết tin báo", "VKSND", ("TAND",), "on:2022-10-15"),
    )
    NAMES = ("V1", "V2", "V3a", "V3b", "V3c", "V3d", "V4", "V5", "V6")
    RESULTS = (
        ("V3a", "2022-03-21", "2022-03-22"),
        ("V3b", "2022-06-17", "2022-06-20"),
        ("V2", "2022-06-30", "2022-07-04"),
        ("V3c", "2022-09-22", "2022-09-23"),
        ("V1", "2022-11-04", "2022-11-07"),
        ("V5", "2022-11-29", "2022-12-01"),
        ("V3d", "2022-12-20", "2022-12-21"),
    )

    def __init__(self) -> None:
        self.agencies: dict[str, Agency] = {}
        self.contacts: dict[str, User] = {}
        for name in ("BTG", "UBND", "TAND", "VKSND"):
            kind = AgencyKind.PARTY_BOARD if name == "BTG" else AgencyKind.STATE_AGENCY
            agency = AgencyFactory.create(name=f"{name} Sông Vân", short_name=name, kind=kind)
            official = OfficialFactory.create(full_name=f"Nguyễn Thị {name}")
            TenureFactory.create(official=official, agency=agency, title="Chuyên viên")
            self.agencies[name] = agency
            self.contacts[name] = UserFactory.create(
                agency=agency, is_contact=True, official=official
            )
        self.specialist = self.contacts["BTG"]
        self.leader = UserFactory.create(agency=self.agencies["BTG"], role=Role.LEADER)
        self.agreement = self._signed()
        self.plan = self._version()
        self.tasks = dict(zip(self.NAMES, self.assign(self.plan, "2022-01-10"), strict=True))

    def _signed(self) -> Agreement:
        others = [agency for name, agency in self.agencies.items() if name != "BTG"]
        agreement = AgreementFactory.create(
            owner=self.agencies["BTG"],
            kind=AgreementKind.REGULATION,
            parties=others,
            created_by=self.specialist,
            signed=True,
            valid_from=date(2021, 1, 20),
            valid_to=None,
        )
        agreement.year_plans.all().delete()
        return agreement

    def _version(self) -> YearPlan:
        plan = agreements.make_version(
            self.agreement, 2022, by=self.specialist, at=at("2022-01-05")
        )
        for text, lead, partners, rule in self.CONTENTS:
            agreements.add_plan_item(
                plan,
                by=self.specialist,
                at=at("2022-01-05"),
                arose=True,
                text=text,
                lead_agency=self.agencies[lead],
                coordinating=[self.agencies[name] for name in partners],
                product="Báo cáo",
                due_rule=rule,
            )
        return agreements.fix_version(
            plan,
            words="Thống nhất tại hội nghị 05/01/2022",
            on=date(2022, 1, 5),
            by=self.leader,
            at=at("2022-01-05", 9),
        )

    def assign(self, plan: YearPlan, day: str) -> list[Task]:
        """Every task the version calls for."""
        planned = planned_tasks(self.agreement, date.fromisoformat(day), plan)
        return services.assign_from_items(
            self.agreement,
            [
                services.ItemAssignment(
                    p.item, p.contact, p.due_on, title=p.title, planned_on=p.day
                )
                for p in planned
            ],
            by=self.specialist,
            at=at(day, 10),
            plan=plan,
        )

    def live(self) -> None:
        """What happened in 2022."""
        moved = self.tasks["V5"]
        TaskDue.objects.create(
            task=moved,
            due_on=date(2022, 11, 30),
            decided_at=at("2022-09-27"),
            decided_by=self.leader,
        )
        Task.objects.filter(pk=moved.pk).update(due_on=date(2022, 11, 30))
        services.withdraw_task(
            self.tasks["V6"], reason="gộp vào C2", by=self.specialist, at=at("2022-09-01")
        )
        for name, done, confirmed in self.RESULTS:
            task = Task.objects.get(pk=self.tasks[name].pk)
            by = next(u for u in self.contacts.values() if u.acting_agency == task.lead_agency)
            services.submit_result(task, services.ResultFacts("Đã xong"), by=by, at=at(done))
            services.confirm_task(task, by=self.leader, at=at(confirmed))
        services.post_update(
            self.tasks["V4"],
            services.UpdateFacts(words="Đã làm phần lớn", percent=70),
            by=self.specialist,
            at=at("2022-12-10"),
        )


def test_the_review_of_2022_drafts_and_fixes_the_contents_of_2023() -> None:
    office = Regulation()
    assert [office.tasks[name].due_on for name in ("V1", "V3a", "V6")] == [
        date(2022, 11, 7), date(2022, 3, 21), date(2022, 10, 15)
    ]  # fmt: skip
    office.live()
    day = date(2023, 1, 6)
    found = gather(office.plan, day, 5)
    shown = {key: count for key, count in found.figures.counts.items() if count}
    assert (shown, found.tasks) == ({"done": 6, "donelate": 1, "late": 1, "withdrawn": 1}, 9)
    assert (found.figures.current.value, found.figures.first.value) == (
        Decimal("75.0"), Decimal("62.5")
    )  # fmt: skip
    assert found.progress == 94
    review = agreements.start_review(
        office.agreement, office.plan, "year_interim", by=office.specialist, at=at("2023-01-06")
    )
    lines = [row.item.line_id for row in found.rows]
    renewed = agreements.LineFacts(decision="renew", new_due_on=date(2023, 6, 30))
    decided = {lines[1]: renewed, lines[2]: agreements.LineFacts(decision="renew")}
    news = [
        agreements.NewFacts(text, office.agencies[lead], "Báo cáo", rule)
        for text, lead, rule in (
            ("Sơ kết 3 năm quy định", "BTG", "yearly:09-30"),
            ("Tổng kết 10 năm nghị quyết", "UBND", "yearly:11-04"),
        )
    ]
    written = {"assessment": "Đạt", "news": news, "by": office.specialist}
    with pytest.raises(errors.Undecided, match="Chọn cách xử lý cho từng nội dung chưa xong"):
        save_review(review, lines=decided, at=at("2023-01-06", 9), **written)  # type: ignore[arg-type]  # as named
    decided[lines[3]] = agreements.LineFacts(
        decision="carry", new_due_on=date(2023, 6, 30), reason="Vụ việc còn kéo dài"
    )
    save_review(review, lines=decided, at=at("2023-01-06", 9), **written)  # type: ignore[arg-type]  # as named
    plan = office.agreement.year_plans.get(year=2023)
    assert [item.origin for item in plan.items.all()] == [
        "renewed", "renewed", "carried", "new", "new"
    ]  # fmt: skip
    assert not plan.is_in_force

    confirm_review(
        review,
        words="Thống nhất tại hội nghị 06/01/2023",
        by=office.leader,
        at=at("2023-01-06", 11),
    )

    plan.refresh_from_db()
    assert plan.is_in_force
    tasks = office.assign(plan, "2023-01-09")
    assert sorted(task.due_on for task in tasks if task.due_on) == [
        date(2023, 3, 20), date(2023, 6, 20), date(2023, 6, 30), date(2023, 9, 20),
        date(2023, 10, 2), date(2023, 11, 6), date(2023, 12, 20),
    ]  # fmt: skip
    carried = Task.objects.get(pk=office.tasks["V4"].pk)
    assert (carried.first_due_on, carried.due_on) == (date(2022, 12, 15), date(2023, 6, 30))
    assert state_of(carried, date(2023, 1, 9), 5).words == "Trong hạn"
    year = gather(plan, date(2023, 1, 9), 5)
    assert (year.tasks, year.figures.current.value) == (8, None)
    assert (year.figures.first.met, year.figures.first.of) == (0, 1)
    assert office.agreement.state(date(2023, 1, 9)) == AgreementState.IN_FORCE


def test_what_was_changed_by_hand_in_the_next_year_outlives_another_save() -> None:
    office = Regulation()
    office.live()
    review = agreements.start_review(
        office.agreement, office.plan, "year_interim", by=office.specialist, at=at("2023-01-06")
    )
    lines = [row.item.line_id for row in gather(office.plan, date(2023, 1, 6), 5).rows]
    decided = {
        lines[1]: agreements.LineFacts(decision="renew"),
        lines[2]: agreements.LineFacts(decision="renew"),
        lines[3]: agreements.LineFacts(
            decision="carry", new_due_on=date(2023, 6, 30), reason="Còn kéo dài"
        ),
    }
    lead = office.agencies["BTG"]

    def save(*news: str, without: int | None = None) -> None:
        save_review(
            review,
            assessment="Đạt",
            lines={line: facts for line, facts in decided.items() if line != without},
            news=[agreements.NewFacts(text, lead, "Báo cáo", "yearly:09-30") for text in news],
            by=office.specialist,
            at=at("2023-01-06", 9),
        )

    save("Sơ kết 3 năm quy định", "Tổng kết 10 năm nghị quyết")
    plan = office.agreement.year_plans.get(year=2023)
    kept = plan.items.get(line=lines[1])
    agreements.edit_plan_item(
        kept, text="Câu chữ đã sửa", by=office.specialist, at=at("2023-01-06", 10)
    )
    agreements.add_plan_item(
        plan,
        text="Phát sinh khi soạn",
        lead_agency=lead,
        arose=True,
        by=office.specialist,
        at=at("2023-01-06", 10),
    )

    save("Sơ kết 3 năm quy định", without=lines[2])

    assert [item.text for item in plan.items.order_by("order", "pk")] == [
        "Câu chữ đã sửa",
        plan.items.get(line=lines[3]).text,
        "Sơ kết 3 năm quy định",
        "Phát sinh khi soạn",
    ]
    assert plan.items.get(text="Câu chữ đã sửa").pk == kept.pk
