"""The form of the signing: one row a signatory, the number, the scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.agencies.models import Official, Tenure
from phoihop.agreements.errors import UnknownMark
from phoihop.agreements.marks import is_known, mark_of_deputy, needs_kt
from phoihop.agreements.models import Agreement, Party, Signatory
from phoihop.agreements.numbering import fitting_series, regime_of
from phoihop.agreements.signatures import SignatoryFacts
from phoihop.documents.models import NumberSeries, Regime, StoredFile
from phoihop.documents.numbers import format_code
from phoihop.periods import InvalidDay, parse_day
from phoihop.ui.fields import DayField

_KEPT_FOR = timedelta(days=1)


class SignatoryForm(forms.Form):
    """Who signed for one party. All empty: nobody yet."""

    official = forms.ChoiceField(label=_("Official"), required=False)
    authority_mark = forms.CharField(label=_("Authority mark"), max_length=120, required=False)
    title = forms.CharField(
        label=_("Position"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    signed_on = DayField(label=_("Signed on"), required=False)
    mark_reason = forms.CharField(label=_("Why without KT."), max_length=500, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        party: Party,
        tenures: Sequence[Tenure],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=f"p{party.pk}", initial=initial)
        self.party = party
        self.tenures = {str(tenure.official_id): tenure for tenure in tenures}
        self.signatory: Signatory | None = None
        self.regime = regime_of(party.agency) if party.agency is not None else Regime.STATE
        self.fields["authority_mark"].widget.attrs["list"] = f"marks-{self.regime}"
        self.fields["official"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", _("not from the list")),
            *((pk, f"{one.official}, {one.title}") for pk, one in self.tenures.items()),
        ]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{party}: {field.label}"
            if name != "official":
                field.widget.attrs |= {"autocomplete": "off", "placeholder": field.label}

    def clean(self) -> dict[str, Any]:
        """A name goes with a position; a chosen official fills in what is empty."""
        cleaned = super().clean() or {}
        tenure = self.tenures.get(cleaned.get("official", ""))
        if tenure is not None:
            cleaned["name"] = cleaned.get("name") or tenure.official.full_name
            cleaned["title"] = cleaned.get("title") or tenure.title
        for given, lacking in (("name", "title"), ("title", "name")):
            if cleaned.get(given) and not cleaned.get(lacking) and lacking not in self.errors:
                self.add_error(lacking, _("This field is required."))
        if not is_known(cleaned.get("authority_mark") or ""):
            self.add_error("authority_mark", str(UnknownMark([f"“{cleaned['authority_mark']}”"])))
            return cleaned
        bare = needs_kt(cleaned.get("title") or "", cleaned.get("authority_mark") or "")
        if bare and cleaned.get("name") and not cleaned.get("mark_reason"):
            words = _("A deputy who signs needs KT.; or say why not.")
            self.add_error("authority_mark", words)
        return cleaned

    @property
    def asks_for_reason(self) -> bool:
        """A deputy would sign without KT.: the reason is asked for."""
        return "authority_mark" in self.errors or bool(self["mark_reason"].value())

    @property
    def official_meant(self) -> Official | None:
        """The one official in office there who bears the name; of namesakes the chosen one."""
        name = self.cleaned_data["name"]
        alike = [t.official for t in self.tenures.values() if vntext.same(str(t.official), name)]
        chosen = self.tenures.get(self.cleaned_data.get("official", ""))
        if chosen is not None and chosen.official in alike:
            return chosen.official
        return alike[0] if len(alike) == 1 else None

    def facts(self) -> SignatoryFacts:
        """What the service takes."""
        return SignatoryFacts(
            name=self.cleaned_data["name"],
            title=self.cleaned_data["title"],
            authority_mark=self.cleaned_data["authority_mark"],
            official=self.official_meant,
            signed_on=self.cleaned_data["signed_on"],
            mark_reason=self.cleaned_data["mark_reason"],
        )


class SigningForm(forms.Form):
    """Day, place, number and scan of the signed paper."""

    signed_on = DayField(label=_("Date of the paper"))
    place = forms.CharField(label=_("Place of signing"), max_length=120, required=False)
    series = forms.ModelChoiceField(
        label=_("Take the number from the series"),
        queryset=NumberSeries.objects.none(),
        required=False,
        empty_label=_("number is typed"),
    )
    code = forms.CharField(
        label=_("Or number and symbol as printed"), max_length=60, required=False
    )
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF, PNG or JPEG, at most 50 MB."),
        error_messages={"required": _("Attach the scan of the signed paper.")},
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, agreement: Agreement, has_scan: bool = False, **kwargs: Any
    ) -> None:
        """has_scan: one was handed in already, with this posting or an earlier one."""
        super().__init__(*args, **kwargs)
        self.fields["scan"].required = not has_scan
        series = fitting_series(agreement.owner, agreement.kind)
        field = self.fields["series"]
        field.queryset = NumberSeries.objects.filter(pk__in=[one.pk for one in series])  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = series_words  # type: ignore[attr-defined]  # likewise


def series_words(series: NumberSeries) -> str:
    """The series and the number it would give now."""
    following = format_code(series.last_number + 1, series.symbol, series.regime)
    return _("%(symbol)s: next is %(code)s") % {"symbol": series.symbol, "code": following}


@dataclass(frozen=True)
class Kept:
    """A scan that was handed in with a form that was refused: it need not be sent again."""

    stored: StoredFile
    name: str


def keep(agreement: Agreement, stored: StoredFile, name: str) -> str:
    """A token for the hidden field of the form."""
    return signing.dumps([stored.pk, name], salt=_salt(agreement))


def kept(agreement: Agreement, token: str) -> Kept | None:
    """The scan of a token that `keep` made for this agreement; None for any other words."""
    if not token:
        return None
    try:
        pk, name = signing.loads(token, salt=_salt(agreement), max_age=_KEPT_FOR)
    except signing.BadSignature:
        return None
    stored = StoredFile.objects.filter(pk=pk).first()
    return Kept(stored, name) if stored else None


def _salt(agreement: Agreement) -> str:
    return f"agreements.scan.{agreement.pk}"


def day_of(data: Mapping[str, Any], default: date) -> date:
    """The day typed into the form, if it is one: whose tenures are offered."""
    try:
        return parse_day(str(data.get("signed_on", "")))
    except InvalidDay:
        return default


def tenures_by_agency(parties: Sequence[Party], on: date) -> dict[int, list[Tenure]]:
    """Who holds office in each agency that day, heads first; one query."""
    rows = (
        Tenure.objects.held_on(on)
        .filter(agency__in=[party.agency_id for party in parties if party.agency_id])
        .select_related("official", "position")
        .order_by("-position__weight", "pk")
    )
    found: dict[int, list[Tenure]] = {}
    for tenure in rows:
        if tenure.agency_id is not None:
            found.setdefault(tenure.agency_id, []).append(tenure)
    return found


def proposed(tenures: Sequence[Tenure], signatory: Signatory | None = None) -> dict[str, Any]:
    """Who signed already, else the head of the agency as a proposal for its row; cleared, the
    row is empty again.
    """
    if signatory is not None:
        names = ("title", "name", "authority_mark", "signed_on", "mark_reason")
        return {name: getattr(signatory, name) for name in names}
    if not tenures:
        return {}
    head = tenures[0]
    return {"title": head.title, "name": str(head.official)}


def filled(data: QueryDict, rows: Sequence[SignatoryForm]) -> QueryDict:
    """The posted values with names and positions of the chosen officials written in."""
    copy = data.copy()
    for row in rows:
        tenure = row.tenures.get(data.get(row.add_prefix("official"), ""))
        if tenure is not None:
            copy[row.add_prefix("name")] = tenure.official.full_name
            copy[row.add_prefix("title")] = tenure.title
            if needs_kt(tenure.title, data.get(row.add_prefix("authority_mark"), "")):
                mark = mark_of_deputy(tenure.title, row.regime)
                copy[row.add_prefix("authority_mark")] = mark
            # Else the row could not be cleared: a chosen official fills what is empty.
            copy[row.add_prefix("official")] = ""
    return copy
