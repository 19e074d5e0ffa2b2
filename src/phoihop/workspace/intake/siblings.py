"""What was corrected in one fact is corrected in the others that speak of the same thing.

Titles of people stay as printed: "Trưởng Ban Tuyên giáo Huyện ủy" is what the paper says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from phoihop import vntext
from phoihop.workspace.models import Decision, FactKind, IntakeFact

_CODE: Final = ("code", "number", "symbol", "regime")


@dataclass(frozen=True)
class Correction:
    """What was called `old` is called `new`; `code`: number, symbol and regime that go with it."""

    what: str  # "agency", "person" or "code"
    old: str
    new: str
    code: Mapping[str, Any] | None = None


def corrections(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Correction]:
    """What the change of one fact's value says of names and numbers."""
    found = []
    for what, name in _NAMES.get(FactKind(kind), ()):
        old, new = before.get(name) or "", after.get(name) or ""
        if old and new and old != new:
            code = {key: after[key] for key in _CODE if key in after} if what == "code" else None
            found.append(Correction(what, old, new, code))
    bodies = _BODIES.get(FactKind(kind))
    if bodies and len(before[bodies]) == len(after[bodies]):
        pairs = zip(before[bodies], after[bodies], strict=True)
        found += [
            Correction("agency", old["name"], new["name"])
            for old, new in pairs
            if old["name"] != new["name"]
        ]
    return found


_NAMES: Final[Mapping[FactKind, tuple[tuple[str, str], ...]]] = {
    FactKind.HEADER: (("agency", "issuer"), ("code", "code")),
    FactKind.EVENT: (("agency", "host"),),
    FactKind.AGENCY: (("agency", "name"),),
    FactKind.PERSON: (("person", "name"),),
    FactKind.DOCUMENT: (("agency", "issuer"), ("code", "code")),
}

# Where a fact lists bodies as [{name, ...}].
_BODIES: Final[Mapping[FactKind, str]] = {
    FactKind.AGREEMENT: "parties",
    FactKind.ITEM: "parties",
    FactKind.TASK: "who",
}


def spread(made: Iterable[Correction], facts: Iterable[IntakeFact]) -> list[IntakeFact]:
    """The facts whose value the corrections change, with the new value set and nothing saved.

    What is left out or linked with a record stays as it is.
    """
    changed = []
    made = list(made)
    for fact in facts:
        if fact.decision in {Decision.DROPPED, Decision.LINKED}:
            continue
        value = dict(fact.value)
        for correction in made:
            _apply(correction, fact.kind, value)
        if value != fact.value:
            fact.value = value
            changed.append(fact)
    return changed


def _apply(correction: Correction, kind: str, value: dict[str, Any]) -> None:
    for what, name in _NAMES.get(FactKind(kind), ()):
        if what == correction.what and _means(correction, value.get(name)):
            value[name] = correction.new
            value.update(correction.code or {})
    if correction.what == "agency" and kind == FactKind.EVENT:
        _apply_to_hosts(correction, value)
    if correction.what == "person" and kind == FactKind.EVENT:
        value["chair"] = [
            correction.new if _means(correction, name) else name for name in value["chair"] or ()
        ]
    bodies = _BODIES.get(FactKind(kind))
    if correction.what == "agency" and bodies:
        value[bodies] = [
            {**body, "name": correction.new} if _means(correction, body["name"]) else body
            for body in value[bodies]
        ]
    if correction.what == "agency" and kind == FactKind.AGREEMENT:
        value["title"] = _in_title(correction, value["title"])


def _apply_to_hosts(correction: Correction, value: dict[str, Any]) -> None:
    """The bodies of a joint host are each named in it: "A và B" with A corrected."""
    said, hosts = value.get("host") or "", []
    begin = 0
    for name in value.get("hosts") or ():
        now = correction.new if _means(correction, name) else name
        at = said.find(name, begin)
        if at >= 0:  # else a person has written the host anew
            said = f"{said[:at]}{now}{said[at + len(name) :]}"
            begin = at + len(now)
        hosts.append(now)
    if hosts:
        value["host"], value["hosts"] = said, hosts


def _in_title(correction: Correction, title: str) -> str:
    """A name that stands in the title already in full is not written twice."""
    if correction.new in title:
        return title
    return title.replace(correction.old, correction.new)[:300]


def _means(correction: Correction, said: str | None) -> bool:
    if not said:
        return False
    if correction.what == "code":
        return vntext.symbol_key(said) == vntext.symbol_key(correction.old)
    return vntext.same(said, correction.old)
