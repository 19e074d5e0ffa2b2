"""The history tab: readable, newest first, in two queries."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit import services as audit
from phoihop.audit.history import history_of, value_words
from phoihop.audit.models import Change
from phoihop.audit.words import field_words, verb_words

pytestmark = pytest.mark.django_db


def test_newest_first_in_the_words_of_the_office(cast: Cast) -> None:
    agency = cast.lead_agency
    audit.record("agency.created", agency, by=cast.lead, at=NOW)
    audit.record(
        "agency.closed",
        agency,
        by=cast.lead,
        at=NOW,
        changes={"valid_to": (None, NOW.date()), "level": ("commune", "district")},
    )
    closed, created = history_of(agency)

    assert created.words == "Thêm cơ quan"
    assert (closed.words, closed.who) == ("Ghi ngày kết thúc hoạt động", "Lê Thu Hà")
    assert closed.agency == "Phòng Giáo dục và Đào tạo"
    assert [(line.field, line.old, line.new) for line in closed.changes] == [
        ("ngày cuối", "", "16/04/2019"),
        ("cấp", "Cấp xã", "Cấp huyện (đến 30/06/2025)"),
    ]


def test_another_record_of_the_same_number_is_another_history(cast: Cast) -> None:
    audit.record("agency.created", cast.lead_agency, by=None, at=NOW)

    assert history_of(cast.partner_agency) == []
    assert history_of(cast.lead) == []


def test_a_long_history_costs_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = AgencyFactory.create()
    entries = [audit.Entry("agency.changed", agency, {"note": ("a", str(n))}) for n in range(200)]
    audit.record_many(entries, by=cast.lead, at=NOW)
    with django_assert_num_queries(2):
        lines = history_of(agency)

    assert len(lines) == 200


def test_redacted_values_say_so(cast: Cast) -> None:
    audit.record("agency.changed", cast.lead_agency, by=None, at=NOW, changes={"note": ("a", "b")})
    Change.objects.update(old=None, new=None, salt="")
    [line] = history_of(cast.lead_agency)

    assert line.changes[0].new == "đã xóa"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "có"),
        (False, "không"),
        ("2019-04-16", "16/04/2019"),
        ("2019-04-16T01:00:00+00:00", "16/04/2019 08:00"),
        ("2026-02-31", "2026-02-31"),
        (["2019-04-16", "x"], "16/04/2019; x"),
        ("12 tin, bài", "12 tin, bài"),
        (75, "75"),
    ],
)
def test_values_as_a_person_reads_them(value: object, words: str) -> None:
    assert value_words("agencies.agency", "note", value) == words


def test_a_word_nobody_gave_is_shown_by_its_key() -> None:
    assert verb_words("nothing.happened") == "nothing.happened"
    assert field_words("agencies.agency", "nothing") == "nothing"


def test_words_follow_the_language() -> None:
    with translation.override("en"):
        assert verb_words("agency.created") == "Registered the agency"
    with translation.override("vi"):
        assert verb_words("agency.created") == "Thêm cơ quan"
