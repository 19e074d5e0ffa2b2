"""Emblem and colour: choosing them, and serving them to every page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.agencies.models import Office
from phoihop.setup import colours, services
from phoihop.setup.emblem import MOST_BYTES
from phoihop.setup.errors import TooPale
from phoihop.setup.forms import ColourForm, EmblemForm
from phoihop.setup.models import OfficeLook
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_YEAR = 31_536_000


@audience("administrator")
@require_GET
def look(request: SignedInRequest) -> HttpResponse:
    """What the office looks like now, and the two forms."""
    return _page(request)


@audience("administrator")
@require_POST
def colour(request: SignedInRequest) -> HttpResponse:
    """Choose the colour; one that cannot be read is refused with figures and a way out."""
    form = ColourForm(request.POST)
    mend = ""
    if form.is_valid():
        try:
            services.set_colour(form.cleaned_data["accent"], by=request.user, at=clock.now())
        except TooPale as refusal:
            mend = refusal.mend
            form.add_error("accent", str(refusal))
        except Refused as refusal:
            form.add_error("accent", str(refusal))
        else:
            messages.success(request, _("The colour is changed on every page."))
            return redirect("setup:look")
    return _page(request, colour=form, mend=mend)


@audience("administrator")
@require_POST
def emblem(request: SignedInRequest) -> HttpResponse:
    """Put an emblem on every page, or take it away."""
    if "remove" in request.POST:
        return _taken_away(request)
    form = EmblemForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["emblem"].read(MOST_BYTES + 1)
        try:
            services.set_emblem(data, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error("emblem", str(refusal))
        else:
            messages.success(request, _("The emblem stands on every page."))
            return redirect("setup:look")
    return _page(request, emblem=form)


def _taken_away(request: SignedInRequest) -> HttpResponse:
    try:
        services.set_emblem(None, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The emblem is taken away."))
    return redirect("setup:look")


def _page(
    request: SignedInRequest,
    *,
    colour: ColourForm | None = None,
    emblem: EmblemForm | None = None,
    mend: str = "",
) -> HttpResponse:
    office = Office.objects.first()
    chosen = OfficeLook.objects.filter(office=office).first()
    accent = chosen.accent if chosen else ""
    form = colour or emblem
    context = {
        "row": office,
        "accent": accent,
        "has_emblem": bool(chosen and chosen.emblem_digest),
        "legibility": colours.legibility(accent) if accent else None,
        "colour_form": colour or ColourForm(initial={"accent": accent}),
        "emblem_form": emblem or EmblemForm(),
        "mend": mend,
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "setup/look.html", context, status=status)


@audience("public")
@require_GET
def colours_css(request: HttpRequest) -> HttpResponse:
    """The office's colours as a stylesheet; the address changes with the colour."""
    accent = OfficeLook.objects.exclude(accent="").values_list("accent", flat=True).first()
    if not accent:
        raise Http404
    answer = HttpResponse(colours.stylesheet(accent), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return answer


@audience("public")
@require_GET
def emblem_file(request: HttpRequest) -> HttpResponse:
    """The emblem, as a picture and nothing else; the address changes with it."""
    chosen = OfficeLook.objects.exclude(emblem=None).first()
    if chosen is None or chosen.emblem is None:
        raise Http404
    answer = HttpResponse(bytes(chosen.emblem), content_type=f"image/{chosen.emblem_format}")
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return answer
