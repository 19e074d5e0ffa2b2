"""Long and hostile texts take time in proportion to their length."""

import time
from collections.abc import Callable

import pytest

from phoihop.reader import extract, read
from phoihop.reader.tests import texts

HEAD = texts.PARTY_PLAN.split("Thực hiện")[0]
STATE = (
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "HUYỆN BA\tĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/UBND-VX\tBa, ngày 5 tháng 3 năm 2031\n"
)
TIMES = 4
RATIO = 8  # of the time for a text TIMES as long: 4 where it is linear, 16 where it is quadratic
NOTHING = 0.1  # seconds, too short to be compared
SIZE = 12_500  # letters of the shorter text, about


TEXTS: dict[str, Callable[[int], str]] = {
    "line-ends": lambda size: "a\n" + "\n" * size + "x",
    "indented-line-ends": lambda size: "a" + "\n \t" * size + "x",
    "brackets": lambda n: "(" * n + ")" * n,
    "reports": lambda n: texts.SIGNING * (n // 500),
    "names": lambda n: "Nguyễn Văn An, " * (n // 15),
    "one-word": lambda n: "a" * n + "ô" * n,
    "blanks": lambda n: "a  b   " * (n // 7) + "tổchức" * (n // 6),
    "documents": lambda n: "Nghị quyết số 1-NQ/TU, 2-NQ/TU ngày 1/1 " * (n // 40),
    "agreements": lambda n: "ký kết quy chế phối hợp giữa Ban A và " * (n // 38),
    "duties": lambda n: "Giao Ban A chủ trì, " * (n // 20),
    "actors": lambda n: "giao các xã, " * (n // 13),
    "dues": lambda n: "trước ngày 1/1 hằng năm đến từ 1/1 đến " * (n // 40),
    "figures": lambda n: "1 " * (n // 2) + "6 lớp 7 lớp " * (n // 12),
    "causes": lambda n: "nguyên nhân các xã đề xuất " * (n // 27),
    "outline": lambda n: HEAD + "I. A\n1. B:\na) C:\n- D:\n" * (n // 22),
    "labels": lambda n: HEAD + "1. Ban A:\n" * (n // 20) + "- gửi báo cáo;\n" * (n // 20),
    "paper": lambda n: HEAD + "III. TỔ CHỨC THỰC HIỆN\n" + "Ban A chủ trì" * (n // 13),
    "rows": lambda n: HEAD + "| a | b | c |\n" * (n // 14),
    "credits": lambda n: "Ảnh: Minh Khoai Tham dự có " * (n // 27),
    "days-before-a-bracket": lambda n: "ngày 1/1 " * (n // 9) + "(.",
    "days-behind-marks": lambda n: f"x\n{'-' * (n // 2)}{' họp từ ngày 1/1' * (n // 32)}",
    "years": lambda n: "Ngày 5/6, họp nhiệm vụ năm 2031 " * (n // 32),
    "years-summed-up": lambda n: (
        "Ngày 5/6, họp " + "sơ kết 5 năm " * (n // 26) + ". Có " + "2031-2039 " * (n // 20)
    ),
    "kinds-told": lambda n: f"x\nNgày 5/6, {'được đề nghị khen thưởng và ' * (n // 28)}",
    "who-chairs": lambda n: "Ông Lê Văn Mít dự. " + "Ông Mít chủ trì hội nghị; " * (n // 26),
    "owners": lambda n: f"x\nNgày 5/6, hội nghị {'của Chính phủ ' * (n // 14)}",
    "places-joined": lambda n: (
        f"x\nNgày 5/6, Công an 3 tỉnh Ba, {'Cây Me và ' * (n // 10)}Lá ký kết quy chế phối hợp."
    ),
    "voters-ask": lambda n: "x\nNgày 5/6, cử tri " + "giao Ban A tổ chức họp " * (n // 23),
    "laws": lambda n: "Luật Trồng cây, luật số " * (n // 24),
    "short-lines": lambda n: "dòng chữ ngắn của một trang in\n" * (n // 31),
    "marks": lambda n: "…" * n + "\u0301" * n,
    "dots-in-a-letter": lambda n: f"{STATE}V/v a{'.' * n}b\nKính gửi: Ban A\n",
    "dots-in-a-title": lambda n: f"{STATE}KẾ HOẠCH\nVề a{'.' * n}b\n",
    "a-line-above-a-subject": lambda n: f"{STATE}KẾ HOẠCH\n{'-' * n}\nabc\n",
    "blanks-among-parties": lambda n: f"{STATE}KẾ HOẠCH\nPhối hợp giữa Ban A{' ' * n}b\n",
    "commas-among-parties": lambda n: f"{STATE}KẾ HOẠCH\nPhối hợp giữa Ban A{', b' * (n // 3)}\n",
}
PAGES: dict[str, Callable[[int], str]] = {
    "forms": lambda n: "<form>" * (n // 6) + "<p>a</p>",
    "forms-among-paragraphs": lambda n: "<p>a</p><form>b</form>" * (n // 22),
    "paragraphs-left-open": lambda n: "<article>" + "<p>a" * (n // 4),
    "labels": lambda n: "<label>a" * (n // 8),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_reading_takes_time_in_proportion(text: Callable[[int], str]) -> None:
    read(text(100))  # what is made once is made

    assert _is_linear(read, text)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_web_page_takes_time_in_proportion(page: Callable[[int], str]) -> None:
    assert _is_linear(lambda text: extract(text.encode(), "a.html"), page)


def _is_linear(work: Callable[[str], object], text: Callable[[int], str]) -> bool:
    """Compare CPU seconds, which other work on the machine leaves alone; a slip is no proof."""
    return any(_passes(work, text) for _ in range(3))


def _passes(work: Callable[[str], object], text: Callable[[int], str]) -> bool:
    short, long = (_seconds(work, text(size)) for size in (SIZE, TIMES * SIZE))
    return long < NOTHING or long < RATIO * short


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started
