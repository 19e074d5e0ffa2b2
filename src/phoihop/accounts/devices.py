"""What a browser says of itself, as a person would call the device."""

from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.utils.translation import gettext as _

_IPV6_NETWORK = 48
# In this order: most browsers also name the ones they descend from.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Zalo", "Zalo"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """The two names, as ("Chrome", "Windows"); "" for what is not known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system


def device_words(browser: str, system: str) -> str:
    """Such as "Chrome on Windows"; a browser that says nothing is "another browser"."""
    shown = browser or _("another browser")
    return (
        _("%(browser)s on %(system)s") % {"browser": shown, "system": system} if system else shown
    )


@dataclass(frozen=True)
class Device:
    """What is kept of where a session is open: enough for its owner to know it again, no more."""

    browser: str
    system: str
    address: str


def device_of(request: HttpRequest) -> Device:
    """The device of a request."""
    browser, system = browser_and_system(request.META.get("HTTP_USER_AGENT", ""))
    return Device(browser, system, coarse(get_client_ip(request) or ""))


def coarse(address: str) -> str:
    """The network of an address, not the computer: "192.168.1.*"; "" for what is none."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv4Address):
        return f"{address.rpartition('.')[0]}.*"
    network = ip_network((known, _IPV6_NETWORK), strict=False)
    return f"{network.network_address}*"
