"""The cards of the draft, made from what the reader found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from phoihop import vntext
from phoihop.documents.models import Kind, Regime
from phoihop.workspace.models import FactKind

# Words for several bodies at once: such a party must be replaced before signing.
_COLLECTIVE = re.compile(
    r"^\d+\s|^(các|những|một số)\s|cùng cấp$|trong khối$|liên quan$", re.IGNORECASE
)
_LABEL_LENGTH = 300
_SUBJECT_LENGTH = 500


@dataclass(frozen=True)
class DraftFact:
    """One card: `value` is what a person may correct (see shapes in the functions below)."""

    kind: FactKind
    label: str
    start: int | None
    end: int | None
    value: dict[str, Any]


def facts_of(reading: Mapping[str, Any], text: str) -> list[DraftFact]:
    """The cards for a reading in the shape of reader.to_json; the paper itself comes first,
    the rest in the order of the text."""
    cards = [
        *_events(reading),
        *_agencies(reading),
        *(_person(item) for item in reading.get("people") or ()),
        *(_document(item) for item in reading.get("documents") or ()),
        *(_agreement(item) for item in reading.get("agreements") or ()),
    ]
    at_end = len(text)
    cards.sort(key=lambda card: (at_end if card.start is None else card.start, card.kind))
    return [_paper(reading, text), *cards]


def _paper(reading: Mapping[str, Any], text: str) -> DraftFact:
    """The text as a document: {kind, code, number, symbol, subject, issuer, date, place, regime}"""
    header = reading.get("header") or {}
    event = reading.get("event") or {}
    headline = next((line.strip() for line in text.splitlines() if line.strip()), "")
    number, symbol = header.get("number"), header.get("symbol") or ""
    value: dict[str, Any] = {
        "kind": header.get("kind") or (Kind.NEWS if reading.get("kind") == "news" else Kind.OTHER),
        "number": number,
        "symbol": symbol,
        "code": code_as_printed(number, symbol),
        "regime": regime_of(symbol),
        "subject": (header.get("subject") or headline)[:_SUBJECT_LENGTH],
        "issuer": header.get("issuer") or "",
        "place": header.get("place") or "",
        "date": header.get("date") or event.get("date"),
    }
    return DraftFact(FactKind.HEADER, value["subject"][:_LABEL_LENGTH], None, None, value)


def _events(reading: Mapping[str, Any]) -> Iterable[DraftFact]:
    """{kind, also, date, session, host, chair, period}"""
    event = reading.get("event")
    if not event:
        return
    names = ("kind", "also", "date", "session", "host", "chair", "period")
    value = {name: event.get(name) for name in names}
    start, end = _span(event)
    yield DraftFact(FactKind.EVENT, event.get("text", "")[:_LABEL_LENGTH], start, end, value)


def _agencies(reading: Mapping[str, Any]) -> Iterable[DraftFact]:
    """{name}: each body named as issuer, host or party, once."""
    event = reading.get("event") or {}
    header = reading.get("header") or {}
    named: list[tuple[str, Mapping[str, Any]]] = []
    for holder, field in ((header, "issuer"), (event, "host")):
        if holder.get(field):
            named.append((holder[field], _evidence_of(holder, field)))
    for agreement in reading.get("agreements") or ():
        named += [(party["name"], party) for party in agreement.get("parties") or ()]
    seen: set[str] = set()
    for name, evidence in named:
        key = vntext.canonical(name)
        if key in seen or is_collective(name):
            continue
        seen.add(key)
        yield DraftFact(FactKind.AGENCY, name[:_LABEL_LENGTH], *_span(evidence), {"name": name})


def _person(item: Mapping[str, Any]) -> DraftFact:
    """{name, positions: [{title, start, end}], roles}"""
    value: dict[str, Any] = {
        "name": vntext.title_case(item["name"]),
        "positions": [
            {"title": position["title"], "start": position["start"], "end": position["end"]}
            for position in item.get("positions") or ()
        ],
        "roles": list(item.get("roles") or ()),
    }
    return DraftFact(FactKind.PERSON, value["name"], *_span(item), value)


def _document(item: Mapping[str, Any]) -> DraftFact:
    """{kind, number, symbol, code, ordinal, date, issuer, subject, regime}"""
    symbol = item.get("symbol") or ""
    value: dict[str, Any] = {
        "kind": item.get("kind") or Kind.OTHER,
        "number": item.get("number"),
        "symbol": symbol,
        "code": code_as_printed(item.get("number"), symbol),
        "ordinal": item.get("ordinal") or "",
        "date": item.get("date"),
        "issuer": item.get("issuer") or "",
        "subject": " ".join(item.get("text", "").split())[:_SUBJECT_LENGTH],
        "regime": regime_of(symbol),
    }
    label = value["code"] or value["ordinal"] or value["subject"]
    return DraftFact(FactKind.DOCUMENT, label[:_LABEL_LENGTH], *_span(item), value)


def _agreement(item: Mapping[str, Any]) -> DraftFact:
    """{kind, title, parties: [{name, collective}], from, to}"""
    words = " ".join(item.get("text", "").split())
    value: dict[str, Any] = {
        "kind": item.get("kind"),
        "title": words[:_LABEL_LENGTH],
        "parties": [
            {"name": party["name"], "collective": is_collective(party["name"])}
            for party in item.get("parties") or ()
        ],
        "from": item.get("from"),
        "to": item.get("to"),
    }
    return DraftFact(FactKind.AGREEMENT, words[:_LABEL_LENGTH], *_span(item), value)


def is_collective(name: str) -> bool:
    """Words for several bodies at once, as "12 cơ quan, đơn vị trong khối"."""
    return bool(_COLLECTIVE.search(name.strip()))


def regime_of(symbol: str) -> str:
    """Party unless the symbol is shaped as the State's: "2020/NĐ-CP", "KH-UBND"."""
    return Regime.STATE if re.search(r"[^\W\d]-[^\W\d]", symbol) else Regime.PARTY


def code_as_printed(number: int | None, symbol: str) -> str:
    """Number and symbol in their regime's form: "05-CTr/BTGHU", "05/KH-UBND"; a bare number as
    "05"; "" without a number."""
    if number is None:
        return ""
    if not symbol:
        return f"{number:02}"
    joint = "/" if regime_of(symbol) == Regime.STATE else "-"
    return f"{number:02}{joint}{symbol}"


def _span(item: Mapping[str, Any]) -> tuple[int | None, int | None]:
    start, end = item.get("start"), item.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (None, None)


def _evidence_of(holder: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """Where a field of the event or header stands, when the reader says so."""
    evidence = holder.get("evidence") or {}
    found = evidence.get(field) if isinstance(evidence, Mapping) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, Mapping) else {}
