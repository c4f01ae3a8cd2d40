"""Statutes that a question asks about and the archive does not hold are said to be missing; others are left alone."""

from datetime import UTC, datetime

import pytest

from ingest.archive import CatalogueEntry, State
from ingest.records import Metadata
from search.question.statute_names import absent_statutes

HELD = ("Luật Công chứng", "Luật Tổ chức chính quyền địa phương", "Luật thuế thu nhập doanh nghiệp", "Bộ luật dân sự")


def entry(title: str) -> CatalogueEntry:
    kind = "Bộ luật" if title.startswith("Bộ") else "Luật"
    known = Metadata(type=kind, title=title)
    return CatalogueEntry(title, known, f"{title}.txt", "", State.ACTIVE, datetime(2026, 1, 1, tzinfo=UTC), (), 1, 1)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Điều 5 Luật Tố cáo quy định gì?", ["Luật Tố cáo"]),
        ("khoản 1 Điều 3 của Bộ luật Lao động năm 2019", ["Bộ luật Lao động"]),
        ("dieu 5 luat to cao noi gi", ["Luat to cao"]),
        ("Luật Doanh nghiệp quy định vốn điều lệ là gì?", ["Luật Doanh nghiệp"]),
        ("Luật Đất đai 2013 quy định thế nào về thu hồi đất?", ["Luật Đất đai"]),
        ("Pháp lệnh Dân số nêu những hành vi nào bị cấm?", ["Pháp lệnh Dân số"]),
        ("Điều 5 Luật Công chứng quy định gì?", []),
        ("luật công chứng quy định gì", []),
        ("Luật Chính quyền địa phương quy định gì về cấp xã?", []),
        ("Điều 8 Bộ luật Dân sự nói gì?", []),
        ("Kế hoạch nào căn cứ Luật Tố cáo?", []),
        ("pháp luật quy định gì về tố cáo", []),
        ("luật sư phải làm gì", []),
        ("Luật nào quy định về tố cáo?", []),
        ("tuyên truyền Luật Bình đẳng giới do ai chủ trì?", []),
    ],
)
def test_absent_statutes(question: str, missing: list[str]) -> None:
    assert [name.text for name in absent_statutes(question, [entry(title) for title in HELD])] == missing
