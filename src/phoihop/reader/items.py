"""Content items of a programme or regulation: its clauses and the parties answering for them."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.reader.facts import Item, Named
from phoihop.reader.lead_ins import actors_above
from phoihop.reader.outline import Outline, Paragraph
from phoihop.reader.requests import clause_actors


def find_items(plan: Outline) -> Iterator[Item]:
    """Yield each paragraph below a heading that is no heading itself.

    A short paper has no headings: there each numbered paragraph is one.
    """
    flat = not any(each.heading for each in plan.paragraphs)
    for at, paragraph in enumerate(plan.paragraphs):
        placed = paragraph.parent is not None or (flat and paragraph.number is not None)
        if paragraph.heading or paragraph.cells or not placed:
            continue
        source = plan.source
        end = paragraph.end
        while end > paragraph.text and source.clean[end - 1] in " .;,/":
            end -= 1
        if end <= paragraph.text:
            continue
        own = clause_actors(source, paragraph.text, end)
        seen = source.evidence(paragraph.text, end)
        heading = next((each for each in plan.above(at) if each.heading), None)
        yield Item(
            seen.start, seen.end, seen.text,
            number=paragraph.number, heading=_title(plan, heading) if heading else None,
            parties=own or actors_above(plan, at),
        )  # fmt: skip


def _title(plan: Outline, heading: Paragraph) -> Named:
    source = plan.source
    end = heading.end
    while end > heading.text and source.clean[end - 1] in " .:;":
        end -= 1
    return source.named(heading.text, end)
