"""What is found, in which order, and by whom; on both databases."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Cast
from phoihop.search import services
from phoihop.search.engine import NO_FILTERS, Audience, Filters, count_newer, find, newest
from phoihop.search.models import SearchEntry
from phoihop.search.tests.records import Duty, Paper

pytestmark = [pytest.mark.differs, pytest.mark.django_db]
ANYONE = Audience(agency_id=None)


def put(number: int, title: str, **more: object) -> None:
    services.put(Paper(pk=number), title=title, **({"everyone": True} | more))  # type: ignore[arg-type]


def found(words: str, audience: Audience = ANYONE) -> list[int]:
    return [hit.object_id for hit in find(audience, words).hits]


@pytest.mark.parametrize(
    "words",
    [
        "Tiên Lữ",
        "tiên lữ",
        "tien lu",
        "TIEN LU",
        "lữ tiên",
        " tien,lu. ",
        "Tie\u0302n Lu\u031b\u0303",
    ],
    ids=["exact", "lower", "no-accents", "capitals", "turned", "punctuation", "decomposed"],
)
def test_a_place_is_found_however_it_is_typed(words: str) -> None:
    put(1, "Huyện ủy Tiên Lữ")
    put(2, "Huyện ủy Phù Cừ")
    assert found(words) == [1]


def test_exact_accents_come_before_others() -> None:
    put(1, "Tiền lũ lụt", date=date(2020, 1, 1))
    put(2, "Về huyện Tiên Lữ", date=date(2010, 1, 1))
    put(3, "Kế hoạch", text="làm tại Tiên Lữ", date=date(2011, 1, 1))
    assert found("Tiên Lữ") == [2, 3, 1]
    assert set(found("tien lu")) == {1, 2, 3}


def test_words_side_by_side_in_a_title_come_before_words_apart() -> None:
    put(1, "Lữ đoàn đi tiên phong", date=date(2020, 1, 1))
    put(2, "Huyện Tiên Lữ", date=date(2010, 1, 1))
    assert found("tien lu") == [2, 1]


def test_words_typed_with_accents_find_what_was_written_without() -> None:
    put(1, "dai truyen thanh huyen", date=date(2020, 1, 1))
    put(2, "Đài truyền thanh huyện", date=date(2010, 1, 1))
    assert found("đài truyền thanh") == [2, 1]
    assert found("dai truyen thanh") == [1, 2]


@pytest.mark.parametrize(
    "words",
    ["14-KH/BTGThU", "14 kh btgthu", "14kh/btgthu", "014-KH/BTGTHU", "kế hoạch 14-KH/BTGThU"],
)
def test_a_symbol_is_found_in_every_way_of_writing_it_and_comes_first(words: str) -> None:
    put(1, "Báo cáo 14 kế hoạch kh btgthu của năm", date=date(2024, 1, 1))
    put(2, "Kế hoạch năm 2019", symbols=["14-KH/BTGThU"], date=date(2019, 1, 1))
    put(3, "Kế hoạch khác", symbols=["15-KH/BTGThU"])
    result = find(ANYONE, words)
    assert result.hits[0].object_id == 2
    assert 3 not in [hit.object_id for hit in result.hits]
    assert result.read_as.by_symbol


def test_the_beginning_of_a_symbol_is_enough() -> None:
    put(1, "Kế hoạch năm 2019", symbols=["14-KH/BTGThU"])
    put(2, "Kế hoạch khác", symbols=["15-KH/BTGThU"])
    put(3, "Kế hoạch nữa", symbols=["14-KH"])
    assert found("14-KH") == [3, 1]


def test_the_beginning_of_the_last_word_is_taken_only_when_no_whole_word_is_there() -> None:
    put(1, "Phòng Giáo dục và Đào tạo")
    put(2, "Trường Tiểu học")
    assert found("giáo d") == [1]
    assert find(ANYONE, "giáo d").read_as.by_beginning
    put(3, "Giáo d")
    assert found("giáo d") == [3]


def test_only_who_may_see_it_finds_and_counts_it(cast: Cast) -> None:
    put(1, "Kế hoạch kín", everyone=False, owner=cast.issuer_agency, viewers=[cast.lead_agency.pk])
    put(2, "Kế hoạch ngỏ")
    put(3, "Kế hoạch riêng", everyone=False, viewers=[])
    agencies = type(cast.issuer_agency).objects
    scope = agencies.filter(pk=cast.issuer_agency.pk).values("pk")

    def seen(audience: Audience) -> tuple[set[int], int]:
        result = find(audience, "kế hoạch")
        return {hit.object_id for hit in result.hits}, result.total

    assert seen(Audience(cast.lead_agency.pk)) == ({1, 2}, 2)
    assert seen(Audience(cast.outside_agency.pk)) == ({2}, 1)
    assert seen(Audience(cast.outside_agency.pk, scope)) == ({1, 2}, 2)
    assert seen(Audience(None)) == ({2}, 1)


def test_set_viewers_replaces_who_may_find_it(cast: Cast) -> None:
    put(1, "Kế hoạch kín", everyone=False, viewers=[cast.lead_agency.pk])
    services.set_viewers(Paper(pk=1), [cast.partner_agency.pk, cast.partner_agency.pk])
    assert found("kế hoạch", Audience(cast.lead_agency.pk)) == []
    assert found("kế hoạch", Audience(cast.partner_agency.pk)) == [1]
    put(1, "Kế hoạch khác", everyone=False)
    assert found("kế hoạch khác", Audience(cast.partner_agency.pk)) == [1]


def test_filters_narrow_what_is_found_and_the_counts_name_every_kind(cast: Cast) -> None:
    put(1, "Tiêm chủng", date=date(2019, 5, 1), owner=cast.lead_agency)
    put(2, "Tiêm chủng mở rộng", date=date(2020, 5, 1))
    services.put(Duty(pk=9), title="Tiêm chủng tại xã", date=date(2019, 2, 1), everyone=True)
    result = find(ANYONE, "tiem chung", Filters(kinds=["search.duty"]))
    assert [hit.url for hit in result.hits] == ["/viec/9/"]
    assert result.total == 1
    assert result.by_kind == {"search.paper": 2, "search.duty": 1}
    assert find(ANYONE, "tiem chung", Filters(year=2019)).total == 2
    owned = Filters(only={"search.paper": SearchEntry.objects.filter(title="Tiêm chủng")})
    # Any table serves; here the record's key is looked up among the entries themselves.
    entry = SearchEntry.objects.get(title="Tiêm chủng")
    SearchEntry.objects.filter(pk=entry.pk).update(object_id=entry.pk)
    narrowed = find(ANYONE, "tiem chung", owned)
    assert [hit.object_id for hit in narrowed.hits] == [entry.pk]
    assert narrowed.by_kind == {"search.paper": 1}
    assert find(ANYONE, "tiem chung", Filters(only={})).total == 0


def test_what_came_in_later_is_counted_as_new(cast: Cast) -> None:
    put(1, "Tiêm chủng", symbols=["1-KH/HU"])
    before = newest()
    put(2, "Tiêm chủng mở rộng")
    put(3, "Kế hoạch khác", symbols=["7-KH/HU"])
    put(4, "Tiêm chủng kín", everyone=False, viewers=[cast.lead_agency.pk])
    put(1, "Tiêm chủng, sửa lại", symbols=["1-KH/HU"])

    assert count_newer(ANYONE, "tiem chung", NO_FILTERS, than=before) == 1
    assert count_newer(Audience(cast.lead_agency.pk), "tiem chung", NO_FILTERS, than=before) == 2
    assert count_newer(ANYONE, "7-KH/HU", NO_FILTERS, than=before) == 1
    assert count_newer(ANYONE, "tiem chung", Filters(year=1999), than=before) == 0
    assert count_newer(ANYONE, "tiem chung", NO_FILTERS, than=newest()) == 0
    assert count_newer(ANYONE, " - ", NO_FILTERS, than=0) == 0


def test_a_page_further_on_continues_where_the_first_ended() -> None:
    services.put_many(
        services.Card(record=Paper(pk=n), title=f"Công văn số {n}", everyone=True)
        for n in range(1, 8)
    )
    pages = [find(ANYONE, "cong van", limit=3, offset=offset) for offset in (0, 3, 6)]
    ids = [hit.object_id for page in pages for hit in page.hits]
    assert sorted(ids) == list(range(1, 8))
    assert [page.total for page in pages] == [7, 7, 7]


def test_the_count_stops_at_a_thousand() -> None:
    services.put_many(
        services.Card(record=Paper(pk=n), title=f"Công văn {n}", everyone=True) for n in range(1001)
    )
    services.put(Duty(pk=1), title="Công văn", everyone=True)
    result = find(ANYONE, "công văn")
    assert (result.total, result.capped) == (1000, True)
    assert result.by_kind == {"search.paper": 1001, "search.duty": 1}
    narrow = find(ANYONE, "công văn", Filters(kinds=["search.duty"]))
    assert (narrow.total, narrow.capped) == (1, False)


def test_what_is_rewritten_or_removed_is_no_longer_found() -> None:
    put(1, "Kế hoạch cũ", text="lời dẫn", symbols=["1-KH/HU"])
    put(1, "Chương trình mới", symbols=["2-CTr/HU"])
    assert (found("kế hoạch"), found("1-KH/HU"), found("dẫn")) == ([], [], [])
    assert found("chương trình") == found("2-ctr/hu") == [1]
    services.remove(Paper(pk=1))
    assert found("chương trình") == []
    assert not SearchEntry.objects.exists()


def test_of_two_cards_of_one_record_the_last_counts() -> None:
    cards = [services.Card(record=Paper(pk=1), title=t, everyone=True) for t in ("Một", "Hai")]
    services.put_many(cards)
    assert (found("một"), found("hai")) == ([], [1])


def test_the_words_found_are_marked_where_they_stand() -> None:
    text = "Mở đầu. " * 40 + "Ban Tuyên giáo phối hợp với Đài truyền thanh huyện. " + "Kết. " * 90
    put(1, "Đài truyền thanh", hint="Chương trình", text=text)
    (hit,) = find(ANYONE, "dai truyen thanh").hits
    assert [part.text for part in hit.title if part.marked] == ["Đài", "truyền", "thanh"]
    shown = "".join(part.text for part in hit.snippet)
    assert "phối hợp với Đài truyền thanh huyện" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300
    result = find(ANYONE, "dai truyen thanh")
    assert result.read_as.without_accents
    assert result.read_as.forms == ("đài truyền thanh",)


def test_an_excerpt_says_which_attached_file_it_is_from() -> None:
    parts = [
        ("a.pdf", "Danh sách cán bộ"),
        ("b\x1eb\x1f.docx", "Danh sách xóm Đoài\x1ebịa.pdf\x1f"),
    ]
    put(1, "Kế hoạch", text="Toàn văn của kế hoạch, có danh sách kèm theo", parts=parts)
    (hit,) = find(ANYONE, "danh sách xóm").hits
    assert (hit.snippet_of, hit.snippet[0].text) == ("b b .docx", "Danh")
    (hit,) = find(ANYONE, "kế hoạch").hits
    assert hit.snippet_of == ""
    (hit,) = find(ANYONE, "can bo").hits
    assert hit.snippet_of == "a.pdf"


def test_an_excerpt_is_taken_from_deep_inside_a_text() -> None:
    put(1, "Sổ", parts=[("sổ.pdf", "từ " * 15_000 + "cộng tác viên thôn Hạ " + "khác " * 9000)])
    (hit,) = find(ANYONE, "thôn hạ").hits
    assert "cộng tác viên thôn Hạ" in "".join(part.text for part in hit.snippet)
    assert hit.snippet_of == "sổ.pdf"


@pytest.mark.parametrize("words", ["", "  ", "-/.", "\0", "'\"", "%", "_"])
def test_nothing_asked_finds_nothing(words: str) -> None:
    put(1, "Kế hoạch")
    assert find(ANYONE, words).hits == []


@pytest.mark.parametrize(
    "words",
    ["kế' OR 1=1 --", '"kế" NOT "hoạch"', "title_exact : kế", "kế NEAR hoạch"],
)
def test_the_syntax_of_a_database_is_read_as_words(words: str) -> None:
    put(1, "Kế hoạch")
    assert found(words) == []
    assert found("kế:* & !hoạch") == found('("kế" -hoạch)*') == [1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), title=st.text(min_size=1, max_size=60))
def test_no_text_breaks_the_index_or_the_search(words: str, title: str) -> None:
    put(1, title, text=words, symbols=[words])
    assert found(words) in ([], [1])
    assert found(title) in ([], [1])


def test_a_very_long_text_is_kept() -> None:
    put(1, "Sách", text=" ".join(f"từ{n}" for n in range(60_000)))
    put(2, "Chữ lạ", text="".join(chr(0x4E00 + n % 20_000) for n in range(100_000)))
    assert found("từ17") == [1]
