"""Ký tiếp and chấm dứt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from phoihop.agreements.year_contents import contents_of_term
from phoihop.terms.ending import end_agreement, open_tasks, renew_agreement
from phoihop.terms.forms import EndForm, LinesForm
from phoihop.terms.pages import agreement_or_404, need, posted, term_page
from phoihop.terms.views.versions import add_refusal
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the agreement that continues this one."""
    agreement = agreement_or_404(request, pk)
    need(request, "agreements.change_agreement", agreement)
    form = LinesForm(posted(request), items=contents_of_term(agreement, clock.today()))
    if request.method == "POST" and form.is_valid():
        lines = set(form.cleaned_data["lines"])
        try:
            draft = renew_agreement(agreement, lines=lines, by=request.user, at=clock.now())
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Drafted. Check the term and the contents."))
            return redirect(draft)
    context = {"form": form, "tasks": open_tasks(agreement)}
    status = 422 if form.errors else 200
    return term_page(request, "terms/renew.html", agreement, "renew", context, status=status)


@audience("member")
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Terminate it, and say what becomes of the open tasks; its leader does."""
    agreement = agreement_or_404(request, pk)
    need(request, "agreements.settle_term", agreement)
    form = EndForm(
        posted(request),
        user=request.user,
        tasks=open_tasks(agreement),
        initial={"on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            end_agreement(
                agreement,
                on=given["on"],
                reason=given["reason"],
                withdraw=set(given.get("withdraw", ())),
                document=form.document,
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Terminated."))
            return redirect("terms:term", pk=agreement.pk)
    status = 422 if form.errors else 200
    return term_page(request, "terms/end.html", agreement, "end", {"form": form}, status=status)
