"""What the frame of every page shows of this room."""

from django.http import HttpRequest

from phoihop.agencies.models import Office


def office_name(request: HttpRequest) -> str:
    """The name of the office this installation serves, "" before it is set up."""
    return Office.objects.values_list("name", flat=True).first() or ""
