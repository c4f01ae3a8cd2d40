"""Names, dates and issuers of laws."""

from datetime import date

import pytest

from ingest.parse import parse_text
from ingest.statutes import issuer_of, law_title


@pytest.mark.parametrize(
    ("printed", "text", "title"),
    [
        ("CƯ TRÚ", "Quốc hội ban hành Luật Cư trú.", "Luật Cư trú"),
        ("ĐẤT ĐAI", "Quốc hội ban hành Luật đất đai,", "Luật đất đai"),
        ("LUẬT SƯ", "", "Luật Luật sư"),
        ("LUẬT BIÊN GIỚI QUỐC GIA", "", "Luật biên giới quốc gia"),
        ("VỀ PHÁ SẢN", "", "Luật Phá sản"),
        ("Đường bộ", "", "Luật Đường bộ"),
        ("Luật Đường bộ", "", "Luật Đường bộ"),
    ],
)
def test_a_law_is_named_as_its_sentences_name_it(printed: str, text: str, title: str) -> None:
    assert law_title("Luật", printed, text) == title


@pytest.mark.parametrize(
    ("number", "kind", "issuer"),
    [
        ("68/2020/QH14", "Luật", "Quốc hội"),
        ("973/2020/UBTVQH14", "Nghị quyết", "Ủy ban Thường vụ Quốc hội"),
        ("38/2022/NĐ-CP", "Nghị định", "Chính phủ"),
        ("28/2021/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ"),
        (None, "Bộ luật", "Quốc hội"),
        ("52/QĐ-UBND", "Quyết định", None),
    ],
)
def test_the_symbol_tells_a_central_issuer(number: str | None, kind: str, issuer: str | None) -> None:
    assert issuer_of(number, kind) == issuer


def test_a_law_from_a_web_library_is_known_by_its_heading_and_closing_sentence() -> None:
    found = parse_text(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Luật Thi hành án hình sự số 41/2019/QH14\n\nLUẬT\n\nTHI HÀNH ÁN HÌNH SỰ\n\n"
        "Căn cứ Hiến pháp;\n\nQuốc hội ban hành Luật Thi hành án hình sự.\n\nĐiều 1. Phạm vi\n\n"
        "Luật này được Quốc hội khóa XIV, kỳ họp thứ 7 thông qua ngày 14 tháng 6 năm 2019.",
        "luat.docx",
    ).metadata
    assert (found.number, found.type, found.issuer) == ("41/2019/QH14", "Luật", "Quốc hội")
    assert (found.issued_on, found.title, found.province) == (date(2019, 6, 14), "Luật Thi hành án hình sự", None)


def test_a_position_below_a_section_marker_is_a_title_not_a_signature() -> None:
    parsed = parse_text(
        "LUẬT\n\nTỔ CHỨC\n\nMục 2\n\nTHỦ TƯỚNG CHÍNH PHỦ\n\nĐiều 13. Nhiệm vụ\n\nCHỦ TỊCH QUỐC HỘI\n\nTrần Thanh Mẫn",
        "a.txt",
    )
    assert [str(p.address) for p in parsed.provisions] == ["luat", "muc-2", "dieu-13", "chu-ky"]
