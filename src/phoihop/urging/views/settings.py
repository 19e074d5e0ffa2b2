"""Đôn đốc: when the office is reminded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.audit.history import history_of
from phoihop.tasks.states import nearly_days
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest
from phoihop.urging.errors import UrgingRefused
from phoihop.urging.forms import HabitsForm
from phoihop.urging.habits import change_habits, habits
from phoihop.urging.models import Mail


@audience("administrator")
def settings(request: SignedInRequest) -> HttpResponse:
    """Thresholds and hour, who has no address, and the history."""
    own = habits()
    form = HabitsForm.of(own, nearly_days(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_habits(form.cleaned_data, by=request.user, at=clock.now())
        except UrgingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("urging:settings")
    context = {
        "form": form,
        "has_office": Office.objects.exists(),
        "entries": history_of(own) if own.pk else [],
        "without": User.objects.filter(is_active=True, email="").count(),
        "failed": Mail.objects.exclude(failed_at=None).count(),
    }
    return render(request, "urging/settings.html", context, status=422 if form.errors else 200)
