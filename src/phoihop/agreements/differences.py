"""Which contents differ between two texts, by the line that each content keeps.

What differs in them, word by word, is shown by comparing.py.
"""

from collections.abc import Sequence

from phoihop.agreements.models import ContentItem


def changed_lines(old: Sequence[ContentItem], new: Sequence[ContentItem]) -> list[int]:
    """The content lines that differ, in the order of the new text, dropped ones last.

    The items have their agencies loaded.
    """
    before, after = _by_line(old), _by_line(new)
    lines = dict.fromkeys([*after, *before])
    return [line for line in lines if _said(before.get(line)) != _said(after.get(line))]


def _by_line(items: Sequence[ContentItem]) -> dict[int, ContentItem]:
    return {item.line_id: item for item in items}


def _said(item: ContentItem | None) -> object:
    if item is None:
        return None
    agencies = sorted(agency.pk for agency in item.coordinating_agencies.all())
    words = item.text, item.period_text, item.product
    return words, item.lead_agency_id, agencies, item.due_rule, item.weight
