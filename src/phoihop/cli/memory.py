"""How often Python looks for objects that refer to each other and are thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS_A_ROUND = 20_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For migrations: each step makes classes of models anew.

    The collector took more than a third of their time; at this many objects a round it takes half
    of that, for some 120 MB of memory meanwhile.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS_A_ROUND, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
