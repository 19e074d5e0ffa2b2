"""The cards of the draft, made from what the reader found."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from phoihop import vntext
from phoihop.documents.models import Kind, Regime, Relation
from phoihop.workspace.intake.casing import body_cased, post_cased, sentence_cased
from phoihop.workspace.intake.headlines import headline_of, plain_subject
from phoihop.workspace.intake.issuers import issuers_of
from phoihop.workspace.intake.matching.naming import body_key
from phoihop.workspace.models import FactKind

# Words for several bodies at once: such a party must be replaced before signing.
_COLLECTIVE = re.compile(
    r"^\d+\s|^(các|những|một số)\s|cùng cấp$|trong khối$|liên quan$", re.IGNORECASE
)
# Kind and body joined by a dash, behind the year where one is written.
_STATE = re.compile(r"(?:\d{4}\s?/)?[^/]*[^\W\d]-[^\W\d]")
# "Căn cứ … và Nghị quyết số …" in one sentence; "Thực hiện Kế hoạch số …": the first paper named.
_GROUND = re.compile(r"\W*căn cứ\b(?!.*[.]\s+[^\W\d])", re.IGNORECASE)
_CARRIED_OUT = re.compile(r"\W*(?:thực hiện|thi hành)\b[^,.;]*$", re.IGNORECASE)
_MOST_BEFORE = 400
_LABEL_LENGTH = 300
# Cards of one kind; nobody looks through more, and each needs a row and a place on the page.
MOST = 300
_SUBJECT_LENGTH = 500
# As many letters as the records hold that a person makes of them: what the reader took for one
# name may run on over lines, and PostgreSQL refuses a row with a letter too many.
_MOST = {
    "agency": 250,
    "person": 120,
    "title": 200,
    "symbol": 40,
    "place": 80,
    "ordinal": 20,
}


@dataclass(frozen=True)
class DraftFact:
    """One card: `value` is what a person may correct (see shapes in the functions below)."""

    kind: FactKind
    label: str
    start: int | None
    end: int | None
    value: dict[str, Any]


def facts_of(reading: Mapping[str, Any], text: str, mail: str = "") -> list[DraftFact]:
    """The cards for a reading in the shape of reader.to_json; the paper itself comes first,
    the rest in the order of the text. mail: the subject of the mail that the text is."""
    cards = [
        *_events(reading),
        *_agencies(reading, text),
        *(_person(item) for item in reading.get("people") or ()),
        *(_document(item, text) for item in reading.get("documents") or ()),
        *(_agreement(item) for item in reading.get("agreements") or ()),
    ]
    at_end = len(text)
    cards.sort(key=lambda card: (at_end if card.start is None else card.start, card.kind))
    return [paper_of(reading, text, mail), *cards]


def bounded(cards: Iterable[DraftFact]) -> tuple[list[DraftFact], list[FactKind]]:
    """The first MOST cards of each kind, and the kinds of which there are more."""
    seen = Counter[FactKind]()
    kept = []
    for card in cards:
        seen[card.kind] += 1
        if seen[card.kind] <= MOST:
            kept.append(card)
    return kept, [kind for kind, count in seen.items() if count > MOST]


def paper_of(reading: Mapping[str, Any], text: str, mail: str = "") -> DraftFact:
    """The text as a document: {kind, code, number, symbol, subject, issuer, date, place, regime}

    The label is the subject as printed; of one in capitals the value proposes small letters.
    mail: see facts_of.
    """
    header = reading.get("header") or {}
    event = reading.get("event") or {}
    headline = plain_subject(mail) or headline_of(text, header.get("end") or 0)
    is_news = reading.get("kind") == "news" and not mail
    number, symbol = header.get("number"), _cut("symbol", header.get("symbol"))
    printed = (header.get("subject") or headline)[:_SUBJECT_LENGTH]
    value: dict[str, Any] = {
        "kind": header.get("kind") or (Kind.NEWS if is_news else Kind.OTHER),
        "number": number,
        "symbol": symbol,
        "code": code_as_printed(number, symbol),
        "regime": regime_of(symbol),
        "subject": sentence_cased(printed, text, names_in(reading)),
        "issuer": _cut("agency", header.get("issuer")),
        "place": _cut("place", header.get("place")),
        "date": header.get("date") or event.get("date"),
    }
    return DraftFact(FactKind.HEADER, printed[:_LABEL_LENGTH], None, None, value)


def names_in(reading: Mapping[str, Any]) -> list[str]:
    """The names that are written alike wherever they stand: of the place and of persons."""
    place = (reading.get("header") or {}).get("place")
    people = [person["name"] for person in reading.get("people") or ()]
    return [place, *people] if place else people


def _events(reading: Mapping[str, Any]) -> Iterable[DraftFact]:
    """{kind, also, date, session, host, hosts, chair, period, spans}

    hosts: the bodies of a host that is several; `host` is all of it as printed.
    """
    event = reading.get("event")
    if not event:
        return
    names = ("kind", "also", "date", "session", "host", "chair", "period")
    value = {name: event.get(name) for name in names}
    joint = (event.get("evidence") or {}).get("hosts") or ()
    value["hosts"] = [_cut("agency", host["name"]) for host in joint]
    value["spans"] = _spans([_evidence_of(event, "date")])
    start, end = _span(event)
    yield DraftFact(FactKind.EVENT, event.get("text", "")[:_LABEL_LENGTH], start, end, value)


def _agencies(reading: Mapping[str, Any], text: str) -> Iterable[DraftFact]:
    """{name, also}: each body named as issuer, host or party, once; `also` are its shorter names.

    "Ban Tuyên giáo Huyện ủy" and "Ban Tuyên giáo Huyện ủy Tiên Lữ" in one text are one body. Of a
    name in capitals small letters are proposed where the text tells them; the label is as printed.
    """
    event = reading.get("event") or {}
    header = reading.get("header") or {}
    named: list[tuple[str, Mapping[str, Any]]] = []
    called: dict[str, list[str]] = {}
    for name, others, place in issuers_of(header, _evidence_of(header, "issuer")):
        named.append((_cut("agency", name), place))
        called[body_key(named[-1][0])] = others
    named += _hosts(event)
    for agreement in reading.get("agreements") or ():
        parties = agreement.get("parties") or ()
        named += [(_cut("agency", party["name"]), party) for party in parties]
    bodies: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for name, evidence in named:
        if not is_collective(name):
            bodies.setdefault(body_key(name), (name, evidence))
    longest = [key for key in bodies if not any(_begins(other, key) for other in bodies)]
    for key in longest:
        name, evidence = bodies[key]
        also = [bodies[short][0] for short in bodies if _begins(key, short)]
        said = body_cased(name, text, names_in(reading))
        value = {"name": said, "also": [*also, *called.get(key, ())]}
        yield DraftFact(FactKind.AGENCY, name[:_LABEL_LENGTH], *_span(evidence), value)


def _hosts(event: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The body that holds a meeting, or each of those that hold it together."""
    each = (event.get("evidence") or {}).get("hosts") or ()
    if each:
        return [(_cut("agency", host["name"]), host) for host in each]
    if not event.get("host"):
        return []
    return [(_cut("agency", event["host"]), _evidence_of(event, "host"))]


def _begins(name: str, start: str) -> bool:
    """`name` is `start` with a place behind it."""
    return name.startswith(start + " ")


def _person(item: Mapping[str, Any]) -> DraftFact:
    """{name, positions: [{title, start, end}], roles}"""
    value: dict[str, Any] = {
        "name": _cut("person", vntext.title_case(item["name"])),
        "positions": [
            {
                "title": post_cased(_cut("title", position["title"])),
                "start": position["start"],
                "end": position["end"],
            }
            for position in item.get("positions") or ()
        ],
        "roles": list(item.get("roles") or ()),
    }
    return DraftFact(FactKind.PERSON, value["name"], *_span(item), value)


def _document(item: Mapping[str, Any], text: str) -> DraftFact:
    """{kind, number, symbol, code, ordinal, date, issuer, subject, regime, relation}"""
    symbol = _cut("symbol", item.get("symbol"))
    value: dict[str, Any] = {
        "kind": item.get("kind") or Kind.OTHER,
        "number": item.get("number"),
        "symbol": symbol,
        "code": code_as_printed(item.get("number"), symbol),
        "ordinal": _cut("ordinal", item.get("ordinal")),
        "date": item.get("date"),
        "issuer": _cut("agency", item.get("issuer")),
        "subject": " ".join(item.get("text", "").split())[:_SUBJECT_LENGTH],
        "regime": regime_of(symbol),
        "relation": _relation(text, item["start"]),
    }
    label = value["code"] or value["ordinal"] or value["subject"]
    return DraftFact(FactKind.DOCUMENT, label[:_LABEL_LENGTH], *_span(item), value)


def _relation(text: str, start: int) -> str:
    """What the words before a cited paper, in its line, say that this text does with it."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - _MOST_BEFORE) : start]
    if _GROUND.match(before):
        return Relation.BASED_ON
    return Relation.CARRIES_OUT if _CARRIED_OUT.match(before) else Relation.MENTIONS


def _agreement(item: Mapping[str, Any]) -> DraftFact:
    """{kind, title, parties: [{name, collective}], from, to, spans}"""
    words = " ".join(item.get("text", "").split())
    value: dict[str, Any] = {
        "kind": item.get("kind"),
        "title": _title(item)[:_LABEL_LENGTH],
        "parties": [
            {"name": _cut("agency", party["name"]), "collective": is_collective(party["name"])}
            for party in item.get("parties") or ()
        ],
        "from": item.get("from"),
        "to": item.get("to"),
        "spans": _spans(p for p in item.get("parties") or () if is_collective(p["name"])),
    }
    return DraftFact(FactKind.AGREEMENT, words[:_LABEL_LENGTH], *_span(item), value)


def _cut(kind: str, text: str | None) -> str:
    """The text, no longer than a record of this kind holds."""
    return (text or "")[: _MOST[kind]].strip()


def _title(item: Mapping[str, Any]) -> str:
    """What the draft is called until a person says better; the data of an office is Vietnamese."""
    kind = _TITLES.get(str(item.get("kind")), _TITLES["programme"])
    years = [str(year) for year in (item.get("from"), item.get("to")) if year]
    if len(set(years)) == 1:
        kind += f" năm {years[0]}"
    elif years:
        kind += f" giai đoạn {'–'.join(years)}"
    names = [party["name"] for party in item.get("parties") or ()]
    return f"{kind} giữa {names[0]} với {', '.join(names[1:])}" if names[1:] else kind


_TITLES = {
    "programme": "Chương trình phối hợp",
    "regulation": "Quy chế phối hợp",
    "plan": "Kế hoạch phối hợp",
    "commitment": "Bản cam kết phối hợp",
    "contents": "Nội dung phối hợp",
}


def is_collective(name: str) -> bool:
    """Words for several bodies at once, as "12 cơ quan, đơn vị trong khối"."""
    return bool(_COLLECTIVE.search(name.strip()))


def regime_of(symbol: str) -> str:
    """Party unless the symbol is shaped as the State's: "2020/NĐ-CP", "KH-UBND".

    Behind a stroke a dash joins the bodies of one Party paper: "CTr/BXDĐ-TYT".
    """
    return Regime.STATE if _STATE.match(symbol) else Regime.PARTY


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


def _spans(items: Iterable[Mapping[str, Any]]) -> list[list[int]]:
    """More places in the text that a fact rests on."""
    return [[start, end] for start, end in map(_span, items) if start is not None and end]


def _evidence_of(holder: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """Where a field of the event or header stands, when the reader says so."""
    evidence = holder.get("evidence") or {}
    found = evidence.get(field) if isinstance(evidence, Mapping) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return found if isinstance(found, Mapping) else {}
