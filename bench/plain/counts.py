"""The tabs of the list with what each counts, by hand: every count stops at 1,000."""

from datetime import timedelta
from typing import cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rows import NEARLY
from bench.plain.seen import shown_to
from phoihop.accounts.models import User
from phoihop.lists.models import KeptList
from phoihop.tasks.models import Task, TaskCoordination

_COUNTED = 1001


def counts(request: HttpRequest) -> HttpResponse:
    """One question a tab; the kept lists stand behind them by name."""
    user = cast(User, request.user)
    agency = user.acting_agency
    running = Q(withdrawn_on=None, suspended_on=None, done_on=None)
    tabs = [
        ("state=open", "Chưa hoàn thành", running),
        (
            "state=attention",
            "Cần chú ý",
            running & (Q(submitted_on__isnull=False) | _soon_late_or_back()),
        ),
    ]
    kept: list[KeptList] = []
    if agency:
        joined = TaskCoordination.objects.filter(agency=agency).values("task")
        mine = running & Q(lead_agency=agency, submitted_on=None)
        sent = running & Q(assigner=agency, submitted_on__isnull=False) & ~Q(lead_agency=agency)
        tabs += [
            ("mine=owed", "Tôi nợ", mine),
            ("mine=waiting", "Chờ tôi xác nhận", sent),
            ("mine=led", "Cơ quan tôi chủ trì", Q(lead_agency=agency)),
            ("mine=assigned", "Cơ quan tôi giao", Q(assigner=agency)),
            ("mine=partner", "Cơ quan tôi phối hợp", Q(pk__in=joined)),
        ]
        owned = Q(owner=user) | Q(is_shared=True)
        kept = list(KeptList.objects.filter(owned, agency=agency).order_by("position", "pk"))
    tabs.append(("state=", "Tất cả", Q()))
    seen = shown_to(user)
    context = {
        "tabs": [(query, words, _counted(seen.filter(asked))) for query, words, asked in tabs],
        "kept": kept,
    }
    return render(request, "plain/counts.html", context)


def _soon_late_or_back() -> Q:
    limit = timezone.localdate() + timedelta(days=NEARLY)
    return Q(due_on__lte=limit) | Q(returned_on__isnull=False)


def _counted(tasks: "QuerySet[Task]") -> str:
    found = tasks.order_by().values("pk")[:_COUNTED].count()
    shown = f"{min(found, _COUNTED - 1):,}".replace(",", ".")
    return f"hơn {shown}" if found == _COUNTED else shown
