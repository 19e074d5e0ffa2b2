"""Series of numbers, the registers of arrival, and issuing a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.documents.arrivals import set_last_arrival_number
from phoihop.documents.errors import NumberUsed
from phoihop.documents.issuing import IssueFacts, fits, issue_document
from phoihop.documents.models import ArrivalBook, Document, NumberSeries
from phoihop.documents.number_forms import ArrivalForm, IssueForm, LastNumberForm, SeriesForm
from phoihop.documents.numbers import Run, continue_series, series_open_on, start_series
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_MOST_RUNS = 500


@audience("member")
def series_list(request: SignedInRequest) -> HttpResponse:
    """Our series of numbers, and the form to open one."""
    user = request.user
    if request.method == "POST" and not user.has_perm("documents.add_numberseries"):
        raise PermissionDenied
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            start_series(Run(**form.cleaned_data), by=user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The series of numbers is open."))
            return redirect("documents:series")
    return _shown(request, form, _arrival_form())


@audience("member")
@require_POST
def arrivals(request: SignedInRequest) -> HttpResponse:
    """Say which number the paper book of arrivals reached."""
    if not request.user.has_perm("documents.add_numberseries"):
        raise PermissionDenied
    form = ArrivalForm(request.POST, auto_id="arrival_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_last_arrival_number(
                said["year"], said["last_number"], by=request.user, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("last_number", str(refusal))
        else:
            messages.success(request, _("The next arrival gets one more."))
            return redirect("documents:series")
    return _shown(request, SeriesForm(), form)


@audience("member")
@require_http_methods(["GET", "POST"])
def continue_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Raise the last number used of a series, after numbers were given out on paper."""
    series = get_object_or_404(NumberSeries, pk=pk, owner=request.user.acting_agency)
    if not request.user.has_perm("documents.take_number", series):
        raise PermissionDenied
    form = LastNumberForm(request.POST or None, initial={"last_number": series.last_number})
    if request.method == "POST" and form.is_valid():
        try:
            continue_series(
                series, form.cleaned_data["last_number"], by=request.user, at=clock.now()
            )
        except Refused as refusal:
            form.add_error("last_number", str(refusal))
        else:
            messages.success(request, _("The next document gets one more."))
            return redirect("documents:series")
    status = 422 if form.errors else 200
    return render(
        request, "documents/series_continue.html", {"form": form, "series": series}, status=status
    )


@audience("member")
@require_http_methods(["GET", "POST"])
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a draft its number and day."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("documents.issue_document", document):
        raise PermissionDenied
    form = _issue_form(request, document)
    used = False
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_document(
                document, IssueFacts(**form.cleaned_data), by=request.user, at=clock.now()
            )
        except NumberUsed as refusal:
            form.add_error("although_used", str(refusal))
            used = True
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Issued under %(code)s.") % {"code": issued.code})
            return redirect(issued)
    context = {"document": document, "form": form, "used": used or "although_used" in request.POST}
    status = 422 if form.errors else 200
    return render(request, "documents/document_issue.html", context, status=status)


def _issue_form(request: SignedInRequest, document: Document) -> IssueForm:
    """Offered are the agency's series for such a paper, open today or till lately."""
    on = clock.today()
    initial = {
        "issued_on": on,
        "signer_name": document.signer_name,
        "signer_title": document.signer_title,
        "authority_mark": document.authority_mark,
    }
    # In January papers of December are still numbered.
    days = (on, on.replace(day=1, month=1), on.replace(year=on.year - 1, month=12, day=31))
    runs = {run.pk: run for day in days for run in series_open_on(document.owner, day)}
    fitting = [run for run in runs.values() if fits(run, document)]
    if len(fitting) == 1:
        initial["series"] = fitting[0].pk
    form = IssueForm(request.POST or None, initial=initial)
    field = form.fields["series"]
    field.queryset = NumberSeries.objects.filter(pk__in=[run.pk for run in fitting])  # type: ignore[attr-defined]  # a model choice
    return form


def _arrival_form() -> ArrivalForm:
    return ArrivalForm(auto_id="arrival_%s", initial={"year": clock.today().year})


def _shown(request: SignedInRequest, form: SeriesForm, arrival_form: ArrivalForm) -> HttpResponse:
    agency = request.user.acting_agency
    runs = NumberSeries.objects.filter(owner=agency).order_by("symbol", "-first_day")
    context = {
        "form": form,
        "arrival_form": arrival_form,
        "runs": runs[:_MOST_RUNS],
        "books": ArrivalBook.objects.filter(owner=agency).order_by("-year")[:50],
        "may_add": request.user.has_perm("documents.add_numberseries"),
        # Of our own series; administrators open them, writers use them.
        "may_raise": request.user.has_perm("documents.add_document"),
    }
    status = 422 if form.errors or arrival_form.errors else 200
    return render(request, "documents/series_list.html", context, status=status)
