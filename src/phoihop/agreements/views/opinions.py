"""The drafting agency's side of the opinions: send, move the day, take back, settle."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, OpinionRequest, Proposal
from phoihop.agreements.opinion_forms import DayForm, ReasonForm, SendForm
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.settling import applies
from phoihop.agreements.views.drafting import act, own, refused_or
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Gửi lấy ý kiến."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    form = SendForm(request.POST or None, initial=SendForm.proposed(clock.today()))
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            round_ = services.send_for_opinions(
                agreement,
                answer_by=form.cleaned_data["answer_by"],
                note=form.cleaned_data["note"],
                hides_answers=form.cleaned_data["hides_answers"],
                by=user,
                at=clock.now(),
            )
            count = round_.requests.count()
            said = ngettext("Sent to %(n)d party.", "Sent to %(n)d parties.", count)
            return said % {"n": count}

        if answer := _done(request, agreement, form, do):
            return answer
    page = _Page(_("Send for opinions"), _("Send for opinions"), "opinion_send")
    return refused_or(request, agreement) or _page(request, agreement, form, page)


@audience("member")
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another day to answer by."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    form = DayForm(request.POST or None, initial={"answer_by": agreement.answer_by})
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            day = form.cleaned_data["answer_by"]
            services.extend_round(agreement, answer_by=day, by=user, at=clock.now())
            return _("The day was moved; those who have not answered are told.")

        if answer := _done(request, agreement, form, do):
            return answer
    page = _Page(_("Move the day to answer by"), _("Move the day"))
    return refused_or(request, agreement) or _page(request, agreement, form, page)


@audience("member")
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the draft back from the parties."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            reason = form.cleaned_data["reason"]
            services.withdraw_round(agreement, reason=reason, by=user, at=clock.now())
            return _("Taken back. The parties no longer see the draft.")

        if answer := _done(request, agreement, form, do):
            return answer
    text = _("The parties no longer see the draft. What they said stays in the history.")
    page = _Page(_("Take the draft back from the parties?"), _("Take the draft back"), text=text)
    return refused_or(request, agreement) or _page(request, agreement, form, page)


@audience("member")
@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell those who have not answered once more."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    return act(
        request,
        agreement,
        "opinions",
        lambda user: services.remind(agreement, by=user, at=clock.now()),
        _("Those who have not answered were reminded."),
    )


@audience("member")
def accept(request: SignedInRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Tiếp thu: entered at once where it names a field, else by the drafter."""
    agreement, proposal = _proposal(request, pk, proposal_pk)
    form = ReasonForm(request.POST or None, is_required=False)
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            reason = form.cleaned_data["reason"]
            done = services.accept_proposal(proposal, reason=reason, by=user, at=clock.now())
            if done.entered_at is None:
                return _("Taken over. Now enter it in the draft.")
            return _("Taken over; the draft was changed and the parties are told.")

        if answer := _done(request, agreement, form, do, anchor=f"o-{proposal.pk}"):
            return answer
    at_once = _("The draft becomes a new one with this change; the parties are told of it.")
    by_hand = _(
        "It names no field that can be changed by itself: enter it in the draft afterwards."
    )
    page = _Page(
        _("Take this proposal over?"),
        _("Take over"),
        text=at_once if applies(proposal) else by_hand,
        proposal=proposal,
    )
    return refused_or(request, agreement) or _page(request, agreement, form, page)


@audience("member")
def decline(request: SignedInRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Không tiếp thu, with a reason."""
    agreement, proposal = _proposal(request, pk, proposal_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            reason = form.cleaned_data["reason"]
            services.decline_proposal(proposal, reason=reason, by=user, at=clock.now())
            return _("Declined; the party reads the reason.")

        if answer := _done(request, agreement, form, do, anchor=f"o-{proposal.pk}"):
            return answer
    text = _("The words of the draft stay. The party receives the answer.")
    page = _Page(_("Decline this proposal?"), _("Decline"), text=text, proposal=proposal)
    return refused_or(request, agreement) or _page(request, agreement, form, page)


@audience("member")
@require_POST
def entered(request: SignedInRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """An accepted proposal stands in the draft already."""
    agreement, proposal = _proposal(request, pk, proposal_pk)
    return act(
        request,
        agreement,
        "opinions",
        lambda user: services.mark_entered(proposal, by=user, at=clock.now()),
        _("Noted: it stands in the draft."),
    )


@audience("member")
def deem(request: SignedInRequest, pk: int, request_pk: int) -> HttpResponse:
    """Coi như nhất trí, with a reason."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    rows = OpinionRequest.objects.filter(round__agreement=agreement).select_related(
        "agency", "round__agreement"
    )
    asked = get_object_or_404(rows, pk=request_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def do(user: User) -> str:
            reason = form.cleaned_data["reason"]
            services.deem_consent(asked, reason=reason, by=user, at=clock.now())
            return _("Recorded; the party is told and may still answer.")

        if answer := _done(request, agreement, form, do, anchor=f"p-{asked.pk}"):
            return answer
    title = _("Record the silence of %(party)s as consent?") % {"party": asked.agency}
    text = _(
        "The history says that no answer came. The party may still answer until the round closes."
    )
    page = _Page(title, _("Deemed to agree"), text=text)
    return refused_or(request, agreement) or _page(request, agreement, form, page)


class _Page:
    """What stands around a small form of this module."""

    def __init__(
        self,
        title: str | Promise,
        verb: str | Promise,
        template: str = "opinion_act",
        *,
        text: str | Promise = "",
        proposal: Proposal | None = None,
    ) -> None:
        self.title, self.verb, self.text = title, verb, text
        self.template, self.proposal = template, proposal


def _page(
    request: SignedInRequest, agreement: Agreement, form: forms.Form, page: _Page
) -> HttpResponse:
    context: dict[str, Any] = {"agreement": agreement, "form": form, "page": page}
    status = 422 if form.errors else 200
    return render(request, f"agreements/{page.template}.html", context, status=status)


def _done(
    request: SignedInRequest,
    agreement: Agreement,
    form: forms.Form,
    do: Callable[[User], str],
    *,
    anchor: str = "",
) -> HttpResponse | None:
    """Do it and go back to the opinions; refused, the form says why."""
    try:
        said = do(request.user)
    except Refused as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return None
    messages.success(request, said)
    url = reverse("agreements:opinions", args=[agreement.pk])
    return redirect(f"{url}#{anchor}" if anchor else url)


def _proposal(request: SignedInRequest, pk: int, proposal_pk: int) -> tuple[Agreement, Proposal]:
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    rows = Proposal.objects.filter(request__round__agreement=agreement).select_related(
        "agency", "item__lead_agency", "clause", "request__round__agreement"
    )
    return agreement, get_object_or_404(rows, pk=proposal_pk)
