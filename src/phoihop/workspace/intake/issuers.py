"""The bodies that issue a paper, as its head names them."""

import re
from collections.abc import Mapping
from typing import Any, Final

from phoihop.agencies.models import AgencyKind
from phoihop.workspace.intake.guess import agency_kind

# A name of fewer words says nothing without the body above it: "VĂN PHÒNG", "THANH TRA".
_FEWEST_WORDS: Final = 3
_DASH: Final = re.compile(r"\s+[-–—]\s+")
# Behind the kind of a paper the letters of two bodies: "CTr/BXDĐ-TYT".
_JOINT: Final = re.compile(r"[^/]+/[^\W\d]+-[^\W\d]+")


def issuers_of(
    header: Mapping[str, Any], evidence: Mapping[str, Any]
) -> list[tuple[str, list[str], Mapping[str, Any]]]:
    """Each body that issues the paper: its name, what else the head calls it, where it stands.

    A joint paper has one line for both, "BAN XÂY DỰNG ĐẢNG - TRẠM Y TẾ XÃ": they are two where its
    number says so too, and each half names a body. A name that says nothing by itself is told with
    the body above it.
    """
    issuer = str(header.get("issuer") or "")
    if not issuer:
        return []
    halves = _DASH.split(issuer)
    if _JOINT.fullmatch(str(header.get("symbol") or "")) and all(map(_is_body, halves)):
        return [(half, [], _place(half, evidence)) for half in halves]
    parent = str(header.get("parent") or "")
    if parent and len(issuer.split()) < _FEWEST_WORDS:
        return [(f"{issuer} {parent}", [issuer], evidence)]
    return [(issuer, [], evidence)]


def _is_body(name: str) -> bool:
    return len(name.split()) >= _FEWEST_WORDS and agency_kind(name) != AgencyKind.OTHER


def _place(half: str, evidence: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where the half stands within the evidence of the whole line."""
    start, words = evidence.get("start"), str(evidence.get("text") or "")
    at = words.find(half)
    if not isinstance(start, int) or at < 0:
        return evidence
    return {"start": start + at, "end": start + at + len(half)}
