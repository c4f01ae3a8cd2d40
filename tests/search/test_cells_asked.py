"""Rows whose names a question says, told with the cell under the column that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.folding import fold
from ingest.parse import parse_text
from search.ask import ask
from search.question.columns import Column, columns, columns_asked, names_head
from search.question.kept_marks import with_kept

PROCEDURES = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 71/QĐ-UBND

Lai Châu, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
Công bố danh mục thủ tục hành chính lĩnh vực đường thủy nội địa

Điều 1. Công bố kèm theo Quyết định này Danh mục 02 thủ tục hành chính lĩnh vực đường thủy nội địa.

PHỤ LỤC
DANH MỤC THỦ TỤC HÀNH CHÍNH LĨNH VỰC ĐƯỜNG THỦY NỘI ĐỊA

STT\tTên thủ tục hành chính\tThời hạn giải quyết\tĐịa điểm thực hiện\tPhí, lệ phí
1\tCấp giấy phép mở bến khách ngang sông\t05 ngày làm việc\tSở Xây dựng\tKhông
2\tXóa đăng ký phương tiện thủy nội địa\t03 ngày làm việc\tỦy ban nhân dân cấp xã\t70.000 đồng
"""
PRICES = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA

Số: 44/2031/QĐ-UBND

Sơn La, ngày 12 tháng 9 năm 2031

QUYẾT ĐỊNH
Ban hành Bảng giá tính thuế tài nguyên năm 2032

Điều 1. Ban hành kèm theo Quyết định này Bảng giá tính thuế tài nguyên năm 2032.

PHỤ LỤC
BẢNG GIÁ TÍNH THUẾ TÀI NGUYÊN

Mã\tTên tài nguyên\tĐơn vị tính\tĐơn giá (đồng)
II01\tĐá hộc\tm3\t115.000
II02\tCát san lấp (bao gồm cát nhiễm mặn)\tm3\t83.000
II03\tĐá chẻ\tm3\t310.000
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("cells")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(PROCEDURES, "thu-tuc.txt"))
        opened.add(parse_text(PRICES, "gia.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Cấp giấy phép mở bến khách ngang sông ở Lai Châu giải quyết trong bao lâu?", ["05 ngày làm việc"], "03 ngày"),
        (
            "Ở Lai Châu, xóa đăng ký phương tiện thủy nội địa giải quyết trong bao lâu và làm ở đâu?",
            ["Thời hạn giải quyết: 03 ngày làm việc", "Địa điểm thực hiện: Ủy ban nhân dân cấp xã"],
            "05 ngày",
        ),
        (
            "Giá tính thuế tài nguyên đá hộc và cát san lấp ở Sơn La năm 2032 là bao nhiêu?",
            ["Đá hộc – Đơn giá (đồng): 115.000", "83.000"],
            "310.000",
        ),
    ],
)
def test_the_cell_under_the_column_asked_for_is_told(
    archive: Archive, question: str, told: list[str], untold: str
) -> None:
    answer = ask(question, archive, None).answer
    assert [each for each in told if each not in answer] == []
    assert untold not in answer


def test_a_row_of_something_else_is_no_answer(archive: Archive) -> None:
    assert not ask("Giá vận chuyển đá ong xây tường ở Sơn La là bao nhiêu?", archive, None).answerable


@pytest.mark.parametrize("column", columns(), ids=lambda column: column.head)
def test_columns_are_asked_for_and_headed_by_their_examples(column: Column) -> None:
    assert column in columns_asked(column.question)
    assert column.heads.search(fold(column.head))


def test_a_head_is_named_when_all_of_it_is_said() -> None:
    assert names_head("Số lượng tối đa xe của Sở Y tế", "Số lượng tối đa (xe/đơn vị)")
    assert not names_head("Số lượng xe của Sở Y tế", "Số lượng tối đa (xe/đơn vị)")


@pytest.mark.parametrize(
    ("typed", "mended", "kept"),
    [
        ("giá đá hộc", "giá đá học", "giá đá hộc"),
        ("quyết đinh nào", "quyết định nào", "quyết định nào"),
        ("gia đá hộc", "giá đá học", "giá đá hộc"),
    ],
)
def test_syllables_that_are_printed_beside_their_neighbours_stay(typed: str, mended: str, kept: str) -> None:
    printed = {("đá", "hộc"), ("quyết", "đinh"), ("quyết", "định"), ("định", "nào")}
    assert with_kept(typed, mended, lambda one, other: (one, other) in printed) == kept


def test_the_archive_says_which_syllables_it_prints_in_a_row(archive: Archive) -> None:
    assert ask("Giá tính thuế đá hộc ở Sơn La là bao nhiêu?", archive, None).interpretation.rewritten.count("đá hộc")
