"""To whom a visit is paid speaks only where the text says so."""

import pytest

from phoihop.reader import read

_DAY = "Sáng 20/7/2031, "
_SEN = "đồng chí Phạm Thị Sen, Bí thư Huyện ủy Ba Mít"


def roles_in(text: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.roles for person in read(text, kind="news").people}


@pytest.mark.parametrize(
    "visited",
    [
        "viếng gia đình liệt sĩ Lê Văn Cam",
        "thăm, tặng quà gia đình thương binh Lê Văn Cam",
        "thăm gia đình ông Lê Văn Cam",
        "tặng quà cho gia đình ông Lê Văn Cam",
        "động viên thân nhân liệt sĩ Lê Văn Cam",
        "đến nhà ông Lê Văn Cam",
        "thăm ông Lê Văn Cam",
        "trao quà hộ bà Lê Văn Cam",
        "chúc mừng Mẹ Việt Nam anh hùng Lê Văn Cam",
        "thăm hỏi thương binh Lê Văn Cam",
    ],
)
def test_who_is_visited_does_not_speak(visited: str) -> None:
    told = roles_in(f"{_DAY}đoàn công tác của huyện Ba Mít đã {visited} và phát biểu tri ân.")
    assert told == {"Lê Văn Cam": ()}

    told = roles_in(f"{_DAY}{_SEN} đã {visited} và phát biểu tri ân.")
    assert told == {"Phạm Thị Sen": ("speaker",), "Lê Văn Cam": ()}


def test_a_speech_at_a_visit_is_not_that_of_the_family() -> None:
    told = roles_in(
        f"{_DAY}đoàn thăm thôn Đoài. Phát biểu tại buổi thăm, lãnh đạo huyện chúc mừng gia đình"
        " ông Lê Văn Cam đã có nhà mới."
    )

    assert told == {"Lê Văn Cam": ()}


@pytest.mark.parametrize("visit", ["Thăm", "Đến thăm", "Viếng"])
def test_who_comes_to_a_family_speaks(visit: str) -> None:
    told = roles_in(f"{_DAY}đoàn đi. {visit} gia đình ông Lê Văn Cam, {_SEN} phát biểu tri ân.")

    assert told == {"Lê Văn Cam": (), "Phạm Thị Sen": ("speaker",)}


def test_two_families_are_visited() -> None:
    told = roles_in(f"{_DAY}đoàn thăm gia đình ông Lê Văn Cam, bà Hà Thị Na và phát biểu tri ân.")

    assert told == {"Lê Văn Cam": (), "Hà Thị Na": ()}


@pytest.mark.parametrize(
    "said",
    [
        "Gia đình ông Lê Văn Cam chia sẻ niềm vui có nhà mới.",
        "Thay mặt gia đình, ông Lê Văn Cam phát biểu cảm ơn.",
        "Đại diện gia đình liệt sĩ, ông Lê Văn Cam phát biểu cảm ơn.",
        "Hội viên thương binh Lê Văn Cam phát biểu cảm ơn.",
        "Con trai liệt sĩ Lê Văn Cam phát biểu cảm ơn.",
        "Sau khi đoàn đến thăm, ông Lê Văn Cam phát biểu cảm ơn.",
        "Chủ nhà Lê Văn Cam cho biết nhà đã xong.",
    ],
)
def test_a_family_may_speak(said: str) -> None:
    told = roles_in(f"{_DAY}đoàn công tác của huyện Ba Mít đã thăm thôn Đoài. {said}")

    assert told == {"Lê Văn Cam": ("speaker",)}
