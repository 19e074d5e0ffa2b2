"""The pages on which a leader instructs and duties become tasks: what they say, who may."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.documents.instructing import DutyFacts, InstructionFacts, instruct
from phoihop.documents.models import Document, Instruction
from phoihop.tasks.models import Task
from phoihop.tasks.services import DutyAssignment, assign_duties
from phoihop.tasks.tests.incoming import LIST, arrived, given, words
from phoihop.ui import clock

HTML = "<script>alert(1)</script>"


@pytest.fixture
def clerk(cast: Cast) -> User:
    return UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK)


@pytest.fixture
def paper(cast: Cast) -> Document:
    return arrived(cast)


def sent(**changes: object) -> dict[str, Any]:
    """What the form of an instruction sends."""
    today = clock.today()
    rows: dict[str, Any] = {"duties-TOTAL_FORMS": "3", "duties-INITIAL_FORMS": "0"}
    for n in range(3):
        for name in ("what", "lead_agency", "coordinating", "due_on"):
            rows[f"duties-{n}-{name}"] = ""
    first = {
        "form_key": "5f3c0e4e-7a43-4f35-9a0c-2f8f1a6d1c11",
        "given_on": f"{today:%d/%m/%Y}",
        "words": "Giao các cơ quan triển khai.",
        "informed": "TCKH",
        "duties-0-what": "Mở lớp dạy bơi",
        "duties-0-lead_agency": "GDĐT",
        "duties-0-coordinating": "ĐTT; Ban Tuyên giáo Huyện ủy An Lạc",
    }
    return rows | first | changes


def test_a_leader_writes_an_instruction_on_the_page(
    cast: Cast, client: Client, paper: Document
) -> None:
    client.force_login(cast.issuer_leader)
    assert "Đang chờ lãnh đạo bút phê" in words(client.get(paper.get_absolute_url()))

    response = client.post(f"{paper.get_absolute_url()}but-phe/", sent())

    made = Instruction.objects.get()
    assert response["Location"] == made.get_absolute_url()
    duty = made.duties.get()
    assert (duty.lead_agency, set(duty.coordinating.all())) == (
        cast.lead_agency,
        {cast.partner_agency, cast.issuer_agency},
    )
    assert list(made.informed.all()) == [cast.outside_agency]
    page = words(client.get(paper.get_absolute_url()))
    assert "Mở lớp dạy bơi" in page
    assert "Giao thành 1 nhiệm vụ" in page


def test_a_correction_starts_without_the_duties_that_are_tasks(
    cast: Cast, client: Client, paper: Document
) -> None:
    duties = [DutyFacts(what, cast.lead_agency) for what in ("Mở lớp dạy bơi", "Rà soát ao hồ")]
    facts = InstructionFacts(given_on=NOW.date(), duties=duties, answer_wanted=True)
    old = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    person = TenureFactory.create(agency=cast.lead_agency).official
    first = DutyAssignment(old.duties.all()[0], "Báo cáo", person, date(2019, 5, 30))
    assign_duties(paper, [first], by=cast.issuer, at=NOW)
    client.force_login(cast.issuer_leader)

    shown = client.get(f"{paper.get_absolute_url()}but-phe/?replaces={old.pk}")

    assert [row.initial.get("what") for row in shown.context["rows"]][:2] == ["Rà soát ao hồ", None]
    assert "Đã giao thành nhiệm vụ, vẫn giữ nguyên" in words(shown)
    assert "Mở lớp dạy bơi" in words(shown)
    assert shown.context["form"]["answer_wanted"].value()


def test_a_clerk_names_the_leader_and_may_not_leave_him_out(
    cast: Cast, client: Client, paper: Document, clerk: User
) -> None:
    client.force_login(clerk)
    page = f"{paper.get_absolute_url()}but-phe/"
    leader = cast.issuer_agency.tenures.get().official

    refused = client.post(page, sent())
    assert refused.status_code == 422
    assert "Bắt buộc nhập" in words(refused)
    client.post(page, sent(leader=leader.pk))

    made = Instruction.objects.get()
    assert (made.leader, made.on_paper, made.entered_by) == (leader, True, clerk)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"given_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"duties-0-lead_agency": ""}, "Việc nào cũng phải có mục này"),
        ({"duties-0-lead_agency": "Sở Không Có"}, "Không có cơ quan nào tên như vậy"),
        ({"informed": "TCKH; Sở Lạ"}, "Sở Lạ: Không có cơ quan nào tên như vậy"),
        (
            {"duties-0-coordinating": "GDĐT"},
            "Cơ quan chủ trì không thể đồng thời là cơ quan phối hợp",
        ),
        ({"duties-0-due_on": "01/01/2019"}, "thời hạn trước ngày bút phê"),
        ({"given_on": "01/01/2100"}, "Ngày bút phê sau hôm nay"),
        ({"words": "x" * 4001}, "4000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, client: Client, paper: Document, changes: dict[str, str], says: str
) -> None:
    client.force_login(cast.issuer_leader)
    typed = {"duties-1-what": HTML, "duties-1-lead_agency": "ĐTT"}

    response = client.post(f"{paper.get_absolute_url()}but-phe/", sent(**typed, **changes))

    assert response.status_code == 422
    page = words(response)
    assert says in page
    assert HTML not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Mở lớp dạy bơi" in page
    assert not Instruction.objects.exists()


def test_more_rows_keep_what_was_typed(cast: Cast, client: Client, paper: Document) -> None:
    client.force_login(cast.issuer_leader)

    response = client.post(f"{paper.get_absolute_url()}but-phe/", sent(more="1"))

    page = words(response)
    assert 'name="duties-5-what"' in page
    assert "Mở lớp dạy bơi" in page
    assert not Instruction.objects.exists()


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "instructs", "assigns", "reads"),
    [
        ("outsider", 404, 404, 404),
        ("issuer", 403, 200, 200),
        ("inspector", 403, 403, 200),
        ("administrator", 403, 403, 200),
        ("issuer_leader", 200, 200, 200),
    ],
)
def test_who_may_do_what(  # noqa: PLR0913, PLR0917 -- a row of a table
    cast: Cast,
    client: Client,
    paper: Document,
    how: str,
    who: str,
    instructs: int,
    assigns: int,
    reads: int,
) -> None:
    given(cast, paper)
    client.force_login(getattr(cast, who))
    before = Instruction.objects.count(), Task.objects.count()

    answers = [
        getattr(client, how)(f"{paper.get_absolute_url()}but-phe/", {}).status_code,
        getattr(client, how)(f"{LIST}{paper.pk}/giao/", {}).status_code,
    ]

    wrong_form = 422 if how == "post" else 200
    assert answers == [wrong_form if code == 200 else code for code in (instructs, assigns)]
    assert client.get(f"{LIST}{paper.pk}/").status_code == reads
    assert (Instruction.objects.count(), Task.objects.count()) == before


def test_a_specialist_who_forges_an_instruction_is_refused(
    cast: Cast, client: Client, paper: Document
) -> None:
    client.force_login(cast.issuer)
    leader = cast.issuer_agency.tenures.get().official

    forged = client.post(f"{paper.get_absolute_url()}but-phe/", sent(leader=leader.pk))

    assert forged.status_code == 403
    assert "but-phe" not in words(client.get(paper.get_absolute_url()))
    assert not Instruction.objects.exists()


def test_duties_become_tasks_on_one_page(cast: Cast, client: Client, paper: Document) -> None:
    made = given(cast, paper)
    duty = made.duties.get()
    client.force_login(cast.issuer)
    page = f"{LIST}{paper.pk}/giao/"
    shown = words(client.get(page))
    assert "Báo cáo kết quả thực hiện" in shown
    assert "Bút phê không ghi hạn" in shown
    person = cast.lead_agency.tenures.get().official
    name = f"duty-{duty.pk}"
    row = {
        f"{name}-chosen": "on",
        f"{name}-title": duty.what,
        f"{name}-product": "2 lớp",
        f"{name}-person_in_charge": person.pk,
        f"{name}-due_on": "31/02/2030",
    }
    refused = client.post(page, row)
    assert refused.status_code == 422
    assert 'value="31/02/2030"' in words(refused)

    client.post(page, row | {f"{name}-due_on": "31/12/2030"})

    task = Task.objects.get()
    assert (task.product, task.due_on) == ("2 lớp", date(2030, 12, 31))
    route = words(client.get(f"{LIST}{paper.pk}/"))
    assert "Mở lớp dạy bơi" in route
    assert "Trong hạn" in route
    assert "Không còn việc nào phải giao" in words(client.get(page))
