"""Accounts with the agency, the role and the rights beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts import services
from phoihop.accounts.models import Membership, Role, User
from phoihop.agencies.models import Agency, Official
from phoihop.imports.comparing import difference_words
from phoihop.imports.findings import Act, Asking, Done, Finding, What, begin, check_fields
from phoihop.imports.kinds.agencies import living_names
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.naming import AgencyNames, NotNamed
from phoihop.imports.sentences import both
from phoihop.sheets import Column, Kind, Option, Row, Sheet


@cache
def sheet() -> Sheet:
    """The columns of an account with one role."""
    return Sheet(
        "users",
        both(pgettext_lazy("sheet", "Accounts")),
        (
            Column(
                "username",
                both(pgettext_lazy("sheet", "User name")),
                Kind.CODE,
                required=True,
                longest=60,
                example="mau.nt",
                note=both(
                    pgettext_lazy("sheet", "small letters without accents, figures, dot, hyphen")
                ),
                other_headings=("Tài khoản",),
            ),
            Column(
                "full_name",
                both(pgettext_lazy("sheet", "Full name")),
                required=True,
                longest=120,
                example="Nguyễn Thị Mẫu",
                width=30,
                other_headings=("Họ tên",),
            ),
            Column("email", both(pgettext_lazy("sheet", "E-mail")), longest=254),
            Column(
                "agency",
                both(pgettext_lazy("sheet", "Agency")),
                required=True,
                example="Ban Xây dựng Đảng, Đảng ủy xã Bình An",
                note=both(pgettext_lazy("sheet", "name, letters or code")),
                width=40,
                other_headings=("Đơn vị", "Cơ quan công tác"),
            ),
            Column(
                "role",
                both(pgettext_lazy("sheet", "Role")),
                Kind.CHOICE,
                required=True,
                options=tuple(Option(value, both(label)) for value, label in Role.choices),
                example=both(Role.SPECIALIST.label).vi,
            ),
            Column("is_contact", both(pgettext_lazy("sheet", "Contact person")), Kind.YES_NO),
            Column(
                "may_approve_extensions",
                both(pgettext_lazy("sheet", "Approves extensions")),
                Kind.YES_NO,
            ),
            Column("may_release", both(pgettext_lazy("sheet", "Publishes")), Kind.YES_NO),
            Column(
                "official",
                both(pgettext_lazy("sheet", "Official of the register")),
                longest=160,
                note=both(
                    pgettext_lazy(
                        "sheet",
                        "name in the register of officials, with #number where there are"
                        " namesakes; may stay empty",
                    )
                ),
                width=30,
            ),
        ),
        (
            both(
                pgettext_lazy("sheet", "One line for each role: who has two roles has two lines.")
            ),
            both(
                pgettext_lazy(
                    "sheet",
                    "No passwords are written here: one-time codes are printed after the import.",
                )
            ),
        ),
    )


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Agencies that are there."""
    return {"agency": living_names()}


@dataclass
class _Target:
    """account: that is there; first: the line that makes it; member: the role that is there."""

    agency: int | None = None
    official: int | None = None
    account: User | None = None
    first: int | None = None
    member: Membership | None = None
    changed: dict[str, bool] = field(default_factory=dict)


def find(rows: Sequence[Row], _asking: Asking) -> list[Finding]:
    """What becomes of each line; a handful of queries however many there are."""
    findings = begin(sheet(), rows, lambda row: row.text("full_name"))
    agencies = AgencyNames()
    officials = _officials(rows)
    accounts = _accounts(rows)
    namesakes = _namesakes(rows)
    first: dict[str, Finding] = {}
    for finding in findings:
        row, username = finding.row, _username(finding.row)
        finding.target = target = _Target()
        record = User(username=username, full_name=row.text("full_name"), email=row.text("email"))
        check_fields(finding, record, {name: name for name in ("username", "full_name", "email")})
        _agency(finding, agencies)
        _official(finding, officials)
        if finding.what != What.NEW:
            continue
        target.account = accounts.get(username)
        if target.account is not None:
            _compare(finding, target.account)
        elif username in first:
            _second_role(finding, first[username])
        else:
            target.first = finding.line
            first[username] = finding
            if names := namesakes.get(vntext.canonical(row.text("full_name"))):
                said = _("Another account has this full name: %(names)s.")
                finding.notes.append(said % {"names": ", ".join(names[:3])})
    _same_role_twice(findings)
    return findings


def _username(row: Row) -> str:
    return row.text("username").lower()


def _accounts(rows: Sequence[Row]) -> dict[str, User]:
    names = {_username(row) for row in rows}
    rows_there = User.objects.get_queryset().filter(username__in=names)
    return {user.username: user for user in rows_there.with_memberships()}


def _namesakes(rows: Sequence[Row]) -> Mapping[str, list[str]]:
    """User names by full name, of accounts that bear one of these names."""
    folded = {vntext.fold(row.text("full_name")) for row in rows}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, username in User.objects.filter(name_folded__in=folded).values_list(
        "full_name", "username"
    ):
        found[vntext.canonical(name)].append(username)
    return found


def _officials(rows: Sequence[Row]) -> Mapping[str, list[Official]]:
    """Officials by name and by "#12", as far as the sheet names them."""
    texts = [row.text("official") for row in rows if row.text("official")]
    folded = {vntext.fold(text.partition("#")[0].strip()) for text in texts}
    found: defaultdict[str, list[Official]] = defaultdict(list)
    for official in Official.objects.filter(name_folded__in=folded):
        found[vntext.canonical(official.full_name)].append(official)
        found[f"#{official.pk}"].append(official)
    return found


def _agency(finding: Finding, agencies: AgencyNames) -> None:
    if not (text := finding.row.text("agency")):
        return
    try:
        finding.target.agency = agencies.meant(text).pk
    except NotNamed as unknown:
        finding.fault("agency", str(unknown))


def _official(finding: Finding, officials: Mapping[str, list[Official]]) -> None:
    if not (text := finding.row.text("official")):
        return
    name, mark, number = (part.strip() for part in text.partition("#"))
    found = officials.get(f"#{number}" if mark else vntext.canonical(name), [])
    if len(found) == 1:
        finding.target.official = found[0].pk
        return
    labels = "; ".join(f"{official.full_name} #{official.pk}" for official in found[:5])
    finding.fault(
        "official",
        _("Several officials have this name: %(labels)s. Add the number.") % {"labels": labels}
        if found
        else _("The register has no official “%(text)s”.") % {"text": text},
    )


def _rights(row: Row) -> dict[str, bool]:
    return {name: row.ticked(name) for name in services.RIGHTS}


def _compare(finding: Finding, account: User) -> None:
    """The account is there: the same person with this role, or with one more, or another."""
    row, target = finding.row, finding.target
    if not vntext.same(account.full_name, row.text("full_name")):
        sentence = _("This user name belongs to %(name)s. Choose another.")
        finding.fault("username", sentence % {"name": account.full_name})
        return
    present: list[Membership] = account.present  # type: ignore[attr-defined]  # with_memberships
    target.member = next(
        (m for m in present if m.agency_id == target.agency and m.role == row.values["role"]), None
    )
    if target.member is None:
        finding.notes.append(_("The account is there; this role is added."))
        return
    member, rights = target.member, _rights(row)
    target.changed = {name: on for name, on in rights.items() if on != getattr(member, name)}
    finding.notes += difference_words(sheet(), member, target.changed)
    finding.what = What.CHANGED if target.changed else What.KNOWN


def _second_role(finding: Finding, first: Finding) -> None:
    if not vntext.same(first.row.text("full_name"), finding.row.text("full_name")):
        sentence = _("Line %(line)s gives this user name to another person.")
        finding.fault("username", sentence % {"line": first.line})
        return
    finding.target.first = first.line
    finding.notes.append(_("One more role of the account of line %(line)s.") % {"line": first.line})


def _same_role_twice(findings: Sequence[Finding]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for finding in findings:
        row = finding.row
        key = (_username(row), finding.target.agency, row.values["role"])
        if finding.what != What.WRONG and seen.setdefault(key, finding.line) != finding.line:
            finding.fault("role", _("The same as in line %(line)s.") % {"line": seen[key]})


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Make accounts with their roles; a one-time code opens each new one."""
    done = Done()
    agencies = Agency.objects.in_bulk({f.target.agency for f in findings if f.target.agency})
    officials = Official.objects.in_bulk({f.target.official for f in findings if f.target.official})
    made: dict[int, User] = {}
    for finding in findings:
        row, target = finding.row, finding.target
        if finding.what == What.CHANGED and act.updates:
            services.change_rights(target.member, target.changed, by=act.by, at=act.at)
            done.changed += 1
        if finding.what != What.NEW:
            continue
        seat = services.Seat(agencies[target.agency], row.text("role"), act.on, _rights(row))
        account = target.account or made.get(target.first)
        if account is None:
            made[target.first] = _make(row, officials.get(target.official), seat, act)
            done.accounts.append(made[target.first].pk)
        else:
            services.add_membership(
                account,
                seat.agency,
                seat.role,
                started_on=seat.started_on,
                rights=seat.rights,
                by=act.by,
                at=act.at,
            )
        done.created += 1
    return done


def _make(row: Row, official: Official | None, seat: services.Seat, act: Act) -> User:
    account = services.NewAccount(
        username=_username(row),
        full_name=row.text("full_name"),
        email=row.text("email"),
        official=official,
    )
    return services.create_member(account, seat, by=act.by, at=act.at)


USERS: Final = ImportKind(
    key="users",
    slug="nguoi-dung",
    title=gettext_lazy("Import accounts"),
    lede=gettext_lazy(
        "Accounts with their agency, role and the rights beside it, at most 500 lines."
    ),
    permission="accounts.manage_users",
    back="accounts:users",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
    secret=True,
    # Each account is made by the service of one, in some 16 queries.
    at_once=30,
    most=500,
)
