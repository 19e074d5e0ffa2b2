"""Instruments told in several sentences, settled: one a kind and term, with the fullest parties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.parties import rank
from phoihop.vntext import canonical, fold

Span = tuple[int, int]
_TWO: Final = 2
_LEVELS: Final = frozenset(["tỉnh", "huyện", "xã", "phường", "quận", "thị", "thành"])


@dataclass(frozen=True)
class Draft:
    """An instrument as one sentence tells it; span is in the clean text, years may be missing."""

    kind: str
    span: Span
    parties: tuple[Named, ...]
    years: tuple[int | None, int | None]
    by_both: bool = False  # signed by "hai đơn vị", which it does not name again
    joint: bool = False  # a resolution issued together, which others may carry out
    signed: bool = True
    ground: bool = False  # what is signed in the same sentence carries it out


def settled(drafts: list[Draft], pair: tuple[Named, ...] = ()) -> list[Draft]:
    """One draft a kind and term; contents give way to the instrument that holds them.

    pair: the two bodies that act together, for what "hai bên" sign of which no more is told.
    """
    kept: list[Draft] = []
    for draft in drafts:
        if draft.ground and not _is_of_others(draft, drafts):
            continue
        for at, other in enumerate(kept):
            if other.kind == draft.kind and _terms_fit(other, draft):
                kept[at] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    kept = _named_in_contents(_with_terms(kept))
    completed = (_completed(draft, kept, pair) for draft in kept)
    return [draft for draft in completed if draft and len(draft.parties) > 1]


def _completed(draft: Draft, kept: list[Draft], pair: tuple[Named, ...]) -> Draft | None:
    """Return a draft with parties told elsewhere; None for what another instrument holds."""
    whole = [each for each in kept if len(each.parties) > 1]
    instruments = [each for each in whole if each.kind not in {"contents", "other"}]
    if draft.kind in {"contents", "other"} and any(_covers(each, draft) for each in instruments):
        return None
    if draft.parties:
        return draft
    if draft.kind == "contents":
        if any(each.kind == "other" and each.years == draft.years for each in whole):
            return None
        if instruments and draft.years[0]:
            draft = replace(draft, parties=instruments[0].parties)
    sides = {tuple(map(_letters, each.parties)) for each in whole if len(each.parties) == _TWO}
    if draft.by_both and len(sides) < _TWO:
        parties = next((each.parties for each in whole if len(each.parties) == _TWO), pair)
        draft = replace(draft, parties=parties)
    return draft


def _is_of_others(ground: Draft, drafts: list[Draft]) -> bool:
    """ "Thực hiện thỏa thuận giữa A và B, C ký kết biên bản với D": of none that sign."""
    names = {canonical(party.name) for party in ground.parties}
    return all(
        canonical(party.name) not in names
        for draft in drafts
        if not draft.ground
        for party in draft.parties
    )


def _with_terms(drafts: list[Draft]) -> list[Draft]:
    """What is signed, but a regulation, runs for the year that its contents name."""
    years = next(
        (x.years for x in drafts if x.kind == "contents" and not x.parties and x.years[0]), None
    )
    if years is None:
        return drafts
    return [
        replace(draft, years=years)
        if draft.kind in {"programme", "plan", "other"} and draft.parties and draft.years[0] is None
        else draft
        for draft in drafts
    ]


def _named_in_contents(drafts: list[Draft]) -> list[Draft]:
    """Give the one instrument without parties those between which its contents are carried out."""
    whole = [each for each in drafts if each.kind not in {"contents", "other"}]
    contents = [each for each in drafts if each.kind == "contents" and len(each.parties) > 1]
    if len(whole) != 1 or len(contents) != 1 or whole[0].parties:
        return drafts
    full = replace(whole[0], parties=contents[0].parties)
    return [full if each is whole[0] else each for each in drafts if each is not contents[0]]


def _covers(instrument: Draft, draft: Draft) -> bool:
    if not draft.parties:
        return draft.years[0] is None or instrument.years == draft.years
    terms = (*draft.years, *instrument.years)
    if draft.joint and None not in terms and draft.years != instrument.years:
        return False  # "tổng kết nghị quyết giai đoạn A-B, ký chương trình giai đoạn C-D"
    names = {canonical(party.name) for party in instrument.parties}
    if draft.kind == "other" and not draft.joint:
        return True
    if draft.joint:  # a resolution of others, which the instrument carries out, stays
        return any(canonical(party.name) in names for party in draft.parties)
    return canonical(draft.parties[0].name) == canonical(instrument.parties[0].name)


def _terms_fit(a: Draft, b: Draft) -> bool:
    """A memorandum of last year that was carried out is not the one that is signed now."""
    if a.ground != b.ground:
        return False
    if a.kind == "other" and a.signed != b.signed:
        carried, signed = (b, a) if a.signed else (a, b)
        first, last = carried.years
        if first is not None and first == last and signed.years[0] is None:
            return False
    return a.years == b.years or a.years[0] is None or b.years[0] is None


def _joined(a: Draft, b: Draft) -> Draft:
    """Keep the more telling list of parties: named bodies, then counted ones, then "các ngành"."""
    one, other = (_weight(a), len(a.parties)), (_weight(b), len(b.parties))
    # of two lists alike the one with its term: a headline shortens
    fuller = other > one or (
        other == one and (_adds_term(a, b) or _spells_out(b, a) or _adds_level(a, b))
    )
    parties = b.parties if fuller else a.parties
    years = a.years if a.years[0] else b.years
    return replace(a, parties=parties, years=years, by_both=a.by_both or b.by_both)


def _adds_term(a: Draft, b: Draft) -> bool:
    return bool(b.years[0]) and not a.years[0]


def _adds_level(a: Draft, b: Draft) -> bool:
    """ "Đoàn Thanh niên và Biên phòng", then "Tỉnh đoàn, Bộ Chỉ huy Bộ đội Biên phòng tỉnh"."""
    longer = all(len(y.name) > len(x.name) for x, y in zip(a.parties, b.parties, strict=True))
    return longer and not any(map(_has_level, a.parties)) and any(map(_has_level, b.parties))


def _has_level(party: Named) -> bool:
    return not _LEVELS.isdisjoint(party.name.lower().split())


def _spells_out(full: Draft, short: Draft) -> bool:
    """Say whether the parties of one list are those of another in fuller form."""
    if len(full.parties) == len(short.parties) and all(
        f" {_letters(party)}".endswith(f" {_letters(each)}")
        for party, each in zip(full.parties, short.parties, strict=True)
    ):
        return full.parties != short.parties  # "UB MTTQ" for "MTTQ"
    if any(_is_short(each) for each in short.parties):
        return not any(_is_short(each) for each in full.parties)
    return all(
        any(fold(party.name).startswith(fold(each.name)) for party in full.parties)
        for each in short.parties
    )


def _letters(party: Named) -> str:
    return " ".join(word for word in re.split(r"[\W_]+", fold(party.name)) if word)


def _is_short(party: Named) -> bool:
    """Say whether a name begins with capitals alone: "VKSND khu vực 3"."""
    return party.name.split()[0].isupper() and not party.name.isupper()


def _weight(draft: Draft) -> int:
    return min((rank(party) for party in draft.parties[1:]), default=0)
