"""The mails that went out, for administrators: to whom, when, and what kept them; not the words."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.jobs.services import enqueue
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.urging.acts import SENDING
from phoihop.urging.forms import MailFilter
from phoihop.urging.mailing import try_again
from phoihop.urging.models import Mail, MailState

MARKS = {MailState.QUEUED: "wait", MailState.SENT: "done", MailState.FAILED: "late"}
_OF_STATE = {
    MailState.QUEUED: Q(sent_at=None, failed_at=None),
    MailState.SENT: Q(sent_at__isnull=False),
    MailState.FAILED: Q(failed_at__isnull=False),
}


@audience("administrator")
@require_GET
def mail_list(request: SignedInRequest) -> HttpResponse:
    """Every mail, newest first."""
    form = MailFilter(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    mails = Mail.objects.select_related("user").defer("body")
    if "state" in chosen:
        mails = mails.filter(_OF_STATE[MailState(chosen["state"])])
    if "kind" in chosen:
        mails = mails.filter(kind=chosen["kind"])
    page = page_by_key(mails, order=["-pk"], request_params=request.GET)
    context = {
        "form": form,
        "chosen": chosen,
        "page": page,
        "rows": [(mail, MARKS[mail.state], mail.state.label) for mail in page.rows],
    }
    return render(request, "urging/mail_list.html", context)


@audience("administrator")
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put one that was given up into the queue again."""
    mail = try_again(get_object_or_404(Mail, pk=pk), by=request.user, at=clock.now())
    key = f"by-hand-{clock.real_now():%Y%m%d%H%M%S}"
    enqueue(SENDING, key, {}, by=request.user, at=clock.now())
    messages.success(request, _("The mail to %(who)s waits to be sent.") % {"who": mail.user})
    return redirect("urging:mails")
