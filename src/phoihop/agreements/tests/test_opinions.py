"""Opinions on a draft: asked, given, settled; what a change means; who reads what."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import errors, services
from phoihop.agreements.comparing import compare
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
from phoihop.agreements.tests import story
from phoihop.agreements.tests.story import Story
from phoihop.inbox.models import Notice

pytestmark = pytest.mark.django_db

SENT = story.DRAFTED
BY = date(2019, 2, 18)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2019, 2, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def told(cast: Cast) -> Story:
    return story.start(cast.issuer)


@pytest.fixture
def contacts(told: Story) -> list[User]:
    return [UserFactory.create(agency=agency, is_contact=True) for agency in told.agencies]


@pytest.fixture
def sent(told: Story, contacts: list[User], cast: Cast) -> Agreement:
    services.send_for_opinions(told.agreement, answer_by=BY, by=cast.issuer, at=SENT)
    return fresh(told.agreement)


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def asked(agreement: Agreement, user: User) -> OpinionRequest:
    return OpinionRequest.objects.get(
        round__agreement=agreement, agency=user.acting_agency, replaced_at=None
    )


def told_of(user: User, verb: str) -> bool:
    rows = Notice.objects.filter(user=user)
    return any(entry["verb"] == verb for row in rows for entry in row.said)


def later_due(agreement: Agreement, user: User, number: int = 3) -> Proposal:
    """A proposal for another due day of a content."""
    item = agreement.items.all()[number]
    change = services.Proposed(Proposal.Field.DUE, "on:2019-09-15")
    target = services.Target(item=item)
    return services.propose(agreement, target, [change], words="đề nghị", by=user, at=at(12))[0]


def all_but(contacts: list[User], agreement: Agreement, *numbers: int) -> None:
    for number, user in enumerate(contacts, start=1):
        if number not in numbers:
            services.agree(agreement, by=user, at=at(12))


# Sending


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


# Answering


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


# Settling


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


# Pages


def opinions(client: Client, agreement: Agreement, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("agreements:opinions", args=[agreement.pk])).content.decode()


def test_the_words_of_others_are_hidden_until_the_round_is_closed(
    client: Client, sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    all_but(contacts, sent, 1)
    services.agree(sent, words="Lời riêng của một bên", by=contacts[0], at=at(12))
    url = reverse("agreements:history", args=[sent.pk])

    assert "Lời riêng của một bên" not in opinions(client, sent, contacts[1])
    assert "Lời riêng của một bên" not in client.get(url).content.decode()
    assert "Đã trả lời" in opinions(client, sent, contacts[1])
    assert "Lời riêng của một bên" in opinions(client, sent, contacts[0])
    assert "Lời riêng của một bên" in opinions(client, sent, cast.issuer)

    services.mark_ready(sent, by=cast.issuer, at=at(13))

    assert "Lời riêng của một bên" in opinions(client, sent, contacts[1])


def test_the_page_of_opinions_costs_the_same_for_any_number_of_answers(
    client: Client,
    sent: Agreement,
    contacts: list[User],
    cast: Cast,
    django_assert_max_num_queries: object,
) -> None:
    later_due(sent, contacts[0])
    url = reverse("agreements:opinions", args=[sent.pk])
    opinions(client, sent, cast.issuer)
    client.get(url)
    with django_assert_max_num_queries(26) as few:  # type: ignore[operator]  # a fixture
        client.get(url)
    count = len(few)
    for number, user in enumerate(contacts[1:]):
        later_due(sent, user, number % 8)
    client.get(url)
    with django_assert_max_num_queries(count):  # type: ignore[operator]  # likewise
        client.get(url)


def test_a_party_gets_403_for_the_drafter_s_acts_and_an_outsider_404(
    client: Client, sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    proposal = later_due(sent, contacts[3])
    row = asked(sent, contacts[0])
    paths = [
        reverse("agreements:accept", args=[sent.pk, proposal.pk]),
        reverse("agreements:decline", args=[sent.pk, proposal.pk]),
        reverse("agreements:deem", args=[sent.pk, row.pk]),
        reverse("agreements:withdraw_round", args=[sent.pk]),
    ]
    for user, code in ((contacts[3], 403), (cast.outsider, 404)):
        client.force_login(user)
        assert {client.post(path, {"reason": "x"}).status_code for path in paths} == {code}
    assert Proposal.objects.get().accepted is None


def test_a_draft_is_read_whole_and_two_are_compared(
    client: Client, sent: Agreement, contacts: list[User], cast: Cast
) -> None:
    services.accept_proposal(later_due(sent, contacts[3]), by=cast.issuer, at=at(13))
    client.force_login(contacts[0])

    whole = client.get(reverse("agreements:draft", args=[sent.pk, 1])).content.decode()
    assert "15/08/2019" in whole
    url = reverse("agreements:comparison", args=[sent.pk])
    both = client.get(url, {"truoc": "1", "sau": "2"}).content.decode()
    assert "bỏ:" in both
    assert "thêm:" in both
    assert both.count('class="opin box"') == 1
    assert client.get(url, {"truoc": "7", "sau": "x"}).status_code == 404
    client.force_login(cast.outsider)
    assert client.get(url).status_code == 404
