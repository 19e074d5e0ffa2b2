"""Programmes, contents and tasks of the sample. Days are counted from the day it is made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SampleItem:
    """A content of a programme: words, lead, coordinating agencies, product, due rule."""

    text: str
    lead: str
    coordinating: tuple[str, ...]
    product: str
    due_rule: str


@dataclass(frozen=True)
class SampleTask:
    """item: its number from 1. assigned, due: days from today. story: see STORIES."""

    item: int
    title: str
    assigned: int
    due: int
    story: str


PROGRAMME_TITLE = "Chương trình phối hợp tuyên truyền, khoa giáo giai đoạn 2026–2030"
YEAR_AGREED = "Các bên thống nhất nội dung năm %d tại hội nghị giao ban"
PROGRAMME_PARTNERS = (
    "vpdu",
    "ubkt",
    "ubnd",
    "mttq",
    "vhxh",
    "kt",
    "ca",
    "qs",
    "yt",
    "thpt",
    "dvc",
    "hkh",
)
PROGRAMME_ITEMS = (
    SampleItem(
        "Đưa nghị quyết mới đến chi bộ, thôn",
        "bxdd",
        ("vpdu", "ubnd", "mttq", "vhxh", "qs", "dvc"),
        "Báo cáo kết quả quán triệt",
        "quarterly:20",
    ),
    SampleItem(
        "Y tế học đường và tiêm chủng",
        "yt",
        ("ubnd", "mttq", "vhxh", "thpt", "dvc"),
        "Danh sách tiêm có ký nhận",
        "quarterly:25",
    ),
    SampleItem(
        "Bồi dưỡng lý luận cho giáo viên",
        "thpt",
        ("bxdd", "vhxh"),
        "2 lớp bồi dưỡng",
        "half_yearly:15",
    ),
    SampleItem(
        "Vận động giao đất làm đường liên thôn",
        "ubnd",
        ("bxdd", "mttq", "vhxh", "kt", "ca"),
        "Biên bản giao đất từng thôn",
        "quarterly:20",
    ),
    SampleItem(
        "Phòng, chống lừa đảo trên mạng",
        "ca",
        ("bxdd", "mttq", "qs", "thpt", "dvc"),
        "Tài liệu và buổi tập huấn",
        "monthly:25",
    ),
    SampleItem(
        "Giảm rác thải nhựa ở chợ, trường học",
        "kt",
        ("ubnd", "mttq", "yt", "thpt", "dvc"),
        "Báo cáo lượng rác giảm",
        "quarterly:20",
    ),
    SampleItem(
        "Truyền thanh thông minh ở 14 thôn",
        "dvc",
        ("ubnd", "vhxh"),
        "Cụm loa đưa vào sử dụng",
        "quarterly:20",
    ),
    SampleItem(
        "Sơ kết, tổng kết văn bản đến hạn trong năm",
        "bxdd",
        ("vpdu", "ubkt", "vhxh", "qs"),
        "Báo cáo sơ kết, tổng kết",
        "quarterly:20",
    ),
    SampleItem(
        "Khuyến học, khuyến tài, xây dựng xã hội học tập",
        "hkh",
        ("ubnd", "mttq", "kt", "ca"),
        "Báo cáo quỹ và danh sách khen thưởng",
        "half_yearly:20",
    ),
)
# The story of a task says what was done since it was assigned; build.py carries it out.
PROGRAMME_TASKS = (
    SampleTask(1, "Học tập nghị quyết mới tại 14 chi bộ thôn", -120, -70, "done"),
    SampleTask(1, "Biên soạn tài liệu hỏi đáp về nghị quyết mới", -110, -40, "done"),
    SampleTask(1, "Tổ chức 6 buổi nói chuyện chuyên đề ở nhà văn hóa thôn", -60, 12, "going"),
    SampleTask(1, "Chuyên mục nghị quyết trên loa truyền thanh", -50, 4, "going"),
    SampleTask(1, "Báo cáo kết quả quán triệt quý IV", -20, 27, "new"),
    SampleTask(2, "Tiêm bổ sung vắc xin cho trẻ dưới 5 tuổi tại 14 thôn", -70, 2, "submitted"),
    SampleTask(2, "Rà soát sổ tiêm chủng của ba trường mầm non", -100, -30, "late_done"),
    SampleTask(2, "Khám sức khỏe đầu năm học cho học sinh", -90, -45, "done"),
    SampleTask(2, "Phát thanh lịch tiêm hằng tuần", -40, -8, "late"),
    SampleTask(2, "Tẩy giun học sinh tiểu học", -80, -20, "done"),
    SampleTask(3, "Lớp bồi dưỡng lý luận cho giáo viên, đợt 1", -120, -60, "done"),
    SampleTask(3, "Lớp bồi dưỡng lý luận cho giáo viên, đợt 2", -45, 20, "going"),
    SampleTask(3, "Thi tìm hiểu lịch sử Đảng bộ trong học sinh", -50, 5, "returned"),
    SampleTask(3, "Cập nhật thư viện số về lý luận chính trị", -30, 35, "new"),
    SampleTask(4, "Lấy ý kiến thôn về hướng tuyến đường liên thôn", -110, -65, "done"),
    SampleTask(4, "Vận động 23 hộ thôn Bãi Dài giao đất", -75, -5, "late"),
    SampleTask(4, "Vận động 17 hộ thôn Cầu Kè giao đất", -75, 15, "going"),
    SampleTask(4, "Tổng hợp ý kiến về mức đóng góp làm đường", -40, -2, "returned_late"),
    SampleTask(4, "Biên bản bàn giao mặt bằng đoạn 1", -60, -10, "late_done"),
    SampleTask(4, "Công khai kinh phí làm đường tại 4 thôn", -25, 40, "going"),
    SampleTask(5, "Tập huấn nhận diện cuộc gọi giả danh", -45, 11, "going"),
    SampleTask(5, "Đề cương phòng lừa đảo cho người cao tuổi", -50, 1, "returned"),
    SampleTask(5, "Tờ rơi cảnh báo lừa đảo tại chợ và trường", -90, -35, "done"),
    SampleTask(5, "Nhóm Zalo cảnh báo của 14 thôn", -80, -25, "done"),
    SampleTask(5, "Báo cáo tình hình lừa đảo trên mạng quý III", -70, -50, "late_done"),
    SampleTask(5, "Diễn tập xử lý tin báo lừa đảo", -15, 45, "new"),
    SampleTask(6, "Khảo sát điểm rác tự phát dọc kênh Tây", -70, -21, "late"),
    SampleTask(6, "Phát động chợ không túi ni lông tại chợ Sọng", -60, -14, "submitted_late"),
    SampleTask(6, "Phân loại rác tại Trường THPT Bình An", -85, -30, "done"),
    SampleTask(6, "Đổi rác lấy cây xanh ở 3 trường", -40, 3, "submitted"),
    SampleTask(6, "Lắp thùng rác hai ngăn ở chợ Sọng", -55, 30, "paused"),
    SampleTask(7, "Ra mắt tổ truyền thông số thôn Đồng Mít và Bến Gỗ", -60, -11, "submitted"),
    SampleTask(7, "Lắp cụm loa thông minh thôn Soi Giữa", -70, 8, "going"),
    SampleTask(7, "Tập huấn vận hành loa cho 14 trưởng thôn", -90, -48, "done"),
    SampleTask(7, "Kiểm tra đường truyền của 14 cụm loa", -30, 0, "going"),
    SampleTask(7, "Sổ tay vận hành truyền thanh thông minh", -50, 25, "withdrawn"),
    SampleTask(8, "Tổng kết 10 năm phong trào đọc sách ở thôn", -90, -6, "late"),
    SampleTask(8, "Số liệu 5 năm về hoạt động nhà văn hóa thôn", -70, -13, "late"),
    SampleTask(8, "Sơ kết 3 năm kế hoạch y tế dự phòng", -100, -55, "done"),
    SampleTask(8, "Đề cương tổng kết công tác dân vận", -35, 18, "going"),
    SampleTask(9, "Rà soát quỹ khuyến học của 14 chi hội", -95, -38, "done"),
    SampleTask(9, "Danh sách khen thưởng học sinh giỏi năm học", -65, -28, "late_done"),
    SampleTask(9, "Phát động gia đình học tập đợt cuối năm", -25, 33, "going"),
    SampleTask(9, "Báo cáo mô hình đơn vị học tập", -20, 22, "new"),
)
# Assigned directly, without a programme: (title, lead, coordinating, product, assigned, due,
# story); a due day of None is a standing task.
DIRECT_TASKS = (
    (
        "Dự thảo chương trình hội nghị giao ban quý IV với 12 cơ quan",
        "bxdd",
        ("vpdu",),
        "Dự thảo chương trình",
        -15,
        2,
        "going",
    ),
    (
        "Nắm tình hình ở thôn, báo cáo hằng tháng",
        "mttq",
        ("bxdd",),
        "Báo cáo định kỳ",
        -100,
        None,
        "going",
    ),
    (
        "Cập nhật danh bạ đầu mối của 12 cơ quan",
        "vpdu",
        (),
        "Danh bạ",
        -30,
        -18,
        "done",
    ),
    (
        "Góp ý dự thảo quy chế phối hợp với Công an xã",
        "ca",
        ("bxdd",),
        "Văn bản góp ý",
        -12,
        1,
        "going",
    ),
    (
        "Tổng hợp số liệu đảng viên học tập nghị quyết",
        "ubkt",
        ("bxdd",),
        "Bảng số liệu",
        -25,
        9,
        "new",
    ),
)

FORMER_TITLE = "Chương trình phối hợp công tác khoa giáo năm 2024"
FORMER_PARTNERS = ("gddt", "ttyt", "dtt")
FORMER_ITEMS = (
    SampleItem(
        "Tuyên truyền, quán triệt nghị quyết về giáo dục và đào tạo",
        "gddt",
        ("dtt",),
        "Báo cáo kết quả",
        "quarterly:20",
    ),
    SampleItem(
        "Truyền thông y tế học đường, bảo hiểm y tế học sinh",
        "ttyt",
        ("gddt",),
        "Báo cáo",
        "quarterly:20",
    ),
    SampleItem(
        "Chuyên mục “Khoa giáo với cơ sở”",
        "dtt",
        ("gddt",),
        "Chuyên mục phát thanh",
        "quarterly:20",
    ),
)
# Of the eleven tasks of 2024: how many days late the result was handed in.
FORMER_DELAYS = (0, 0, 3, 0, 0, 0, 5, 0, -2, 0, -1)

REGULATION_TITLE = (
    "Quy chế phối hợp giải quyết vấn đề nhân dân quan tâm giữa Ban Xây dựng Đảng với "
    "UBND, Ủy ban MTTQ Việt Nam và Công an xã"
)
REGULATION_PARTNERS = ("ubnd", "mttq", "ca")
REGULATION_ITEMS = (
    SampleItem(
        "Trao đổi tình hình, dự báo vấn đề nổi cộm trên địa bàn",
        "bxdd",
        ("ubnd", "mttq", "ca"),
        "Biên bản giao ban",
        "monthly:25",
    ),
    SampleItem(
        "Trả lời vấn đề nhân dân quan tâm đúng thời hạn",
        "ubnd",
        ("mttq",),
        "Văn bản trả lời",
        "standing",
    ),
)

OPINION_TITLE = (
    "Kế hoạch phối hợp tuyên truyền phòng, chống sốt xuất huyết ở trường học, khu dân cư"
)
OPINION_PARTNERS = ("yt", "thpt", "mttq")
OPINION_ITEMS = (
    SampleItem(
        "Tuyên truyền diệt lăng quăng, bọ gậy trong trường học",
        "thpt",
        ("yt",),
        "Báo cáo kết quả",
        "monthly:25",
    ),
    SampleItem(
        "Ra quân vệ sinh môi trường ở 14 thôn",
        "mttq",
        ("yt", "thpt"),
        "Biên bản ra quân từng thôn",
        "quarterly:20",
    ),
)
OPINION_NOTE = "Đề nghị các cơ quan góp ý vào phân công và sản phẩm."
OPINION_AGREED = "Nhất trí với dự thảo."
OPINION_PROPOSED = "Báo cáo và ảnh các buổi ngoại khóa"
OPINION_WHY = "Nhà trường lồng ghép vào giờ ngoại khóa, có ảnh kèm theo."

# (kind, code, issuer, date, subject)
DOCUMENTS = (
    (
        "CT",
        "12-CT/TU",
        "Tỉnh ủy Đông Châu",
        "2025-09-15",
        "về tăng cường phối hợp giữa cơ quan đảng và chính quyền ở cấp xã",
    ),
    (
        "NQ",
        "05-NQ/ĐU",
        "Đảng ủy xã Bình An",
        "2025-11-20",
        "về xây dựng xã Bình An giai đoạn 2025–2030",
    ),
    (
        "QC",
        "07-QC/ĐU",
        "Đảng ủy xã Bình An",
        "2025-12-12",
        "về quan hệ làm việc giữa Đảng ủy và các cơ quan",
    ),
    (
        "KH",
        "31-KH/ĐU",
        "Đảng ủy xã Bình An",
        "2026-04-20",
        "về y tế dự phòng và chăm sóc sức khỏe ban đầu",
    ),
    (
        "CV",
        "204/UBND-VX",
        "UBND tỉnh Đông Châu",
        "2026-05-08",
        "về bảo quản vắc xin tại điểm tiêm chủng lưu động",
    ),
)

# (kind, code, issuer, subject) of the one that came in yesterday.
WAITING_PAPER = (
    "CV",
    "318/UBND-VX",
    "UBND tỉnh Đông Châu",
    "về báo cáo kết quả tiêm chủng mở rộng ở cấp xã",
)

PURPOSE = "Thống nhất nội dung, phân công rõ cơ quan chủ trì và cơ quan phối hợp."
# Why no opinions were gathered in the software.
AGREED = "Đã thống nhất tại cuộc họp"
