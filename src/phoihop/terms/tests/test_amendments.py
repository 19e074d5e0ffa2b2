"""An amendment ends with what it amends or with the next one, and carries the whole content."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic
from django.test import Client
from django.urls import reverse

from phoihop.agreements import errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.terms.adapting import adapt_version, proposals
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def _states(agreement: Agreement, on: date) -> AgreementState:
    """By the row and by the condition for lists, which must agree."""
    agreement = Agreement.objects.get(pk=agreement.pk)
    state = agreement.state(on)
    loaded = Agreement.objects.with_replacing().get(pk=agreement.pk)
    assert loaded.state(on) == state
    fitting = [
        one for one in AgreementState if Agreement.objects.in_state(one, on).contains(agreement)
    ]
    assert fitting == [state]
    return state


def _amendment(term: Term, drafted: str, valid_from: date, signed: str) -> Agreement:
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at(drafted))
    agreements.edit_agreement(draft, by=term.specialist, at=at(drafted), valid_from=valid_from)
    story.sign(term, draft, signed)
    return draft


def test_an_amendment_ends_where_the_next_one_begins() -> None:
    term = story.signed_term()
    first = _amendment(term, "2021-09-01", date(2021, 10, 1), "2021-09-15")
    second = _amendment(term, "2022-01-04", date(2022, 3, 1), "2022-01-20")

    assert _states(first, date(2021, 9, 20)) == AgreementState.SIGNED
    assert _states(first, date(2022, 2, 28)) == AgreementState.IN_FORCE
    assert _states(first, date(2022, 3, 1)) == AgreementState.EXPIRED
    assert _states(second, date(2022, 3, 1)) == AgreementState.IN_FORCE
    assert _states(term.programme, date(2022, 3, 1)) == AgreementState.IN_FORCE


def test_an_amendment_ends_with_what_it_amends() -> None:
    term = story.signed_term()
    amendment = _amendment(term, "2021-09-01", date(2021, 10, 1), "2021-09-15")

    agreements.terminate_agreement(
        term.programme,
        on=date(2022, 1, 10),
        reason="Hai bên thống nhất",
        by=term.leader,
        at=at("2022-01-10"),
    )

    assert _states(amendment, date(2022, 1, 9)) == AgreementState.IN_FORCE
    assert _states(amendment, date(2022, 1, 10)) == AgreementState.ENDED


def test_what_was_terminated_gets_no_year_no_amendment_and_no_reminder(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2021-09-01"), valid_from=date(2021, 10, 1)
    )
    agreements.terminate_agreement(
        term.programme,
        on=date(2022, 1, 10),
        reason="Hai bên thống nhất",
        by=term.leader,
        at=at("2022-01-10"),
    )
    term.programme.refresh_from_db()

    with pytest.raises(errors.AlreadyEnded):
        story.sign(term, draft, "2022-01-11")
    with pytest.raises(errors.OutsideTerm):
        agreements.make_version(term.programme, 2023, by=term.specialist, at=at("2022-01-11"))
    monkeypatch.setattr(clock, "today", lambda: date(2022, 1, 11))
    client.force_login(term.specialist)
    page = client.get(reverse("terms:term", args=[term.programme.pk]))
    assert page.context["open_years"] == [2021, 2022]
    assert page.context["remind_on"] is None
    assert reverse("terms:amend", args=[term.programme.pk]) not in page.content.decode()


def test_amended_coordinating_agencies_and_period_reach_the_version() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2021-09-01"), valid_from=date(2021, 10, 1)
    )
    item = draft.items.get(line=term.lines["P2"])
    agreements.edit_item(
        item, by=term.specialist, at=at("2021-09-01"), coordinating=[], period_text="Cả năm"
    )
    story.sign(term, draft, "2021-09-15")

    (proposal,) = proposals(plan, date(2021, 10, 1))
    assert (proposal.withdraw, [one.day for one in proposal.add]) == ([], [date(2021, 11, 30)])
    adapt_version(
        plan,
        withdraw=(),
        add=(),
        reason="theo văn bản sửa đổi",
        by=term.specialist,
        at=at("2021-10-01"),
    )

    changed = plan.items.get(line=term.lines["P2"])
    assert (changed.period_text, changed.coordinations.count()) == ("Cả năm", 0)
    assert proposals(plan, date(2021, 10, 1)) == []


def test_a_deleted_amendment_comes_back_with_the_next_number() -> None:
    term = story.signed_term()
    deleted = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.hide_draft(deleted, by=term.specialist, at=at("2021-09-02"))
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-03"))
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2021-09-03"), valid_from=date(2021, 10, 1)
    )

    with pytest.raises(errors.AmendmentOpen):
        agreements.unhide_draft(deleted, by=term.specialist, at=at("2021-09-04"))
    story.sign(term, draft, "2021-09-15")
    back = agreements.unhide_draft(deleted, by=term.specialist, at=at("2021-09-16"))

    back.refresh_from_db()
    assert back.amendment_number == 2
    assert back.title == f"Sửa đổi lần 2 {term.programme.title}"


def test_the_page_says_why_a_deleted_amendment_cannot_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    deleted = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.hide_draft(deleted, by=term.specialist, at=at("2021-09-02"))
    agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-03"))
    monkeypatch.setattr(clock, "today", lambda: date(2021, 9, 4))
    client.force_login(term.specialist)

    page = client.post(reverse("agreements:unhide", args=[deleted.pk]), follow=True)

    assert page.status_code == 200
    assert str(errors.AmendmentOpen()) in page.content.decode()
    deleted.refresh_from_db()
    assert deleted.hidden_at is not None


def test_what_a_signed_paper_amends_or_continues_is_frozen() -> None:
    term = story.signed_term()
    amendment = _amendment(term, "2021-09-01", date(2021, 10, 1), "2021-09-15")

    for change in ({"amends": None}, {"amendment_number": 7}, {"renews": term.programme}):
        with pytest.raises(DatabaseError, match="a signed agreement is frozen"), atomic():
            Agreement.objects.filter(pk=amendment.pk).update(**change)
