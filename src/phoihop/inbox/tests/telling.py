"""Saying something and looking at a page, as the tests of pages do."""

from datetime import datetime
from typing import Any

from django.test import Client

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.inbox import services
from phoihop.inbox.models import Comment
from phoihop.inbox.services import CommentFacts

INBOX = "/cho-toi/"


def say(record: Any, by: User, words: str = "Một ý kiến", at: datetime = NOW) -> Comment:
    return services.write_comment(record, CommentFacts(words), by=by, at=at)


def page_of(client: Client, user: User, url: str, **query: str) -> str:
    client.force_login(user)
    answer = client.get(url, query)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def talk_url(record: Any) -> str:
    return f"{record.get_absolute_url()}trao-doi/"
