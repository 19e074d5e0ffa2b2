"""Citations between documents, and the places where records were read."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.audit.history import history_of
from phoihop.audit.models import Event
from phoihop.documents import citations, services
from phoihop.documents.candidates import candidates
from phoihop.documents.errors import AlreadyCited, CitesItself, NoSuchPlace, NothingCited
from phoihop.documents.facts import CitationFacts, DocumentFacts
from phoihop.documents.models import Citation, Document, Regime, Relation, SourceSpan
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.reading import Mark, paragraphs
from phoihop.documents.spans import (
    Source,
    link_source_span,
    link_source_spans,
    sentence_around,
    spans_of,
)
from phoihop.documents.tests.factories import DocumentFactory

TEXT = "Căn cứ Chỉ thị 05-CT/TW. Huyện đoàn mở 3 lớp bơi;\nPhòng Giáo dục phối hợp."
FACTS = DocumentFacts(kind="KH", code="14-KH/BTGHU", subject="về dạy bơi", text=TEXT)


@pytest.fixture
def plan(cast: Cast) -> Document:
    return services.register_document(FACTS, by=cast.lead, at=NOW)


@pytest.fixture
def directive(cast: Cast) -> Document:
    facts = DocumentFacts(kind="CT", code="05-CT/TW", subject="về học tập", issuer_name="Bộ CT")
    return services.register_document(facts, by=cast.lead, at=NOW)


def test_a_symbol_that_one_document_bears_is_linked(
    cast: Cast, plan: Document, directive: Document
) -> None:
    cited = citations.cite(plan, Relation.BASED_ON, "05 ct tw", by=cast.lead, at=NOW)

    assert (cited.target, cited.as_printed) == (directive, "05 ct tw")
    event = Event.objects.get(verb="citation.added")
    assert (event.kind, event.object_id) == ("documents.document", plan.pk)


def test_words_nothing_answers_to_stay_open_until_a_person_links_them(
    cast: Cast, plan: Document, directive: Document
) -> None:
    facts = CitationFacts(Relation.BASED_ON, None, "chỉ thị số 05 của Bộ Chính trị")
    cited = citations.add_citation(plan, facts, by=cast.lead, at=NOW)
    assert cited.target is None

    [[offered]] = candidates([cited.as_printed], cast.lead, apart_from=plan)
    assert offered.document == directive
    citations.resolve_citation(cited, directive, by=cast.lead, at=NOW)

    cited.refresh_from_db()
    assert cited.target == directive
    assert Event.objects.filter(verb="citation.resolved").count() == 1


def test_a_session_fits_several_and_is_ranked_by_subject(cast: Cast) -> None:
    for code, subject in (("28-NQ/TW", "về bảo vệ Tổ quốc"), ("29-NQ/TW", "về giáo dục")):
        facts = DocumentFacts(kind="NQ", code=code, subject=subject, ordinal="8/XI")
        services.register_document(facts, by=cast.lead, at=NOW)

    words = "Nghị quyết Trung ương 8 khóa XI về giáo dục và đào tạo"
    [offered] = candidates([words], cast.lead)

    assert [one.document.code for one in offered] == ["29-NQ/TW", "28-NQ/TW"]


def test_said_twice_it_stands_once(cast: Cast, plan: Document, directive: Document) -> None:
    for words in ("05-CT/TW", "một văn bản khác"):
        first = citations.cite(plan, Relation.BASED_ON, words, by=cast.lead, at=NOW)
        assert citations.cite(plan, Relation.BASED_ON, words, by=cast.lead, at=NOW) == first

    assert Citation.objects.count() == 2


def test_what_makes_no_citation(cast: Cast, plan: Document, directive: Document) -> None:
    with pytest.raises(NothingCited):
        citations.cite(plan, Relation.BASED_ON, "  ", by=cast.lead, at=NOW)
    with pytest.raises(CitesItself):
        citations.add_citation(
            plan, CitationFacts(Relation.BASED_ON, plan.pk), by=cast.lead, at=NOW
        )
    citations.cite(plan, Relation.BASED_ON, "05-CT/TW", by=cast.lead, at=NOW)
    still_open = citations.cite(plan, Relation.BASED_ON, "Chỉ thị 5", by=cast.lead, at=NOW)
    with pytest.raises(AlreadyCited):
        citations.resolve_citation(still_open, directive, by=cast.lead, at=NOW)


def test_nobody_cites_what_they_do_not_see_nor_for_another_agency(
    cast: Cast, plan: Document
) -> None:
    unseen = DocumentFactory.create(owner=cast.outside_agency)
    cited = citations.cite(plan, Relation.BASED_ON, unseen.code, by=cast.lead, at=NOW)

    assert cited.target is None
    with pytest.raises(PermissionDenied):
        citations.resolve_citation(cited, unseen, by=cast.lead, at=NOW)
    with pytest.raises(PermissionDenied):
        citations.cite(plan, Relation.BASED_ON, "05-CT/TW", by=cast.outsider, at=NOW)
    with pytest.raises(PermissionDenied):
        citations.remove_citation(cited, by=cast.inspector, at=NOW)


def test_the_history_does_not_tell_the_subject_of_what_is_cited(cast: Cast, plan: Document) -> None:
    unseen = DocumentFactory.create(owner=cast.lead_agency, code="", subject="việc nội bộ của ban")
    cited = citations.cite(plan, Relation.BASED_ON, "văn bản của ban", by=cast.lead, at=NOW)
    citations.resolve_citation(cited, unseen, by=cast.lead, at=NOW)

    told = [change.new for line in history_of(plan) for change in line.changes]
    assert "văn bản của ban" in told
    assert not [words for words in told if "nội bộ" in words]


def test_taking_a_citation_back_leaves_its_trace(cast: Cast, plan: Document) -> None:
    cited = citations.cite(plan, Relation.AMENDS, "07-KH/BTGHU", by=cast.lead, at=NOW)

    citations.remove_citation(cited, by=cast.lead, at=NOW)
    citations.remove_citation(cited, by=cast.lead, at=NOW)

    assert not Citation.objects.exists()
    assert Event.objects.filter(verb="citation.removed").count() == 1


def test_a_record_keeps_the_words_and_the_sentence_it_was_read_from(
    cast: Cast, plan: Document
) -> None:
    start = TEXT.index("Huyện đoàn")

    span = link_source_span(
        cast.partner_agency, plan, start, start + len("Huyện đoàn"), by=cast.lead, at=NOW
    )

    assert (span.text, span.sentence) == ("Huyện đoàn", "Huyện đoàn mở 3 lớp bơi;")
    assert spans_of(cast.partner_agency) == [span]
    assert span.get_absolute_url() == f"{plan.get_absolute_url()}?span={span.pk}#o-{start}"


@pytest.mark.parametrize(("start", "end"), [(5, 5), (3, 2), (0, 10_000)])
def test_a_place_outside_the_text_is_refused(
    cast: Cast, plan: Document, start: int, end: int
) -> None:
    with pytest.raises(NoSuchPlace):
        link_source_spans(plan, [Source(plan, start, end)], by=cast.lead, at=NOW)

    assert not SourceSpan.objects.exists()


def test_an_outsider_links_nothing_to_a_text(cast: Cast, plan: Document) -> None:
    with pytest.raises(PermissionDenied):
        link_source_span(plan, plan, 0, 5, by=cast.outsider, at=NOW)


def test_places_follow_a_corrected_text(cast: Cast, plan: Document) -> None:
    lost, kept = TEXT.index("3 lớp"), TEXT.index("Phòng Giáo dục")
    link_source_spans(
        plan,
        [Source(plan, lost, lost + 5), Source(cast.lead_agency, kept, kept + 14)],
        by=cast.lead,
        at=NOW,
    )
    at = TEXT.index("05-CT/TW")
    facts = CitationFacts(Relation.BASED_ON, None, "05-CT/TW", at, at + 8)
    citations.add_citation(plan, facts, by=cast.lead, at=NOW)

    corrected = "KẾ HOẠCH\n" + TEXT.replace("3 lớp", "4 lớp")
    services.edit_document(plan, {"text": corrected}, by=cast.lead, at=NOW)

    [moved] = spans_of(cast.lead_agency)
    assert (moved.start, moved.stands()) == (kept + 9, True)
    [gone] = spans_of(plan)
    assert not gone.stands()
    assert Citation.objects.get().start == at + 9


def test_a_sentence_ends_at_a_stop_or_a_line() -> None:
    start = TEXT.index("Phòng")

    assert sentence_around(TEXT, start, start + 5) == "Phòng Giáo dục phối hợp."
    assert sentence_around(TEXT, 0, 3) == "Căn cứ Chỉ thị 05-CT/TW."


def test_the_text_is_laid_out_by_offsets() -> None:
    text = "Một hai.\n\nBa bốn năm."
    marks = [Mark(14, 17, url="/van-ban/7/"), Mark(11, 13, lit=True), Mark(3, 900)]

    first, second = paragraphs(text, marks)

    assert (first.start, [p.words for p in first.pieces]) == (0, ["Một hai."])
    assert second.start == 10
    assert "".join(piece.words for piece in second.pieces) == "Ba bốn năm."
    assert [(p.words, p.anchor, p.url, p.lit) for p in second.pieces] == [
        ("B", None, "", False),
        ("a ", 11, "", True),
        ("b", None, "", False),
        ("ốn ", 14, "/van-ban/7/", False),
        ("năm.", None, "", False),
    ]


def test_facts_of_another_year_or_term_are_another_paper(cast: Cast) -> None:
    facts = replace(FACTS, issuer_name="Ban Tuyên giáo", issued_on=date(2019, 1, 5))
    state = replace(facts, code="14/KH-UBND")
    for one in (facts, state):
        services.register_document(one, by=cast.lead, at=NOW)
    same = Document.objects.same_paper

    assert same(facts).count() == same(state).count() == 1
    assert not same(replace(facts, issuer_name="Huyện đoàn")).exists()
    # State papers count through the year, Party papers through the term of five years.
    assert not same(replace(state, issued_on=date(2018, 12, 31))).exists()
    assert same(replace(facts, issued_on=date(2018, 12, 31))).exists()
    assert not same(replace(facts, issued_on=date(2014, 1, 5))).exists()


def test_our_own_party_papers_count_through_the_term_of_their_series(cast: Cast) -> None:
    run = Run(Regime.PARTY, "KH/BTGHU", date(2018, 8, 1), date(2020, 7, 31))
    start_series(run, by=cast.issuer, at=NOW)
    facts = replace(FACTS, issuer=cast.issuer_agency, issued_on=date(2018, 7, 31))
    services.register_document(facts, by=cast.issuer, at=NOW)

    assert not Document.objects.same_paper(replace(facts, issued_on=date(2018, 8, 1))).exists()


def test_words_that_stand_once_in_the_text_are_linked_there(
    cast: Cast, plan: Document, directive: Document
) -> None:
    cited = citations.cite(plan, Relation.BASED_ON, "05-CT/TW", by=cast.lead, at=NOW)

    assert cited.start is not None
    assert TEXT[cited.start : cited.end] == "05-CT/TW"
