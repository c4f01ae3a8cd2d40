""" "mấy" typed without marks."""

from __future__ import annotations

import pytest

from search.question.kept_marks import with_asked

PRINTED = {("máy", "tính")}


@pytest.mark.parametrize(
    ("typed", "marked", "asked"),
    [
        ("moi so dai may phut", "mới sở dài may phút", "mới sở dài mấy phút"),
        ("cham thi may ngay tra", "chậm thì máy ngày trả", "chậm thì mấy ngày trả"),
        ("mua may tinh xach tay", "mua máy tính xách tay", "mua máy tính xách tay"),
        ("ai may dong phuc", "ai may đồng phục", "ai may đồng phục"),
        ("may đồng phục", "may đồng phục", "may đồng phục"),
    ],
)
def test_what_asks_nothing_otherwise_asks_how_many(typed: str, marked: str, asked: str) -> None:
    assert with_asked(typed, marked, lambda one, other: (one, other) in PRINTED) == asked
