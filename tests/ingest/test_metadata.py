"""Metadata, references and issuers' names, on headers as they are printed."""

from datetime import date

import pytest

from ingest.issuers import is_central, issuer_name
from ingest.parse import parse_text
from ingest.records import Metadata
from ingest.references import find_citations

LETTERHEAD = (
    "|\n**ỦY BAN NHÂN\nDÂN**\nTỈNH ĐỒNG THÁP\n--------\n|\n**CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM**\n"
    "Độc lập - Tự do - Hạnh phúc\n---------------\n|\n|\nSố: 617/KH-UBND\n|\n*Đồng Tháp,\n"
    "ngày 01 tháng 12 năm 2025*\n|\n\n\n"
)
SIGNED = "|\n**TM. ỦY BAN\nNHÂN DÂN**\nKT. CHỦ TỊCH\n**PHÓ CHỦ TỊCH**\n**Huỳnh Minh Tuấn**\n|\n"
WEB_PLAN = (
    f"{LETTERHEAD}**KẾ HOẠCH**\n\nCHUYỂN ĐỔI SỐ CHO CÁC DOANH NGHIỆP\nGIAI ĐOẠN 2026 - 2030\n\n"
    "Thực hiện Kế hoạch số\n283/KH-UBND ngày 24/9/2025 của Uỷ ban nhân dân Tỉnh về thực hiện Nghị quyết số\n"
    "71/NQ-CP ngày 01/5/2025 của Chính phủ về chuyển đổi số trên địa bàn tỉnh Đồng Tháp, như sau:\n\n"
    f"**I. MỤC\nĐÍCH**\n\nNâng cao nhận thức.\n\n{SIGNED}"
)


def metadata(text: str) -> Metadata:
    return parse_text(text, "van-ban.md").metadata


def test_a_web_copy_with_its_header_in_a_layout_table() -> None:
    found = metadata(WEB_PLAN)
    assert (found.number, found.type, found.issuer) == ("617/KH-UBND", "Kế hoạch", "UBND tỉnh Đồng Tháp")
    assert (found.issued_on, found.place, found.province) == (date(2025, 12, 1), "Đồng Tháp", "Đồng Tháp")
    assert found.title == "CHUYỂN ĐỔI SỐ CHO CÁC DOANH NGHIỆP GIAI ĐOẠN 2026 - 2030"
    assert found.period == (2026, 2030)
    assert [(s.name, s.position) for s in found.signers] == [
        ("Huỳnh Minh Tuấn", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    ]
    assert [(b.number, b.issuer) for b in found.legal_bases] == [
        ("283/KH-UBND", "Uỷ ban nhân dân Tỉnh"),
        ("71/NQ-CP", "Chính phủ"),
    ]


def test_what_a_web_page_prints_above_the_letterhead_is_not_the_header() -> None:
    page = "|\n**Loại văn bản:**\n|\nQuyết định\n|\n**Người ký:**\n|\nMai Sơn\n|\n\n\n" + WEB_PLAN
    assert metadata(page).type == "Kế hoạch"
    assert metadata(page).title == metadata(WEB_PLAN).title


def test_the_number_may_stand_above_the_appendix_only() -> None:
    found = metadata(
        "KẾ HOẠCH\n\nTuyên truyền cải cách hành chính tỉnh Thái Nguyên năm 2023\n\nI. MỤC ĐÍCH\n\n1. Một.\n\n"
        "Nơi nhận:\n\n- TT Tỉnh ủy;\n\nLê Quang Tiên\n\nPHỤ LỤC\nCÁC HOẠT ĐỘNG\n\n"
        "(Kèm theo Kế hoạch số 34 /KH-UBND ngày 02/3 /2023 của Chủ tịch UBND tỉnh)\n\n"
        "STT\tNội dung\tCơ quan chủ trì\n1\tViệc\tSở Nội vụ"
    )
    assert (found.number, found.issued_on) == ("34/KH-UBND", date(2023, 3, 2))
    assert found.issuer == "Chủ tịch UBND tỉnh Thái Nguyên"
    assert [(s.name, s.position) for s in found.signers] == [("Lê Quang Tiên", "")]
    assert found.recipients == ("TT Tỉnh ủy",)


def test_the_note_of_a_promulgated_plan_does_not_rename_the_decision() -> None:
    found = metadata(
        "QUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\nKẾ HOẠCH\n\n(Kèm theo Kế hoạch số 9/KH-UBND)"
    )
    assert found.number is None


def test_a_fragment_states_nothing() -> None:
    assert (
        metadata("thực hiện tuyên truyền;\n\n#### 6. Sở Tài chính:\n\nChủ trì xây dựng kế hoạch kinh phí.")
        == Metadata()
    )


@pytest.mark.parametrize(
    ("printed", "province", "name"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG", "Đắk Nông", "Chủ tịch UBND tỉnh Đắk Nông"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Bình Phước", "Chủ tịch UBND tỉnh Bình Phước"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "Hải Phòng", "UBND thành phố Hải Phòng"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI", "Hà Nội", "HĐND thành phố Hà Nội"),
        ("THỦ TƯỚNG CHÍNH PHỦ", None, "Thủ tướng Chính phủ"),
        ("QUỐC HỘI", None, "Quốc hội"),
        ("BỘ TRƯỞNG BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", None, "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"),
        ("ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH", "Đồng Tháp", "UBND huyện Châu Thành"),
        ("Ủy ban nhân dân", "Đà Nẵng", "UBND thành phố Đà Nẵng"),
    ],
)
def test_issuers_are_named_as_citations_name_them(printed: str, province: str | None, name: str) -> None:
    assert issuer_name(printed, province) == name


def test_the_centre_has_no_province() -> None:
    assert is_central("Thủ tướng Chính phủ") and is_central("Bộ trưởng Bộ Nội vụ")
    assert not is_central("UBND tỉnh Lào Cai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ về việc ban hành",
         ("Nghị quyết", "30c/NQ-CP", date(2011, 11, 8), "Chính phủ")),
        ("Quyết định số 3490/QĐ-BNV ngày 10 tháng 10 năm 2016 của Bộ trưởng Bộ Nội vụ phê duyệt Đề án",
         ("Quyết định", "3490/QĐ-BNV", date(2016, 10, 10), "Bộ trưởng Bộ Nội vụ")),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;", ("Luật", None, date(2015, 6, 19), None)),
        ("Luật Đấu thầu số 22/2023/QH15 ngày 29/11/2024, được", ("Luật", "22/2023/QH15", date(2024, 11, 29), None)),
        ("tại Tờ trình số 2909/TTr-SNV ngày 19/12/2017,", ("Tờ trình", "2909/TTr-SNV", date(2017, 12, 19), None)),
        ("Nghị quyết số 18- NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương về",
         ("Nghị quyết", "18-NQ/TW", date(2017, 10, 25), "Ban Chấp hành Trung ương")),
        ("Kế hoạch số 19/KH-UBND ngày 01/12/2016 của UBND tỉnh\tSở Nội vụ\tCác sở",
         ("Kế hoạch", "19/KH-UBND", date(2016, 12, 1), "UBND tỉnh")),
        ("Kế hoạch cải cách và Quyết định số 08/2016/QĐ-UBND ngày 22/12/2016 của UBND tỉnh Quy định trách nhiệm",
         ("Quyết định", "08/2016/QĐ-UBND", date(2016, 12, 22), "UBND tỉnh")),
        ("(theo Công văn số 2522/UBND-NC)", ("Công văn", "2522/UBND-NC", None, None)),
    ],
)  # fmt: skip
def test_a_citation_says_type_number_date_and_issuer(text: str, expected: tuple[object, ...]) -> None:
    (found,) = find_citations(text)
    assert (found.type, found.number, found.issued_on, found.issuer) == expected


def test_a_citation_begins_at_its_own_type() -> None:
    text = "Nghị Quyết số 18- NQ/TW ngày 25/10/2017 và Nghị quyết số 19- NQ/TW ngày 25/10/2017 của Bộ Chính trị"
    assert [c.span.of(text) for c in find_citations(text)] == text.split(" và ")


def test_clauses_are_references_with_a_path() -> None:
    parsed = parse_text("1. Theo điểm b khoản 2 Điều 17 Nghị định số 72/2023/NĐ-CP của Chính phủ.", "a.txt")
    assert [(r.kind, r.path or r.number) for r in parsed.references] == [
        ("document", "72/2023/NĐ-CP"),
        ("clause", "dieu-17/2/b"),
    ]
    assert all(parsed.text[r.span.start : r.span.end] == r.text for r in parsed.references)


def test_capitals_below_a_title_are_who_decides_even_when_a_scan_garbles_them() -> None:
    parsed = parse_text(
        "Số: 46/QĐ-BCĐCCHC\n\nQUYẾT ĐỊNH\nBan hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2021\n\n"
        "TRƯỜNG BAN CHÍ ĐẠO CAI CÁCH HÀNH CHÍNH\n\nCăn cứ Luật Tổ chức Chính phủ;\n\nĐiều 1. Ban hành Kế hoạch.",
        "scan.txt",
    )
    assert parsed.metadata.title == "Ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2021"


def test_the_type_stands_right_below_the_number() -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n\nSố: 7/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nĐiều 1. Ban hành."
    known = parse_text(text, "7.txt").metadata
    assert (known.type, known.number, known.title) == ("Quyết định", "7/QĐ-UBND", "Về việc ban hành Kế hoạch")
