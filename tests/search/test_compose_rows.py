"""Answers that stand in tables: rows by name, group and range, columns by their heads, all rows of a part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.evidence.library import Library
from search.evidence.tables import table_rows
from search.question.columns import asks_head, names_of_rows
from search.question.counted_ranges import is_in_range

NORMS = """HỘI ĐỒNG NHÂN DÂN
TỈNH NGHỆ AN

Số: 21/NQ-HĐND

Nghệ An, ngày 05 tháng 6 năm 2031

NGHỊ QUYẾT
Về định mức phân bổ chi quốc phòng

Điều 1. Định mức phân bổ chi quốc phòng như sau:

TT\tNội dung\tĐơn vị tính\tĐịnh mức
Khu vực đô thị\tKhu vực còn lại\t
Từ 20.000 người dân trở xuống\tĐồng/người/năm\t67.000\t44.000
\tTừ người dân thứ 20.001 đến 40.000\tĐồng/người/năm\t64.000\t42.000
\tTừ người dân thứ 40.001 trở lên\tĐồng/người/năm\t61.000
"""
PLACES = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH

Số: 22/QĐ-UBND

Bắc Ninh, ngày 06 tháng 6 năm 2031

QUYẾT ĐỊNH
Về danh mục địa điểm tổ chức hội chợ

Điều 1. Địa điểm tổ chức hội chợ như sau:

STT\tĐịa điểm\tĐịa chỉ
18\tPhường Võ Cường\t
-\tCông viên Nguyễn Văn Cừ\tPhường Võ Cường
-\tCông viên Hồ Văn Miếu
19\tPhường Vũ Ninh\t
-\tQuảng trường Kinh Bắc\tPhường Vũ Ninh
"""
COSTS = """PHỤ LỤC
DỰ TOÁN KINH PHÍ QUAN TRẮC

TT\tChỉ tiêu\tSố điểm\tSố mẫu\tThành tiền
I\tQuan trắc vùng nuôi tôm\t1.364.329.243\t
1\tĐộ mặn của nước\t6\t18\t2.364.000
2\tĐộ trong của nước\t6\t12\t1.000.000
\tNhiệt độ của nước\t6\t12\t1.200.000
"""
PROCEDURES = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ

Số: 23/QĐ-UBND

Phú Thọ, ngày 07 tháng 6 năm 2031

QUYẾT ĐỊNH
Về việc công bố danh mục thủ tục hành chính mới ban hành và bị bãi bỏ lĩnh vực đấu thầu

PHỤ LỤC
(Kèm theo Quyết định số 23/QĐ-UBND ngày 07 tháng 6 năm 2031)

I. THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH

STT\tMã số TTHC\tTên TTHC\tThời hạn giải quyết
1\t1.012507\tCấp chứng chỉ nghiệp vụ đấu thầu\t05 ngày làm việc

II. THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ

STT\tMã số TTHC\tTên TTHC
1\t1.012508\tCấp lại chứng chỉ nghiệp vụ đấu thầu
2\t1.012509\tGia hạn chứng chỉ nghiệp vụ đấu thầu
"""
FEES = """ỦY BAN NHÂN DÂN
TỈNH VĨNH LONG

Số: 24/QĐ-UBND

Vĩnh Long, ngày 08 tháng 6 năm 2031

QUYẾT ĐỊNH
Về việc công bố thủ tục hành chính lĩnh vực chứng thực

Điều 1. Danh mục như sau:

STT\tTên thủ tục hành chính\tPhí, lệ phí
1\tCấp bản sao từ sổ gốc\tKhông
2\tChứng thực chữ ký trong các giấy tờ, văn bản\t10.000 đồng/trường hợp
3\tChứng thực chữ ký người dịch mà người dịch là cộng tác viên dịch thuật của phòng tư pháp\t12.000 đồng/trường hợp
"""
FIRES = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NINH

Số: 25/QĐ-UBND

Quảng Ninh, ngày 09 tháng 6 năm 2031

QUYẾT ĐỊNH
Quy định về cấp dự báo cháy rừng

Điều 1. Cấp dự báo cháy rừng như sau:

Cấp\tKhả năng cháy\tChỉ tiêu
III\tNhiều khả năng cháy\t2,0
IV\tNguy hiểm\t1,4

Điều 2. Trực cháy rừng
1. Khi dự báo cấp III thì trực cháy rừng từ 10 giờ đến 20 giờ.
2. Khi dự báo cấp IV thì trực cháy rừng từ 9 giờ đến 21 giờ.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("tables")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        for number, text in enumerate((NORMS, PLACES, PROCEDURES, FEES, FIRES)):
            opened.add(parse_text(text, f"bang-{number}.txt"))
        yield opened


def test_heads_under_one_head_and_cells_merged_with_others() -> None:
    rows = table_rows(parse_text(NORMS, "bang.txt").provisions)
    assert [row.name for row in rows][1:] == ["Từ người dân thứ 20.001 đến 40.000", "Từ người dân thứ 40.001 trở lên"]
    assert dict(rows[0].cells)["Định mức – Khu vực còn lại"] == "44.000"
    assert dict(rows[2].cells) == {"Đơn vị tính": "Đồng/người/năm", "Định mức": "61.000"}


def test_a_cell_beside_two_rows_is_that_of_both() -> None:
    first, second, third = table_rows(parse_text(PLACES, "bang.txt").provisions)
    assert second.groups == ("Phường Võ Cường",)
    assert ("Địa chỉ", "Phường Võ Cường") in second.cells
    assert second.above == first.provision
    assert third.above is None


def test_a_sum_that_spans_columns_stands_under_none_of_them() -> None:
    rows = {row.name: dict(row.cells) for row in table_rows(parse_text(COSTS, "bang.txt").provisions)}
    assert "Số điểm" not in rows["Quan trắc vùng nuôi tôm"]
    assert "1.364.329.243" in rows["Quan trắc vùng nuôi tôm"].values()
    assert rows["Nhiệt độ của nước"]["Thành tiền"] == "1.200.000"


@pytest.mark.parametrize(
    ("question", "expected", "others"),
    [
        ("Nghệ An chi quốc phòng cho xã có 25.000 dân ở khu vực đô thị bao nhiêu?", ("64.000 đồng",), ("42.000",)),
        ("Phường Võ Cường, Bắc Ninh tổ chức hội chợ ở những địa điểm nào?", ("Văn Cừ", "Văn Miếu"), ("Kinh Bắc",)),
        ("Những thủ tục đấu thầu nào bị bãi bỏ ở Phú Thọ?", ("Có 2 thủ tục", "Cấp lại", "Gia hạn"), ("1.012507",)),
        ("Vĩnh Long chứng thực chữ ký thu phí bao nhiêu?", ("10.000 đồng",), ("Không",)),
        (
            "Quảng Ninh dự báo cháy rừng cấp III và cấp IV thì trực từ mấy giờ tới mấy giờ?",
            ("10 giờ đến 20 giờ", "9 giờ đến 21 giờ"),
            ("Chỉ tiêu",),
        ),
        ("Phú Thọ mới ban hành thủ tục đấu thầu nào?", ("Cấp chứng chỉ nghiệp vụ đấu thầu",), ("Gia hạn",)),
        (
            "Cấp chứng chỉ nghiệp vụ đấu thầu ở Phú Thọ giải quyết trong bao lâu?",
            ("Thời hạn giải quyết: 05 ngày làm việc",),
            ("1.012507",),
        ),
    ],
)
def test_rows_and_columns_that_are_asked_for(
    archive: Archive, question: str, expected: tuple[str, ...], others: tuple[str, ...]
) -> None:
    told = ask(question, archive, None).answer
    assert [words for words in expected if words not in told] == []
    assert [words for words in others if words in told] == []


def test_rows_are_read_once(archive: Archive) -> None:
    library = Library.of(archive)
    document = library.catalogue[0].id
    assert library.rows(document) is library.rows(document)


@pytest.mark.parametrize(
    ("text", "name", "is_in"),
    [
        ("nhà cấp IV đã sử dụng 7 năm", "- Từ 5 đến 10 năm", True),
        ("nhà đã ở trên 20 năm tới 50 năm", "- Trên 20 năm đến 50 năm", True),
        ("nhà đã ở 20 năm", "- Trên 20 năm đến 50 năm", False),
        ("xã có từ 20.001 đến 40.000 dân", "Từ người dân thứ 20.001 đến 40.000", True),
        ("xã có 19.000 dân", "Từ 20.000 người dân trở xuống", True),
        ("nhiệm kỳ 2021 - 2026", "- Từ 5 đến 10 năm", False),
        ("cấp IV", "Nhà cấp IV (%)", False),
    ],
)
def test_a_number_in_the_range_that_names_a_row(text: str, name: str, is_in: bool) -> None:
    assert is_in_range(text, name) is is_in


@pytest.mark.parametrize(
    ("text", "head", "noun"),
    [
        ("Cao Bằng có những phường miền núi nào?", "Tên xã, Phường", "phường"),
        ("TTHC nào mới ban hành?", "Tên thủ tục hành chính", "thủ tục"),
        ("Có bao nhiêu thủ tục mới ban hành, kể tên?", "Tên TTHC", "thủ tục"),
        ("Có bao nhiêu thủ tục mới ban hành?", "Tên TTHC", ""),
        ("Thủ tục cấp thẻ giải quyết trong bao lâu?", "Tên TTHC", ""),
        ("quan trắc ở những điểm nào", "Tên điểm quan trắc", "điểm"),
    ],
)
def test_what_rows_are_called(text: str, head: str, noun: str) -> None:
    assert names_of_rows(text, head) == noun


def test_a_column_asked_for_by_its_first_words() -> None:
    assert asks_head("Rừng cấp III có đặc trưng gì?", "Đặc trưng về cháy rừng")
    assert not asks_head("Đặc trưng của rừng cấp III", "Đặc trưng về cháy rừng")
