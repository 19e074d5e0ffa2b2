"""Keep the index: called by the services of the rooms, in the transaction of their change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- `date` is an argument here

from django.db import models, transaction

from phoihop import vntext
from phoihop.search.excerpts import with_parts
from phoihop.search.models import EntrySymbol, EntryViewer, SearchEntry

# PostgreSQL keeps at most 1 MB of words for one row; letters take up to four bytes, twice.
LONGEST_TEXT = 100_000
_LONGEST_TITLE = 500
_LONGEST_KEY = 60


@dataclass(frozen=True, kw_only=True)
class Card:
    """What the index keeps of one record.

    symbols: numbers and symbols as written ("14-KH/BTGThU").
    parts: names and texts of what belongs to the record, as attached files; see excerpts.py.
    owner, also_owner: the agencies through whose place in the tree inspectors read the record.
    viewers: ids of the agencies whose members may find it; None leaves them as they are.
    everyone: any signed-in user may find it.
    """

    record: models.Model
    title: str
    hint: str = ""
    text: str = ""
    symbols: Iterable[str] = ()
    parts: Sequence[tuple[str, str]] = ()
    date: Date | None = None
    owner: models.Model | None = None
    also_owner: models.Model | None = None
    viewers: Iterable[int] | None = None
    everyone: bool = False


def put(  # noqa: PLR0913 -- the facts of a card, all by name
    record: models.Model,
    *,
    title: str,
    hint: str = "",
    text: str = "",
    symbols: Iterable[str] = (),
    parts: Sequence[tuple[str, str]] = (),
    date: Date | None = None,
    owner: models.Model | None = None,
    viewers: Iterable[int] | None = None,
    everyone: bool = False,
) -> None:
    """Write or rewrite what may be found of one record; see Card."""
    put_many(
        [
            Card(
                record=record,
                title=title,
                hint=hint,
                text=text,
                symbols=symbols,
                parts=parts,
                date=date,
                owner=owner,
                viewers=viewers,
                everyone=everyone,
            )
        ]
    )


@transaction.atomic
def put_many(cards: Iterable[Card]) -> None:
    """Write or rewrite many records with a handful of statements; of two alike the last counts."""
    by_record = {(kind_of(card.record), card.record.pk): card for card in cards}
    if not by_record:
        return
    entries = SearchEntry.objects.bulk_create(
        [_entry(card) for card in by_record.values()],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[
            "date", "title", "hint", "text", "url", "title_exact", "title_folded",
            "exact", "folded", "everyone", "owner", "also_owner",
        ],
    )  # fmt: skip
    pairs = list(zip(entries, by_record.values(), strict=True))
    EntrySymbol.objects.filter(entry__in=entries).delete()
    EntrySymbol.objects.bulk_create(
        EntrySymbol(entry=entry, key=key) for entry, card in pairs for key in _keys(card.symbols)
    )
    _write_viewers([(entry, card.viewers) for entry, card in pairs if card.viewers is not None])


def remove(record: models.Model) -> None:
    """Take a record out of the index; call it before the record itself is deleted."""
    SearchEntry.objects.filter(kind=kind_of(record), object_id=record.pk).delete()


def set_viewers(record: models.Model, ids: Iterable[int]) -> None:
    """Let exactly the members of these agencies find the record; put it first."""
    set_viewers_many([(record, ids)])


@transaction.atomic
def set_viewers_many(pairs: Iterable[tuple[models.Model, Iterable[int]]]) -> None:
    """The same for many records with three statements; records without an entry are passed by."""
    wanted = {(kind_of(record), record.pk): ids for record, ids in pairs}
    entries = SearchEntry.objects.filter(
        kind__in={kind for kind, _ in wanted}, object_id__in={pk for _, pk in wanted}
    ).only("kind", "object_id")
    found = [(entry, wanted.get((entry.kind, entry.object_id))) for entry in entries]
    _write_viewers([(entry, ids) for entry, ids in found if ids is not None])


def make_words_anew(entry: SearchEntry) -> None:
    """Write the columns of words from the entry's own texts, which were changed past `put`."""
    everything = " ".join([entry.title, entry.hint, entry.text])
    entry.title_exact = vntext.search_exact(entry.title)
    entry.title_folded = vntext.search_folded(entry.title)
    entry.exact = vntext.search_exact(everything)
    entry.folded = vntext.search_folded(everything)
    entry.save(update_fields=["title_exact", "title_folded", "exact", "folded"])


def kind_of(record: models.Model | type[models.Model]) -> str:
    """The name of the records of one model in the index, as "tasks.task"."""
    return record._meta.label_lower


def _entry(card: Card) -> SearchEntry:
    title = vntext.nfc(card.title)
    hint = vntext.nfc(card.hint)
    text = _without_nul(vntext.nfc(with_parts(card.text, card.parts)))[:LONGEST_TEXT]
    everything = " ".join([title, hint, text, *card.symbols])
    return SearchEntry(
        kind=kind_of(card.record),
        object_id=card.record.pk,
        date=card.date,
        title=_without_nul(title)[:_LONGEST_TITLE],
        hint=_without_nul(hint)[:_LONGEST_TITLE],
        text=text,
        url=card.record.get_absolute_url(),  # type: ignore[attr-defined]  # every record has one
        title_exact=vntext.search_exact(title),
        title_folded=vntext.search_folded(title),
        exact=vntext.search_exact(everything),
        folded=vntext.search_folded(everything),
        everyone=card.everyone,
        owner_id=card.owner.pk if card.owner else None,
        also_owner_id=card.also_owner.pk if card.also_owner else None,
    )


def _without_nul(text: str) -> str:
    """PostgreSQL cannot keep U+0000."""
    return text.replace("\0", "")


def _keys(symbols: Iterable[str]) -> set[str]:
    return {key[:_LONGEST_KEY] for symbol in symbols if (key := vntext.symbol_key(symbol))}


def _write_viewers(wanted: Sequence[tuple[SearchEntry, Iterable[int]]]) -> None:
    EntryViewer.objects.filter(entry__in=[entry for entry, _ in wanted]).delete()
    EntryViewer.objects.bulk_create(
        EntryViewer(entry=entry, agency_id=agency) for entry, ids in wanted for agency in set(ids)
    )
