"""The office's scale of evaluation, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.scoring import scale as services
from phoihop.scoring.forms import DaysForm, GradeForm
from phoihop.scoring.models import Grade
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("administrator")
@require_http_methods(["GET", "POST"])
def scale(request: SignedInRequest) -> HttpResponse:
    """The marks, in use and not; and the days to object."""
    initial = {"dispute_days": services.dispute_days()}
    form = DaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["dispute_days"]
        services.set_dispute_days(days, by=request.user, at=clock.now())
        messages.success(request, _("Saved."))
        return redirect("scoring:scale")
    on = clock.today()
    used = {grade.pk for grade in services.in_use(on)}
    context = {"form": form, "grades": list(Grade.objects.all()), "used": used}
    return render(request, "scoring/scale.html", context, status=422 if form.errors else 200)


@audience("administrator")
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """One more mark."""
    initial = {"valid_from": clock.today(), "order": Grade.objects.count() + 1}
    return _grade(request, None, initial)


@audience("administrator")
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a mark, or end its use."""
    grade = get_object_or_404(Grade, pk=pk)
    initial = {
        "words": grade.words,
        "order": grade.order,
        "points": grade.points,
        "valid_from": grade.valid_from,
        "valid_to": grade.valid_to,
    }
    return _grade(request, grade, initial)


def _grade(
    request: SignedInRequest, grade: Grade | None, initial: dict[str, object]
) -> HttpResponse:
    form = GradeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = services.GradeFacts(**form.cleaned_data)
        try:
            if grade is None:
                services.add_grade(facts, by=request.user, at=clock.now())
            else:
                services.change_grade(grade, facts, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(getattr(refused, "field", "") or None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("scoring:scale")
    context = {"form": form, "grade": grade}
    return render(request, "scoring/grade.html", context, status=422 if form.errors else 200)
