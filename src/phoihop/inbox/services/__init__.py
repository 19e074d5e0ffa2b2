"""What is done here: tell people, follow, talk."""

from phoihop.inbox.audience import Telling
from phoihop.inbox.services.following import follow, follow_quietly, unfollow
from phoihop.inbox.services.notices import (
    forget_old,
    mark_seen,
    mark_unseen,
    notify,
    notify_agency,
    notify_many,
)

__all__ = [
    "Telling",
    "follow",
    "follow_quietly",
    "forget_old",
    "mark_seen",
    "mark_unseen",
    "notify",
    "notify_agency",
    "notify_many",
    "unfollow",
]
