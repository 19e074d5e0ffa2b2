"""What has ended, was continued or runs out takes no further acts, and says why."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic
from django.test import Client
from django.urls import reverse

from phoihop.agreements import errors, term_errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.agreements.standing import asked_opinions
from phoihop.agreements.terms import text_on
from phoihop.terms.ending import end_agreement, renew_agreement
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def _renew(term: Term, day: str) -> Agreement:
    lines = [line.pk for line in term.lines.values()]
    return renew_agreement(term.programme, lines=lines, by=term.specialist, at=at(day))


def _end(term: Term, on: date, day: str) -> None:
    end_agreement(
        term.programme, on=on, reason="Thống nhất", withdraw=[], by=term.leader, at=at(day)
    )


def _amend(term: Term, days: tuple[str, str], first: date, line: str, text: str) -> Agreement:
    """days: of the draft and of the signing."""
    drafted, signed = days
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at(drafted))
    agreements.edit_agreement(draft, by=term.specialist, at=at(drafted), valid_from=first)
    item = draft.items.get(line=term.lines[line])
    agreements.edit_item(item, by=term.specialist, at=at(drafted), text=text)
    story.sign(term, draft, signed)
    return draft


def test_what_is_continued_is_continued_once_and_not_terminated() -> None:
    term = story.signed_term()
    story.sign(term, _renew(term, "2024-11-01"), "2024-12-02")

    with pytest.raises(term_errors.AlreadyRenewed):
        _renew(term, "2024-12-05")
    with pytest.raises(term_errors.AlreadyRenewed):
        _end(term, date(2024, 12, 10), "2024-12-10")

    term.programme.refresh_from_db()
    assert term.programme.ended_on is None
    assert not term.programme.renewals.filter(signed_at=None).exists()


def test_of_two_drafts_that_continue_one_paper_the_first_signed_does() -> None:
    term = story.signed_term()
    first = _renew(term, "2024-11-01")
    second = _renew_beside(term, first)
    story.sign(term, first, "2024-12-02")

    with pytest.raises(term_errors.AlreadyRenewed):
        story.sign(term, second, "2024-12-03")
    with pytest.raises(DatabaseError), atomic():
        Agreement.objects.filter(pk=second.pk).update(
            signed_at=first.signed_at,
            signed_by=first.signed_by,
            signed_on=first.signed_on,
            scan=first.scan,
        )


def _renew_beside(term: Term, first: Agreement) -> Agreement:
    """As when agencies merge: another draft that continues the same paper."""
    Agreement.objects.filter(pk=first.pk).update(renews=None)
    second = _renew(term, "2024-11-02")
    Agreement.objects.filter(pk=first.pk).update(renews=term.programme)
    first.refresh_from_db()
    return second


def test_what_was_terminated_is_not_continued_nor_ended_behind_its_term() -> None:
    term = story.signed_term()
    with pytest.raises(term_errors.EndsAfterTerm):
        _end(term, date(2026, 1, 1), "2022-01-10")

    _end(term, date(2022, 1, 10), "2022-01-10")

    with pytest.raises(errors.AlreadyEnded):
        _renew(term, "2022-02-01")


def test_no_button_leads_to_what_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    key = [term.programme.pk]
    acts = [reverse(f"terms:{name}", args=key) for name in ("amend", "renew", "end")]
    monkeypatch.setattr(clock, "today", lambda: date(2022, 2, 1))
    client.force_login(term.leader)
    page = client.get(reverse("terms:term", args=key)).content.decode()
    assert all(act in page for act in acts)

    _end(term, date(2022, 1, 10), "2022-01-10")

    for name in ("terms:term", "agreements:detail", "terms:in_force"):
        page = client.get(reverse(name, args=key)).content.decode()
        assert not [act for act in acts if act in page]


def test_what_has_expired_is_not_amended() -> None:
    term = story.signed_term()

    with pytest.raises(errors.AlreadyEnded):
        agreements.start_amendment(term.programme, by=term.specialist, at=at("2026-03-01"))

    assert not term.programme.amendments.exists()


def test_after_a_termination_no_opinion_on_its_amendment_is_owed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.send_for_opinions(
        draft, answer_by=date(2021, 12, 31), by=term.specialist, at=at("2021-09-01")
    )
    assert asked_opinions().count() == 1

    _end(term, date(2021, 10, 1), "2021-10-01")

    assert not asked_opinions().exists()
    monkeypatch.setattr(clock, "today", lambda: date(2021, 10, 2))
    client.force_login(term.specialist)
    page = client.get(reverse("terms:term", args=[term.programme.pk]))
    assert not page.context["being_amended"]


def test_an_amendment_does_not_move_the_end_of_the_term() -> None:
    term = story.signed_term()
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))

    with pytest.raises(term_errors.AmendmentKeepsTerm):
        agreements.edit_agreement(
            draft, by=term.specialist, at=at("2021-09-01"), valid_to=date(2026, 12, 31)
        )

    Agreement.objects.filter(pk=draft.pk).update(valid_to=date(2026, 12, 31))
    with pytest.raises(term_errors.AmendmentKeepsTerm):
        story.sign(term, draft, "2021-09-15")
    draft.refresh_from_db()
    assert draft.state(date(2021, 9, 16)) == AgreementState.READY


def test_an_amendment_that_takes_effect_later_is_kept_by_the_next_one() -> None:
    term = story.signed_term()
    _amend(term, ("2021-09-01", "2021-09-15"), date(2022, 1, 1), "P2", "Sửa lần 1")
    _amend(term, ("2021-09-20", "2021-09-25"), date(2022, 3, 1), "P4", "Sửa lần 2")

    for day in (date(2022, 2, 1), date(2022, 3, 2)):
        text = text_on(term.programme, day)
        assert text.items.get(line=term.lines["P2"]).text == "Sửa lần 1"


def test_an_amendment_does_not_take_effect_before_an_earlier_one() -> None:
    term = story.signed_term()
    _amend(term, ("2021-09-01", "2021-09-15"), date(2022, 1, 1), "P2", "Sửa lần 1")

    with pytest.raises(errors.NotComplete, match="01/01/2022"):
        _amend(term, ("2021-09-20", "2021-09-25"), date(2021, 10, 1), "P4", "Sửa lần 2")

    assert text_on(term.programme, date(2022, 2, 1)).amendment_number == 1
