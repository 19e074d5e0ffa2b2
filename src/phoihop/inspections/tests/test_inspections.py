"""Inspections: planned, visited, found, sent, made tasks, concluded; and who sees what when."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.inspections import errors, services
from phoihop.inspections.models import Check, CheckState, Finding, Plan
from phoihop.inspections.services import CheckFacts
from phoihop.inspections.tests.cases import AT, FOUND, PLAN, found
from phoihop.tasks.timeline import timeline_of
from phoihop.workspace.sample.pdf import one_page_pdf

pytestmark = pytest.mark.django_db


def test_from_plan_to_conclusion(check: Check, cast: Cast) -> None:
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.lead_agency, title="Chuyên viên")
    assert check.state(AT.date()) == CheckState.MISSED
    finding = found(check, cast, sent=True)

    task = services.make_task(
        finding, product="Sổ theo dõi", due_on=FOUND.due_on, person=official, by=cast.issuer, at=AT
    )
    plan = services.conclude(check.plan, "Đã kiểm tra xong", by=cast.issuer, at=AT)

    assert (task.lead_agency, task.title) == (cast.lead_agency, "Lập sổ theo dõi hoạt động")
    finding.refresh_from_db()
    assert finding.task == task
    (entry,) = [entry for entry in timeline_of(task, 3, cast.lead) if entry.icon == "eye"]
    assert entry.url == finding.get_absolute_url()
    assert plan.concluded_on == AT.date()
    verbs = set(Event.objects.filter(kind="inspections.plan").values_list("verb", flat=True))
    assert verbs == {"plan.made", "plan.check_added", "plan.visited", "plan.concluded"}
    with pytest.raises(errors.Concluded):
        services.change_plan(plan, PLAN, by=cast.issuer, at=AT)
    with pytest.raises(errors.Concluded):
        services.enter_finding(check, FOUND, by=cast.issuer, at=AT)


def test_the_agency_is_told_and_sees_it_once_it_is_sent(
    check: Check, cast: Cast, client: Client
) -> None:
    finding = found(check, cast)
    client.force_login(cast.lead)
    assert client.get(finding.get_absolute_url()).status_code == 404
    assert not Notice.objects.filter(user=cast.lead).exists()

    services.send_findings(check, by=cast.issuer, at=AT)

    page = client.get(finding.get_absolute_url())
    assert page.status_code == 200
    assert "Chưa có sổ theo dõi" in page.content.decode()
    assert client.get(check.plan.get_absolute_url()).status_code == 404
    assert Notice.objects.filter(user=cast.lead, is_duty=True).count() == 1
    listed = client.get(reverse("inspections:about_us")).content.decode()
    assert "Chưa có sổ theo dõi" in listed


@pytest.mark.parametrize("who", ["outsider", "partner"])
def test_others_find_nothing(check: Check, cast: Cast, client: Client, who: str) -> None:
    finding = found(check, cast, sent=True)
    client.force_login(getattr(cast, who))

    for path in (check.plan.get_absolute_url(), finding.get_absolute_url()):
        assert client.get(path).status_code == 404
    for name in ("visit", "call_off", "add_finding", "send"):
        assert client.post(reverse(f"inspections:{name}", args=[check.pk])).status_code in {
            404,
            405,
        }
    assert "hoạt động văn hóa" not in client.get(reverse("inspections:list")).content.decode()


def test_the_inspector_of_the_place_reads_and_changes_nothing(
    check: Check, cast: Cast, client: Client
) -> None:
    client.force_login(cast.inspector)
    before = Event.objects.count()

    assert client.get(check.plan.get_absolute_url()).status_code == 200
    for name in ("visit", "call_off", "add_finding", "send"):
        path = reverse(f"inspections:{name}", args=[check.pk])
        assert client.post(path, {"words": "x"}).status_code == 403
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", ["lead", "inspector", "outsider", "administrator"])
def test_only_who_inspects_acts(check: Check, cast: Cast, who: str) -> None:
    by = getattr(cast, who)

    with pytest.raises(PermissionDenied):
        services.enter_visit(check, date(2019, 9, 9), "x", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        services.conclude(check.plan, "x", by=by, at=AT)
    assert Check.objects.get().visited_on is None


def test_what_comes_out_of_order_is_refused(check: Check, cast: Cast) -> None:
    by = cast.issuer
    with pytest.raises(errors.NotVisited):
        services.enter_finding(check, FOUND, by=by, at=AT)
    with pytest.raises(errors.VisitInFuture):
        services.enter_visit(check, date(2019, 9, 11), "x", by=by, at=AT)
    with pytest.raises(errors.StillOpen):
        services.conclude(check.plan, "x", by=by, at=AT)
    finding = found(check, cast)
    with pytest.raises(errors.AlreadyVisited):
        services.call_off(check, "x", by=by, at=AT)
    with pytest.raises(errors.NotSent):
        services.make_task(finding, product="x", due_on=None, person=None, by=by, at=AT)
    early = replace(FOUND, due_on=date(2019, 9, 8))
    with pytest.raises(errors.DueBeforeVisit):
        services.enter_finding(check, early, by=by, at=AT)
    services.send_findings(check, by=by, at=AT)
    with pytest.raises(errors.NothingToSend):
        services.send_findings(check, by=by, at=AT)
    late = CheckFacts(cast.lead_agency, date(2019, 10, 1), "a", "b")
    with pytest.raises(errors.OutsideThePlan):
        services.add_check(check.plan, late, by=by, at=AT)


def test_a_refused_task_leaves_nothing_half_done(check: Check, cast: Cast, client: Client) -> None:
    finding = found(check, cast, sent=True)
    client.force_login(cast.issuer)
    path = reverse("inspections:finding_task", args=[finding.pk])

    answer = client.post(path, {"product": "Sổ", "due_on": "31/02/2020", "person": ""})

    assert answer.status_code == 422
    assert 'value="31/02/2020"' in answer.content.decode()
    finding.refresh_from_db()
    assert finding.task is None


def test_evidence_is_for_who_sees_the_finding(check: Check, cast: Cast, client: Client) -> None:
    services.enter_visit(check, date(2019, 9, 9), "Đã xem", by=cast.issuer, at=AT)
    upload = SimpleUploadedFile("so.pdf", one_page_pdf("So sach"))
    client.force_login(cast.issuer)
    path = reverse("inspections:add_finding", args=[check.pk])

    answer = client.post(path, {"text": "Thiếu sổ", "asked": "Lập sổ", "evidence": upload})

    assert answer.status_code == 302
    finding = Finding.objects.get()
    url = reverse("inspections:finding_file", args=[finding.pk, finding.files.get().pk])
    shown = client.get(url)
    assert shown.getvalue().startswith(b"%PDF")
    client.force_login(cast.lead)
    assert client.get(url).status_code == 404
    bad = SimpleUploadedFile("ghi.pdf", b"MZ not a pdf")
    client.force_login(cast.issuer)
    refused = client.post(path, {"text": "Giữ <b>lời</b>", "asked": "x", "evidence": bad})
    assert refused.status_code == 422
    assert "Giữ &lt;b&gt;lời&lt;/b&gt;" in refused.content.decode()


def test_the_same_form_twice_makes_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    typed = {
        "title": "Kiểm tra quý IV",
        "first_day": "01/10/2019",
        "last_day": "31/12/2019",
        "form_key": "11111111-1111-1111-1111-111111111111",
    }

    for _time in range(2):
        assert client.post(reverse("inspections:create"), typed).status_code == 302
    assert Plan.objects.count() == 1
    other = typed | {"last_day": "01/09/2019", "form_key": ""}
    assert client.post(reverse("inspections:create"), other).status_code == 422


def test_a_plan_costs_the_same_with_many_findings(check: Check, cast: Cast, client: Client) -> None:
    found(check, cast, sent=True)
    client.force_login(cast.issuer)
    path = check.plan.get_absolute_url()
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _n in range(8):
        services.enter_finding(check, FOUND, by=cast.issuer, at=AT)

    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)


def test_the_same_form_twice_plans_one_check(check: Check, cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    path = reverse("inspections:add_check", args=[check.plan_id])
    typed = {
        "agency": str(cast.partner_agency.name),
        "planned_on": "10/09/2019",
        "inspectors": "Đoàn số 2",
        "what": "Sổ sách",
        "form_key": "22222222-2222-2222-2222-222222222222",
    }
    assert 'name="form_key"' in client.get(path).content.decode()

    for _time in range(2):
        assert client.post(path, typed).status_code == 302

    assert check.plan.checks.count() == 2
    assert Event.objects.filter(verb="plan.check_added").count() == 2


def test_making_a_task_locks_the_plan_before_its_finding(check: Check, cast: Cast) -> None:
    """Sending findings and making a task of one never wait for each other crosswise."""
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.lead_agency, title="Chuyên viên")
    finding = found(check, cast, sent=True)
    with CaptureQueriesContext(connection) as captured:
        services.make_task(
            finding, product="Sổ", due_on=FOUND.due_on, person=official, by=cast.issuer, at=AT
        )
    plan, at_last = (
        next(n for n, query in enumerate(captured) if f'FROM "{table}"' in query["sql"])
        for table in ("inspections_plan", "inspections_finding")
    )
    assert plan < at_last


def test_a_form_sent_by_somebody_else_is_refused_not_an_error(cast: Cast) -> None:
    plan = services.make_plan(PLAN, by=cast.issuer, at=AT, form_key="p" * 32)
    assert services.make_plan(PLAN, by=cast.issuer, at=AT, form_key="p" * 32) == plan
    with pytest.raises(errors.FormUsed):
        services.make_plan(PLAN, by=cast.outsider, at=AT, form_key="p" * 32)
    assert Plan.objects.count() == 1
