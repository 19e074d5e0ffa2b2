"""The list of agreements."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from phoihop.agreements.forms import FilterForm
from phoihop.agreements.models import Agreement, AgreementState, LegalBasis
from phoihop.agreements.pages import STATE_KEYS, term_words
from phoihop.agreements.querysets import AgreementQuerySet
from phoihop.agreements.terms import ending_soon, remind_days
from phoihop.documents.models import Document
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


@dataclass(frozen=True)
class Line:
    """A row as shown."""

    agreement: Agreement
    term: str
    state_key: str
    state_words: str


@audience("member")
def agreement_list(request: SignedInRequest) -> HttpResponse:
    """Agreements one may see, newest first, or as the filters say."""
    form = FilterForm(request.GET)
    if request.GET.get("document"):
        named: Any = form.fields["document"]
        named.queryset = Document.objects.visible_to(request.user)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    rows = _filtered(Agreement.objects.visible_to(request.user), chosen)
    page = page_by_key(
        rows.with_party_count().with_replacing().select_related("owner"),
        order=["-created_at", "-pk"],
        request_params=request.GET,
    )
    context = {
        "form": form,
        "page": page,
        "lines": [_line(agreement) for agreement in page.rows],
        "chips": [(name, _words(form, name, value)) for name, value in chosen.items()],
        "may_draft": request.user.has_perm("agreements.add_agreement"),
        "deleted": _deleted(request),
    }
    template = "agreements/_list.html" if request.htmx else "agreements/agreement_list.html"
    return render(request, template, context)


def _filtered(rows: AgreementQuerySet, chosen: dict[str, Any]) -> AgreementQuerySet:
    if "q" in chosen:
        rows = rows.saying(chosen["q"])
    if "kind" in chosen:
        rows = rows.filter(kind=chosen["kind"])
    if "year" in chosen:
        rows = rows.of_year(chosen["year"])
    if "document" in chosen:
        based = LegalBasis.objects.filter(document=chosen["document"])
        own = Q(paper=chosen["document"])
        rows = rows.filter(own | Q(pk__in=based.values("agreement")))
    if "ending" in chosen:
        rows = rows.filter(ending_soon(clock.today(), remind_days()))
    if "state" in chosen:
        rows = rows.in_state(chosen["state"], clock.today())
    return rows


def _line(agreement: Agreement) -> Line:
    state = agreement.state(clock.today())
    return Line(
        agreement,
        term_words(agreement.valid_from, agreement.valid_to),
        STATE_KEYS[state],
        str(AgreementState(state).label),
    )


def _words(form: FilterForm, name: str, value: object) -> str:
    if isinstance(value, Document):
        return f"{form.fields[name].label}: {value.name}"
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


def _deleted(request: SignedInRequest) -> Agreement | None:
    """The draft that was deleted just now: the page offers to undo it."""
    number = key_in(request.GET.get("deleted", ""))
    if number is None:
        return None
    draft = Agreement.objects.hidden_drafts_of(request.user).filter(pk=number).first()
    may = draft is not None and request.user.has_perm("agreements.change_agreement", draft)
    return draft if may else None
