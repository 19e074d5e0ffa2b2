"""Kept lists: keep one, and the page where they are called, shared, ordered and forgotten."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.lists import saved, tabs
from phoihop.lists.forms import KeepForm
from phoihop.lists.models import FirstLook, KeptList
from phoihop.tasks import filters
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@audience("member")
@require_http_methods(["GET", "POST"])
def keep(request: SignedInRequest) -> HttpResponse:
    """Keep the list of the address under a name."""
    sent = request.POST if request.method == "POST" else request.GET
    params = QueryDict(sent.get("query", "")[:2000])
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = saved.keep_list(
                params,
                name=form.cleaned_data["name"],
                is_shared=form.cleaned_data["is_shared"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Kept: it now stands above the list."))
            return redirect(kept)
    conditions = filters.FilterForm(params, user=request.user, shown=False)
    conditions.is_valid()
    context = {
        "form": form,
        "query": params.urlencode(),
        "chips": filters.chips_of(conditions, params),
    }
    return render(request, "lists/keep.html", context, status=422 if form.errors else 200)


@audience("member")
def kept_lists(request: SignedInRequest) -> HttpResponse:
    """One's own lists and those of colleagues, with what can be done with them."""
    agency = request.user.acting_agency
    first = FirstLook.objects.filter(user=request.user, agency=agency).values_list("kept")
    rows = tabs.kept_lists(request.user)
    context = {
        "own": [row for row in rows if row.owner_id == request.user.pk],
        "others": [row for row in rows if row.owner_id != request.user.pk],
        "first": first.values_list("kept", flat=True).first(),
    }
    return render(request, "lists/kept.html", context)


def _own(request: SignedInRequest, pk: int) -> KeptList:
    return get_object_or_404(KeptList.objects.owned_by(request.user), pk=pk)


@audience("member")
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a list otherwise, or share it."""
    kept = _own(request, pk)
    initial = {"name": kept.name, "is_shared": kept.is_shared}
    form = KeepForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved.change_list(kept, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("lists:kept")
    context = {"form": form, "kept": kept}
    return render(request, "lists/change.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a kept list after a question."""
    kept = _own(request, pk)
    if request.method == "GET":
        return render(request, "lists/forget.html", {"kept": kept})
    saved.forget_list(kept, by=request.user, at=clock.now())
    messages.success(request, _("The kept list is deleted; its tasks are untouched."))
    return redirect("lists:kept")


@audience("member")
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up, or down with `down`."""
    kept = _own(request, pk)
    saved.move_list(kept, up="down" not in request.POST, by=request.user, at=clock.now())
    return redirect("lists:kept")


@audience("member")
@require_POST
def first(request: SignedInRequest) -> HttpResponse:
    """Begin with this list from now on; without one, with the unfinished tasks."""
    pk = key_in(request.POST.get("kept", ""))
    kept = get_object_or_404(KeptList.objects.visible_to(request.user), pk=pk) if pk else None
    saved.see_first(kept, by=request.user, at=clock.now())
    messages.success(request, _("Saved."))
    return redirect("lists:kept")
