"""The year 2022 of the story of a yearly review, entered on its days by the services."""

from datetime import date
from typing import Any

import pytest

from phoihop.accounts.models import User
from phoihop.agreements import services as agreements
from phoihop.agreements.errors import Undecided
from phoihop.agreements.models import YearPlan
from phoihop.documents import files
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, Milestone
from phoihop.documents.services import register_document
from phoihop.tasks import planning, services
from phoihop.tasks.models import Task, TaskDue
from phoihop.terms.reviewing import confirm_review, save_review
from phoihop.workspace.sample.pdf import one_page_pdf
from tests.stories.office import at
from tests.stories.review import IN_THE_REGISTER, LATER, SESSIONS, ReviewOffice

Paper = tuple[str, str, str, str, str]


def enter(office: ReviewOffice, paper: Paper, when: str) -> Document:
    """A paper that somebody registers on its day."""
    kind, code, on, issuer, subject = paper
    facts = DocumentFacts(
        kind=kind,
        code=code,
        issued_on=at(on).date(),
        issuer_name=issuer,
        subject=subject,
        ordinal=SESSIONS.get(code, ""),
    )
    return register_document(facts, by=office.users["cuong"], at=at(when))


def milestone(code: str, issued: str, years: int) -> Milestone:
    return Milestone.objects.get(
        document__code=code, document__issued_on=at(issued).date(), years=years
    )


def a_year_of_tasks(office: ReviewOffice) -> dict[str, Task]:
    """The tasks of 2022 with what happened to them, entered on their days."""
    for paper in IN_THE_REGISTER:
        enter(office, paper, "10/01/2022")
    mai, users = office.mai, office.users
    first = services.ReviewAssignment(
        milestone("20-CT/TW", "05/11/2012", 10),
        office.agencies["UBND"],
        office.officials["khoa"],
        date(2022, 11, 7),
        item=office.contents[0],
    )
    begun = at("10/01/2022")
    tasks = {"V1": services.assign_reviews([first], by=mai, at=begun)[0]}
    planned = [one for one in services_planned(office) if not one.assigned]
    people = {"TAND": "nhan", "UBND": "khoa", "BTG": "mai", "VKSND": "thang"}
    made = services.assign_from_items(
        office.regulation,
        [
            services.ItemAssignment(
                one.item,
                office.officials[people[one.item.lead_agency.short_name]],
                one.due_on,
                title=one.title,
                planned_on=one.day,
            )
            for one in planned
            if one.item.lead_agency is not None
        ],
        by=mai,
        at=begun,
    )
    tasks |= dict(zip(("V2", "V3a", "V3b", "V3c", "V3d", "V4", "V5", "V6"), made, strict=True))
    pdf = files.store(one_page_pdf("Bao cao"), "bao-cao.pdf", accept=frozenset({"pdf"}))
    happened = (
        ("V3a", "khoa", "21/03/2022", "22/03/2022"),
        ("V3b", "khoa", "17/06/2022", "20/06/2022"),
        ("V2", "nhan", "30/06/2022", "04/07/2022"),
        ("V3c", "khoa", "22/09/2022", "23/09/2022"),
        ("V1", "khoa", "04/11/2022", "07/11/2022"),
        ("V5", "khoa", "29/11/2022", "01/12/2022"),
        ("V3d", "khoa", "20/12/2022", "21/12/2022"),
    )
    services.withdraw_task(tasks["V6"], reason="gộp vào C2", by=mai, at=at("01/09/2022"))
    extend(tasks["V5"], date(2022, 11, 30), users["vinh"], "27/09/2022")
    report = enter(office, LATER[2], "04/11/2022")
    for name, who, handed_in, confirmed in happened:
        result = services.ResultFacts(
            "Đã xong",
            [(pdf, "bao-cao.pdf")] if name == "V2" else [],
            report.code if name == "V1" else "",
        )
        services.submit_result(tasks[name], result, by=users[who], at=at(handed_in))
        services.confirm_task(
            tasks[name], by=mai, at=at(confirmed), report=report if name == "V1" else None
        )
    update = services.UpdateFacts("Đã nắm tình hình", 70, files=[(pdf, "tinh-hinh.pdf")])
    services.post_update(tasks["V4"], update, by=mai, at=at("10/12/2022"))
    for task in tasks.values():
        task.refresh_from_db()
    return tasks


def services_planned(office: ReviewOffice) -> list[planning.Planned]:
    return planning.planned_tasks(office.regulation, date(2022, 1, 10))


def extend(task: Task, due: date, by: User, day: str) -> None:
    """What an approved extension leaves: one more due date."""
    TaskDue.objects.create(task=task, due_on=due, decided_at=at(day), decided_by=by)
    Task.objects.filter(pk=task.pk).update(due_on=due)


def review_of_2022(office: ReviewOffice) -> YearPlan:
    """Steps 8 and 9, entered on their day; the version cannot be saved with C4 undecided."""
    regulation, mai = office.regulation, office.mai
    when = at("06/01/2023")
    review = agreements.start_review(
        regulation, regulation.year_plans.get(year=2022), "year", by=mai, at=when
    )
    lines = [item.line_id for item in office.contents]
    decided = {
        lines[1]: agreements.LineFacts(decision="renew"),
        lines[2]: agreements.LineFacts(decision="renew"),
        **{lines[n]: agreements.LineFacts(decision="drop") for n in (0, 4, 5)},
    }
    news = [
        agreements.NewFacts(
            "Sơ kết 3 năm 238-QĐ/TW", office.agencies["BTG"], "Báo cáo", "on:2023-09-30"
        ),
        agreements.NewFacts(
            "Tổng kết 10 năm 29-NQ/TW", office.agencies["UBND"], "Báo cáo", "on:2023-11-04"
        ),
    ]
    facts: dict[str, Any] = {"assessment": "Cơ bản hoàn thành", "news": news, "by": mai, "at": when}
    with pytest.raises(Undecided):
        save_review(review, lines=decided, **facts)
    decided[lines[3]] = agreements.LineFacts(
        decision="carry", new_due_on=date(2023, 6, 30), reason="Vụ việc còn kéo dài"
    )
    save_review(review, lines=decided, **facts)
    confirm_review(
        review,
        words="Thống nhất tại hội nghị 06/01/2023",
        by=office.users["vinh"],
        at=at("06/01/2023", "16:00"),
    )
    plan: YearPlan = regulation.year_plans.get(year=2023)
    assert plan.is_in_force
    assert plan.items.count() == 5
    return plan


def assign_the_continued_contents(office: ReviewOffice, plan: YearPlan) -> None:
    """C2 by 30/06 and C3 each quarter, as the version of 2023 calls for."""
    on = date(2023, 1, 9)
    people = {"TAND": "nhan", "UBND": "khoa"}
    planned = [
        one
        for one in planning.planned_tasks(office.regulation, on, plan)
        if not one.assigned and "TW" not in one.item.text and one.item.lead_agency is not None
    ]
    services.assign_from_items(
        office.regulation,
        [
            services.ItemAssignment(
                one.item,
                office.officials[people[one.item.lead_agency.short_name]],
                date(2023, 6, 30) if "pháp luật" in one.item.text else one.due_on,
                title=one.title,
                planned_on=one.day,
            )
            for one in planned
            if one.item.lead_agency is not None
        ],
        by=office.mai,
        at=at("09/01/2023"),
        plan=plan,
    )
