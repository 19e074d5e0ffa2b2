"""A party's side of the opinions: agree, propose, take back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.models import Agreement, Proposal
from phoihop.agreements.opinion_forms import ClauseProposalForm, ItemProposalForm, WordsForm
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.reading import current_items
from phoihop.agreements.views.drafting import act
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_Form = ItemProposalForm | ClauseProposalForm | WordsForm


@audience("member")
@require_POST
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nhất trí."""
    agreement = _asked(request, pk)
    words = request.POST.get("words", "")[:2000]
    return act(
        request,
        agreement,
        "opinions",
        lambda user: services.agree(agreement, words=words, by=user, at=clock.now()),
        _("Your answer was sent: agrees."),
        context={"words": words},
    )


@audience("member")
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say in words what to change in the paper as a whole."""
    agreement = _asked(request, pk)
    form = WordsForm(request.POST or None)
    return _propose(request, agreement, services.Target(), form, _("the paper as a whole"))


@audience("member")
def propose_item(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """A content as the party would have it."""
    agreement = _asked(request, pk)
    items = list(current_items(agreement))
    item = get_object_or_404(current_items(agreement), pk=item_pk)
    parties = agreement.parties.exclude(agency=None).values_list("agency_id", flat=True)
    form = ItemProposalForm(request.POST or None, item=item, agencies=list(parties))
    place = next(n for n, one in enumerate(items, start=1) if one.pk == item.pk)
    title = _("Content %(number)d") % {"number": place}
    return _propose(request, agreement, services.Target(item=item), form, f"{title}. {item.text}")


@audience("member")
def propose_clause(request: SignedInRequest, pk: int, clause_pk: int) -> HttpResponse:
    """A clause as the party would have it."""
    agreement = _asked(request, pk)
    clause = get_object_or_404(agreement.clauses.select_related("section"), pk=clause_pk)
    form = ClauseProposalForm(request.POST or None, clause=clause)
    title = f"{clause.section}: {clause}" if clause.heading else str(clause.section)
    return _propose(request, agreement, services.Target(clause=clause), form, title)


@audience("member")
@require_POST
def withdraw(request: SignedInRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Take an own proposal back."""
    agreement = _asked(request, pk)
    rows = Proposal.objects.filter(
        request__round__agreement=agreement, agency=request.user.acting_agency
    )
    proposal = get_object_or_404(rows.select_related("request__round__agreement"), pk=proposal_pk)
    return act(
        request,
        agreement,
        "opinions",
        lambda user: services.withdraw_proposal(proposal, by=user, at=clock.now()),
        _("The proposal was taken back."),
    )


def _asked(request: SignedInRequest, pk: int) -> Agreement:
    """The draft, for who may answer for a party; others who see it get 403."""
    agreement = agreement_or_404(request, pk)
    if agreement.sent_at is None or not request.user.has_perm(
        "agreements.answer_opinions", agreement
    ):
        raise PermissionDenied
    return agreement


def _propose(
    request: SignedInRequest,
    agreement: Agreement,
    target: services.Target,
    form: _Form,
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(
                agreement,
                target,
                form.changes(),
                words=form.cleaned_data["words"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your proposal was sent."))
            return redirect("agreements:opinions", agreement.pk)
    context = {"agreement": agreement, "form": form, "title": title}
    status = 422 if form.errors else 200
    return render(request, "agreements/proposal_form.html", context, status=status)
