"""The floor: the middleware, the session, the user, and as many bytes as the page has."""

from django.http import HttpRequest, HttpResponse


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """That many bytes, whatever the method."""
    return HttpResponse(b"x" * size)
