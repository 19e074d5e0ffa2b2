"""Contents of a draft: add, change, order, take out."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.contents import ItemFacts
from phoihop.agreements.forms import ItemForm, item_initial
from phoihop.agreements.models import Agreement, ContentItem, Proposal
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.reading import current_items
from phoihop.agreements.views.drafting import act, own, refused_or
from phoihop.agreements.views.sections import proposal_in
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def item_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new content; "Lưu và thêm nội dung khác" stays on the form."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    form = _form(request, agreement, None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_item(
                agreement,
                by=request.user,
                at=clock.now(),
                form_key=form.cleaned_data["form_key"],
                **_facts(form),
            )
        except Refused as error:
            form.add_error(_field(error), str(error))
        else:
            messages.success(request, _("The content was added."))
            again = "agreements:item_add" if "another" in request.POST else "agreements:detail"
            return redirect(again, agreement.pk)
    return refused_or(request, agreement) or _page(request, agreement, form, None)


@audience("member")
def item_edit(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Change a content."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    item = get_object_or_404(current_items(agreement), pk=item_pk)
    adopting = proposal_in(request, agreement)
    form = _form(request, agreement, item)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_item(
                item, by=request.user, at=clock.now(), adopting=adopting, **_facts(form)
            )
        except Refused as error:
            form.add_error(_field(error), str(error))
        else:
            messages.success(request, _("Saved."))
            return (
                redirect(item)
                if adopting is None
                else redirect("agreements:opinions", agreement.pk)
            )
    return refused_or(request, agreement) or _page(request, agreement, form, item, adopting)


@audience("member")
@require_POST
def item_remove(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Take a content out of the draft."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    item = get_object_or_404(agreement.items, pk=item_pk)
    return act(
        request,
        agreement,
        "detail",
        lambda user: services.remove_item(item, by=user, at=clock.now()),
        _("The content was taken out; the history keeps its words."),
    )


@audience("member")
@require_POST
def item_move(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """One place up, or down."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    item = get_object_or_404(agreement.items, pk=item_pk)
    up = "up" in request.POST
    return act(
        request,
        agreement,
        "detail",
        lambda user: services.move_item(item, up=up, by=user, at=clock.now()),
    )


def _form(request: SignedInRequest, agreement: Agreement, item: ContentItem | None) -> ItemForm:
    signing = agreement.parties.exclude(agency=None).values_list("agency_id", flat=True)
    agencies: set[int | None] = set(signing)
    initial: dict[str, Any] = {"form_key": uuid.uuid4(), "weight": 1}
    if item is not None:  # agencies that the text named before they were parties stay to be seen
        initial = item_initial(item)
        agencies |= {item.lead_agency_id, *initial["coordinating"]}
    return ItemForm(
        request.POST or None,
        initial=initial,
        agencies=[pk for pk in agencies if pk is not None],
        rule=item.due_rule if item else "",
    )


def _facts(form: ItemForm) -> ItemFacts:
    given = form.cleaned_data
    return ItemFacts(
        text=given["text"],
        lead_agency=given["lead_agency"],
        coordinating=list(given["coordinating"]),
        period_text=given["period_text"],
        product=given["product"],
        due_rule=given["due_rule"],
        weight=given["weight"],
    )


def _field(error: Refused) -> str | None:
    field = getattr(error, "field", "")
    return field if field in ItemForm.base_fields else None


def _page(
    request: SignedInRequest,
    agreement: Agreement,
    form: ItemForm,
    item: ContentItem | None,
    adopting: Proposal | None = None,
) -> HttpResponse:
    context = {"agreement": agreement, "form": form, "item": item, "adopting": adopting}
    status = 422 if form.errors else 200
    return render(request, "agreements/item_form.html", context, status=status)
