"""Long and hostile texts take time in proportion to their length."""

import time

import pytest

from phoihop.reader import read
from phoihop.reader.tests import texts

HEAD = texts.PARTY_PLAN.split("Thực hiện")[0]
SECONDS = 60  # a megabyte takes 2 to 10 s here; a quadratic grammar would take hours


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 10_000 + ")" * 10_000, id="brackets"),
        pytest.param(texts.SIGNING * (1_000_000 // len(texts.SIGNING)), id="megabyte"),
        pytest.param("Nguyễn Văn An, " * 20_000, id="names"),
        pytest.param("a" * 300_000 + "ô" * 300_000, id="one-word"),
        pytest.param("a  b   " * 60_000 + "tổchức" * 20_000, id="blanks"),
        pytest.param("Nghị quyết số 1-NQ/TU, 2-NQ/TU ngày 1/1 " * 8_000, id="documents"),
        pytest.param("ký kết quy chế phối hợp giữa Ban A và " * 8_000, id="agreements"),
        pytest.param("Giao Ban A chủ trì, " * 12_000, id="duties"),
        pytest.param("giao các xã, " * 20_000, id="actors"),
        pytest.param("trước ngày 1/1 hằng năm đến từ 1/1 đến " * 8_000, id="dues"),
        pytest.param("1 " * 100_000 + "6 lớp 7 lớp " * 10_000, id="figures"),
        pytest.param("nguyên nhân các xã đề xuất " * 10_000, id="causes"),
        pytest.param(HEAD + "I. A\n1. B:\na) C:\n- D:\n" * 20_000, id="outline"),
        pytest.param(HEAD + "1. Ban A:\n" * 20_000 + "- gửi báo cáo;\n" * 20_000, id="labels"),
        pytest.param(HEAD + "III. TỔ CHỨC THỰC HIỆN\n" + "Ban A chủ trì" * 20_000, id="paper"),
        pytest.param(HEAD + "| a | b | c |\n" * 20_000, id="rows"),
        pytest.param("Ảnh: Minh Khoai Tham dự có " * 20_000, id="credits"),
        pytest.param("Ngày 5/6, họp nhiệm vụ năm 2031 " * 20_000, id="years"),
        pytest.param("Luật Trồng cây, luật số " * 20_000, id="laws"),
        pytest.param("dòng chữ ngắn của một trang in\n" * 20_000, id="short-lines"),
        pytest.param("…" * 100_000 + "\u0301" * 100_000, id="marks"),
    ],
)
def test_hostile_texts_end_soon(text: str) -> None:
    started = time.monotonic()

    read(text)

    assert time.monotonic() - started < SECONDS
