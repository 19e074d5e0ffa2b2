"""One-time codes: made by an administrator, used by the owner of the account."""

from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from phoihop.accounts import codes, errors, forms
from phoihop.accounts.adapter import ClosedAdapter
from phoihop.accounts.confirmed import confirmed_first
from phoihop.accounts.login_forms import CodePasswordForm
from phoihop.accounts.models import User
from phoihop.accounts.pages import form_page, sheets_page
from phoihop.accounts.second_step import has_second_step
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("administrator")
@never_cache
@confirmed_first
def make(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a code for one account and show its sheet, this once."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    asks = person != request.user and has_second_step(person)
    fields = forms.CodeForm if asks else forms.NoQuestionForm
    form = fields(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sheets = codes.make_codes(
                [person],
                by=request.user,
                at=clock.now(),
                real_at=clock.real_now(),
                forget_second_step=form.cleaned_data.get("forget_second_step", False),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return sheets_page(request, sheets, back=person.get_absolute_url())
    title = _("Make a one-time code?")
    text = _(
        "With it the person sets a password of their own. "
        "The present password, an earlier code and every open session of the account end at once."
    )
    return form_page(request, form, title, person, verb=_("Make the code"), text=text)


@audience("public")
@never_cache
@sensitive_post_parameters()
def use(request: HttpRequest) -> HttpResponse:
    """Set a password with the code from the sheet; it signs nobody in."""
    form = CodePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            ClosedAdapter(request).set_password_by_code(
                request, facts["username"], facts["code"], facts["password1"]
            )
        except errors.WeakPassword as error:
            form.add_error("password1", str(error))
        except Refused as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            logout(request)  # whoever was signed in here: the password is another now
            return redirect(f"{reverse('account_login')}?reason=code")
    status = 422 if form.errors else 200
    return render(request, "account/use_code.html", {"form": form}, status=status)
