"""The screens of a term: what they show, what they refuse, who is kept out."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementState, Review
from phoihop.terms.tests import story
from phoihop.ui import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> "Days":
    return Days(monkeypatch)


class Days:
    """Sets the day of the screens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def on(self, day: str) -> None:
        self.monkeypatch.setattr(clock, "now", lambda: story.at(day))
        self.monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(day))


def test_the_whole_term_shows_its_years_and_the_total(client: Client, days: Days) -> None:
    term = story.second_year()
    days.on("2022-12-31")
    client.force_login(term.specialist)

    page = client.get(reverse("terms:term", args=[term.programme.pk]))
    shown = page.context["term"]

    assert [(column.year, column.tasks, column.carried) for column in shown.columns] == [
        (2021, 4, 0), (2022, 5, 1), (2023, 0, 0), (2024, 0, 0), (2025, 0, 0)
    ]  # fmt: skip
    assert shown.total.tasks == 8
    body = page.content.decode()
    assert "Nhắc hết thời hạn:" in body
    assert "87,5" in body
    for column in shown.columns[:2]:
        rows = client.get(column.query).context["page"].rows
        assert len(rows) == column.tasks
    assert len(client.get(shown.total.query).context["page"].rows) == 8
    assert len(client.get(f"{shown.total.query}&figure=current_met").context["page"].rows) == 7


def test_a_version_is_made_changed_fixed_and_assigned(client: Client, days: Days) -> None:
    term = story.signed_term()
    days.on("2021-08-02")
    client.force_login(term.specialist)
    make = reverse("terms:make_version", args=[term.programme.pk])
    lines = [line.pk for line in term.lines.values()]
    refused = client.post(make, {"year": "2026", "lines": lines})
    assert (refused.status_code, "Ngoài thời hạn" in refused.content.decode()) == (422, True)

    made = client.post(make, {"year": "2021", "lines": lines})
    plan = term.plan(2021)

    assert made.headers["Location"] == plan.get_absolute_url()
    assert client.get(plan.get_absolute_url()).status_code == 200
    assign = reverse("tasks:assign_items", args=[term.programme.pk]) + f"?plan={plan.pk}"
    fix = reverse("terms:fix_version", args=[plan.pk])
    settled = {"words": "Hai bên thống nhất", "on": "02/08/2021"}
    assert client.post(fix, settled).status_code == 403
    client.force_login(term.leader)
    assert client.post(fix, settled | {"words": ""}).status_code == 422
    assert client.post(fix, settled).status_code == 302
    assert len(client.get(assign).context["rows"]) == 4
    item = plan.items.all()[0]
    assert client.get(reverse("terms:item_edit", args=[plan.pk, item.pk])).status_code == 302


def test_a_content_that_arose_is_typed(client: Client, days: Days) -> None:
    term = story.signed_term()
    days.on("2021-08-02")
    plan = agreements.make_version(
        term.programme, 2021, by=term.specialist, at=story.at("2021-08-02")
    )
    client.force_login(term.specialist)
    add = reverse("terms:item_add", args=[plan.pk])
    key = client.get(add).context["form"]["form_key"].value()
    typed = {
        "form_key": str(key),
        "text": "Tập huấn <script>alert(1)</script>",
        "lead_agency": term.board.pk,
        "due_kind": "on",
        "due_on": "30/10/2021",
        "product": "Lớp tập huấn",
        "weight": "1",
    }

    bare = client.post(add, typed)
    assert (bare.status_code, "phát sinh" in bare.content.decode()) == (422, True)
    assert "Tập huấn &lt;script&gt;" in bare.content.decode()
    wrong = client.post(add, typed | {"arose": "on", "due_on": "31/02/2021"})
    assert wrong.status_code == 422
    for _ in range(2):  # the same form twice makes one
        assert client.post(add, typed | {"arose": "on"}).status_code == 302

    assert plan.items.filter(origin="new").count() == 1


def test_a_review_is_written_refused_confirmed_and_read(client: Client, days: Days) -> None:
    term = story.first_year()
    days.on("2021-12-31")
    client.force_login(term.specialist)
    begun = client.post(
        reverse("terms:start_review", args=[term.programme.pk]),
        {"plan": term.plan(2021).pk, "kind": "year"},
    )
    review = Review.objects.get()
    assert begun.headers["Location"] == review.get_absolute_url()
    url = review.get_absolute_url()
    pk = {name: line.pk for name, line in term.lines.items()}
    typed = {"assessment": "Cơ bản hoàn thành", f"l{pk['P1']}-decision": "renew"}

    refused = client.post(url, typed)
    body = refused.content.decode()
    assert refused.status_code == 422
    assert "Chọn cách xử lý cho từng nội dung chưa xong" in body
    assert "Cơ bản hoàn thành" in body
    typed |= {
        f"l{pk['P2']}-decision": "renew",
        f"l{pk['P4']}-decision": "renew",
        f"l{pk['P3']}-decision": "carry",
        f"l{pk['P3']}-new_due_on": "30/09/2022",
        f"l{pk['P3']}-reason": "Hoãn vì dịch bệnh",
        "n0-text": "Hội nghị báo cáo viên",
        "n0-due_on": "04/11/2022",
        "n0-computed": "on",
    }
    assert client.post(url, typed).status_code == 302
    assert client.get(url).status_code == 200
    confirm = reverse("terms:confirm_review", args=[review.pk])
    settled = {"words": "Thống nhất tại hội nghị 31/12/2021", "on": "31/12/2021"}
    assert client.post(confirm, settled).status_code == 403
    client.force_login(term.leader)
    assert client.post(confirm, settled).status_code == 302

    frozen = client.get(url).content.decode()
    assert "Quá hạn 16 ngày" in frozen
    assert term.plan(2022).items.count() == 5
    client.force_login(term.contact)  # the other party reads it
    assert client.get(url).status_code == 200


def test_an_amendment_is_begun_compared_and_read_by_the_day(client: Client, days: Days) -> None:
    term = story.amended()
    amendment = term.programme.amendments.get()
    days.on("2023-04-03")
    client.force_login(term.specialist)
    in_force = reverse("terms:in_force", args=[term.programme.pk])

    before = client.get(in_force, {"on": "31/03/2023"}).content.decode()
    after = client.get(in_force, {"on": "01/04/2023"}).content.decode()
    assert ("mỗi quý" in before or "hằng quý" in before, "15/12 hằng năm" in before) == (
        False,
        True,
    )
    assert "15/12 hằng năm" not in after
    assert client.get(in_force, {"on": "31/02/2023"}).status_code == 200
    page = client.get(reverse("terms:compare", args=[amendment.pk]))
    assert len(page.context["found"].items) == 1
    adapt = reverse("terms:adapt", args=[term.plan(2023).pk])
    form = client.get(adapt).context["form"]
    chosen = {name: form.fields[name].initial for name in ("withdraw", "add")}
    assert client.post(adapt, chosen | {"reason": ""}).status_code == 422
    assert client.post(adapt, chosen | {"reason": "theo 03-CTr/BTGTU"}).status_code == 302
    assert client.get(term.plan(2023).get_absolute_url()).context["year"].tasks == 7

    amend = reverse("terms:amend", args=[term.programme.pk])
    assert client.post(amend).status_code == 302
    twice = client.post(amend)
    assert (twice.status_code, "Đang có một dự thảo sửa đổi" in twice.content.decode()) == (
        422,
        True,
    )
    assert "Đang sửa đổi" in client.get(term.programme.get_absolute_url()).content.decode()


def test_a_programme_is_continued_and_ended(client: Client, days: Days) -> None:
    term = story.first_year()
    days.on("2022-01-10")
    client.force_login(term.leader)
    renew = reverse("terms:renew", args=[term.programme.pk])
    assert client.post(renew, {}).status_code == 422
    assert client.post(renew, {"lines": [term.lines["P3"].pk]}).status_code == 302
    again = client.post(renew, {"lines": [term.lines["P3"].pk]})
    assert (again.status_code, "Đã có dự thảo ký tiếp" in again.content.decode()) == (422, True)
    draft = Agreement.objects.get(renews=term.programme)
    assert not draft.year_plans.get().carried_tasks.exists()  # it binds once it is signed
    assert draft.title == "Chương trình phối hợp giai đoạn 2026–2030"
    assert (draft.valid_from, draft.valid_to) == (date(2026, 1, 1), date(2030, 12, 31))

    end = reverse("terms:end", args=[term.programme.pk])
    ended = {"on": "10/01/2022", "reason": "Hai bên thống nhất", "withdraw": [term.task("c").pk]}
    assert client.post(end, ended | {"reason": ""}).status_code == 422
    assert client.post(end, ended).status_code == 302
    term.programme.refresh_from_db()
    assert term.programme.state(date(2022, 1, 10)) == AgreementState.ENDED
    assert term.task("c").withdrawn_on == date(2022, 1, 10)
    assert (
        "Hai bên thống nhất"
        in client.get(reverse("terms:term", args=[term.programme.pk])).content.decode()
    )


def test_a_content_that_came_in_during_a_review_has_its_row(client: Client, days: Days) -> None:
    term = story.first_year()
    days.on("2021-12-31")
    client.force_login(term.specialist)
    client.post(
        reverse("terms:start_review", args=[term.programme.pk]),
        {"plan": term.plan(2021).pk, "kind": "half_year"},
    )
    review = Review.objects.get()
    review.lines.get(line=term.lines["P2"]).delete()  # as if it had come in afterwards

    page = client.get(review.get_absolute_url())

    assert [row.item.line_id for _form, row in page.context["rows"]] == [
        term.lines[name].pk for name in story.LINES
    ]
    prefix = f"l{term.lines['P2'].pk}"
    client.post(review.get_absolute_url(), {f"{prefix}-assessment": "Đạt", "assessment": ""})
    assert review.lines.get(line=term.lines["P2"]).assessment == "Đạt"


def test_outsiders_find_nothing_and_the_other_party_only_reads(client: Client, days: Days) -> None:
    term = story.first_year()
    draft = agreements.make_version(
        term.programme, 2022, by=term.specialist, at=story.at("2021-12-31")
    )
    days.on("2021-12-31")
    own = [term.programme.pk]
    reads = [
        reverse(f"terms:{name}", args=own) for name in ("term", "export", "reviews", "in_force")
    ]
    reads.append(term.plan(2021).get_absolute_url())
    acts = [
        reverse(f"terms:{name}", args=own)
        for name in ("make_version", "start_review", "amend", "renew", "end")
    ]

    client.force_login(term.outsider)
    assert {client.get(url).status_code for url in [*reads, *acts]} == {404}
    client.force_login(term.contact)
    assert {client.get(url).status_code for url in reads} == {200}
    assert {client.post(url).status_code for url in acts} == {403}
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_queries_of_the_term_do_not_grow_with_its_tasks(
    client: Client, days: Days, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    term = story.second_year()
    days.on("2022-12-31")
    client.force_login(term.specialist)
    url = reverse("terms:term", args=[term.programme.pk])
    client.get(url)

    with django_assert_max_num_queries(40):
        client.get(url)


def test_without_a_fixed_version_the_reviews_say_what_comes_first(
    client: Client, days: Days
) -> None:
    term = story.signed_term()
    days.on("2021-08-02")
    client.force_login(term.specialist)

    page = client.get(reverse("terms:reviews", args=[term.programme.pk])).content.decode()

    assert "lập phiên bản năm" in page
    assert reverse("terms:start_review", args=[term.programme.pk]) not in page
