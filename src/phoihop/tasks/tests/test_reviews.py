"""Reviews of directives on their pages: list, pictures, assigning by ticks."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.models import Official
from phoihop.documents.milestone_acts import close_milestone
from phoihop.documents.milestone_models import MilestoneKeeper
from phoihop.documents.models import Document, DocumentViewer
from phoihop.documents.tests.test_milestones import at, day, one_of, registered
from phoihop.tasks.models import Task
from phoihop.tasks.tests.milestones import given
from phoihop.tasks.views import reviews

LIST = "/so-ket-tong-ket/"


def test_the_list_of_a_year_counts_what_it_shows(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    registered(cast.issuer, "19-CT/TW", "05/11/2012", "09/01/2023")
    late = registered(cast.issuer, "07-CT/TW", "10/01/2021", "10/01/2021")
    today("09/01/2023")
    client.force_login(cast.issuer)

    page = client.get(LIST, {"year": "2022"})
    shown = page.content.decode()

    names = [line.milestone.document.code for line in page.context["lines"]]
    assert names == ["07-CT/TW", "19-CT/TW", "20-CT/TW"]
    summary = page.context["summary"]
    assert (summary.total, summary.closed, summary.late, summary.unassigned) == (3, 0, 2, 3)
    assert "Đến hạn trước ngày đăng ký" in shown
    assert page.context["left_count"] == 0
    after = client.get(LIST, {"year": "2023"})
    assert {line.milestone.pk for line in after.context["left"]} == {
        one_of(directive, 10).pk,
        one_of(late, 1).pk,
    }
    for state, count in (("late", 2), ("closed", 0), ("unassigned", 3), ("assigned", 0)):
        listed = client.get(LIST, {"year": "2022", "state": state})
        assert len(listed.context["lines"]) == count, state
    for figure, count in (("current", 2), ("current_met", 0)):
        listed = client.get(LIST, {"year": "2022", "figure": figure})
        assert len(listed.context["lines"]) == count, figure
        assert summary.current.of == 2
    assert len(client.get(LIST, {"year": "2022", "words": "bao ve tre"}).context["lines"]) == 1
    assert client.get(LIST, {"year": "x"}).status_code == 200


def test_outsiders_see_no_milestones(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    one = one_of(directive, 10)
    client.force_login(cast.outsider)

    assert client.get(f"{LIST}?year=2022&whose=all").context["summary"].total == 0
    for path in ("", "doi-ngay/", "khep/", "khong-to-chuc/"):
        assert client.get(one.get_absolute_url() + path).status_code == 404
    for path in ("doi-ngay/", "khep/", "khong-to-chuc/", "mo-lai/", "to-chuc-lai/"):
        assert client.post(one.get_absolute_url() + path).status_code == 404
    assert client.get(f"/van-ban/{directive.pk}/moc/them/").status_code == 404
    assert one_of(directive, 10).is_open


def test_who_sees_but_does_not_keep_gets_403(cast: Cast, client: Client, today: Any) -> None:
    paper = registered(cast.issuer, "20-CT/TW", "05/11/2012", recipients=(cast.lead_agency,))
    one = one_of(paper, 10)
    client.force_login(cast.lead)

    assert client.get(one.get_absolute_url()).status_code == 200
    assert "Sửa mốc" not in client.get(one.get_absolute_url()).content.decode()
    assert client.post(one.get_absolute_url() + "doi-ngay/").status_code == 403
    assert client.post(one.get_absolute_url() + "mo-lai/").status_code == 403
    assert client.post("/van-ban/moc-theo-loai/").status_code == 403
    assert client.get(LIST, {"year": "2022"}).context["summary"].total == 0
    assert client.get(LIST, {"year": "2022", "whose": "all"}).context["summary"].total == 1


def test_moving_on_the_page_says_what_is_wrong(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    client.force_login(cast.issuer)
    path = one_of(directive, 10).get_absolute_url() + "doi-ngay/"

    for sent, words in (
        ({"on": "31/02/2023", "reason": "x"}, "Ngày không hợp lệ"),
        ({"on": "31/12/2022", "reason": ""}, "Bắt buộc nhập"),
        ({"on": "01/01/2010", "reason": "x"}, "Mốc phải sau ngày ban hành"),
        ({"on": "31/12/2022", "reason": "x", "source": "99-HD/HU"}, "không có văn bản này"),
    ):
        answer = client.post(path, sent)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = client.post(path, {"on": "31/12/2022", "reason": "Theo lịch"}, follow=True)
    assert "31/12/2022" in answer.content.decode()
    assert one_of(directive, 10).current_on == day("31/12/2022")


def test_a_report_of_several_with_one_number_is_named_by_its_date(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    today("09/01/2023")
    registered(cast.issuer, "38-BC/HU", "15/06/2016", kind="BC")
    right = registered(cast.issuer, "38-BC/HU", "15/06/2022", kind="BC")
    client.force_login(cast.issuer)
    path = one_of(directive, 10).get_absolute_url() + "khep/"

    refused = client.post(path, {"report": "38-BC/HU"})
    assert "ghi thêm ngày" in refused.content.decode()
    client.post(path, {"report": "38 bc hu, 15/6/2022"})

    assert one_of(directive, 10).report == right
    client.post(one_of(directive, 10).get_absolute_url() + "mo-lai/")
    assert one_of(directive, 10).is_open


def test_ticked_milestones_become_tasks_on_the_page(
    cast: Cast, directive: Document, official: Official, client: Client, today: Any
) -> None:
    client.force_login(cast.issuer)
    ten, five = one_of(directive, 10), one_of(directive, 5)
    page = client.get(f"{LIST}giao/", {"m": [str(ten.pk), str(five.pk), "x", "9" * 20]})
    rows = page.context["rows"]
    assert [row.planned.milestone.pk for row in rows] == [five.pk, ten.pk]
    # A day off moves the task, not the milestone; a day that has passed gives today.
    assert [row.planned.due.on for row in rows] == [day("10/01/2022"), day("07/11/2022")]

    sent = {
        "m": [ten.pk],
        "form_key": page.context["form"]["form_key"].value(),
        f"m{ten.pk}-title": "Tổng kết",
        f"m{ten.pk}-product": "Báo cáo",
        f"m{ten.pk}-due_on": "07/11/2022",
    }
    refused = client.post(f"{LIST}giao/", sent)
    assert refused.status_code == 422
    assert "Hãy chọn cơ quan chủ trì" in refused.content.decode()
    sent |= {f"m{ten.pk}-lead_agency": str(cast.lead_agency.pk)}
    for _twice in range(2):
        answer = client.post(f"{LIST}giao/", sent)
        assert answer.status_code == 302
    task = Task.objects.get()
    assert (task.lead_agency, task.person_in_charge) == (cast.lead_agency, official)
    listed = client.get(LIST, {"year": "2022"}).content.decode()
    assert task.code in listed
    assert f'value="{ten.pk}"' not in listed


def test_the_page_says_how_many_ticked_milestones_are_left_out(  # noqa: PLR0913, PLR0917
    cast: Cast,
    directive: Document,
    official: Official,
    client: Client,
    today: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client.force_login(cast.issuer)
    ten, five = one_of(directive, 10), one_of(directive, 5)
    both = {"m": [str(ten.pk), str(five.pk)]}
    assert "chưa giao: mỗi lần" not in client.get(f"{LIST}giao/", both).content.decode()
    monkeypatch.setattr(reviews, "_MOST_AT_ONCE", 1)

    page = client.get(f"{LIST}giao/", both)

    (row,) = page.context["rows"]
    assert "Còn 1 mốc đã chọn chưa giao: mỗi lần giao nhiều nhất 1 mốc" in page.content.decode()
    one = row.planned.milestone
    sent = both | {
        "form_key": page.context["form"]["form_key"].value(),
        f"m{one.pk}-title": "Tổng kết",
        f"m{one.pk}-product": "Báo cáo",
        f"m{one.pk}-due_on": "07/11/2022",
        f"m{one.pk}-lead_agency": str(cast.lead_agency.pk),
    }
    listed = client.post(f"{LIST}giao/", sent, follow=True).content.decode()
    assert "Đã giao 1 nhiệm vụ" in listed
    assert "Còn 1 mốc đã chọn chưa giao" in listed


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_exported_as_it_is_filtered(
    cast: Cast, directive: Document, client: Client, today: Any, form: str
) -> None:
    registered(cast.issuer, "07-CT/TW", "05/09/2016", subject="=1+1")
    client.force_login(cast.issuer)

    answer = client.get(f"{LIST}xuat.{form}", {"year": "2021"})

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a stream
    if form == "csv":
        assert body.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        assert len(lines) == 2
        assert lines[1][:6] == [
            "07-CT/TW",
            "05/09/2016",
            "'=1+1",
            "Sơ kết 5 năm",
            "05/09/2021",
            "05/09/2021",
        ]
    assert client.get(f"{LIST}xuat.pdf").status_code == 404


def test_the_list_asks_no_more_for_more_rows(cast: Cast, client: Client, today: Any) -> None:
    client.force_login(cast.issuer)

    def asked() -> int:
        client.get(LIST, {"year": "2022"})
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST, {"year": "2022"})
        return len(seen)

    for n in (31, 32):
        registered(cast.issuer, f"{n}-CT/TW", "05/11/2012")
    few = asked()
    for n in range(40, 55):
        paper = registered(cast.issuer, f"{n}-CT/TW", "05/11/2012")
        if n % 2:
            report = registered(cast.issuer, f"{n}-BC/HU", "05/11/2021", kind="BC")
            close_milestone(one_of(paper, 10), report, by=cast.issuer, at=at("10/01/2022"))
    assert asked() - few <= 1  # the reports of closed ones


def test_reviews_to_assign_are_listed_whatever_their_year(
    cast: Cast, directive: Document, official: Official, client: Client, today: Any
) -> None:
    """From 30 days before the day on, overdue or not, until a task carries the review out."""
    late = registered(cast.issuer, "18-CT/TW", "20/12/2011", when="01/11/2021")
    client.force_login(cast.issuer)

    def listed(on: str, **more: str) -> list[str]:
        today(on)
        page = client.get(LIST, {"pressing": "1", **more})
        return [line.milestone.document.code for line in page.context["lines"]]

    assert listed("05/10/2022") == ["18-CT/TW"]
    assert listed("06/10/2022") == ["18-CT/TW", "20-CT/TW"] == listed("06/10/2022", year="2019")
    shown = client.get(LIST, {"pressing": "1"})
    assert "Sơ kết, tổng kết cần giao" in shown.content.decode()
    assert "Tồn từ năm trước" not in shown.content.decode()
    exported = client.get(f"{LIST}xuat.csv", {"pressing": "1"}).getvalue().decode()
    assert "18-CT/TW" in exported
    assert "20-CT/TW" in exported
    given(cast, directive, official)
    assert listed("06/10/2022") == ["18-CT/TW"]
    report = registered(cast.issuer, "9-BC/HU", "05/01/2022", kind="BC")
    close_milestone(one_of(late, 10), report, by=cast.issuer, at=at("10/01/2022"))
    assert listed("06/10/2022") == []
    assert "Không còn việc sơ kết, tổng kết nào cần giao" in (
        client.get(LIST, {"pressing": "1"}).content.decode()
    )


def test_who_took_a_register_over_may_tick_its_milestones(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    paper = registered(cast.outsider, "31-CT/TW", "05/11/2012")
    agency = cast.issuer.acting_agency
    assert agency is not None
    MilestoneKeeper.objects.create(document=paper, agency=agency, valid_from=day("10/01/2022"))
    DocumentViewer.objects.get_or_create(document=paper, agency=agency)
    client.force_login(cast.issuer)

    shown = client.get(LIST, {"year": "2022"})

    assert {line.milestone.document for line in shown.context["lines"]} == {directive, paper}
    assert all(line.may_be_given for line in shown.context["lines"])
    assert shown.content.decode().count('name="m"') == 2


def test_the_pictures_title_says_what_is_found(
    cast: Cast, directive: Document, client: Client, today: Any
) -> None:
    client.force_login(cast.issuer)
    page = client.get(LIST, {"year": "2022"})
    timeline = page.context["timeline"]

    assert timeline.title == "1 văn bản: không mốc nào quá hạn, 1 mốc năm 2022 chưa giao"
    shown = page.content.decode()
    assert 'role="img"' in shown
    assert shown.count("<circle") >= 3
    today("06/11/2022")
    later = client.get(LIST, {"year": "2022"}).context["timeline"]
    assert later.title == "1 văn bản: 1 mốc quá hạn"
    assert client.get(LIST, {"year": "2040"}).context["timeline"] is None


def test_a_task_says_from_which_milestone_it_comes(
    cast: Cast, directive: Document, official: Official, client: Client, today: Any
) -> None:
    task = given(cast, directive, official)
    client.force_login(cast.issuer)
    assert "Tổng kết 10 năm, 05/11/2022" in client.get(task.get_absolute_url()).content.decode()
    client.force_login(cast.lead)  # who does not see the paper does not see its milestones
    assert "Tổng kết 10 năm, 05/11/2022" not in client.get(task.get_absolute_url()).content.decode()
    assert "report_code" in client.get(f"{task.get_absolute_url()}gui-ket-qua/").content.decode()


def test_the_people_of_the_chosen_agency_come_into_the_row(
    cast: Cast, client: Client, official: Official, directive: Document, today: Any
) -> None:
    today("10/01/2022")
    client.force_login(cast.issuer)
    milestone = one_of(directive, 10)
    page = client.get(f"{LIST}giao/?m={milestone.pk}")
    row = f"m{milestone.pk}"
    assert f'id="person-{row}"' in page.content.decode()
    assert page.context["rows"][0].fields["lead_agency"].required

    asked = {"row": row, f"{row}-lead_agency": str(cast.lead_agency.pk)}
    people = client.get(reverse("tasks:people"), asked).content.decode()

    assert "Trần Đăng Khoa" in people
    assert f'name="{row}-person_in_charge"' in people
    for wrong in ("x'", "m", "m1-2"):
        asked = {"row": wrong, f"{wrong}-lead_agency": str(cast.lead_agency.pk)}
        assert client.get(reverse("tasks:people"), asked).status_code == 404
