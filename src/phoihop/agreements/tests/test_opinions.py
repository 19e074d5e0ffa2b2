"""Opinions on a draft: asked for and given."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements import errors, services
from phoihop.agreements.models import (
    Agreement,
    AgreementState,
    Answer,
    OpinionRequest,
    Proposal,
    Revision,
)
from phoihop.agreements.revisions import drafts_of
from phoihop.agreements.standing import latest_round, owed_opinions, rows_of, tally_of, unsettled
from phoihop.agreements.tests.rounds import BY, SENT, all_but, asked, at, fresh, later_due, told_of
from phoihop.agreements.tests.story import Story
from phoihop.inbox.models import Notice

pytestmark = pytest.mark.django_db


def test_the_parties_see_the_draft_once_it_is_sent_and_each_is_asked_once(
    told: Story, contacts: list[User], cast: Cast
) -> None:
    assert not Agreement.objects.visible_to(contacts[0]).exists()

    services.send_for_opinions(told.agreement, answer_by=BY, by=cast.issuer, at=SENT)

    agreement = fresh(told.agreement)
    assert agreement.state(SENT.date()) == AgreementState.OPINIONS
    for user in contacts:
        assert Agreement.objects.visible_to(user).get() == agreement
        notice = Notice.objects.get(user=user)
        assert "18/02/2019" in notice.said[0]["words"]
        assert notice.is_duty
    assert not Agreement.objects.visible_to(cast.outsider).exists()
    assert not Agreement.objects.visible_to(cast.inspector).exists()
    round_ = latest_round(agreement)
    assert round_ is not None
    tally = tally_of(rows_of(round_, SENT.date()))
    assert (tally.answered, tally.asked, tally.waiting) == (0, 12, 12)
    assert [row.number for row in drafts_of(agreement.revisions.all())] == [1]


def test_only_the_drafting_agency_sends_and_only_once(sent: Agreement, cast: Cast) -> None:
    with pytest.raises(errors.AskedAlready):
        services.send_for_opinions(sent, answer_by=BY, by=cast.issuer, at=at(12))
    with pytest.raises(PermissionDenied):
        services.withdraw_round(sent, reason="x", by=cast.outsider, at=at(12))


def test_a_day_that_has_passed_is_refused(told: Story, cast: Cast) -> None:
    with pytest.raises(errors.AnswerDayPast):
        services.send_for_opinions(
            told.agreement, answer_by=date(2019, 2, 10), by=cast.issuer, at=SENT
        )
    assert not fresh(told.agreement).is_shared


def test_taken_back_the_parties_no_longer_see_it(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    with pytest.raises(errors.ReasonRequired):
        services.withdraw_round(sent, reason=" ", by=cast.issuer, at=at(12))
    services.withdraw_round(sent, reason="Chờ ý kiến cấp trên", by=cast.issuer, at=at(12))

    assert not Agreement.objects.visible_to(contacts[0]).exists()
    assert fresh(sent).state(BY) == AgreementState.DRAFT
    with pytest.raises((errors.RoundClosed, PermissionDenied)):
        services.agree(sent, by=contacts[0], at=at(13))


def test_a_later_day_holds_for_who_has_not_answered(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    services.agree(sent, by=contacts[0], at=at(12))
    services.extend_round(sent, answer_by=date(2019, 2, 25), by=cast.issuer, at=at(13))

    assert asked(sent, contacts[0]).answer_by == BY
    assert asked(sent, contacts[1]).answer_by == date(2019, 2, 25)
    assert told_of(contacts[1], "agreements.opinion_day_moved")
    assert not told_of(contacts[0], "agreements.opinion_day_moved")


def test_nine_agree_two_propose_one_is_silent(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent, 4, 8, 12)
    later_due(sent, contacts[3])
    later_due(sent, contacts[7], 6)

    round_ = latest_round(sent)
    assert round_ is not None
    on_the_day = rows_of(round_, BY)
    tally = tally_of(on_the_day)
    assert (tally.agreed, tally.proposed, tally.waiting, tally.overdue) == (9, 2, 1, 0)
    assert on_the_day[11].words == "Chưa trả lời (còn hôm nay)"
    after = rows_of(round_, date(2019, 2, 19))
    assert after[11].words.startswith("Quá hạn trả lời")
    assert str(unsettled(after)[0].words) == (
        "Còn 2 đề nghị sửa chưa giải quyết, 1 bên quá hạn trả lời"
    )
    with pytest.raises(errors.NotComplete) as refusal:
        services.mark_ready(sent, by=cast.issuer, at=at(19))
    assert len(refusal.value.lacks) == 4  # the sum and a link to each point
    assert fresh(sent).ready_at is None


def test_who_is_not_asked_or_only_reads_answers_nothing(sent: Agreement, cast: Cast) -> None:
    viewer = UserFactory.create(agency=sent.parties.last().agency, role="viewer")  # type: ignore[union-attr]  # there is one
    for user in (cast.issuer, cast.outsider, cast.inspector, viewer):
        with pytest.raises(PermissionDenied):
            services.agree(sent, by=user, at=at(12))
    assert not OpinionRequest.objects.exclude(answer="").exists()


def test_a_late_answer_is_taken_and_marked(sent: Agreement, contacts: list[User]) -> None:
    services.agree(sent, by=contacts[0], at=at(20))

    round_ = latest_round(sent)
    assert round_ is not None
    assert rows_of(round_, date(2019, 2, 20))[0].late == 2


def test_to_agree_takes_open_proposals_back_and_the_first_answer_s_day_counts(
    sent: Agreement, contacts: list[User]
) -> None:
    later_due(sent, contacts[3])
    services.agree(sent, by=contacts[3], at=at(21))

    row = asked(sent, contacts[3])
    assert row.answer == Answer.AGREED
    assert row.answered_at == at(12)
    assert Proposal.objects.get().withdrawn_at is not None


def test_a_proposal_that_changes_nothing_needs_words(sent: Agreement, contacts: list[User]) -> None:
    with pytest.raises(errors.NothingProposed):
        services.propose(sent, services.Target(), [], by=contacts[0], at=at(12))
    assert asked(sent, contacts[0]).answer == Answer.NONE


def test_the_same_words_twice_are_one_proposal(sent: Agreement, contacts: list[User]) -> None:
    for _time in range(2):
        services.propose(
            sent, services.Target(), [], words="nêu rõ kinh phí", by=contacts[0], at=at(12)
        )
    assert Proposal.objects.count() == 1


def test_without_any_proposal_left_the_party_has_not_answered(
    sent: Agreement, contacts: list[User]
) -> None:
    proposal = later_due(sent, contacts[3])
    with pytest.raises(PermissionDenied):
        services.withdraw_proposal(proposal, by=contacts[4], at=at(12))

    services.withdraw_proposal(proposal, by=contacts[3], at=at(13))

    assert asked(sent, contacts[3]).answer == Answer.NONE


def test_drafts_an_agency_owes_an_answer_to(sent: Agreement, contacts: list[User]) -> None:
    agency = contacts[0].acting_agency
    assert agency is not None
    assert [one.round.agreement for one in owed_opinions(agency)] == [sent]
    services.agree(sent, by=contacts[0], at=at(12))
    assert list(owed_opinions(agency)) == []


@pytest.mark.differs
def test_a_draft_that_was_sent_never_changes(sent: Agreement) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(number=9)
