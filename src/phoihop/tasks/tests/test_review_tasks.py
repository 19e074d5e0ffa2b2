"""A milestone becomes a task, which closes it by its report."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.models import Official
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.history import history_of
from phoihop.documents.milestone_acts import MoveFacts, move_milestone
from phoihop.documents.models import Document, Milestone
from phoihop.documents.tests.test_milestones import at, day, one_of, registered
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskMilestone
from phoihop.tasks.services import (
    ResultFacts,
    ReviewAssignment,
    assign_reviews,
    confirm_task,
    submit_result,
    withdraw_task,
)
from phoihop.tasks.tests.milestones import given


def test_a_milestone_becomes_a_task_and_keeps_its_day(
    cast: Cast, directive: Document, official: Official
) -> None:
    task = given(cast, directive, official)

    assert task.title == "Tổng kết 10 năm thực hiện 20-CT/TW"
    assert task.due_on == day("07/11/2022")
    assert task.review.milestone.current_on == day("05/11/2022")
    assert task.document == directive
    with pytest.raises(errors.ReviewAssigned):
        given(cast, directive, official)
    assert Task.objects.count() == 1
    withdraw_task(task, reason="Nhầm", by=cast.issuer, at=at("11/01/2022"))
    assert given(cast, directive, official).pk != task.pk


def test_all_milestones_become_tasks_or_none(
    cast: Cast, directive: Document, official: Official
) -> None:
    good = ReviewAssignment(one_of(directive, 10), cast.lead_agency, official, day("07/11/2022"))
    bad = ReviewAssignment(one_of(directive, 5), cast.lead_agency, None, day("07/11/2022"))

    with pytest.raises(errors.PersonRequired) as refused:
        assign_reviews([good, bad], by=cast.issuer, at=at("10/01/2022"))

    assert refused.value.row == 1
    assert not Task.objects.exists()
    first = assign_reviews([good], by=cast.issuer, at=at("10/01/2022"), form_key="k")
    assert assign_reviews([good], by=cast.issuer, at=at("10/01/2022"), form_key="k") == first


def test_only_who_keeps_the_register_gives_milestones_out(
    cast: Cast, directive: Document, official: Official
) -> None:
    one = ReviewAssignment(one_of(directive, 10), cast.lead_agency, official, day("07/11/2022"))
    for stranger in (cast.lead, cast.outsider, cast.inspector, cast.administrator):
        with pytest.raises(PermissionDenied):
            assign_reviews([one], by=stranger, at=at("10/01/2022"))
    assert not Task.objects.exists()


def test_a_task_may_also_fulfil_a_content(
    cast: Cast, directive: Document, official: Official
) -> None:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency, cast.partner_agency], signed=True
    )
    item = ContentItemFactory.create(
        agreement=agreement, lead_agency=cast.lead_agency, coordinating=[cast.partner_agency]
    )
    elsewhere = ContentItemFactory.create(agreement=agreement, lead_agency=cast.partner_agency)

    with pytest.raises(errors.ItemElsewhere):
        given(cast, directive, official, item=elsewhere)
    task = given(cast, directive, official, item=item)

    assert (task.agreement, task.line.content_line_id) == (agreement, item.line_id)
    assert task.line.planned_on == day("05/11/2022")
    assert [row.agency for row in task.coordinations.all()] == [cast.partner_agency]
    assert Task.objects.visible_to(cast.partner).filter(pk=task.pk).exists()


def test_the_confirmed_result_that_names_its_report_closes_the_milestone(
    cast: Cast, directive: Document, official: Official
) -> None:
    task = given(cast, directive, official)
    early = registered(cast.issuer, "09-BC/HU", "02/03/2012", kind="BC")
    report = registered(cast.issuer, "55-BC/HU", "04/11/2022", "04/11/2022", kind="BC")
    facts = ResultFacts("Đã tổng kết", report_code="55-BC/HU")
    submit_result(task, facts, by=cast.lead, at=at("04/11/2022"))

    with pytest.raises(errors.ReportRefused, match="Báo cáo có trước văn bản"):
        confirm_task(task, by=cast.issuer, at=at("07/11/2022"), report=early)
    task.refresh_from_db()
    assert task.done_on is None
    confirm_task(task, by=cast.issuer, at=at("07/11/2022"), report=report)

    milestone = one_of(directive, 10)
    assert (milestone.report, milestone.closed_on) == (report, day("04/11/2022"))
    assert history_of(directive)[0].verb == "milestone.closed"


def test_a_paper_that_does_not_look_like_the_report_is_asked_about(
    cast: Cast, directive: Document, official: Official, client: Client, today: Any
) -> None:
    task = given(cast, directive, official)
    plan = registered(cast.issuer, "12-KH/HU", "03/11/2022", "03/11/2022", kind="KH")
    submit_result(task, ResultFacts("Đã tổng kết"), by=cast.lead, at=at("04/11/2022"))
    with pytest.raises(errors.ReportDoubtful):
        confirm_task(task, by=cast.issuer, at=at("07/11/2022"), report=plan)
    today("07/11/2022")
    client.force_login(cast.issuer)
    url = reverse("tasks:confirm", args=[task.pk])
    assert 'type="checkbox"' not in client.get(url).content.decode()
    typed = {"report": plan.code, "remark": "Xem kỹ rồi"}

    asked = client.post(url, typed)

    assert asked.status_code == 422
    page = asked.content.decode()
    assert 'name="sure"' in page
    assert 'type="checkbox"' in page
    assert "Đây đúng là báo cáo" in page
    assert "Xem kỹ rồi" in page
    assert one_of(directive, 10).is_open
    assert client.post(url, typed | {"sure": "on"}).status_code == 302
    assert one_of(directive, 10).report == plan


def test_a_confirmed_result_without_report_leaves_the_milestone_open(
    cast: Cast, directive: Document, official: Official
) -> None:
    task = given(cast, directive, official)
    submit_result(task, ResultFacts("Đã tổng kết"), by=cast.lead, at=at("04/11/2022"))
    confirm_task(task, by=cast.issuer, at=at("07/11/2022"))

    assert one_of(directive, 10).is_open


def test_moving_the_milestone_leaves_the_task_alone(
    cast: Cast, directive: Document, official: Official
) -> None:
    task = given(cast, directive, official)
    facts = MoveFacts(date(2022, 12, 31), "Theo lịch")
    move_milestone(one_of(directive, 10), facts, by=cast.issuer, at=at("01/02/2022"))
    task.refresh_from_db()
    assert task.due_on == day("07/11/2022")
    assert TaskMilestone.objects.count() == 1
    assert Milestone.objects.due_in(2022).count() == 1
