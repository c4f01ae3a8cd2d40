"""Highlights: the searched words where they stand, whole runs before single words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import highlights


@pytest.mark.parametrize(
    ("quote", "words", "lit"),
    [
        ("Tổ chức Hội thi chung tay CCHC", "hội thi", ["Hội thi"]),
        ("Tổ chức HỘI THI chung tay", "hoi thi chung", ["HỘI THI chung"]),
        ("Sở Nội vụ và Sở Tư pháp", "sở nội vụ", ["Sở Nội vụ"]),
        ("Báo cáo và dự toán kinh phí", "kinh tế, phí", ["kinh", "phí"]),
        ("Không có gì", "xyz", []),
    ],
)
def test_highlights(quote: str, words: str, lit: list[str]) -> None:
    assert [quote[start:end] for start, end in highlights(quote, words)] == lit


@given(st.text(max_size=40), st.text(max_size=20))
def test_highlights_ascend_inside_the_quote(quote: str, words: str) -> None:
    edges = [edge for pair in highlights(quote, words) for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(quote) for edge in edges)
