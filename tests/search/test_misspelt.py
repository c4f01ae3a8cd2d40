"""Misspelt names: read as what was meant, or left alone; keystrokes of typing methods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.diacritics import is_syllable, stand_together
from search.evaluation.slips import right_names, slips
from search.question.keystrokes import typed_with
from search.question.misspelt import NameBook
from search.question.misspelt_numbers import Numbers

HELD = ("34/KH-UBND", "02/KH-UBND", "34/QĐ-UBND", "3406/QĐ-UBND", "09/2015/QĐ-TTg", "18-NQ/TW", "68/2020/QH14")


def read(text: str) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.name.text) for one in NameBook.load().find(text)]


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("sowr", "sở"), ("nooij", "nội"), ("vuj", "vụ"), ("ngoaif", "ngoài"), ("nguowif", "người"), ("giaos", "giáo"),
        ("quyeets", "quyết"), ("ddinhj", "định"), ("dinhdj", "định"), ("hafnh", "hành"), ("uyr", "ủy"), ("tuw", "tư"),
        ("khuyur", "khuỷu"), ("Toans", "Toán"), ("gif", "gì"), ("CAIR", "CẢI"), ("hoaf", "hòa"), ("DDaauf", "Đầu"),
        ("so73", "sở"), ("no65i", "nội"), ("vu5", "vụ"), ("ngu7o7i2", "người"), ("d9inh5", "định"), ("d9a8k1", "đắk"),
        ("kinh", "kinh"), ("sở", "sở"), ("CCHC", "CCHC"), ("2023", "2023"), ("", ""),
    ],
)  # fmt: skip
def test_keystrokes_make_words(keys: str, word: str) -> None:
    assert typed_with(keys) == word


@given(st.text(max_size=12))
def test_any_text_has_keystrokes_or_none(text: str) -> None:
    assert typed_with(text) or not text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nhiệm vụ của Sở Nội vj", [("Sở Nội vj", "Sở Nội vụ")]),
        ("Sở Tài chnh tỉnh Bình Phươc", [("Sở Tài chnh", "Sở Tài chính"), ("Bình Phươc", "Bình Phước")]),
        ("kế hoạch của tỉnh Đắk Nôgn năm 2020", [("Đắk Nôgn", "Đắk Nông")]),
        ("so khoa hoc va cong nge lam gi", [("so khoa hoc va cong nge", "Sở Khoa học và Công nghệ")]),
        ("UBND tỉnh Bịnh Định", [("Bịnh Định", "Bình Định")]),
        ("Văn phògn UBND tỉnh chủ trì gì", [("Văn phògn UBND tỉnh", "Văn phòng UBND tỉnh")]),
        ("Tống kê tỉnh và sở khoa học vaf công nghệ", [("sở khoa học vaf công nghệ", "Sở Khoa học và Công nghệ")]),
        ("sở nào khen thưởng doanh nghiệp làm tốt chuyển đổi số", []),
        ("người lao dộng được nghỉ bao lâu", []),
        ("xã Đắk Lao, huyện Đắk Mil", []),
        ("Chánh Văn phòng, Vụ trưởng Vụ Tổ chức", []),
        ("kiểm tra nhà nước về đo lường", []),
        ("ở Bình Phước năm 2018", []),
        ("cơ quan thực hiện chứng thực", []),
        ("Bộ Quốc phòng và Sở Quốc phòng", []),
        ("", []),
    ],
)
def test_names_are_read_where_they_are_misspelt(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_slips_made_by_rule_are_understood() -> None:
    made = [(slip, [one.name.id for one in NameBook.load().find(slip.question)]) for slip in slips()]
    right = sum(found == [slip.id] for slip, found in made)
    wrong = [slip for slip, found in made if found and found != [slip.id]]
    assert len(made) > 1000
    assert right > 0.94 * len(made)
    assert len(wrong) < 0.005 * len(made), wrong


def test_names_written_right_stay() -> None:
    assert [text for text in right_names() if read(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kế hoạch 34/KH-UBDN nói gì", [("34/KH-UBDN", "34/KH-UBND")]),
        ("34KH-UBND nói gì", [("34KH-UBND", "34/KH-UBND")]),
        ("02 kh ubnd ai ký", [("02 kh ubnd", "02/KH-UBND")]),
        ("3406/QD-UBN của ai", [("3406/QD-UBN", "3406/QĐ-UBND")]),
        ("09/2015/QD-TTgg", [("09/2015/QD-TTgg", "09/2015/QĐ-TTg")]),
        ("18 NQ/TW", [("18 NQ/TW", "18-NQ/TW")]),
        ("68/2020/HQ14", [("68/2020/HQ14", "68/2020/QH14")]),
        ("34/kh-ubnd và 34 /QD-UBND", []),  # found as they are
        ("35/KH-UBDN", []),  # digits are never guessed
        ("34/BC-UBND", []),  # a code of its own
        ("34/KH-SNV", []),
        ("có 34 kế hoạch, 02 nhiệm vụ", []),
    ],
)
def test_numbers_are_read_where_they_are_mistyped(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(slip.span.of(text), slip.number) for slip in Numbers(HELD).find(text)] == expected


def test_a_number_that_may_be_two_is_left_alone() -> None:
    assert Numbers(["12/KH-SXA", "12/KH-SXB"]).find("12/KH-SX") == []


def test_what_the_model_knows_of_syllables() -> None:
    assert [is_syllable(word) for word in ("Nội", "hoà", "noi", "nooij", "vj", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert stand_together("nội", "vụ")
    assert stand_together("noi", "vu")
    assert not stand_together("nội", "vj")
