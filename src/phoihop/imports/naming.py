"""Agencies named in a sheet: those that are there, and those that stand further down in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.agencies.models import Agency, AgencyLink

_NAMED = 5


@dataclass(frozen=True)
class Named:
    """An agency: a record (`pk`) or a line of the sheet (`line`)."""

    name: str
    pk: int | None = None
    line: int | None = None
    code: str = ""
    letters: str = ""
    ended: bool = False
    parent: int | None = None
    parent_name: str = ""

    def label(self) -> str:
        """The name with what tells namesakes apart."""
        if self.line is not None:
            return _("%(name)s (line %(line)s)") % {"name": self.name, "line": self.line}
        under = f", {self.parent_name}" if self.parent_name else ""
        return f"{self.name} #{self.pk}{under}"


class NotNamed(ValueError):
    """No agency, or several, could be meant; the text is a sentence."""


class AgencyNames:
    """Every agency by name, letters and code: two queries, then none however long the sheet."""

    def __init__(self) -> None:
        parents = dict(
            AgencyLink.objects.filter(valid_to=None).values_list("child_id", "parent_id")
        )
        rows = list(
            Agency.objects.values_list(
                "pk", "name", "code", "short_name", "valid_to", "name_folded"
            )
        )
        names = {row[0]: row[1] for row in rows}
        self.by_pk: dict[int, Named] = {}
        self._by_name: defaultdict[str, list[Named]] = defaultdict(list)
        self._by_code: defaultdict[str, list[Named]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[Named]] = defaultdict(list)
        for pk, name, code, letters, ended, folded in rows:
            parent = parents.get(pk)
            named = Named(
                name,
                pk=pk,
                code=code,
                letters=letters,
                ended=ended is not None,
                parent=parent,
                parent_name=names.get(parent, "") if parent else "",
            )
            self.by_pk[pk] = named
            self._add(named, folded)

    def add(self, named: Named) -> None:
        """One more, that a line of the sheet makes."""
        self._add(named, vntext.fold(named.name))

    def _add(self, named: Named, folded: str) -> None:
        self._by_name[" ".join(folded.split())].append(named)
        if named.code:
            self._by_code[named.code.casefold()].append(named)
        if named.letters:
            self._by_letters[named.letters.casefold()].append(named)

    def same_name(self, name: str) -> list[Named]:
        """Those of exactly this name, whatever its case and blanks; the living first."""
        found = self._by_name.get(_folded(name), [])
        return sorted((n for n in found if vntext.same(n.name, name)), key=lambda n: n.ended)

    def with_code(self, code: str) -> list[Named]:
        """Those of this code."""
        return self._by_code.get(code.casefold(), [])

    def meant(self, text: str) -> Named:
        """The agency meant by a name, a code, letters or "#12". Raises NotNamed.

        The same steps as in forms (agencies.fields): exact accents first, the living first.
        """
        if (number := _number(text)) is not None:
            if number in self.by_pk:
                return self.by_pk[number]
            raise NotNamed(_("There is no agency with the number %(text)s.") % {"text": text})
        found = self.same_name(text) or self._by_name.get(_folded(text), [])
        found = found or self.with_code(text)
        found = found or [n for n in self._by_letters.get(text.casefold(), []) if not n.ended]
        found = [named for named in found if not named.ended] or found
        if not found:
            raise NotNamed(_("There is no agency called “%(text)s”.") % {"text": text})
        if len(found) > 1:
            raise NotNamed(_several(text, found))
        return found[0]


def _several(text: str, found: Iterable[Named]) -> str:
    labels = "; ".join(named.label() for named in list(found)[:_NAMED])
    return _(
        "“%(text)s” may mean several agencies: %(labels)s. Write the code, or the number with #."
    ) % {"text": text, "labels": labels}


def _number(text: str) -> int | None:
    """The number after the last "#", as labels show it."""
    _name, mark, figures = text.rpartition("#")
    figures = figures.partition(",")[0].strip()
    return int(figures) if mark and figures.isascii() and figures.isdecimal() else None


def _folded(text: str) -> str:
    return " ".join(vntext.fold(text).split())
