"""A plan, a finding and a visit: data for tests."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from conftest import Cast
from phoihop.inspections import services
from phoihop.inspections.models import Check, Finding
from phoihop.inspections.services import FindingFacts, PlanFacts

AT = datetime(2019, 9, 10, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PLAN = PlanFacts("Kiểm tra hoạt động văn hóa cơ sở", date(2019, 9, 2), date(2019, 9, 30))
FOUND = FindingFacts("Chưa có sổ theo dõi", "Lập sổ theo dõi hoạt động", date(2019, 9, 20))


def found(check: Check, cast: Cast, *, sent: bool = False) -> Finding:
    services.enter_visit(check, date(2019, 9, 9), "Đã xem sổ sách", by=cast.issuer, at=AT)
    finding = services.enter_finding(check, FOUND, by=cast.issuer, at=AT)
    if sent:
        services.send_findings(check, by=cast.issuer, at=AT)
        finding.refresh_from_db()
    return finding
