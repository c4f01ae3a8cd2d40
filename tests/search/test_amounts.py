"""Amounts that questions state, and the ranges of clauses that hold them."""

from __future__ import annotations

import pytest

from search.question.amounts import ranges, stated_amount
from search.question.values import number_asked, unit_asked


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Cán bộ tham ô 50 triệu đồng bị phạt thế nào?", (50e6, "đồng")),
        ("nhận hối lộ 1,5 tỷ thì đi tù mấy năm", (1.5e9, "đồng")),
        ("trộm cắp 2.000.000 đồng", (2e6, "đồng")),
        ("người 17 tuổi phạm tội", (17, "tuổi")),
        ("vận chuyển 3 kg", (3, "kg")),
        ("Điều 5 Luật Đất đai năm 2013 quy định gì", None),
        ("theo Quyết định 52/QĐ-UBND trong 30 ngày", None),
        ("từ 5 triệu đồng đến 10 triệu đồng", None),
        ("con từ đủ 15 đến dưới 18 tuổi bán nhà", None),
    ],
)
def test_stated_amounts(question: str, said: tuple[float, str] | None) -> None:
    found = stated_amount(question)
    assert (None if found is None else (found.value, found.unit)) == said


@pytest.mark.parametrize(
    ("clause", "question", "holds"),
    [
        ("trị giá từ 2.000.000 đồng đến dưới 100.000.000 đồng", "tham ô 50 triệu đồng", True),
        ("trị giá từ 2.000.000 đồng đến dưới 100.000.000 đồng", "tham ô 100 triệu đồng", False),
        ("Chiếm đoạt tài sản trị giá 1.000.000.000 đồng trở lên", "tham ô 1,2 tỷ", True),
        ("Người từ đủ 14 tuổi đến dưới 16 tuổi", "cháu 15 tuổi", True),
        ("Người từ đủ 14 tuổi đến dưới 16 tuổi", "cháu 16 tuổi", False),
        ("trị giá dưới 2.000.000 đồng", "trộm 500 nghìn đồng", True),
        ("phạt tiền từ 30.000.000 đồng đến 100.000.000 đồng", "tham ô 50 triệu đồng", False),
        ("từ 18 đến 25 tuổi", "thanh niên 20 tuổi", True),
    ],
)
def test_ranges_that_hold_an_amount(clause: str, question: str, holds: bool) -> None:
    amount = stated_amount(question)
    assert amount is not None
    assert any(each.holds(amount) for each in ranges(clause)) == holds


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("phải có mặt bao nhiêu thành viên", "ít nhất hai phần ba tổng số thành viên Chính phủ tham dự", True),
        ("có ít nhất mấy người", "Thành phần phải có ít nhất là năm người", True),
        ("có ít nhất mấy người", "mỗi năm người lao động được nghỉ", False),
        ("có ít nhất mấy người", "người quy định tại Điều 15 của Luật này", False),
    ],
)
def test_numbers_in_words(question: str, clause: str, told: bool) -> None:
    wanted = number_asked(question)
    assert wanted is not None
    assert wanted.is_in(clause) == told


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("phải công tác mấy năm", "ít nhất là 03 năm", True),
        ("có giá trị mấy năm", "trong thời hạn năm năm", True),
        ("phải công tác mấy năm", "trong thời hạn 05 ngày làm việc", False),
        ("phải công tác mấy năm", "ngày 20 tháng 11 năm 2025", False),
        ("trả lời trong mấy ngày", "chậm nhất 30 (ba mươi) ngày làm việc", True),
    ],
)
def test_a_figure_in_the_very_unit_of_time(question: str, clause: str, told: bool) -> None:
    wanted = unit_asked(question)
    assert wanted is not None
    assert wanted.very is not None
    assert bool(wanted.very.search(clause)) == told


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("thời hiệu tố cáo là bao nhiêu năm", "Trong thời hạn 07 ngày làm việc", False),
        ("phải công tác mấy năm", "ít nhất là 36 tháng", True),
        ("tập sự mấy tháng", "thử việc không quá 60 ngày", True),
    ],
)
def test_years_are_not_told_in_days(question: str, clause: str, told: bool) -> None:
    wanted = unit_asked(question)
    assert wanted is not None and wanted.is_in(clause) is told
