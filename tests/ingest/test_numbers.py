"""Document numbers and dates in running text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import NUMBER_EXAMPLES, find_dates, find_numbers, normalize_number, type_of

CONTEXTS = ("{}", "theo Quyết định số {} ngày 11/01/2017 của UBND tỉnh", "({})", "gồm {}; và", "số: {}, như sau")


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize(("printed", "number"), NUMBER_EXAMPLES.items())
def test_every_example_is_found_in_every_context(printed: str, number: str, context: str) -> None:
    text = context.format(printed)
    (found,) = find_numbers(text)
    assert found.number == number
    assert found.span.of(text) == printed.lstrip("*")


@pytest.mark.parametrize(
    "text",
    ["01 bản tin/01 tháng", "phục vụ 24/7", "dịch vụ công mức độ 3/4", "60 km/h", "ngày 22/5/2013", "quý I/2018",
     "03 bản tin/01 tháng", "5/QĐ"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_a_dash_after_a_number_is_not_part_of_it() -> None:
    assert [m.number for m in find_numbers("Kế hoạch 02/KH-UBND - Năm 2020")] == ["02/KH-UBND"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [("52/QĐ-UBND", "Quyết định"), ("02/KH-UBND", "Kế hoạch"), ("18-NQ/TW", "Nghị quyết"), ("68/2020/QH14", None),
     ("2522/UBND-NC", "Công văn"), ("2909/TTr-SNV", "Tờ trình"), ("11/2021/TT-BLĐTBXH", "Thông tư")],
)  # fmt: skip
def test_the_symbol_tells_the_type(number: str, kind: str | None) -> None:
    assert type_of(number) == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [("ngày **11** tháng 01 năm 2017", date(2017, 1, 11)), ("ngày 02/3 /2023 của", date(2023, 3, 2)),
     ("ngày 22/5/2013", date(2013, 5, 22)), ("ngày 13 tháng 11 năm\n2020", date(2020, 11, 13)),
     ("ngày\n18 tháng 11năm 2025*", date(2025, 11, 18)),
     ("ngày M tháng 01 năm 2017", None), ("ngày 31 tháng 02 năm 2020", None), ("tháng 7 năm 2020", None)],
)  # fmt: skip
def test_dates_as_printed(text: str, value: date | None) -> None:
    (found,) = find_dates(text)
    assert found.value == value


def test_an_unreadable_day_keeps_month_and_year() -> None:
    (found,) = find_dates("ngày M tháng 01 năm 2017")
    assert (found.day, found.month, found.year) == (None, 1, 2017)


@given(st.text(max_size=80), st.sampled_from(sorted(NUMBER_EXAMPLES.values())))
def test_spans_are_literal_whatever_stands_around(noise: str, number: str) -> None:
    text = f"{noise} {number} {noise}"
    for mention in find_numbers(text, offset=7):
        assert normalize_number(text[mention.span.start - 7 : mention.span.end - 7]) == mention.number
