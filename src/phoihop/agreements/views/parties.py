"""Parties and legal bases of a draft: chosen from a list that a search narrows."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop import vntext
from phoihop.agencies.models import Agency, AgencyLink
from phoihop.agencies.querysets import alive_on
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, Party
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.views.drafting import act, own, refused_or
from phoihop.documents.models import Document
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_SHOWN = 40
_MOST = 500


@audience("member")
def party_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tick agencies and add them as parties."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    return _pick_agencies(
        request,
        agreement,
        None,
        lambda chosen: services.add_parties(agreement, chosen, by=request.user, at=clock.now()),
    )


@audience("member")
def party_replace(request: SignedInRequest, pk: int, party_pk: int) -> HttpResponse:
    """Put agencies in the place of words for several."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    party = get_object_or_404(agreement.parties.select_related("agency"), pk=party_pk)
    return _pick_agencies(
        request,
        agreement,
        party,
        lambda chosen: services.replace_collective_party(
            party, chosen, by=request.user, at=clock.now()
        ),
    )


@audience("member")
@require_POST
def party_remove(request: SignedInRequest, pk: int, party_pk: int) -> HttpResponse:
    """Take a party out."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    party = get_object_or_404(agreement.parties.select_related("agency"), pk=party_pk)
    return act(
        request,
        agreement,
        "parties",
        lambda user: services.remove_party(party, by=user, at=clock.now()),
        _("The party was taken out."),
    )


def _pick_agencies(
    request: SignedInRequest,
    agreement: Agreement,
    party: Party | None,
    do: Callable[[Sequence[Agency]], object],
) -> HttpResponse:
    """GET and "Tìm" show the list, with what is ticked kept on top; "Thêm" does it."""
    if moved := refused_or(request, agreement):
        return moved
    data = request.POST if request.method == "POST" else request.GET
    typed = (key_in(pk) for pk in data.getlist("agency")[:_MOST])
    numbers = [pk for pk in typed if pk is not None]
    chosen = list(Agency.objects.filter(pk__in=numbers))
    complaint = ""
    if request.method == "POST" and "search" not in request.POST:
        try:
            do(chosen)
        except Refused as error:
            complaint = str(error)
        else:
            messages.success(request, _("The parties were added."))
            return redirect("agreements:parties", agreement.pk)
    words = data.get("q", "")[:200]
    context = {
        "agreement": agreement,
        "party": party,
        "chosen": chosen,
        "found": _agencies(agreement, words, chosen, replacing=party is not None),
        "words": words,
        "complaint": complaint,
    }
    status = 422 if complaint else 200
    return render(request, "agreements/party_pick.html", context, status=status)


def _agencies(
    agreement: Agreement, words: str, chosen: Sequence[Agency], *, replacing: bool
) -> list[Agency]:
    """Agencies at work today that answer to the words; without words, the neighbours."""
    today = clock.today()
    rows = Agency.objects.existing_on(today).exclude(pk__in=[one.pk for one in chosen])
    if not replacing:
        parties = Party.objects.filter(agreement=agreement, agency__isnull=False)
        rows = rows.exclude(pk__in=parties.values("agency"))
    else:
        rows = rows.exclude(pk=agreement.owner_id)
    if words.strip():
        return list(rows.named_like(" ".join(words.split()))[:_SHOWN])
    links = AgencyLink.objects.filter(alive_on(today))
    parents = links.filter(child=agreement.owner).values("parent")
    near = links.filter(Q(parent__in=parents) | Q(parent=agreement.owner))
    return list(rows.filter(pk__in=near.values("child"))[:_SHOWN]) or list(rows[:_SHOWN])


@audience("member")
def basis_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose a registered document as a legal basis."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    if moved := refused_or(request, agreement):
        return moved
    seen = Document.objects.visible_to(request.user)
    complaint = ""
    if request.method == "POST":
        number = key_in(request.POST.get("document", ""))
        document = seen.filter(pk=number).first() if number is not None else None
        try:
            if document is None:
                raise Refused(_("Choose a document."))
            services.add_legal_basis(agreement, document, by=request.user, at=clock.now())
        except Refused as error:
            complaint = str(error)
        else:
            messages.success(request, _("The legal basis was added."))
            return redirect(f"{reverse('agreements:text', args=[agreement.pk])}#can-cu")
    words = (request.POST if complaint else request.GET).get("q", "")[:200]
    context: dict[str, Any] = {
        "agreement": agreement,
        "words": words,
        "found": _documents(agreement, seen, words),
        "complaint": complaint,
    }
    status = 422 if complaint else 200
    return render(request, "agreements/basis_pick.html", context, status=status)


def _documents(agreement: Agreement, seen: Any, words: str) -> list[Document]:
    rows = seen.exclude(pk__in=agreement.legal_bases.values("document"))
    folded = vntext.search_folded(words)
    said = Q()
    for word in folded.split():
        said &= Q(words__contains=word)
    if key := vntext.symbol_key(words):
        said |= Q(code_key__startswith=key)
    return list(rows.filter(said).order_by("-issued_on", "-pk")[:_SHOWN])


@audience("member")
@require_POST
def basis_remove(request: SignedInRequest, pk: int, basis_pk: int) -> HttpResponse:
    """Take a legal basis out."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    basis = get_object_or_404(agreement.legal_bases.select_related("document"), pk=basis_pk)
    return act(
        request,
        agreement,
        "text",
        lambda user: services.remove_legal_basis(basis, by=user, at=clock.now()),
        _("The legal basis was taken out."),
    )


@audience("member")
@require_POST
def basis_move(request: SignedInRequest, pk: int, basis_pk: int) -> HttpResponse:
    """One place up, or down."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    basis = get_object_or_404(agreement.legal_bases.select_related("document"), pk=basis_pk)
    up = "up" in request.POST
    return act(
        request,
        agreement,
        "text",
        lambda user: services.move_legal_basis(basis, up=up, by=user, at=clock.now()),
    )
