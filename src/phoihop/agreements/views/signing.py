"""The page of the signing: who signed, the scan, the number taken at the confirmation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.errors import AlreadySigned, ScanMissing, SignatoriesMissing
from phoihop.agreements.marks import MARKS
from phoihop.agreements.models import Agreement, Party, Signatory
from phoihop.agreements.pages import Complaint, agreement_or_404, record_page, term_words
from phoihop.agreements.reading import parties_of
from phoihop.agreements.signing_forms import (
    Kept,
    SignatoryForm,
    SigningForm,
    day_of,
    filled,
    keep,
    kept,
    proposed,
    tenures_by_agency,
)
from phoihop.agreements.views.drafting import act
from phoihop.documents import files
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@dataclass
class Sheet:
    """The form as it stands: the common part, one row a party, the scan that is kept."""

    form: SigningForm
    rows: list[SignatoryForm]
    scan: Kept | None = None
    missing: tuple[int, ...] = ()

    @property
    def has_officials(self) -> bool:
        """Some party's officials are known: they can be chosen."""
        return any(row.tenures for row in self.rows)

    def is_valid(self) -> bool:
        """Each part is asked, so that everything wrong is said at once."""
        return all([self.form.is_valid(), *[row.is_valid() for row in self.rows]])


@audience("member")
def signing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who signed; while it is ready, the form that records it."""
    agreement = agreement_or_404(request, pk)
    may = request.user.has_perm("agreements.sign_agreement", agreement)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        return _confirm(request, agreement)
    sheet = None
    if may and agreement.ready_at is not None and not agreement.is_signed:
        sheet = _new_sheet(agreement)
    return _page(request, agreement, sheet, [])


def _confirm(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    if agreement.is_signed:  # the same form again: the signing stands, nothing is done twice
        messages.info(request, _("The signing of this paper was confirmed already."))
        return redirect("agreements:signing", agreement.pk)
    parties = list(parties_of(agreement))
    sheet = _sheet(request, agreement, parties, request.POST)
    if "fill" in request.POST:
        full = filled(request.POST, sheet.rows)
        sheet = _again(agreement, parties, full, sheet.scan, has_scan=True)
        return _page(request, agreement, sheet, [])
    if "save" in request.POST:
        return _save(request, agreement, sheet)
    complaints = _missing(sheet)
    if sheet.is_valid() and not complaints:
        try:
            _sign(request, agreement, sheet)
        except AlreadySigned as error:
            messages.info(request, str(error))
            return redirect("agreements:signing", agreement.pk)
        except Refused as error:
            field = getattr(error, "field", "")
            sheet.form.add_error(field if field in sheet.form.fields else None, str(error))
        else:
            count = len(parties)
            said = _("Signed, %(count)d/%(count)d. Number and symbol: %(code)s")
            code = Agreement.objects.values_list("code", flat=True).get(pk=agreement.pk)
            messages.success(request, said % {"count": count, "code": code})
            _point_out(request, agreement)
            return redirect("agreements:signing", agreement.pk)
    return _page(request, agreement, sheet, [*complaints, *_complaints(sheet)])


def _save(request: SignedInRequest, agreement: Agreement, sheet: Sheet) -> HttpResponse:
    """Keep the signatures there are, each with its day; others are still to come.

    The page is shown again at once, not after a redirect: what was typed in the rows of those who
    have not signed yet stays in them.
    """
    dated = Sheet(sheet.form, [row for row in sheet.rows if row["signed_on"].value()], sheet.scan)
    given = {
        row.party.pk: row.facts() for row in dated.rows if row.is_valid() and row.facts().is_whole
    }
    complaints = _complaints(dated, with_form=False)
    if not given and not complaints:
        said = _("Enter the day of the signature in the row of each party that has signed.")
        complaints = [Complaint(said, f"#p{sheet.rows[0].party.pk}")]
    if not complaints:
        try:
            count = services.record_signatures(agreement, given, by=request.user, at=clock.now())
        except Refused as error:
            complaints = [Complaint(str(error))]
        else:
            words = {"count": count, "total": len(sheet.rows)}
            messages.success(request, _("Signed %(count)d/%(total)d") % words)
            _point_out(request, agreement, sheet.rows)
            parties = [row.party for row in sheet.rows]
            sheet = _again(agreement, parties, request.POST, sheet.scan, has_scan=True)
    return _page(request, agreement, sheet, complaints)


def _point_out(
    request: SignedInRequest, agreement: Agreement, rows: Sequence[SignatoryForm] = ()
) -> None:
    """Say which marks look like those of other bodies, and which rows were not kept."""
    if odd := services.marks_of_another(agreement):
        said = _(
            "Kept as typed, but look again: %(what)s. State bodies write TM., KT., TL.; Party"
            " bodies T/M, K/T, T/L."
        )
        messages.warning(request, said % {"what": "; ".join(odd)})
    undated = [row for row in rows if not row["signed_on"].value()]
    if lost := [str(row.party) for row in undated if row["authority_mark"].value()]:
        said = _("Not kept, because the day of the signature is missing: %(parties)s.")
        messages.warning(request, said % {"parties": ", ".join(lost)})


@audience("member")
@require_POST
def signature_remove(request: SignedInRequest, pk: int, signatory_pk: int) -> HttpResponse:
    """Take out a signature recorded by mistake."""
    agreement = agreement_or_404(request, pk)
    if not request.user.has_perm("agreements.sign_agreement", agreement):
        raise PermissionDenied
    rows = Signatory.objects.filter(agreement=agreement)
    signatory = get_object_or_404(
        rows.select_related("agreement", "party__agency"), pk=signatory_pk
    )
    return act(
        request,
        agreement,
        "signing",
        lambda user: services.remove_signature(signatory, by=user, at=clock.now()),
        _("The signature was taken out."),
    )


def _missing(sheet: Sheet) -> list[Complaint]:
    """Parties without a signatory are named at once with whatever else is wrong."""
    empty = [row.party for row in sheet.rows if row.is_valid() and not row.facts().is_whole]
    sheet.missing = tuple(party.pk for party in empty)
    if not empty:
        return []
    said = str(SignatoriesMissing([str(party) for party in empty]))
    return [Complaint(said, f"#p{empty[0].pk}")]


def _sign(request: SignedInRequest, agreement: Agreement, sheet: Sheet) -> None:
    given = sheet.form.cleaned_data
    if sheet.scan is None:
        raise ScanMissing
    services.sign_agreement(
        agreement,
        services.SigningFacts(
            signed_on=given["signed_on"],
            signatories={row.party.pk: row.facts() for row in sheet.rows},
            scan=sheet.scan.stored,
            scan_name=sheet.scan.name,
            place=given["place"],
            series=given["series"],
            code=given["code"],
        ),
        by=request.user,
        at=clock.now(),
    )


def _new_sheet(agreement: Agreement) -> Sheet:
    """Heads of the parties stand in their rows as a proposal."""
    today = clock.today()
    parties = list(parties_of(agreement))
    tenures = tenures_by_agency(parties, today)
    form = SigningForm(agreement=agreement, initial={"signed_on": today})
    open_series = [
        one
        for one in form.fields["series"].queryset  # type: ignore[attr-defined]  # a model choice
        if one.first_day <= today and (one.last_day is None or today <= one.last_day)
    ]
    if open_series:
        form.initial["series"] = open_series[0].pk
    rows, signed = [], _signed(agreement)
    for party in parties:
        held, row = tenures.get(party.agency_id or 0, []), signed.get(party.pk)
        rows.append(SignatoryForm(party=party, tenures=held, initial=proposed(held, row)))
        rows[-1].signatory = row
    return Sheet(form, rows)


def _signed(agreement: Agreement) -> dict[int, Signatory]:
    return {row.party_id: row for row in Signatory.objects.filter(agreement=agreement)}


def _sheet(
    request: SignedInRequest, agreement: Agreement, parties: list[Party], data: QueryDict
) -> Sheet:
    """What was posted. A scan that came with it is stored at once: it is not asked for again."""
    scan, refused = kept(agreement, data.get("kept", "")), ""
    upload = request.FILES.get("scan")
    if isinstance(upload, UploadedFile):
        name = files.safe_name(upload.name or "")
        try:
            scan = Kept(files.store(upload, name, accept=files.SCAN), name)
        except Refused as error:
            refused = str(error)
    sheet = _again(agreement, parties, data, scan, has_scan=bool(scan or refused))
    if refused:
        sheet.form.add_error("scan", refused)
    return sheet


def _again(
    agreement: Agreement,
    parties: list[Party],
    data: QueryDict,
    scan: Kept | None,
    *,
    has_scan: bool,
) -> Sheet:
    tenures = tenures_by_agency(parties, day_of(data, clock.today()))
    rows = [
        SignatoryForm(data, party=party, tenures=tenures.get(party.agency_id or 0, []))
        for party in parties
    ]
    signed = _signed(agreement)
    for row in rows:
        row.signatory = signed.get(row.party.pk)
    return Sheet(SigningForm(data, agreement=agreement, has_scan=has_scan), rows, scan)


def _complaints(sheet: Sheet, *, with_form: bool = True) -> list[Complaint]:
    said = []
    if with_form:
        form = sheet.form
        said = [Complaint(str(words)) for words in form.non_field_errors()]
        for field in form:
            for words in field.errors:
                said.append(Complaint(f"{field.label}: {words}", f"#{field.auto_id}"))
    for row in sheet.rows:
        for cell in row:
            for words in cell.errors:
                at = f"{row.party}, {cell.label}: {words}"
                said.append(Complaint(at, f"#{cell.auto_id}"))
    return said


def _page(
    request: SignedInRequest,
    agreement: Agreement,
    sheet: Sheet | None,
    complaints: list[Complaint],
) -> HttpResponse:
    context: dict[str, Any] = {
        "term": term_words(agreement.valid_from, agreement.valid_to),
        "sheet": sheet,
        "marks": MARKS.items(),
        "signatories": list(
            Signatory.objects.filter(agreement=agreement)
            .select_related("official")
            .order_by("party__order", "party")
        ),
    }
    if sheet is not None and sheet.scan is not None:
        context["kept"] = keep(agreement, sheet.scan.stored, sheet.scan.name)
    return record_page(request, agreement, "signing", context, complaints=complaints)
