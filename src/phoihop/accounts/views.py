"""What an administrator does with accounts and memberships."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from phoihop.accounts import forms, services
from phoihop.accounts.models import Membership, User
from phoihop.accounts.pages import form_page
from phoihop.accounts.passwords import first_password
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
        "entries": history_of(person),
    }
    return render(request, "accounts/user_detail.html", context)


@audience("administrator")
@never_cache
def create(request: SignedInRequest) -> HttpResponse:
    """Make an account with its first membership; the first password is shown once."""
    form = forms.NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, word = _create(request, form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return _shown_once(request, person, word)
    return form_page(request, form, _("Make an account"))


def _create(request: SignedInRequest, facts: dict[str, Any]) -> tuple[User, str]:
    word = first_password()
    rights = {"is_contact", "may_approve_extensions"}
    person = services.create_member(
        services.NewAccount(
            username=facts["username"],
            full_name=facts["full_name"],
            email=facts["email"],
            official=facts["official"],
            password=word,
        ),
        services.Seat(
            facts["agency"],
            facts["role"],
            clock.today(),
            {name: facts[name] for name in rights},
        ),
        by=request.user,
        at=clock.now(),
    )
    return person, word


def _shown_once(request: SignedInRequest, person: User, word: str) -> HttpResponse:
    context = {"person": person, "word": word}
    return render(request, "accounts/first_password.html", context)


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
@never_cache
def password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a new first password, shown once."""
    person = _person(request, pk)
    if request.method == "POST":
        word = first_password()
        services.reset_password(person, word, by=request.user, at=clock.now())
        return _shown_once(request, person, word)
    text = _("Every session of the account ends. The person chooses an own password at log-in.")
    verb = _("Give a new password")
    return form_page(request, None, _("Give a new first password?"), person, verb=verb, text=text)


@audience("administrator")
def second_step(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget the second step of someone who lost the phone."""
    person = _person(request, pk)
    if request.method == "POST":
        services.reset_second_step(person, by=request.user, at=clock.now())
        messages.success(request, _("The second step is reset. It can be switched on anew."))
        return redirect(person)
    text = _("Only when the phone is lost: until it is on again the password alone opens it.")
    return form_page(request, None, _("Reset the second step?"), person, verb=_("Reset"), text=text)


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


@audience("administrator")
def end_membership(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down the last day of a membership."""
    member = get_object_or_404(Membership.objects.select_related("user", "agency"), pk=pk)
    form = forms.LastDayForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(
                member, on=form.cleaned_data["on"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(member.user)
    title = _("End the membership in %(agency)s") % {"agency": member.agency}
    text = _("Access through this membership ends at once.")
    return form_page(request, form, title, member.user, verb=_("End it"), text=text)


def _person(request: SignedInRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)
