"""The office of the story of a year with twelve agencies: people, papers and a run of numbers."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from phoihop.accounts.models import ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyKind, Level, Official
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.services import register_document

# (key, name, letters, contact, user name)
PARTNERS = (
    ("A1", "Phòng Giáo dục và Đào tạo", "GDĐT", "Lê Thu Hà", "ha"),
    ("A2", "Trung tâm Y tế huyện", "TTYT", "Trần Quốc Bảo", "bao"),
    ("A3", "Phòng Văn hóa và Thông tin", "VHTT", "Ngô Thị Yến", "yen"),
    ("A4", "Phòng Lao động - Thương binh và Xã hội", "LĐTBXH", "Bùi Văn Đức", "duc"),
    ("A5", "Phòng Tài nguyên và Môi trường", "TNMT", "Đặng Thị Oanh", "oanh"),
    ("A6", "Phòng Kinh tế và Hạ tầng", "KTHT", "Vũ Đình Khải", "khai"),
    ("A7", "Phòng Nông nghiệp và Phát triển nông thôn", "NNPTNT", "Mai Văn Sỹ", "sy"),
    ("A8", "Đài Truyền thanh huyện", "ĐTT", "Hoàng Văn Nam", "nam"),
    ("A9", "Trung tâm Bồi dưỡng chính trị huyện", "BDCT", "Trịnh Thị Liên", "lien"),
    ("A10", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "GDNN", "Phan Văn Tú", "tu"),
    ("A11", "Bảo hiểm xã hội huyện", "BHXH", "Cao Thị Nga", "nga"),
    ("A12", "Hội Khuyến học huyện", "HKH", "Đinh Văn Lộc", "loc"),
)

# (text, lead, coordinating, product, due rule)
ITEMS = (
    (
        "Tuyên truyền, quán triệt 29-NQ/TW",
        "A1",
        ("A8", "A9", "A12"),
        "Báo cáo kết quả",
        "31/05/2019",
    ),
    ("Truyền thông y tế học đường, bảo hiểm y tế", "A2", ("A1", "A11"), "Báo cáo", "20/06/2019"),
    ("Kiểm tra hoạt động văn hóa cơ sở", "A3", ("A8",), "Biên bản kiểm tra", "30/09/2019"),
    ("Kiểm tra thực hiện 19-CT/TW", "A4", ("A7", "A10"), "Báo cáo", "15/08/2019"),
    ("Tuyên truyền thu gom rác thải", "A5", ("A7", "A8"), "=12 tin, bài", "15/11/2019"),
    ("Hội thảo ứng dụng khoa học trong sản xuất", "A6", ("A7",), "Kỷ yếu hội thảo", "31/10/2019"),
    ("Chuyên mục Khoa giáo với cơ sở", "A8", ("A1", "A3"), "Chuyên mục", "quarterly:20"),
    ("Bồi dưỡng nghiệp vụ cán bộ khoa giáo", "A9", ("A1", "A2"), "2 lớp", "30/08/2019"),
)


def at(day: str, hour: str = "08:00") -> datetime:
    """A moment of the story: at("17/06/2019", "07:00")."""
    d, m, y = (int(part) for part in day.split("/"))
    return timezone.make_aware(datetime.combine(date(y, m, d), time.fromisoformat(hour)))


@dataclass(frozen=True)
class StoryOffice:
    """Who is there when the story begins."""

    board: Agency
    partners: dict[str, Agency]
    contacts: dict[str, Official]
    mai: User
    vinh: User
    quan: User
    hoa: User
    users: dict[str, User]
    papers: list[Document]


def make_office() -> StoryOffice:
    """An installation that holds nothing but agencies, people, three papers and a number run."""
    start = at("02/01/2019")

    def agency(name: str, letters: str, kind: str) -> Agency:
        values: dict[str, Any] = {
            "name": name,
            "short_name": letters,
            "kind": kind,
            "level": Level.DISTRICT,
        }
        return agencies.create_agency(values, by=None, at=start)

    committee = agency("Huyện ủy An Lạc", "HU", AgencyKind.PARTY_COMMITTEE)
    board = agencies.create_agency(
        {
            "name": "Ban Tuyên giáo Huyện ủy An Lạc",
            "short_name": "BTG",
            "kind": AgencyKind.PARTY_BOARD,
            "level": Level.DISTRICT,
        },
        by=None,
        at=start,
        parent=committee,
    )
    partners, contacts, users = {}, {}, {}
    for key, name, letters, contact, username in PARTNERS:
        partner = agency(name, letters, AgencyKind.STATE_AGENCY)
        official = agencies.create_official({"full_name": contact}, by=None, at=start)
        agencies.add_tenure(
            official, "Trưởng phòng", by=None, at=start, agency=partner, valid_from=date(2016, 1, 1)
        )
        partners[key], contacts[key] = partner, official
        users[key] = UserFactory.create(
            username=username,
            full_name=contact,
            agency=partner,
            is_contact=True,
            official=official,
        )
    outside = agency("Phòng Tài chính - Kế hoạch", "TCKH", AgencyKind.STATE_AGENCY)
    control = agency("Ủy ban Kiểm tra Huyện ủy", "UBKT", AgencyKind.PARTY_BOARD)
    ReadScope.objects.create(agency=control, root=committee, valid_from=date(2019, 1, 1))
    mai = UserFactory.create(username="mai", full_name="Đỗ Thị Mai", agency=board)
    run = Run("party", "CTr/BTGHU", date(2015, 8, 1), date(2020, 7, 31), 4)
    start_series(run, by=mai, at=start)
    return StoryOffice(
        board=board,
        partners=partners,
        contacts=contacts,
        mai=mai,
        vinh=UserFactory.create(
            username="vinh", full_name="Vũ Quang Hiển", agency=board, role=Role.LEADER
        ),
        quan=UserFactory.create(username="quan", full_name="Tạ Minh Quân", agency=outside),
        hoa=UserFactory.create(
            username="hoa", full_name="Lương Thị Hòa", agency=control, role=Role.INSPECTOR
        ),
        users=users,
        papers=[
            register_document(
                DocumentFacts(kind=kind, code=code, issued_on=day, subject=subject),
                by=mai,
                at=start,
            )
            for kind, code, day, subject in (
                ("NQ", "29-NQ/TW", date(2013, 11, 4), "đổi mới giáo dục và đào tạo"),
                ("CT", "19-CT/TW", date(2012, 11, 5), "đào tạo nghề cho lao động nông thôn"),
                ("CTr", "20-CTr/HU", date(2019, 1, 15), "Chương trình công tác năm 2019"),
            )
        ],
    )
