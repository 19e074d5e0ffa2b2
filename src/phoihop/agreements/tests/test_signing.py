"""Ready, signed, frozen: the steps of story 000, part A, with invented agencies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from conftest import NOW, Cast
from phoihop.agreements.errors import (
    AgreementReady,
    AgreementRefused,
    AgreementSigned,
    AlreadySigned,
    NotComplete,
    NotReady,
    NumberGivenTwice,
    NumberMissing,
    NumberUsed,
    SeriesDoesNotFit,
    SeriesNumberUsed,
    SignatoriesMissing,
    SignedAfterTerm,
    SignedInFuture,
)
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementState,
    ContentItem,
    LegalBasis,
    Party,
    Signatory,
)
from phoihop.agreements.services import (
    SigningFacts,
    add_item,
    back_to_draft,
    create_agreement,
    edit_item,
    mark_ready,
    sign_agreement,
)
from phoihop.agreements.tests import story
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.agreements.tests.story import DAY, DRAFTED, SIGNED, Story
from phoihop.audit.models import Event
from phoihop.documents.models import Document, NumberSeries, Regime, Register
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.search.models import SearchEntry


@pytest.fixture
def told(cast: Cast) -> Story:
    return story.start(cast.issuer)


@pytest.fixture
def ready(told: Story, cast: Cast) -> Story:
    mark_ready(
        told.agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
    )
    return told


def test_everything_missing_is_said_at_once(cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=DRAFTED,
        collective_parties=["12 cơ quan, đơn vị trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
    )
    add_item(agreement, by=cast.issuer, at=DRAFTED, text="Kiểm tra", lead_agency=cast.lead_agency)

    with pytest.raises(NotComplete) as refused:
        mark_ready(
            agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
        )

    assert [lack.words for lack in refused.value.lacks] == [
        "Bên ký chung phải được thay bằng cơ quan cụ thể: 12 cơ quan, đơn vị trong khối",
        "Chưa có thời hạn hiệu lực.",
        "Nội dung 1 (Kiểm tra) chưa có: sản phẩm, thời hạn.",
        f"Nội dung 1 (Kiểm tra): {cast.lead_agency} không phải là một bên.",
    ]
    agreement.refresh_from_db()
    assert agreement.ready_at is None
    assert not Event.objects.filter(verb="agreement.made_ready").exists()


def test_alone_and_without_contents_nothing_is_ready(cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=DRAFTED,
        kind=AgreementKind.PLAN,
        title="Kế hoạch",
        valid_from=date(2019, 1, 1),
    )

    with pytest.raises(NotComplete) as refused:
        mark_ready(
            agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
        )

    assert [lack.words for lack in refused.value.lacks] == [
        "Phải có ít nhất hai bên ký.",
        "Chưa có nội dung phối hợp nào.",
    ]


def test_ready_opens_it_to_the_parties_and_back_closes_it(told: Story, cast: Cast) -> None:
    entries = SearchEntry.objects.filter(viewers__agency=told.agencies[0])
    assert not entries.exists()

    mark_ready(
        told.agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
    )
    with pytest.raises(AgreementReady):
        mark_ready(
            told.agreement,
            without_opinions="Đã thống nhất tại cuộc họp",
            by=cast.issuer,
            at=DRAFTED,
        )
    assert told.agreement.viewers.count() == 13
    assert entries.count() == 9

    back_to_draft(told.agreement, by=cast.issuer, at=DRAFTED)
    assert told.agreement.viewers.count() == 1
    assert entries.count() == 0
    with pytest.raises(NotReady):
        back_to_draft(told.agreement, by=cast.issuer, at=DRAFTED)


def test_thirteen_parties_sign_and_the_number_is_taken_then(ready: Story, cast: Cast) -> None:
    facts = story.signing(ready)
    absent = dict(facts.signatories)
    del absent[ready.party(6).pk]

    with pytest.raises(SignatoriesMissing, match=r"^Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng$"):
        sign_agreement(
            ready.agreement, replace(facts, signatories=absent), by=cast.issuer, at=SIGNED
        )
    ready.series.refresh_from_db()
    assert ready.series.last_number == 4
    assert not Signatory.objects.exists()
    assert not Document.objects.exists()

    signed = sign_agreement(ready.agreement, facts, by=cast.issuer, at=SIGNED)

    ready.series.refresh_from_db()
    assert (signed.code, ready.series.last_number) == ("05-CTr/BTGHU", 5)
    assert signed.signatories.count() == signed.parties.count() == 13
    assert signed.state(DAY) == AgreementState.IN_FORCE
    assert signed.state(date(2020, 1, 1)) == AgreementState.EXPIRED
    assert [plan.year for plan in signed.year_plans.all()] == [2019]
    changes = {c.field: c.new for c in Event.objects.get(verb="agreement.signed").changes.all()}
    assert changes["sha256"] == facts.scan.sha256
    assert changes["code"] == "05-CTr/BTGHU"
    entry = SearchEntry.objects.get(kind="agreements.agreement")
    assert [symbol.key for symbol in entry.symbols.all()] == ["5ctrbtghu"]


def test_the_paper_stands_in_the_register_of_its_owner(ready: Story, cast: Cast) -> None:
    signed = sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)

    paper = signed.paper
    assert paper is not None
    assert (paper.owner, paper.register) == (cast.issuer_agency, Register.OUTGOING)
    assert (paper.code, paper.issued_on) == ("05-CTr/BTGHU", DAY)
    assert paper.recipients.count() == 12
    assert [file.file for file in paper.files.all()] == [signed.scan]
    assert paper.frozen_at == SIGNED


def test_in_force_from_the_date_in_the_text_else_the_papers(told: Story, cast: Cast) -> None:
    Agreement.objects.update(valid_from=None)
    mark_ready(
        told.agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
    )

    signed = sign_agreement(told.agreement, story.signing(told), by=cast.issuer, at=SIGNED)

    assert signed.valid_from == DAY


def test_a_typed_number_needs_no_series(ready: Story, cast: Cast) -> None:
    facts = replace(story.signing(ready), series=None, code=" 07-CTr/BTGHU ")

    signed = sign_agreement(ready.agreement, facts, by=cast.issuer, at=SIGNED)

    assert (signed.code, signed.series) == ("07-CTr/BTGHU", None)
    ready.series.refresh_from_db()
    assert ready.series.last_number == 4


def other_series(ready: Story) -> NumberSeries:
    return NumberSeries.objects.create(
        owner=ready.agreement.owner,
        regime=Regime.PARTY,
        symbol="CV/BTGHU",
        first_day=date(2015, 8, 1),
    )


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda _: {"signed_on": date(2019, 3, 1)}, SignedInFuture),
        (lambda _: {"series": None}, NumberMissing),
        (lambda _: {"code": "06-CTr/BTGHU"}, NumberGivenTwice),
        (lambda ready: {"series": other_series(ready)}, SeriesDoesNotFit),
        (lambda _: {"series": None, "code": "04 ctr btghu"}, NumberUsed),
    ],
    ids=["future", "no number", "two numbers", "series of letters", "number used"],
)
def test_a_signing_with_a_wrong_fact_leaves_nothing_half_done(
    ready: Story, cast: Cast, change: object, error: type[AgreementRefused]
) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency,
        register=Register.OUTGOING,
        code="04-CTr/BTGHU",
        issued_on=date(2019, 1, 20),
    )
    facts = replace(story.signing(ready), **change(ready))  # type: ignore[operator]  # a lambda

    with pytest.raises(error):
        sign_agreement(ready.agreement, facts, by=cast.issuer, at=SIGNED)

    ready.agreement.refresh_from_db()
    assert not ready.agreement.is_signed
    assert not Signatory.objects.exists()
    assert Document.objects.count() == 1
    assert not Event.objects.filter(verb="agreement.signed").exists()


@pytest.mark.parametrize(
    ("regime", "other", "refused"),
    [
        (Regime.PARTY, ("5 ctr btghu", date(2016, 3, 1)), True),
        (Regime.PARTY, ("05-CTr/BTGHU", date(2015, 7, 31)), False),
        (Regime.STATE, ("05/CTr-PVH", date(2019, 1, 2)), True),
        (Regime.STATE, ("05/CTr-PVH", date(2018, 12, 31)), False),
    ],
    ids=["same term", "the term before", "same year", "the year before"],
)
def test_a_series_gives_no_number_that_another_paper_has(
    ready: Story, cast: Cast, regime: Regime, other: tuple[str, date], refused: bool
) -> None:
    is_party = regime == Regime.PARTY
    NumberSeries.objects.update(regime=regime, symbol="CTr/BTGHU" if is_party else "CTr-PVH")
    ready.series.refresh_from_db()
    code, day = other
    paper = DocumentFactory.create(
        owner=cast.issuer_agency, register=Register.OUTGOING, code=code, issued_on=day
    )

    if refused:
        given = "05-CTr/BTGHU" if is_party else "05/CTr-PVH"
        with pytest.raises(SeriesNumberUsed, match=f"^Số {given} .* sửa số cuối đã dùng"):
            sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)
        assert list(Document.objects.all()) == [paper]
        assert not Signatory.objects.exists()
        assert not Event.objects.filter(verb__in=["agreement.signed", "number.taken"]).exists()
    else:
        sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)
    ready.series.refresh_from_db()
    ready.agreement.refresh_from_db()
    assert (ready.series.last_number, ready.agreement.is_signed) == (
        (4, False) if refused else (5, True)
    )


def test_the_number_of_a_signed_agreement_without_a_paper_is_not_given_again(
    ready: Story, cast: Cast
) -> None:
    AgreementFactory.create(owner=cast.issuer_agency, code="05-CTr/BTGHU", signed=True)

    with pytest.raises(SeriesNumberUsed):
        sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)

    ready.series.refresh_from_db()
    assert ready.series.last_number == 4


def test_it_is_not_signed_after_its_term(ready: Story, cast: Cast) -> None:
    Agreement.objects.update(valid_to=date(2019, 2, 27))

    with pytest.raises(SignedAfterTerm):
        sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)


def test_who_may_not_sign_and_when_it_is_not_time(told: Story, cast: Cast) -> None:
    facts = story.signing(told)

    with pytest.raises(NotReady):
        sign_agreement(told.agreement, facts, by=cast.issuer, at=SIGNED)
    mark_ready(
        told.agreement, without_opinions="Đã thống nhất tại cuộc họp", by=cast.issuer, at=DRAFTED
    )
    for user in (cast.outsider, cast.inspector, cast.administrator, cast.lead):
        with pytest.raises(PermissionDenied):
            sign_agreement(told.agreement, facts, by=user, at=SIGNED)
        with pytest.raises(PermissionDenied):
            back_to_draft(told.agreement, by=user, at=SIGNED)

    assert not Signatory.objects.exists()


def test_a_second_confirmation_finds_it_signed(ready: Story, cast: Cast) -> None:
    facts = story.signing(ready)
    sign_agreement(ready.agreement, facts, by=cast.issuer, at=SIGNED)

    with pytest.raises(AlreadySigned):
        sign_agreement(ready.agreement, facts, by=cast.issuer, at=SIGNED)

    ready.series.refresh_from_db()
    assert ready.series.last_number == 5
    assert Document.objects.count() == 1


def test_a_signed_text_refuses_every_service(ready: Story, cast: Cast) -> None:
    sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)
    item = ready.agreement.items.all()[0]

    with pytest.raises(AgreementSigned, match="Văn bản đã ký, chỉ sửa bằng phiên bản sửa đổi"):
        edit_item(item, by=cast.issuer, at=NOW, text="Khác")
    with pytest.raises(AgreementSigned):
        add_item(ready.agreement, by=cast.issuer, at=NOW, text="Thêm")
    with pytest.raises(AgreementSigned):
        back_to_draft(ready.agreement, by=cast.issuer, at=NOW)


@pytest.mark.differs
def test_the_database_freezes_a_signed_text_whoever_writes(ready: Story, cast: Cast) -> None:
    agreement = sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)
    mine = {"agreement": agreement}
    item = agreement.items.all()[0]
    agency, document = cast.outside_agency, DocumentFactory.create()
    attempts: dict[str, Callable[[], object]] = {
        "title": lambda: Agreement.objects.update(title="Khác"),
        "term": lambda: Agreement.objects.update(valid_to=date(2030, 1, 1)),
        "unsigned": lambda: Agreement.objects.update(
            signed_at=None, signed_by=None, signed_on=None
        ),
        "number": lambda: Agreement.objects.update(code="06-CTr/BTGHU"),
        "scan": lambda: Agreement.objects.update(scan_name="khác.pdf"),
        "item text": lambda: ContentItem.objects.filter(**mine).update(text="Khác"),
        "item due": lambda: ContentItem.objects.filter(**mine).update(due_rule="standing"),
        "item added": lambda: ContentItem.objects.create(text="Thêm", line=item.line, **mine),
        "coordination": lambda: item.coordinations.create(agency=agency),
        "party": lambda: Party.objects.create(agency=agency, **mine),
        "basis": lambda: LegalBasis.objects.create(document=document, **mine),
        "signatory": lambda: Signatory.objects.filter(**mine).update(name="Khác"),
    }
    if connection.vendor == "postgresql":
        attempts["deleted"] = lambda: Signatory.objects.filter(**mine).delete()

    allowed = []
    for name, attempt in attempts.items():
        try:
            with transaction.atomic():
                attempt()
        except IntegrityError:
            continue
        allowed.append(name)

    assert allowed == []


def test_a_draft_beside_a_signed_one_stays_free(ready: Story, cast: Cast) -> None:
    sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)
    other = create_agreement(by=cast.issuer, at=NOW, kind=AgreementKind.PLAN, title="Kế hoạch")

    item = add_item(other, by=cast.issuer, at=NOW, text="Việc", coordinating=[cast.lead_agency])
    edit_item(item, by=cast.issuer, at=NOW, text="Việc khác", coordinating=[])

    assert [one.text for one in other.items.all()] == ["Việc khác"]


def test_ended_on_is_no_part_of_the_frozen_text(ready: Story, cast: Cast) -> None:
    agreement = sign_agreement(ready.agreement, story.signing(ready), by=cast.issuer, at=SIGNED)

    Agreement.objects.filter(pk=agreement.pk).update(ended_on=date(2019, 6, 1))

    agreement.refresh_from_db()
    assert agreement.state(date(2019, 6, 1)) == AgreementState.ENDED
    assert isinstance(story.signing(ready), SigningFacts)
