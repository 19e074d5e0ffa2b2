"""What a service refuses, in words for the reader."""

from django.utils.functional import Promise


class Refused(Exception):
    """A service refuses an act; `str(error)` is a whole sentence for the user.

    Subclasses set `message`; where the sentence needs facts they pass it to the constructor.
    """

    message: str | Promise = ""

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(message if message is not None else self.message)

    def __str__(self) -> str:
        return str(self.args[0])
