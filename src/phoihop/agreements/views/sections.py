"""Sections of a draft and their clauses: add, change, order, take out."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.models import Agreement, Clause, Proposal, Section
from phoihop.agreements.opinion_forms import ClauseForm, TitleForm
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.views.drafting import act, own, refused_or
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@audience("member")
def section_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A part of the office's own."""
    agreement = _own(request, pk)
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            section = services.add_section(
                agreement, form.cleaned_data["title"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return _to_text(request, agreement, section)
    title = _("Add a section")
    return refused_or(request, agreement) or _page(request, agreement, form, title)


@audience("member")
def section_edit(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    """Another heading."""
    agreement = _own(request, pk)
    section = get_object_or_404(agreement.sections, pk=section_pk)
    form = TitleForm(request.POST or None, initial={"title": section.title})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_section(
                section, form.cleaned_data["title"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return _to_text(request, agreement, section)
    title = _("Rename the section")
    return refused_or(request, agreement) or _page(request, agreement, form, title)


@audience("member")
@require_POST
def section_move(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    """One place up, or down."""
    agreement = _own(request, pk)
    section = get_object_or_404(agreement.sections, pk=section_pk)
    up = "up" in request.POST
    return act(
        request,
        agreement,
        "text",
        lambda user: services.move_section(section, up=up, by=user, at=clock.now()),
    )


@audience("member")
@require_POST
def section_remove(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    """Take it out with its clauses."""
    agreement = _own(request, pk)
    section = get_object_or_404(agreement.sections, pk=section_pk)
    return act(
        request,
        agreement,
        "text",
        lambda user: services.remove_section(section, by=user, at=clock.now()),
        _("The section was taken out; the history keeps its words."),
    )


@audience("member")
def clause_add(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    """A clause at the end of a section."""
    agreement = _own(request, pk)
    section = get_object_or_404(agreement.sections, pk=section_pk)
    form = ClauseForm(request.POST or None, initial=ClauseForm.of(None))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.add_clause(
                section,
                heading=given["heading"],
                text=given["text"],
                form_key=given["form_key"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(getattr(error, "field", "") or None, str(error))
        else:
            return _to_text(request, agreement, section)
    title = _("Add a clause: %(section)s") % {"section": section}
    return refused_or(request, agreement) or _page(request, agreement, form, title)


@audience("member")
def clause_edit(request: SignedInRequest, pk: int, clause_pk: int) -> HttpResponse:
    """Change the words of a clause; with `?de-nghi=` an accepted proposal is entered by it."""
    agreement = _own(request, pk)
    clause = get_object_or_404(agreement.clauses.select_related("section"), pk=clause_pk)
    adopting = proposal_in(request, agreement)
    form = ClauseForm(request.POST or None, initial=ClauseForm.of(clause))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.edit_clause(
                clause,
                heading=given["heading"],
                text=given["text"],
                adopting=adopting,
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(getattr(error, "field", "") or None, str(error))
        else:
            if adopting is not None:
                return redirect("agreements:opinions", agreement.pk)
            return _to_text(request, agreement, clause.section)
    title = _("Edit the clause: %(section)s") % {"section": clause.section}
    return refused_or(request, agreement) or _page(request, agreement, form, title, adopting)


@audience("member")
@require_POST
def clause_move(request: SignedInRequest, pk: int, clause_pk: int) -> HttpResponse:
    """One place up, or down."""
    agreement = _own(request, pk)
    clause = _clause(agreement, clause_pk)
    up = "up" in request.POST
    return act(
        request,
        agreement,
        "text",
        lambda user: services.move_clause(clause, up=up, by=user, at=clock.now()),
    )


@audience("member")
@require_POST
def clause_remove(request: SignedInRequest, pk: int, clause_pk: int) -> HttpResponse:
    """Take a clause out."""
    agreement = _own(request, pk)
    clause = _clause(agreement, clause_pk)
    return act(
        request,
        agreement,
        "text",
        lambda user: services.remove_clause(clause, by=user, at=clock.now()),
        _("The clause was taken out; the history keeps its words."),
    )


def proposal_in(request: SignedInRequest, agreement: Agreement) -> Proposal | None:
    """The accepted proposal that this form enters in the draft, if its address names one."""
    number = key_in(request.GET.get("de-nghi", ""))
    if number is None:
        return None
    waiting = Proposal.objects.filter(accepted=True, entered_at=None)
    return waiting.filter(request__round__agreement=agreement, pk=number).first()


def _own(request: SignedInRequest, pk: int) -> Agreement:
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    return agreement


def _clause(agreement: Agreement, pk: int) -> Clause:
    return get_object_or_404(agreement.clauses.select_related("section"), pk=pk)


def _to_text(request: SignedInRequest, agreement: Agreement, section: Section) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('agreements:text', args=[agreement.pk])}#phan-{section.pk}")


def _page(
    request: SignedInRequest,
    agreement: Agreement,
    form: forms.Form,
    title: str,
    adopting: Proposal | None = None,
) -> HttpResponse:
    context = {"agreement": agreement, "form": form, "title": title, "adopting": adopting}
    status = 422 if form.errors else 200
    return render(request, "agreements/section_form.html", context, status=status)
