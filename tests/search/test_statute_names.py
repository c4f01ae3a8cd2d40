"""Statutes that a question asks about and the archive does not hold are said to be missing; others are left alone."""

from datetime import UTC, datetime

import pytest

from ingest.archive import CatalogueEntry, State
from ingest.records import Metadata
from search.question.statute_names import absent_statutes
from search.question.statutes_said import StatuteBook

HELD = ("Luật Công chứng", "Luật Tổ chức chính quyền địa phương", "Luật thuế thu nhập doanh nghiệp", "Bộ luật dân sự")


def entry(title: str) -> CatalogueEntry:
    kind = "Bộ luật" if title.startswith("Bộ") else "Luật"
    known = Metadata(type=kind, title=title)
    return CatalogueEntry(title, known, f"{title}.txt", "", State.ACTIVE, datetime(2026, 1, 1, tzinfo=UTC), (), 1, 1)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Điều 5 Luật Tố cáo quy định gì?", ["Luật Tố cáo"]),
        ("Ai ký Luật Tố cáo?", ["Luật Tố cáo"]),
        ("khoản 1 Điều 3 của Bộ luật Lao động năm 2019", ["Bộ luật Lao động"]),
        ("dieu 5 luat to cao noi gi", ["Luat to cao"]),
        ("Luật Doanh nghiệp quy định vốn điều lệ là gì?", ["Luật Doanh nghiệp"]),
        ("Luật Đất đai 2013 quy định thế nào về thu hồi đất?", ["Luật Đất đai"]),
        ("Pháp lệnh Dân số nêu những hành vi nào bị cấm?", ["Pháp lệnh Dân số"]),
        ("Điều 5 Luật Công chứng quy định gì?", []),
        ("luật công chứng quy định gì", []),
        ("Luật Chính quyền địa phương quy định gì về cấp xã?", []),
        ("Điều 8 Bộ luật Dân sự nói gì?", []),
        ("Theo Luật Viên chức thì thời gian tập sự là bao lâu?", ["Luật Viên chức"]),
        ("Bộ luật Lao động: một tuần làm bao nhiêu giờ?", ["Bộ luật Lao động"]),
        ("BLLĐ bắt báo trước mấy ngày?", ["BLLĐ"]),
        ("Theo luật cán bộ, công chức có mấy loại công chức?", ["Luật cán bộ, công chức"]),
        ("Mức đóng theo Luật Bảo hiểm xã hội là bao nhiêu?", ["Luật Bảo hiểm xã hội"]),
        ("Theo Luật Đầu tư công thì dự án chia mấy nhóm?", ["Luật Đầu tư công"]),
        ("Luật Viên chức được nhắc ở văn bản nào?", []),
        ("Theo Luật Công chứng thì ai được công chứng?", []),
        ("Kế hoạch nào căn cứ Luật Tố cáo?", []),
        ("pháp luật quy định gì về tố cáo", []),
        ("luật sư phải làm gì", []),
        ("Luật nào quy định về tố cáo?", []),
        ("tuyên truyền Luật Bình đẳng giới do ai chủ trì?", []),
    ],
)
def test_absent_statutes(question: str, missing: list[str]) -> None:
    assert [name.text for name in absent_statutes(question, [entry(title) for title in HELD])] == missing


TITLES = (
    "Luật nghĩa vụ quân sự", "Luật Chứng khoán", "Bộ luật hình sự", "Bộ luật tố tụng hình sự", "Bộ luật tố tụng dân sự",
    "Luật thuế thu nhập doanh nghiệp", "Luật thuế xuất khẩu, thuế nhập khẩu", "Luật Cư trú", "Luật Đầu tư",
    "Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác", "Luật Ngân hàng Nhà nước Việt Nam",
    "Luật Tổ chức hội đồng nhân dân và uỷ ban nhân dân", "Luật Bảo vệ và phát triển rừng",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Luật NVQS quy định gì", [("Luật NVQS", "Luật nghĩa vụ quân sự")]),
        ("Theo Luật CK thì", [("Luật CK", "Luật Chứng khoán")]),
        ("BLHS phạt thế nào", [("BLHS", "Bộ luật hình sự")]),
        ("BLTTDS và BLTTHS", [("BLTTDS", "Bộ luật tố tụng dân sự"), ("BLTTHS", "Bộ luật tố tụng hình sự")]),
        ("theo luật hình sự thì", [("luật hình sự", "Bộ luật hình sự")]),
        ("luật thuế TNDN bao nhiêu", [("luật thuế TNDN", "Luật thuế thu nhập doanh nghiệp")]),
        ("luật thuế xuất nhập khẩu có", [("luật thuế xuất nhập khẩu", "Luật thuế xuất khẩu, thuế nhập khẩu")]),
        ("luât cư chú: thế nào", [("luât cư chú", "Luật Cư trú")]),
        ("Luật hiến ghép mô tạng quy định", [("Luật hiến ghép mô tạng", TITLES[9])]),
        ("luật ngân hàng nói gì", [("luật ngân hàng", "Luật Ngân hàng Nhà nước Việt Nam")]),
        ("Luật tổ chức HĐND, UBND 2003", [("Luật tổ chức HĐND, UBND", TITLES[11])]),
        ("luật bảo vệ rừng quy định", [("luật bảo vệ rừng", "Luật Bảo vệ và phát triển rừng")]),
        ("Luật Đầu tư công", [("Luật Đầu tư công", "Luật đầu tư công")]),
        ("Luật PCTN", [("Luật PCTN", "Luật phòng, chống tham nhũng")]),
        ("luật tố tụng quy định gì", []),
        ("Luật thuế nói gì", []),
        ("pháp luật đầu tư", []),
        ("luật sư phải làm gì", []),
        ("bộ luật được ban hành năm nào", []),
    ],
)
def test_statutes_as_people_name_them(question: str, said: list[tuple[str, str]]) -> None:
    assert [(one.span.of(question), one.statute.title) for one in StatuteBook(TITLES).find(question)] == said


@pytest.mark.parametrize("title", TITLES)
def test_every_statute_is_known_by_its_title(title: str) -> None:
    (said,) = StatuteBook(TITLES).find(f"Theo {title} thì sao?")
    assert (said.statute.title, said.is_whole, said.statute.is_held) == (title, True, True)
