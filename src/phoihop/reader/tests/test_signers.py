"""Who signed a paper signs, and speaks only where the paper tells it."""

import pytest

from phoihop.reader import read

_HEAD = (
    "ỦY BAN NHÂN DÂN\nHUYỆN BA MÍT\nSố: 12/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nBa Mít, ngày 5 tháng 3 năm 2031\n\n"
    "THÔNG BÁO\nVề việc trồng cây\n\n"
)


def roles_in(text: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.roles for person in read(text).people}


@pytest.mark.parametrize(
    "body",
    [
        "UBND huyện thông báo các xã trồng cây.\n",
        "Tại hội nghị, các đại biểu phát biểu ý kiến\n",
        "Phát biểu tại hội nghị, UBND huyện yêu cầu:\n",
        "Kết luận của hội nghị như sau:\n1. Các xã phát biểu ý kiến;\n",
    ],
)
@pytest.mark.parametrize(
    "foot",
    [
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(đã ký)\nNguyễn Văn Cam",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn Cam",
        "CHỦ TỊCH\n(Ký tên, đóng dấu)\nNguyễn Văn Cam",
        "Chủ tịch\n(đã ký)\n\nNguyễn Văn Cam",
        "CHỦ TỌA\nNguyễn Văn Cam",
        "NGƯỜI TRÌNH BÀY\n(đã ký)\nNguyễn Văn Cam",
    ],
)
@pytest.mark.parametrize(
    "below",
    ["", "\nông nhấn mạnh việc này", "\nĐề nghị các xã báo cáo.", "\nPHỤ LỤC\nNêu rõ kết quả"],
)
def test_a_signer_only_signs(body: str, foot: str, below: str) -> None:
    assert roles_in(_HEAD + body + foot + below) == {"Nguyễn Văn Cam": ("signer",)}


def test_a_signer_whose_words_the_paper_tells_speaks_too() -> None:
    text = (
        f"{_HEAD}Đồng chí Nguyễn Văn Cam chủ trì cuộc họp và kết luận như sau: các xã trồng cây.\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(đã ký)\nNguyễn Văn Cam"
    )

    assert roles_in(text) == {"Nguyễn Văn Cam": ("chair", "speaker", "signer")}


def test_a_pronoun_goes_on_about_who_was_told_of() -> None:
    told = roles_in(
        "Họp bàn trồng cây\nNgày 5/3/2031, ông Lê Văn Cam đã dự buổi họp của xã Ba Mít. "
        "Ông nhấn mạnh việc trồng cây."
    )

    assert told == {"Lê Văn Cam": ("speaker", "attendee")}


def test_a_post_in_small_letters_above_the_mark_is_that_of_the_signer() -> None:
    text = f"{_HEAD}UBND huyện thông báo.\nPhó Chủ tịch\n(đã ký)\nNguyễn Văn Cam"

    (signer,) = read(text).people
    assert [post.title for post in signer.positions] == ["Phó Chủ tịch"]


@pytest.mark.parametrize(
    "foot",
    ["Văn bản này\n(đã ký)\nCác xã trồng cây", "Chủ tịch đã ký\nTrồng Cây Xanh", "(đã ký)\n"],
)
def test_no_name_below_the_mark_is_no_signer(foot: str) -> None:
    assert roles_in(f"{_HEAD}UBND huyện thông báo.\n{foot}") == {}
