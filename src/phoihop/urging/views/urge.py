"""Đôn đốc by words: one task, at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.tasks.views.detail import head, task_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest
from phoihop.urging.acts import urge_task
from phoihop.urging.errors import UrgingRefused
from phoihop.urging.forms import UrgeForm


@audience("member")
@require_http_methods(["GET", "POST"])
def urge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say it to the lead agency, by notice and mail."""
    task = task_or_404(request, pk)
    if not request.user.has_perm("tasks.urge_task", task):
        raise PermissionDenied
    form = UrgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            urge_task(task, words, by=request.user, at=clock.now(), form_key=form.key)
        except UrgingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The lead agency is told."))
            return redirect(task)
    context = head(request, task) | {"form": form}
    return render(request, "urging/urge.html", context, status=422 if form.errors else 200)
