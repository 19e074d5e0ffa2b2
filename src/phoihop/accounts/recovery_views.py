"""Recovery codes: shown once, and for some minutes given as a file to who has just seen them."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from phoihop.accounts.confirmed import confirmed_first
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_SHOWN = "recovery_codes_shown"
_FILE_FOR_SECONDS = 600


class _Codes(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth is untyped
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if context["can_view_codes"]:
            kept = _kept(self.request)
            now = clock.real_now().timestamp()
            self.request.session[_SHOWN] = [kept.pk if kept else 0, now]
        return context


show = audience("signed_in")(never_cache(_Codes.as_view()))


@audience("signed_in")
@never_cache
@confirmed_first
def download(request: SignedInRequest) -> HttpResponse:
    """The codes as a text file, while the page that showed them is fresh."""
    kept = _kept(request)
    shown, at = request.session.get(_SHOWN, [0, 0.0])
    age = clock.real_now().timestamp() - at
    if kept is None or kept.pk != shown or not 0 <= age < _FILE_FOR_SECONDS:
        return redirect("mfa_view_recovery_codes")
    context = {
        "codes": kept.wrap().get_unused_codes(),
        "person": request.user,
        "made_at": kept.created_at,
        "host": request.get_host(),
    }
    lines = render_to_string("mfa/recovery_codes/codes.txt", context).splitlines()
    # The mark and the line ends that the oldest editor of Windows needs for Vietnamese.
    answer = HttpResponse(
        "\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="ma-du-phong.txt"'
    return answer


def _kept(request: SignedInRequest) -> Authenticator | None:
    codes: Authenticator | None = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return codes
