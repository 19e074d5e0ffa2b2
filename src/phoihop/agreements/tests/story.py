"""A board and its twelve agencies, invented, with a draft that lacks nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, AgreementKind, Party
from phoihop.agreements.services import (
    SignatoryFacts,
    SigningFacts,
    add_item,
    create_agreement,
)
from phoihop.documents import files
from phoihop.documents.models import NumberSeries, Regime, StoredFile

DRAFTED = datetime(2019, 2, 11, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SIGNED = datetime(2019, 2, 28, 10, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = date(2019, 2, 28)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

NAMES = (
    "Phòng Giáo dục và Đào tạo An Lạc",
    "Trung tâm Y tế An Lạc",
    "Phòng Văn hóa và Thông tin An Lạc",
    "Phòng Lao động An Lạc",
    "Phòng Môi trường An Lạc",
    "Phòng Kinh tế và Hạ tầng",
    "Phòng Nông nghiệp An Lạc",
    "Đài Truyền thanh An Lạc",
    "Trung tâm Chính trị An Lạc",
    "Trung tâm Giáo dục thường xuyên An Lạc",
    "Bảo hiểm xã hội An Lạc",
    "Hội Khuyến học An Lạc",
)
# Content, lead (index of NAMES), coordinating, product, due rule.
ITEMS = (
    ("Tuyên truyền nghị quyết mới", 0, (7, 8, 11), "Báo cáo kết quả", "on:2019-05-31"),
    ("Truyền thông y tế học đường", 1, (0, 10), "Báo cáo", "on:2019-06-20"),
    ("Kiểm tra hoạt động văn hóa cơ sở", 2, (7,), "Biên bản kiểm tra", "on:2019-09-30"),
    ("Kiểm tra công tác dạy nghề", 3, (6, 9), "Báo cáo", "on:2019-08-15"),
    ("Tuyên truyền thu gom rác thải", 4, (6, 7), "=12 tin, bài", "on:2019-11-15"),
    ("Hội thảo ứng dụng khoa học", 5, (6,), "Kỷ yếu hội thảo", "on:2019-10-31"),
    ('Chuyên mục "Khoa giáo với cơ sở"', 7, (0, 2), "Chuyên mục", "quarterly:20"),
    ("Bồi dưỡng nghiệp vụ cán bộ khoa giáo", 8, (0, 1), "2 lớp", "on:2019-08-30"),
)


@dataclass(frozen=True)
class Story:
    """The draft of thirteen parties, the agencies and the series of numbers."""

    agreement: Agreement
    agencies: list[Agency]
    series: NumberSeries

    def party(self, number: int) -> Party:
        """The party row of the agency A1 to A12."""
        return self.agreement.parties.get(agency=self.agencies[number - 1])

    def signatories(self) -> dict[int, SignatoryFacts]:
        """Heads of all parties."""
        return {
            party.pk: SignatoryFacts(name=f"Nguyễn Văn Ký {party.order}", title="TRƯỞNG PHÒNG")
            for party in self.agreement.parties.all()
        }


def start(owner: User) -> Story:
    """The draft as its owner wrote it, with all thirteen parties and eight contents."""
    assert owner.acting_agency is not None
    agencies = [AgencyFactory.create(name=name) for name in NAMES]
    agreement = create_agreement(
        by=owner,
        at=DRAFTED,
        parties=agencies,
        kind=AgreementKind.PROGRAMME,
        title="Chương trình phối hợp công tác năm 2019",
        valid_from=date(2019, 1, 1),
        valid_to=date(2019, 12, 31),
    )
    for text, lead, coordinating, product, rule in ITEMS:
        add_item(
            agreement,
            by=owner,
            at=DRAFTED,
            text=text,
            lead_agency=agencies[lead],
            coordinating=[agencies[index] for index in coordinating],
            product=product,
            due_rule=rule,
        )
    series = NumberSeries.objects.create(
        owner=owner.acting_agency,
        regime=Regime.PARTY,
        symbol="CTr/BTGHU",
        first_day=date(2015, 8, 1),
        last_day=date(2020, 7, 31),
        last_number=4,
    )
    return Story(agreement, agencies, series)


def scan() -> StoredFile:
    """A scan as the clerk would hand it in."""
    return files.store(PDF, "da-ky.pdf", accept=files.SCAN)


def signing(story: Story) -> SigningFacts:
    """The facts of a whole signing, the number taken from the series."""
    return SigningFacts(
        signed_on=DAY,
        signatories=story.signatories(),
        scan=scan(),
        scan_name="CTPH 2019, đã ký.pdf",
        place="An Lạc",
        series=story.series,
    )
