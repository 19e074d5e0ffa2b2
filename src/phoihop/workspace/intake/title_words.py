"""Words of titles whose letters are known without the text: names of bodies and common words."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from phoihop.vntext.wording import PHRASES

# First words of what is a body's name wherever it stands; "tuyên giáo" alone is also a trade.
_BODY_HEADS: Final = frozenset(
    """
    ban bộ hội đoàn ủy uỷ liên mặt viện tòa toà đài trung tỉnh thành huyện quận thị đảng chi việt
    """.split()  # noqa: SIM905 - a table to read
)

# Written so wherever they stand.
_NAMES: Final = """
Hồ Chí Minh, Đảng Cộng sản Việt Nam, xây dựng Đảng, Đại hội Đảng, Trung ương Đảng, Nhà nước, Chính
phủ, Thủ tướng Chính phủ, Quốc hội, Tết Nguyên đán, Quốc khánh, Cách mạng Tháng Tám, Tổ quốc, Chỉ
thị số, Nghị quyết số, Kết luận số, Quyết định số, Quy định số, Kế hoạch số, V v, Chương trình số,
Hướng dẫn số, Thông báo số, Thông tri số, Thông tư số, Nghị định số, Công điện số, Đề án số, Quy chế
số, phi Chính phủ, Huân chương Lao động, Báo Nhân dân, Bác Hồ, Lý Tự Trọng, Điện Biên Phủ, Trường
Sa, Hoàng Sa
"""

# Two words or more that are no name, whatever stands beside them. What is also a name of places,
# as "dân chủ", is left out.
_TERMS: Final = """
tăng cường, đẩy mạnh, nâng cao, chất lượng, hiệu quả, hiệu lực, triển khai, thực hiện, tổ chức, tiếp
tục, đổi mới, hoàn thiện, củng cố, kiện toàn, phát huy, phát triển, phát động, hưởng ứng, tham gia,
phối hợp, chương trình, kế hoạch, kế hoạch hóa, quy chế, quy định, hướng dẫn, thông báo, báo cáo,
kết quả, kết luận, đánh giá, sơ kết, tổng kết, kiểm tra, giám sát, thanh tra, khảo sát, rà soát,
thẩm định, phê duyệt, ban hành, sửa đổi, bổ sung, thay thế, bãi bỏ, thành lập, giải thể, sáp nhập,
phân công, phân cấp, ủy quyền, bổ nhiệm, miễn nhiệm, điều động, khen thưởng, kỷ luật, thi đua, tuyên
dương, biểu dương, công nhận, công bố, công khai, công tác, nhiệm vụ, giải pháp, biện pháp, trọng
tâm, mục tiêu, chỉ tiêu, phương hướng, nội dung, hoạt động, phong trào, cuộc thi, hội thi, hội thảo,
hội nghị, tọa đàm, tập huấn, bồi dưỡng, đào tạo, tuyên truyền, phổ biến, giáo dục, pháp luật, học
tập, quán triệt, làm theo, tư tưởng, đạo đức, phong cách, chính trị, kinh tế, xã hội, văn hóa, văn
nghệ, thể dục, thể thao, du lịch, y tế, dân số, trẻ em, phụ nữ, thanh niên, thiếu niên, thiếu nhi,
nhi đồng, người cao tuổi, người khuyết tật, người dân, nhân dân, quần chúng, cán bộ, công chức, viên
chức, đảng viên, đoàn viên, hội viên, lãnh đạo, chỉ đạo, quản lý, điều hành, cải cách, hành chính,
thủ tục, chuyển đổi số, công nghệ, thông tin, truyền thông, khoa học, khoa giáo, khuyến học, khuyến
tài, xã hội học tập, xây dựng, nông thôn mới, đô thị văn minh, nông nghiệp, nông thôn, công nghiệp,
thương mại, dịch vụ, môi trường, tài nguyên, đất đai, bảo vệ rừng, trồng cây, phòng chống, chống
dịch, phòng ngừa, ngăn chặn, xử lý, khắc phục, hậu quả, thiên tai, bão lũ, lũ lụt, hạn hán, cháy nổ,
cháy rừng, dịch bệnh, tội phạm, ma túy, tham nhũng, lãng phí, tiêu cực, vi phạm, bạo lực, gia đình,
tai nạn, thương tích, đuối nước, an toàn giao thông, an toàn thực phẩm, vệ sinh, an ninh, trật tự,
quốc phòng, quân sự, dân quân, tự vệ, tuyển quân, bảo đảm, đảm bảo, bảo vệ, giữ gìn, giữ vững, an
sinh, giảm nghèo, bền vững, việc làm, lao động, bảo hiểm, chính sách, chế độ, ưu đãi, người có công,
thương binh, liệt sĩ, tri ân, đền ơn đáp nghĩa, quy chế dân chủ, dân chủ ở cơ sở, cơ sở, tiếp công
dân, khiếu nại, tố cáo, phản ánh, kiến nghị, phản biện, góp ý, lấy ý kiến, ý kiến, dự thảo, đề án,
đề nghị, đề xuất, cung cấp, báo cáo viên, tuyên truyền viên, cộng tác viên, dư luận, dân vận khéo,
dân tộc, tôn giáo, thiểu số, đại đoàn kết, kỷ niệm, chào mừng, ngày thành lập, bầu cử, đại biểu, cử
tri, tiếp xúc, kỳ họp, kỳ thi, kỳ nghỉ, thời kỳ, định kỳ, lần thứ, đợt cao điểm, cao điểm, giai
đoạn, nhiệm kỳ, giữa nhiệm kỳ, năm học, năm mới, hằng năm, hàng năm, quý đầu năm, đầu năm, cuối năm,
cả năm, tháng đầu năm, tháng cuối năm, tuần lễ, địa bàn, trên địa bàn, địa phương, cơ quan, đơn vị,
doanh nghiệp, nhà trường, trường học, học sinh, sinh viên, giáo viên, thôn xóm, khu dân cư, tổ dân
phố, thị trấn, thị xã, thành phố, tình hình, tình hình mới, điều kiện, nguồn lực, kinh phí, ngân
sách, tài chính, tài sản, đầu tư, đấu thầu, thu chi, giá cả, thị trường, tiết kiệm, hợp tác xã, liên
kết, liên tịch, ký kết, giao ước, cam kết, hợp tác, hỗ trợ, giúp đỡ, thăm hỏi, tặng quà, vận động,
ủng hộ, quyên góp, hiến máu, tình nguyện, tiêm chủng, tiêm phòng, sức khỏe, khám bệnh, chữa bệnh,
chăm sóc, nuôi dưỡng, giao ban, trực báo, thành viên, quyết định, nghị quyết, chỉ thị, đối với, liên
quan, toàn dân, toàn diện, đồng bộ, kịp thời, thường xuyên, chủ động, tích cực, sâu rộng, một số,
cấp xã, cấp huyện, cấp tỉnh, các cấp, các ngành, liên ngành, thuộc phạm vi, phạm vi
"""

# Behind these a name may follow that is made of common words: "xã Chỉ Đạo", "Bà Huyện Thanh Quan".
BEFORE_NAMES: Final = frozenset(
    """
    xã phường huyện tỉnh quận trấn phố thôn bản ấp xóm buôn làng khu đảo sông núi hồ suối cầu chợ
    đường trường chùa đền đình ông bà anh chị bác chú cụ mẹ vua chí sĩ sỹ hùng tên mang đội
    """.split()  # noqa: SIM905 - a table to read
)
# What joins two names, or a name and what is said of it, and is no part of one.
JOIN_NAMES: Final = frozenset("và của với cho về trong tại ở các những được do".split())  # noqa: SIM905
# Words that join others; behind a name that is not over they may belong to it: "Nam Từ Liêm".
_JOINTS: Final = frozenset(
    """
    về việc và của các những trong trên tại theo từ đến để nhằm cho với ở khi sau trước giữa cùng
    hoặc được không đã đang sẽ bị là chống họp cấp xã huyện tỉnh phường quận thôn ngành khối
    """.split()  # noqa: SIM905 - a table to read
)


def _known() -> dict[tuple[str, ...], str]:
    """{words in small letters: as they are written}, in both spellings of one sound."""
    bodies = (
        written
        for phrase, written in PHRASES.items()
        if written[0].isupper() and " " in phrase and phrase.split()[0] in _BODY_HEADS
    )
    found = {}
    for phrase in (*_TERMS.split(","), *bodies, *_NAMES.split(",")):
        words = phrase.split()
        for swap in (_AS_IT_IS, _OTHERWISE):
            written = " ".join(swap.get(word, word) for word in words)
            found[tuple(written.lower().split())] = written
    return found


_AS_IT_IS: Final[dict[str, str]] = {}
_OTHERWISE: Final = {
    "hóa": "hoá",
    "khỏe": "khoẻ",
    "ủy": "uỷ",
    "tọa": "toạ",
    "túy": "tuý",
    "sĩ": "sỹ",
}
_KNOWN: Final = _known()
_LONGEST: Final = max(map(len, _KNOWN))


class Known(NamedTuple):
    """Of how many words the known phrase is in which a word stands, its letters, its place in it.

    Of a word of no phrase the length is 0.
    """

    length: int
    written: str
    place: int


def known_in(words: Sequence[str]) -> list[Known]:
    """For each word the known phrase in which it stands; the longest wins.

    words: in small letters.
    """
    found = [Known(0, "", 0)] * len(words)
    at = 0
    while at < len(words):
        longest = min(_LONGEST, len(words) - at)
        lengths = (n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in _KNOWN)
        length = next(lengths, 0)
        written = _KNOWN[tuple(words[at : at + length])].split() if length else ()
        found[at : at + length] = [Known(length, word, place) for place, word in enumerate(written)]
        at += max(length, 1)
    return found


def is_joint(word: str) -> bool:
    """Whether the word, in small letters, joins others: it is no part of a name."""
    return word in _JOINTS
