"""Agencies in questions, typed as people type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import Agency, AgencyRegistry
from ingest.folding import strip_marks

REGISTRY = AgencyRegistry.load()
Found = list[tuple[str | None, str, bool]]

# question, [(id, as typed, exact)]
QUESTIONS: list[tuple[str, Found]] = [
    ("Sở Nội vụ phải làm gì?", [("so-noi-vu", "Sở Nội vụ", True)]),
    ("so noi vu dak nong lam gi", [("so-noi-vu", "so noi vu dak nong", True)]),
    ("sơ nội vu làm gì", [("so-noi-vu", "sơ nội vu", True)]),
    ("snv phối hợp gì", [("so-noi-vu", "snv", True)]),
    ("sở tài chánh chủ trì việc gì", [("so-tai-chinh", "sở tài chánh", False)]),
    ("vp ubnd tinh phoi hop voi ai", [("van-phong-ubnd-tinh", "vp ubnd tinh", True)]),
    ("Văn phòng UBND tỉnh Thái Nguyên", [("van-phong-ubnd-tinh", "Văn phòng UBND tỉnh Thái Nguyên", True)]),
    ("Báo ĐN phải làm gì", [("bao-tinh", "Báo ĐN", False)]),
    ("bao dak nong co viec gi", [("bao-tinh", "bao dak nong", True)]),
    ("Chủ tịch ubnd tỉnh Bình Phước là ai", [("chu-tich-ubnd-tinh", "Chủ tịch ubnd tỉnh Bình Phước", True)]),
    ("so thong tin va truyen thong", [("so-thong-tin-va-truyen-thong", "so thong tin va truyen thong", True)]),
    ("sở thông tin truyền thông", [("so-thong-tin-va-truyen-thong", "sở thông tin truyền thông", True)]),
    ("sở thông tin làm gì", [("so-thong-tin-va-truyen-thong", "sở thông tin", False)]),
    ("Sở TTTT", [("so-thong-tin-va-truyen-thong", "Sở TTTT", True)]),
    (
        "sở văn hoá có việc gì",
        [("so-van-hoa-the-thao-va-du-lich", "sở văn hoá", False), ("so-van-hoa-va-the-thao", "sở văn hoá", False)],
    ),
    ("các sở ban ngành phải làm gì", [("cac-so-ban-nganh", "các sở ban ngành", True)]),
    ("ubnd các huyện thị xã", [("ubnd-cap-huyen", "ubnd các huyện thị xã", True)]),
    ("UBND thị xã Gia Nghĩa phối hợp gì", [(None, "UBND thị xã Gia Nghĩa", False)]),
    ("Sở Thủy sản phải làm gì", [(None, "Sở Thủy sản", False)]),
    ("sở thủy sản Đắk Nông làm gì", [(None, "sở thủy sản", False)]),
    ("trung tam hanh chinh cong", [("trung-tam-hanh-chinh-cong", "trung tam hanh chinh cong", True)]),
    ("Quyết định 3490/QĐ-BNV của Bộ Nội vụ", [("bo-noi-vu", "Bộ Nội vụ", True)]),
    ("đoàn khối các cơ quan và doanh nghiệp tỉnh", [("doan-khoi", "đoàn khối các cơ quan và doanh nghiệp tỉnh", True)]),
    ("cong an tinh cao bang", [("cong-an-tinh", "cong an tinh cao bang", True)]),
]

NO_AGENCY = [
    "Sở nào chủ trì?",
    "so nao chu tri tuyen truyen chu ky so",
    "cơ quan nào chủ trì khảo sát sự hài lòng",
    "xây dựng chính phủ điện tử, chính phủ số",
    "chinh phu dien tu la gi",
    "thống kê tình hình thực hiện",
    "thong ke tinh hinh thuc hien",
    "thanh tra tình hình cải cách",
    "hội nghị, hội thi về CCHC",
    "chế độ báo cáo quý, 6 tháng, năm",
    "bao cao tinh hinh cchc",
    "kinh phí lấy từ nguồn nào",
    "cơ sở y tế, cán bộ công an xử lý ra sao",
    "co so giao duc va dao tao",
    "cơ sở dữ liệu, sở hữu trí tuệ",
    "",
]


@pytest.mark.parametrize(("question", "expected"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_questions(question: str, expected: Found) -> None:
    found = REGISTRY.find_in_question(question)
    assert [(each.agency_id, each.span.of(question), each.exact) for each in found] == expected


@pytest.mark.parametrize("question", NO_AGENCY)
def test_topic_words_are_no_agency(question: str) -> None:
    assert REGISTRY.find_in_question(question) == []


AGENCIES = [agency for agency in REGISTRY.all() if not agency.is_group and len(agency.name) > 8]


@settings(deadline=None)
@given(st.sampled_from(AGENCIES), st.sampled_from(["{} làm gì", "việc của {}", "{}"]))
def test_names_without_marks_or_capitals(agency: Agency, frame: str) -> None:
    question = frame.format(strip_marks(agency.name).lower())
    assert agency in [REGISTRY.get(each.agency_id) for each in REGISTRY.find_in_question(question) if each.agency_id]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for each in REGISTRY.find_in_question(text):
        assert 0 <= each.span.start < each.span.end <= len(text)
