"""Bàn giao: what a person holds in an agency, and the one act that passes it on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phoihop.accounts.delegating import names_of
from phoihop.accounts.models import Delegation, Membership
from phoihop.agencies.models import Tenure
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Document
from phoihop.dossiers.models import Dossier
from phoihop.tasks.models import Task
from phoihop.tasks.people import people_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest
from phoihop.ui.templatetags.ui import day
from phoihop.workspace.leaving.errors import HandOverRefused, WithoutReceiver
from phoihop.workspace.leaving.forms import MOST_ROWS, HandOverForm, office_key, seat_key
from phoihop.workspace.leaving.held import (
    Holdings,
    Person,
    holdings_of,
    person_of_member,
    person_of_tenure,
)
from phoihop.workspace.leaving.services import Done, hand_over
from phoihop.workspace.models import Intake

# Of tasks without a receiver, as many are named one by one.
_NAMED = 10


@audience("administrator")
@require_http_methods(["GET", "POST"])
def of_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody gives up a seat: all offices in the agency are offered to end with it."""
    seats = Membership.objects.select_related("user__official", "agency")
    member = get_object_or_404(seats, pk=pk)
    if member.ended_on is not None:  # the same form again: it is done, nothing is done twice
        messages.info(request, _("This role has ended already."))
        return redirect(member.user)
    person = person_of_member(member)
    ticked = [seat_key(member), *(office_key(tenure.pk) for tenure in person.tenures)]
    return _page(request, person, ticked)


@audience("administrator")
@require_http_methods(["GET", "POST"])
def of_tenure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody leaves an office; who has an account there may keep it."""
    tenure = get_object_or_404(Tenure.objects.select_related("official", "agency"), pk=pk)
    if tenure.valid_to is not None:
        messages.info(request, _("The last day of this office is written down already."))
        return redirect(tenure.official)
    return _page(request, person_of_tenure(tenure), [office_key(tenure.pk)])


def _page(request: SignedInRequest, person: Person, ticked: list[str]) -> HttpResponse:
    on = clock.today()
    held = holdings_of(person, on)
    form = HandOverForm(
        request.POST or None,
        person=person,
        held=held,
        officials=_officials(person),
        initial={"ends": ticked, "last_day": on},
    )
    back = person.user or person.official
    if request.method == "POST" and form.is_valid():
        try:
            done = hand_over(person, form.facts(), by=request.user, at=clock.now())
        except WithoutReceiver as refusal:
            _tell_lacks(form, refusal)
        except HandOverRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(done))
            return redirect(back)  # type: ignore[arg-type]  # a person is one of the two
    context = {"form": form, "person": person, "held": held, "back": back}
    context |= _shown(request, form, held)
    status = 422 if form.errors else 200
    return render(request, "workspace/hand_over.html", context, status=status)


def _officials(person: Person) -> list[Any]:
    """Who may be in charge of the tasks: the other people of the agency."""
    if person.agency is None:
        return []
    people = people_of([person.agency.pk], clock.today())[person.agency.pk]
    return [one for one in people if one.official != person.official]


def _tell_lacks(form: HandOverForm, refusal: WithoutReceiver) -> None:
    form.add_error(None, str(refusal))
    tasks = [lack for lack in refusal.lacks if lack.field.startswith("task-")]
    # One choice mends them all; where some have a receiver, the others are named where they stand.
    together = len(tasks) == len(form.held.tasks) or len(tasks) > _NAMED
    if tasks and together:
        names = ", ".join(lack.words for lack in tasks[:_NAMED])
        more = " …" if len(tasks) > _NAMED else ""
        form.add_error("tasks-to", _("Nobody takes over: %(what)s") % {"what": names + more})
    for lack in refusal.lacks:
        if not (together and lack in tasks):
            form.add_error(lack.field, _("Choose who takes it over."))


def _shown(request: SignedInRequest, form: HandOverForm, held: Holdings) -> dict[str, Any]:
    """The rows: of other agencies' matters the administrator reads the code, not the words."""
    user = request.user
    tasks = Task.objects.visible_to(user).filter(pk__in=[task.pk for task in held.tasks])
    seen = set(tasks.values_list("pk", flat=True))
    drafts = Agreement.objects.visible_to(user).filter(pk__in=[one.pk for one in held.drafts])
    dossiers = Dossier.objects.visible_to(user).filter(pk__in=[one.pk for one in held.dossiers])
    papers = Document.objects.visible_to(user).filter(pk__in=[one.pk for one in held.papers])
    texts = Intake.objects.visible_to(user).filter(pk__in=[one.pk for one in held.texts])
    return {
        "tasks": [
            {"task": task, "seen": task.pk in seen, "field": form[f"task-{task.pk}"]}
            for task in held.tasks[:MOST_ROWS]
        ],
        "unlisted": max(0, len(held.tasks) - MOST_ROWS),
        "rights": [(right, form[f"right-{right.key}"]) for right in held.rights],
        "received": [(_lent(lent), form[f"received-{lent.pk}"]) for lent in held.received],
        "tasks_to": form["tasks-to"] if held.tasks else None,
        "dossiers": list(dossiers.order_by("-year", "code", "pk")),
        "dossiers_to": form["dossiers-to"] if held.dossiers else None,
        "drafts": [
            *drafts.order_by("-pk"),
            *papers.defer("text").order_by("-pk"),
            *texts.defer("text").order_by("-pk"),
        ],
        "remaining": len(held.drafts) + len(held.papers) + len(held.texts),
    }


def _lent(delegation: Delegation) -> str:
    """Its days and rights, for who chooses the next one to stand in."""
    rights = "; ".join(names_of(row.right for row in delegation.rights.all()))
    return f"{day(delegation.first_day)}–{day(delegation.last_day)}: {rights}"


def _said(done: Done) -> str:
    closed = _("The account is closed.")
    words = ngettext(
        "Handed over: %(count)d task.", "Handed over: %(count)d tasks.", done.tasks
    ) % {"count": done.tasks}
    return f"{words} {closed}" if done.closed else words
