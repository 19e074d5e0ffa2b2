"""What is typed when a text is handed in and when a fact of it is corrected."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.models import AgencyKind, Level
from phoihop.agreements.models import AgreementKind
from phoihop.documents.models import Kind, Relation
from phoihop.documents.numbers import parse_code
from phoihop.ui.fields import DayField, FilesField
from phoihop.workspace.fact_form import FactForm, line
from phoihop.workspace.further_forms import (
    FigureFactForm,
    ItemFactForm,
    SectionFactForm,
    TaskFactForm,
)
from phoihop.workspace.intake.draft import is_collective
from phoihop.workspace.intake.guess import agency_kind, agency_level, agreement_kind
from phoihop.workspace.models import FactKind, IntakeFact


class HandInForm(forms.Form):
    """A pasted text, one or several files, or both: each is read as a text of its own."""

    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    files = FilesField(  # type: ignore[assignment]  # a field; the form's own files are its data
        label=_("Or choose files"),
        required=False,
        allow_empty_file=True,  # one of several is no reason to refuse the others
        help_text=_(
            "TXT, DOCX, DOC, PDF, saved web pages (HTML), e-mails with what is attached (EML),"
            " scans and pictures; several at once; at most 50 MB each. A text pasted above is read"
            " too, as one more text."
        ),
    )

    def clean_files(self) -> "list[UploadedFile[Any]]":
        """Refuse what is too large by name; what a file really is, is checked when it is read."""
        files: list[UploadedFile[Any]] = self.cleaned_data["files"]
        for file in files[:1] if len(files) == 1 else ():  # of several, the batch says it of each
            if not file.size:
                raise forms.ValidationError(
                    _("“%(name)s” is empty: nothing was saved in it.") % {"name": file.name}
                )
            if file.size > settings.UPLOAD_MAX_BYTES:
                raise forms.ValidationError(
                    _t("“%(name)s” is too large: at most 50 MB.") % {"name": file.name}
                )
        return files

    def clean(self) -> dict[str, Any]:
        """At least one of the two must be given."""
        data = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("files"):
            self.add_error("text", _("Paste a text, or choose a file."))
        return data


class CodeForm(FactForm):
    """A number and symbol are typed as printed and taken apart here."""

    code = line(_("Number and symbol"), required=False, most=60)

    def value(self) -> dict[str, Any]:
        """Code with its number, symbol and regime."""
        value = super().value()
        parsed = parse_code(value["code"]) if value["code"] else None
        if parsed:
            value |= {
                "number": parsed.number,
                "symbol": parsed.symbol,
                "regime": str(parsed.regime),
            }
        return value


class PaperForm(CodeForm):
    """The text itself as a document."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    subject = line(_("Subject"), most=500)
    issuer = line(_("Issuer"), required=False, most=250)
    place = line(_("Place"), required=False, most=80)
    date = DayField(label=_("Date"), required=False)


class DocumentForm(CodeForm):
    """A document that the text cites."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    ordinal = line(_("Session or congress"), required=False, most=20)
    date = DayField(label=_("Date of issue"), required=False)
    issuer = line(_("Issuer"), required=False, most=250)
    subject = line(_("Subject"), most=500)
    relation = forms.ChoiceField(
        label=_("What this text does with it"), choices=Relation, initial=Relation.MENTIONS
    )


class AgencyForm(FactForm):
    """A body named in the text."""

    name = line(_("Name"), most=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind)
    level = forms.ChoiceField(label=_("Level"), choices=Level)

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        name = value["name"]
        return {"kind": agency_kind(name), "level": agency_level(name), **value}


class PersonForm(FactForm):
    """A person in a public role."""

    name = line(_("Full name"), most=120)
    positions = forms.CharField(
        label=_("Positions, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "name": value["name"],
            "positions": "\n".join(position["title"] for position in value["positions"]),
        }

    def value_from(self, fact: IntakeFact) -> dict[str, Any]:
        """Corrected lines keep the place in the text of the line they replace."""
        read = fact.read["positions"]
        titles = [line.strip() for line in self.cleaned_data["positions"].splitlines()]
        spans = [{"start": one["start"], "end": one["end"]} for one in read]
        whole = {"start": fact.start, "end": fact.end}
        return {
            "name": self.cleaned_data["name"],
            "positions": [
                {"title": title[:200], **(spans[at] if at < len(spans) else whole)}
                for at, title in enumerate(title for title in titles if title)
            ],
        }


class AgreementForm(FactForm):
    """A programme, regulation or plan that the text speaks of."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementKind)
    title = line(_("Title"))
    parties = forms.CharField(
        label=_("Parties, one a line"), widget=forms.Textarea(attrs={"rows": 4})
    )
    from_year = forms.IntegerField(
        label=_("From year"), required=False, min_value=1945, max_value=2100
    )
    to_year = forms.IntegerField(label=_("To year"), required=False, min_value=1945, max_value=2100)

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "kind": agreement_kind(value["kind"]),
            "title": value["title"],
            "parties": "\n".join(party["name"] for party in value["parties"]),
            "from_year": value["from"],
            "to_year": value["to"],
        }

    def clean(self) -> dict[str, Any]:
        """The years stand in order."""
        data = super().clean() or {}
        first, last = data.get("from_year"), data.get("to_year")
        if first and last and last < first:
            self.add_error("to_year", _("The last year is before the first."))
        return data

    def value(self) -> dict[str, Any]:
        """As the draft keeps it."""
        data = self.cleaned_data
        names = [line.strip() for line in data["parties"].splitlines() if line.strip()]
        return {
            "kind": data["kind"],
            "title": data["title"],
            "parties": [{"name": name, "collective": is_collective(name)} for name in names],
            "from": data["from_year"],
            "to": data["to_year"],
        }


EVENT_KINDS = (
    ("signing", _("Signing")),
    ("briefing", _("Briefing")),
    ("rollout", _("Rollout")),
    ("review", _("Review")),
    ("final_review", _("Final review")),
    ("training", _("Training")),
    ("visit", _("Visit")),
    ("dialogue", _("Dialogue")),
    ("contest", _("Contest")),
    ("ceremony", _("Ceremony")),
    ("other", _("Other")),
)


class EventForm(FactForm):
    """The one event a report is about."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EVENT_KINDS)
    date = DayField(label=_("Day"), required=False)
    host = line(_("Host"), required=False)
    period = line(_("Period"), required=False, most=20)


_FORMS: dict[str, type[FactForm]] = {
    FactKind.HEADER: PaperForm,
    FactKind.EVENT: EventForm,
    FactKind.AGENCY: AgencyForm,
    FactKind.PERSON: PersonForm,
    FactKind.DOCUMENT: DocumentForm,
    FactKind.AGREEMENT: AgreementForm,
    FactKind.TASK: TaskFactForm,
    FactKind.ITEM: ItemFactForm,
    FactKind.FIGURE: FigureFactForm,
    FactKind.SECTION: SectionFactForm,
}


def form_class(kind: str) -> type[FactForm]:
    """The form that corrects facts of this kind."""
    return _FORMS[kind]


def fact_form(fact: IntakeFact, data: Any = None) -> FactForm:
    """The form that corrects this fact, filled with its value.

    It brings back what it showed at first, so that `changed_data` is what this user changed.
    """
    form_type = form_class(fact.kind)
    form = form_type(data, initial=form_type.initial_of(fact.value))
    for field in form.fields.values():
        field.show_hidden_initial = True
    return form


def kept_with_theirs(form: FactForm, fact: IntakeFact) -> FactForm:
    """The form once more: what this user changed in it, and else what the fact says now."""
    data = cast("QueryDict", form.data).copy()
    for now in fact_form(fact):
        words = _as_typed(now)
        if now.name not in form.changed_data:
            data[now.name] = words
        data[now.html_initial_name] = words
    return fact_form(fact, data)


def _as_typed(bound: forms.BoundField) -> str:
    """What a browser would send of a field that nobody touched."""
    shown = bound.field.widget.format_value(bound.value())
    if isinstance(shown, list):  # of a choice, what is chosen
        shown = next(iter(shown), "")
    return shown or ""


def differing(form: FactForm, fact: IntakeFact) -> list[str]:
    """The names of those fields in which a valid form does not say what the fact says now."""
    now = form.initial_of(fact.value)
    return [
        name
        for name, field in form.fields.items()
        if field.has_changed(now.get(name), form[name].data)
    ]


def corrected_value(form: FactForm, fact: IntakeFact) -> dict[str, Any]:
    """What a valid form says the fact's value is."""
    return form.value_from(fact) if isinstance(form, PersonForm) else form.value()
