"""Precision and recall of tasks, items, figures and sections against gold files.

A gold string "A … Z" stands for all that begins with A and ends with Z.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from phoihop.reader import read, to_json

FOLDER: Final = Path(__file__).parent
PARTS: Final = ("tuned", "heldout")
_CUT: Final = "…"


@dataclass
class Score:
    """Counts of one measure: right answers, all answers, all that is to be found."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the answers that are right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was found."""
        return self.right / self.wanted if self.wanted else 1.0


def score(part: str) -> dict[str, Score]:
    """Return the measures on all texts of one part."""
    measures: dict[str, Score] = {}
    for path in sorted((FOLDER / part).glob("*.txt")):
        text = path.read_text("utf-8")
        answer = to_json(read(text))
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for measure, wanted, given in _compared(gold, answer):
            _count(measures.setdefault(measure, Score()), path.stem, wanted, given)
    return measures


def _count(score: Score, name: str, wanted: list[Any], given: list[Any]) -> None:
    want, give = Counter(wanted), Counter(given)
    score.right += sum((want & give).values())
    score.given += len(given)
    score.wanted += len(wanted)
    score.faults += [f"{name}: missed {each}" for each in (want - give).elements()]
    score.faults += [f"{name}: wrong {each}" for each in (give - want).elements()]


def _compared(
    gold: dict[str, Any], answer: dict[str, Any]
) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Yield each measure with what is wanted and what was given, as things to compare."""
    tasks = _paired(gold["tasks"], answer["tasks"], "what")
    yield "task", tasks[0], tasks[1]
    for name in ("due", "period", "product"):
        wanted = [(each["what"], each[name]) for each in gold["tasks"] if each.get(name)]
        found = zip(tasks[1], answer["tasks"], strict=True)
        yield f"task.{name}", wanted, [(key, each[name]) for key, each in found if each[name]]
    yield "task.who", *_bodies(gold["tasks"], answer["tasks"], tasks[1], "what", "who")
    items = _paired(gold["items"], answer["items"], "text")
    yield "item", items[0], items[1]
    for name in ("number", "heading"):
        wanted = [(each["text"], each[name]) for each in gold["items"]]
        found = zip(items[1], answer["items"], strict=True)
        yield f"item.{name}", wanted, [(key, each[name]) for key, each in found]
    yield "item.parties", *_bodies(gold["items"], answer["items"], items[1], "text", "parties")
    yield "figure", *_figures(gold, answer, ())
    for name in ("what", "period", "change"):
        yield f"figure.{name}", *_figures(gold, answer, (name,))
    wanted = [(each["kind"], each["text"]) for each in gold["sections"]]
    keys = _paired(gold["sections"], answer["sections"], "text")[1]
    kinds = [each["kind"] for each in answer["sections"]]
    yield "section", wanted, list(zip(kinds, keys, strict=True))


def _figures(
    gold: dict[str, Any], answer: dict[str, Any], names: tuple[str, ...]
) -> tuple[list[Any], list[Any]]:
    """Return number and unit with further fields, for the figures that have these."""
    wanted, given = (
        [
            (each["value"], each["unit"], *(each[name] for name in names))
            for each in side
            if all(each[name] for name in names)
        ]
        for side in (gold["figures"], answer["figures"])
    )
    return wanted, given


def _paired(gold: list[Any], answer: list[Any], key: str) -> tuple[list[Any], list[Any]]:
    """Return the gold strings, and for each answer the gold string it agrees with, or its own."""
    wanted = [each[key] for each in gold]
    left = list(wanted)
    given: list[str] = []
    for each in answer:
        text = " ".join(each[key].split())
        match = next((want for want in left if _agrees(want, text)), None)
        if match is not None:
            left.remove(match)
        given.append(match or text)
    return wanted, given


def _agrees(wanted: str, text: str) -> bool:
    if _CUT not in wanted:
        return wanted == text
    first, last = (part.strip() for part in wanted.split(_CUT))
    return text.startswith(first) and text.endswith(last)


def _bodies(
    gold: list[Any], answer: list[Any], keys: list[str], key: str, name: str
) -> tuple[list[Any], list[Any]]:
    wanted = [(each[key], body) for each in gold for body in each[name]]
    found = zip(keys, answer, strict=True)
    return wanted, [(text, body["name"]) for text, each in found for body in each[name]]
