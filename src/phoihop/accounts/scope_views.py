"""Standing rights of inspection bodies and superiors to read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.accounts import forms, services
from phoihop.accounts.models import ReadScope
from phoihop.accounts.pages import form_page
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


@audience("administrator")
def scopes(request: SignedInRequest) -> HttpResponse:
    """Who reads everything under whom; a form for one more."""
    form = forms.ScopeForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_read_scope(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("accounts:scopes")
    page = page_by_key(
        ReadScope.objects.select_related("agency", "root"),
        order=["-valid_from", "-pk"],
        request_params=request.GET,
    )
    status = 422 if form.errors else 200
    return render(request, "accounts/scopes.html", {"form": form, "page": page}, status=status)


@audience("administrator")
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down the last day of a right to read."""
    scope = get_object_or_404(ReadScope.objects.select_related("agency", "root"), pk=pk)
    form = forms.LastDayForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_read_scope(
                scope, on=form.cleaned_data["on"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("accounts:scopes")
    title = _("End the right of %(agency)s to read") % {"agency": scope.agency}
    return form_page(request, form, title, verb=_("End it"), text=str(scope.root))
