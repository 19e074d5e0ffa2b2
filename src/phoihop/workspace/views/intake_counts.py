"""What leaves the intake: the text with its highlights, and how well the reader reads."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from phoihop.accounts.permissions import is_administrator
from phoihop.documents.files import guarded
from phoihop.sheets import Cell, Heading
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import file_name, table_answer
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.intake.export import as_page
from phoihop.workspace.intake.tallies import Tally, may_see_tallies, summed, tallies
from phoihop.workspace.models import Intake


@audience("member")
@require_GET
def intake_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text with what was read marked in it, as one page to keep; what was left out is not."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    answer = HttpResponse(as_page(intake), content_type="text/html; charset=utf-8")
    name = f"{file_name(intake.name)}.html"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return guarded(answer)


@audience("member")
@require_GET
def intake_tallies(request: SignedInRequest) -> HttpResponseBase:
    """Facts read, taken as read, corrected and left out, by month and kind; also as CSV."""
    if not may_see_tallies(request.user):
        raise PermissionDenied
    rows = tallies(request.user)
    if request.GET.get("form") == "csv":
        title = _("What became of the facts read")
        return table_answer("csv", title, _headings(), _cells(rows), clock.today())
    administers = is_administrator(request.user)
    context = {"rows": rows, "sums": summed(rows), "is_administrator": administers}
    return render(request, "workspace/intake_tallies.html", context)


def _headings() -> list[Heading]:
    return [
        Heading(_("Year and month")),
        Heading(_("Kind")),
        Heading(_("Facts gone through")),
        Heading(pgettext("fact read", "As read")),
        Heading(pgettext("fact read", "Corrected")),
        Heading(_("Left out")),
    ]


def _cells(rows: list[Tally]) -> Iterator[list[Cell]]:
    for row in rows:
        month, kind = f"{row.month:%m/%Y}", str(row.kind.label)
        yield [month, kind, row.read, row.as_read, row.corrected, row.dropped]
