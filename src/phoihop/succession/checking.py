"""Whether agencies may end, be renamed or take over on the day of an act."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from phoihop.agencies.models import Agency
from phoihop.succession import errors
from phoihop.succession.models import How, Line
from phoihop.ui.errors import Refused


def may_end(agency: Agency, on: date) -> None:
    """Raise AgencyEnded, EndsBeforeItBegins."""
    if agency.valid_to is not None:
        raise errors.AgencyEnded(
            _("%(name)s ended on %(day)s already.")
            % {"name": agency, "day": f"{agency.valid_to:%d/%m/%Y}"}
        )
    if agency.valid_from is not None and agency.valid_from >= on:
        raise errors.EndsBeforeItBegins(
            _("%(name)s begins on %(day)s only.")
            % {"name": agency, "day": f"{agency.valid_from:%d/%m/%Y}"}
        )


def may_take_over(agency: Agency, on: date) -> None:
    """Raise SuccessorEnds for one that is not there on that day."""
    if not agency.exists_on(on):
        raise errors.SuccessorEnds(
            _("%(name)s does not exist on %(day)s, so it takes over nothing.")
            % {"name": agency, "day": f"{on:%d/%m/%Y}"}
        )


def refusals(
    lines: Sequence[Line], heirs: Mapping[int, Sequence[Agency]], on: date
) -> Iterator[Refused]:
    """What stands in the way of the lines of an act as the agencies are now."""
    checks = [(may_end, line.agency) for line in lines if line.how != How.NEW]
    takers = {agency.pk: agency for theirs in heirs.values() for agency in theirs}
    takers |= {line.agency_id: line.agency for line in lines if line.how == How.NEW}
    checks += [(may_take_over, agency) for agency in takers.values()]
    for check, agency in checks:
        try:
            check(agency, on)
        except Refused as refusal:
            yield refusal


def line_faults(
    lines: Sequence[Line], heirs: Mapping[int, Sequence[Agency]], on: date
) -> list[str]:
    """The same, in sentences."""
    return [str(refusal) for refusal in refusals(lines, heirs, on)]
