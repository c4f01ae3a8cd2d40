"""Clock times are told by the twenty-four hours, however they are said or printed."""

from __future__ import annotations

import pytest

from search.question.clock import levelled
from search.question.values import unit_asked
from search.relevance import reading


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("sau 4 giờ chiều", "sau 16 giờ"),
        ("sau 4 gio chieu thi sao", "sau 16 giờ thi sao"),
        ("10 giờ đêm", "22 giờ"),
        ("12 giờ đêm", "24 giờ"),
        ("2 giờ đêm", "02 giờ"),
        ("1 giờ trưa", "13 giờ"),
        ("12h trưa", "12 giờ"),
        ("7 giờ tối", "19 giờ"),
        ("2 giờ rưỡi chiều", "14 giờ 30"),
        ("7h30 sáng", "07 giờ 30"),
        ("(trước 9h00’ và 16h00’)", "(trước 09 giờ và 16 giờ)"),
        ("trước 06 giờ sáng và sau 22 giờ đêm", "trước 06 giờ và sau 22 giờ"),
        ("trước 09 giờ 00 phút buổi sáng", "trước 09 giờ"),
        ("từ 9 giờ 00 đến 21 giờ 00", "từ 09 giờ đến 21 giờ"),
        ("lúc 14:30 hoặc 14g30", "lúc 14 giờ 30 hoặc 14 giờ 30"),
        ("0h00 ngày 01 tháng 7", "00 giờ ngày 01 tháng 7"),
    ],
)
def test_times_are_levelled(said: str, printed: str) -> None:
    assert levelled(said) == printed


@pytest.mark.parametrize(
    "text",
    [
        "trong 48 giờ kể từ khi qua đời",
        "mạng 5G năm 2025",
        "thủ tục 1.014466.H50",
        "3 hộ nghèo",
        "ngày 16/11/2025",
        "tỷ lệ 1:500",
        "mã số H10",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert levelled(text) == text


def test_a_time_of_day_does_not_take_the_day_behind_it() -> None:
    assert levelled("trước 16 giờ 30 tháng 11") == "trước 16 giờ 30 tháng 11"


@pytest.mark.parametrize(
    "clause", ["trước 16h00 hằng ngày", "trước 16 giờ 00 phút", "trước 16 giờ", "trước 4 giờ chiều"]
)
def test_question_and_clause_meet(clause: str) -> None:
    asked = reading("trước 4 giờ chiều")[0]
    assert asked <= reading(clause)[0]


def test_a_time_printed_in_figures_answers() -> None:
    wanted = unit_asked("báo cáo lúc mấy giờ?")
    assert wanted is not None and wanted.very is not None
    assert wanted.is_in("trước 9h00’ và 16h00’") and wanted.very.search("trước 9h00’")
    assert not wanted.very.search("mã 1.014466.H50")
