"""Begin a paper from a template or from an earlier year's."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agreements import errors, services
from phoihop.agreements.beginning import own_body, supplied, templates_of, term_years, years_moved
from phoihop.agreements.comparing import compare
from phoihop.agreements.models import Agreement, AgreementKind, AgreementTemplate, SectionKind
from phoihop.agreements.snapshots import take
from phoihop.agreements.tests import story
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.periods import parse_due_rule

pytestmark = pytest.mark.django_db


def test_the_supplied_templates_are_whole() -> None:
    assert {body.get("kind") for body in supplied()} == set(AgreementKind.values)
    for body in supplied():
        kinds = [one["kind"] for one in body["sections"]]
        assert kinds == [kind.value for kind in SectionKind if kind != SectionKind.OTHER]
        for item in body["items"]:
            assert item["text"]
            if item["due_rule"]:
                parse_due_rule(item["due_rule"])


def test_a_paper_begun_from_a_template_has_its_text_and_contents(cast: Cast) -> None:
    body, key = supplied()[0], uuid.uuid4()
    twice = [
        services.begin_from_template(
            body["kind"], body, title="Chương trình 2019", form_key=key, by=cast.issuer, at=NOW
        )
        for _time in range(2)
    ]
    made = twice[0]

    assert twice[1] == made
    assert Agreement.objects.get() == made
    assert [one.title for one in made.sections.all()] == [one["title"] for one in body["sections"]]
    assert made.items.count() == len(body["items"])
    assert made.clauses.exists()


def test_a_template_of_the_office_leaves_agencies_and_days_out(cast: Cast) -> None:
    told = story.start(cast.issuer)
    with pytest.raises(errors.TemplateNameRequired):
        services.keep_as_template(told.agreement, " ", by=cast.issuer, at=NOW)
    with pytest.raises(PermissionDenied):
        services.keep_as_template(told.agreement, "x", by=cast.outsider, at=NOW)

    template = services.keep_as_template(told.agreement, "Mẫu năm", by=cast.issuer, at=NOW)

    rules = [item["due_rule"] for item in own_body(template)["items"]]
    assert set(rules) == {"", "quarterly:20"}
    assert services.keep_as_template(told.agreement, "Mẫu năm", by=cast.issuer, at=NOW) == template
    assert list(templates_of(cast.issuer_agency)) == [template]
    assert list(templates_of(cast.lead_agency)) == []
    services.remove_template(template, by=cast.issuer, at=NOW)
    assert list(templates_of(cast.issuer_agency)) == []


def test_next_year_s_paper_moves_days_and_years_and_shows_them(cast: Cast) -> None:
    told = story.start(cast.issuer)
    paper = DocumentFactory.create(owner=cast.issuer_agency)
    services.add_legal_basis(told.agreement, paper, by=cast.issuer, at=NOW)

    made = services.begin_from_last_year(told.agreement, by=cast.issuer, at=NOW)

    assert made.title == "Chương trình phối hợp công tác năm 2020"
    assert (made.valid_from, made.valid_to) == (date(2020, 1, 1), date(2020, 12, 31))
    assert made.parties.count() == 13
    assert made.legal_bases.get().document == paper
    assert made.based_on == told.agreement
    assert made.copied_from is None
    rules = [item.due_rule for item in made.items.all()]
    assert rules[0] == "on:2020-05-31"
    assert rules[6] == "quarterly:20"
    found = compare(take(told.agreement), take(made))
    assert len(found.items) == 7  # the one that recurs is as it was
    assert [one.how for one in found.all] == ["changed"] * 8
    with pytest.raises(PermissionDenied):
        services.begin_from_last_year(told.agreement, by=cast.outsider, at=NOW)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), 1),
        (date(2019, 3, 15), date(2019, 12, 31), 1),
        (date(2020, 11, 18), date(2021, 11, 18), 1),
        (date(2018, 12, 20), date(2019, 12, 31), 1),
        (date(2019, 1, 1), None, 1),
        (date(2021, 1, 1), date(2022, 12, 31), 2),
        (date(2021, 1, 1), date(2025, 12, 31), 5),
        (date(2021, 7, 28), date(2025, 12, 31), 5),
        (date(2020, 6, 1), date(2025, 6, 1), 5),
    ],
)
def test_the_length_of_a_term_in_years(first: date, last: date | None, years: int) -> None:
    assert term_years(Agreement(valid_from=first, valid_to=last)) == years


def test_like_the_programme_before_moves_everything_by_its_whole_term(cast: Cast) -> None:
    source = services.create_agreement(
        by=cast.issuer,
        at=NOW,
        kind="programme",
        title="Chương trình phối hợp giai đoạn 2021-2025",
        valid_from=date(2021, 7, 28),
        valid_to=date(2025, 12, 31),
    )
    services.add_item(
        source,
        by=cast.issuer,
        at=NOW,
        text="Sơ kết năm 2023",
        product="Báo cáo năm 2023",
        due_rule="on:2023-12-15",
    )

    made = services.begin_from_last_year(source, by=cast.issuer, at=NOW)

    assert made.title == "Chương trình phối hợp giai đoạn 2026-2030"
    assert (made.valid_from, made.valid_to) == (date(2026, 7, 28), date(2030, 12, 31))
    item = made.items.get()
    assert (item.text, item.product) == ("Sơ kết năm 2028", "Báo cáo năm 2028")
    assert item.due_rule == "on:2028-12-15"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("năm 2019", "năm 2020"),
        ("giai đoạn 2019–2021", "giai đoạn 2020–2022"),
        ("Luật Đất đai năm 2013", "Luật Đất đai năm 2013"),
        ("ngày 04 tháng 11 năm 2019", "ngày 04 tháng 11 năm 2019"),
        ("12 tin, bài; 120191 lượt", "12 tin, bài; 120191 lượt"),
        ("Luật Đất đai 2013; 2000 đại biểu", "Luật Đất đai 2013; 2000 đại biểu"),
        ("NĐ 30/2020/NĐ-CP, ngày 04/11/2013", "NĐ 30/2020/NĐ-CP, ngày 04/11/2013"),
    ],
)
def test_only_years_are_moved(text: str, moved: str) -> None:
    assert years_moved(text, range(2018, 2023)) == moved


def test_the_start_screen_begins_in_each_way_and_refuses_in_words(
    client: Client, cast: Cast
) -> None:
    told = story.start(cast.issuer)
    template = services.keep_as_template(told.agreement, "Mẫu năm", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    url = reverse("agreements:begin")
    page = client.get(url).content.decode()
    for words in ("Từ mẫu", "Theo văn bản năm trước", "Mẫu năm", "Soạn từ đầu"):
        assert words in page

    refused = client.post(url, {"way": "template", "title": "Tên đã gõ", "template": "o:99x"})
    assert refused.status_code == 422
    assert "Tên đã gõ" in refused.content.decode()
    assert client.post(url, {"way": "year", "source": "abc"}).status_code == 422
    for data in (
        {"way": "template", "template": "s:quy-che"},
        {"way": "template", "template": f"o:{template.pk}", "title": "Theo mẫu"},
        {"way": "year", "source": str(told.agreement.pk)},
    ):
        answer = client.post(url, {**data, "form_key": str(uuid.uuid4())})
        assert answer.status_code == 302, data
    assert Agreement.objects.count() == 4
    shown = client.get(client.post(url, {"way": "year", "source": told.agreement.pk}).url)  # type: ignore[attr-defined]  # a redirect
    assert "31/12/2020" in shown.content.decode()

    client.force_login(cast.outsider)
    drop = reverse("agreements:template_drop", args=[template.pk])
    assert client.post(drop).status_code == 404
    assert AgreementTemplate.objects.get().hidden_at is None
