"""Views of allauth as this program shows them: what a passkey needs is told to the templates."""

import json
from typing import Any

from allauth.account.views import LoginView
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from phoihop.accounts.passkey_places import place_of
from phoihop.accounts.second_step import passkeys_of, steps_of
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


class _LogIn(LoginView):  # type: ignore[misc]  # allauth is untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"place": place_of(self.request)}


class _SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth is untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        return context | {
            "place": place_of(self.request),
            "has_app": steps_of(user).filter(type=Authenticator.Type.TOTP).exists(),
            "has_passkey": passkeys_of(user).exists(),
            "options": _as_json(context["js_data"]["request_options"]),
        }


class _Add(webauthn.AddWebAuthnView):  # type: ignore[misc]  # allauth is untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # Always one that the device keeps and guards by finger, face or PIN: it is both steps.
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"options": _as_json(options), "place": place_of(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
        return answer


class _Again(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth is untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        return context | {"options": _as_json(options), "place": place_of(self.request)}

    def form_invalid(self, form: Any) -> HttpResponse:
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )


log_in = audience("public")(_LogIn.as_view())
second_step = audience("public")(_SecondStep.as_view())
again_by_passkey = audience("signed_in")(never_cache(_Again.as_view()))


@audience("signed_in")
@never_cache
def add_passkey(request: SignedInRequest) -> HttpResponse:
    """Make a passkey; where the address forbids it, say why and where to go."""
    place = place_of(request)
    if not place.fits:
        return render(request, "mfa/webauthn/elsewhere.html", {"place": place})
    answer: HttpResponse = _Add.as_view()(request)
    return answer


@audience("public")
@never_cache
def log_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """The question for the device, then its answer: both steps at once.

    Questions are counted as well, since each leaves a session.
    """
    refused: HttpResponse | None = ratelimit.consume_or_429(
        request, app="allauth.mfa", action="webauthn_login", limit_get=True
    )
    return refused or webauthn.login_webauthn(request)


def _as_json(options: Any) -> str:
    return json.dumps(options, cls=DjangoJSONEncoder)
