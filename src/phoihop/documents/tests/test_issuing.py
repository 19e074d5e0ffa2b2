"""Ban hành: a draft gets its number and day once, without gaps or doubles, and is closed."""

import os
import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.accounts.tests.test_absence import fresh, lend, seat
from phoihop.audit.models import Event
from phoihop.documents import services
from phoihop.documents.errors import (
    DocumentFrozen,
    DraftHasNumber,
    DraftIsIssued,
    IssuedInFuture,
    NotADraft,
    NumberMissing,
    NumberTaken,
    NumberUsed,
    SeriesDoesNotFit,
    SeriesNotOpen,
    SeriesOfOneYear,
)
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.files import SCAN, store
from phoihop.documents.issuing import IssueFacts, issue_document
from phoihop.documents.models import Document, NumberSeries, Regime, Register, Secrecy
from phoihop.documents.numbers import Run, start_series
from phoihop.search.models import EntrySymbol

TODAY = NOW.date()
DRAFT = DocumentFacts(
    register=Register.OUTGOING, kind="CV", subject="về kết quả dạy bơi", is_draft=True
)
TERM = Run(Regime.PARTY, "CV/BTGHU", date(2015, 8, 1), date(2020, 7, 31), last_number=30)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def series(cast: Cast) -> NumberSeries:
    return start_series(TERM, by=cast.issuer, at=NOW)


@pytest.fixture
def draft(cast: Cast) -> Document:
    facts = replace(DRAFT, recipients=(cast.partner_agency,))
    return services.register_document(facts, by=cast.issuer, at=NOW)


@pytest.fixture
def facts(series: NumberSeries) -> IssueFacts:
    return IssueFacts(issued_on=TODAY, signer_name="Vũ Quang Hòa", series=series)


def test_a_draft_is_seen_by_its_own_agency_only(cast: Cast, draft: Document) -> None:
    assert Document.objects.visible_to(cast.issuer).get() == draft
    assert not Document.objects.visible_to(cast.partner).exists()


def test_issuing_gives_number_and_day_shows_it_to_those_it_is_sent_to_and_closes_it(
    cast: Cast, draft: Document, facts: IssueFacts
) -> None:
    issued = issue_document(draft, facts, by=cast.issuer, at=NOW)

    assert (issued.code, issued.number, issued.issued_on) == ("31-CV/BTGHU", 31, TODAY)
    assert (issued.signer_name, issued.issued_by, issued.frozen_at) == (
        "Vũ Quang Hòa",
        cast.issuer,
        NOW,
    )
    assert Document.objects.visible_to(cast.partner).get() == issued
    assert EntrySymbol.objects.filter(key="31cvbtghu").exists()
    assert Event.objects.get(verb="document.issued").by == cast.issuer
    with pytest.raises(DocumentFrozen):
        services.edit_document(issued, {"subject": "khác"}, by=cast.issuer, at=NOW)
    with pytest.raises(DocumentFrozen):
        services.hide_document(issued, by=cast.issuer, at=NOW)
    with pytest.raises(NotADraft):
        issue_document(issued, facts, by=cast.issuer, at=NOW)


@pytest.mark.parametrize("was_draft", [True, False])
def test_correcting_an_entry_neither_sends_a_draft_out_nor_takes_a_paper_back(
    cast: Cast, was_draft: bool
) -> None:
    facts = replace(DRAFT, is_draft=was_draft, recipients=(cast.partner_agency,))
    paper = services.register_document(facts, by=cast.issuer, at=NOW)

    with pytest.raises(DraftIsIssued):
        services.edit_document(paper, {"is_draft": not was_draft}, by=cast.issuer, at=NOW)

    paper.refresh_from_db()
    assert paper.is_draft == was_draft
    assert Document.objects.visible_to(cast.partner).exists() != was_draft


def test_the_signed_copy_is_added_afterwards_and_stays(
    cast: Cast, draft: Document, facts: IssueFacts
) -> None:
    issued = issue_document(draft, facts, by=cast.issuer, at=NOW)

    held = services.add_file(
        issued, store(PDF, "a.pdf", accept=SCAN), "a.pdf", by=cast.issuer, at=NOW
    )

    with pytest.raises(DocumentFrozen):
        services.remove_file(held, by=cast.issuer, at=NOW)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"series": None}, NumberMissing),
        ({"code": "32-CV/BTGHU"}, NumberTaken),
        ({"issued_on": date(2019, 4, 17)}, IssuedInFuture),
        ({"issued_on": date(2015, 7, 31)}, SeriesNotOpen),
    ],
)
def test_what_is_refused_takes_no_number(
    cast: Cast,
    draft: Document,
    facts: IssueFacts,
    given: dict[str, object],
    error: type[Exception],
) -> None:
    series = NumberSeries.objects.get()
    with pytest.raises(error):
        issue_document(draft, replace(facts, **given), by=cast.issuer, at=NOW)  # type: ignore[arg-type]  # its fields

    series.refresh_from_db()
    draft.refresh_from_db()
    assert (series.last_number, draft.is_draft, draft.code) == (30, True, "")
    assert not Event.objects.filter(verb="document.issued").exists()


@pytest.mark.parametrize("who", ["lead", "outsider", "inspector", "administrator"])
def test_only_writers_of_the_agency_issue_its_papers(
    cast: Cast, draft: Document, facts: IssueFacts, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        issue_document(draft, facts, by=getattr(cast, who), at=NOW)


def test_a_lent_right_issues_and_numbers_in_the_name_of_both(
    cast: Cast, draft: Document, facts: IssueFacts
) -> None:
    deputy = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    with pytest.raises(PermissionDenied):
        issue_document(draft, facts, by=fresh(deputy), at=NOW)
    rights = ["documents.issue"]
    lend(cast, receiver=seat(deputy), rights=rights, first_day=TODAY, last_day=TODAY)

    issued = issue_document(draft, facts, by=fresh(deputy), at=NOW)

    assert issued.issued_by == deputy
    events = Event.objects.filter(by=deputy)
    assert {"document.issued", "number.taken"} <= set(events.values_list("verb", flat=True))
    assert set(events.values_list("on_behalf_of", flat=True)) == {cast.issuer_leader.pk}


def test_a_joint_paper_takes_the_series_of_the_lead_agency_whose_draft_it_is(
    cast: Cast, draft: Document, facts: IssueFacts
) -> None:
    theirs = start_series(replace(TERM, symbol="CV/PGD"), by=cast.lead, at=NOW)
    joint = replace(DRAFT, issuer_name="Ban Tuyên giáo – Phòng Giáo dục và Đào tạo")
    paper = services.register_document(joint, by=cast.issuer, at=NOW)

    with pytest.raises(SeriesDoesNotFit):
        issue_document(paper, replace(facts, series=theirs), by=cast.issuer, at=NOW)
    assert issue_document(paper, facts, by=cast.issuer, at=NOW).code == "31-CV/BTGHU"


def test_a_series_counts_papers_of_one_kind(cast: Cast, draft: Document, facts: IssueFacts) -> None:
    plans = start_series(replace(TERM, symbol="KH/BTGHU"), by=cast.issuer, at=NOW)

    with pytest.raises(SeriesDoesNotFit):
        issue_document(draft, replace(facts, series=plans), by=cast.issuer, at=NOW)


def test_a_secret_paper_continues_the_same_counter(
    cast: Cast, draft: Document, facts: IssueFacts
) -> None:
    secret = services.register_document(
        replace(DRAFT, secrecy=Secrecy.SECRET), by=cast.issuer, at=NOW
    )

    codes = [issue_document(one, facts, by=cast.issuer, at=NOW).code for one in (draft, secret)]

    assert codes == ["31-CV/BTGHU", "32-CV/BTGHU"]


def test_a_number_written_by_hand_is_named_and_passed_over_when_told(
    cast: Cast, draft: Document, facts: IssueFacts, series: NumberSeries
) -> None:
    by_hand = replace(
        DRAFT, is_draft=False, code="31-CV/BTGHU", issued_on=date(2016, 3, 1), subject="cấp tay"
    )
    services.register_document(by_hand, by=cast.issuer, at=NOW)

    with pytest.raises(NumberUsed, match=r"31-CV/BTGHU.*cấp tay"):
        issue_document(draft, facts, by=cast.issuer, at=NOW)
    series.refresh_from_db()
    assert series.last_number == 30
    issued = issue_document(draft, replace(facts, although_used=True), by=cast.issuer, at=NOW)

    assert issued.code == "32-CV/BTGHU"


def test_a_number_typed_at_issuing_is_not_one_of_the_same_term_or_year(
    cast: Cast, series: NumberSeries
) -> None:
    def issue(code: str, on: date, *, go_on: bool = False) -> Document:
        paper = services.register_document(replace(DRAFT, kind="QĐ"), by=cast.issuer, at=NOW)
        facts = IssueFacts(issued_on=on, signer_name="A", code=code, although_used=go_on)
        return issue_document(paper, facts, by=cast.issuer, at=NOW)

    issue("05/QĐ-UBND", date(2018, 12, 31))
    assert issue("05/QĐ-UBND", date(2019, 1, 1)).number == 5
    with pytest.raises(NumberUsed):
        issue("05 /QĐ-UBND", date(2019, 4, 1))
    issue("05-CV/BTGHU", date(2015, 8, 1))
    with pytest.raises(NumberUsed):
        issue("05-CV/BTGHU", date(2019, 4, 1))
    # Of the term before, whose days nobody entered: asked about, not refused.
    with pytest.raises(NumberUsed):
        issue("05-CV/BTGHU", date(2015, 7, 31))
    assert issue("05-CV/BTGHU", date(2015, 7, 31), go_on=True).number == 5


def test_a_state_series_ends_with_its_year(cast: Cast) -> None:
    state = Run(Regime.STATE, "QĐ-UBND", date(2019, 1, 1))

    assert start_series(state, by=cast.issuer, at=NOW).last_day == date(2019, 12, 31)
    with pytest.raises(SeriesOfOneYear):
        start_series(
            replace(state, symbol="KH-UBND", last_day=date(2020, 1, 1)), by=cast.issuer, at=NOW
        )
    next_year = start_series(replace(state, first_day=date(2020, 1, 1)), by=cast.issuer, at=NOW)
    assert next_year.last_number == 0


@pytest.mark.parametrize("given", [{"code": "31-CV/BTGHU"}, {"register": Register.INCOMING}])
def test_a_draft_is_an_outgoing_paper_without_number(cast: Cast, given: dict[str, str]) -> None:
    with pytest.raises(DraftHasNumber):
        services.register_document(replace(DRAFT, **given), by=cast.issuer, at=NOW)  # type: ignore[arg-type]  # its fields


@pytest.mark.differs
def test_the_database_refuses_a_draft_with_a_number(draft: Document) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=draft.pk).update(number=5)


@pytest.mark.differs
def test_two_people_may_send_the_same_form_key(cast: Cast) -> None:
    key = uuid.uuid4()
    made = {
        services.register_document(DRAFT, by=who, at=NOW, form_key=key).pk
        for who in (cast.issuer, cast.issuer_leader, cast.lead, cast.issuer)
    }

    assert len(made) == 3


_PROCESSES = 8
_EACH = 4


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_eight_processes_at_once_leave_no_gap_and_no_double(
    cast: Cast, series: NumberSeries
) -> None:
    arrived = replace(
        DRAFT, register=Register.INCOMING, is_draft=False, arrived_on=date(2019, 4, 15)
    )
    drafts = [
        services.register_document(DRAFT, by=cast.issuer, at=NOW).pk
        for _n in range(_PROCESSES * _EACH)
    ]
    shares = [drafts[n::_PROCESSES] for n in range(_PROCESSES)]
    _leave_the_database()

    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("fork")) as pool:
        done = list(
            pool.map(
                _issue_and_arrive,
                shares,
                [series.pk] * _PROCESSES,
                [cast.issuer.pk] * _PROCESSES,
                [arrived] * _PROCESSES,
            )
        )

    issued = [number for numbers, _arrivals, _pid in done for number in numbers]
    arrivals = [number for _numbers, numbers, _pid in done for number in numbers]
    assert len({pid for _numbers, _arrivals, pid in done}) > 1
    count = _PROCESSES * _EACH
    assert Counter(issued) == Counter(range(31, 31 + count))
    assert Counter(arrivals) == Counter(range(1, 1 + count))
    kept = Document.objects.filter(register=Register.OUTGOING).values_list("number", flat=True)
    assert Counter(kept) == Counter(issued)
    series.refresh_from_db()
    assert series.last_number == 30 + count


def _issue_and_arrive(
    drafts: list[int], series_pk: int, user_pk: int, arrived: DocumentFacts
) -> tuple[list[int | None], list[int | None], int]:
    """What one process of the server does; its connection is its own."""
    by = User.objects.select_related("acting__agency").get(pk=user_pk)
    facts = IssueFacts(
        issued_on=TODAY, signer_name="A", series=NumberSeries.objects.get(pk=series_pk)
    )
    issued, arrivals = [], []
    for pk in drafts:
        draft = Document.objects.get(pk=pk)
        issued.append(issue_document(draft, facts, by=by, at=NOW).number)
        paper = services.register_document(arrived, by=by, at=NOW)
        arrivals.append(paper.arrival_number)
    _leave_the_database()
    return issued, arrivals, os.getpid()


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_a_number_typed_by_several_at_once_is_given_once(cast: Cast) -> None:
    pks = [services.register_document(DRAFT, by=cast.issuer, at=NOW).pk for _n in range(12)]
    shares = [pks[n::3] for n in range(3)]
    _leave_the_database()

    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        done = list(pool.map(_issue_as_typed, shares, [cast.issuer.pk] * 3))

    assert sum(done) == 4
    kept = Document.objects.filter(is_draft=False).values_list("code", flat=True)
    assert sorted(kept) == [f"{number}-CV/BTGHU" for number in (91, 92, 93, 94)]


def _issue_as_typed(drafts: list[int], user_pk: int) -> int:
    """The numbers 91 to 94 typed for these drafts; how many of them went out."""
    by = User.objects.select_related("acting__agency").get(pk=user_pk)
    issued = 0
    for number, pk in enumerate(drafts, start=91):
        facts = IssueFacts(issued_on=TODAY, signer_name="A", code=f"{number}-CV/BTGHU")
        try:
            issue_document(Document.objects.get(pk=pk), facts, by=by, at=NOW)
        except NumberUsed:
            continue
        issued += 1
    _leave_the_database()
    return issued


def _leave_the_database() -> None:
    """No connection may be shared by two processes."""
    connections.close_all()
    close_pool = getattr(connections["default"], "close_pool", None)
    if close_pool is not None:
        close_pool()
