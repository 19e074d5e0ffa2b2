"""What is told of work done, or what others want, is no task of anybody; all made up."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_asked_lists import HEAD, LETTER, REPORT, tasks_of
from phoihop.reader.tests.test_asks import asked_in

FINDINGS = HEAD.format(letters="KL-UBND", title="KẾT LUẬN\nKiểm tra việc trồng cây")
ASKED = "Ông Lê Văn Mít đề nghị các xã rà soát hộ nghèo."


@pytest.mark.parametrize(
    "line",
    [
        "Kết quả thực hiện nhiệm vụ UBND huyện giao Phòng Kinh tế:",
        "Tình hình thực hiện các việc huyện giao Phòng Kinh tế như sau:",
        "Qua tiếp xúc, cử tri đề nghị Phòng Kinh tế:",
        "Người dân đề nghị Phòng Kinh tế:",
        "Xã đã đề nghị Phòng Kinh tế:",
    ],
)
@pytest.mark.parametrize("head", [LETTER, REPORT])
def test_nobody_is_asked_in_a_list_below(head: str, line: str) -> None:
    assert tasks_of(f"{head}\n{line}\n- Tổ chức 5 lớp nghề.\n- Hỗ trợ 30 cây giống.\n") == []


def test_a_list_below_what_was_done_may_ask_all_the_same() -> None:
    line = "UBND xã thông báo tình hình và đề nghị các thôn:"

    assert tasks_of(f"{LETTER}\n{line}\n- Hỗ trợ cây giống.\n") == [
        (["các thôn"], "Hỗ trợ cây giống", None)
    ]


@pytest.mark.parametrize(
    "heading",
    ["Kiến nghị của nhân dân", "Đề xuất, kiến nghị của cử tri", "Đề nghị của người dân"],
)
def test_what_the_people_want_is_given_to_nobody(heading: str) -> None:
    text = f"{REPORT}\nI. ĐÃ LÀM\n1. Trồng cây.\nII. {heading}\n1. UBND huyện hỗ trợ cây giống.\n"

    assert tasks_of(text) == []


def test_a_report_proposes_to_a_committee_of_the_people() -> None:
    text = (
        f"{REPORT}\nI. ĐÃ LÀM\n1. Trồng cây.\nII. Kiến nghị với Ủy ban nhân dân huyện\n"
        "1. Ủy ban nhân dân huyện hỗ trợ cây giống.\n"
    )

    assert tasks_of(text) == [(["Ủy ban nhân dân huyện"], "hỗ trợ cây giống", None)]


@pytest.mark.parametrize("heading", ["ƯU ĐIỂM", "Hạn chế, tồn tại", "ĐÁNH GIÁ"])
def test_how_well_a_body_worked_is_no_duty(heading: str) -> None:
    text = f"{FINDINGS}\nI. {heading}\n1. Chi bộ thôn Đoài\n- Thực hiện quy chế làm việc.\n"

    assert tasks_of(text) == []


@pytest.mark.parametrize(
    ("line", "tasks"),
    [
        ("UBND xã thông báo kết quả như sau:", []),
        ("UBND xã chỉ thị:", [(["Đoàn xã"], "Phối hợp trồng 200 cây", None)]),
        (
            "UBND xã thông báo kết quả và yêu cầu như sau:",
            [(["Đoàn xã"], "Phối hợp trồng 200 cây", None)],
        ),
    ],
)
def test_what_the_line_above_a_list_says_of_it(
    line: str, tasks: list[tuple[list[str], str, str | None]]
) -> None:
    text = f"{FINDINGS}\n{line}\n1. Hội chợ\n- Bán 30 cây.\n2. Đoàn xã\n- Phối hợp trồng 200 cây.\n"

    assert tasks_of(text) == tasks


@pytest.mark.parametrize(
    "more",
    [
        "Ngoài ra, tuyên truyền còn hạn chế ở một số xã.",
        "Bên cạnh đó, quản lý đất đai còn lỏng lẻo.",
        "Cùng với đó, huy động được 5 tỷ đồng làm đường.",
        "Đồng thời, hỗ trợ cây giống đã đến tay người trồng.",
        "Ngoài ra, phối hợp giữa các ngành chưa chặt chẽ.",
    ],
)
def test_how_it_went_is_no_further_task(more: str) -> None:
    assert asked_in(f"{ASKED} {more}") == [(["các xã"], "rà soát hộ nghèo")]


def test_a_further_task_may_be_about_what_is_not_yet_done() -> None:
    told = f"{ASKED} Đồng thời, rà soát các hộ chưa có nhà."

    assert asked_in(told)[1:] == [(["các xã"], "rà soát các hộ chưa có nhà")]


@pytest.mark.parametrize(
    "told",
    [
        "Đáng lưu ý Công an huyện phối hợp với các xã bắt 5 vụ đánh bạc.",
        "Một số điểm cần lưu ý các xã thực hiện chưa tốt quy chế.",
    ],
)
def test_what_is_worth_noting_asks_nobody(told: str) -> None:
    assert asked_in(told) == []


@pytest.mark.parametrize(
    "told",
    ["Trước ngày 20/3, các hộ dân tổ chức hội cau.", "Trước ngày 30/6/2032, UBND huyện làm cầu."],
)
def test_what_is_only_to_come_asks_nobody(told: str) -> None:
    assert asked_in(told) == []


@pytest.mark.parametrize("body", ["các bộ phận", "tổ"])
def test_to_sum_up_is_a_verb_where_its_object_follows(body: str) -> None:
    told = f"Ông Lê Văn Mít yêu cầu {body} tổng hợp danh sách."

    assert asked_in(told) == [([body], "tổng hợp danh sách")]


def test_a_last_day_of_long_ago_asks_nobody() -> None:
    text = "Chuyện cũ\nLàng ở ven sông. Trước ngày 30/4/2020, UBND xã tổ chức di dời 5 hộ dân."

    assert not read(text, kind="news").tasks
