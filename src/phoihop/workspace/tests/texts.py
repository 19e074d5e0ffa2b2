"""Texts invented for the tests, in the manner of the news of a district office."""

SIGNING = """KÝ KẾT CHƯƠNG TRÌNH PHỐI HỢP GIỮA BAN TUYÊN GIÁO HUYỆN ỦY VỚI CÁC NGÀNH KHỐI KHOA GIÁO NĂM 2019

Sáng ngày 28/02/2019, Ban Tuyên giáo Huyện ủy An Lạc tổ chức hội nghị ký kết chương trình phối hợp công tác năm 2019 với các ngành thuộc khối khoa giáo. Đồng chí Vũ Quang Hòa - Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy chủ trì hội nghị. Dự hội nghị có đồng chí Nguyễn Thị Thanh Lam – Phó Chủ tịch UBND huyện.

Năm nay, các bên tiếp tục thực hiện Kế hoạch số 14-KH/HU ngày 30/01/2019 của Huyện ủy. Ban Tuyên giáo Huyện ủy đã xây dựng chương trình phối hợp công tác với 12 cơ quan, đơn vị trong khối, xác định rõ những nội dung phối hợp chủ yếu trong năm 2019.

Phát biểu tại hội nghị, đồng chí Vũ Quang Hòa đề nghị các cơ quan thực hiện tốt chương trình phối hợp năm 2019.
"""

CONCLUSION = """HUYỆN ỦY AN LẠC
BAN TUYÊN GIÁO
*
Số 12-KL/BTGHU

An Lạc, ngày 12 tháng 02 năm 2019

KẾT LUẬN
của Trưởng Ban Tuyên giáo tại hội nghị giao ban công tác khoa giáo quý I năm 2019

Trong quý I/2019, toàn huyện đã mở 6 lớp bồi dưỡng với 730 lượt người tham dự.

1. Giao Phòng Giáo dục và Đào tạo huyện xây dựng kế hoạch tuyên truyền, trình Thường trực Huyện ủy trước ngày 30/11/2019.

2. Trung tâm Y tế huyện rà soát các trạm y tế xã, báo cáo Ban Tuyên giáo Huyện ủy trước ngày 15/12/2019.

3. Nguyên nhân: Địa bàn rộng, kinh phí còn hạn chế.
"""

PROGRAMME = """HUYỆN ỦY AN LẠC
BAN TUYÊN GIÁO
*
Số 03-CTr/BTGHU

An Lạc, ngày 15 tháng 01 năm 2019

CHƯƠNG TRÌNH PHỐI HỢP
giữa Ban Tuyên giáo Huyện ủy An Lạc và Phòng Giáo dục và Đào tạo huyện An Lạc giai đoạn 2019 - 2021

I. MỤC ĐÍCH, YÊU CẦU

Nâng cao chất lượng công tác tuyên truyền.

II. TỔ CHỨC THỰC HIỆN

1. Trách nhiệm của Ban Tuyên giáo Huyện ủy An Lạc
a) Chủ trì xây dựng kế hoạch tuyên truyền trước ngày 31/3/2019.
b) Cung cấp tài liệu tuyên truyền.

2. Trách nhiệm của Phòng Giáo dục và Đào tạo huyện An Lạc
a) Chỉ đạo các trường học thực hiện chương trình.
"""
