"""Words that no registered paper answers to: what is offered, why, and what happens later."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.documents import citations, services
from phoihop.documents.candidates import candidates
from phoihop.documents.errors import AlreadyLinked
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Citation, CitationClue, Document, Relation
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.wording import read_wording
from phoihop.inbox.models import Notice

PLAN = DocumentFacts(kind="KH", code="14-KH/BTGHU", subject="về dạy bơi")


@pytest.fixture
def plan(cast: Cast) -> Document:
    return services.register_document(PLAN, by=cast.lead, at=NOW)


def cite(plan: Document, words: str, cast: Cast) -> Citation:
    return citations.cite(plan, Relation.BASED_ON, words, by=cast.lead, at=NOW)


def register(cast: Cast, **facts: object) -> Document:
    said = replace(DocumentFacts(subject="về công tác"), **facts)  # type: ignore[arg-type]  # its fields
    return services.register_document(said, by=cast.lead, at=NOW)


@pytest.mark.parametrize(
    ("words", "clues"),
    [
        ("chỉ thị số 07", ["no:7"]),
        ("Chỉ thị 05-CT/TW", ["code:5cttw"]),
        ("05 - CT / TW", ["code:5cttw"]),
        ("Nghị quyết TW8 khóa XI", ["ord:8/xi"]),
        ("NQ TW 4 khóa XII", ["ord:4/xii"]),
        ("Nghị quyết Trung ương 8 (khóa XI) về đổi mới giáo dục", ["ord:8/xi"]),
        ("Nghị quyết TW8", ["ord:8/"]),
        ("Nghị quyết Đại hội XIII", ["ord:dh xiii"]),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", ["ord:dh xiii"]),
        ("Quyết định số 12/QĐ-UBND và Chỉ thị 05-CT/TW", ["code:12qdubnd", "code:5cttw"]),
        ("kế hoạch của huyện", []),
        ("", []),
    ],
)
def test_words_are_taken_apart(words: str, clues: list[str]) -> None:
    assert read_wording(words).clues() == clues


def test_every_resolution_of_the_session_is_offered_with_the_reason(cast: Cast) -> None:
    for code, subject in (("28-NQ/TW", "về bảo vệ Tổ quốc"), ("29-NQ/TW", "về đổi mới giáo dục")):
        register(cast, kind="NQ", code=code, subject=subject, ordinal="8/XI")
    register(cast, kind="NQ", code="30-NQ/TW", subject="về giáo dục", ordinal="8/XII")

    with translation.override("vi"):
        [offered] = candidates(["Nghị quyết TW8 khóa XI về đổi mới giáo dục"], cast.lead)

    assert [one.document.code for one in offered] == ["29-NQ/TW", "28-NQ/TW"]
    assert offered[0].reason == "cùng kỳ hội nghị (8/XI), 4 từ trùng với trích yếu"
    assert offered[1].reason == "cùng kỳ hội nghị (8/XI)"


def test_kind_day_year_and_issuer_speak_for_and_against(cast: Cast) -> None:
    own = {"owner": cast.lead_agency, "number": 7}
    plain = DocumentFactory.create(**own, code="07-CT/TW", issued_on=date(2016, 5, 2))
    DocumentFactory.create(**own, kind="KH", code="07-KH/TU", issued_on=date(2016, 5, 2))
    older = DocumentFactory.create(
        **own, code="07-CT/TU", issued_on=date(2011, 5, 2), issuer_name="Tỉnh ủy"
    )

    with translation.override("vi"):
        both, of_day, of_issuer = candidates(
            [
                "chỉ thị số 07 năm 2016",
                "Chỉ thị số 07 ngày 02/5/2011",
                "Chỉ thị số 07 của Tỉnh ủy",
            ],
            cast.lead,
        )

    assert [(one.document, one.reason) for one in both] == [
        (plain, "cùng loại và số, cùng năm"),
        (older, "cùng loại và số, khác năm"),
    ]
    assert of_day[0].document == older
    assert of_issuer[0].reason == "cùng loại và số, cùng cơ quan ban hành"


@pytest.mark.differs
@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("chỉ thị số 07", {"kind": "CT", "code": "07-CT/TU"}),
        ("Nghị quyết TW8 khóa XI", {"kind": "NQ", "code": "29-NQ/TW", "ordinal": "8/XI"}),
        (
            "Nghị quyết TW8 khóa XI",
            {
                "kind": "NQ",
                "code": "29-NQ/TW",
                "subject": "Nghị quyết Hội nghị Trung ương 8 khóa XI về giáo dục",
            },
        ),
        ("Nghị quyết Đại hội XIII", {"kind": "NQ", "ordinal": "ĐH XIII"}),
        ("quyết định 12/QĐ-UBND", {"kind": "QĐ", "code": "12/QĐ-UBND"}),
    ],
)
def test_a_paper_registered_later_is_found_and_said(
    cast: Cast, plan: Document, words: str, facts: dict[str, str]
) -> None:
    cited = cite(plan, words, cast)
    assert cited.target is None

    paper = services.register_document(
        replace(DocumentFacts(subject="về công tác"), **facts),  # type: ignore[arg-type]  # its fields
        by=cast.lead_leader,
        at=NOW,
    )

    cited.refresh_from_db()
    assert (cited.target, cited.suggested_at) == (None, NOW)
    notice = Notice.objects.get(user=cast.lead)
    assert (notice.kind, notice.object_id) == ("documents.document", plan.pk)
    assert (notice.said[0]["verb"], notice.said[0]["words"]) == (
        "documents.may_be_cited",
        paper.name,
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "KH", "code": "07-KH/TU"},
        {"kind": "CT", "code": "17-CT/TU"},
        {"kind": "CT", "code": "07-CT/TU", "register": "outgoing", "is_draft": True, "number": 0},
    ],
    ids=["kind", "number", "draft"],
)
def test_another_paper_says_nothing(cast: Cast, plan: Document, facts: dict[str, object]) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)
    if facts.pop("number", None) is not None:
        facts["code"] = ""

    register(cast, **facts)

    cited.refresh_from_db()
    assert cited.suggested_at is None
    assert not Notice.objects.exists()


def test_who_does_not_see_the_paper_is_not_told_of_it(cast: Cast, plan: Document) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)
    facts = DocumentFacts(kind="CT", code="07-CT/TU", subject="việc riêng")

    services.register_document(facts, by=cast.outsider, at=NOW)

    cited.refresh_from_db()
    assert cited.suggested_at is None
    assert not Notice.objects.exists()


def test_who_is_added_to_the_recipients_learns_that_open_words_may_mean_it(
    cast: Cast, plan: Document
) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)
    own = citations.cite(
        services.register_document(PLAN, by=cast.outsider, at=NOW),
        Relation.BASED_ON,
        "chỉ thị số 07",
        by=cast.outsider,
        at=NOW,
    )
    facts = DocumentFacts(kind="CT", code="07-CT/TU", subject="về dạy bơi")
    paper = services.register_document(facts, by=cast.outsider, at=NOW)

    later = NOW.replace(hour=15)
    added = {"recipients": (cast.lead_agency,)}
    services.edit_document(paper, added, by=cast.outsider, at=later)

    cited.refresh_from_db()
    own.refresh_from_db()
    assert (cited.suggested_at, own.suggested_at) == (later, NOW)
    assert Notice.objects.get().user == cast.lead


def test_looking_for_open_words_costs_the_same_however_many_there_are(
    cast: Cast, plan: Document
) -> None:
    costs = []
    for many in (2, 60):
        for n in range(many):
            other = DocumentFactory.create(owner=cast.lead_agency, number=None, code="")
            cite(other, f"chỉ thị số 07, lần {many} {n}", cast)
        facts = DocumentFacts(kind="CT", code=f"07-CT/T{many}", subject="về công tác")
        with CaptureQueriesContext(connection) as counted:
            services.register_document(facts, by=cast.lead, at=NOW)
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_a_pick_is_undone_and_leaves_its_trace(cast: Cast, plan: Document) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)
    paper = register(cast, kind="CT", code="07-CT/TU")
    citations.resolve_citation(cited, paper, by=cast.lead, at=NOW)
    assert citations.resolve_citation(cited, paper, by=cast.lead, at=NOW).target == paper
    with pytest.raises(AlreadyLinked):
        citations.resolve_citation(
            cited, DocumentFactory.create(owner=cast.lead_agency), by=cast.lead, at=NOW
        )

    citations.reopen_citation(cited, by=cast.lead, at=NOW)
    citations.reopen_citation(cited, by=cast.lead, at=NOW)

    cited.refresh_from_db()
    assert cited.target is None
    assert CitationClue.objects.filter(citation=cited).exists()
    assert Event.objects.filter(verb="citation.reopened").count() == 1


def test_not_in_the_register_leaves_the_list_until_a_paper_fits(cast: Cast, plan: Document) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)
    listed = Citation.objects.still_open

    citations.mark_absent(cited, by=cast.lead, at=NOW)
    assert not listed(cast.lead_agency).exists()
    later = NOW.replace(hour=15)
    facts = DocumentFacts(kind="CT", code="07-CT/TU", subject="về công tác")
    services.register_document(facts, by=cast.lead, at=later)

    assert listed(cast.lead_agency).get() == cited
    assert not listed(cast.partner_agency).exists()


@pytest.mark.parametrize("who", ["outsider", "partner", "inspector", "administrator"])
def test_nobody_else_decides_on_our_words(cast: Cast, plan: Document, who: str) -> None:
    cited = cite(plan, "chỉ thị số 07", cast)

    for act in (citations.mark_absent, citations.reopen_citation):
        with pytest.raises(PermissionDenied):
            act(cited, by=getattr(cast, who), at=NOW)

    cited.refresh_from_db()
    assert cited.absent_at is None
