"""What a text goes by in lists and at the head of its page."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import override

from phoihop import reader, vntext
from phoihop.documents.models import Kind
from phoihop.workspace.intake.casing import as_the_text_writes
from phoihop.workspace.intake.draft import DraftFact, names_in, paper_of

_LONGEST: Final = 160
# Letters that surely hold the head of a paper and its subject.
_GLANCE: Final = 6000
# Kinds whose name does not flow into the subject: "Công văn: đề nghị phối hợp".
_APART: Final = frozenset({Kind.LETTER, Kind.TELEGRAM})
_ABOUT: Final = re.compile(r"V/v:?\s+", re.IGNORECASE)
_UNNAMED: Final = frozenset({Kind.NEWS, Kind.OTHER})


def title_of(card: DraftFact, reading: Mapping[str, Any], text: str) -> str:
    """Number, kind and subject: "05-CT/HU · Chỉ thị về công tác khuyến học".

    card: the paper's own. Of a news report or a mail its headline alone. A subject in capitals is
    written as in the middle of a sentence, for it goes on behind the kind.
    """
    paper = card.value
    subject = as_the_text_writes(" ".join(card.label.split()), text, names_in(reading))
    subject = _ABOUT.sub("về việc ", subject, count=1).rstrip(" :")
    if subject.startswith("Về ") and not subject.isupper():
        subject = f"về {subject.removeprefix('Về ')}"
    with override("vi"):  # the data of an office is Vietnamese
        kind = "" if paper["kind"] in _UNNAMED else str(dict(Kind.choices).get(paper["kind"], ""))
    if kind and not vntext.canonical(subject).startswith(vntext.canonical(kind)):
        flows = subject.startswith("về ") or (subject[:1].islower() and paper["kind"] not in _APART)
        subject = f"{kind} {subject}" if flows else f"{kind}: {subject}"
    subject = subject[:1].upper() + subject[1:]
    return _shortened(f"{paper['code']} · {subject}" if paper["code"] else subject)


def name_of(text: str) -> str:
    """What a text goes by, told from its first letters alone: quick, however long it is."""
    head = text.lstrip()[:_GLANCE]
    reading = reader.to_json(reader.read(head))
    return title_of(paper_of(reading, head), reading, head)


def _shortened(title: str) -> str:
    """At most so many letters, whole words."""
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]} …"
