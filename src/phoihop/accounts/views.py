"""What an administrator does with accounts and memberships."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from phoihop.accounts import codes, forms, services, sessions
from phoihop.accounts.models import Membership, OneTimeCode, User
from phoihop.accounts.pages import form_page, sheets_page
from phoihop.accounts.querysets import UserQuerySet
from phoihop.accounts.second_step import has_second_step
from phoihop.audit.history import history_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


@audience("administrator")
def user_list(request: SignedInRequest) -> HttpResponse:
    """Accounts by given name, with what they may act for."""
    form = forms.FilterForm(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    rows = _filtered(User.objects.visible_to(request.user), chosen)
    page = page_by_key(
        rows.with_memberships(), order=["name_key", "pk"], request_params=request.GET
    )
    real_now = clock.real_now()
    people = [(user, user.is_idle(real_now)) for user in page.rows]
    context = {"form": form, "page": page, "people": people, "chosen": chosen}
    return render(request, "accounts/user_list.html", context)


def _filtered(rows: UserQuerySet, chosen: dict[str, Any]) -> UserQuerySet:
    current = Membership.objects.current().filter(user=OuterRef("pk"))
    if words := chosen.get("words"):
        rows = rows.named_like(words)
    if role := chosen.get("role"):
        rows = rows.filter(Exists(current.filter(role=role)))
    state = chosen.get("state")
    if state == "open":
        return rows.filter(is_active=True)
    if state == "closed":
        return rows.filter(is_active=False)
    if state == "code":
        return rows.filter(one_time_code__isnull=False)
    return rows.filter(~Exists(current)) if state == "without" else rows


@audience("administrator")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: its memberships and its history."""
    person = _person(request, pk)
    members = person.memberships.select_related("agency").order_by("ended_on", "-started_on")
    context = {
        "person": person,
        "members": members,
        "idle": person.is_idle(clock.real_now()),
        "two_steps": has_second_step(person),
        "sessions": sessions.open_sessions(person, real_at=clock.real_now()).count(),
        "code": OneTimeCode.objects.filter(user=person).first(),
        "entries": history_of(person),
    }
    return render(request, "accounts/user_detail.html", context)


@audience("administrator")
@never_cache
def create(request: SignedInRequest) -> HttpResponse:
    """Make an account with its first membership, and the sheet with its code, shown once."""
    form = forms.NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheets = _create(request, form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return sheets_page(request, sheets, back=sheets[0].user.get_absolute_url())
    return form_page(request, form, _("Make an account"))


@transaction.atomic
def _create(request: SignedInRequest, facts: dict[str, Any]) -> list[codes.Sheet]:
    at = clock.now()
    rights = {"is_contact", "may_approve_extensions"}
    names = ("username", "full_name", "email", "official")
    person = services.create_member(
        services.NewAccount(**{name: facts[name] for name in names}),
        services.Seat(
            facts["agency"],
            facts["role"],
            clock.today(),
            {name: facts[name] for name in rights},
        ),
        by=request.user,
        at=at,
    )
    return codes.make_codes([person], by=request.user, at=at, real_at=clock.real_now())


@audience("administrator")
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct name, e-mail, official."""
    person = _person(request, pk)
    form = forms.UserForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        services.change_user(person, form.cleaned_data, by=request.user, at=clock.now())
        return redirect(person)
    return form_page(request, form, _("Correct the account"), person)


@audience("administrator")
def end_sessions(request: SignedInRequest, pk: int) -> HttpResponse:
    """End every session of the account; whoever does it for the own one stays."""
    person = _person(request, pk)
    if request.method == "POST":
        keep = str(request.session.session_key)
        ended = sessions.end_sessions(person, by=request.user, at=clock.now(), keep=keep)
        said = ngettext("%(count)d session is ended.", "%(count)d sessions are ended.", ended)
        messages.success(request, said % {"count": ended})
        return redirect(person)
    text = _("Every device is logged out. Password and second step stay as they are.")
    title = _("End all sessions of the account?")
    return form_page(request, None, title, person, verb=_("End all sessions"), text=text)


@audience("administrator")
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an account."""
    person = _person(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.deactivate_user(person, by=request.user, at=clock.now(), reason=reason)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(person)
    text = _("The person is signed out at once. History and names stay.")
    return form_page(
        request, form, _("Close the account?"), person, verb=_("Close the account"), text=text
    )


@audience("administrator")
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed or long unused account again."""
    person = _person(request, pk)
    if request.method == "POST":
        try:
            services.reactivate_user(
                person, by=request.user, at=clock.now(), real_at=clock.real_now()
            )
        except Refused as error:
            messages.error(request, str(error))
        return redirect(person)
    return form_page(
        request, None, _("Open the account again?"), person, verb=_("Open the account")
    )


@audience("administrator")
def add_membership(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more agency and role."""
    person = _person(request, pk)
    form = forms.MembershipForm(request.POST or None, initial={"started_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            services.add_membership(
                person,
                facts["agency"],
                facts["role"],
                started_on=facts["started_on"],
                rights={name: facts[name] for name in services.RIGHTS},
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(person)
    return form_page(request, form, _("Add a membership"), person)


@audience("administrator")
def rights(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rights beside the role."""
    member = get_object_or_404(Membership.objects.select_related("user", "agency"), pk=pk)
    form = forms.RightsForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_rights(member, form.cleaned_data, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(member.user)
    title = _("Rights in %(agency)s") % {"agency": member.agency}
    return form_page(request, form, title, member.user)


def _person(request: SignedInRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)
