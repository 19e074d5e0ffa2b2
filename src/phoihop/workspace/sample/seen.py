"""What the people of the sample office have looked at."""

from datetime import datetime, timedelta

from django.db.models import F

from phoihop.inbox.models import Notice


def look_at_notices(at: datetime) -> None:
    """They have seen what they were told until a week ago."""
    old = Notice.objects.filter(seen_at=None, last_at__lt=at - timedelta(days=7))
    old.update(seen_at=F("last_at"))
