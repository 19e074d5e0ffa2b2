"""The daily mail over the year of a programme: who gets one, what it says, and when none goes."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import Membership, User
from phoihop.accounts.tests.factories import MembershipFactory
from phoihop.agencies.models import Office
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.asking import send_for_opinions
from phoihop.agreements.models import OpinionRequest
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.documents.tests.test_milestones import registered
from phoihop.tasks.models import Explanation, Task
from phoihop.tasks.services import (
    ExtensionFacts,
    ReviewAssignment,
    ask_extension,
    assign_reviews,
    suspend_task,
    withdraw_task,
)
from phoihop.tasks.tests.story import Year, assigned_year, at, live
from phoihop.urging.digest import gather, write_digests
from phoihop.urging.habits import day_of
from phoihop.urging.models import Habits, Mail, MailChoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    """The assigned year; everybody has an address, "not updated" is switched off."""
    made = assigned_year()
    for user in (made.specialist, made.leader, *made.contacts.values()):
        user.email = f"{user.username}@an-lac.example"
        user.save(update_fields=["email"])
    office = Office.objects.create(name="Ban Tuyên giáo Huyện ủy Sông Vân", agency=made.board)
    Habits.objects.create(office=office, quiet_days=None, escalate_days=3)
    return made


def digests(on: str) -> dict[int, list[str]]:
    """{user: what each line of the mail says}, of the mails written for that day."""
    day, works = day_of(date.fromisoformat(on))
    if works:
        write_digests(day, at(on, 7))
    mails = Mail.objects.filter(day=on)
    return {
        mail.user_id: [
            f"{part['head']}: " + "; ".join(row["words"] for row in part["rows"])
            for agency in mail.body["agencies"]
            for part in agency["parts"]
        ]
        for mail in mails
    }


def test_three_mails_on_17_june(year: Year) -> None:
    live(year, "2019-06-16")

    said = digests("2019-06-17")

    assert set(said) == {year.contacts[2].pk, year.contacts[8].pk, year.specialist.pk}
    title = year.task("T2").title
    assert said[year.contacts[2].pk] == [
        f"Sắp đến hạn (1): {title}, thời hạn 20/06/2019, còn 3 ngày"
    ]
    assert said[year.specialist.pk][0].startswith("Việc đã giao – sắp đến hạn (2): ")
    assert len(said[year.specialist.pk]) == 1


def test_three_mails_on_4_october_with_the_leader(year: Year) -> None:
    live(year, "2019-10-03")

    said = digests("2019-10-04")

    assert set(said) == {year.contacts[3].pk, year.specialist.pk, year.leader.pk}
    title = year.task("T3").title
    assert said[year.contacts[3].pk] == [
        f"Quá hạn (1): {title}, thời hạn 30/09/2019, quá hạn 4 ngày"
    ]
    assert said[year.specialist.pk][0].startswith("Quá hạn đã giao (1): ")
    assert said[year.leader.pk][0].startswith("Báo lãnh đạo: quá hạn từ 3 ngày (1): ")


def test_the_leader_hears_nothing_before_the_third_day(year: Year) -> None:
    live(year, "2019-10-02")

    assert year.leader.pk not in digests("2019-10-02")
    assert year.leader.pk in digests("2019-10-03")


def test_no_mail_on_days_off_and_a_second_run_adds_none(year: Year) -> None:
    live(year, "2019-06-14")

    assert digests("2019-06-15") == {}  # a Saturday
    first = digests("2019-06-17")
    assert digests("2019-06-17") == first
    assert Mail.objects.count() == len(first)


def test_the_last_mail_before_days_off_looks_ahead(year: Year) -> None:
    live(year, "2019-04-26")
    task = year.task("T1")
    type(task).objects.filter(pk=task.pk).update(due_on=date(2019, 5, 2))
    Office.objects.update(nearly_due_days=3)

    said = digests("2019-04-26")  # 27/04 to 01/05 are days off

    title = task.title
    assert said[year.contacts[1].pk] == [
        f"Đến hạn đến hết 02/05 (1): {title}, thời hạn 02/05/2019, còn 6 ngày"
    ]
    assert "hạn hôm nay" in digests("2019-05-02")[year.contacts[1].pk][0]


def test_not_updated_says_for_how_many_days(year: Year) -> None:
    live(year, "2019-04-16")
    Habits.objects.update(quiet_days=15)

    said = digests("2019-05-06")[year.contacts[1].pk]

    assert said == [f"Không cập nhật 20 ngày (1): {year.task('T1').title}"]


def test_duties_only_leaves_out_what_others_owe(year: Year) -> None:
    live(year, "2019-10-07")
    MailChoice.objects.create(user=year.specialist, only_duties=True, changed_at=at("2019-10-01"))

    said = digests("2019-10-08")

    assert [line.partition(":")[0] for line in said[year.specialist.pk]] == ["Chờ xác nhận (1)"]


def test_who_has_no_address_gets_no_mail(year: Year) -> None:
    live(year, "2019-06-16")
    type(year.specialist).objects.filter(pk=year.specialist.pk).update(email="")

    assert year.specialist.pk not in digests("2019-06-17")


def test_a_draft_that_waits_for_an_opinion_is_named_until_it_is_answered(year: Year) -> None:
    draft = AgreementFactory.create(
        owner=year.board,
        title="Dự thảo 2020",
        parties=[year.agencies[9]],
        created_by=year.specialist,
    )
    ContentItemFactory.create(
        agreement=draft, lead_agency=year.agencies[9], due_rule="on:2020-05-31"
    )
    send_for_opinions(draft, answer_by=date(2019, 6, 18), by=year.specialist, at=at("2019-06-10"))

    said = digests("2019-06-17")[year.contacts[9].pk]
    assert said == ["Chờ ý kiến (1): Dự thảo 2020, thời hạn 18/06/2019, còn 1 ngày"]

    OpinionRequest.objects.filter(agency=year.agencies[9]).update(
        answer="agreed", answered_at=at("2019-06-17"), answered_by=year.contacts[9]
    )
    assert year.contacts[9].pk not in digests("2019-06-18")


def test_an_explanation_that_is_owed_is_named_and_listed(year: Year, client: Client) -> None:
    task = year.task("T4")
    Explanation.objects.create(
        task=task,
        question="Vì sao chậm?",
        answer_by=date(2019, 6, 18),
        asked_at=at("2019-06-14"),
        asked_by=year.leader,
        agency=task.lead_agency,
        form_key="x",
    )
    contact = year.contacts[4]

    said = digests("2019-06-17")[contact.pk]

    assert said == [f"Chờ giải trình (1): {task.title}, thời hạn 18/06/2019, còn 1 ngày"]
    client.force_login(contact)
    listed = client.get(reverse("tasks:list"), {"mine": "explain"})
    assert listed.context["page"].total == 1


def test_queries_do_not_grow_with_people(year: Year, django_assert_max_num_queries: object) -> None:
    live(year, "2019-10-03")
    day, _works = day_of(date(2019, 10, 4))

    with django_assert_max_num_queries(21):  # type: ignore[operator]  # a fixture
        assert len(gather(day)) == 3


def asked_to_extend(year: Year, name: str, by: User) -> Task:
    task = year.task(name)
    ask_extension(
        task,
        ExtensionFacts(date(2019, 12, 1), "Trùng đợt thi"),
        by=by,
        at=at("2019-06-14"),
    )
    return task


def test_requests_for_extension_are_one_number_in_mail_today_and_list(
    year: Year, client: Client
) -> None:
    """For who decides: by the own right or for who is away, never on the own request."""
    Membership.objects.filter(user=year.leader).update(may_approve_extensions=True)
    asked = [asked_to_extend(year, "T2", year.contacts[2])]
    asked.append(asked_to_extend(year, "T4", year.contacts[4]))
    stopped = asked_to_extend(year, "T3", year.contacts[3])
    suspend_task(stopped, reason="Chờ", by=year.specialist, at=at("2019-06-14"))

    day, _works = day_of(date(2019, 6, 17))
    parts = {
        reader.person.user: [part for parts in reader.parts.values() for part in parts]
        for reader in gather(day)
    }
    said = digests("2019-06-17")

    assert "extend" in [part.key for part in parts[year.leader.pk]]
    (line,) = [one for one in said[year.leader.pk] if "Gia hạn chờ quyết định (2): " in one]
    assert all(task.title in line for task in asked)
    assert not any("Gia hạn chờ" in one for one in said.get(year.specialist.pk, []))
    client.force_login(year.leader)
    with time_machine.travel(at("2019-06-17", 8), tick=False):
        parts_said = Mail.objects.get(user=year.leader).body["agencies"][0]["parts"]
        (part,) = [one for one in parts_said if one["key"] == "extend"]
        listed = client.get(part["url"]).context["page"]
        today = client.get(reverse("workspace:home")).context["screen"]
    assert part["count"] == listed.total == today.asked["extend"] == 2
    assert set(listed.rows) == set(asked)


def test_links_of_who_works_for_two_agencies_name_the_agency(year: Year, client: Client) -> None:
    """Each number opens its rows, whichever agency the person works for in that moment."""
    live(year, "2019-06-16")
    contact = year.contacts[2]
    elsewhere = MembershipFactory.create(user=contact, agency=year.agencies[9])
    digests("2019-06-17")
    (agency,) = Mail.objects.get(user=contact).body["agencies"]
    (part,) = agency["parts"]
    other = Mail.objects.get(user=year.specialist).body["agencies"][0]["parts"][0]
    assert other["url"].startswith(reverse("tasks:list"))
    contact.acting = elsewhere
    contact.save(update_fields=["acting"])
    client.force_login(contact)

    with time_machine.travel(at("2019-06-17", 8), tick=False):
        asked = client.get(part["url"])
        wanted = asked.context["wanted"]
        assert wanted.agency == year.agencies[2]
        form = {"membership": wanted.pk, "next": asked.context["next"]}
        listed = client.post(reverse("accounts:acting"), form, follow=True)
        assert listed.context["page"].total == part["count"] == 1
        row = client.get(part["rows"][0]["url"], follow=True)
    assert row.status_code == 200
    assert year.task("T2").title in row.content.decode()


def test_reviews_to_assign_are_one_number_in_mail_today_and_list(
    year: Year, client: Client
) -> None:
    """A directive's review that no task carries out, from 30 days before its day."""
    paper = registered(year.specialist, "20-CT/TW", "05/07/2009", "02/01/2019")
    registered(year.specialist, "21-CT/TW", "18/07/2009", "02/01/2019")  # 31 days from then
    registered(year.contacts[2], "22-CT/TW", "05/07/2009", "02/01/2019")  # of another register

    said = digests("2019-06-17")

    (line,) = [one for one in said[year.specialist.pk] if "Sơ kết, tổng kết cần giao" in one]
    assert line == (
        "Sơ kết, tổng kết cần giao (1): Tổng kết 10 năm, 20-CT/TW, thời hạn 05/07/2019, còn 18 ngày"
    )
    client.force_login(year.specialist)
    with time_machine.travel(at("2019-06-17", 8), tick=False):
        parts = Mail.objects.get(user=year.specialist).body["agencies"][0]["parts"]
        (part,) = [one for one in parts if one["key"] == "review"]
        listed = client.get(part["url"]).context
        home = client.get(reverse("workspace:home"))
    assert part["count"] == listed["page"].total == home.context["screen"].to_assign == 1
    assert f'href="{part["url"]}">1 việc sơ kết, tổng kết cần giao</a>' in home.content.decode()
    assert [line.milestone.document for line in listed["lines"]] == [paper]
    assert [row["url"] for row in part["rows"]] == [listed["lines"][0].milestone.get_absolute_url()]


def test_a_review_that_is_assigned_leaves_the_mail(year: Year) -> None:
    paper = registered(year.specialist, "20-CT/TW", "05/07/2009", "02/01/2019")
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=year.agencies[2], title="Chuyên viên")
    one = ReviewAssignment(
        milestone=paper.milestones.get(years=10),
        lead_agency=year.agencies[2],
        person_in_charge=official,
        due_on=date(2019, 7, 5),
    )
    task = assign_reviews([one], by=year.specialist, at=at("2019-06-14"))[0]

    assert "Sơ kết, tổng kết cần giao" not in str(digests("2019-06-17"))
    withdraw_task(task, reason="Nhầm", by=year.specialist, at=at("2019-06-17"))
    assert "Sơ kết, tổng kết cần giao (1)" in str(digests("2019-06-18"))


def test_an_english_mail_names_a_review_in_english(year: Year) -> None:
    User.objects.filter(pk=year.specialist.pk).update(language="en")
    registered(year.specialist, "20-CT/TW", "05/07/2009", "02/01/2019")
    said = digests("2019-06-17")[year.specialist.pk]
    assert any(line.startswith("Reviews to assign (1): Final review after 10") for line in said)
