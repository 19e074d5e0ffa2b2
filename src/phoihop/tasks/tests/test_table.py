"""The list as a file: as many lines as it counts, nothing that runs, nothing for outsiders."""

import csv
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from conftest import Cast
from phoihop.accounts.tests.factories import UserFactory
from phoihop.tasks.models import Task
from phoihop.tasks.table import rows_of
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import printing

pytestmark = pytest.mark.django_db


def fetched(client: Client, form: str, query: str) -> bytes:
    answer: Any = client.get(reverse("tasks:export", args=[form]) + query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_year_gives_twelve_lines_without_formulas(client: Client) -> None:
    year = story.assigned_year()
    story.live(year, "2019-12-20")
    client.force_login(year.specialist)
    query = f"?programme={year.programme.pk}&state=live"

    with time_machine.travel(story.at("2019-12-20"), tick=False):
        text = fetched(client, "csv", query).decode("utf-8-sig")
        book = load_workbook(io.BytesIO(fetched(client, "xlsx", query)))
        listed = client.get(reverse("tasks:list") + query).context["page"].total

    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 12
    assert listed == 11
    late = next(line for line in lines if line[0] == year.task("T5").code)
    head = lines[0]
    assert late[head.index("Sản phẩm")] == "'=12 tin, bài"
    assert late[head.index("Hạn hiện tại")] == "15/11/2019"
    assert late[head.index("Trạng thái")] == "Quá hạn 35 ngày"
    assert late[head.index("Số ngày quá hạn")] == "35"
    sheet = book.worksheets[0]
    assert sheet.max_row == 12
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_an_outsider_gets_no_file_of_the_programme(client: Client) -> None:
    year = story.assigned_year()
    client.force_login(UserFactory.create())

    for form in ("csv", "xlsx"):
        address = reverse("tasks:export", args=[form])
        assert client.get(f"{address}?programme={year.programme.pk}").status_code == 404
    assert client.get(reverse("tasks:export", args=["pdf"])).status_code == 404


def test_a_page_of_rows_costs_two_queries_and_the_end_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        TaskFactory.create(lead_agency=cast.lead_agency, coordinating=[cast.partner_agency])
    with django_assert_num_queries(3):
        rows = list(rows_of(Task.objects.all(), story.at("2019-04-16").date(), 5))

    assert len(rows) == 3
    assert {row[4] for row in rows} == {cast.partner_agency.name}


def test_the_whole_list_is_printed_not_a_page_of_it(cast: Cast, client: Client) -> None:
    TaskFactory.create_batch(30, assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    TaskFactory.create(assigner=cast.partner_agency, lead_agency=cast.outside_agency, title="Ngoài")
    client.force_login(cast.lead)
    page = client.get(reverse("tasks:export", args=["in"]), {"state": "open"})
    assert len(page.context["lines"]) == 30
    assert "Ngoài" not in page.content.decode()
    assert f'href="{reverse("tasks:export", args=["in"])}?' in (
        client.get(reverse("tasks:list"), {"state": "open"}).content.decode()
    )


def test_a_list_too_long_for_paper_says_so(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST_ROWS", 2)
    TaskFactory.create_batch(3, assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    client.force_login(cast.lead)
    page = client.get(reverse("tasks:export", args=["in"])).content.decode()
    assert "Chỉ hiện 2 dòng đầu" in page
