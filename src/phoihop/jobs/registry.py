"""What can be carried out: functions that the rooms declare in their `jobs.py`."""

from collections.abc import Callable
from datetime import time
from typing import Any, Protocol

from django.utils.functional import Promise

from phoihop.jobs.models import Job


class Progress(Protocol):
    """Tells how far a job is; calling it often costs nothing."""

    def __call__(self, done: int, total: int) -> None: ...


JobFunction = Callable[[Job, dict[str, Any], Progress], None]
# A time of day, or a question for it where the office may choose it.
Hour = time | Callable[[], time]

_functions: dict[str, JobFunction] = {}
_given_up: dict[str, Callable[[Job], None]] = {}
_forgotten: dict[str, Callable[[Job], None]] = {}
_words: dict[str, str | Promise] = {}
_timetable: dict[str, Hour] = {}


def job(kind: str, words: str | Promise = "") -> Callable[[JobFunction], JobFunction]:
    """Declare the function that carries out jobs of this kind ("intake.read"), and its name.

    It gets the job, its payload and a progress function. It may be run again from the start
    after a crash, so what it did the first time must not be done twice.
    """

    def declare(function: JobFunction) -> JobFunction:
        if kind in _functions:
            raise ValueError(f"two functions for jobs of kind {kind!r}")
        _functions[kind] = function
        _words[kind] = words
        return function

    return declare


def given_up(kind: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Declare what is to be said where such a job was tried for the last time, and failed.

    Its process may have been killed: the function is then called by another one.
    """

    def declare(function: Callable[[Job], None]) -> Callable[[Job], None]:
        _given_up[kind] = function
        return function

    return declare


def after_given_up(job: Job) -> None:
    """Let the room of such jobs know."""
    function = _given_up.get(job.kind)
    if function is not None:
        function(job)


def forgotten(kind: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Declare what goes with such jobs when they are old: what they alone still hold.

    It is called in a transaction, before a finished job is forgotten; of one that was given up,
    which stays for the administrators, once a day.
    """

    def declare(function: Callable[[Job], None]) -> Callable[[Job], None]:
        _forgotten[kind] = function
        return function

    return declare


def before_forgotten(job: Job) -> None:
    """Let the room of such jobs take away what they hold."""
    function = _forgotten.get(job.kind)
    if function is not None:
        function(job)


def holding() -> list[str]:
    """Kinds of work whose jobs hold something that goes with them."""
    return sorted(_forgotten)


def daily(kind: str, at: Hour, words: str | Promise = "") -> Callable[[JobFunction], JobFunction]:
    """Declare a job that every worker sees to once a day, from this time of the office's clock.

    at: a function is asked again each time. The payload is {"day": "2019-02-11"}.
    """

    def declare(function: JobFunction) -> JobFunction:
        _timetable[kind] = at
        return job(kind, words)(function)

    return declare


def function_of(kind: str) -> JobFunction | None:
    """The function for a kind, or None when no room declares it."""
    return _functions.get(kind)


def kind_words(kind: str) -> str:
    """How a person calls this work; the key itself where no room has said it."""
    return str(_words.get(kind) or kind)


def kinds() -> list[str]:
    """Every kind of work that some room declares."""
    return sorted(_functions)


def timetable() -> dict[str, time]:
    """{kind: time of day} of the daily jobs."""
    return {kind: at if isinstance(at, time) else at() for kind, at in _timetable.items()}
