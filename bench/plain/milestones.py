"""A review of a document as the templates show it: every word and day ready."""

from datetime import date
from typing import Any

from phoihop.documents.models import Document, Milestone

KINDS = {"interim": "Sơ kết", "final": "Tổng kết"}


def stand(one: Milestone, on: date, *, has_task: bool = False) -> dict[str, Any]:
    """One milestone; its document must be loaded."""
    key, shape, words = _standing(one, on, has_task)
    name = f"{KINDS[one.kind]} {f'{one.years} năm' if one.years else one.label}".strip()
    gap = ""
    if one.closed_at is None and shape not in {"late", "before"}:
        left = (one.current_on - on).days
        gap = f"còn {left} ngày" if left > 0 else "hạn hôm nay" if not left else f"quá {-left} ngày"
    return {
        "one": one,
        "pk": one.pk,
        "document": one.document_id,
        "name": name,
        "paper": name_of(one.document),
        "subject": one.document.subject,
        "key": key,
        "shape": shape,
        "words": words,
        "open": one.closed_at is None,
        "day": f"{one.current_on:%d/%m/%Y}",
        "iso": one.current_on.isoformat(),
        "gap": gap,
        "first": f"{one.first_on:%d/%m/%Y}" if one.first_on != one.current_on else "",
        "first_iso": one.first_on.isoformat(),
        "closed": f"{one.closed_on:%d/%m/%Y}" if one.closed_on else "",
        "closed_iso": one.closed_on.isoformat() if one.closed_on else "",
    }


def name_of(paper: Document) -> str:
    """Its number and symbol, else its subject."""
    return paper.code or paper.subject


def _standing(one: Milestone, on: date, has_task: bool) -> tuple[str, str, str]:
    """State, shape in pictures, words."""
    if one.closed_on:
        done = "Đã tổng kết" if one.kind == "final" else "Đã sơ kết"
        late = (one.closed_on - one.current_on).days
        if late > 0:
            return "donelate", "donelate", f"{done}, chậm {late} ngày"
        return "done", "done", f"{done}, đúng hạn"
    if one.current_on < on:
        if one.current_on < one.owed_from:
            return "none", "before", "Đến hạn trước ngày đăng ký"
        return "late", "late", f"Quá hạn {(on - one.current_on).days} ngày"
    shape = "plan" if one.current_on.year == on.year else "later"
    if has_task:
        return "go", shape, "Giao nhiệm vụ"
    return "none", shape, "Chưa giao" if shape == "plan" else "Chưa đến"
