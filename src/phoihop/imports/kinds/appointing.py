"""Make the officials and offices that a checked sheet names."""

from collections import defaultdict
from collections.abc import Sequence

from phoihop.agencies import services
from phoihop.agencies.models import Agency, Position
from phoihop.imports.findings import Act, Done, Finding, What
from phoihop.imports.kinds.persons import Office, Target


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Make new officials with all their offices in one act, then add to those that are there."""
    made_by = [f for f in findings if f.what == What.NEW and _is_first(f)]
    joined: defaultdict[int, list[Office]] = defaultdict(list)
    for finding in findings:
        person = finding.target.person
        if finding.what == What.NEW and person.line is not None:
            joined[person.line].append(finding.target.office)
    records = _Records(findings)
    entries = [
        services.NewOfficial(
            {"full_name": f.row.text("full_name"), **f.target.contact},
            [records.tenure(office) for office in joined[f.line] if office.title],
        )
        for f in made_by
    ]
    services.create_officials(entries, by=act.by, at=act.at)
    _add_offices(findings, records, act)
    changed = _bring_up_to_date(findings, act) if act.updates else 0
    return Done(created=sum(f.what == What.NEW for f in findings), changed=changed)


def _is_first(finding: Finding) -> bool:
    return bool(finding.target.person.line == finding.line)


class _Records:
    """Agencies and positions of all lines, loaded at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        offices = [finding.target.office for finding in findings]
        self.agencies = Agency.objects.in_bulk({o.agency for o in offices if o.agency})
        self.positions = Position.objects.in_bulk({o.position for o in offices if o.position})

    def tenure(self, office: Office) -> services.NewTenure:
        """The office as the services take it."""
        return services.NewTenure(
            office.title,
            agency=self.agencies.get(office.agency) if office.agency else None,
            position=self.positions.get(office.position) if office.position else None,
            valid_from=office.valid_from,
            valid_to=office.valid_to,
        )


def _add_offices(findings: Sequence[Finding], records: _Records, act: Act) -> None:
    more = [f for f in findings if f.what == What.NEW and f.target.person.record is not None]
    for finding in more:
        tenure = vars(records.tenure(finding.target.office))
        services.add_tenure(finding.target.person.record, **tenure, by=act.by, at=act.at)


def _bring_up_to_date(findings: Sequence[Finding], act: Act) -> int:
    changed = [f for f in findings if f.what == What.CHANGED]
    for finding in changed:
        target: Target = finding.target
        if target.changed and target.person is not None and target.person.record is not None:
            services.update_official(target.person.record, target.changed, by=act.by, at=act.at)
        if target.tenure is not None and target.office.valid_to is not None:
            services.end_tenure(target.tenure, on=target.office.valid_to, by=act.by, at=act.at)
    return len(changed)
