"""A party reads the drafts of the rounds in which it was asked, and the one ready to sign."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, PartySuccessor
from phoihop.agreements.revisions import drafts_of, drafts_read
from phoihop.agreements.tests import story
from phoihop.agreements.viewers import reindex_viewers

pytestmark = pytest.mark.django_db
FIRST_WORDS, SECOND_WORDS = "Lời của dự thảo đầu", "Lời của dự thảo sau"


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2019, 2, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Rounds:
    """A first round that is taken back, and a second to which another agency is asked as well."""

    def __init__(self, by: User) -> None:
        self.by = by
        told = story.start(by)
        self.old: User = UserFactory.create(agency=told.agencies[0], is_contact=True)
        self.agreement: Agreement = told.agreement
        self.send(FIRST_WORDS, 11)
        services.withdraw_round(self.agreement, reason="Viết lại", by=by, at=at(12))
        joining: Agency = AgencyFactory.create(name="Công an An Lạc")
        self.new: User = UserFactory.create(agency=joining, is_contact=True)
        services.add_party(self.agreement, joining, by=by, at=at(13))
        self.send(SECOND_WORDS, 14)

    def send(self, words: str, day: int) -> None:
        """Change a content and ask all parties."""
        item = self.agreement.items.first()
        assert item is not None
        services.edit_item(item, text=words, by=self.by, at=at(day))
        self.agreement = Agreement.objects.get(pk=self.agreement.pk)
        services.send_for_opinions(
            self.agreement, answer_by=date(2019, 2, 25), by=self.by, at=at(day, 10)
        )
        self.agreement = Agreement.objects.get(pk=self.agreement.pk)

    def numbers(self, user: User) -> list[int]:
        """The drafts that this user reads."""
        rows = drafts_read(self.agreement, user, date(2019, 2, 20))
        return [draft.number for draft in drafts_of(rows)]


@pytest.fixture
def rounds(cast: Cast) -> Rounds:
    return Rounds(cast.issuer)


def test_who_joins_in_the_second_round_reads_its_drafts_alone(rounds: Rounds) -> None:
    assert rounds.numbers(rounds.by) == [1, 2]
    assert rounds.numbers(rounds.old) == [1, 2]
    assert rounds.numbers(rounds.new) == [2]


def test_what_changes_while_the_round_is_open_is_read_by_who_is_asked_in_it(
    rounds: Rounds,
) -> None:
    item = rounds.agreement.items.first()
    assert item is not None
    services.edit_item(item, product="Báo cáo", by=rounds.by, at=at(15))

    assert rounds.numbers(rounds.new) == [2, 3]


def test_pages_say_nothing_of_drafts_that_one_does_not_read(client: Client, rounds: Rounds) -> None:
    pk = rounds.agreement.pk
    drafts, comparison = (
        reverse(f"agreements:{name}", args=[pk]) for name in ("drafts", "comparison")
    )
    first, second = (reverse("agreements:draft", args=[pk, number]) for number in (1, 2))
    client.force_login(rounds.new)

    page = client.get(drafts)
    assert [one.number for one in page.context["drafts"]] == [2]
    assert next(tab.count for tab in page.context["tabs"] if tab.url == drafts) == 1
    assert client.get(first).status_code == 404
    assert SECOND_WORDS in client.get(second).content.decode()
    assert client.get(comparison, {"truoc": "1", "sau": "2"}).status_code == 404
    whole = client.get(comparison)
    assert whole.status_code == 200
    assert FIRST_WORDS not in whole.content.decode()

    client.force_login(rounds.old)
    assert FIRST_WORDS in client.get(first).content.decode()


def test_a_draft_sent_again_as_it_was_is_read_by_who_is_asked_again(rounds: Rounds) -> None:
    services.withdraw_round(rounds.agreement, reason="Gửi lại", by=rounds.by, at=at(15))
    agreement = Agreement.objects.get(pk=rounds.agreement.pk)
    services.send_for_opinions(agreement, answer_by=date(2019, 2, 25), by=rounds.by, at=at(16))

    assert rounds.numbers(rounds.new) == [2]  # it is not kept twice


def test_the_draft_that_is_ready_to_sign_is_read_by_all_parties(cast: Cast) -> None:
    told = story.start(cast.issuer)
    user: User = UserFactory.create(agency=told.agencies[0])
    services.mark_ready(told.agreement, without_opinions="Đã họp", by=cast.issuer, at=at(12))
    agreement = Agreement.objects.get(pk=told.agreement.pk)

    assert drafts_read(agreement, user, date(2019, 2, 20)).count() == 1


def test_who_stands_in_for_a_party_reads_what_it_was_sent(rounds: Rounds) -> None:
    successor: Agency = AgencyFactory.create()
    heir: User = UserFactory.create(agency=successor)
    party = rounds.agreement.parties.get(agency=rounds.old.acting_agency)
    PartySuccessor.objects.create(party=party, agency=successor, valid_from=date(2019, 2, 15))
    reindex_viewers([rounds.agreement.pk])

    assert rounds.numbers(heir) == [1, 2]


def test_who_reads_everything_below_a_place_reads_all_drafts(rounds: Rounds) -> None:
    inspector: User = UserFactory.create(agency=AgencyFactory.create(), role=Role.INSPECTOR)

    assert rounds.numbers(inspector) == [1, 2]  # of a paper that the scope lets it see
