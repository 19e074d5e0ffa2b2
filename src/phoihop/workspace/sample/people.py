"""Agencies, officials and accounts of the sample: commune Bình An today, its district before.

Everything here is invented; no place, person or number exists.
"""

from dataclasses import dataclass

from phoihop.accounts.models import Role
from phoihop.agencies.models import AgencyKind, Level

# One for all demo accounts; `make run` prints it. Long enough to stand without a second step.
PASSWORD = "phoi-hop-binh-an"  # noqa: S105 -- of invented accounts


@dataclass(frozen=True)
class SampleAgency:
    """key, name, letters, kind, level; under: key of the parent; until: for ended ones."""

    key: str
    name: str
    letters: str
    kind: str
    level: str = Level.COMMUNE
    under: str = ""
    ended: bool = False
    successors: tuple[str, ...] = ()


_P, _D = Level.PROVINCE, Level.DISTRICT
_K = AgencyKind

AGENCIES = (
    SampleAgency("tu", "Tỉnh ủy Đông Châu", "TU", _K.PARTY_COMMITTEE, _P),
    SampleAgency(
        "btgdvtu",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy Đông Châu",
        "BTGDV",
        _K.PARTY_BOARD,
        _P,
        "tu",
    ),
    SampleAgency("ubtinh", "UBND tỉnh Đông Châu", "UBT", _K.STATE_COMMITTEE, _P, "tu"),
    SampleAgency("du", "Đảng ủy xã Bình An", "ĐU", _K.PARTY_COMMITTEE, under="tu"),
    SampleAgency(
        "bxdd", "Ban Xây dựng Đảng, Đảng ủy xã Bình An", "BXDĐ", _K.PARTY_BOARD, under="du"
    ),
    SampleAgency("vpdu", "Văn phòng Đảng ủy xã Bình An", "VPĐU", _K.PARTY_BOARD, under="du"),
    SampleAgency("ubkt", "Ủy ban Kiểm tra Đảng ủy xã Bình An", "UBKT", _K.PARTY_BOARD, under="du"),
    SampleAgency("ubnd", "UBND xã Bình An", "UBND", _K.STATE_COMMITTEE, under="du"),
    SampleAgency(
        "mttq", "Ủy ban MTTQ Việt Nam xã Bình An", "MTTQ", _K.MASS_ORGANISATION, under="du"
    ),
    SampleAgency(
        "vhxh", "Phòng Văn hóa – Xã hội xã Bình An", "VHXH", _K.STATE_AGENCY, under="ubnd"
    ),
    SampleAgency("kt", "Phòng Kinh tế xã Bình An", "KT", _K.STATE_AGENCY, under="ubnd"),
    SampleAgency("ca", "Công an xã Bình An", "CA", _K.ARMED_FORCES, under="du"),
    SampleAgency("qs", "Ban Chỉ huy Quân sự xã Bình An", "QS", _K.ARMED_FORCES, under="du"),
    SampleAgency("yt", "Trạm Y tế xã Bình An", "YT", _K.HEALTH, under="ubnd"),
    SampleAgency("thpt", "Trường THPT Bình An", "THPT", _K.SCHOOL, under="ubnd"),
    SampleAgency("dvc", "Trung tâm Dịch vụ công xã Bình An", "DVC", _K.MEDIA, under="ubnd"),
    SampleAgency("hkh", "Hội Khuyến học xã Bình An", "HKH", _K.MASS_ORGANISATION, under="mttq"),
    SampleAgency("dutl", "Đảng ủy xã Tân Lập", "ĐUTL", _K.PARTY_COMMITTEE, under="tu"),
    SampleAgency(
        "bxddtl", "Ban Xây dựng Đảng, Đảng ủy xã Tân Lập", "XDTL", _K.PARTY_BOARD, under="dutl"
    ),
    SampleAgency("ubtl", "UBND xã Tân Lập", "UBTL", _K.STATE_COMMITTEE, under="dutl"),
    SampleAgency("duyt", "Đảng ủy xã Yên Thịnh", "ĐUYT", _K.PARTY_COMMITTEE, under="tu"),
    SampleAgency(
        "bxddyt", "Ban Xây dựng Đảng, Đảng ủy xã Yên Thịnh", "XDYT", _K.PARTY_BOARD, under="duyt"
    ),
    SampleAgency("ubyt", "UBND xã Yên Thịnh", "UBYT", _K.STATE_COMMITTEE, under="duyt"),
    SampleAgency(
        "hu",
        "Huyện ủy Bình An",
        "HU",
        _K.PARTY_COMMITTEE,
        _D,
        "tu",
        True,
        ("du", "dutl", "duyt"),
    ),
    SampleAgency(
        "btghu",
        "Ban Tuyên giáo Huyện ủy Bình An",
        "BTGHU",
        _K.PARTY_BOARD,
        _D,
        "hu",
        True,
        ("bxdd", "bxddtl", "bxddyt"),
    ),
    SampleAgency(
        "ubhuyen",
        "UBND huyện Bình An",
        "UBH",
        _K.STATE_COMMITTEE,
        _D,
        "hu",
        True,
        ("ubnd", "ubtl", "ubyt"),
    ),
    SampleAgency(
        "gddt",
        "Phòng Giáo dục và Đào tạo huyện Bình An",
        "GDĐT",
        _K.STATE_AGENCY,
        _D,
        "ubhuyen",
        True,
        ("vhxh",),
    ),
    SampleAgency(
        "ttyt",
        "Trung tâm Y tế huyện Bình An",
        "TTYT",
        _K.HEALTH,
        _D,
        "ubhuyen",
        True,
        ("yt",),
    ),
    SampleAgency(
        "dtt",
        "Đài Truyền thanh huyện Bình An",
        "ĐTT",
        _K.MEDIA,
        _D,
        "ubhuyen",
        True,
        ("dvc",),
    ),
)

# (key of the agency, full name, title): the first of an agency is its head and contact.
OFFICIALS = (
    ("du", "Phạm Quốc Toản", "Phó Bí thư Thường trực Đảng ủy xã"),
    ("bxdd", "Lương Văn Khải", "Trưởng Ban Xây dựng Đảng"),
    ("bxdd", "Đỗ Thị Hạnh", "Chuyên viên Ban Xây dựng Đảng"),
    ("vpdu", "Trịnh Văn Lực", "Chánh Văn phòng Đảng ủy"),
    ("ubkt", "Lương Thị Hòa", "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy"),
    ("ubnd", "Bùi Đức Thắng", "Chủ tịch UBND xã"),
    ("mttq", "Ngô Thị Lụa", "Chủ tịch Ủy ban MTTQ Việt Nam xã"),
    ("vhxh", "Ngô Thị Bích Liên", "Phó Trưởng phòng Văn hóa – Xã hội"),
    ("kt", "Vũ Đình Sơn", "Trưởng phòng Kinh tế"),
    ("ca", "Đàm Văn Sáu", "Trưởng Công an xã"),
    ("qs", "Hoàng Văn Nam", "Chỉ huy trưởng Ban Chỉ huy Quân sự xã"),
    ("yt", "Hoàng Thị Mỵ", "Trạm trưởng Trạm Y tế"),
    ("thpt", "Mai Thanh Tùng", "Hiệu trưởng Trường THPT Bình An"),
    ("dvc", "Cao Văn Đạt", "Giám đốc Trung tâm Dịch vụ công"),
    ("hkh", "Đinh Văn Lộc", "Chủ tịch Hội Khuyến học xã"),
    ("bxddtl", "Phùng Thị Liên", "Trưởng Ban Xây dựng Đảng"),
    ("bxddyt", "Tạ Minh Quân", "Trưởng Ban Xây dựng Đảng"),
    ("btghu", "Nguyễn Hữu Phúc", "Trưởng Ban Tuyên giáo Huyện ủy"),
    ("gddt", "Lê Thu Trang", "Trưởng phòng Giáo dục và Đào tạo huyện"),
    ("ttyt", "Trần Quốc Việt", "Giám đốc Trung tâm Y tế huyện"),
    ("dtt", "Phan Văn Tú", "Trưởng Đài Truyền thanh huyện"),
)


@dataclass(frozen=True)
class SampleUser:
    """An account of the demonstration; `says` is what `make run` prints of it."""

    username: str
    full_name: str
    agency: str
    role: str
    says: str
    contact: bool = False
    form: str = ""


USERS = (
    SampleUser("hanh", "Đỗ Thị Hạnh", "bxdd", Role.SPECIALIST, "chuyên viên", form="chi"),
    SampleUser("khai", "Lương Văn Khải", "bxdd", Role.LEADER, "lãnh đạo", form="anh"),
    SampleUser("vanthu", "Vũ Thị Thơm", "bxdd", Role.CLERK, "văn thư"),
    SampleUser("xem", "Phạm Quốc Toản", "bxdd", Role.VIEWER, "xem"),
    SampleUser("kiemtra", "Lương Thị Hòa", "ubkt", Role.INSPECTOR, "kiểm tra"),
    SampleUser("quantri", "Quản trị viên", "bxdd", Role.ADMINISTRATOR, "quản trị"),
    SampleUser("yte", "Hoàng Thị Mỵ", "yt", Role.SPECIALIST, "đầu mối Trạm Y tế", True, "chi"),
    SampleUser("congan", "Đàm Văn Sáu", "ca", Role.SPECIALIST, "đầu mối Công an xã", True),
    SampleUser("vanhoa", "Ngô Thị Bích Liên", "vhxh", Role.SPECIALIST, "đầu mối Phòng VHXH", True),
    SampleUser("mattran", "Ngô Thị Lụa", "mttq", Role.SPECIALIST, "đầu mối MTTQ xã", True),
    SampleUser("truonghoc", "Mai Thanh Tùng", "thpt", Role.SPECIALIST, "đầu mối THPT", True),
    SampleUser("kinhte", "Vũ Đình Sơn", "kt", Role.SPECIALIST, "đầu mối Phòng Kinh tế", True),
    SampleUser("dichvu", "Cao Văn Đạt", "dvc", Role.SPECIALIST, "đầu mối TT Dịch vụ công", True),
    SampleUser("uyban", "Bùi Đức Thắng", "ubnd", Role.SPECIALIST, "đầu mối UBND xã", True),
    SampleUser("vanphong", "Trịnh Văn Lực", "vpdu", Role.SPECIALIST, "đầu mối Văn phòng", True),
    SampleUser("uykiemtra", "Lương Thị Hòa", "ubkt", Role.SPECIALIST, "đầu mối UBKT", True),
    SampleUser("quansu", "Hoàng Văn Nam", "qs", Role.SPECIALIST, "đầu mối Quân sự", True),
    SampleUser("khuyenhoc", "Đinh Văn Lộc", "hkh", Role.SPECIALIST, "đầu mối Khuyến học", True),
    SampleUser("tanlap", "Phùng Thị Liên", "bxddtl", Role.SPECIALIST, "xã Tân Lập (ngoài cuộc)"),
)
# Accounts of the former district: they made what the sample shows of 2024 and have ended since.
FORMER_USERS = (
    SampleUser("phuc", "Nguyễn Hữu Phúc", "btghu", Role.LEADER, ""),
    SampleUser("trang", "Lê Thu Trang", "gddt", Role.SPECIALIST, "", True),
    SampleUser("viet", "Trần Quốc Việt", "ttyt", Role.SPECIALIST, "", True),
    SampleUser("tu", "Phan Văn Tú", "dtt", Role.SPECIALIST, "", True),
)
