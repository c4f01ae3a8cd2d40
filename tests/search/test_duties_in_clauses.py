"""What an agency must do about something, where clauses say it and no assignment does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 72/2031/QĐ-UBND

Lai Châu, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
Phân cấp thẩm quyền quyết định mua sắm

QUYẾT ĐỊNH:

Điều 1. Thẩm quyền quyết định mua sắm bàn ghế

1. Chủ tịch Ủy ban nhân dân tỉnh quyết định mua sắm bàn ghế của các cơ quan cấp tỉnh.

2. Chủ tịch Ủy ban nhân dân cấp xã quyết định mua sắm bàn ghế của trường học trên địa bàn.

Điều 2. Tổ chức thực hiện

Giám đốc các sở, Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm thi hành Quyết định này.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    opened.add(parse_text(DECISION, "phan-cap.txt"))
    return opened


def test_a_clause_answers_before_the_article_on_carrying_out(archive: Archive) -> None:
    answer = ask("Lai Châu phân cấp cho Chủ tịch UBND cấp xã làm gì về mua sắm bàn ghế?", archive, None).answer
    assert "quyết định mua sắm bàn ghế của trường học" in answer
    assert "chịu trách nhiệm thi hành" not in answer
