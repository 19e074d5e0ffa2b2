"""Roles to come, wrong facts, refused log-ins and sessions that are over."""

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from conftest import NOW, Cast
from phoihop.accounts.errors import AccountFactWrong, StartsLater
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.services import add_membership, create_user
from phoihop.accounts.tests.factories import PASSWORD
from phoihop.jobs import services as jobs
from phoihop.jobs.worker import run_waiting


def test_a_role_that_begins_later_opens_nothing_now(cast: Cast) -> None:
    tomorrow = NOW.date() + timedelta(days=1)

    with pytest.raises(StartsLater):
        add_membership(
            cast.outsider, cast.lead_agency, Role.VIEWER, started_on=tomorrow, by=None, at=NOW
        )

    assert not Membership.objects.filter(user=cast.outsider, agency=cast.lead_agency).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "full_name"), [("có dấu !", "An"), ("an", "")])
def test_wrong_facts_of_an_account_are_said(username: str, full_name: str) -> None:
    with pytest.raises(AccountFactWrong):
        create_user(username=username, full_name=full_name, password=PASSWORD, by=None, at=NOW)

    assert not User.objects.exists()


def test_a_refused_log_in_leaves_a_trace_without_the_password(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        client.post("/dang-nhap/", {"login": cast.lead.username, "password": "sai-bi-mat"})

    assert cast.lead.username in caplog.text
    assert "sai-bi-mat" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_old_sessions_are_forgotten() -> None:
    now = timezone.now()
    Session.objects.create(session_key="alt", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="neu", session_data="", expire_date=now + timedelta(days=1))

    jobs.enqueue("accounts.clear_sessions", "2019-02-11", {}, by=None, at=now)
    run_waiting()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["neu"]
