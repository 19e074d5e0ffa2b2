"""The office of the story of a yearly review under a directive clock: invented names."""

from dataclasses import dataclass
from datetime import date

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyKind, Level, Official
from phoihop.agreements.models import Agreement, AgreementKind, ContentItem, YearPlan
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from tests.stories.office import at

# (kind, number and symbol, date, issuer, subject)
IN_THE_REGISTER = (
    ("QĐ", "238-QĐ/TW", "30/09/2020", "Ban Bí thư", "ban hành Quy chế phối hợp"),
    ("CT", "20-CT/TW", "05/11/2012", "Bộ Chính trị", "chăm sóc, giáo dục, bảo vệ trẻ em"),
    ("CT", "19-CT/TW", "10/01/2018", "Ban Bí thư", "công tác ở vùng đồng bào Khmer"),
    ("NQ", "29-NQ/TW", "04/11/2013", "Trung ương 8 khóa XI", "đổi mới giáo dục"),
    ("NQ", "36-NQ/TW", "22/10/2018", "Trung ương 8 khóa XII", "phát triển kinh tế biển"),
)
NINETEEN = (
    "CT",
    "19-CT/TW",
    "05/11/2012",
    "Ban Bí thư",
    "công tác đào tạo nghề cho lao động nông thôn",
)
TWENTY_EIGHT = (
    "NQ",
    "28-NQ/TW",
    "25/10/2013",
    "Trung ương 8 khóa XI",
    "Chiến lược bảo vệ Tổ quốc",
)
SEVEN = ("CT", "07-CT/TW", "05/09/2016", "Ban Bí thư", "thông tin cơ sở trong tình hình mới")
# The session at which a resolution was made, as the register keeps it.
SESSIONS = {"29-NQ/TW": "8/XI", "28-NQ/TW": "8/XI", "36-NQ/TW": "8/XII"}
# The reports that close four of the reviews, and a superior's schedule.
LATER = (
    ("BC", "38-BC/HU", "15/06/2022", "Huyện ủy An Lạc", "sơ kết 5 năm 07-CT/TW"),
    ("BC", "54-BC/HU", "28/10/2022", "Huyện ủy An Lạc", "tổng kết 10 năm 19-CT/TW"),
    ("BC", "55-BC/HU", "04/11/2022", "Huyện ủy An Lạc", "tổng kết 10 năm 20-CT/TW"),
    ("BC", "63-BC/HU", "20/12/2022", "Huyện ủy An Lạc", "tổng kết 10 năm 28-NQ/TW"),
    ("HD", "12-HD/BTGTU", "10/03/2022", "Ban Tuyên giáo Tỉnh ủy", "lịch sơ kết, tổng kết"),
)
_AGENCIES = (
    ("UBND", "UBND huyện An Lạc", AgencyKind.STATE_COMMITTEE),
    ("TAND", "Tòa án nhân dân huyện An Lạc", AgencyKind.COURT),
    ("VKSND", "Viện Kiểm sát nhân dân huyện An Lạc", AgencyKind.PROCURACY),
    ("HND", "Hội Nông dân huyện An Lạc", AgencyKind.MASS_ORGANISATION),
)
_PEOPLE = (
    ("khoa", "Trần Đăng Khởi", "UBND"),
    ("nhan", "Lưu Thị Nhã", "TAND"),
    ("thang", "Hà Văn Thắm", "VKSND"),
    ("sen", "Vi Thị Sẻ", "HND"),
)
# (text, lead, coordinating, rule of its due day)
_CONTENTS = (
    ("Tổng kết 10 năm 20-CT/TW", "UBND", ("BTG",), "on:2022-11-05"),
    ("Phổ biến, giáo dục pháp luật", "TAND", ("VKSND",), "on:2022-06-30"),
    ("Thông tin kinh tế - xã hội mỗi quý", "UBND", ("BTG",), "quarterly:20"),
    (
        "Nắm, định hướng dư luận vụ việc nổi cộm",
        "BTG",
        ("UBND", "TAND", "VKSND"),
        "on:2022-12-15",
    ),
    ("Đối thoại về giải phóng mặt bằng", "UBND", ("BTG",), "on:2022-09-30"),
    ("Thông tin kết quả giải quyết tin báo", "VKSND", ("TAND",), "on:2022-10-15"),
)


@dataclass(frozen=True)
class ReviewOffice:
    """Who is there when the story begins, and the regulation with its contents of 2022."""

    agencies: dict[str, Agency]
    officials: dict[str, Official]
    users: dict[str, User]
    regulation: Agreement
    contents: list[ContentItem]

    @property
    def mai(self) -> User:
        """The specialist of the propaganda board."""
        return self.users["mai"]


def make_review_office() -> ReviewOffice:
    """A board, three State bodies, one that has no part; a regulation of 20/01/2021 without end."""
    start = at("04/01/2022")
    values = {
        "name": "Ban Tuyên giáo Huyện ủy An Lạc",
        "short_name": "BTG",
        "kind": AgencyKind.PARTY_BOARD,
        "level": Level.DISTRICT,
    }
    made = {"BTG": agencies.create_agency(values, by=None, at=start)}
    for letters, name, kind in _AGENCIES:
        values = {"name": name, "short_name": letters, "kind": kind, "level": Level.DISTRICT}
        made[letters] = agencies.create_agency(values, by=None, at=start)
    users, officials = {}, {}
    for username, full_name, letters in (*_PEOPLE, ("mai", "Đỗ Thị Mại", "BTG")):
        official = agencies.create_official({"full_name": full_name}, by=None, at=start)
        agencies.add_tenure(
            official, "Chuyên viên", by=None, at=start, agency=made[letters],
            valid_from=date(2016, 1, 1),
        )  # fmt: skip
        officials[username] = official
        users[username] = UserFactory.create(
            username=username,
            full_name=full_name,
            agency=made[letters],
            is_contact=True,
            official=official,
        )
    for username, full_name, letters, role in (
        ("vinh", "Vũ Quang Hiển", "BTG", Role.LEADER),
        ("cuong", "Phạm Văn Cưỡng", "BTG", Role.CLERK),
        ("huong", "Nguyễn Thị Bích Lan", "UBND", Role.LEADER),
    ):
        users[username] = UserFactory.create(
            username=username, full_name=full_name, agency=made[letters], role=role
        )
    return ReviewOffice(made, officials, users, *_regulation(made, users["mai"]))


def _regulation(made: dict[str, Agency], mai: User) -> tuple[Agreement, list[ContentItem]]:
    regulation = AgreementFactory.create(
        kind=AgreementKind.REGULATION,
        owner=made["BTG"],
        parties=[made["UBND"], made["TAND"], made["VKSND"]],
        title="Quy chế phối hợp công tác tuyên giáo",
        valid_from=date(2021, 1, 20),
        valid_to=None,
        signed=True,
        created_by=mai,
    )
    Agreement.objects.filter(pk=regulation.pk).update(code="03-QC/BTGHU", code_key="03qcbtghu")
    YearPlan.objects.filter(agreement=regulation).update(year=2022)
    regulation.refresh_from_db()
    contents = [
        ContentItemFactory.create(
            agreement=regulation,
            order=order,
            text=text,
            lead_agency=made[lead],
            coordinating=[made[letters] for letters in partners],
            due_rule=rule,
        )
        for order, (text, lead, partners, rule) in enumerate(_CONTENTS)
    ]
    return regulation, contents
