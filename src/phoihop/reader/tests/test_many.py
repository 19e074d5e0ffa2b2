"""Many files on several cores."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from itertools import count

from phoihop.reader.many import Crashed, _given, _pool, in_order


def doubled(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def test_answers_come_in_order_and_a_dead_process_costs_one() -> None:
    answers = list(in_order(range(12), doubled, processes=2))

    assert [task for task, _answer in answers] == list(range(12))
    assert [answer for task, answer in answers if task != 3] == [
        task * 2 for task in range(12) if task != 3
    ]
    assert isinstance(answers[3][1], Crashed)


def test_a_pool_that_broke_since_the_last_answer_tells_so_in_its_turn() -> None:
    with _pool(1) as pool:
        dead = pool.submit(doubled, 3)
        assert isinstance(dead.exception(), BrokenProcessPool)

        assert isinstance(_given(pool, doubled, 4).exception(), BrokenProcessPool)


def test_no_more_is_taken_than_is_worked_on() -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        for number in count(10):
            taken.append(number)
            yield number

    answers = in_order(endless(), doubled, processes=1)
    assert [next(answers) for _ in range(3)] == [(10, 20), (11, 22), (12, 24)]
    assert len(taken) == 3
    answers = in_order(endless(), doubled, processes=2)
    assert next(answers) == (10, 20)
    assert len(taken) <= 3 + 8
    answers.close()  # type: ignore[attr-defined]


def interrupted(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number * 2


def test_an_interruption_is_left_to_the_first_process() -> None:
    answers = list(in_order(range(4), interrupted, processes=2))

    assert answers == [(0, 0), (1, 2), (2, 4), (3, 6)]
