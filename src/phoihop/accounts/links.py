"""Links from outside the program, as in a mail: with the agency the reader has to act for."""

from urllib.parse import urlencode

from django.urls import reverse


def for_agency(path: str, agency: int) -> str:
    """The address that opens `path` for a member of this agency.

    Who acts for it already is sent on at once; who acts for another one is asked first, by one
    button: a link that is merely opened changes nothing.
    """
    query = urlencode({"agency": agency, "next": path})
    return f"{reverse('accounts:acting')}?{query}"
