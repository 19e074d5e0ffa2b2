"""Posting a progress report, by hand."""

from typing import cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.tasks.models import Task, Update


class ReportForm(forms.Form):
    """What the lead agency says."""

    form_key = forms.UUIDField()
    percent = forms.IntegerField(min_value=0, max_value=100)
    words = forms.CharField(widget=forms.Textarea)


@require_POST
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the report and the new percentage, then show the task."""
    task = get_object_or_404(Task, pk=pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    user = cast(User, request.user)
    given, now = form.cleaned_data, timezone.now()
    with transaction.atomic():
        Update.objects.create(
            task=task,
            agency=cast(Agency, user.acting_agency),
            by=user,
            at=now,
            percent=given["percent"],
            words=given["words"],
            form_key=given["form_key"].hex,
        )
        task.percent, task.updated_at = given["percent"], now
        task.save(update_fields=["percent", "updated_at"])
    messages.success(request, "Đã lưu cập nhật.")
    return redirect(task)
