"""Where passkeys work: under a name, over a connection that browsers trust."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """Whether a passkey can be made and used at the address of this request.

    is_number: it is an IP address, to which no passkey can belong. instead: the same page under
    the computer's own name, where that is known.
    """

    fits: bool
    is_number: bool
    instead: str = ""


def place_of(request: HttpRequest) -> Place:
    """What the browser will say of passkeys here, known before it is asked."""
    name = host_name(request)
    if is_number(name):
        return Place(fits=False, is_number=True, instead=_under_its_name(request, name))
    is_local = name == "localhost" or name.endswith(".localhost")
    return Place(fits=is_local or request.is_secure(), is_number=False)


def host_name(request: HttpRequest) -> str:
    """The host without its port; of an IPv6 address without its brackets."""
    host = request.get_host()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_number(name: str) -> bool:
    """An IP address, not a name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _under_its_name(request: HttpRequest, name: str) -> str:
    if not ip_address(name).is_loopback:
        return ""
    _name, colon, port = request.get_host().rpartition(":")
    end = f":{port}" if colon and port.isdecimal() else ""
    return f"http://localhost{end}{request.path}"
