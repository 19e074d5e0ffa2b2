"""Plans of checks, by hand."""

from typing import Any, cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from phoihop.accounts.models import User
from phoihop.inspections.models import Finding, Plan

_SIZE = 25
_COUNTED = 1001
_MENDED = Q(checks__findings__task__done_on__isnull=False)


def inspections(request: HttpRequest) -> HttpResponse:
    """The newest 25 plans of the agency with what was found."""
    agency = cast(User, request.user).acting_agency
    plans = Plan.objects.filter(owner=agency)
    rows = (
        plans.select_related("owner", "agreement")
        .annotate(
            n_checks=Count("checks", filter=Q(checks__called_off_at=None), distinct=True),
            n_visited=Count("checks", filter=Q(checks__visited_on__isnull=False), distinct=True),
            n_findings=Count("checks__findings", distinct=True),
            n_open=Count("checks__findings", filter=~_MENDED, distinct=True),
        )
        .order_by("-first_day", "-pk")
    )
    total = plans[:_COUNTED].count()
    shown = list(rows[: _SIZE + 1])
    last = shown[_SIZE - 1] if len(shown) > _SIZE else None
    context = {
        "rows": [_row(plan) for plan in shown[:_SIZE]],
        "next": f"?after={last.first_day}.{last.pk}" if last else "",
        "total": min(total, _COUNTED - 1),
        "more": total == _COUNTED,
        "about_us": Finding.objects.filter(agency=agency, sent_at__isnull=False).exists(),
        "may_plan": cast(User, request.user).has_perm("inspections.add_plan"),
    }
    return render(request, "plain/inspections.html", context)


def _row(plan: Any) -> dict[str, Any]:  # a plan with its counts
    if plan.concluded_on:
        mark, words = "done", "Đã kết luận"
    elif plan.n_visited:
        mark, words = "go", "Đang kiểm tra"
    else:
        mark, words = "none", "Chưa kiểm tra"
    return {
        "plan": plan,
        "first": f"{plan.first_day:%d/%m/%Y}",
        "last": f"{plan.last_day:%d/%m/%Y}",
        "mark": mark,
        "words": words,
    }
