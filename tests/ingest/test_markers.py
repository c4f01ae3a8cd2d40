"""Markers of units, letter order, Roman numerals; lines without decoration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import is_upper, plain_text, split_lines
from ingest.markers import (
    LETTER_ORDER,
    MARKER_EXAMPLES,
    NOT_MARKERS,
    Family,
    letter_order,
    read_marker,
    roman_value,
    value_order,
)


@pytest.mark.parametrize(("line", "family", "value"), MARKER_EXAMPLES)
def test_each_example_opens_a_unit_of_its_family(line: str, family: Family, value: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.family, marker.value) == (family, value)
    assert line.startswith(marker.printed) and line.endswith(marker.rest)


@pytest.mark.parametrize("line", NOT_MARKERS)
def test_words_that_only_look_like_markers(line: str) -> None:
    assert read_marker(line) is None


def test_every_family_has_an_example() -> None:
    assert {family for _, family, _ in MARKER_EXAMPLES} == set(Family)


def test_letters_follow_the_legal_order() -> None:
    assert [letter_order(letter) for letter in "abcdđeghi"] == list(range(1, 10))
    assert letter_order("f") == letter_order("w") == 0
    assert letter_order("aa") == len(LETTER_ORDER) + 1


@given(st.integers(1, 399))
def test_roman_numerals_read_back(number: int) -> None:
    digits = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    text, rest = "", number
    for value, digit in digits:
        text, rest = text + digit * (rest // value), rest % value
    assert roman_value(text) == number


@pytest.mark.parametrize(
    ("family", "value", "order"),
    [(Family.ROMAN, "IV", 4), (Family.NUMBER, "24a", 24), (Family.DECIMAL, "3.2.1", 1), (Family.LETTER, "đ", 5),
     (Family.CAPITAL, "C", 3), (Family.DASH, "-", 0), (Family.ARTICLE, "125", 125)],
)  # fmt: skip
def test_the_place_of_a_value_in_its_list(family: Family, value: str, order: int) -> None:
    assert value_order(family, value) == order


@pytest.mark.parametrize(
    ("line", "plain"),
    [("#### **I. MỤC ĐÍCH, YÊU CẦU**", "I. MỤC ĐÍCH, YÊU CẦU"), ("*(Có Danh mục kèm theo)*", "(Có Danh mục kèm theo)"),
     ("**Điều 1.****", "Điều 1."),
     ("* Thời gian: quý I", "* Thời gian: quý I"), ("Số: **52** /QĐ-UBND", "Số: 52 /QĐ-UBND"),
     ("## **1. Nội dung tuyên truyền**", "1. Nội dung tuyên truyền")],
)  # fmt: skip
def test_decoration_is_left_out_of_the_plain_line(line: str, plain: str) -> None:
    assert plain_text(line) == plain


@pytest.mark.parametrize(
    ("text", "upper"), [("KẾ HOẠCH", True), ("Kế hoạch", False), ("I. NỘI DUNG", True), ("1.", False)]
)
def test_capitals(text: str, upper: bool) -> None:
    assert is_upper(text) is upper


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_lines_hold_every_character(text: str) -> None:
    held = "".join(line.span.of(text) for line in split_lines(text))
    assert "".join(held.split()) == "".join(text.split())
