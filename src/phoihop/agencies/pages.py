"""A form on a page of its own."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from phoihop.agencies.models import Agency, Area, Official
from phoihop.ui.requests import SignedInRequest


def form_page(
    request: SignedInRequest,
    form: BaseForm,
    title: str,
    back: str,
    record: Agency | Area | Official | None = None,
) -> HttpResponse:
    """The form with its errors; `back` names the page behind it. For those who may manage."""
    if not request.user.has_perm("agencies.manage"):
        raise PermissionDenied
    context = {"form": form, "title": title, "record": record, "back": back}
    return render(request, "agencies/form.html", context, status=422 if form.errors else 200)
