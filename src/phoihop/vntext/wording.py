"""How the words of bodies' names are capitalised in running text.

Source: the annex on capital letters of Nghị định 30/2020/NĐ-CP, Phụ lục II, and the names as
the Party's offices print them. Longer phrases win over shorter ones.
"""

from __future__ import annotations

from typing import Final

from phoihop.vntext.letters import nfc

ABBREVIATIONS: Final = frozenset(
    """
    UBND HĐND MTTQ UBMTTQ TAND VKSND UBKT BCH BTV TW CCB LĐLĐ HND HPN
    THCS THPT GDTX GDNN QĐ NĐ CT NQ
    """.split()  # noqa: SIM905 - a table to read
)

BODIES: Final = frozenset(
    """
    ban đài phòng sở hội đoàn trường trạm viện tòa toà công chi đảng ủy uỷ cục vụ bộ
    """.split()  # noqa: SIM905 - a table to read
)

LEVELS: Final = frozenset(["tỉnh", "huyện", "quận", "xã", "phường"])

_WRITTEN: Final = (
    # levels
    "tỉnh", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn", "thành phố", "đặc khu",
    "thôn", "tổ dân phố", "khu phố",
    # Party committees and their organs
    "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ", "Chi bộ",
    "Ban Chấp hành", "Ban Thường vụ", "Thường trực", "Trung ương", "Ban Bí thư", "Bộ Chính trị",
    "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ban Tổ chức", "Ban Nội chính",
    "Ban Xây dựng Đảng", "Ủy ban Kiểm tra", "Văn phòng", "Tuyên giáo", "Dân vận",
    "Ban Chỉ đạo", "Ban Cán sự đảng", "Trung tâm Chính trị", "Trung tâm Bồi dưỡng chính trị",
    # posts
    "Bí thư", "Chủ tịch", "Phó Bí thư", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Trưởng phòng",
    "Chánh Văn phòng", "Hiệu trưởng", "Chánh án", "Viện trưởng", "Ủy viên", "Đồng chí",
    # State bodies
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
    "Công an", "Ban Chỉ huy quân sự", "Bộ Chỉ huy quân sự", "Phòng", "Sở", "Chi cục",
    "Giáo dục và Đào tạo", "Văn hóa và Thông tin", "Văn hóa, Thể thao và Du lịch",
    "Lao động - Thương binh và Xã hội", "Tài nguyên và Môi trường", "Khoa học và Công nghệ",
    "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường", "Kinh tế và Hạ tầng",
    "Tài chính - Kế hoạch", "Nội vụ", "Tư pháp", "Thanh tra", "Y tế", "Trung tâm Y tế",
    "Trung tâm Văn hóa", "Truyền thanh", "Truyền hình", "Phát thanh và Truyền hình",
    "Phát thanh - Truyền hình", "Truyền thanh - Truyền hình", "Đài Truyền thanh",
    "Báo và Phát thanh, Truyền hình", "Giáo dục nghề nghiệp", "Giáo dục thường xuyên",
    "Trung học cơ sở", "Trung học phổ thông", "Tiểu học", "Mầm non", "Bệnh viện", "đa khoa",
    # Front and unions
    "Mặt trận Tổ quốc", "Ủy ban Mặt trận Tổ quốc", "Việt Nam", "Đoàn Thanh niên",
    "Cộng sản Hồ Chí Minh", "Thanh niên", "Hội Liên hiệp Phụ nữ", "Liên hiệp Phụ nữ",
    "Hội Nông dân", "Nông dân", "Hội Cựu chiến binh", "Cựu chiến binh", "Liên đoàn Lao động",
    "Hội Khuyến học", "Hội Chữ thập đỏ", "Người cao tuổi", "và", "các", "cấp", "nhân dân",
)  # fmt: skip


def _phrases() -> dict[str, str]:
    """Return each phrase in small letters to its written form, in both tone placements.

    Only letters count here: signs between words are kept from the text itself.
    """
    found: dict[str, str] = {}
    for written in _WRITTEN:
        words = nfc(written).replace(",", " ").replace("-", " ").split()
        for swap in ({}, {"ủy": "uỷ", "hóa": "hoá", "tòa": "toà", "Ủy": "Uỷ", "Tòa": "Toà"}):
            phrase = " ".join(swap.get(word, word) for word in words)
            found[phrase.lower()] = phrase
    return found


PHRASES: Final = _phrases()
