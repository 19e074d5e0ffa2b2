"""What a person says of one fact: right, left out, corrected, or one of our records."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.errors import FactChanged
from phoihop.workspace.fact_form import FactForm
from phoihop.workspace.forms import corrected_value, differing, fact_form, kept_with_theirs
from phoihop.workspace.intake.becoming import said_of
from phoihop.workspace.intake.decide import decide, linkable, told_apart
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.intake.wording import wording_of
from phoihop.workspace.models import Decision, Intake, IntakeFact
from phoihop.workspace.views.intake import LONGEST_NUMBER, batch_of, carry_of, draft_page, page_of

_MOST_FOUND = 20
_LONGEST_SEARCH = 200


def _open_fact(request: SignedInRequest, pk: int, number: int) -> IntakeFact:
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    fact = get_object_or_404(
        IntakeFact.objects.select_related("intake"), intake=intake, order=number - 1
    )
    if not may_hand_in(request.user):
        raise PermissionDenied
    return fact


@audience("member")
@require_POST
def intake_fact(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Right, left out, linked, or looked at again."""
    fact = _open_fact(request, pk, number)
    choice = request.POST.get("decision", "")
    linked = request.POST.get("linked_id", "")
    if choice == "choice":  # one of the candidates, or "new"
        if linked != "new" and _number(linked) is None:
            said = _("Choose one of the records, or say that none of them fits.")
            return draft_page(request, fact.intake, refusal=said, about=number)
        choice = Decision.NEW if linked == "new" else Decision.LINKED
    if choice not in Decision.values:
        raise PermissionDenied
    linked_id = _number(linked) if choice == Decision.LINKED else None
    try:
        shown = _shown(request)
        decide(fact, choice, by=request.user, at=clock.now(), linked_id=linked_id, shown=shown)
    except FactChanged:
        fact.refresh_from_db()
        said = _(
            "Fact %(number)s was changed or decided meanwhile, by someone else or in another"
            " window. It says now: %(state)s. Look at its card once more."
        ) % {"number": fact.number, "state": said_of(fact)}
        return draft_page(request, fact.intake, refusal=said, about=number)
    except Refused as refusal:
        return draft_page(request, fact.intake, refusal=str(refusal), about=number)
    # who opens a card again wants to see it
    card = f"f{fact.number}" if choice == Decision.OPEN else _next_open(fact)
    return redirect(page_of(request, fact.intake, f"#{card}"))


def _number(asked: str) -> int | None:
    """The number of a record; None for what none of them can have."""
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else None


def _shown(request: SignedInRequest) -> str:
    """What the page showed of the fact; every page that decides says it."""
    return request.POST.get("shown") or "unseen"


def _now_says(fact: IntakeFact) -> str:
    return _("It says now: %(state)s.") % {"state": said_of(fact)}


def _next_open(fact: IntakeFact) -> str:
    """The card to go to: the next one nobody looked at, else the one just decided."""
    after = fact.intake.facts.filter(decision=Decision.OPEN)
    following = after.filter(order__gt=fact.order).first() or after.first() or fact
    return f"f{following.number}"


@audience("member")
@require_http_methods(["GET", "POST"])
def intake_edit(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Correct a fact; saving says that it is right."""
    fact = _open_fact(request, pk, number)
    form = fact_form(fact, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            places = _corrected(request, fact, form)
        except FactChanged as refusal:
            fact.refresh_from_db()
            form = _asked_again(form, fact, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if places > 1:
                said = _("Corrected in %(count)s places.") % {"count": places}
                messages.success(request, said)
            return redirect(page_of(request, fact.intake, f"#{_next_open(fact)}"))
    status = 422 if form.is_bound else 200
    context = {
        "fact": fact,
        "form": form,
        "intake": fact.intake,
        "shown": mark_of(fact),
        "carry": carry_of(request),
    }
    return render(request, "workspace/intake_edit.html", context, status=status)


def _corrected(request: SignedInRequest, fact: IntakeFact, form: FactForm) -> int:
    """In how many places. Raises as `decide`."""
    value, shown = corrected_value(form, fact), _shown(request)
    return decide(fact, Decision.NEW, by=request.user, at=clock.now(), value=value, shown=shown)


def _asked_again(form: FactForm, fact: IntakeFact, why: str) -> FactForm:
    """The form with the other's words where the user changed nothing; beside each, what is so."""
    again = kept_with_theirs(form, fact)
    again.add_error(None, why)
    again.add_error(None, _now_says(fact))
    now = wording_of(fact.kind, fact.value)
    for name in differing(form, fact):
        said = _("It says now: “%(words)s”.") if now[name] else _("It is empty now.")
        if name not in form.changed_data:
            said = _("Somebody else changed this; it stands here as it is now.")
        again.add_error(name, said % {"words": now[name]})
    return again


@audience("member")
@require_GET
def intake_link(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Look for the record that a fact is about."""
    fact = _open_fact(request, pk, number)
    if not fact.can_link:
        return redirect(fact.intake)
    known = fact.value.get("name") or fact.value.get("code") or fact.label
    words = request.GET.get("q", known).strip()[:_LONGEST_SEARCH]
    rows = told_apart(fact.kind, linkable(fact.kind, request.user, words), clock.today())
    context = {
        "fact": fact,
        "shown": mark_of(fact),
        "intake": fact.intake,
        "carry": carry_of(request),
        "batch": batch_of(request),
        "words": words,
        "rows": list(rows[:_MOST_FOUND]),
    }
    return render(request, "workspace/intake_link.html", context)
