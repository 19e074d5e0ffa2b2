"""Who a line of the sheet of officials is about, and which office it says is held."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.agencies.models import Official, Tenure


@dataclass
class Office:
    """What a line says is held."""

    title: str = ""
    agency: int | None = None
    agency_name: str = ""
    position: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_like(self, tenure: "Tenure | Office") -> bool:
        """The same office, whatever its days."""
        agency = tenure.agency_id if isinstance(tenure, Tenure) else tenure.agency
        return agency == self.agency and vntext.same(tenure.title, self.title)


@dataclass
class Person:
    """Somebody a line may be about: a record (`pk`), or the first line that makes one."""

    note: str
    pk: int | None = None
    line: int | None = None
    offices: list["Tenure | Office"] = field(default_factory=list)
    record: Official | None = None

    @property
    def key(self) -> str:
        """The value of the choice."""
        return f"o{self.pk}" if self.pk is not None else f"l{self.line}"

    def label(self) -> str:
        """The titles, as a person is told apart by."""
        titles = ", ".join(office.title for office in self.offices if office.title) or "–"
        if self.pk is not None:
            return _("The official #%(pk)s: %(titles)s") % {"pk": self.pk, "titles": titles}
        return _("The person of line %(line)s: %(titles)s") % {"line": self.line, "titles": titles}


@dataclass
class Target:
    """person: whose line it is; tenure: the same office, that is there already."""

    office: Office
    contact: dict[str, object]
    person: Person | None = None
    tenure: Tenure | None = None
    changed: dict[str, object] = field(default_factory=dict)
