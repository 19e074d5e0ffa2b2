"""The list of a year and the page of one dossier."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.dossiers.forms import FilterForm
from phoihop.dossiers.history import history_for
from phoihop.dossiers.models import Archive, Dossier
from phoihop.dossiers.querysets import DossierQuerySet
from phoihop.dossiers.records import lines_of
from phoihop.dossiers.retention import remind_from
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.ui.templatetags.ui import due_gap

_COUNTED = 1001
_DUE = "due"


@dataclass(frozen=True)
class Where:
    """Where a dossier stands: the words, their badge, and what is due by when."""

    key: str
    words: str
    due: date | None = None


@audience("member")
def dossier_list(request: SignedInRequest) -> HttpResponse:
    """Our dossiers, by state, year and words; the list of a year prints from here."""
    user, on = request.user, clock.today()
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    tab = request.GET.get("state", "")
    rows = _filtered(_in_tab(tab, user, on), chosen)
    page = page_by_key(
        rows.with_item_count().select_related("owner", "keeper").prefetch_related("hand_overs"),
        order=["-year", "code", "pk"],
        request_params=request.GET,
    )
    context = {
        "filters": form,
        "page": page,
        "lines": [(dossier, where_is(dossier, on)) for dossier in page.rows],
        "tab": tab,
        "tabs": _tabs(user, on),
        "chips": list(chosen.items()),
        "may_add": user.has_perm("dossiers.add_dossier"),
    }
    return render(request, "dossiers/dossier_list.html", context)


@audience("member")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One dossier: its facts, its records in order, what may be done with it."""
    dossier = dossier_or_404(request, pk)
    lines = lines_of(dossier.items.select_related("added_by"), request.user)
    context = frame(request, dossier) | {"lines": lines, "tab": "detail"}
    context["hidden_count"] = sum(line.record is None for line in lines)
    return render(request, "dossiers/dossier_detail.html", context)


@audience("member")
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done to the dossier."""
    dossier = dossier_or_404(request, pk)
    entries = history_for(dossier, request.user)
    context = frame(request, dossier) | {"entries": entries, "tab": "history"}
    return render(request, "dossiers/dossier_history.html", context)


def dossier_or_404(request: SignedInRequest, pk: int) -> Dossier:
    """The dossier, if the user sees it."""
    rows = Dossier.objects.visible_to(request.user).select_related("owner", "keeper", "closed_by")
    return get_object_or_404(rows, pk=pk)


def frame(request: SignedInRequest, dossier: Dossier) -> dict[str, Any]:
    """What every page of a dossier shows: its head, its facts, the acts that are allowed."""
    user, on = request.user, clock.today()
    handed = list(dossier.hand_overs.select_related("handed_by"))
    archives = {one.archive for one in handed}
    may_close = user.has_perm("dossiers.close_dossier", dossier)
    takes = Archive.CURRENT not in archives or (
        dossier.retention_years is None and Archive.HISTORICAL not in archives
    )
    return {
        "dossier": dossier,
        "where": where_is(dossier, on),
        "today": on,
        "hand_overs": handed,
        "may_change": not dossier.is_closed and user.has_perm("dossiers.change_dossier", dossier),
        "may_close": not dossier.is_closed and may_close,
        "may_reopen": dossier.is_closed
        and not handed
        and user.has_perm("dossiers.reopen_dossier", dossier),
        "may_hand_over": dossier.is_closed and may_close and takes,
        "may_export": user.has_perm("dossiers.export_dossier", dossier),
    }


def where_is(dossier: Dossier, on: date) -> Where:
    """Where it stands that day; its hand-overs are loaded or asked for once."""
    handed = list(dossier.hand_overs.all())
    if handed:
        return Where("done", _("Handed over to the archive"))
    if dossier.work_ended_on is not None:
        due = dossier.hand_over_due
        if due is not None and due < on:
            words = _("Closed, due at the archive: %(gap)s") % {"gap": due_gap(due, on)}
            return Where("late", words, due)
        if due is not None and remind_from(dossier.work_ended_on) <= on:
            words = _("Closed, due at the archive: %(gap)s") % {"gap": due_gap(due, on)}
            return Where("soon", words, due)
        return Where("paused", _("Closed"), due)
    return Where("go", _("Open")) if dossier.opened_on else Where("none", _("Not opened yet"))


def _in_tab(tab: str, user: User, on: date) -> DossierQuerySet:
    visible = Dossier.objects.visible_to(user)
    if tab == "open":
        return visible.open()
    if tab == "closed":
        return visible.kept_here()
    if tab == _DUE:
        return visible.due_to_hand_over(on)
    return visible.handed_over() if tab == "handed" else visible


def _tabs(user: User, on: date) -> list[dict[str, Any]]:
    """Each with its count, which stops at a thousand."""
    names = {
        "": _("All"),
        "open": _("Being kept"),
        "closed": _("Closed"),
        _DUE: _("Due at the archive"),
        "handed": _("Handed over"),
    }
    tabs = []
    for key, label in names.items():
        count = _in_tab(key, user, on).order_by().values("pk")[:_COUNTED].count()
        tabs.append({"key": key, "label": label, "count": count, "many": count == _COUNTED})
    return tabs


def _filtered(rows: DossierQuerySet, chosen: dict[str, Any]) -> DossierQuerySet:
    if "year" in chosen:
        rows = rows.filter(year=chosen["year"])
    return rows.said_like(chosen["words"]) if "words" in chosen else rows
