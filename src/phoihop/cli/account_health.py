"""What the doctor looks at in the accounts: second steps, and where passkeys work."""

from collections.abc import Iterator

from django.conf import settings

from phoihop.accounts.passkey_places import is_number
from phoihop.accounts.second_step import administrators_without_step
from phoihop.cli.health import Finding

_MOST_NAMES = 5


def accounts() -> Iterator[Finding]:
    """Every administrator has a second step."""
    without = administrators_without_step()
    if not without:
        yield Finding("every administrator has a second step")
        return
    names = ", ".join(user.username for user in without[:_MOST_NAMES])
    more = f" and {len(without) - _MOST_NAMES} more" if len(without) > _MOST_NAMES else ""
    yield Finding(
        f"administrators without a second step: {names}{more}",
        "They set it up at their next log-in; until then the password alone opens the account.",
    )


def passkeys() -> Iterator[Finding]:
    """Passkeys belong to one name over HTTPS; for trying out, to localhost."""
    if not settings.PRODUCTION:
        yield Finding("they work at http://localhost, not at a number such as 127.0.0.1")
        return
    hosts = [host.strip("[]").removeprefix(".") for host in settings.ALLOWED_HOSTS]
    names = [host for host in hosts if not is_number(host) and host not in {"*", "localhost"}]
    if not names:
        yield Finding(
            "they cannot be made: PHOIHOP_ALLOWED_HOSTS holds no name",
            "Give the server a name with HTTPS and write it into PHOIHOP_ALLOWED_HOSTS.",
        )
    elif len(names) > 1:
        yield Finding(
            f"one made at a name of {', '.join(names)} works only there",
            "Let the proxy lead everybody to one of these names.",
        )
    else:
        yield Finding(f"they work at https://{names[0]}")
