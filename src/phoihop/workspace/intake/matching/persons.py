"""Officials that a name may mean: by the offices they held on the day of the text."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Level, Official, Tenure
from phoihop.periods import format_day
from phoihop.workspace.intake.matching.naming import begins, is_bare_post, spoken
from phoihop.workspace.intake.matching.offers import SURE, Candidate
from phoihop.workspace.intake.matching.surroundings import Surroundings
from phoihop.workspace.models import IntakeFact

_OTHER_ACCENTS = 50


def find_people(
    facts: list[IntakeFact], user: User, around: Surroundings
) -> dict[int, list[Candidate]]:
    """For each fact the officials of that name; three queries for all."""
    folded = {vntext.fold(fact.value["name"]) for fact in facts}
    rows = Official.objects.visible_to(user).filter(name_folded__in=folded)
    officials = list(rows.with_titles())
    agencies = [tenure.agency for one in officials for tenure in one.tenures.all()]
    near = around.near(agency for agency in agencies if agency is not None)
    return {
        fact.pk: _offers(
            fact,
            [one for one in officials if one.name_folded == vntext.fold(fact.value["name"])],
            near,
            around,
        )
        for fact in facts
    }


def _offers(
    fact: IntakeFact, officials: list[Official], near: set[int], around: Surroundings
) -> list[Candidate]:
    offers = [_offer(fact, one, near, around) for one in officials]
    if sum(offer.score > _OTHER_ACCENTS for offer in offers) > 1:
        # Namesakes: one may be far likelier, a person picks all the same.
        offers = [_unsure(offer) for offer in offers]
    return offers


def _unsure(offer: Candidate) -> Candidate:
    score = min(offer.score, SURE - 1)
    return Candidate(offer.pk, offer.label, offer.detail, offer.reason, score)


def _offer(fact: IntakeFact, official: Official, near: set[int], around: Surroundings) -> Candidate:
    tenures = list(official.tenures.all())
    said = [position["title"] for position in fact.value["positions"]]
    if not vntext.same(fact.value["name"], official.full_name):
        reason, score = _("same letters, other accents"), _OTHER_ACCENTS
    elif not said or not tenures:
        reason, score = _without_titles(tenures, around.on)
    else:
        fitting = [one for one in tenures if any(same_post(title, one) for title in said)]
        reason, score = _by_tenure(fitting, said, near, around)
    titles = [_title(tenure) for tenure in tenures[:2]]
    if official.note:
        titles.append(official.note)
    return Candidate(official.pk, official.full_name, "; ".join(titles), reason, score)


def _without_titles(tenures: list[Tenure], on: date | None) -> tuple[str, int]:
    held = [one for one in tenures if on is not None and _is_in_office(one, on)]
    if held and on is not None:
        return _("same name; in office on %(day)s") % {"day": format_day(on)}, 78
    return _("same name, position unknown"), 75


def _by_tenure(
    fitting: Sequence[Tenure], said: Sequence[str], near: set[int], around: Surroundings
) -> tuple[str, int]:
    """How well the offices that bear the title in the text fit its place and day."""
    if not fitting:
        return _("same name, other position"), 70
    here = [one for one in fitting if not _elsewhere(one, said, near, around)]
    if not here:
        return _("same name and position, in another place"), 76
    firm = [one for one in here if one.agency is not None or not is_bare_post(one.title)]
    if not firm:
        return _("same name and position, but nothing tells of which body"), 77
    if around.on is None:
        return _("same name and position"), 95
    return _on_the_day(firm, around.on)


def _elsewhere(tenure: Tenure, said: Sequence[str], near: set[int], around: Surroundings) -> bool:
    """The office is not of the text's place, and the text does not name it.

    Of a text of our own place that is asked at its level alone.
    """
    agency = tenure.agency
    if agency is None:
        return around.elsewhere
    asked = around.elsewhere or agency.level in around.levels
    if not asked or agency.pk in near or agency.level == Level.CENTRAL:
        return False
    return not any(spoken(title).endswith(spoken(agency.name)) for title in said)


def _on_the_day(fitting: Sequence[Tenure], on: date) -> tuple[str, int]:
    if any(_is_in_office(one, on) for one in fitting):
        return _("same name and position; in office on %(day)s") % {"day": format_day(on)}, 100
    ends = [day for one in fitting for day in _last_days(one)]
    ended = [day for day in ends if day < on]
    if ended:
        until = {"until": format_day(max(ended))}
        return _("same name; held this position until %(until)s") % until, 71
    shown = [one.seen_on for one in fitting if one.valid_from is None and one.seen_on is not None]
    if shown:
        seen = {"seen": format_day(min(shown))}
        return _("same name and position, first shown on %(seen)s") % seen, 88
    begun = min(one.valid_from for one in fitting if one.valid_from is not None)
    return _("same name; holds this position from %(day)s") % {"day": format_day(begun)}, 71


def _is_in_office(tenure: Tenure, on: date) -> bool:
    return tenure.holds_on(on) and not _body_is_over(tenure, on)


def _last_days(tenure: Tenure) -> list[date]:
    """The days on which the office, and the body it is of, ended."""
    body = tenure.agency.valid_to if tenure.agency is not None else None
    return [day for day in (tenure.valid_to, body) if day is not None]


def _body_is_over(tenure: Tenure, on: date) -> bool:
    """Whether the body of an office had ended by that day: nobody holds it any more."""
    agency = tenure.agency
    return agency is not None and agency.valid_to is not None and agency.valid_to < on


def same_post(said: str, tenure: Tenure) -> bool:
    """Whether a title in a text means this office; its place or body may be left out.

    "Trưởng Ban Tuyên giáo Huyện ủy" is "Trưởng Ban" of "Ban Tuyên giáo Huyện ủy An Lạc".
    """
    asked, title = spoken(said), spoken(tenure.title)
    wholes = {title}
    if tenure.agency is not None:
        body = spoken(tenure.agency.name)
        start, _blank, last = title.rpartition(" ")
        wholes |= {f"{title} {body}", f"{title} {body.partition(' ')[2]}"}
        if last == body.partition(" ")[0]:
            wholes.add(f"{start} {body}".strip())
    return any(whole == asked or begins(whole, asked) for whole in wholes)


def _title(tenure: Tenure) -> str:
    """The office with its body, which tells namesakes apart, and its end."""
    title = tenure.title
    body = tenure.agency
    if body is not None and spoken(body.name) not in spoken(title):
        title = f"{title}, {body.name}"
    if tenure.valid_to is None:
        return title
    until = _("until %(day)s") % {"day": format_day(tenure.valid_to)}
    return f"{title} ({until})"
