"""What the parties propose is settled; what a change means for them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import errors, services
from phoihop.agreements.comparing import compare
from phoihop.agreements.models import Agreement, AgreementState, Answer, OpinionRequest, Proposal
from phoihop.agreements.revisions import drafts_of
from phoihop.agreements.tests.rounds import BY, SENT, all_but, asked, at, fresh, later_due, told_of
from phoihop.agreements.tests.story import Story

pytestmark = pytest.mark.django_db


def test_to_agree_to_a_later_draft_takes_earlier_proposals_back_and_stands(
    sent: Agreement, contacts: list[User]
) -> None:
    proposal = later_due(sent, contacts[3])
    old = OpinionRequest.objects.get(pk=proposal.request_id)
    OpinionRequest.objects.filter(pk=old.pk).update(replaced_at=at(12))
    OpinionRequest.objects.create(
        round=old.round,
        agency=old.agency,
        revision=old.revision,
        asked_at=at(12),
        answer_by=old.answer_by,
    )
    services.agree(sent, by=contacts[3], at=at(13))
    proposal.refresh_from_db()
    assert proposal.withdrawn_at is not None
    Proposal.objects.filter(pk=proposal.pk).update(withdrawn_at=None)
    services.withdraw_proposal(proposal, by=contacts[3], at=at(14))
    assert asked(sent, contacts[3]).answer == Answer.AGREED


def test_taking_proposals_over_makes_one_new_draft_and_only_informs(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent, 4, 8)
    first, second = later_due(sent, contacts[3]), later_due(sent, contacts[7], 6)
    for proposal in (first, second):
        services.accept_proposal(proposal, by=cast.issuer, at=at(20))

    drafts = drafts_of(sent.revisions.all())
    assert [draft.number for draft in drafts] == [1, 2]
    found = compare(drafts[0].snapshot, drafts[1].snapshot)
    assert [one.place for one in found.all] == ["Nội dung 4", "Nội dung 7"]
    assert sent.items.all()[3].due_rule == "on:2019-09-15"
    assert OpinionRequest.objects.filter(replaced_at__isnull=False).count() == 0
    assert all(told_of(user, "agreements.changed_after_opinions") for user in contacts)
    services.mark_ready(sent, by=cast.issuer, at=at(20))
    assert fresh(sent).state(BY) == AgreementState.READY
    assert len(drafts_of(sent.revisions.all())) == 2  # what is ready is the draft they have seen


def test_another_change_asks_the_parties_of_the_content_again(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent)
    item = sent.items.all()[3]  # led by A4, with A7 and A10

    services.edit_item(item, product="Báo cáo và số liệu", by=cast.issuer, at=at(19))

    again = {number for number, user in enumerate(contacts, 1) if not asked(sent, user).answer}
    assert again == {4, 7, 10}
    assert told_of(contacts[3], "agreements.opinion_asked_again")
    assert told_of(contacts[0], "agreements.changed_after_opinions")
    assert asked(sent, contacts[3]).answer_by == date(2019, 2, 22)
    with pytest.raises(errors.NotComplete):
        services.mark_ready(sent, by=cast.issuer, at=at(19))


def test_a_change_of_the_text_asks_all_again_and_moving_asks_nobody(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent)
    services.move_item(sent.items.all()[1], up=True, by=cast.issuer, at=at(18))
    assert not OpinionRequest.objects.filter(replaced_at=None, answer="").exists()

    section = sent.sections.get(kind="methods")
    services.add_clause(section, text="Trao đổi bằng văn bản.", by=cast.issuer, at=at(19))

    assert OpinionRequest.objects.filter(replaced_at=None, answer="").count() == 12


def test_who_joins_while_opinions_are_gathered_is_asked_and_who_leaves_is_not(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    new = AgencyFactory.create(name="Công an An Lạc")
    services.add_party(sent, new, by=cast.issuer, at=at(13))
    services.remove_party(
        sent.parties.get(agency=contacts[0].acting_agency), by=cast.issuer, at=at(13)
    )

    standing = OpinionRequest.objects.filter(replaced_at=None)
    assert standing.filter(agency=new).exists()
    assert standing.count() == 12
    assert not Agreement.objects.visible_to(contacts[0]).exists()


def test_words_are_entered_by_hand_and_stay_open_until_then(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent, 4)
    item = sent.items.all()[3]
    services.propose(
        sent, services.Target(item=item), [], words="nêu rõ số lớp", by=contacts[3], at=at(12)
    )
    proposal = services.accept_proposal(Proposal.objects.get(), by=cast.issuer, at=at(13))
    assert proposal.is_open
    with pytest.raises(errors.NotComplete):
        services.mark_ready(sent, by=cast.issuer, at=at(13))

    services.edit_item(item, product="2 lớp", adopting=proposal, by=cast.issuer, at=at(14))

    assert not Proposal.objects.get().is_open
    assert not OpinionRequest.objects.filter(replaced_at=None, answer="").exists()
    services.mark_ready(sent, by=cast.issuer, at=at(14))


def test_a_second_proposal_for_the_same_words_does_not_overwrite_the_first(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    first, second = later_due(sent, contacts[3]), later_due(sent, contacts[6])
    services.accept_proposal(first, by=cast.issuer, at=at(13))
    services.edit_item(sent.items.all()[3], due_rule="on:2019-10-01", by=cast.issuer, at=at(13))

    done = services.accept_proposal(second, by=cast.issuer, at=at(13))

    assert done.entered_at is None
    assert sent.items.all()[3].due_rule == "on:2019-10-01"


def test_declining_needs_a_reason_and_the_party_is_told(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    proposal = later_due(sent, contacts[3])
    with pytest.raises(errors.ReasonRequired):
        services.decline_proposal(proposal, reason=" ", by=cast.issuer, at=at(13))
    with pytest.raises(PermissionDenied):
        services.decline_proposal(proposal, reason="x", by=contacts[3], at=at(13))

    services.decline_proposal(proposal, reason="Cấp trên ấn định", by=cast.issuer, at=at(13))

    assert told_of(contacts[3], "agreements.proposal_declined")
    with pytest.raises(errors.ProposalSettled):
        services.accept_proposal(proposal, by=cast.issuer, at=at(13))


def test_silence_is_consent_only_after_the_day_and_with_a_reason(
    sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    row = asked(sent, contacts[11])
    reason = "Đã trao đổi điện thoại 20/02/2019"
    with pytest.raises(errors.StillInTime):
        services.deem_consent(row, reason=reason, by=cast.issuer, at=at(18, 23))
    with pytest.raises(errors.ReasonRequired):
        services.deem_consent(row, reason="", by=cast.issuer, at=at(20))

    services.deem_consent(row, reason=reason, by=cast.issuer, at=at(20))

    assert asked(sent, contacts[11]).answer == Answer.DEEMED
    services.agree(sent, by=contacts[11], at=at(21))  # it may still speak itself
    assert asked(sent, contacts[11]).answer == Answer.AGREED
    with pytest.raises(errors.AnsweredAlready):
        services.deem_consent(row, reason=reason, by=cast.issuer, at=at(21))


def test_without_a_round_a_reason_is_needed(told: Story, cast: Cast) -> None:
    with pytest.raises(errors.NotComplete) as refusal:
        services.mark_ready(told.agreement, by=cast.issuer, at=SENT)
    assert "Chưa lấy ý kiến các bên" in str(refusal.value)

    services.mark_ready(
        told.agreement, without_opinions="Đã họp thống nhất", by=cast.issuer, at=SENT
    )

    assert fresh(told.agreement).ready_at == SENT
