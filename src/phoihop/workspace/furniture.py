"""What the frame of every page asks of this room."""

from django.http import HttpRequest
from django.urls import reverse

from phoihop.workspace.guide.screens import slug_for


def guide_url(request: HttpRequest) -> str:
    """The page of the user guide about this screen, else its first page."""
    match = request.resolver_match
    slug = slug_for(match.view_name) if match else ""
    return reverse("workspace:guide_page", args=[slug]) if slug else reverse("workspace:guide")
