"""Whom an agency checks, and how what was entered by mistake is put right."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import ReadScope
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.inspections import correcting, errors, services
from phoihop.inspections.models import Check, Finding
from phoihop.inspections.services import CheckFacts
from phoihop.inspections.tests.cases import AT, FOUND, PLAN, found
from phoihop.workspace.sample.pdf import one_page_pdf

pytestmark = pytest.mark.django_db


def test_an_agency_checks_only_those_it_stands_over(cast: Cast, client: Client) -> None:
    plan = services.make_plan(PLAN, by=cast.outsider, at=AT)
    facts = CheckFacts(cast.issuer_agency, date(2019, 9, 10), "Tổ công tác", "Mọi việc")

    with pytest.raises(errors.NotInspectable):
        services.add_check(plan, facts, by=cast.outsider, at=AT)
    client.force_login(cast.outsider)
    typed = {
        "agency": str(cast.issuer_agency.name),
        "planned_on": "10/09/2019",
        "inspectors": "Tổ công tác",
        "what": "Mọi việc",
    }
    refused = client.post(reverse("inspections:add_check", args=[plan.pk]), typed)
    assert refused.status_code == 422
    assert "không kiểm tra cơ quan này" in refused.content.decode()
    assert not Check.objects.exists()
    own = services.add_check(
        plan, replace(facts, agency=cast.outside_agency), by=cast.outsider, at=AT
    )
    assert own.agency == cast.outside_agency


@pytest.mark.differs
def test_a_commission_checks_whom_it_reads(cast: Cast) -> None:
    scope = ReadScope.objects.get()
    by = UserFactory.create(agency=scope.agency)
    plan = services.make_plan(PLAN, by=by, at=AT)
    facts = CheckFacts(cast.lead_agency, date(2019, 9, 10), "Đoàn số 1", "Sổ sách")

    assert services.add_check(plan, facts, by=by, at=AT).agency == cast.lead_agency
    with pytest.raises(errors.NotInspectable):
        services.add_check(plan, replace(facts, agency=cast.outside_agency), by=by, at=AT)
    ReadScope.objects.update(valid_to=date(2019, 9, 9))
    with pytest.raises(errors.NotInspectable):
        services.add_check(plan, facts, by=by, at=AT)


def test_an_agency_that_ends_before_the_day_is_not_checked(check: Check, cast: Cast) -> None:
    cast.partner_agency.valid_to = date(2019, 9, 15)
    cast.partner_agency.save(update_fields=["valid_to"])
    facts = CheckFacts(cast.partner_agency, date(2019, 9, 16), "Đoàn số 1", "Sổ sách")

    with pytest.raises(errors.GoneByThen):
        services.add_check(check.plan, facts, by=cast.issuer, at=AT)
    services.add_check(
        check.plan, replace(facts, planned_on=date(2019, 9, 15)), by=cast.issuer, at=AT
    )


def test_what_was_entered_by_mistake_is_put_right_until_it_is_sent(
    check: Check, cast: Cast, client: Client
) -> None:
    finding = found(check, cast)
    client.force_login(cast.issuer)
    page = client.get(finding.get_absolute_url()).content.decode()
    change = reverse("inspections:change_finding", args=[finding.pk])
    remove = reverse("inspections:remove_finding", args=[finding.pk])
    visit = reverse("inspections:correct_visit", args=[check.pk])
    assert change in page
    assert remove in page
    assert visit in client.get(check.plan.get_absolute_url()).content.decode()
    assert "Chưa có sổ theo dõi" in client.get(change).content.decode()

    typed = {"text": "Sổ ghi thiếu", "asked": "Ghi đủ sổ", "due_on": "25/09/2019"}
    early = client.post(change, typed | {"due_on": "08/09/2019"})
    assert early.status_code == 422
    assert "Sổ ghi thiếu" in early.content.decode()
    upload = SimpleUploadedFile("so.pdf", one_page_pdf("So sach"))
    assert client.post(change, typed | {"evidence": upload}).status_code == 302
    seen = {"visited_on": "10/09/2019", "seen": "Đã xem lại"}
    assert client.post(visit, seen | {"visited_on": "26/09/2019"}).status_code == 422
    assert client.post(visit, seen).status_code == 302

    finding.refresh_from_db()
    check.refresh_from_db()
    assert (finding.text, finding.due_on) == ("Sổ ghi thiếu", date(2019, 9, 25))
    assert finding.files.count() == 1
    assert (check.visited_on, check.seen) == (date(2019, 9, 10), "Đã xem lại")
    changed = {"finding.changed", "finding.evidence_added", "plan.visit_corrected"}
    assert Event.objects.filter(verb__in=changed).count() == 3

    assert client.post(remove, {"words": " "}).status_code == 422
    assert client.post(remove, {"words": "Ghi nhầm cơ quan"}).status_code == 302
    assert not Finding.objects.exists()
    event = Event.objects.get(verb="plan.finding_removed")
    said = dict(event.changes.values_list("field", "old"))
    assert said["text"] == "Sổ ghi thiếu"
    services.conclude(check.plan, "Không có gì phải khắc phục", by=cast.issuer, at=AT)


def test_what_was_sent_stays_as_it_was_sent(check: Check, cast: Cast, client: Client) -> None:
    finding = found(check, cast, sent=True)
    by = cast.issuer

    with pytest.raises(errors.AlreadySent):
        correcting.change_finding(finding, replace(FOUND, text="Khác"), by=by, at=AT)
    with pytest.raises(errors.AlreadySent):
        correcting.remove_finding(finding, "Nhầm", by=by, at=AT)
    with pytest.raises(errors.FindingsSent):
        correcting.correct_visit(check, date(2019, 9, 10), "Khác", by=by, at=AT)
    client.force_login(by)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert reverse("inspections:change_finding", args=[finding.pk]) not in page
    plan = client.get(check.plan.get_absolute_url()).content.decode()
    assert reverse("inspections:correct_visit", args=[check.pk]) not in plan


@pytest.mark.parametrize("who", ["lead", "inspector", "outsider", "administrator"])
def test_only_who_inspects_corrects(check: Check, cast: Cast, client: Client, who: str) -> None:
    finding = found(check, cast)
    by = getattr(cast, who)

    with pytest.raises(PermissionDenied):
        correcting.change_finding(finding, replace(FOUND, text="Khác"), by=by, at=AT)
    with pytest.raises(PermissionDenied):
        correcting.remove_finding(finding, "Nhầm", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        correcting.correct_visit(check, date(2019, 9, 10), "Khác", by=by, at=AT)
    client.force_login(by)
    sees = client.get(finding.get_absolute_url()).status_code == 200
    for name in ("change_finding", "remove_finding"):
        path = reverse(f"inspections:{name}", args=[finding.pk])
        assert client.post(path, {"words": "x"}).status_code == (403 if sees else 404)
    finding.refresh_from_db()
    assert finding.text == FOUND.text


def test_a_visit_is_not_before_the_plan_and_may_be_after_it(check: Check, cast: Cast) -> None:
    with pytest.raises(errors.VisitBeforePlan):
        services.enter_visit(check, date(1990, 1, 1), "Đã xem", by=cast.issuer, at=AT)
    later = AT.replace(month=10, day=5)
    services.enter_visit(check, later.date(), "Đã xem", by=cast.issuer, at=later)


def test_a_finding_is_made_a_task_after_the_conclusion(
    check: Check, cast: Cast, client: Client
) -> None:
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.lead_agency, title="Chuyên viên")
    finding = found(check, cast, sent=True)
    client.force_login(cast.issuer)
    asked = client.get(reverse("inspections:conclude", args=[check.plan_id])).content.decode()
    assert "Còn 1 phát hiện chưa giao thành nhiệm vụ" in asked
    services.conclude(check.plan, "Đã kiểm tra xong", by=cast.issuer, at=AT)

    page = client.get(finding.get_absolute_url()).content.decode()
    assert reverse("inspections:finding_task", args=[finding.pk]) in page
    services.make_task(
        finding, product="Sổ", due_on=FOUND.due_on, person=official, by=cast.issuer, at=AT
    )
    finding.refresh_from_db()
    assert finding.task is not None
