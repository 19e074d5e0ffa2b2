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
_COUNTED: Final = 2  # the rank of "12 đơn vị"
_NAMED: Final = 3  # that of a named body
_BRACKETS: Final = re.compile(r"\s?\([^()]{1,20}\)\s?")
_LETTERED: Final = re.compile(r"(?<!\w)[A-ZĐ]{2,}&[A-ZĐ]{1,3}(?!\w)")
_STANDING: Final = frozenset(["programme", "regulation", "plan"])
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
    drafted: bool = False  # read out before it is signed
    besides: bool = False  # told as one more: "Trước đó, ..."
    loose: bool = False  # told in headlines and below pictures only
    doer: Named | None = None  # who carries out what has no parties told beside it


def settled(drafts: list[Draft], pair: tuple[Named, ...] = ()) -> list[Draft]:
    """One draft a kind and term; contents give way to the instrument that holds them.

    pair: the two bodies that act together, for what "hai bên" sign of which no more is told.
    """
    kept: list[Draft] = []
    for draft in _signed_as_read_out(drafts):
        if draft.ground and not _is_of_others(draft, drafts):
            continue
        for at, other in enumerate(kept):
            alike = other.kind == draft.kind and _terms_fit(other, draft)
            if alike and not _is_another(other, draft):
                kept[at] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    kept = _named_in_contents(_with_terms(_as_in_the_body(kept)))
    completed = (_completed(draft, kept, pair) for draft in kept)
    return [draft for draft in completed if draft and _is_between_some(draft)]


def _is_between_some(draft: Draft) -> bool:
    """Say whether an instrument has its parties; all of a contest or a body pledge as one."""
    if len(draft.parties) > 1:
        return True
    if draft.kind != "commitment" or not draft.parties:
        return False
    party = draft.parties[0]
    name = f"{party.name.lower()} "
    of_one = any(word in name for word in (" cụm", " khối", " trong ", " thuộc "))
    return rank(party) == _COUNTED or (of_one and rank(party) < _NAMED)


def _signed_as_read_out(drafts: list[Draft]) -> list[Draft]:
    """ "lễ ký kết phối hợp công tác", where "hai bên thông qua dự thảo quy chế phối hợp".

    What is read out tells what the contents signed are; alone it is no instrument as yet.
    """
    read_out = [draft for draft in drafts if draft.drafted]
    told = [draft for draft in drafts if not draft.drafted]
    if not read_out:
        return told
    kinds = {draft.kind for draft in told if draft.signed}
    one = {draft.kind for draft in read_out}
    if kinds == {"contents"} and len(one) == 1:
        told = [replace(x, kind=read_out[0].kind) if x.signed else x for x in told]
        kinds = one
    return [*told, *(replace(x, drafted=False) for x in read_out if x.kind in kinds)]


def _as_in_the_body(drafts: list[Draft]) -> list[Draft]:
    """Leave out what only a headline calls a programme where the text has a regulation signed."""
    told = [
        draft
        for draft in drafts
        if draft.signed and not draft.loose and draft.kind in _STANDING and draft.parties
    ]
    return [
        draft
        for draft in drafts
        if not (
            draft.loose
            and draft.kind in _STANDING
            and any(_is_same_otherwise(draft, other) for other in told)
        )
    ]


def _is_same_otherwise(short: Draft, full: Draft) -> bool:
    fits = short.years == full.years or short.years[0] is None
    alike = len(short.parties) == len(full.parties) and all(
        _bare(a).split()[0] == _bare(b).split()[0]
        for a, b in zip(short.parties, full.parties, strict=True)
    )
    shared = {canonical(party.name) for party in short.parties} & {
        canonical(party.name) for party in full.parties
    }
    same_term = bool(shared) and short.years == full.years and short.years[0] is not None
    return fits and (alike or same_term or not short.parties)


def _completed(draft: Draft, kept: list[Draft], pair: tuple[Named, ...]) -> Draft | None:
    """Return a draft with parties told elsewhere; None for what another instrument holds."""
    whole = [each for each in kept if len(each.parties) > 1]
    instruments = [each for each in whole if each.kind not in {"contents", "other"}]
    if draft.kind in {"contents", "other"} and any(_covers(each, draft) for each in instruments):
        return None
    if draft.kind == "contents" and draft.loose and _is_told_in_body(draft, whole):
        return None
    if draft.parties:
        return draft
    if draft.kind in _STANDING and (before := _last_term(draft, whole)):
        return replace(draft, parties=before.parties)
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


def _last_term(draft: Draft, whole: list[Draft]) -> Draft | None:
    """ "tổng kết chương trình phối hợp giai đoạn A-B; triển khai chương trình giai đoạn C-D".

    What is carried on from one term to the next is between the same bodies, unless another one
    does it.
    """
    first = draft.years[0]
    before = [
        each
        for each in whole
        if (each.kind == draft.kind or each.joint)
        and first
        and each.years[1]
        and 0 <= first - each.years[1] <= 1
        and each.span[0] < draft.span[0]
        and (draft.doer is None or draft.doer.name in {party.name for party in each.parties})
    ]
    return before[0] if len(before) == 1 else None


def _is_told_in_body(contents: Draft, whole: list[Draft]) -> bool:
    """ "Ký kết phối hợp giữa A và B" of a headline, where the text has a memorandum signed."""
    return any(
        each.kind == "other" and each.signed and not each.loose and _terms_fit(contents, each)
        for each in whole
    )


def _is_another(kept: Draft, draft: Draft) -> bool:
    """ "A và B ký kết ... Trước đó, A cũng đã ký kết chương trình với C": one with C."""
    if not draft.besides or len(draft.parties) < _TWO or len(kept.parties) < _TWO:
        return False
    if any(rank(party) < _NAMED for party in (*kept.parties, *draft.parties)):
        return False
    one, other = ({canonical(party.name) for party in x.parties} for x in (kept, draft))
    return bool(one & other) and bool(one - other) and bool(other - one)


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
    """Give the one instrument without parties those between which its contents are carried out.

    "ký kết chương trình phối hợp với các ngành. Hội A đã ký kết với Sở B": those that it names.
    """
    whole = [each for each in drafts if each.kind not in {"contents", "other"}]
    contents = [each for each in drafts if each.kind == "contents" and len(each.parties) > 1]
    if len(whole) != 1:
        return drafts
    if len(contents) != 1 or whole[0].parties:
        contents = [each for each in drafts if _names_loose_ones(each, whole[0])]
    if len(contents) != 1:
        return drafts
    full = replace(whole[0], parties=contents[0].parties)
    return [full if each is whole[0] else each for each in drafts if each is not contents[0]]


def _names_loose_ones(draft: Draft, whole: Draft) -> bool:
    signed = draft.kind == "other" and draft.signed and not draft.joint and draft.years[0] is None
    if not signed or not whole.signed or len(whole.parties) < _TWO or not draft.parties:
        return False
    same = canonical(draft.parties[0].name) == canonical(whole.parties[0].name)
    return same and _weight(draft) > _weight(whole)


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
        other == one
        and (_is_told_first(a, b) or _adds_term(a, b) or _spells_out(b, a) or _adds_level(a, b))
    )
    parties = b.parties if fuller else a.parties
    years = a.years if a.years[0] else b.years
    return replace(
        a, parties=parties, years=years, by_both=a.by_both or b.by_both,
        loose=a.loose and b.loose, signed=a.signed or b.signed,
    )  # fmt: skip


def _is_told_first(a: Draft, b: Draft) -> bool:
    """Say whether only a headline tells the parties of `a`, which the text itself names in full."""
    return a.loose and not b.loose and len(a.parties) > _TWO and not _spells_out(a, b)


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
    if _writes_out(full, short):
        return True
    return all(
        any(_bare(party).startswith(_bare(each)) for party in full.parties)
        for each in short.parties
    )


def _writes_out(full: Draft, short: Draft) -> bool:
    """ "Sở KH&CN" stands for "Sở Khoa học & Công nghệ" of the same list."""
    if len(full.parties) != len(short.parties):
        return False
    pairs = [
        (party, each)
        for party, each in zip(full.parties, short.parties, strict=True)
        if fold(party.name) != fold(each.name)
    ]
    return bool(pairs) and all(
        party.name.split()[0] == each.name.split()[0]
        and _LETTERED.search(each.name) is not None
        and _LETTERED.search(party.name) is None
        for party, each in pairs
    )


def _letters(party: Named) -> str:
    return " ".join(word for word in re.split(r"[\W_]+", _bare(party)) if word)


def _bare(party: Named) -> str:
    """Return a name without the short form in its brackets: "Hội Cựu chiến binh (CCB) Ba Mít"."""
    return fold(_BRACKETS.sub(" ", party.name))


def _is_short(party: Named) -> bool:
    """Say whether a name is or begins with capitals alone: "VTX", "VKSND khu vực 3"."""
    first, *more = party.name.split()
    return first.isupper() and not (more and party.name.isupper())


def _weight(draft: Draft) -> int:
    return min((rank(party) for party in draft.parties[1:]), default=0)
