"""The pages of a round: who reads what, what they cost."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, Proposal
from phoihop.agreements.tests.rounds import all_but, asked, at, later_due

pytestmark = pytest.mark.django_db


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
