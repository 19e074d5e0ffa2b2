"""Công văn đôn đốc: drafted from the overdue rows of a list; issued in the register."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.agencies.models import Agency
from phoihop.documents.models import Document
from phoihop.tasks import filters
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest
from phoihop.urging import acts
from phoihop.urging.errors import UrgingRefused
from phoihop.urging.models import Letter

# A letter that lists more is read by nobody.
_MOST = 500


@audience("member")
@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest) -> HttpResponse:
    """The overdue rows of the list with these parameters, under who owes them; then the drafts."""
    if not request.user.has_perm("urging.write_letter"):
        raise PermissionDenied
    refusal = ""
    chosen: set[int] | None = None
    if request.method == "POST":
        typed = request.POST.getlist("task")
        chosen = {key for text in typed if (key := key_in(text)) is not None}
        try:
            letters = acts.draft_letters(chosen, by=request.user, at=clock.now())
        except UrgingRefused as refused:
            refusal = str(refused)
        else:
            _say_drafted(request, len(letters))
            return redirect(letters[0]) if len(letters) == 1 else redirect("documents:list")
    offered = _offered(request)
    held = acts.held_in_letters(offered, clock.today())
    context = {
        "groups": _grouped(request, offered, held),
        "chosen": chosen,
        "refusal": refusal,
        "may_draft": len(held) < len(offered),
        "on": clock.today(),
    }
    return render(request, "urging/draft.html", context, status=422 if refusal else 200)


def _offered(request: SignedInRequest) -> list[Task]:
    """What may be urged of the list; the address is the list's own."""
    agency, on = request.user.acting_agency, clock.today()
    if agency is None:  # a member; said for the type
        return []
    form: Any = filters.FilterForm(request.GET, user=request.user, shown=False)
    form.is_valid()
    seen = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    listed = filters.apply(form, seen, request.user, on, nearly_days())
    mine = acts.overdue_elsewhere(agency, on).filter(pk__in=listed.order_by().values("pk"))
    return list(mine.select_related("lead_agency").order_by("due_sort", "pk")[:_MOST])


def _grouped(
    request: SignedInRequest, tasks: list[Task], held: dict[int, Letter]
) -> dict[Agency, list[tuple[Task, Letter | None, bool]]]:
    """Per agency: (task, the letter it stands in already, whether this user reads that letter)."""
    papers = {letter.document_id for letter in held.values()}
    seen = Document.objects.visible_to(request.user).filter(pk__in=papers)
    readable = set(seen.values_list("pk", flat=True)) if papers else set()
    found: dict[Agency, list[tuple[Task, Letter | None, bool]]] = {}
    for agency, owed in acts.by_agency(tasks).items():
        letters = [held.get(task.pk) for task in owed]
        found[agency] = [
            (task, letter, letter is not None and letter.document_id in readable)
            for task, letter in zip(owed, letters, strict=True)
        ]
    return found


def _say_drafted(request: SignedInRequest, count: int) -> None:
    said = ngettext(
        "%(count)d letter is drafted; it gets its number when it is issued.",
        "%(count)d letters are drafted; each gets its number when it is issued.",
        count,
    )
    messages.success(request, said % {"count": count})


@audience("member")
@require_GET
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as a plain page to print; seen by who sees its document."""
    documents = Document.objects.visible_to(request.user)
    row = get_object_or_404(
        Letter.objects.filter(document__in=documents).select_related("document", "agency"), pk=pk
    )
    urgings = row.urgings.select_related("task").order_by("due_on", "pk")
    seen = set(
        Task.objects.visible_to(
            request.user, within={"pk__in": [urging.task_id for urging in urgings]}
        ).values_list("pk", flat=True)
    )
    lines = [(urging, urging.task_id in seen) for urging in urgings]
    may_issue = request.user.has_perm("documents.issue_document", row.document)
    context = {"letter": row, "document": row.document, "lines": lines, "may_issue": may_issue}
    return render(request, "urging/letter.html", context)
