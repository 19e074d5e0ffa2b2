"""The kept lists of a person and of the colleagues, by hand."""

from typing import cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from phoihop.accounts.models import User
from phoihop.lists.models import FirstLook, KeptList


def kept(request: HttpRequest) -> HttpResponse:
    """One's own in their order, those of others by name."""
    user = cast(User, request.user)
    agency = user.acting_agency
    rows = KeptList.objects.filter(Q(owner=user) | Q(is_shared=True), agency=agency)
    found = list(rows.select_related("owner").order_by("position", "pk"))
    first = FirstLook.objects.filter(user=user, agency=agency).values_list("kept", flat=True)
    context = {
        "own": [row for row in found if row.owner_id == user.pk],
        "others": sorted(
            (row for row in found if row.owner_id != user.pk), key=lambda row: row.name.casefold()
        ),
        "first": first.first(),
    }
    return render(request, "plain/kept.html", context)
