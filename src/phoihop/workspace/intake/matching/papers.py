"""Registered documents that a citation may mean: by number, symbol and year or term, by session."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.documents.candidates import Offered, candidates
from phoihop.documents.models import Document, Regime
from phoihop.documents.numbers import term_without_series
from phoihop.periods import format_day
from phoihop.workspace.intake.matching.naming import spoken
from phoihop.workspace.intake.matching.offers import SAME_NAME, SURE, Candidate
from phoihop.workspace.intake.matching.surroundings import Surroundings
from phoihop.workspace.models import IntakeFact

_MOST_ROWS = 300
# What is known by session, subject and year only is for a person to pick.
_BY_WORDING = SURE - 5
_UNSURE = SAME_NAME + 2
# Symbols of bodies of the whole country: "NQ/TW", "2030/NĐ-CP", "TT-BTC", "2013/QH13".
_CENTRAL = re.compile(r"(?:T[WƯ]|CP|TTg|QH\d*|UBTVQH\d*|(?:TT|TTLT|QĐ|HD|KH|CV)-B\w+|HĐTP)$", re.I)


def find_documents(
    facts: list[IntakeFact], user: User, around: Surroundings
) -> dict[int, list[Candidate]]:
    """For each fact the papers it may mean; two queries for all."""
    wanted = _wanted(facts)
    seen = Document.objects.visible_to(user).filter(is_draft=False).defer("text")
    documents = (
        list(seen.filter(wanted).order_by("-issued_on", "pk")[:_MOST_ROWS]) if wanted else []
    )
    worded = candidates([_wording(fact) for fact in facts], user)
    return {
        fact.pk: _offers(fact, documents, by_words, around)
        for fact, by_words in zip(facts, worded, strict=True)
    }


def _wanted(facts: list[IntakeFact]) -> Q:
    """One condition a kind and not one a fact: SQLite joins no thousand of them."""
    values = [fact.value for fact in facts]
    keys = {vntext.symbol_key(value["code"])[:60] for value in values if value["symbol"]}
    numbers: dict[str, set[int]] = defaultdict(set)
    for value in values:
        if value["number"] is not None:
            numbers[value["kind"]].add(value["number"])
    wanted = Q(code_key__in=keys) if keys else Q()
    for kind, those in numbers.items():
        wanted |= Q(kind=kind, number__in=those)
    return wanted


def _wording(fact: IntakeFact) -> str:
    """What the text says of the paper, with what a person has corrected since."""
    value = fact.value
    return value["subject"] if not value["symbol"] and value["number"] is None else ""


def _offers(
    fact: IntakeFact, documents: list[Document], worded: list[Offered], around: Surroundings
) -> list[Candidate]:
    offers: dict[int, Candidate] = {}
    for document in documents:
        found = _by_number(fact, document, around)
        if found is not None:
            offers[document.pk] = _candidate(document, *found)
    for one in worded:
        if one.document.pk not in offers:
            reason, score = one.reason, max(1, min(one.score, _BY_WORDING))
            offers[one.document.pk] = _candidate(one.document, reason, score)
    return list(offers.values())


def _candidate(document: Document, reason: str, score: int) -> Candidate:
    name = document.code or document.subject
    # Two of one number and symbol differ by their day.
    day = format_day(document.issued_on) if document.issued_on else ""
    subject = document.subject if document.subject != name else ""
    detail = " · ".join(part for part in (day, subject) if part)
    return Candidate(document.pk, name, detail, reason, score)


def _by_number(
    fact: IntakeFact, document: Document, around: Surroundings
) -> tuple[str, int] | None:
    value = fact.value
    key = vntext.symbol_key(value["code"])[:60]
    if value["symbol"] and key == document.code_key:
        reason, score = _same_code(value["date"], document, around)
        return _of_its_issuer(value, document, around, reason, score)
    if value["number"] is None or value["number"] != document.number:
        return None
    if value["kind"] != document.kind or (value["symbol"] and document.symbol):
        return None
    if not value["date"] or document.issued_on is None:
        return _("same kind and number, no date in the text"), 65
    if str(document.issued_on) == value["date"]:
        return _("same kind, number and date"), 95
    return _("same number, other date"), 30


def _of_its_issuer(
    value: Mapping[str, Any], document: Document, around: Surroundings, reason: str, score: int
) -> tuple[str, int]:
    """Every province has its "12-NQ/TU": what another body issued is another paper."""
    if _CENTRAL.search(value["symbol"]):
        return reason, score  # one series for the whole country
    said, ours = spoken(value["issuer"] or ""), spoken(document.issuer_name)
    unsure = min(score, _UNSURE)
    if said and ours and f" {said} " not in f" {ours} " and f" {ours} " not in f" {said} ":
        return _("%(reason)s, but of another issuer") % {"reason": reason}, unsure
    if not said and around.elsewhere:
        return _("%(reason)s; nothing tells of which place") % {"reason": reason}, unsure
    return reason, score


def _same_code(day: str | None, document: Document, around: Surroundings) -> tuple[str, int]:
    """Number and symbol fit: are they of the same year (State) or term (Party)?"""
    issued = document.issued_on
    if day and issued:
        return _same_code_and_days(day, document)
    if issued and around.on and issued > around.on:
        return _("same number and symbol, but issued after the day of the text"), 40
    if issued and around.on and not _in_one_series(document, around.on.isoformat()):
        return _("same number and symbol, of an earlier year or term"), 74
    return _("same number and symbol, no date in the text"), 92


def _same_code_and_days(day: str, document: Document) -> tuple[str, int]:
    if str(document.issued_on) == day:
        return _("same number, symbol and date"), 100
    if not _in_one_series(document, day):
        return _("same number and symbol, of another year or term"), 30
    if document.issued_on and str(document.issued_on.year) == day[:4]:
        return _("same number, symbol and year; the day differs"), 80
    return _("same number and symbol within one term; the day differs"), 72


def _in_one_series(document: Document, day: str) -> bool:
    """A number stands once in the calendar year (State) or in the committee's term (Party)."""
    issued = document.issued_on
    if issued is None:
        return True
    if document.regime == Regime.STATE:
        return str(issued.year) == day[:4]
    after, before = term_without_series(issued)
    return after.isoformat() < day < before.isoformat()
