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


DECREE = """CHÍNH PHỦ

Số: 88/2031/NĐ-CP

Hà Nội, ngày 10 tháng 9 năm 2031

NGHỊ ĐỊNH
Về tiếp công dân tại trụ sở

Điều 4. Nhiệm vụ, quyền hạn của Bộ phận Một cửa

1. Công khai danh mục hồ sơ bằng bảng điện tử.

2. Hướng dẫn người dân kê khai biểu mẫu.

Điều 5. Trách nhiệm của người đứng đầu Bộ phận Một cửa

1. Điều hành lịch trực trong ngày.

2. Chấm công người trực.
"""


def test_duties_of_an_office_are_not_those_of_its_head(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'decree.sqlite3'}") as opened:
        opened.add(parse_text(DECREE, "nghi-dinh.txt"))
        of_office = ask("Bộ phận Một cửa có nhiệm vụ gì?", opened, None).answer
        of_head = ask("Người đứng đầu Bộ phận Một cửa có trách nhiệm gì?", opened, None).answer
    assert "Hướng dẫn người dân kê khai" in of_office
    assert "Chấm công" not in of_office
    assert "Chấm công" in of_head


FUNCTIONS = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 29/2031/QĐ-UBND
Hà Tĩnh, ngày 24 tháng 11 năm 2031

QUYẾT ĐỊNH
Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Nội vụ tỉnh Hà Tĩnh

Điều 1. Vị trí

Sở Nội vụ là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, thực hiện chức năng tham mưu về nội vụ.

Điều 2. Nhiệm vụ

1. Về thanh niên và bình đẳng giới:

a) Tổ chức tháng hành động vì bình đẳng giới.

b) Hướng dẫn phát triển thanh niên tình nguyện.

2. Về văn thư, lưu trữ:

a) Thẩm định danh mục hồ sơ nộp lưu.
"""


def test_duties_of_a_field_stand_under_its_heading(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'functions.sqlite3'}") as opened:
        opened.add(parse_text(FUNCTIONS, "quyet-dinh.txt"))
        of_field = ask("Sở Nội vụ Hà Tĩnh có nhiệm vụ gì về thanh niên?", opened, None).answer
        of_itself = ask("Sở Nội vụ Hà Tĩnh có chức năng gì?", opened, None).answer
    assert "tháng hành động" in of_field and "thanh niên tình nguyện" in of_field
    assert "lưu trữ" not in of_field
    assert "chức năng tham mưu về nội vụ" in of_itself
