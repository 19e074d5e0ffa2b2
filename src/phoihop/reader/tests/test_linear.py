"""Long and hostile texts take time in proportion to their length."""

import time

import pytest

from phoihop.reader import read
from phoihop.reader.tests import texts

SECONDS = 60  # a megabyte takes 2 to 10 s here; a quadratic grammar would take hours


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 10_000 + ")" * 10_000, id="brackets"),
        pytest.param(texts.SIGNING * (1_000_000 // len(texts.SIGNING)), id="megabyte"),
        pytest.param("Nguyễn Văn An, " * 20_000, id="names"),
        pytest.param("Nghị quyết số 1-NQ/TU, 2-NQ/TU ngày 1/1 " * 8_000, id="documents"),
        pytest.param("ký kết quy chế phối hợp giữa Ban A và " * 8_000, id="agreements"),
        pytest.param("…" * 100_000 + "\u0301" * 100_000, id="marks"),
    ],
)
def test_hostile_texts_end_soon(text: str) -> None:
    started = time.monotonic()

    read(text)

    assert time.monotonic() - started < SECONDS
