"""Hand texts in, go through what was read, make records."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import Page, page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.errors import (
    AlreadyReceived,
    FactsOpen,
    IntakeClosed,
    NeedsRecognition,
    NoneReadable,
)
from phoihop.workspace.forms import HandInForm
from phoihop.workspace.intake.accepting import accept_all_sure
from phoihop.workspace.intake.batch import is_for_a_job, start_batch
from phoihop.workspace.intake.cards import cards_of
from phoihop.workspace.intake.confirm import create_records, papers_alike, records_made
from phoihop.workspace.intake.decide import discard, linkable
from phoihop.workspace.intake.kept import figures_kept, parts_kept
from phoihop.workspace.intake.marks import around_facts, paragraphs
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.proposals import proposals_of
from phoihop.workspace.intake.queue import ORDER, neighbours, waiting, with_doubt
from phoihop.workspace.intake.receive import may_hand_in, note_words, receive_file, receive_text
from phoihop.workspace.intake.recent import recent_history
from phoihop.workspace.intake.steps import last_step, undo_last
from phoihop.workspace.intake.summing import will_make
from phoihop.workspace.intake.take_back import may_take_back, why_kept
from phoihop.workspace.intake.tallies import may_see_tallies
from phoihop.workspace.models import LINKABLE, Decision, Intake, IntakeFact

LONGEST_NUMBER = 15
# Letters; of a longer text only the lines around its facts are drawn, until somebody asks.
_WHOLE_UP_TO = 100_000
# Bytes; about a second of reading. What is longer is read by a job, with progress.
_READ_AT_ONCE = 200_000


@audience("member")
@require_http_methods(["GET", "POST"])
def intake(request: SignedInRequest) -> HttpResponse:
    """Texts handed in so far, and the form for the next."""
    form = HandInForm()
    status, known = 200, None
    if request.method == "POST":
        if not may_hand_in(request.user):
            raise PermissionDenied
        form = HandInForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _handed_in(request, form)
            except AlreadyReceived as refusal:
                known = refusal
            except Refused as refusal:
                field = "files" if form.cleaned_data["files"] else "text"
                for why in refusal.each if isinstance(refusal, NoneReadable) else [str(refusal)]:
                    form.add_error(field, why)
        status = 422
    context = {
        "form": form,
        "known": known,
        "may_hand_in": may_hand_in(request.user),
        "may_see_tallies": may_see_tallies(request.user),
        "only_open": request.GET.get("state") == "open",
        "batch": batch_of(request),
        "carry": carry_of(request),
        "page": _texts(request),
    }
    return render(request, "workspace/intake_list.html", context, status=status)


def _texts(request: SignedInRequest) -> Page[Intake]:
    """The latest first; those that wait by their doubt. The filter stands in the address."""
    batch = batch_of(request)
    if request.GET.get("state") == "open" or batch is not None:
        texts, order = waiting(request.user, batch), ORDER
    else:
        texts = with_doubt(Intake.objects.visible_to(request.user))
        order = ["-received_at", "-pk"]
    rows = texts.select_related("received_by", "document").defer("text")
    return page_by_key(rows, order=order, request_params=request.GET)


def batch_of(request: SignedInRequest) -> int | None:
    """The files handed in at once among which the user goes from text to text."""
    asked = request.GET.get("lo", "")
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else None


def carry_of(request: SignedInRequest) -> str:
    batch = batch_of(request)
    return f"?lo={batch}" if batch is not None else ""


def page_of(request: SignedInRequest, intake: Intake, at: str = "") -> str:
    """The address of the draft; the batch goes along."""
    return f"{intake.get_absolute_url()}{carry_of(request)}{at}"


def _handed_in(request: SignedInRequest, form: HandInForm) -> HttpResponse:
    at = clock.now()
    text = form.cleaned_data["text"]
    uploads = form.cleaned_data["files"]
    if not uploads and len(text) <= _READ_AT_ONCE:
        return redirect(receive_text(text, by=request.user, at=at))
    total = sum(upload.size or 0 for upload in uploads)
    alone = len(uploads) == 1 and not text.strip()
    if alone and total <= _READ_AT_ONCE and not is_for_a_job(uploads[0]):
        data, name = uploads[0].read(), uploads[0].name or ""
        with suppress(NeedsRecognition):  # a PDF without text
            return redirect(receive_file(data, name=name, by=request.user, at=at))
    job = start_batch(uploads, text=text, by=request.user, at=at)
    return redirect("workspace:intake_batch", job.pk)


@audience("member")
@require_GET
def intake_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text with its marks, and the facts beside it."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    return draft_page(request, intake)


def draft_page(
    request: SignedInRequest,
    intake: Intake,
    *,
    refusal: str = "",
    refused_making: bool = False,
    about: int | None = None,
) -> HttpResponse:
    """The text beside its facts, or what was made of it.

    refusal: why an act was not done; refused_making: it was to make the records; about: the number
    of the fact that it speaks of.
    """
    status = 422 if refusal and request.method == "POST" else 200
    facts = list(intake.facts.all())
    drawn = _of_cards(request, intake, facts)
    alike = papers_alike(intake, facts, request.user)
    context = {
        "intake": intake,
        "refusal": refusal,
        "refused_making": refused_making,
        "about": about,
        **_of_text(request, intake, facts),
        **drawn,
        "alike": alike,
        "alike_seen": ",".join(str(one.pk) for one in alike),
        # of other papers than those ticked the tick says nothing
        "although_held": {one.pk for one in alike} <= _held_as_seen(request),
        "last_step": last_step(intake),
        "neighbours": neighbours(intake, drawn["left"], request.user, batch_of(request)),
        "carry": carry_of(request),
        "may_change": may_hand_in(request.user) and intake.is_open,
        **_of_confirmed(intake, facts, request.user),
        "history": recent_history(intake, whole="su" in request.GET),
        "notes": [note_words(note) for note in intake.notes],
    }
    return render(request, "workspace/intake_detail.html", context, status=status)


def _of_text(request: SignedInRequest, intake: Intake, facts: list[IntakeFact]) -> dict[str, Any]:
    """The text with its marks; of a long one the lines around facts, until all is asked for."""
    lines = paragraphs(intake.text, facts)
    is_long = len(intake.text) > _WHOLE_UP_TO
    is_whole = not is_long or "ca" in request.GET
    return {
        "paragraphs": lines if is_whole else around_facts(lines),
        "is_long": is_long,
        "is_whole": is_whole,
    }


def _of_cards(request: SignedInRequest, intake: Intake, facts: list[IntakeFact]) -> dict[str, Any]:
    """The facts, with the records offered for those nobody looked at, and how many these are."""
    open_facts = [fact for fact in facts if fact.decision == Decision.OPEN]
    suggestions = suggest(open_facts, request.user) if intake.is_open else {}
    cards = cards_of(facts, suggestions, _linked_labels(facts, request.user))
    return {
        "cards": cards,
        "looked_at": len(facts) - len(open_facts),
        "left": len(open_facts),
        "will_make": will_make(facts),
        "any_sure": any(card.sure for card in cards),
        "first_open": next((card.fact.number for card in cards if card.is_open), None),
    }


def _of_confirmed(intake: Intake, facts: list[IntakeFact], user: User) -> dict[str, Any]:
    """What a text shows once its records were made."""
    if intake.confirmed_at is None:
        return {}
    own = may_take_back(intake, user)
    return {
        "made": records_made(intake),
        "proposals": proposals_of(facts, user),
        "figures": figures_kept(facts),
        "parts": parts_kept(facts, intake.text),
        "may_take_back": own,
        "why_kept": why_kept(intake) if own else "",
        "may_propose": may_hand_in(user),
        "may_assign": may_hand_in(user) and user.has_perm("tasks.assign_task"),
    }


def _linked_labels(facts: list[IntakeFact], user: User) -> dict[int, str]:
    labels: dict[int, str] = {}
    for kind in LINKABLE:
        linked = {f.pk: f.linked_id for f in facts if f.kind == kind and f.linked_id is not None}
        if linked:
            rows = {row.pk: str(row) for row in linkable(kind, user).filter(pk__in=linked.values())}
            labels |= {pk: rows.get(record, "") for pk, record in linked.items()}
    return labels


@audience("member")
@require_POST
def intake_accept_sure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Link every fact that one record fits beyond doubt."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    try:
        count = accept_all_sure(intake, by=request.user, at=clock.now())
    except Refused as refusal:
        return draft_page(request, intake, refusal=str(refusal))
    said = ngettext("%(count)s fact was linked.", "%(count)s facts were linked.", count)
    if not count:
        said = _("No record fits beyond doubt. Go through the facts one by one.")
    messages.success(request, said % {"count": count})
    return redirect(page_of(request, intake))


@audience("member")
@require_POST
def intake_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the last decision back."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    try:
        number = undo_last(intake, by=request.user, at=clock.now(), step=_step(request))
    except Refused as refusal:
        return draft_page(request, intake, refusal=str(refusal))
    return redirect(page_of(request, intake, f"#f{number}"))


def _step(request: SignedInRequest) -> int | None:
    """The act that the page showed as the last one."""
    asked = request.POST.get("step", "")
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else None


@audience("member")
@require_POST
def intake_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the records."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    held = _held_as_seen(request)
    try:
        create_records(intake, by=request.user, at=clock.now(), although_held=held)
    except IntakeClosed:  # pressed twice, or in two windows: the records stand there once
        return redirect(page_of(request, intake))
    except Refused as refusal:
        said, about = str(refusal), refusal.first if isinstance(refusal, FactsOpen) else None
        return draft_page(request, intake, refusal=said, refused_making=True, about=about)
    messages.success(request, _("The records were made. Each keeps the sentence it came from."))
    return redirect(page_of(request, intake))


def _held_as_seen(request: SignedInRequest) -> set[int]:
    """The papers of the same number beside which a person wants a second record."""
    ticked = request.POST.get("although_held", "").split(",")
    return {int(one) for one in ticked if one.isdecimal() and len(one) < LONGEST_NUMBER}


@audience("member")
@require_POST
def intake_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the text away; nothing was made of it."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    try:
        discard(intake, by=request.user, at=clock.now())
    except Refused as refusal:
        return draft_page(request, intake, refusal=str(refusal))
    words = _("“%(name)s” was put away; nothing was made of it.") % {"name": intake}
    messages.success(request, words)
    return redirect("workspace:intake")


@audience("member")
@require_GET
def intake_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in, byte for byte."""
    intake = get_object_or_404(
        Intake.objects.visible_to(request.user).select_related("file"), pk=pk, file__isnull=False
    )
    if intake.file is None:  # for the type checker; the query above says so
        raise PermissionDenied
    name = intake.name
    if intake.file.format == "txt" and not name.lower().endswith((".txt", ".text")):
        name = f"{name.replace('/', '-')}.txt"  # pasted: it goes by number and subject
    return files.download(intake.file, name)
