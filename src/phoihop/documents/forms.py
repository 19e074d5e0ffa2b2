"""Shapes of the input of this room."""

import hashlib
import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.documents.errors import (
    AnswerDueBefore,
    ArrivedBeforeIssued,
    DraftHasNumber,
    MarkedSecret,
    SecretContent,
)
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.fields import AgenciesField, Issuer, IssuerField
from phoihop.documents.models import (
    Document,
    Kind,
    NumberSeries,
    Regime,
    Register,
    Relation,
    Secrecy,
    Urgency,
)
from phoihop.documents.numbers import parse_code
from phoihop.documents.secrecy import bears_secrecy_mark
from phoihop.ui.fields import DayField, FilesField
from phoihop.ui.keys import MOST_KEY

EVERY = [("", _("all"))]
_EARLIEST = date(1930, 2, 3)


class FilterForm(forms.Form):
    """Which documents are listed."""

    words = forms.CharField(label=_("Number, symbol or subject"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=pgettext_lazy("document", "Kind"), required=False, choices=[*EVERY, *Kind.choices]
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num", "maxlength": "4"}),
    )
    issuer = forms.CharField(label=_("Issuer"), required=False, max_length=200)
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=[*EVERY, *Urgency.choices]
    )


class DocumentForm(forms.Form):
    """An entry of the register."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    # Of the entry as the form showed it; see entry.py for what happens if it was changed since.
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    register = forms.ChoiceField(label=_("Register"), choices=Register.choices)
    # No kind is chosen beforehand: a directive by oversight would start the clock of its reviews.
    kind = forms.ChoiceField(
        label=pgettext_lazy("document", "Kind"),
        choices=[("", pgettext_lazy("document", "choose the kind")), *Kind.choices],
    )
    regime = forms.ChoiceField(
        label=_("Rules of form"),
        choices=Regime.choices,
        help_text=_("Read from the number and symbol where they show it."),
    )
    code = forms.CharField(
        label=_("Number and symbol"),
        required=False,
        max_length=60,
        help_text=_("As printed: 05-CTr/BTGHU (Party), 05/KH-UBND (State)."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    series = forms.ModelChoiceField(
        label=_("Or take the next number of"),
        queryset=NumberSeries.objects.none(),
        required=False,
        empty_label=_("no series"),
        help_text=_("Outgoing documents only. The number is taken when the form is saved."),
    )
    # Shown when another paper bears the next number; see entry.py.
    although_used = forms.BooleanField(
        label=_("I have seen it; go on: a series gives its next free number"), required=False
    )
    ordinal = forms.CharField(
        label=_("Session or congress"),
        required=False,
        max_length=20,
        help_text=_("For resolutions known by it: 8/XI, ĐH XIII."),
    )
    subject = forms.CharField(
        label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    issuer = IssuerField(
        label=_("Issuer"),
        required=False,
        help_text=_("An agency of the list, or any other name as printed."),
    )
    place = forms.CharField(label=_("Place of issue"), required=False, max_length=80)
    issued_on = DayField(label=_("Date of issue"), required=False)
    signer_name = forms.CharField(label=_("Signer"), required=False, max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), required=False, max_length=200)
    authority_mark = forms.CharField(
        label=_("Authority mark"),
        required=False,
        max_length=10,
        help_text=_("TM., KT., TL., TUQ. or T/M, K/T, T/L as printed."),
        widget=forms.TextInput(attrs={"class": "w-num"}),
    )
    arrived_on = DayField(label=_("Arrived on"), required=False)
    arrival_number = forms.IntegerField(
        label=_("Arrival number"),
        required=False,
        min_value=1,
        max_value=9_999_999,
        help_text=_("Left empty: the next number of the year."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-num"}),
    )
    for_instruction = forms.BooleanField(
        label=_("Lay it before a leader for instruction"), required=False
    )
    answer_wanted = forms.BooleanField(label=_("It must be answered"), required=False)
    answer_due_on = DayField(label=_("Answer due on"), required=False)
    is_draft = forms.BooleanField(
        label=_("Draft: no number yet, only your agency sees it"), required=False
    )
    recipients = AgenciesField(label=_("Recipients"), required=False)
    recipients_text = forms.CharField(
        label=_("Recipients as printed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices)
    secrecy = forms.ChoiceField(
        label=_("Secrecy"),
        choices=Secrecy.choices,
        help_text=_("Of a secret paper only this reference is kept: no text, no files."),
    )
    text = forms.CharField(
        label=pgettext_lazy("document", "Text"),
        required=False,
        max_length=5_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    uploads = FilesField(
        label=pgettext_lazy("document", "Files"),
        required=False,
        help_text=_("PDF, DOCX, XLSX, pictures; at most 50 MB each."),
    )

    def clean_text(self) -> str:
        """Lines end as they are kept, so that places in the text stay true."""
        text: str = self.cleaned_data["text"]
        return vntext.nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))

    def clean_issued_on(self) -> date | None:
        """A slip of the year is caught here; the Party's own first day is early enough."""
        day: date | None = self.cleaned_data["issued_on"]
        if day is not None and day < _EARLIEST:
            raise forms.ValidationError(gettext("This day is too long ago."))
        return day

    def clean(self) -> dict[str, Any]:
        """What fields say of each other."""
        data = self.cleaned_data
        if data.get("secrecy") == Secrecy.SECRET:
            for name in ("text", "uploads"):
                if data.get(name):
                    self.add_error(name, str(SecretContent()))
        elif bears_secrecy_mark(data.get("text") or ""):
            self.add_error("secrecy", str(MarkedSecret()))
        issued, arrived = data.get("issued_on"), data.get("arrived_on")
        if issued and arrived and arrived < issued:
            self.add_error("arrived_on", str(ArrivedBeforeIssued()))
        self._clean_code(data)
        self._clean_route(data)
        return data

    def _clean_route(self, data: dict[str, Any]) -> None:
        """What is said of arrivals counts for arrivals only; a day for the answer wants one."""
        incoming = data.get("register") == Register.INCOMING
        if not incoming:
            data |= {"for_instruction": False, "answer_wanted": False, "answer_due_on": None}
        elif data.get("answer_due_on"):
            data["answer_wanted"] = True
        due, arrived = data.get("answer_due_on"), data.get("arrived_on")
        if due and arrived and due < arrived:
            self.add_error("answer_due_on", str(AnswerDueBefore()))
        if data.get("is_draft") and (
            data.get("register") != Register.OUTGOING or data.get("code") or data.get("series")
        ):
            self.add_error("is_draft", str(DraftHasNumber()))

    def _clean_code(self, data: dict[str, Any]) -> None:
        code, series = data.get("code"), data.get("series")
        if code and series:
            self.add_error(
                "series", gettext("Enter the number yourself or take it from the series.")
            )
        if series and data.get("register") != Register.OUTGOING:
            self.add_error("series", gettext("Only an outgoing document takes a number of ours."))
        parsed = parse_code(code) if code else None
        if parsed and "regime" in data:
            data["regime"] = parsed.regime

    def values(self) -> dict[str, Any]:
        """What was said, by the names of DocumentFacts."""
        data = self.cleaned_data
        issuer: Issuer = data["issuer"] or Issuer(None, "")
        left_out = {"form_key", "shown", "series", "although_used", "uploads", "issuer"}
        said = {name: value for name, value in data.items() if name not in left_out}
        recipients = tuple(data["recipients"])
        pair = {"issuer": issuer.agency, "issuer_name": issuer.printed}
        return said | pair | {"recipients": recipients}

    def changed_values(self) -> dict[str, Any]:
        """Only what differs from the entry: what was not touched leaves no trace."""
        values = self.values()
        changed = {name for name in self.changed_data if name in values}
        if "issuer" in self.changed_data:
            changed |= {"issuer", "issuer_name"}
        if "signer_name" in self.changed_data:
            values["signer"] = None  # another name is another person until someone links it
            changed |= {"signer"}
        if "code" in self.changed_data:
            changed |= {"regime"}
        return {name: values[name] for name in changed}

    def facts(self) -> DocumentFacts:
        """The entry to be made."""
        return DocumentFacts(**self.values())


class CitationForm(forms.Form):
    """One citation: the words as printed, or a number and symbol."""

    relation = forms.ChoiceField(label=_("Relation"), choices=Relation.choices)
    cited = forms.CharField(
        label=_("Cited document"),
        max_length=500,
        help_text=_("Number and symbol, or the words as printed: 29-NQ/TW."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CitationRowForm(CitationForm):
    """A row of the entry form; an empty one says nothing.

    target: the document that a link named, with `target_words`, what the row then said of it;
    other words are typed anew.
    """

    target = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput
    )
    target_words = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    cited = forms.CharField(label=_("Cited document"), max_length=500, required=False)


CitationRows = forms.formset_factory(CitationRowForm, extra=3, max_num=50, absolute_max=60)


class ResolveForm(forms.Form):
    """Which document the words of a citation mean."""

    target = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    code = forms.CharField(label=_("Number and symbol"), required=False, max_length=60)


class HideForm(forms.Form):
    """Why a document goes off the screens."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class FileForm(forms.Form):
    """Files to attach."""

    uploads = FilesField(
        label=pgettext_lazy("document", "Files"),
        help_text=_("PDF, DOCX, XLSX, pictures; at most 50 MB each."),
    )


def initial_of(document: Document) -> dict[str, Any]:
    """What the form shows of an entry."""
    same = [
        "register", "kind", "regime", "code", "ordinal", "subject", "place", "issued_on",
        "signer_name", "signer_title", "authority_mark", "arrived_on", "arrival_number",
        "recipients_text", "urgency", "secrecy", "text", "for_instruction", "answer_wanted",
        "answer_due_on", "is_draft",
    ]  # fmt: skip
    shown = {name: getattr(document, name) for name in same}
    recipients = list(document.recipients.values_list("pk", flat=True))
    entry = shown | {"issuer_id": document.issuer_id, "recipients": sorted(recipients)}
    return shown | {
        "issuer": document.issuer or document.issuer_name,
        "recipients": recipients,
        "shown": hashlib.sha256(repr(sorted(entry.items())).encode()).hexdigest(),
    }
