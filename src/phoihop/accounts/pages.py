"""A form on a page of its own."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

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
