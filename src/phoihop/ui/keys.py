"""Primary keys as addresses and forms bring them: anything may have been typed there."""

MOST_KEY = 2**63 - 1
_MOST_DIGITS = 19


def key_in(text: object) -> int | None:
    """Return the key that `text` says; None where no row can have it.

    A larger number is no key: SQLite raises an error when it is asked for one.
    """
    written = str(text)
    if not (written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS):
        return None
    return int(written) if int(written) <= MOST_KEY else None
