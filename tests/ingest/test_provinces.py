"""Provinces: counts and mergers of Nghị quyết 202/2025/QH15, spellings, and mentions in text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import NotFound
from ingest.folding import strip_marks
from ingest.provinces import (
    Province,
    abbreviated,
    all_provinces,
    current_province,
    find_provinces,
    find_provinces_in_question,
    get_province,
    historic,
    province_of,
)

PROVINCES = all_provinces()
CURRENT = [province for province in PROVINCES if province.merged_into is None]
UNCHANGED = {"Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An"} | {
    "Hà Tĩnh",
    "Cao Bằng",
}


def test_63_became_34() -> None:
    assert len(PROVINCES) == len({province.name for province in PROVINCES}) == 63
    assert len(CURRENT) == 34
    assert {current_province(province.name).name for province in PROVINCES} == {province.name for province in CURRENT}


def test_23_were_formed_and_11_left_alone() -> None:
    formed = [province for province in CURRENT if province.predecessors]
    assert len(formed) == 23
    assert {province.name for province in CURRENT if not province.predecessors} == UNCHANGED


def test_mergers_are_told_from_both_sides() -> None:
    for province in CURRENT:
        for name in province.predecessors:
            assert current_province(name) == province
        if province.predecessors:
            assert province.name in province.predecessors
    merged = [province for province in PROVINCES if province.merged_into]
    assert all(province.name in current_province(province.name).predecessors for province in merged)
    assert {(province.since, province.legal_basis) for province in merged} == {
        (date(2025, 7, 1), "Nghị quyết số 202/2025/QH15")
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Đắk Nông", "Lâm Đồng"),
        ("Bình Phước", "Đồng Nai"),
        ("Bắc Kạn", "Thái Nguyên"),
        ("Thái Nguyên", "Thái Nguyên"),
        ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
        ("Hải Dương", "Hải Phòng"),
        ("Kon Tum", "Quảng Ngãi"),
        ("Phú Yên", "Đắk Lắk"),
        ("Nam Định", "Ninh Bình"),
        ("Huế", "Huế"),
    ],
)
def test_current(old: str, new: str) -> None:
    assert current_province(old).name == new


def test_centrally_governed_cities() -> None:
    cities = {province.name for province in CURRENT if province.kind == "thành phố"}
    assert cities == {"Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Đồng Nai"}


def test_historic_names() -> None:
    assert historic("Lâm Đồng") == ("Lâm Đồng", "Đắk Nông", "Bình Thuận")
    assert historic("Đắk Nông") == ("Đắk Nông",)
    assert historic("Hà Nội") == ("Hà Nội",)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Đăk Nông", "Đắk Nông"),
        ("tỉnh Đắk Nông", "Đắk Nông"),
        ("dak nong", "Đắk Nông"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Thừa Thiên - Huế", "Huế"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Bà Rịa Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_spellings(spelling: str, name: str) -> None:
    assert get_province(spelling).name == name


@pytest.mark.parametrize("name", ["Gia Nghĩa", "", "Đắk", "tỉnh"])
def test_unknown_province(name: str) -> None:
    with pytest.raises(NotFound):
        get_province(name)


MENTIONS: list[tuple[str, list[tuple[str, str]]]] = [
    ("UBND tỉnh Đăk Nông và TP. Hồ Chí Minh", [("Đắk Nông", "Đăk Nông"), ("Hồ Chí Minh", "Hồ Chí Minh")]),
    ("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN", [("Thái Nguyên", "THÁI NGUYÊN")]),
    ("Bà Rịa – Vũng Tàu, Thừa Thiên\nHuế", [("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu"), ("Huế", "Thừa Thiên\nHuế")]),
    ("Đắk Nông, ngày 11 tháng 01 năm 2017", [("Đắk Nông", "Đắk Nông")]),
    ("thành phố Hồ Chí Minh", [("Hồ Chí Minh", "Hồ Chí Minh")]),
    ("Đoàn TNCS Hồ Chí Minh", []),
    ("học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", []),
    ("ông Nguyễn Thái Bình", []),
    ("xã Hòa Bình, phường Quảng Trị", []),
    ("biển Thái Bình Dương", []),
    ("hòa bình, ổn định", []),
    ("yêu cầu Đắk Nông báo cáo", [("Đắk Nông", "Đắk Nông")]),
    ("Công ty Điện lực Bắc Ninh", [("Bắc Ninh", "Bắc Ninh")]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS, ids=[row[0][:30] for row in MENTIONS])
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.name, mention.span.of(text)) for mention in find_provinces(text)] == expected


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("kế hoạch CCHC dak nong 2020", ["Đắk Nông"]),
        ("so noi vu binh phuoc, thai nguyen", ["Bình Phước", "Thái Nguyên"]),
        ("Đắk Nông và đắk nông", ["Đắk Nông", "Đắk Nông"]),
        ("ở tp hcm", ["Hồ Chí Minh"]),
        ("thái độ phục vụ", []),
        ("nghe an toàn", ["Nghệ An"]),  # without marks it cannot be told apart
    ],
)
def test_mentions_in_questions(question: str, names: list[str]) -> None:
    assert [mention.name for mention in find_provinces_in_question(question)] == names


def test_province_of_text() -> None:
    assert province_of("Chủ tịch UBND tỉnh Bình Phước") == "Bình Phước"
    assert province_of("Đắk Nông và Lâm Đồng") is None
    assert province_of("Bộ Nội vụ") is None


def test_ambiguous_abbreviations_name_provinces() -> None:
    assert abbreviated("ĐN") == abbreviated("đn") == ("Đắk Nông", "Đà Nẵng", "Đồng Nai")
    assert abbreviated("XYZ") == ()
    assert all(get_province(name).name == name for name in abbreviated("ĐN"))


@settings(deadline=None)
@given(st.sampled_from(PROVINCES), st.sampled_from(["UBND tỉnh {}", "({})", "tại {}, ngày 01", "{}"]))
def test_every_province_is_found(province: Province, frame: str) -> None:
    name = province.name
    text = frame.format(name)
    assert name in [mention.name for mention in find_provinces(text)]
    typed = strip_marks(text).lower()
    assert name in [mention.name for mention in find_provinces_in_question(typed)]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for mention in (*find_provinces(text), *find_provinces_in_question(text)):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
