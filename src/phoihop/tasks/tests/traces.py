"""What the ledger says of acts, for tests."""

from phoihop.audit.models import Event


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))
