"""The language of the screens, how much a browser may send, addresses that only take forms."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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


def body_limit(get_response: Answer) -> Answer:
    """Refuse a body before a byte of it is read: uploads are written to the disk as they come.

    A body without a length is not read at all by Django.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        size = int(sent) if sent.isdecimal() else 0
        if size > settings.BODY_MAX_BYTES_ANONYMOUS:
            signed_in = request.user.is_authenticated
            if not signed_in or size > settings.BODY_MAX_BYTES:
                return render(request, "400.html", status=413)
        return get_response(request)

    return answer


def form_only(get_response: Answer) -> Answer:
    """Say in words that an address only takes what a form sends.

    After a form was refused, its address stays in the browser: opened again, it is asked without
    the form, and Django's answer to that is an empty page.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        signed_in = request.user.is_authenticated
        layout = "ui/base.html" if signed_in else "ui/bare.html"
        page = render(request, "405.html", {"layout": layout}, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return answer
