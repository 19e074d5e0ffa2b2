"""What persons do, told in openings, lists and reported speech; one row each."""

import pytest

from phoihop.reader.tests.test_people import people_in


def roles_in(text: str) -> dict[str, list[str]]:
    return {name: roles for name, (_, roles) in people_in(text).items()}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Đến dự lễ kỷ niệm 70 năm Ngày thành lập nhà trường và 20 năm thực hiện phong trào"
            " trồng cây gây rừng trên địa bàn các xã vùng cao có đồng chí Lê Văn Mít - Bí thư"
            " Huyện ủy.",
            {"Lê Văn Mít": ["attendee"]},
            id="far-behind-the-verb",
        ),
        pytest.param(
            "Dự buổi làm việc có đại diện Ban Dân vận Tỉnh ủy, Công an tỉnh, Sở Y tế, Sở Tài"
            " chính, lãnh đạo Huyện ủy, Đại tá Lê Văn Mít - Chỉ huy trưởng Bộ CHQS tỉnh, Bí thư"
            " Huyện ủy Trần Thị Cam.",
            {"Lê Văn Mít": ["attendee"], "Trần Thị Cam": ["attendee"]},
            id="behind-a-list-of-bodies",
        ),
        pytest.param(
            "Dự án xây dựng cầu qua sông với tổng mức đầu tư ba trăm tỷ đồng từ ngân sách huyện"
            " và các nguồn vốn hợp pháp khác có sự góp sức của ông Lê Văn Mít, Bí thư chi bộ.",
            {"Lê Văn Mít": []},
            id="a-project-is-no-visit",
        ),
        pytest.param(
            "Bà Lê Thị Mít - Phó Chủ tịch HĐND tỉnh chủ trì cuộc họp; tham dự cuộc họp có bà Trần"
            " Thị Cam - Trưởng Ban Pháp chế; đại diện các sở.",
            {"Lê Thị Mít": ["chair"], "Trần Thị Cam": ["attendee"]},
            id="an-opening-behind-a-semicolon",
        ),
        pytest.param(
            "Chủ trì cuộc họp là ông Lê Văn Mít - Bí thư Đảng ủy, thư ký là ông Trần Văn Cam,"
            " cùng với sự có mặt của các ngành.",
            {"Lê Văn Mít": ["chair"], "Trần Văn Cam": []},
            id="the-presence-of-others",
        ),
        pytest.param(
            "Tham dự và trực tiếp ký thỏa thuận có ông Lê Văn Mít - Giám đốc Công ty Ba Mơ; bà"
            " Trần Thị Cam - Hiệu trưởng Trường Bảy Núi.",
            {"Lê Văn Mít": ["attendee", "signer"], "Trần Thị Cam": ["attendee", "signer"]},
            id="who-comes-and-signs",
        ),
        pytest.param(
            "Ký kết chương trình có sự chứng kiến của ông Lê Văn Mít - Bí thư Huyện ủy.",
            {"Lê Văn Mít": ["attendee"]},
            id="who-only-sees-it",
        ),
        pytest.param(
            "Đoàn xã quán triệt nghị quyết và kết luận 32-KL/TW, tham dự có đồng chí Lê Văn Mít -"
            " Bí thư Đảng ủy.",
            {"Lê Văn Mít": ["attendee"]},
            id="a-document-is-no-speech",
        ),
        pytest.param(
            "Tổng Bí thư Lê Văn Mít; Thủ tướng Trần Văn Cam, và nhiều lãnh đạo dự hội nghị.",
            {"Lê Văn Mít": ["attendee"], "Trần Văn Cam": ["attendee"]},
            id="and-many-others",
        ),
        pytest.param(
            "Tham dự có Đại tá Trần Văn Cam, Phó Chủ nhiệm Quân khu 2. Đại tá Lê Văn Mít, Chính"
            " ủy Bộ CHQS tỉnh báo cáo kết quả.",
            {"Lê Văn Mít": ["speaker"], "Trần Văn Cam": ["attendee"]},
            id="a-number-that-ends-a-sentence",
        ),
        pytest.param(
            "Hội nghị có sự tham dự của đồng chí Lê Văn Mít, Phó Vụ trưởng; bà Trần Thị Cam.",
            {"Lê Văn Mít": ["attendee"], "Trần Thị Cam": ["attendee"]},
            id="the-presence-of",
        ),
        pytest.param(
            "Chị Lê Thị Mít (Chi hội trưởng phụ nữ thôn Bảy) kể về mô hình mới.",
            {"Lê Thị Mít": ["speaker"]},
            id="tells",
        ),
        pytest.param(
            "Hồng y Lê Minh Mít trân trọng cảm ơn đoàn.",
            {"Lê Minh Mít": ["speaker"]},
            id="how-it-is-said",
        ),
        pytest.param(
            "Nhân dịp vào dự Hội thảo triển khai thực hiện chương trình hành động về đổi mới quản"
            " lý giáo dục ở các trường trung học của tỉnh giai đoạn 2030 - 2032, đồng chí Lê Văn"
            " Mít, Bí thư Tỉnh đoàn đã trao 16 suất quà.",
            {"Lê Văn Mít": ["attendee"]},
            id="on-the-occasion-of-a-long-title",
        ),
        pytest.param(
            "Nhân dịp về dự lễ khai giảng của trường, ông Lê Văn Mít đã tặng 5 chiếc xe đạp.",
            {"Lê Văn Mít": ["attendee"]},
            id="on-the-occasion",
        ),
    ],
)
def test_openings(text: str, roles: dict[str, list[str]]) -> None:
    assert roles_in(text) == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Đó là tinh thần bài phát biểu kết luận của đồng chí Bí thư Huyện ủy Lê Văn Mít.",
            {"Lê Văn Mít": ["speaker"]}, id="his-words",
        ),
        pytest.param(
            "Hội nghị nghe ý kiến phát biểu, chỉ đạo của ông Lê Văn Mít, Phó Chủ tịch UBND huyện.",
            {"Lê Văn Mít": ["speaker"]}, id="his-advice",
        ),
        pytest.param(
            "Trường ta đứng đầu. Đó là khẳng định của đồng chí Bí thư Huyện ủy Lê Văn Mít.",
            {"Lê Văn Mít": ["speaker"]}, id="what-he-affirms",
        ),
        pytest.param(
            "Theo đánh giá của ông Lê Văn Mít, Chủ tịch UBND xã, lúa tốt.",
            {"Lê Văn Mít": ["speaker"]}, id="his-judgement",
        ),
        pytest.param(
            "Chủ tịch UBND tỉnh Lê Văn Mít đã có kết luận về cuộc họp như sau.",
            {"Lê Văn Mít": ["speaker"]}, id="has-a-conclusion",
        ),
        pytest.param(
            "“Tôi mừng”, bà Lê Thị Mít, 65 tuổi, ở xóm Đông, bày tỏ.",
            {"Lê Thị Mít": ["speaker"]}, id="an-age-between",
        ),
        pytest.param(
            "Sau phần báo cáo của bà Lê Thị Mít, Trưởng phòng, hội nghị thảo luận.",
            {"Lê Thị Mít": ["speaker"]}, id="her-report",
        ),
        pytest.param(
            "Nhờ sự quan tâm của ông Lê Văn Mít, Chủ tịch UBND xã, lúa tốt.",
            {"Lê Văn Mít": []}, id="his-care",
        ),
        pytest.param(
            "Thực hiện ý kiến chỉ đạo của ông Lê Văn Mít, Phó Chủ tịch UBND huyện, xã trồng cây.",
            {"Lê Văn Mít": []}, id="an-order-carried-out",
        ),
        pytest.param(
            "Mọi người nghe bà Lê Thị Mít hát mừng hội nghị.", {"Lê Thị Mít": []}, id="a-song",
        ),
        pytest.param(
            "Đại biểu nghe bà Lê Thị Mít - Phó Chủ tịch UBND xã báo cáo kết quả.",
            {"Lê Thị Mít": ["speaker"]}, id="a-report",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít, Phó Chủ tịch HĐND huyện đã thông qua dự kiến nội dung kỳ họp.",
            {"Lê Văn Mít": ["speaker"]}, id="read-out",
        ),
        pytest.param(
            "Ông Lê Văn Mít - Giám đốc Sở Tài chính thừa ủy quyền Chủ tịch UBND tỉnh trình bày tờ"
            " trình.", {"Lê Văn Mít": ["speaker"]}, id="on-behalf",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Trưởng Ban Tuyên giáo Huyện ủy. cho biết lớp học kéo dài ba ngày.",
            {"Lê Văn Mít": ["speaker"]}, id="a-stop-by-mistake",
        ),
        pytest.param(
            "Tại hội nghị, Thiếu tá Lê Văn Mít – Ban Quân lực, Quân khu Bảy; đồng chí Trần Văn Cam"
            " – Bí thư Đảng ủy phát biểu chỉ đạo.",
            {"Lê Văn Mít": ["speaker"], "Trần Văn Cam": ["speaker"]}, id="one-with-a-unit-only",
        ),
        pytest.param(
            "Ông Lê Văn Mít - Phó Chủ tịch LĐLĐ tỉnh khóa XIII phát biểu khai mạc đại hội.",
            {"Lê Văn Mít": ["speaker"]}, id="of-a-term",
        ),
        pytest.param(
            "Bà Lê Thị Mít, trưởng đoàn kiểm tra việc thực hiện Kết luận 62-KL/TW, có ba con.",
            {"Lê Thị Mít": []}, id="a-document-is-no-act",
        ),
        pytest.param(
            "Đoàn công tác do ông Lê Văn Mít - Phó Chánh Văn phòng làm trưởng đoàn đã đến thăm và"
            " chúc mừng cán bộ, chiến sĩ.", {"Lê Văn Mít": ["attendee"]}, id="a-visit-with-wishes",
        ),
        pytest.param(
            "Bí thư Tỉnh ủy Lê Văn Mít đã đến thăm và chủ trì buổi làm việc với Thành ủy.",
            {"Lê Văn Mít": ["chair"]}, id="a-second-act",
        ),
        pytest.param(
            "Theo ông Lê Văn Mít, Viện trưởng VKSND tỉnh ký kết quy chế là để cùng làm tốt hơn.",
            {"Lê Văn Mít": ["speaker"]}, id="what-he-says-of-signing",
        ),
        pytest.param(
            "Tổng Bí thư Lê Văn Mít chủ trì, phát biểu khai mạc Hội nghị.",
            {"Lê Văn Mít": ["chair", "speaker"]}, id="chairs-and-opens",
        ),
        pytest.param(
            "Phó Chủ tịch UBND tỉnh, đánh giá bà Lê Thị Mít được đào tạo bài bản.",
            {"Lê Thị Mít": []}, id="who-is-praised",
        ),
        pytest.param(
            "Ông Lê Văn Mít kỳ vọng xã sẽ vươn lên.", {"Lê Văn Mít": ["speaker"]}, id="hopes",
        ),
        pytest.param(
            "Các đồng chí: Lê Văn Mít - Bí thư Tỉnh ủy và các Phó Chủ tịch HĐND tỉnh Đoàn Văn Cam,"
            " Trần Thị Sắn, chủ trì kỳ họp.",
            {"Lê Văn Mít": ["chair"], "Đoàn Văn Cam": ["chair"], "Trần Thị Sắn": ["chair"]},
            id="deputies-too",
        ),
    ],
)  # fmt: skip
def test_words_and_acts(text: str, roles: dict[str, list[str]]) -> None:
    assert roles_in(text) == roles
