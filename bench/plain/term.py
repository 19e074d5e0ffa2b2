"""The whole term of a programme, by hand: a column for each year, each task once in the total."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple, cast

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain import rates
from bench.plain.rows import state_key
from bench.plain.standing import badge_of, first_year, is_of_several_years, state_of
from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.agreements.models import Agreement, PlanItem, Review, YearPlan
from phoihop.tasks.models import Task
from phoihop.tasks.plan_models import TaskPlan

_DAYS_BEFORE_THE_END = 90


class Work(NamedTuple):
    """A task, its state of the day, the year it was made for and those it was carried into."""

    task: Task
    key: str
    first: int | None
    further: set[int]


def term(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of each year, the versions there are, and what comes next."""
    agreement = get_object_or_404(Agreement.objects.select_related("paper", "renews"), pk=pk)
    user, on = cast(User, request.user), timezone.localdate()
    plans = list(
        agreement.year_plans.select_related("created_by", "fixed_document").order_by("year")
    )
    works = _works(agreement, on)
    columns = _columns(agreement, plans, works, on)
    owns = user.acting_agency is not None and agreement.owner_id == user.acting_agency.pk
    made = {plan.year for plan in plans if plan.created_at}
    used = set() if is_of_several_years(agreement) else {work.first for work in works}
    taken = made | {plan.year for plan in plans if plan.pk in used}
    amendments = list(Agreement.objects.filter(amends=agreement, hidden_at=None))
    context = {
        "agreement": agreement,
        "signed": f"{agreement.signed_on:%d/%m/%Y}" if agreement.signed_on else "",
        "signed_iso": agreement.signed_on.isoformat() if agreement.signed_on else "",
        "state": badge_of(state_of(agreement, on))[1],
        "being_amended": any(one.signed_at is None for one in amendments),
        "remind_on": _remind_on(agreement),
        "span": _span(agreement),
        "plans": [_plan(plan, on) for plan in plans],
        "newest": [_plan(plan, on) for plan in reversed(plans)],
        "reviews": Review.objects.filter(agreement=agreement).count(),
        "amendments": len(amendments),
        "columns": columns,
        "total": {
            **_figures(works, f"term={agreement.pk}"),
            "contents": _lines(agreement, plans),
        },
        "loose": sum(work.first is None for work in works),
        "renewals": Agreement.objects.filter(renews=agreement, hidden_at=None),
        "termination": getattr(agreement, "termination", None),
        "owns": owns,
        "settles": owns and user.has_perm("agreements.settle_term", agreement),
        "has_ended": agreement.ended_on is not None and agreement.ended_on <= on,
        "has_open_years": any(column["year"] not in taken for column in columns),
    }
    return render(request, "plain/term.html", context)


def _works(agreement: Agreement, on: date) -> list[Work]:
    further: defaultdict[int, set[int]] = defaultdict(set)
    carried = TaskPlan.objects.filter(year_plan__agreement=agreement)
    for task, plan in carried.values_list("task", "year_plan"):
        further[task].add(plan)
    tasks = Task.objects.filter(Q(agreement=agreement) | Q(pk__in=list(further)))
    works = []
    for one in tasks.select_related("line").order_by():
        line = getattr(one, "line", None)
        first = line.year_plan_id if line else None
        works.append(Work(one, state_key(one, on), first, further.get(one.pk, set())))
    return works


def _columns(
    agreement: Agreement, plans: list[YearPlan], works: list[Work], on: date
) -> list[dict[str, Any]]:
    counted = PlanItem.objects.filter(plan__agreement=agreement).order_by().values_list("plan")
    contents = dict(counted.annotate(n=Count("pk")))
    own = agreement.items.count()
    first = first_year(agreement)
    last = agreement.valid_to.year if agreement.valid_to else max(first, on.year + 1)
    if agreement.ended_on:
        last = min(last, agreement.ended_on.year)
    of_year = {plan.year: plan for plan in plans}
    columns = []
    for year in sorted({*range(first, last + 1), *of_year}):
        plan = of_year.get(year)
        if plan is None:
            columns.append({"year": year, "plan": None})
            continue
        carried = [work for work in works if plan.pk in work.further]
        made = [work for work in works if work.first == plan.pk]
        columns.append(
            {
                "year": year,
                "plan": plan,
                "draft": plan.created_at is not None and plan.fixed_at is None,
                "contents": contents.get(plan.pk, 0) if plan.created_at else own,
                "carried": len(carried),
                **_figures([*made, *carried], f"plan={plan.pk}"),
            }
        )
    return columns


def _figures(works: Iterable[Work], query: str) -> dict[str, Any]:
    works = list(works)
    counts = Counter(work.key for work in works)
    on = timezone.localdate()
    return {
        "query": f"/nhiem-vu/?{query}",
        "tasks": len(works),
        "finished": counts["done"] + counts["donelate"],
        "late": counts["late"],
        "withdrawn": counts["withdrawn"],
        "current": _rate(works, "due_on", on),
        "first": _rate(works, "first_due_on", on),
    }


def _rate(works: list[Work], field: str, on: date) -> dict[str, Any]:
    met = of = 0
    for work in works:
        due, done = getattr(work.task, field), work.task.done_on
        if due is None or work.key in {"withdrawn", "paused"}:
            continue
        if done:
            of += 1
            met += done <= due
        elif work.task.submitted_on is None and due < on:
            of += 1
    return {"met": met, "of": of, "value": rates.percent(met, of)}


def _lines(agreement: Agreement, plans: list[YearPlan]) -> int:
    """Contents of the agreement and of its years, each once."""
    lines = set(agreement.items.values_list("line", flat=True))
    return len(lines.union(PlanItem.objects.filter(plan__in=plans).values_list("line", flat=True)))


def _plan(plan: YearPlan, on: date) -> dict[str, Any]:
    if plan.created_at and not plan.fixed_at:
        key, words = "none", "dự thảo"
    elif plan.year > on.year:
        key, words = "go", "đã chốt, chưa đến năm"
    elif plan.year < on.year:
        key, words = "done", "đã qua"
    else:
        key, words = "go", "đang thực hiện"
    made = timezone.localtime(plan.created_at) if plan.created_at else None
    return {
        "plan": plan,
        "key": key,
        "words": words,
        "made": f"{made:%d/%m/%Y %H:%M}" if made else "",
        "fixed": f"{plan.fixed_on:%d/%m/%Y}" if plan.fixed_on else "",
    }


def _span(agreement: Agreement) -> str:
    first = first_year(agreement)
    if agreement.valid_to is None:
        return f"từ {first}"
    last = agreement.valid_to.year
    return str(first) if first == last else f"{first}–{last}"


def _remind_on(agreement: Agreement) -> date | None:
    if agreement.valid_to is None or agreement.ended_on or agreement.renewed_on:
        return None
    days = Office.objects.values_list("term_end_days", flat=True).first()
    return agreement.valid_to - timedelta(days=_DAYS_BEFORE_THE_END if days is None else days)
