"""A reading as JSON in the shape of the annotation guide, and as Vietnamese text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from phoihop.reader.facts import (
    Agreement,
    Document,
    Event,
    Evidence,
    Header,
    Named,
    Person,
    Reading,
)
from phoihop.reader.further_output import further_json, further_lines

EVENT_KINDS: Final[Mapping[str, str]] = {
    "signing": "ký kết", "briefing": "giao ban", "rollout": "triển khai, quán triệt",
    "review": "sơ kết, đánh giá", "final_review": "tổng kết", "training": "tập huấn, bồi dưỡng",
    "visit": "làm việc, kiểm tra", "dialogue": "đối thoại, tiếp xúc", "contest": "hội thi",
    "ceremony": "lễ", "other": "khác",
}  # fmt: skip
ROLES: Final[Mapping[str, str]] = {
    "chair": "chủ trì", "speaker": "phát biểu", "attendee": "dự", "signer": "ký",
    "author": "tác giả",
}  # fmt: skip
SESSIONS: Final[Mapping[str, str]] = {"morning": "sáng", "afternoon": "chiều", "evening": "tối"}
AGREEMENT_KINDS: Final[Mapping[str, str]] = {
    "programme": "Chương trình phối hợp", "regulation": "Quy chế phối hợp",
    "plan": "Kế hoạch phối hợp", "commitment": "Bản cam kết, giao ước",
    "contents": "Nội dung phối hợp", "other": "Thỏa thuận khác",
}  # fmt: skip


def to_json(reading: Reading) -> dict[str, Any]:
    """Return plain data as the guide asks: every item with start, end and text."""
    return {
        "kind": reading.kind,
        "people": [_person(person) for person in reading.people],
        "documents": [_document(document) for document in reading.documents],
        "event": _event(reading.event) if reading.event else None,
        "agreements": [_agreement(agreement) for agreement in reading.agreements],
        "header": _header(reading.header) if reading.header else None,
        **further_json(reading),
    }


def _place(item: Evidence) -> dict[str, Any]:
    return {"start": item.start, "end": item.end, "text": item.text}


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        **_place(person),
        "positions": [{"title": post.title, **_place(post)} for post in person.positions],
        "roles": list(person.roles),
        "mentions": [_place(mention) for mention in person.mentions],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "number": document.number,
        "symbol": document.symbol,
        "date": document.date,
        "ordinal": document.ordinal,
        "issuer": document.issuer,
        **_place(document),
    }


def _named(item: Named | None) -> dict[str, Any] | None:
    return {"name": item.name, **_place(item)} if item else None


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "also": list(event.also),
        "date": event.date.date if event.date else None,
        "session": event.session,
        "host": event.host.name if event.host else None,
        "chair": list(event.chair),
        "period": event.period,
        **_place(event),
        "evidence": {
            "date": _place(event.date) if event.date else None,
            "host": _named(event.host),
            "hosts": [_named(each) for each in event.hosts],
        },
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "kind": agreement.kind,
        "parties": [_named(party) for party in agreement.parties],
        "from": agreement.first_year,
        "to": agreement.last_year,
        **_place(agreement),
    }


def _header(header: Header) -> dict[str, Any]:
    parts = {
        "issuer": header.issuer,
        "parent": header.parent,
        "place": header.place,
        "subject": header.subject,
    }
    return {
        **{key: part.name if part else None for key, part in parts.items()},
        "number": header.number,
        "symbol": header.symbol,
        "date": header.date.date if header.date else None,
        "kind": header.kind,
        **_place(header),
        "evidence": {key: _named(part) for key, part in parts.items()},
    }


def to_text(reading: Reading) -> str:
    """Return a short summary in Vietnamese, one fact a line."""
    if not any(map(str.isalnum, reading.source)):
        return "Văn bản trống: không có chữ nào để đọc.\n"
    lines = [f"Loại văn bản: {'văn bản hành chính' if reading.header else 'tin, bài'}"]
    if reading.header:
        lines += _header_lines(reading.header)
    if reading.event:
        lines += _event_lines(reading.event)
    lines += _section("Người được nêu tên", [_person_line(person) for person in reading.people])
    lines += _section("Văn bản được nhắc đến", [document_label(each) for each in reading.documents])
    lines += _section("Thỏa thuận", [agreement_label(each) for each in reading.agreements])
    lines += further_lines(reading)
    return "\n".join(lines) + "\n"


def _section(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return [f"{title}: không có"]
    return [f"{title}:", *(f"- {entry}" for entry in entries)]


def _person_line(person: Person) -> str:
    posts = "; ".join(post.title for post in person.positions)
    roles = ", ".join(ROLES[role] for role in person.roles)
    return person.name + (f": {posts}" if posts else "") + (f" ({roles})" if roles else "")


def document_label(document: Document) -> str:
    """Return a document as an official would quote it."""
    parts = [document.kind]
    if document.number is not None:
        parts.append(f"số {_number_label(document.number, document.symbol, document.text)}")
    if document.ordinal:
        parts.append(document.ordinal)
    if document.date:
        parts.append(f"ngày {vietnamese_date(document.date)}")
    if document.issuer:
        parts.append(f"của {document.issuer}")
    return " ".join(parts)


def _number_label(number: int, symbol: str | None, text: str) -> str:
    """Return a number as papers are cited: 06-QC/HU of the Party, 77/KH-UBND of the State."""
    label = f"{number:02d}"
    if not symbol:
        return label
    written = re.search(rf"(?<!\d)0*{number}\s?(?P<joint>[-–/])\s?{re.escape(symbol[0])}", text)
    if written:
        return f"{label}{'/' if written['joint'] == '/' else '-'}{symbol}"
    of_party = "/" in symbol and symbol[:2] not in {"19", "20"}  # not "12/2021/NQ-HĐND"
    return f"{label}{'-' if of_party else '/'}{symbol}"


def vietnamese_date(iso: str) -> str:
    """Return 2020-01-30 as 30/01/2020."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def agreement_label(agreement: Agreement) -> str:
    """Return an instrument with its parties and term."""
    text = AGREEMENT_KINDS[agreement.kind]
    if agreement.parties:
        text += " giữa " + "; ".join(party.name for party in agreement.parties)
    if agreement.first_year:
        same = agreement.first_year == agreement.last_year
        text += (
            f" (năm {agreement.first_year})"
            if same
            else f" ({agreement.first_year} - {agreement.last_year})"
        )
    return text


def _event_lines(event: Event) -> list[str]:
    when = " ".join(
        part
        for part in (
            SESSIONS.get(event.session or ""),
            f"ngày {vietnamese_date(event.date.date)}" if event.date else None,
        )
        if part
    )
    lines = [f"Sự kiện: {EVENT_KINDS[event.kind]}" + (f", {when}" if when else "")]
    if event.host:
        lines.append(f"Đơn vị tổ chức: {event.host.name}")
    if event.chair:
        lines.append(f"Chủ trì: {', '.join(event.chair)}")
    if event.period:
        lines.append(f"Kỳ: {event.period}")
    return lines


def _header_lines(header: Header) -> list[str]:
    number = f".../{header.symbol}" if header.symbol else ""
    if header.number:
        number = _number_label(header.number, header.symbol, header.text)
    parts = (
        ("Cơ quan ban hành", header.issuer.name if header.issuer else None),
        ("Số, ký hiệu", number or None),
        ("Ngày", vietnamese_date(header.date.date) if header.date else None),
        ("Thể loại", header.kind),
        ("Trích yếu", header.subject.name if header.subject else None),
    )
    return [f"{label}: {value}" for label, value in parts if value]
