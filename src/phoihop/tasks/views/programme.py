"""The programme screen: contents × parties, what is late, the figures of the year."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from phoihop.agreements.models import Agreement
from phoihop.tasks.matrix import Matrix, build_matrix
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import in_state, nearly_days, state_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

LATE_SHOWN = 10


@audience("member")
def programme(request: SignedInRequest, pk: int) -> HttpResponse:
    """One agreement with everything that is done under it; `?agency=` chooses the phone's view."""
    visible = Agreement.objects.visible_to(request.user).select_related("owner", "paper")
    agreement = get_object_or_404(visible, pk=pk)
    on, nearly = clock.today(), nearly_days()
    matrix = build_matrix(agreement, request.user, on, nearly)
    chosen = _chosen(request, matrix)
    tasks = Task.objects.visible_to(request.user, TaskViewer.STATE, within={"agreement": agreement})
    late = in_state(tasks, "late", on, nearly).select_related("lead_agency").order_by("due_sort")
    context = {
        "agreement": agreement,
        "state": agreement.state(on),
        "matrix": matrix,
        "on": on,
        "chosen": next((c for c in matrix.columns if c.agency and c.agency.pk == chosen), None),
        "cells": matrix.of_agency(chosen),
        "late": [(task, state_of(task, on, nearly)) for task in late[:LATE_SHOWN]],
        "may_assign": agreement.is_signed
        and request.user.has_perm("tasks.assign_items", agreement),
    }
    return render(request, "tasks/programme.html", context)


def _chosen(request: SignedInRequest, matrix: Matrix) -> int | None:
    """The agency asked for, else one's own, else the first."""
    agencies = [column.agency.pk for column in matrix.columns if column.agency]
    asked = key_in(request.GET.get("agency", ""))
    if asked in agencies:
        return asked
    own = request.user.acting_agency
    return own.pk if own and own.pk in agencies else next(iter(agencies), None)
