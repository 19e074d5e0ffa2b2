"""The language of the screens: Vietnamese unless the reader chose another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]
_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def language(get_response: Answer) -> Answer:
    """Speak the account's language, else that of the cookie, else Vietnamese.

    What the browser asks for does not count: an office's computer often has an English browser.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.user.language if request.user.is_authenticated else ""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or chosen
        code = chosen if chosen in _LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return answer
