"""The whole term on one screen, and as a table to take away."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from phoihop.agreements.models import Agreement
from phoihop.tasks.states import nearly_days
from phoihop.terms.exports import headings, rows_of
from phoihop.terms.pages import agreement_or_404, open_years, term_page, visible_plans
from phoihop.terms.whole import whole_term
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import FORMATS, table_answer
from phoihop.ui.requests import SignedInRequest


@audience("member")
def whole(request: SignedInRequest, pk: int) -> HttpResponse:
    """Columns for each year, the total without counting twice, and the versions there are."""
    agreement = agreement_or_404(request, pk)
    on = clock.today()
    seen = Agreement.objects.visible_to(request.user)
    plans = list(
        visible_plans(request.user)
        .filter(agreement=agreement)
        .select_related("created_by", "fixed_document")
        .order_by("year")
    )
    context: dict[str, Any] = {
        "term": whole_term(agreement, plans, request.user, on, nearly_days()),
        "plans": plans[::-1],
        "open_years": open_years(agreement, on),
        "renewals": list(seen.filter(renews=agreement)),
        "renews": seen.filter(pk=agreement.renews_id).first() if agreement.renews_id else None,
        "termination": getattr(agreement, "termination", None),
    }
    return term_page(request, "terms/term.html", agreement, "term", context, plans=plans)


@audience("member")
def export(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The tasks of the term, one line each; `?dang=xlsx` as a workbook."""
    agreement = agreement_or_404(request, pk)
    on = clock.today()
    form = request.GET.get("dang", "csv")
    title = _("Tasks of %(code)s") % {"code": agreement.code or agreement.title}
    rows = list(rows_of(agreement, request.user, on))
    return table_answer(form if form in FORMATS else "csv", title, headings(), rows, on)
