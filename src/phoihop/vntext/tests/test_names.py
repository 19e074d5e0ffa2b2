"""Sorting, splitting and writing of names."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.vntext import LONGEST_KEY, PersonName, person_key, place_key, split_name, title_case

PLACES = [
    "2 tháng 9", "10 tháng 3", "An", "An Bình", "An Khê", "Ánh", "Ăn", "Âu Lạc", "Ba Vì", "Bà Rịa",
    "Bạc Liêu", "Bắc Giang", "Bình An", "Bình Định", "Cà Mau", "Dĩ An", "Đà Lạt", "Đức Phổ", "Ê A",
    "Hà Nội", "Kon Tum", "Lạng Sơn", "Lào Cai", "Lăng Cô", "Lâm Hà", "Ma", "Mà", "Mả", "Mã", "Má",
    "Mạ", "Man", "Nông Cống", "Nơ Trang Long", "Oai", "Ô Môn", "Ơi", "Thôn 2", "Thôn 10",
    "Trà Vinh", "Tu", "Tư", "Vân Hồ", "Xã Đàn", "Yên",
]  # fmt: skip
PEOPLE = [
    "An", "Hoàng An", "Nguyễn Văn An", "Trần An", "Lê Bình Ân", "Phạm Dung", "Bùi Dũng",
    "Đỗ Văn Đức", "Nguyễn Thị Hà", "Nguyễn Văn Hà", "Trần Thu Hà", "Lê Hải", "Lý Hạnh", "Vũ Hùng",
    "Cao Hưng", "Tôn Thất Thuyết", "Nông Văn Vân",
]  # fmt: skip


def _shuffled(names: list[str]) -> list[str]:
    return random.Random(7).sample(names, len(names))  # noqa: S311 - a fixed order, no secret


def test_places_sort_as_in_a_vietnamese_dictionary() -> None:
    assert sorted(_shuffled(PLACES), key=place_key) == PLACES


def test_people_sort_by_given_name_first() -> None:
    assert sorted(_shuffled(PEOPLE), key=person_key) == PEOPLE


@pytest.mark.parametrize(("one", "other"), [("Hòa Bình", "HOÀ  BÌNH"), ("Uỷ ban", "ủy ban")])
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@given(st.text(max_size=400))
def test_keys_are_short_plain_and_stable(text: str) -> None:
    for key in (place_key(text), person_key(text)):
        assert re.fullmatch("[0-9a-f]*", key)
        assert len(key) <= LONGEST_KEY
    assert place_key(text) == place_key(text)


def test_the_longest_name_keeps_within_the_key() -> None:
    assert len(place_key("ường " * 100)) <= LONGEST_KEY


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Thị Thanh Hương", PersonName("Nguyễn", "Thị Thanh", "Hương")),
        ("Lê Anh", PersonName("Lê", "", "Anh")),
        ("An", PersonName("", "", "An")),
        ("  Trần   Văn  Bé ", PersonName("Trần", "Văn", "Bé")),
        ("Tôn Thất Đạm", PersonName("Tôn Thất", "", "Đạm")),
        ("", PersonName("", "", "")),
    ],
)
def test_split_name(full: str, parts: PersonName) -> None:
    assert split_name(full) == parts


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("NGUYỄN THANH ANH", "Nguyễn Thanh Anh"),
        ("VI VĂN AN", "Vi Văn An"),
        ("ĐÀI TRUYỀN THANH HUYỆN", "Đài Truyền thanh huyện"),
        ("BAN TUYÊN GIÁO HUYỆN ỦY BÌNH AN", "Ban Tuyên giáo Huyện ủy Bình An"),
        ("ỦY BAN NHÂN DÂN XÃ AN LẠC", "Ủy ban nhân dân xã An Lạc"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HÒA YÊN", "Uỷ ban nhân dân thành phố Hòa Yên"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo"),
        ("CÔNG AN HUYỆN BÌNH AN", "Công an huyện Bình An"),
        ("VĂN PHÒNG HĐND VÀ UBND HUYỆN", "Văn phòng HĐND và UBND huyện"),
        ("ĐẢNG BỘ TỈNH KHÓA XV", "Đảng bộ tỉnh Khóa XV"),
        ("phòng y tế huyện", "Phòng Y tế huyện"),
        ("TRƯỜNG THCS LÊ LỢI", "Trường THCS Lê Lợi"),
        ("PHÓ CHỦ TỊCH UBND HUYỆN", "Phó Chủ tịch UBND huyện"),
        ("CHI BỘ THÔN 2", "Chi bộ thôn 2"),
        ("Đã viết Đúng", "Đã viết Đúng"),
        ("TÒA ÁN NHÂN DÂN HUYỆN", "Tòa án nhân dân huyện"),
        ("", ""),
    ],
)
def test_title_case(capitals: str, written: str) -> None:
    assert title_case(capitals) == written
