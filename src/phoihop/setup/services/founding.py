"""The first act of an installation: the office, its agency and superior, the first administrator.

Whoever can use the server's console may do it. In a browser it takes a one-time code that only
the console shows: whoever opens the address first must not become the administrator.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from phoihop import vntext
from phoihop.accounts import services as accounts
from phoihop.accounts.codes import new_code as code_by_chance
from phoihop.accounts.models import Role, User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyLink, Office
from phoihop.audit import services as audit
from phoihop.setup import errors
from phoihop.setup.models import SetUpCode

CODE_LASTS = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class AgencyFacts:
    """An agency to be registered, or found by its name; kind, level: of AgencyKind and Level."""

    name: str
    kind: str
    level: str
    short_name: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What the first act needs. office_name: shown on screens, "" for the agency's own name.

    password: of the administrator; None where a one-time code is handed over instead.
    """

    agency: AgencyFacts
    administrator: accounts.NewAccount
    superior: AgencyFacts | None = None
    office_name: str = ""
    password: str | None = None


def is_empty() -> bool:
    """Whether there is neither an account nor an office: only then may one be begun."""
    return not User.objects.exists() and not Office.objects.exists()


@transaction.atomic
def new_code(*, real_at: datetime) -> str:
    """Make the one-time code for the browser, in place of an earlier one. Raises OfficeExists."""
    if not is_empty():
        raise errors.OfficeExists
    code = code_by_chance()
    SetUpCode.objects.update_or_create(
        only=True,
        defaults={
            "digest": _digest(code),
            "made_at": real_at,
            "expires_at": real_at + CODE_LASTS,
        },
    )
    return code


def check_code(text: str, *, real_at: datetime) -> str:
    """Return what found_with_code asks for. Wrong tries change nothing.

    Any visitor may try, and must not be able to end the code of who has it: its letters are far
    too many to guess (74 bits), and the page slows each address down.
    Raises WrongCode, CodeWornOut, OfficeExists.
    """
    digest = _digest(text)
    if not is_empty():
        raise errors.OfficeExists
    code = SetUpCode.objects.first()
    if code is not None and _is_worn_out(code, real_at):
        raise errors.CodeWornOut
    if code is None or not constant_time_compare(code.digest, digest):
        raise errors.WrongCode
    return digest


@transaction.atomic
def found_with_code(founding: Founding, digest: str, *, at: datetime, real_at: datetime) -> User:
    """Found the office from a browser; the code is used up. Raises as found_office, CodeWornOut."""
    code = SetUpCode.objects.select_for_update().first()
    if not is_empty():
        raise errors.OfficeExists
    if (
        code is None
        or not constant_time_compare(code.digest, digest)
        or _is_worn_out(code, real_at)
    ):
        raise errors.CodeWornOut
    return found_office(founding, at=at)


@transaction.atomic
def found_office(founding: Founding, *, at: datetime) -> User:
    """Make the office, its agency under its superior, the positions, the first administrator.

    An agency of the same name that is registered already is taken as it is.
    Raises OfficeExists, SuperiorIsItself, FactWrong, and as agencies.create_agency and
    accounts.create_user.
    """
    if not is_empty():
        raise errors.OfficeExists
    if founding.superior and vntext.same(founding.superior.name, founding.agency.name):
        raise errors.SuperiorIsItself
    agency = agency_called(founding.agency, at=at)
    superior = _place_under(agency, founding.superior, at=at)
    name = " ".join(founding.office_name.split()) or agency.name
    try:
        office = Office.objects.create(name=name, agency=agency)
    except IntegrityError as error:  # another console at the same moment
        raise errors.OfficeExists from error
    user = accounts.create_user(
        **vars(founding.administrator),
        password=founding.password,
        by=None,
        at=at,
    )
    accounts.add_membership(user, agency, Role.ADMINISTRATOR, started_on=at.date(), by=None, at=at)
    agencies.load_positions(at=at)
    SetUpCode.objects.all().delete()
    said = {"name": name, "agency": agency, "superior": superior, "administrator": user}
    audit.record(
        "office.founded", office, by=None, at=at, changes={k: (None, v) for k, v in said.items()}
    )
    return user


def agency_called(facts: AgencyFacts, *, at: datetime) -> Agency:
    """The agency of this name, registered if there is none. Raises FactWrong, CodeTaken."""
    name = " ".join(facts.name.split())
    for agency in Agency.objects.filter(name_folded=vntext.fold(name)):
        if vntext.same(agency.name, name):
            return agency
    values = asdict(replace(facts, name=name))
    try:
        Agency(**values).clean_fields(exclude=["name_key", "name_folded"])
    except ValidationError as wrong:
        raise errors.FactWrong(" ".join(wrong.messages)) from wrong
    return agencies.create_agency(values, by=None, at=at)


def _place_under(agency: Agency, facts: AgencyFacts | None, *, at: datetime) -> Agency | None:
    if facts is None:
        return None
    superior = agency_called(facts, at=at)
    if not AgencyLink.objects.filter(child=agency, valid_to=None).exists():
        agencies.place_under(agency, superior, valid_from=None, by=None, at=at)
    return superior


def _digest(code: str) -> str:
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac("phoihop.setup.code", letters, algorithm="sha256").hexdigest()


def _is_worn_out(code: SetUpCode, real_at: datetime) -> bool:
    return code.expires_at <= real_at
