"""Questions over made-up plans beside the shipped documents: each row failed before its mechanism was there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.corpus import DOCUMENTS
from ingest.parse import parse_file, parse_text
from search.ask import ask
from search.evidence.counts import FILE, UnitCounts
from search.evidence.library import Library
from search.evidence.types import is_of_type, types_asked

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH

Số: 41/KH-UBND

Hà Tĩnh, ngày 05 tháng 01 năm 2031

KẾ HOẠCH
Phát triển cảng cá và hậu cần nghề cá năm 2031

Căn cứ Luật Thủy sản ngày 21 tháng 11 năm 2017;
Căn cứ Nghị định số 26/2019/NĐ-CP ngày 08/3/2019 của Chính phủ;
Căn cứ Chỉ thị số 01/CT-TTg ngày 03/01/2031 của Thủ tướng Chính phủ;

I. MỤC TIÊU

1. Mục tiêu đến hết năm 2032

Có 80% tàu cá lắp thiết bị giám sát hành trình.

2. Hình thức khen thưởng

- Bằng khen của Chủ tịch UBND tỉnh;
- Giấy khen của Giám đốc Sở.

II. KINH PHÍ THỰC HIỆN

1. Kinh phí thực hiện do ngân sách tỉnh bảo đảm trong dự toán hằng năm.

2. Hỗ trợ mỗi tàu cá 2.500.000 đồng/tàu/năm.

III. TỔ CHỨC THỰC HIỆN

1. Sở Thông tin và Truyền thông - Cơ quan thường trực Ban Chỉ đạo

- Chủ trì tuyên truyền về cảng cá trên báo chí. Thời gian hoàn thành: Trước ngày 31/5/2031.

2. Hoạt động thống kê

a) Hoạt động 1

- Nội dung:

+ Thống kê tàu cá neo đậu.

- Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với các sở, ban, ngành.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""
OTHER = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH

Số: 42/KH-UBND

Hà Tĩnh, ngày 06 tháng 01 năm 2031

KẾ HOẠCH
Phát triển rừng trồng năm 2031

I. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Kiểm tra an toàn lao động trong rừng trồng.
"""


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite://") as archive:
        for path in sorted(DOCUMENTS.iterdir()):
            archive.add(parse_file(path))
        archive.add(parse_text(PLAN, "cang-ca.txt"))
        archive.add(parse_text(OTHER, "rung.txt"))
        yield archive


ROWS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Kế hoạch 41/KH-UBND căn cứ chỉ thị nào của Thủ tướng?", ("01/CT-TTg",), ("26/2019/NĐ-CP",)),
    ("Kế hoạch 41/KH-UBND dựa theo nghị định nào?", ("26/2019/NĐ-CP",), ("01/CT-TTg", "Luật Thủy sản")),
    ("Hà Tĩnh đến hết năm 2032 có bao nhiêu phần trăm tàu cá lắp thiết bị giám sát?", ("80%",), ()),
    ("Hình thức khen thưởng của kế hoạch phát triển cảng cá và hậu cần nghề cá?", ("Bằng khen", "Giấy khen"), ()),
    ("Kinh phí phát triển cảng cá từ nguồn nào, mỗi tàu bao nhiêu tiền?", ("ngân sách tỉnh", "2.500.000 đồng"), ()),
    ("Ai chủ trì tuyên truyền về cảng cá ở Hà Tĩnh?", ("Sở Thông tin và Truyền thông", "nay là"), ()),
    ("Ai chủ trì thống kê tàu cá neo đậu ở Hà Tĩnh?", ("Sở Y tế",), ()),
    ("Khi nào xong việc tuyên truyền về cảng cá?", ("31/5/2031",), ()),
    ("Kế hoạch 41/KH-UBND quy định gì?", ("cảng cá và hậu cần nghề cá",), ()),
    ("Sở Y tế Hà Tĩnh làm gì về rừng trồng?", ("an toàn lao động",), ("tàu cá",)),
    ("ai kí kế hoạch phát triển cảng cá ở Hà Tĩnh", ("Nguyễn Văn An",), ()),
    ("mấy văn bản nào có nhắc Luật Thủy sản v", ("41/KH-UBND",), ()),
    ("Văn bản nào nhắc đến tiêu chuẩn TCVN ISO 9001:2015?", ("34/KH-UBND", "02/KH-UBND"), ()),
)


@pytest.mark.parametrize(("question", "expected", "forbidden"), ROWS, ids=lambda value: str(value)[:40])
def test_answers(shelf: Archive, question: str, expected: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    answer = ask(question, shelf, None)
    assert answer.answerable, answer.answer
    assert [each for each in expected if each not in answer.answer] == [], answer.answer
    assert [each for each in forbidden if each in answer.answer] == [], answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch phát triển cảng cá chi bao nhiêu tỷ đồng cho Sở Y tế?",
        "Mức phạt khi nộp báo cáo trễ theo kế hoạch 41/KH-UBND là bao nhiêu?",
        "Kế hoạch 41/KH-UBND căn cứ thông tư nào?",
    ],
)
def test_what_is_not_stated_is_refused(shelf: Archive, question: str) -> None:
    assert not ask(question, shelf, None).answerable


def test_the_name_of_a_province_asks_nothing(shelf: Archive) -> None:
    assert ask("muc tieu cua ha noi den nam 2030", shelf, None).interpretation.kind != "mention"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Căn cứ các Nghị định của Chính phủ: số 78/2025/NĐ-CP", "nghị định", True),
        ("Căn cứ Thông tư số 13/2022/TT-BTC quy định chi tiết Nghị định số 10/2022/NĐ-CP", "nghị định", False),
        ("Tiếp tục thực hiện Nghị quyết số 76/NQ-CP", "nghị quyết", True),
    ],
)
def test_the_type_of_a_basis_is_that_of_its_first_document(text: str, kind: str, expected: bool) -> None:
    assert is_of_type(text, kind) is expected
    assert types_asked(f"căn cứ {kind} nào") == (kind,)


def test_word_counts_are_kept_by_document(tmp_path: Path) -> None:
    with Archive.open("sqlite://") as archive:
        UnitCounts.of(archive).keep_in(tmp_path)
        archive.add(parse_text(PLAN, "cang-ca.txt"))
        before = Library.of(archive).weights()
        assert before.counts["cang ca"] and (tmp_path / FILE).is_file()
        archive.add(parse_text(OTHER, "rung.txt"))
        after = Library.of(archive).weights()
        assert after.total > before.total and after.counts["cang ca"] == before.counts["cang ca"]
        UnitCounts.of(archive).keep_in(tmp_path)  # as after a restart
        assert Library(archive).weights().counts == after.counts
    (tmp_path / FILE).write_text("{damaged", encoding="utf-8")
    with Archive.open("sqlite://") as archive:
        UnitCounts.of(archive).keep_in(tmp_path)
        assert Library.of(archive).weights().total == 0
