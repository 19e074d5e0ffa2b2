"""Bút phê: who may write it, what it must say, who sees the paper then, and that it stands."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW, Cast
from phoihop.accounts import absence
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.accounts.tests.test_absence import fresh, seat
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.audit.history import history_of
from phoihop.audit.models import Event
from phoihop.documents import services
from phoihop.documents.errors import (
    AlreadyReplaced,
    AnswerDueBefore,
    DutyDueBefore,
    DutyIncomplete,
    InstructionBeforePaper,
    InstructionEmpty,
    InstructionInFuture,
    InstructionOfSecret,
    InstructionStands,
    LeadCoordinates,
    NotIncoming,
    SecretContent,
)
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.instructing import DutyFacts, InstructionFacts, instruct, mark_assigned
from phoihop.documents.models import (
    Document,
    DocumentViewer,
    Duty,
    Instruction,
    Register,
    Secrecy,
)
from phoihop.documents.viewers import viewers_by_rule
from phoihop.inbox.models import Notice

TODAY = NOW.date()
PAPER = DocumentFacts(
    register=Register.INCOMING,
    kind="CT",
    code="12-CT/TU",
    issuer_name="Tỉnh ủy",
    issued_on=date(2019, 4, 10),
    arrived_on=date(2019, 4, 15),
    subject="về tăng cường phòng, chống đuối nước",
    for_instruction=True,
)


@pytest.fixture
def paper(cast: Cast) -> Document:
    document = services.register_document(PAPER, by=cast.issuer, at=NOW)
    Notice.objects.all().delete()  # of its arrival
    return document


@pytest.fixture
def clerk(cast: Cast) -> User:
    return UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK)


@pytest.fixture
def facts(cast: Cast) -> InstructionFacts:
    return InstructionFacts(
        given_on=TODAY,
        words="Giao Phòng Giáo dục chủ trì, báo cáo tôi trước 30/5.",
        duties=[
            DutyFacts("Mở lớp dạy bơi", cast.lead_agency, [cast.partner_agency], date(2019, 5, 30))
        ],
        informed=[cast.outside_agency],
    )


def seen_by(document: Document) -> set[int]:
    return set(DocumentViewer.objects.filter(document=document).values_list("agency", flat=True))


def test_a_leader_says_who_does_what_by_when_and_who_is_to_know(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    made = instruct(paper, facts, by=cast.issuer_leader, at=NOW)

    duty = made.duties.get()
    assert (made.leader_name, made.on_paper) == ("Vũ Quang Hòa", False)
    assert (duty.what, duty.lead_agency, duty.due_on) == (
        "Mở lớp dạy bơi",
        cast.lead_agency,
        date(2019, 5, 30),
    )
    assert list(duty.coordinating.all()) == [cast.partner_agency]
    named = {a.pk for a in (cast.lead_agency, cast.partner_agency, cast.outside_agency)}
    assert seen_by(paper) == {cast.issuer_agency.pk} | named
    assert viewers_by_rule([paper.pk])[paper.pk] == seen_by(paper)
    assert Document.objects.visible_to(cast.outsider).get() == paper
    event = Event.objects.get(verb="instruction.given")
    assert (event.by, event.kind) == (cast.issuer_leader, "documents.instruction")


def test_who_is_to_know_is_told_and_nobody_else_outside(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    leader = UserFactory.create(agency=cast.outside_agency, role=Role.LEADER)

    instruct(paper, facts, by=cast.issuer_leader, at=NOW)

    told = dict(Notice.objects.values_list("user", "said"))
    assert set(told) == {leader.pk, cast.issuer.pk}
    assert [one["verb"] for one in told[leader.pk]] == ["documents.to_know"]


def test_the_history_of_the_paper_tells_its_readers_no_word_of_it(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    made = instruct(paper, facts, by=cast.issuer_leader, at=NOW)

    told = " ".join(change.new for line in history_of(paper) for change in line.changes)
    assert "Vũ Quang Hòa" in told
    assert "dạy bơi" not in told
    assert "báo cáo tôi" not in told
    own = " ".join(change.new for line in history_of(made) for change in line.changes)
    assert "báo cáo tôi" in own


def test_who_only_received_the_paper_reads_no_instruction(
    cast: Cast, facts: InstructionFacts
) -> None:
    paper = services.register_document(
        replace(PAPER, recipients=(cast.partner_agency,)), by=cast.issuer, at=NOW
    )
    without = replace(facts, duties=[DutyFacts("Mở lớp", cast.lead_agency)])
    made = instruct(paper, without, by=cast.issuer_leader, at=NOW)

    seen = Instruction.objects.visible_to
    assert Document.objects.visible_to(cast.partner).exists()
    assert not seen(cast.partner).exists()
    for who in (cast.issuer, cast.lead, cast.outsider, cast.inspector):
        assert seen(who).get() == made


def test_a_clerk_enters_what_a_leader_wrote_on_the_paper(
    cast: Cast, paper: Document, facts: InstructionFacts, clerk: User
) -> None:
    tenure = TenureFactory.create(agency=cast.issuer_agency, title="Trưởng Ban")

    made = instruct(paper, replace(facts, leader=tenure.official), by=clerk, at=NOW)

    assert (made.leader, made.leader_title, made.on_paper) == (tenure.official, "Trưởng Ban", True)
    assert made.entered_by == clerk


@pytest.mark.parametrize("who", ["issuer", "lead_leader", "outsider", "inspector", "administrator"])
@pytest.mark.parametrize("on_paper", [True, False])
def test_nobody_else_writes_one(
    cast: Cast, paper: Document, facts: InstructionFacts, who: str, on_paper: bool
) -> None:
    named = TenureFactory.create(agency=cast.issuer_agency).official if on_paper else None

    with pytest.raises(PermissionDenied):
        instruct(paper, replace(facts, leader=named), by=getattr(cast, who), at=NOW)

    assert not Instruction.objects.exists()
    assert seen_by(paper) == {cast.issuer_agency.pk}


def test_a_clerk_writes_none_without_naming_the_leader(
    paper: Document, facts: InstructionFacts, clerk: User
) -> None:
    with pytest.raises(PermissionDenied):
        instruct(paper, facts, by=clerk, at=NOW)


Change = Callable[[Cast], dict[str, Any]]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (lambda _: {"words": " ", "duties": [], "informed": []}, InstructionEmpty),
        (lambda _: {"given_on": date(2019, 4, 17)}, InstructionInFuture),
        (lambda _: {"given_on": date(2019, 4, 9)}, InstructionBeforePaper),
        (lambda c: {"duties": [DutyFacts(" ", c.lead_agency)]}, DutyIncomplete),
        (lambda _: {"duties": [DutyFacts("Mở lớp", None)]}, DutyIncomplete),
        (
            lambda c: {"duties": [DutyFacts("x", c.lead_agency, (), date(2019, 4, 15))]},
            DutyDueBefore,
        ),
        (
            lambda c: {"duties": [DutyFacts("x", c.lead_agency, [c.lead_agency])]},
            LeadCoordinates,
        ),
        (
            lambda _: {"answer_wanted": True, "answer_due_on": date(2019, 4, 14)},
            AnswerDueBefore,
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_makes_no_instruction_leaves_nothing(
    cast: Cast, paper: Document, facts: InstructionFacts, given: Change, error: type[Exception]
) -> None:
    before = Event.objects.count()

    with pytest.raises(error):
        instruct(paper, replace(facts, **given(cast)), by=cast.issuer_leader, at=NOW)

    assert not Instruction.objects.exists()
    assert not Notice.objects.exists()
    assert (Event.objects.count(), seen_by(paper)) == (before, {cast.issuer_agency.pk})


def test_only_an_incoming_paper_bears_one(cast: Cast, facts: InstructionFacts) -> None:
    outgoing = DocumentFacts(register=Register.OUTGOING, kind="CV", subject="trả lời")
    paper = services.register_document(outgoing, by=cast.issuer, at=NOW)

    with pytest.raises(NotIncoming):
        instruct(paper, facts, by=cast.issuer_leader, at=NOW)


def test_the_same_form_sent_twice_makes_one(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    key = uuid.uuid4()

    first = instruct(paper, facts, by=cast.issuer_leader, at=NOW, form_key=key)

    assert instruct(paper, facts, by=cast.issuer_leader, at=NOW, form_key=key) == first
    assert Duty.objects.count() == 1


def test_a_correction_is_a_new_one_and_the_old_stays_readable(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    old = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    other = replace(facts, duties=[DutyFacts("Mở 2 lớp", cast.partner_agency)], informed=[])

    new = instruct(paper, replace(other, replaces=old), by=cast.issuer_leader, at=NOW)

    assert list(Instruction.objects.current()) == [new]
    assert list(old.duties.all()) == list(Duty.objects.filter(instruction=old))
    assert seen_by(paper) == {cast.issuer_agency.pk, cast.partner_agency.pk}
    with pytest.raises(AlreadyReplaced):
        instruct(paper, replace(other, replaces=old), by=cast.issuer_leader, at=NOW)


def test_who_works_by_a_replaced_instruction_keeps_the_paper(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    old = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    mark_assigned(old, old.duties.all(), by=cast.issuer, at=NOW)

    new = InstructionFacts(given_on=TODAY, words="Dừng việc này.", replaces=old)
    instruct(paper, new, by=cast.issuer_leader, at=NOW)

    assert cast.lead_agency.pk in seen_by(paper)
    assert cast.outside_agency.pk not in seen_by(paper)


def test_a_paper_does_not_disappear_with_its_instruction(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    other_register = {"register": Register.REFERENCE, "for_instruction": False}

    with pytest.raises(InstructionStands):
        services.hide_document(paper, by=cast.issuer, at=NOW, reason="vào nhầm")
    with pytest.raises(InstructionStands):
        services.edit_document(paper, other_register, by=cast.issuer, at=NOW)

    services.edit_document(paper, {"subject": "sửa lỗi gõ"}, by=cast.issuer, at=NOW)
    paper.refresh_from_db()
    assert (paper.hidden_at, paper.register) == (None, Register.INCOMING)


@pytest.mark.differs
def test_the_database_keeps_what_was_written(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    made = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    mine = Instruction.objects.filter(pk=made.pk)
    attempts: dict[str, Callable[[], object]] = {
        "words": lambda: mine.update(words="khác"),
        "leader": lambda: mine.update(leader_name="người khác"),
        "day": lambda: mine.update(given_on=date(2019, 4, 11)),
        "duty": lambda: Duty.objects.update(what="khác"),
        "due": lambda: Duty.objects.update(due_on=date(2020, 1, 1)),
        "lead": lambda: Duty.objects.update(lead_agency=cast.outside_agency),
    }

    allowed = []
    for name, attempt in attempts.items():
        try:
            with transaction.atomic():
                attempt()
        except IntegrityError:
            continue
        allowed.append(name)

    assert allowed == []


def test_the_answer_that_a_leader_wants_stands_with_the_paper(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    wanted = replace(facts, answer_wanted=True, answer_due_on=date(2019, 4, 30))

    instruct(paper, wanted, by=cast.issuer_leader, at=NOW)

    paper.refresh_from_db()
    assert (paper.answer_wanted, paper.answer_due_on) == (True, date(2019, 4, 30))


def test_a_correction_may_want_no_answer_any_more(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    wanted = replace(facts, answer_wanted=True, answer_due_on=date(2019, 4, 30))
    old = instruct(paper, wanted, by=cast.issuer_leader, at=NOW)

    instruct(paper, replace(facts, replaces=old), by=cast.issuer_leader, at=NOW)

    paper.refresh_from_db()
    assert (paper.answer_wanted, paper.answer_due_on) == (False, None)


def test_of_a_secret_paper_it_says_only_who_and_when(cast: Cast, facts: InstructionFacts) -> None:
    secret = replace(PAPER, secrecy=Secrecy.SECRET)
    paper = services.register_document(secret, by=cast.issuer, at=NOW)

    for said in (facts, replace(facts, words=""), replace(facts, duties=[])):
        with pytest.raises(InstructionOfSecret):
            instruct(paper, said, by=cast.issuer_leader, at=NOW)
    told = replace(facts, words="", duties=[])
    made = instruct(paper, told, by=cast.issuer_leader, at=NOW)

    assert (made.words, list(made.informed.all())) == ("", [cast.outside_agency])


def test_a_paper_with_words_of_a_leader_does_not_become_secret(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    instruct(paper, facts, by=cast.issuer_leader, at=NOW)

    with pytest.raises(SecretContent):
        services.edit_document(paper, {"secrecy": Secrecy.SECRET}, by=cast.issuer, at=NOW)


def test_a_deputy_writes_for_a_leader_who_is_away_and_it_says_so(
    cast: Cast, paper: Document, facts: InstructionFacts
) -> None:
    deputy = UserFactory.create(
        agency=cast.issuer_agency, role=Role.SPECIALIST, full_name="Phạm Thị Phó"
    )
    lent = absence.Absence(
        giver=seat(cast.issuer_leader),
        receiver=seat(deputy),
        rights=["documents.instruct"],
        first_day=TODAY,
        last_day=TODAY,
        reason="Nghỉ phép",
    )
    absence.delegate(lent, by=cast.issuer_leader, at=NOW)

    made = instruct(paper, facts, by=fresh(deputy), at=NOW)

    assert (made.leader_name, made.leader_title) == ("Phạm Thị Phó", "thay mặt Vũ Quang Hòa")
    event = Event.objects.get(verb="instruction.given")
    assert (event.by, event.on_behalf_of) == (deputy, cast.issuer_leader)
    with pytest.raises(PermissionDenied):
        instruct(paper, facts, by=fresh(deputy), at=NOW + timedelta(days=1))
