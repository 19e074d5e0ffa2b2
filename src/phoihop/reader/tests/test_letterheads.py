"""Heads of many bodies, in the columns and faults that converters and scans leave.

Each head stands beside what must be read in it: issuer, parent, number, symbol, place, day, kind,
subject. All names are invented.
"""

import unicodedata
from typing import NamedTuple

import pytest

from phoihop.reader import read

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FREE = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


class Read(NamedTuple):
    issuer: str | None
    parent: str | None
    number: int | None
    symbol: str | None
    place: str | None
    date: str | None
    kind: str | None
    subject: str | None


def seen(text: str) -> Read:
    header = read(text).header
    assert header is not None
    for part in (header.issuer, header.parent, header.place, header.subject, header.date):
        if part is not None:
            assert text[part.start : part.end] == part.text
    return Read(
        header.issuer.name if header.issuer else None,
        header.parent.name if header.parent else None,
        header.number,
        header.symbol,
        header.place.name if header.place else None,
        header.date.date if header.date else None,
        header.kind,
        header.subject.name if header.subject else None,
    )


HEADS = {
    "party letter": (
        f"HUYỆN ỦY BÌNH AN\t{PARTY}\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 34-CV/BTGDVHU\t"
        "Bình An, ngày 05 tháng 3 năm 2031\nvề báo cáo quý I\n\nKính gửi: Các đảng ủy trực thuộc\n",
        Read("BAN TUYÊN GIÁO VÀ DÂN VẬN", "HUYỆN ỦY BÌNH AN", 34, "CV/BTGDVHU", "Bình An",
             "2031-03-05", "CV", "về báo cáo quý I"),
    ),
    "party plan, star line": (
        f"ĐẢNG BỘ TỈNH BA MÍT\nHUYỆN ỦY BÌNH AN\n*\nSố 12 - KH/HU\n{PARTY}\n"
        "Bình An, ngày 5 tháng 3 năm 2031\n\nKẾ HOẠCH\ntổ chức học tập nghị quyết\n-----\n"
        "Thực hiện Kế hoạch số 9-KH/TU ngày 1/2/2031 của Tỉnh ủy, Huyện ủy xây dựng kế hoạch.\n",
        Read("HUYỆN ỦY BÌNH AN", "ĐẢNG BỘ TỈNH BA MÍT", 12, "KH/HU", "Bình An", "2031-03-05",
             "KH", "tổ chức học tập nghị quyết"),
    ),
    "conclusion of a session, misread": (
        f"TỈNH ỦY BA MÍT\n{PARTY}\n*\nSố 45-KL/TU\nBa Mít, ngày 13 tháng 5 năm 2032\nK ÉT LUẬN\n"
        "HỘI NGHỊ LẦN THỨ NĂM\nBAN CHẤP HÀNH ĐẢNG BỘ TỈNH (KHÓA XX)\nvề trồng cây đến năm 2035,\n"
        "định hướng đến năm 2040\nHội nghị lần thứ năm họp ngày 26/4/2032 đã thảo luận tờ trình và"
        " báo cáo của\nBan Thường vụ và kết luận:\n",
        Read("TỈNH ỦY BA MÍT", None, 45, "KL/TU", "Ba Mít", "2032-05-13", "KL",
             "về trồng cây đến năm 2035, định hướng đến năm 2040"),
    ),
    "commune party committee": (
        f"ĐẢNG ỦY XÃ BA MÍT\t{PARTY}\n*\tBa Mít, ngày 12 tháng 8 năm 2031\nSố 07-CTr/ĐU\n\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết Đại hội đảng bộ xã\n\nCăn cứ điều lệ;\n",
        Read("ĐẢNG ỦY XÃ BA MÍT", None, 7, "CTr/ĐU", "Ba Mít", "2031-08-12", "CTHĐ",
             "thực hiện Nghị quyết Đại hội đảng bộ xã"),
    ),
    "party cell": (
        f"ĐẢNG BỘ XÃ BA MÍT\t{PARTY}\nCHI BỘ THÔN 3\nSố 03-BC/CB\tBa Mít, ngày 2/4/2033\n"
        "BÁO CÁO\nkết quả công tác quý I\n\n1. Tình hình\n",
        Read("CHI BỘ THÔN 3", "ĐẢNG BỘ XÃ BA MÍT", 3, "BC/CB", "Ba Mít", "2033-04-02", "BC",
             "kết quả công tác quý I"),
    ),
    "one line, state letter": (
        f"Xem mẫu\n\n  1. UBND TỈNH BA MÍT {STATE} SỞ Y TẾ {FREE} Số : 291 /SYT-VP"
        " Bình An-Tháp Mười, ngày 05 tháng11 năm 2031 V/v báo cáo nhanh. Kính gửi: - Bộ Y tế;"
        " Vừa qua, bão đã làm đổ cây trong toàn tỉnh. Theo báo cáo của các phòng.\n",
        Read("SỞ Y TẾ", "UBND TỈNH BA MÍT", 291, "SYT-VP", "Bình An-Tháp Mười", "2031-11-05",
             "CV", "V/v báo cáo nhanh"),
    ),
    "one line, then the head again": (
        f"PHÒNG GD&ĐT BÌNH AN {STATE} TRƯỜNG TH BA MÍT {FREE} Số: 14/TTr-BM Ba Mít, ngày 10"
        f" tháng 10 năm 2031 TỜ TRÌNH Về việc công nhận\nTrang 1PHÒNG GD&ĐT BÌNH AN {STATE}"
        f" TRƯỜNG TH BA MÍT {FREE}\nSố: 14/TTr-BM Ba Mít, ngày 10 tháng 10 năm 2031\nTỜ TRÌNH\n"
        "Về việc công nhận trường xanh\nKính gởi: Phòng GD&ĐT\nCăn cứ công văn;\n",
        Read("TRƯỜNG TH BA MÍT", "PHÒNG GD&ĐT BÌNH AN", 14, "TTr-BM", "Ba Mít", "2031-10-10",
             "TTr", "Về việc công nhận trường xanh"),
    ),
    "motto broken between bars, joint regulation": (
        "ỦY BAN NHÂN DÂN\nỦY BAN MTTQ VIỆT NAM\nHUYỆN BÌNH AN\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ"
        f" NGHĨA VIỆT NAM\n{FREE}\n------\n|\nSố: 01/QCPH/UBND-UBMTTQ\n|\nBình An, ngày 27 tháng"
        " 10 năm 2031\n|\nQUY CHẾ\nPHỐI\nHỢP CÔNG TÁC GIỮA ỦY BAN NHÂN DÂN\nHUYỆN VÀ ỦY BAN MẶT"
        " TRẬN TỔ QUỐC VIỆT NAM HUYỆN GIAI ĐOẠN\n2031-2035\nCăn cứ Luật;\n",
        Read("ỦY BAN NHÂN DÂN ỦY BAN MTTQ VIỆT NAM HUYỆN BÌNH AN", None, 1,
             "QCPH/UBND-UBMTTQ", "Bình An", "2031-10-27", "QC",
             "PHỐI HỢP CÔNG TÁC GIỮA ỦY BAN NHÂN DÂN HUYỆN VÀ ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM"
             " HUYỆN GIAI ĐOẠN 2031-2035"),
    ),
    "motto broken in two, subject in capitals": (
        "ỦY BAN NHÂN DÂN\nTỈNH BA MÍT\n---\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n"
        f"{FREE}\n|\nSố: 361/QĐ-UBND\n|\nBa Mít, ngày 05 tháng 02 năm 2036\n|\nQUYẾT ĐỊNH\nV/V"
        " CÔNG BỐ THỦ TỤC THUỘC THẨM\nQUYỀN CỦA BAN DÂN TỘC TỈNH\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"
        "\nCăn cứ Luật;\n",
        Read("ỦY BAN NHÂN DÂN TỈNH BA MÍT", None, 361, "QĐ-UBND", "Ba Mít", "2036-02-05", "QĐ",
             "V/V CÔNG BỐ THỦ TỤC THUỘC THẨM QUYỀN CỦA BAN DÂN TỘC TỈNH"),
    ),
    "motto over two columns": (
        "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI\nXÃ BA MÍT              CHỦ NGHĨA VIỆT NAM\n"
        f"                    {FREE}\nSố: 9/BC-UBND          Ba Mít, ngày 3 tháng 4 năm 2031\n"
        "BÁO CÁO\nTình hình tháng 3\n\nI. KẾT QUẢ\n",
        Read("ỦY BAN NHÂN DÂN XÃ BA MÍT", None, 9, "BC-UBND", "Ba Mít", "2031-04-03", "BC",
             "Tình hình tháng 3"),
    ),
    "columns run together line by line": (
        f"ỦY BAN NHÂN DÂN {STATE}\nTỈNH BA MÍT Độc Lập - Tự Do - Hạnh Phúc\n\n\nSố: 45/UBND-TH Ba"
        " Mít, ngày 6 tháng 4 năm 2031\n\nV/v ủy quyền điều hành\n\n \n\nKính gửi:\n\n- Các sở;\n",
        Read("ỦY BAN NHÂN DÂN TỈNH BA MÍT", None, 45, "UBND-TH", "Ba Mít", "2031-04-06", "CV",
             "V/v ủy quyền điều hành"),
    ),
    "right column first": (
        f"{STATE}\n{FREE}\nBình An, ngày 7 tháng 6 năm 2031\nUBND HUYỆN BÌNH AN\nPHÒNG NỘI VỤ\n"
        "Số: 8/TB-PNV\nTHÔNG BÁO\nVề lịch nghỉ lễ\n\nTheo lịch, các phòng nghỉ.\n",
        Read("PHÒNG NỘI VỤ", "UBND HUYỆN BÌNH AN", 8, "TB-PNV", "Bình An", "2031-06-07", "TB",
             "Về lịch nghỉ lễ"),
    ),
    "right column first, the issuer below the number": (
        f"{STATE}\n{FREE}\nSố: 8/TB-BV\nBình An, ngày 7 tháng 6 năm 2031\nSỞ Y TẾ BA MÍT\n"
        "BỆNH VIỆN ĐA KHOA BÌNH AN\nTHÔNG BÁO\nVề giờ khám bệnh\n\nBệnh viện thông báo.\n",
        Read("BỆNH VIỆN ĐA KHOA BÌNH AN", "SỞ Y TẾ BA MÍT", 8, "TB-BV", "Bình An", "2031-06-07",
             "TB", "Về giờ khám bệnh"),
    ),
    "breadcrumbs, subject on two spaced lines": (
        "Gốc > Bài viết > Văn bản ngành >\n\nCông văn 278/PGD-THCS 2034 về việc hướng dẫn\n\n"
        f" UBND HUYỆN BÌNH AN           {STATE}\n\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO              {FREE}"
        "\n\n  Số:   278/PGD-THCS           Bình An, ngày 09 tháng 9 năm 2034   \n\n"
        "    V/v Hướng dẫn thực hiện nhiệm vụ\n\nGiáo dục trung học năm học 2034-2035\n\n \n\n"
        "Kính gửi: Hiệu trưởng các trường\n\n \n\nCăn cứ công văn trên.\n",
        Read("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN BÌNH AN", 278, "PGD-THCS", "Bình An",
             "2034-09-09", "CV",
             "V/v Hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2034-2035"),
    ),
    "no number, the subject above the motto": (
        "Công văn Về việc đón đọc trang “Đoàn kết”\n\n281\nỦY BAN MTTQ VIỆT NAM\nTHÀNH PHỐ BA MÍT"
        f"\nBAN TUYÊN GIÁO  \nVề việc đón đọc trang “Đoàn kết”\n{STATE}\nĐộc lập – Tự do – Hạnh"
        " phúc  \n     Ba Mít, ngày  21  tháng 02 năm 2031\n\n         Kính gửi: Các quận\n",
        Read("BAN TUYÊN GIÁO", "ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ BA MÍT", None, None, "Ba Mít",
             "2031-02-21", "CV", "Về việc đón đọc trang “Đoàn kết”"),
    ),
    "title of the page with the number": (
        "Tải bản đầy đủ\n\nQuyết định số 196/2031/QĐ-UBND tỉnh Ba Mít\n\nỦY BAN NHÂN DÂN \nTỈNH BA"
        " MÍT\n\nSố: 196/QĐUBND\n\nCỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập  Tự do  Hạnh phúc"
        " \n\nBa Mít, ngày 28 tháng 8 năm 2031\n\n \nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ THEO CƠ CHẾ \n"
        "MỘT CỬA TẠI TRUNG TÂM \nTỈNH BA MÍT\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật;\n",
        Read("ỦY BAN NHÂN DÂN TỈNH BA MÍT", None, 196, "QĐUBND", "Ba Mít", "2031-08-28", "QĐ",
             "BAN HÀNH QUY CHẾ THEO CƠ CHẾ MỘT CỬA TẠI TRUNG TÂM TỈNH BA MÍT"),
    ),
    "number and day left open": (
        f"UBND XÃ BA MÍT\t{STATE}\nPHÒNG KINH TẾ\t{FREE}\nSố:        /TTr-KT\tBa Mít, ngày    "
        "tháng 5 năm 2031\nTỜ TRÌNH\nVề việc mua giống cây\nKính gửi: UBND xã\n",
        Read("PHÒNG KINH TẾ", "UBND XÃ BA MÍT", None, "TTr-KT", "Ba Mít", None, "TTr",
             "Về việc mua giống cây"),
    ),
    "dots for number and day": (
        f"ỦY BAN MTTQ VIỆT NAM PHƯỜNG BA MÍT\nBAN THƯỜNG TRỰC\nSố: ..../BC-MTTQ-BTT\n{STATE}\n"
        f"{FREE}\nBa Mít, ngày ... tháng ... năm 2031\nBÁO CÁO\nKết quả công tác\n\nI. KẾT QUẢ\n",
        Read("BAN THƯỜNG TRỰC", "ỦY BAN MTTQ VIỆT NAM PHƯỜNG BA MÍT", None, "BC-MTTQ-BTT",
             "Ba Mít", None, "BC", "Kết quả công tác"),
    ),
    "stamps are no names": (
        f"MẬT\nHỎA TỐC\nDỰ THẢO LẦN 2\nCÔNG AN TỈNH BA MÍT\t{STATE}\nCÔNG AN HUYỆN BÌNH AN\t{FREE}"
        "\nSố: 77/CAH-TH\tBình An, ngày 2 tháng 9 năm 2031\nV/v bảo vệ lễ\n\nKính gửi: Các xã\n",
        Read("CÔNG AN HUYỆN BÌNH AN", "CÔNG AN TỈNH BA MÍT", 77, "CAH-TH", "Bình An",
             "2031-09-02", "CV", "V/v bảo vệ lễ"),
    ),
    "a stamp below the issuer": (
        f"BỘ CHỈ HUY QUÂN SỰ TỈNH BA MÍT\nBAN CHỈ HUY QUÂN SỰ\nHUYỆN BÌNH AN\nTHƯỢNG KHẨN\nSố:"
        f" 5/KH-BCH\n{STATE}\n{FREE}\nBình An, ngày 2 tháng 9 năm 2031\nKẾ HOẠCH\nHuấn luyện"
        " năm 2032\n\nCăn cứ mệnh lệnh;\n",
        Read("BAN CHỈ HUY QUÂN SỰ HUYỆN BÌNH AN", "BỘ CHỈ HUY QUÂN SỰ TỈNH BA MÍT", 5, "KH-BCH",
             "Bình An", "2031-09-02", "KH", "Huấn luyện năm 2032"),
    ),
    "youth union": (
        "TỈNH ĐOÀN BA MÍT\tĐOÀN TNCS HỒ CHÍ MINH\nBAN THƯỜNG VỤ\n***\nSố: 18-KH/TĐTN\tBa Mít, ngày"
        " 26 tháng 3 năm 2031\nKẾ HOẠCH\nTổ chức Tháng Thanh niên năm 2031\n\nNhằm giáo dục.\n",
        Read("BAN THƯỜNG VỤ", "TỈNH ĐOÀN BA MÍT", 18, "KH/TĐTN", "Ba Mít", "2031-03-26", "KH",
             "Tổ chức Tháng Thanh niên năm 2031"),
    ),
    "trade union": (
        f"TỔNG LĐLĐ VIỆT NAM\t{STATE}\nLĐLĐ TỈNH BA MÍT\t{FREE}\nSố: 21/HD-LĐLĐ\tBa Mít, ngày 1"
        " tháng 5 năm 2031\n\nHƯỚNG DẪN\nTổ chức đại hội công đoàn cơ sở\n\nThực hiện kế hoạch.\n",
        Read("LĐLĐ TỈNH BA MÍT", "TỔNG LĐLĐ VIỆT NAM", 21, "HD-LĐLĐ", "Ba Mít", "2031-05-01",
             "HD", "Tổ chức đại hội công đoàn cơ sở"),
    ),
    "women's union, name over two lines": (
        f"HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nHỘI LIÊN HIỆP PHỤ NỮ\nHUYỆN BÌNH AN\n{STATE}\n{FREE}\nSố:"
        " 30/BTV\nBình An, ngày 8 tháng 3 năm 2031\nV/v tổ chức Tuần lễ áo dài\nKính gửi: Hội các"
        " xã\n",
        Read("HỘI LIÊN HIỆP PHỤ NỮ HUYỆN BÌNH AN", "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", 30, "BTV",
             "Bình An", "2031-03-08", "CV", "V/v tổ chức Tuần lễ áo dài"),
    ),
    "ministry of many words": (
        f"BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG\n-------\n{STATE}\n{FREE}\n--------\nSố: 12/2031/TT-BNNMT\n"
        "Hà Nội, ngày 30 tháng 6 năm 2031\n\nTHÔNG TƯ\nQUY ĐỊNH VỀ CHĂM SÓC CÂY\n\nCăn cứ Luật;\n",
        Read("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", None, 12, "2031/TT-BNNMT", "Hà Nội", "2031-06-30",
             "TT", "QUY ĐỊNH VỀ CHĂM SÓC CÂY"),
    ),
    "joint circular": (
        f"BỘ Y TẾ - BỘ TÀI CHÍNH\n-------\n{STATE}\n{FREE}\nSố: 08/2031/TTLT-BYT-BTC\nHà Nội, ngày"
        " 4 tháng 6 năm 2031\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn chế độ trực\n\nCăn cứ Nghị định;\n",
        Read("BỘ Y TẾ - BỘ TÀI CHÍNH", None, 8, "2031/TTLT-BYT-BTC", "Hà Nội", "2031-06-04",
             "TT", "Hướng dẫn chế độ trực"),
    ),
    "joint plan, two lines of issuers": (
        f"BAN TUYÊN GIÁO HUYỆN ỦY\nHỘI NÔNG DÂN HUYỆN\nSố: 04/KHLT-BTG-HND\n{STATE}\n{FREE}\n"
        "Bình An, ngày 5 tháng 4 năm 2031\nKẾ HOẠCH LIÊN TỊCH\nTuyên truyền xây dựng nông thôn"
        " mới năm 2031\n\nCăn cứ chương trình;\n",
        Read("BAN TUYÊN GIÁO HUYỆN ỦY HỘI NÔNG DÂN HUYỆN", None, 4, "KHLT-BTG-HND", "Bình An",
             "2031-04-05", "KH", "Tuyên truyền xây dựng nông thôn mới năm 2031"),
    ),
    "people's council": (
        f"HỘI ĐỒNG NHÂN DÂN {STATE}\nXÃ BA MÍT {FREE}\nSố: 15/NQ-HĐND Ba Mít, ngày 18 tháng 7 năm"
        " 2031\n\nNGHỊ QUYẾT\nVề việc thông qua dự toán năm 2032\n\nHỘI ĐỒNG NHÂN DÂN XÃ BA MÍT\n"
        "KHÓA II, KỲ HỌP THỨ 5\nCăn cứ Luật;\n",
        Read("HỘI ĐỒNG NHÂN DÂN XÃ BA MÍT", None, 15, "NQ-HĐND", "Ba Mít", "2031-07-18", "NQ",
             "Về việc thông qua dự toán năm 2032"),
    ),
    "ward after the districts": (
        f"ỦY BAN NHÂN DÂN\tPHƯỜNG 5\t{STATE}\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\t{FREE}\nSố:"
        " 3/GM-TTPVHCC\tPhường 5, ngày 6 tháng 1 năm 2033\nGIẤY MỜI\nDự hội nghị tổng kết\n\n"
        "Kính gửi: Các khu phố\n",
        Read("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "ỦY BAN NHÂN DÂN PHƯỜNG 5", 3, "GM-TTPVHCC",
             "Phường 5", "2033-01-06", "other", "Dự hội nghị tổng kết"),
    ),
    "kind and subject in one line": (
        f"UBND XÃ BA MÍT {STATE}\nTRẠM Y TẾ {FREE}\nSố: 2/KH-TYT\nBa Mít, ngày 9 tháng 2 năm 2031\n"
        "KẾ HOẠCH TIÊM CHỦNG MỞ RỘNG NĂM 2031\nCăn cứ kế hoạch của huyện;\n",
        Read("TRẠM Y TẾ", "UBND XÃ BA MÍT", 2, "KH-TYT", "Ba Mít", "2031-02-09", "KH",
             "TIÊM CHỦNG MỞ RỘNG NĂM 2031"),
    ),
    "letters spaced apart": (
        f"SỞ TƯ PHÁP\n{STATE}\n{FREE}\nSố: 6/TB-STP\nBa Mít, ngày 9 tháng 2 năm 2031\n"
        "T H Ô N G  B Á O\nVề tuyển dụng\n\nSở thông báo.\n",
        Read("SỞ TƯ PHÁP", None, 6, "TB-STP", "Ba Mít", "2031-02-09", "TB", "Về tuyển dụng"),
    ),
    "old ministry letter": (
        f"BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ\nSố: 2100 TCT/NV5\nV/v: thuế đất\n{STATE}\nĐộc lập - Tự do -"
        " Hạnh phúc\nHà Nội, ngày 21 tháng 6 năm 2030\nKính gửi: Cục thuế tỉnh Ba Mít\n",
        Read("TỔNG CỤC THUẾ", "BỘ TÀI CHÍNH", 2100, "TCT/NV5", "Hà Nội", "2030-06-21", "CV",
             "V/v: thuế đất"),
    ),
    "subject of a letter beside the place": (
        f"UBND HUYỆN BÌNH AN      {STATE}\nPHÒNG Y TẾ      {FREE}\nSố: 12/PYT\nV/v phòng chống dịch"
        " ở vùng sâu    Bình An, ngày 02 tháng 3 năm 2031\nvà các thôn ven sông\nKính gửi: Các"
        " trạm\n",
        Read("PHÒNG Y TẾ", "UBND HUYỆN BÌNH AN", 12, "PYT", "Bình An", "2031-03-02", "CV",
             "V/v phòng chống dịch ở vùng sâu và các thôn ven sông"),
    ),
    "bars of a table": (
        f"| TỔNG CÔNG TY CÂY XANH | {STATE} |\n| CÔNG TY TNHH BA MÍT | {FREE} |\n| Số: 9/CV-BM |"
        " Ba Mít, ngày 3 tháng 3 năm 2031 |\n| V/v cung cấp giống | |\nKính gửi: UBND xã Ba Mít\n",
        Read("CÔNG TY TNHH BA MÍT", "TỔNG CÔNG TY CÂY XANH", 9, "CV-BM", "Ba Mít", "2031-03-03",
             "CV", "V/v cung cấp giống"),
    ),
    "a telephone below the issuer, a page number above": (
        f"Trang 1\n\nSỞ NỘI VỤ\nTRUNG TÂM LƯU TRỮ\nĐiện thoại: 0212 345 678\n{STATE}\n{FREE}\nSố:"
        " 7/BC-TTLT\nBa Mít, ngày 3 tháng 3 năm 2031\nBÁO CÁO\nCông tác lưu trữ năm 2030\n\n"
        "Năm 2030, trung tâm đã hoàn thành.\n",
        Read("TRUNG TÂM LƯU TRỮ", "SỞ NỘI VỤ", 7, "BC-TTLT", "Ba Mít", "2031-03-03", "BC",
             "Công tác lưu trữ năm 2030"),
    ),
    "court": (
        f"TÒA ÁN NHÂN DÂN TỐI CAO\t{STATE}\nTÒA ÁN NHÂN DÂN\nTỈNH BA MÍT\t{FREE}\nSố: 5/TA-VP\t"
        "Ba Mít, ngày 3 tháng 3 năm 2031\nV/v lịch xét xử lưu động\n\nKính gửi: UBND các xã\n",
        Read("TÒA ÁN NHÂN DÂN TỈNH BA MÍT", "TÒA ÁN NHÂN DÂN TỐI CAO", 5, "TA-VP", "Ba Mít",
             "2031-03-03", "CV", "V/v lịch xét xử lưu động"),
    ),
    "steering committee": (
        f"ỦY BAN NHÂN DÂN HUYỆN BÌNH AN\nBAN CHỈ ĐẠO\nPHÒNG, CHỐNG THIÊN TAI\n{STATE}\n{FREE}\nSố:"
        " 02/PA-BCĐ\nBình An, ngày 3 tháng 3 năm 2031\nPHƯƠNG ÁN\nỨng phó bão năm 2031\n\nCăn cứ"
        " Luật;\n",
        Read("BAN CHỈ ĐẠO PHÒNG, CHỐNG THIÊN TAI", "ỦY BAN NHÂN DÂN HUYỆN BÌNH AN", 2, "PA-BCĐ",
             "Bình An", "2031-03-03", "other", "Ứng phó bão năm 2031"),
    ),
    "telegram without a subject": (
        f"THỦ TƯỚNG CHÍNH PHỦ\n------\n{STATE}\n{FREE}\nSố: 51/CĐ-TTg\nHà Nội, ngày 3 tháng 9 năm"
        " 2031\nCÔNG ĐIỆN\nVề việc ứng phó mưa lũ\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Các Bộ;\n",
        Read("THỦ TƯỚNG CHÍNH PHỦ", None, 51, "CĐ-TTg", "Hà Nội", "2031-09-03", "CĐ",
             "Về việc ứng phó mưa lũ"),
    ),
    "decision without a subject": (
        f"UBND XÃ BA MÍT\n{STATE}\n{FREE}\nSố: 51/QĐ-UBND\nBa Mít, ngày 3 tháng 9 năm 2031\n"
        "QUYẾT ĐỊNH\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\nCăn cứ Luật;\n",
        Read("UBND XÃ BA MÍT", None, 51, "QĐ-UBND", "Ba Mít", "2031-09-03", "QĐ", None),
    ),
    "old capitals font, all small": (
        "ủy ban nhân dân\ncộng hòa xã hội chủ nghĩa việt nam\nhuyện bình an\nĐộc lập - Tự do - Hạnh"
        " phúc\nSố: 12/BC-UB\nBình An, ngày 5 tháng 3 năm 2031\nbáo cáo\nTình hình sản xuất\n\n"
        "I. Kết quả\n",
        Read("ủy ban nhân dân huyện bình an", None, 12, "BC-UB", "Bình An", "2031-03-05", "BC",
             "Tình hình sản xuất"),
    ),
    "place behind the issuer": (
        f"ĐẢNG BỘ TỈNH BA MÍT {PARTY}\nĐẢNG ỦY KHỐI CÁC CƠ QUAN Ba Mít, ngày 4 tháng 5 năm 2031\n*"
        "\nSố 9-TB/ĐUK\nTHÔNG BÁO\nKết luận của Bí thư tại hội nghị giao ban\n---\nNgày 2/5/2031,"
        " Bí thư chủ trì hội nghị.\n",
        Read("ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "ĐẢNG BỘ TỈNH BA MÍT", 9, "TB/ĐUK", "Ba Mít",
             "2031-05-04", "TB", "Kết luận của Bí thư tại hội nghị giao ban"),
    ),
    "number, subject and place in one line": (
        f"SỞ NỘI VỤ BA MÍT {STATE}\nCHI CỤC VĂN THƯ {FREE}\nSố: 5/CCVT V/v nộp hồ sơ Ba Mít, ngày"
        " 4 tháng 5 năm 2031\nKính gửi: Các sở\n",
        Read("CHI CỤC VĂN THƯ", "SỞ NỘI VỤ BA MÍT", 5, "CCVT", "Ba Mít", "2031-05-04", "CV",
             "V/v nộp hồ sơ"),
    ),
    "school, spaced lines": (
        f"UBND XÃ BA MÍT\n\nTRƯỜNG THCS\n\nLÊ VĂN MÍT\n\n{STATE}\n\n{FREE}\n\nSố: 12/QĐ-THCS\n\n"
        "Ba Mít, ngày 1 tháng 9 năm 2031\n\nQUYẾT ĐỊNH\n\nVề việc thành lập tổ chuyên môn\n\n"
        "HIỆU TRƯỞNG TRƯỜNG THCS LÊ VĂN MÍT\n\nCăn cứ Điều lệ;\n",
        Read("TRƯỜNG THCS LÊ VĂN MÍT", "UBND XÃ BA MÍT", 12, "QĐ-THCS", "Ba Mít", "2031-09-01",
             "QĐ", "Về việc thành lập tổ chuyên môn"),
    ),
    "directive of a secretariat": (
        f"BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 40-CT/TW\n{PARTY}\nHà Nội, ngày 22 tháng 11 năm 2034\n"
        "CHỈ THỊ\nCỦA BAN BÍ THƯ\nvề chăm sóc cây\n-----\nTrong những năm qua, cây ít.\n",
        Read("BAN CHẤP HÀNH TRUNG ƯƠNG", None, 40, "CT/TW", "Hà Nội", "2034-11-22", "CT",
             "về chăm sóc cây"),
    ),
    "law": (
        f"QUỐC HỘI\n{STATE}\n{FREE}\nLuật số: 12/2031/QH17\nHà Nội, ngày 4 tháng 5 năm 2031\nLUẬT\n"
        "TRỒNG CÂY\nCăn cứ Hiến pháp;\n",
        Read("QUỐC HỘI", None, 12, "2031/QH17", "Hà Nội", "2031-05-04", "L", "TRỒNG CÂY"),
    ),
    "subject that goes on with a word of bodies": (
        f"CÔNG AN TỈNH BA MÍT - SỞ Y TẾ\n{STATE}\n{FREE}\nSố: 01/QCPH-CAT-SYT\nBa Mít, ngày 4 tháng"
        " 5 năm 2031\nQUY CHẾ PHỐI HỢP\nTRONG BẢO ĐẢM AN NINH BỆNH VIỆN\nCăn cứ Luật;\n",
        Read("CÔNG AN TỈNH BA MÍT - SỞ Y TẾ", None, 1, "QCPH-CAT-SYT", "Ba Mít", "2031-05-04",
             "QC", "PHỐI HỢP TRONG BẢO ĐẢM AN NINH BỆNH VIỆN"),
    ),
    "month without a day": (
        f"SỞ XÂY DỰNG\n{STATE}\n{FREE}\nSố: 12/ĐA-SXD\nBa Mít, tháng 5 năm 2031\nĐỀ ÁN\nCây xanh"
        " đô thị\n\nPhần I\n",
        Read("SỞ XÂY DỰNG", None, 12, "ĐA-SXD", "Ba Mít", None, "ĐA", "Cây xanh đô thị"),
    ),
    "marks lost by a scan": (
        "UBND HUYỆN BÌNH AN\nTHANH TRA\nCỘNG HOÀ XA HỘI CHU NGHĨA VIỆT NAM\nĐộc lâp - Tự do - Hạnh"
        " phúc\nSô: 3/KL-TTr\nBình An, ngáy 5 tháng 3 năm 2031\nKẾT LUÂN THANH TRA\nViệc quản lý"
        " đất\n\nThực hiện quyết định.\n",
        Read("THANH TRA", "UBND HUYỆN BÌNH AN", 3, "KL-TTr", "Bình An", "2031-03-05", "KL",
             "Việc quản lý đất"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS.keys())
def test_a_head(text: str, expected: Read) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in HEADS.values()], ids=HEADS.keys())
def test_a_head_in_parts_of_letters(text: str) -> None:
    whole, apart = seen(text), seen(unicodedata.normalize("NFD", text))

    assert apart == whole


@pytest.mark.parametrize(
    "text",
    [
        "THÔNG BÁO\nHội nghị kỷ niệm ngày thành lập Đảng Cộng sản Việt Nam\nSáng 3/2, tại Bình An.",
        "TIN NỔI BẬT\nSáng 5/4, UBND xã tổ chức hội nghị.\nSố: 12 đại biểu dự.",
        "KẾ HOẠCH\nBình An, ngày 5 tháng 3 năm 2031\nHội nghị bàn việc trồng cây.",
        "Phát huy tinh thần độc lập, tự do\nNgày 02/9/2031, huyện tổ chức lễ kỷ niệm.",
        "",
    ],
)
def test_no_head(text: str) -> None:
    assert read(text).header is None
