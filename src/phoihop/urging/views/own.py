"""One's own mail: what came, how much of it one wants, and the way to less without a log-in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.urging.forms import MailChoiceForm
from phoihop.urging.mailing import choose, user_of
from phoihop.urging.models import Mail, MailChoice


@audience("signed_in")
def own_mails(request: SignedInRequest) -> HttpResponse:
    """The choice, the address mail goes to, and the mails of the last three months."""
    chosen = MailChoice.objects.filter(user=request.user, only_duties=True).exists()
    form = MailChoiceForm(request.POST or None, initial={"only_duties": "yes" if chosen else "no"})
    if request.method == "POST" and form.is_valid():
        only = form.cleaned_data["only_duties"]
        choose(request.user, only_duties=only, by=request.user, at=clock.now())
        messages.success(request, _("Saved."))
        return redirect("urging:own_mails")
    mails = Mail.objects.filter(user=request.user).defer("body")
    page = page_by_key(mails, order=["-pk"], request_params=request.GET)
    context = {"form": form, "page": page, "rows": page.rows}
    return render(request, "urging/own_mails.html", context, status=422 if form.errors else 200)


@audience("signed_in")
@require_GET
def own_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A mail of one's own, as it was sent."""
    mail = get_object_or_404(Mail, pk=pk, user=request.user)
    base = settings.PUBLIC_ADDRESS.rstrip("/")
    return render(request, "urging/own_mail.html", {"mail": mail, "body": mail.body, "base": base})


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed address is the right
@audience("public")
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Less mail, without a log-in: asking shows a button, only pressing it changes anything.

    The address is good for this alone, and says nothing of the account.
    """
    user = user_of(token)
    if user is None:
        raise Http404
    done = request.method == "POST"
    if done:
        choose(user, only_duties=True, by=None, at=clock.now())
    return render(request, "urging/unsubscribe.html", {"done": done})
