"""A text in the manner of an office's own news, invented: huyện An Lạc does not exist."""

SIGNING_2019 = """KÝ KẾT CÔNG TÁC PHỐI HỢP GIỮA BAN TUYÊN GIÁO HUYỆN ỦY VỚI CÁC NGÀNH THUỘC KHỐI KHOA GIÁO, TUYÊN TRUYỀN NĂM 2019

Sáng ngày 28/02/2019, Ban Tuyên giáo Huyện ủy An Lạc tổ chức hội nghị ký kết công tác phối hợp với các ngành thuộc khối khoa giáo, tuyên truyền năm 2019. Đồng chí Vũ Quang Hiển - Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy chủ trì hội nghị. Dự hội nghị có đồng chí Nguyễn Thị Bích Lan – Phó Chủ tịch UBND huyện.

Năm nay, Ban Tuyên giáo Huyện ủy phối hợp với các ngành tiếp tục kiểm tra, đôn đốc việc thực hiện Chỉ thị số 19-CT/TW ngày 05/11/2012 của Ban Bí thư. Ban Tuyên giáo Huyện ủy đã xây dựng chương trình phối hợp công tác với 12 cơ quan, đơn vị trong khối, xác định rõ những nội dung phối hợp chủ yếu, cụ thể trong năm 2019.

Phát biểu tại hội nghị, đồng chí Vũ Quang Hiển đề nghị các cơ quan, đơn vị tiếp tục thực hiện tốt chương trình phối hợp năm 2019.

TRẦN VĂN BÍNH - ĐÀI TRUYỀN THANH HUYỆN AN LẠC
"""
