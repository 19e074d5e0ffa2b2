"""Invented names and sentences. No real person, place or text."""

from random import Random

RARE = "đờn ca tài tử"
COMMON = "tuyên truyền"
# A topic that stands in a few tasks only, for the rare search.
_RARE_IN = 0.0008

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Quang", "Minh", "Ngọc", "Hữu", "Thanh", "Xuân")
_GIVEN = (
    "An", "Bình", "Chi", "Dũng", "Đông", "Giang", "Hà", "Hải", "Hòa", "Hùng", "Khánh", "Lan",
    "Linh", "Long", "Mai", "Nam", "Nga", "Phong", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thủy",
    "Trang", "Trung", "Tuấn", "Tùng", "Vân", "Yến",
)  # fmt: skip
_FIRST = (
    "An",
    "Bình",
    "Đông",
    "Hưng",
    "Long",
    "Minh",
    "Ngọc",
    "Phú",
    "Quang",
    "Tân",
    "Thanh",
    "Vĩnh",
)
_SECOND = (
    "Châu", "Giang", "Hà", "Hải", "Hòa", "Lâm", "Lộc", "Mỹ", "Phong", "Sơn", "Thạnh", "Thịnh",
    "Tiến", "Xuân",
)  # fmt: skip
_VERBS = (
    "Tổ chức tuyên truyền", "Biên soạn tài liệu tuyên truyền", "Kiểm tra việc", "Sơ kết việc",
    "Tổng hợp báo cáo về", "Tập huấn cán bộ về", "Phối hợp triển khai", "Khảo sát thực trạng",
    "Xây dựng chuyên mục về", "Tham mưu kế hoạch về",
)  # fmt: skip
_TOPICS = (
    "phòng, chống dịch bệnh", "an toàn giao thông", "chuyển đổi số ở cơ sở", "bảo vệ môi trường",
    "phòng cháy, chữa cháy", "xây dựng nông thôn mới", "văn hóa đọc trong trường học",
    "phong trào thể dục, thể thao", "lịch sử địa phương", "cải cách hành chính",
    "bảo hiểm y tế toàn dân", "gương người tốt, việc tốt", "phòng, chống thiên tai",
    "vệ sinh an toàn thực phẩm", "khuyến học, khuyến tài", "đời sống văn hóa ở khu dân cư",
    "biên giới, biển và hải đảo", "ngày hội đoàn kết toàn dân", "pháp luật về đất đai",
    "chương trình mỗi xã một sản phẩm",
)  # fmt: skip
_FOR_WHOM = (
    "trong đoàn viên, thanh niên", "trong học sinh", "ở các thôn, tổ dân phố", "trên địa bàn",
    "trên hệ thống loa truyền thanh", "trong cán bộ, đảng viên", "tại các trường học",
    "trong hội viên nông dân", "trên cổng thông tin điện tử", "trong công nhân, người lao động",
)  # fmt: skip
_PRODUCTS = (
    "Báo cáo kết quả", "Kế hoạch được phê duyệt", "Chuyên mục phát thanh", "Hội nghị, biên bản",
    "Bộ tài liệu", "Báo cáo tổng hợp số liệu", "Công văn hướng dẫn",
)  # fmt: skip
_SENTENCES = (
    "Đã ban hành kế hoạch và phân công từng bộ phận.",
    "Đã tổ chức một buổi tuyên truyền, có đông người dự.",
    "Các thôn đã treo băng rôn, phát tờ rơi theo kế hoạch.",
    "Còn chờ số liệu của hai đơn vị, dự kiến có trong tuần tới.",
    "Kinh phí đã được bố trí, đang làm thủ tục.",
    "Đài truyền thanh phát đều mỗi tuần ba buổi.",
    "Khó khăn: thiếu người làm chuyên trách, thời tiết mưa nhiều.",
    "Đã kiểm tra thực tế tại cơ sở và lập biên bản.",
)


def person(rng: Random) -> str:
    """A full name."""
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def places(number: int) -> list[str]:
    """Different names of communes."""
    pairs = [f"{first} {second}" for second in _SECOND for first in _FIRST if first != second]
    again = -(-number // len(pairs))
    return [f"{name}{' ' + str(n) if n else ''}" for n in range(again) for name in pairs][:number]


def duty(rng: Random, place: str) -> str:
    """The title of a task or of a content."""
    topic = RARE if rng.random() < _RARE_IN else rng.choice(_TOPICS)
    year = rng.randint(2024, 2027)
    return f"{rng.choice(_VERBS)} {topic} {rng.choice(_FOR_WHOM)} {place} năm {year}"


def topic(rng: Random) -> str:
    """What a programme is about."""
    return rng.choice(_TOPICS)


def product(rng: Random) -> str:
    """What must be handed in."""
    return rng.choice(_PRODUCTS)


def report(rng: Random) -> str:
    """What was done, in one to three sentences."""
    return " ".join(rng.sample(_SENTENCES, rng.randint(1, 3)))
