"""Texts invented for the tests, in the manner of the news of a district office."""

SIGNING = """KÝ KẾT CHƯƠNG TRÌNH PHỐI HỢP GIỮA BAN TUYÊN GIÁO HUYỆN ỦY VỚI CÁC NGÀNH KHỐI KHOA GIÁO NĂM 2019

Sáng ngày 28/02/2019, Ban Tuyên giáo Huyện ủy An Lạc tổ chức hội nghị ký kết chương trình phối hợp công tác năm 2019 với các ngành thuộc khối khoa giáo. Đồng chí Vũ Quang Hòa - Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy chủ trì hội nghị. Dự hội nghị có đồng chí Nguyễn Thị Thanh Lam – Phó Chủ tịch UBND huyện.

Năm nay, các bên tiếp tục thực hiện Kế hoạch số 14-KH/HU ngày 30/01/2019 của Huyện ủy. Ban Tuyên giáo Huyện ủy đã xây dựng chương trình phối hợp công tác với 12 cơ quan, đơn vị trong khối, xác định rõ những nội dung phối hợp chủ yếu trong năm 2019.

Phát biểu tại hội nghị, đồng chí Vũ Quang Hòa đề nghị các cơ quan thực hiện tốt chương trình phối hợp năm 2019.
"""
