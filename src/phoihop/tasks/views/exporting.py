"""The list of tasks as a file: the same filter, the same order, as many lines as it counts."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from phoihop.tasks import filters, table
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.tasks.views.listing import asked_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import FORMATS, table_answer
from phoihop.ui.printing import PAPER, table_page
from phoihop.ui.requests import SignedInRequest


@audience("member")
def export(request: SignedInRequest, form: str) -> HttpResponseBase:
    """The tasks of the filter in the address as `csv`, `xlsx`, or as one page to print.

    A filter that names what one may not see, or nothing, gives no file: 404.
    """
    if form not in {*FORMATS, PAPER}:
        raise Http404
    on, nearly = clock.today(), nearly_days()
    filled = filters.FilterForm(asked_of(request), user=request.user)
    if not filled.is_valid():
        raise Http404
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    tasks = filters.apply(filled, tasks, request.user, on, nearly)
    programme = filled.cleaned_data.get("programme")
    title = f"{_('Tasks')} {programme.code or programme.title}" if programme else _("Tasks")
    if form == PAPER:
        rows = table.rows_of(tasks, on, nearly, paper=True)
        return table_page(request, title, table.headings(paper=True), rows)
    return table_answer(form, title, table.headings(), table.rows_of(tasks, on, nearly), on)
