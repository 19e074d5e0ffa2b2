"""What is done here: tell people, follow, talk."""

from phoihop.inbox.audience import Telling
from phoihop.inbox.services.following import follow, follow_in_charge, follow_quietly, unfollow
from phoihop.inbox.services.notices import (
    forget_old,
    mark_seen,
    mark_unseen,
    notify,
    notify_agency,
    notify_many,
    replace_words,
)
from phoihop.inbox.services.talking import (
    CommentFacts,
    edit_comment,
    withdraw_comment,
    write_comment,
)

__all__ = [
    "CommentFacts",
    "Telling",
    "edit_comment",
    "follow",
    "follow_in_charge",
    "follow_quietly",
    "forget_old",
    "mark_seen",
    "mark_unseen",
    "notify",
    "notify_agency",
    "notify_many",
    "replace_words",
    "unfollow",
    "withdraw_comment",
    "write_comment",
]
