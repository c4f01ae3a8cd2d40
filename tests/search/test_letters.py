"""Ordinary words with slips in their letters, and words that are none."""

import pytest

from search.diacritics import restore
from search.question.letters import mended


def nothing(word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tờ trình nào nêu trong Quyết đnịh 3406", "Tờ trình nào nêu trong Quyết định 3406"),
        ("có tárch nhiệm gì", "có trách nhiệm gì"),
        ("thủ tcụ hành chnh", "thủ tục hành chính"),
        ("tổ chúc hội ngị", "tổ chức hội nghị"),
        ("báo cáoo kết qủa", "báo cáo kết quả"),
        ("kinh pghí", "kinh phí"),
        ("doanh nghiêp", "doanh nghiệp"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert restore(mended(typed, nothing)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "gửi email cho ai",
        "đường link đăng ký online",
        "Wifi miễn phí ở smart city",
        "quản lý robot, blockchain",
        "Sở TTTT và UBND tỉnh",
        "52/QĐ-UBND, snv@daknong.gov.vn",
    ],
)
def test_other_words_stay(typed: str) -> None:
    assert mended(typed, nothing) == typed


def test_what_the_archive_prints_is_no_slip() -> None:
    assert mended("hội ngị", nothing) == "hội nghị"
    assert mended("hội ngị", lambda word: word == "ngi") == "hội ngị"
