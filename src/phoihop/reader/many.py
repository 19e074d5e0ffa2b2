"""Many files on all cores: answers in order, a bounded number at a time, none lost to a crash."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Final, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# So many wait for each process, whatever the number of files: memory stays flat.
_AHEAD: Final = 4


class Crashed(Exception):
    """The process that worked on this one died: out of memory, or a fault of a library."""


def in_order(
    tasks: Iterable[Task], work: Callable[[Task], Answer], *, processes: int
) -> Iterator[tuple[Task, Answer | Crashed]]:
    """Yield each task with its answer, in the order given.

    work: a function of a module, which raises nothing of its own. A task whose process dies is
    answered with Crashed, and the others go on.
    """
    waiting = iter(tasks)
    if processes <= 1:
        yield from ((task, work(task)) for task in waiting)
        return
    running: deque[tuple[Task, Future[Answer]]] = deque()
    pool = _pool(processes)
    try:
        while True:
            for task in islice(waiting, processes * _AHEAD - len(running)):
                running.append((task, _given(pool, work, task)))
            if not running:
                return
            try:
                answer = running[0][1].result()
            except BrokenProcessPool:
                # Nobody says which of them it was: each is tried again, alone.
                held = [task for task, _future in running]
                running.clear()
                pool.shutdown()
                yield from ((task, _alone(task, work)) for task in held)
                pool = _pool(processes)
                continue
            yield running.popleft()[0], answer
    finally:
        pool.shutdown(cancel_futures=True)


def _given(pool: ProcessPoolExecutor, work: Callable[[Task], Answer], task: Task) -> Future[Answer]:
    """Hand in a task; a pool that broke since the last answer tells so in its turn."""
    try:
        return pool.submit(work, task)
    except BrokenProcessPool as broken:
        future: Future[Answer] = Future()
        future.set_exception(broken)
        return future


def _alone(task: Task, work: Callable[[Task], Answer]) -> Answer | Crashed:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return Crashed()


def _pool(processes: int) -> ProcessPoolExecutor:
    # Not by fork: the program may run threads.
    context = get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_let_the_first_stop)


def _let_the_first_stop() -> None:
    """Leave Ctrl-C, which the terminal sends to all, to the process that gives out the work.

    One that dies while it holds the lock of the queue leaves the others waiting for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
