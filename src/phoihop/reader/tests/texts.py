"""Invented reports in the manner of local offices; every name and place is made up."""

from typing import Final

SIGNING: Final = """Ký kết chương trình phối hợp công tác tuyên giáo

Sáng ngày 15/3/2024, Ban Tuyên giáo Huyện ủy Bình An tổ chức hội nghị ký kết chương trình phối hợp giữa Ban Tuyên giáo Huyện ủy Bình An và Phòng Giáo dục và Đào tạo huyện giai đoạn 2024 - 2026. Đồng chí Vũ Thị Lụa - Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy chủ trì hội nghị. Dự hội nghị có đồng chí Trần Văn Tấm – Phó Chủ tịch UBND huyện; lãnh đạo các phòng, ban của huyện.

Phát biểu tại hội nghị, đồng chí Vũ Thị Lụa nhấn mạnh yêu cầu thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị gắn với Nghị quyết Trung ương 4 (khóa XII).

LÊ THỊ THÓC - ĐÀI TRUYỀN THANH HUYỆN BÌNH AN
"""

REVIEW: Final = """Tin trong huyện
Huyện Bình An sơ kết công tác dân vận 6 tháng đầu năm
Ngày đăng 04/07/2023 | 08:15 | Lượt xem: 12
Chiều ngày 3/7, Ban Dân vận Huyện ủy tổ chức Hội nghị sơ kết công tác dân vận 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2023. Các đồng chí Phạm Văn Gạo, Phó Bí thư Thường trực Huyện ủy; Đỗ Thị Bưởi, UVBTV - Trưởng ban Dân vận Huyện ủy chủ trì hội nghị.
Kết luận hội nghị, đồng chí Phạm Văn Gạo - PBT TT Huyện ủy đề nghị các xã thực hiện tốt Quyết định 218 ngày 12/12/2013 của Bộ Chính trị.
Minh Khoai
Khai giảng lớp bồi dưỡng hè(28/06/2023)
"""

VISIT: Final = """Đoàn giám sát làm việc tại xã Đồng Mơ
Ngày 9-10-2022, Đoàn giám sát của HĐND huyện Bình An do bà Ngô Thị Na, Phó Chủ tịch HĐND huyện làm Trưởng đoàn đã làm việc với UBND xã Đồng Mơ.
Tiếp đoàn có ông Bùi Văn Vải, Chủ tịch UBND xã Đồng Mơ.
Theo bà Ngô Thị Na, xã cần thực hiện nghiêm Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ.
"""

FEATURE: Final = """Những cánh đồng không dấu chân ở Bình An
Về xã Đồng Mơ những ngày này, ai cũng nhận ra sự đổi thay trên từng ruộng lúa. Chủ tịch Hội Nông dân xã Đồng Mơ Lại Thị Ổi chia sẻ, bà con đã quen với máy cấy.
Bài và ảnh: Thanh Dừa
"""

PARTY_PLAN: Final = """HUYỆN ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO
*
Số 07-KH/BTGHU\tBình An, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
tuyên truyền kỷ niệm các ngày lễ lớn
trong năm 2024

Thực hiện Hướng dẫn số 12-HD/BTGTU, ngày 10/01/2024 của Ban Tuyên giáo Tỉnh ủy, Ban Tuyên giáo Huyện ủy xây dựng kế hoạch như sau:
1. Mục đích

Nơi nhận:\tTRƯỞNG BAN
- Ban Tuyên giáo Tỉnh ủy;
- Lưu.\tVũ Thị Lụa
"""

CONCLUSION: Final = """HUYỆN ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG
*
Số 31-TB/VPHU\tBình An, ngày 12 tháng 02 năm 2024

THÔNG BÁO
kết luận của Thường trực Huyện ủy tại hội nghị giao ban tháng 02/2024

1. Giao Ban Tuyên giáo Huyện ủy xây dựng kế hoạch tuyên truyền, trình Thường trực Huyện ủy trước ngày 15/3.
2. UBND các xã
- Báo cáo kết quả tuyển quân trong quý I/2024;
- Đã mở 6 lớp với 730 lượt người, tăng 12% so với cùng kỳ năm 2023.
3. Nguyên nhân: Địa bàn rộng.
| TT | Nội dung | Đơn vị chủ trì | Thời gian |
| 1 | Tập huấn báo cáo viên | Ban Tuyên giáo Huyện ủy | Tháng 5/2024 |
"""

RULES: Final = """HUYỆN ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM
Số 02-QC/HU\tBình An, ngày 12 tháng 02 năm 2024

QUY CHẾ
phối hợp công tác tuyên giáo

Điều 1. Trách nhiệm của Ban Tuyên giáo Huyện ủy
1. Cung cấp tài liệu;
2. Cử báo cáo viên.
"""

ALL: Final = (SIGNING, REVIEW, VISIT, FEATURE, PARTY_PLAN, CONCLUSION, RULES)
