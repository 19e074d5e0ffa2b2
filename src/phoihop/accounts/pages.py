"""Pages that several views of this room show."""

from collections.abc import Sequence

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from phoihop.accounts.codes import Sheet
from phoihop.accounts.models import User
from phoihop.ui.requests import SignedInRequest


def form_page(  # noqa: PLR0913 -- what one page says
    request: SignedInRequest,
    form: BaseForm | None,
    title: str,
    user: User | None = None,
    *,
    verb: str = "",
    text: str = "",
) -> HttpResponse:
    """The form with its errors, 422 when there are any; without a form a question to confirm."""
    back = reverse("accounts:user", args=[user.pk]) if user else reverse("accounts:users")
    context = {
        "form": form,
        "title": title,
        "person": user,
        "verb": verb,
        "text": text,
        "back": back,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/form.html", context, status=status)


def sheets_page(request: SignedInRequest, sheets: Sequence[Sheet], back: str) -> HttpResponse:
    """The sheets to print and hand over, one page a person. back: where it goes on afterwards.

    The codes are in this answer only; nothing keeps it.
    """
    context = {
        "sheets": sheets,
        "address": request.build_absolute_uri(reverse("account_code")),
        "back": back,
    }
    response = render(request, "accounts/code_sheets.html", context)
    add_never_cache_headers(response)
    return response
