"""Between the session and the page: the idle lock, the acting agency, the second step.

All three use the real clock; a simulated day never keeps a session open.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeGuard
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404

from phoihop.accounts import kept_input, sessions
from phoihop.accounts.devices import device_of
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.second_step import has_second_step
from phoihop.ui import clock

GetResponse = Callable[[HttpRequest], HttpResponse]

SEEN = "seen_at"
# Between two notes of activity: a page more or less within a minute changes nothing.
_NOTE_SECONDS = 60
_ALWAYS_OPEN = {"account_logout", "set_language"}
_TO_CHANGE_PASSWORD = _ALWAYS_OPEN | {"account_change_password"}
_TO_ENROL = _TO_CHANGE_PASSWORD | {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
}


def idle_lock(get_response: GetResponse) -> GetResponse:
    """Sign out who did nothing for 15 minutes (administrators: 5), and say why."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if is_signed_in(user):
            idle = _idle_seconds(request)
            if idle is not None and idle > sessions.idle_minutes(user) * 60:
                name, now = _view_name(request), clock.real_now()
                kept = kept_input.keep(request, user, name, real_at=now)
                return _signed_out(request, "idle", kept=kept)
            if idle is None or idle >= _NOTE_SECONDS:
                note_activity(request, user)
                _save_at_once(request)
        response = get_response(request)
        _drop_what_was_sent(request, response)
        return _log_in_instead_of_part(request, response)

    return middleware


def acting_agency(get_response: GetResponse) -> GetResponse:
    """Act for a membership that has not ended; without one there is nothing left to see."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if is_signed_in(user):
            if not _ensure_acting(user):
                return _signed_out(request, "membership")
            if kept_input.is_sent_for_another(request, user):
                return _sent_to(request, reverse("accounts:kept_input"))
            user.kept_roots, user.kept_delegations = {}, {}
        return get_response(request)

    return middleware


def second_step(get_response: GetResponse) -> GetResponse:
    """First a password of one's own, then for administrators the second step, then the rest."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if is_signed_in(user):
            name = _view_name(request)
            if user.must_change_password and name not in _TO_CHANGE_PASSWORD:
                return _sent_to(request, reverse("account_change_password"))
            if (
                user.has_role(Role.ADMINISTRATOR)
                and not user.must_change_password
                and name not in _TO_ENROL
                and not has_second_step(user)
            ):
                return _sent_to(request, reverse("mfa_activate_totp"))
        return get_response(request)

    return middleware


def is_signed_in(user: object) -> TypeGuard[User]:
    """Somebody is signed in. The lazy object of the session stands for a User."""
    return bool(getattr(user, "is_authenticated", False))


def note_activity(request: HttpRequest, user: User) -> None:
    """Remember in the session and in the account that somebody is there: real clock."""
    now = clock.real_now()
    request.session[SEEN] = now.timestamp()
    User.objects.filter(pk=user.pk).update(last_seen_at=now)
    if request.session.session_key is None:
        request.session.save()
    sessions.note(str(request.session.session_key), user, device_of(request), real_at=now)


def _save_at_once(request: HttpRequest) -> None:
    """Should this very request end its session, nothing is left to be saved after it."""
    try:
        request.session.save()
    except UpdateError as gone:
        raise SessionInterrupted("The session was ended meanwhile.") from gone
    request.session.modified = False


def _idle_seconds(request: HttpRequest) -> float | None:
    seen = request.session.get(SEEN)
    return None if seen is None else clock.real_now().timestamp() - float(seen)


def _ensure_acting(user: User) -> bool:
    """Whether the user acts for a current membership now, after choosing one if need be."""
    if user.acting is not None and user.acting.ended_on is None:
        return True
    first: Membership | None = next(iter(user.current_memberships), None)
    if first is None:
        return False
    user.acting = first
    user.save(update_fields=["acting"])
    return True


def _view_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _drop_what_was_sent(request: HttpRequest, response: HttpResponse) -> None:
    """Kept input that was sent again is recorded now, or stands in its own form with its faults."""
    if request.method != "POST" or kept_input.AGAIN not in request.POST:
        return
    if not is_signed_in(request.user) or kept_input.is_sent_for_another(request, request.user):
        return
    if (
        response.status_code < HTTPStatus.BAD_REQUEST
        or response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    ):
        kept_input.drop(request.user)


def _signed_out(request: HttpRequest, reason: str, *, kept: bool = False) -> HttpResponse:
    """Back to the log-in page, which says why; a page that was only read is opened again."""
    logout(request)
    query = {"reason": reason}
    if kept:
        query["kept"] = "1"
    if request.method == "GET" and _view_name(request) not in {"account_login", "account_logout"}:
        query["next"] = request.get_full_path()
    return _sent_to(request, f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query)}")


def _sent_to(request: HttpRequest, url: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _log_in_instead_of_part(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A part that asks for log-in opens the whole log-in page, not one inside the part."""
    log_in = resolve_url(settings.LOGIN_URL)
    if (
        request.headers.get("HX-Request")
        and isinstance(response, HttpResponseRedirect)
        and response.url.startswith(log_in)
    ):
        return _sent_to(request, response.url)
    return response
