"""Who signs with whom: further wordings, one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import agreements_in, event_in


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        pytest.param(
            "Sáng 5/3/2031, Sở Y tế và Công an tỉnh tổ chức hội nghị bàn việc chung. Tại hội nghị,"
            " hai đơn vị đã ký kết quy chế phối hợp.", "regulation", ["Sở Y tế", "Công an tỉnh"],
            id="the-two-are-the-hosts",
        ),
        pytest.param(
            "Chiều 2/1/2031 diễn ra lễ ký kết kế hoạch phối hợp giữa Công an các quận 1, 3, Ba Mít"
            " và Công an thành phố Bốn.", "plan",
            ["Công an các quận 1, 3, Ba Mít", "Công an thành phố Bốn"], id="places-of-one-party",
        ),
        pytest.param(
            "Sáng 17/4/2031, tại Công an tỉnh, Đoàn thanh niên Công an tỉnh tổ chức hội nghị ký kết"
            " chương trình phối hợp hướng dẫn, chỉ đạo, tổ chức các hoạt động thanh niên giữ gìn an"
            " ninh trật tự với Đoàn thanh niên 18 huyện, thị xã trên địa bàn tỉnh.", "programme",
            ["Đoàn thanh niên Công an tỉnh", "Đoàn thanh niên 18 huyện, thị xã trên địa bàn tỉnh"],
            id="a-partner-far-behind-what-it-is-about",
        ),
        pytest.param(
            "Chiều 30-9-2031 diễn ra lễ ký kết biên bản ghi nhớ giữa Chi nhánh Ngân hàng Ba Mít"
            " (NHBM) TP Bốn và Chi nhánh NHBM tỉnh Năm.", "other",
            ["Chi nhánh Ngân hàng Ba Mít (NHBM) TP Bốn", "Chi nhánh NHBM tỉnh Năm"],
            id="a-town-behind-a-bracket",
        ),
        pytest.param(
            "Chiều 27/2/2031, dưới sự chủ trì của ông Lê Văn Mít - Ủy viên Ban Thường vụ Tỉnh ủy,"
            " Giám đốc Công an tỉnh, Công an tỉnh và Sở Y tế ký kết quy chế phối hợp.",
            "regulation", ["Công an tỉnh", "Sở Y tế"], id="the-post-of-who-chairs-is-no-party",
        ),
        pytest.param(
            "Hội nghị kiểm điểm thực hiện quy chế phối hợp công tác của Chính phủ và Mặt trận Tổ"
            " quốc Việt Nam, Thủ tướng Chính phủ Lê Văn Mít nói vui.", "regulation",
            ["Chính phủ", "Mặt trận Tổ quốc Việt Nam"], id="nor-is-who-speaks",
        ),
        pytest.param(
            "Viện Kiểm sát nhân dân, Tòa án nhân dân tỉnh ký kết Quy chế phối hợp. Sáng nay, Viện"
            " Kiểm sát nhân dân tỉnh và Tòa án nhân dân tỉnh tổ chức ký kết Quy chế phối hợp.",
            "regulation", ["Viện Kiểm sát nhân dân tỉnh", "Tòa án nhân dân tỉnh"],
            id="the-fuller-names",
        ),
        pytest.param(
            "Sáng 6/1/2031, Huyện ủy và Báo và Phát thanh, truyền hình Bình An ký kết quy chế phối"
            " hợp.", "regulation", ["Huyện ủy", "Báo và Phát thanh, truyền hình Bình An"],
            id="a-comma-within-a-name",
        ),
        pytest.param(
            "Ngày 5/3/2031, huyện Ba Mít tổ chức ký kết chương trình phối hợp tuyên truyền giữa"
            " huyện với Báo Bốn Dừa.", "programme", ["huyện Ba Mít", "Báo Bốn Dừa"],
            id="one-word-for-the-host",
        ),
        pytest.param(
            "Hội nghị tổng kết chương trình phối hợp giữa Hội Làm vườn và các đồn 815, 817 và 821.",
            "programme", ["Hội Làm vườn", "các đồn 815, 817 và 821"], id="numbers-of-one-party",
        ),
        pytest.param(
            "Tại hội nghị, Hội Làm vườn tỉnh ký kết với Bộ Chỉ huy Quân sự tỉnh chương trình phối"
            " hợp.",
            "programme", ["Hội Làm vườn tỉnh", "Bộ Chỉ huy Quân sự tỉnh"],
            id="the-partner-before-the-programme",
        ),
        pytest.param(
            "BTV Hội Làm vườn tỉnh đã ký giao ước thi đua với BTV Hội Làm vườn các huyện, thị,"
            " thành phố.",
            "commitment", ["BTV Hội Làm vườn tỉnh", "BTV Hội Làm vườn các huyện, thị, thành phố"],
            id="a-standing-committee-in-short",
        ),
        pytest.param(
            "VKSND và TAND khu vực 3 ký kết Quy chế phối hợp.\nChiều 28/8/2031, Viện kiểm sát nhân"
            " dân khu vực 3 và Tòa án nhân dân khu vực 3 đã tổ chức lễ ký kết Quy chế phối hợp.",
            "regulation",
            ["Viện kiểm sát nhân dân khu vực 3", "Tòa án nhân dân khu vực 3"],
            id="a-headline-abbreviates",
        ),
        pytest.param(
            "Trường Cao đẳng Ba Mít và Tập đoàn Bốn Dừa (BODUA) ngày 7/1/2031 chính thức ký thỏa"
            " thuận hợp tác.", "other", ["Trường Cao đẳng Ba Mít", "Tập đoàn Bốn Dừa"],
            id="a-day-between-the-parties-and-the-verb",
        ),
        pytest.param(
            "Ngày 15/10/2031, Công an xã và Hạt Kiểm lâm tổ chức giao ban và ký kết quy chế hoạt"
            " động phối hợp.", "regulation", ["Công an xã", "Hạt Kiểm lâm"], id="of-activities",
        ),
        pytest.param(
            "Sáng 5/3/2031, Hội Làm vườn và Huyện đoàn ký kết biên bản ghi nhớ.", "other",
            ["Hội Làm vườn", "Huyện đoàn"], id="minutes",
        ),
        pytest.param(
            "Ngày 5/3/2031, Bộ Tư lệnh Quân khu 12 và Bộ Tư lệnh Biên phòng ký kết quy chế hiệp"
            " đồng, phối hợp.", "regulation", ["Bộ Tư lệnh Quân khu 12", "Bộ Tư lệnh Biên phòng"],
            id="two-words-for-it",
        ),
    ],
)  # fmt: skip
def test_agreements(text: str, kind: str, parties: list[str]) -> None:
    (agreement,) = agreements_in(text)

    assert agreement[:2] == (kind, parties)


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        (
            "Chiều 15-11-2037, Công đoàn và Công an tỉnh tổ chức hội nghị tổng kết quy chế phối hợp"
            " giai đoạn 2033-2037 và ký kết quy chế phối hợp giai đoạn 2038-2043.",
            "2038-2043",
        ),
        ("Chiều 22/3/2038, Khối thi đua các xã tổ chức ký giao ước thi đua năm 2038.", "2038"),
    ],
)
def test_what_is_signed_tells_the_period(lead: str, period: str) -> None:
    event = event_in("Ký kết quy chế phối hợp", lead)

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        (
            "Sáng 26/7/2032, hai đơn vị Viện kiểm sát và Tòa án huyện Ba Mít đã tiến hành ký kết"
            " quy chế.",
            "Viện kiểm sát và Tòa án huyện Ba Mít",
        ),
        (
            "Chiều 22/3/2032, Khối thi đua các doanh nghiệp trên địa bàn tỉnh tổ chức hội nghị.",
            "Khối thi đua các doanh nghiệp trên địa bàn tỉnh",
        ),
        ("Sáng 6/3/2032, Liên ngành Công an và Tòa án huyện tổ chức hội nghị.",
         "Liên ngành Công an và Tòa án huyện"),
    ],
)  # fmt: skip
def test_who_holds_a_signing(lead: str, host: str) -> None:
    event = event_in("Báo Ba Mít điện tử\nKý kết quy chế phối hợp", lead)

    assert event is not None
    assert event.host is not None
    assert (event.kind, event.host.name) == ("signing", host)


@pytest.mark.parametrize(
    ("to", "parties"),
    [("", 2), (" cho nhau", 2), (" cho các hộ dân", 0), (" và tặng hoa cho người trồng mít", 2)],
)
def test_a_paper_handed_to_others_binds_them_not(to: str, parties: int) -> None:
    found = read(f"Sở Chè và Sở Mít trao biên bản thỏa thuận{to}.", kind="news").agreements

    assert sum(len(each.parties) for each in found) == parties
