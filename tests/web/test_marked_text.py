"""Runs of stored text: nothing is lost but signs, marks cover exactly what is cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Span
from web.marked_text import Layers, Paragraph, Run, line, paragraphs, plain


def shown(found: list[Paragraph]) -> list[str]:
    return ["".join(run.text for run in runs) for runs in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: **52** /QĐ-UBND", ["Số: 52 /QĐ-UBND"]),
        ("#### 6. Sở Tài chính:\n\nChủ trì", ["6. Sở Tài chính:", "Chủ trì"]),
        ("một\nhai\n \n\nba", ["một\nhai", "ba"]),
        ("đơn vị (**) chịu trách nhiệm", ["đơn vị (**) chịu trách nhiệm"]),
        (r"\- Sở Nội vụ", ["- Sở Nội vụ"]),
        ("a * b < c", ["a * b < c"]),
        ("*Đắk Lắk, ngày 25*\n|\nKẾ HOẠCH", ["Đắk Lắk, ngày 25", "KẾ HOẠCH"]),
        (
            "*Căn cứ Luật ngày\n16 tháng 6 năm 2025;*\n\n*Xét Tờ trình;*",
            ["Căn cứ Luật ngày\n16 tháng 6 năm 2025;", "Xét Tờ trình;"],
        ),
        ("*một\n\nhai*", ["*một", "hai*"]),
        ("* Ghi chú: xem (*) và số liệu*", ["* Ghi chú: xem (*) và số liệu*"]),
        ("|\nỦY BAN\n-------\n|\nCỘNG HÒA", ["ỦY BAN", "CỘNG HÒA"]),
        ("   \n\n  ", []),
    ],
)
def test_paragraphs_show_text_without_signs(text: str, expected: list[str]) -> None:
    assert shown(paragraphs(text, Span(0, len(text)))) == expected


def test_bold_between_signs_also_over_a_line_break() -> None:
    text = "**Ban hành Kế hoạch\nCCHC** của tỉnh"
    (runs,) = paragraphs(text, Span(0, len(text)))
    assert [(run.text, run.strong) for run in runs] == [("Ban hành Kế hoạch\nCCHC", True), (" của tỉnh", False)]


def test_closing_and_opening_signs_together_keep_the_weight() -> None:
    text = "**1.****Mục đích** và yêu cầu"
    (runs,) = paragraphs(text, Span(0, len(text)))
    assert "".join(run.text for run in runs if run.strong) == "1.Mục đích"


def test_the_mark_covers_the_cited_span_only() -> None:
    text = "Giao **Sở Nội vụ** theo dõi.\n\nĐiều 3."
    start, end = text.index("Nội"), text.index(" dõi")
    runs = [run for found in paragraphs(text, Span(0, len(text)), Layers(Span(start, end))) for run in found]
    assert "".join(run.text for run in runs if run.marked) == "Nội vụ theo"


def test_a_cell_cut_by_a_page_break_is_one_line() -> None:
    text = "Sở Thông tin và\nXXX\nTruyền thông"
    cut = text.index("\nXXX")
    runs = line(text, [Span(0, cut), Span(text.index("Truyền"), len(text))])
    assert "".join(run.text for run in runs) == "Sở Thông tin và Truyền thông"
    assert line(text, []) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**02**  /KH-\nUBND", "02 /KH- UBND"),
        ("", ""),
        ("## Mục  tiêu", "Mục tiêu"),
        ("1\tMở lớp\t\tSở Nội vụ", "1 | Mở lớp | Sở Nội vụ"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="aB đ*#\n\\-(.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_letter_is_lost_and_the_mark_is_a_part_of_the_span(text: str, one: int, two: int) -> None:
    mark = Span(min(one, two), max(one, two))
    runs: list[Run] = [run for found in paragraphs(text, Span(0, len(text)), Layers(mark)) for run in found]
    letters = [letter for letter in text if letter.isalpha()]
    assert [letter for run in runs for letter in run.text if letter.isalpha()] == letters
    marked = [letter for run in runs if run.marked for letter in run.text if letter.isalpha()]
    assert marked == [letter for letter in mark.of(text) if letter.isalpha()]
