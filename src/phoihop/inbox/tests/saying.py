"""Saying something through the service, and who was told of it, as tests need it."""

from typing import Any

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.inbox import services
from phoihop.inbox.models import Comment, Notice
from phoihop.inbox.services import CommentFacts


def say(record: Any, by: User, words: str = "Đề nghị xem lại", **facts: Any) -> Comment:
    return services.write_comment(record, CommentFacts(words, **facts), by=by, at=NOW)


def told(verb: str) -> set[User]:
    rows = Notice.objects.select_related("user")
    return {row.user for row in rows if any(one["verb"] == verb for one in row.said)}
