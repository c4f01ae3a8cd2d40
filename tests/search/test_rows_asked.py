"""What rows of a task table tell beside what is asked first, by when their tasks are due, several rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.answer import Answer, Kind
from search.ask import ask
from search.evidence.due import due_by
from search.evidence.focus import without
from search.question.times import read_deadline

PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 15/KH-UBND

Nghệ An, ngày 05 tháng 6 năm 2031

KẾ HOẠCH
HỖ TRỢ NHU YẾU PHẨM DO MƯA LŨ TRÊN ĐỊA BÀN TỈNH

I. TỔ CHỨC THỰC HIỆN

1. Sở Xây dựng:

- Rà soát, cập nhật điểm ngập sâu, sạt lở trên các tuyến đường.

- Chỉ đạo các đơn vị mở đường tạm để vận chuyển hàng hóa.

2. Sở Y tế:

- Bố trí các đội y tế lưu động cấp phát thuốc thiết yếu.

PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 15/KH-UBND ngày 05 tháng 6 năm 2031)

STT\tNội dung, nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tTiến độ\tSản phẩm
1\tThành lập kho vật tư dự trữ\tSở Y tế\tSở Xây dựng, Sở Y tế và Công an tỉnh\tTrước ngày 30/9/2031\tQuyết định lập kho
2\tTập huấn cứu hộ đường thủy\tSở Y tế\t- Sở Xây dựng; - Công an tỉnh\tQuí IV-2031\tLớp tập huấn
3\tMua sắm xuồng máy cứu sinh\tCông an tỉnh\tSở Tài chính\tQuý II/2032\tHợp đồng mua sắm
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("rows")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(PLAN, "ke-hoach-15.txt"))
        yield opened


def answer(archive: Archive, question: str) -> Answer:
    return ask(f"{question}, theo Kế hoạch 15/KH-UBND?", archive, None)


def test_agencies_are_told_with_what_is_printed_between_them(archive: Archive) -> None:
    told = answer(archive, "Thành lập kho vật tư dự trữ thì ai phối hợp").answer
    assert "Sở Xây dựng, Sở Y tế và Công an tỉnh phối hợp" in told
    assert "Sở Xây dựng; Công an tỉnh" in answer(archive, "Tập huấn cứu hộ đường thủy thì ai phối hợp").answer


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Thành lập kho vật tư dự trữ phải xong trước ngày nào, sản phẩm là gì", ("30/9/2031", "Quyết định lập kho")),
        ("Ai chủ trì tập huấn cứu hộ đường thủy, kết quả đầu ra là gì", ("Sở Y tế", "Lớp tập huấn")),
        ("Sản phẩm của việc thành lập kho vật tư dự trữ là gì", ("Quyết định lập kho",)),
    ],
)
def test_the_product_of_a_row_is_told_when_it_is_asked_for(
    archive: Archive, question: str, expected: tuple[str, ...]
) -> None:
    told = answer(archive, question)
    assert all(words in told.answer for words in expected)
    assert "không tìm thấy" not in told.answer


def test_tasks_that_are_due_by_a_day(archive: Archive) -> None:
    told = answer(archive, "Những nhiệm vụ nào phải hoàn thành trước ngày 01/11/2031")
    assert told.interpretation.kind is Kind.LIST
    assert "kho vật tư" in told.answer
    assert "xuồng máy" not in told.answer
    assert "Tập huấn" not in told.answer


def test_a_list_by_quarter_of_what_stands_in_the_list_enclosed(archive: Archive) -> None:
    question = "Liệt kê các nhiệm vụ phải hoàn thành trong quý IV/2031 theo danh mục kèm Kế hoạch 15/KH-UBND"
    told = ask(question, archive, None).answer
    assert "Tập huấn cứu hộ" in told
    assert "kho vật tư" not in told


def test_all_duties_are_told_where_the_rest_of_the_title_says_nothing(archive: Archive) -> None:
    question = "Trong kế hoạch hỗ trợ nhu yếu phẩm sau mưa lũ của Nghệ An, Sở Xây dựng được phân công những việc gì?"
    told = ask(question, archive, None).answer
    assert "điểm ngập sâu" in told
    assert "mở đường tạm" in told


@pytest.mark.parametrize(
    ("asking", "day"),
    [
        ("việc nào phải xong trước ngày 30/11/2025", date(2025, 11, 30)),
        ("việc nào phải xong trước tháng 12/2025", date(2025, 11, 30)),
        ("những việc chậm nhất quý III/2025 phải xong", date(2025, 9, 30)),
        ("những việc của quý III/2025", None),
        ("văn bản nào có từ trước đến nay", None),
    ],
)
def test_the_day_by_which_tasks_are_due(asking: str, day: date | None) -> None:
    assert due_by(asking) == day


def test_a_quarter_is_spelled_in_two_ways() -> None:
    assert read_deadline("Quí IV-2025") == read_deadline("Quý IV/2025")


def test_a_word_among_those_of_the_title_is_the_title_said_otherwise() -> None:
    assert without(["hỗ trợ nhu yếu phẩm sau mưa lũ"], "Hỗ trợ nhu yếu phẩm do mưa lũ") == ()
    assert without(["mưa lũ điểm sạt lở"], "Hỗ trợ nhu yếu phẩm do mưa lũ") == ("điểm sạt lở",)
    assert without(["giá"], "Bảng lương") == ("giá",)


AMOUNTS = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 16/QĐ-UBND

Nghệ An, ngày 06 tháng 6 năm 2031

QUYẾT ĐỊNH
Về tiêu chuẩn, định mức xe ô tô chuyên dùng

Điều 1. Ban hành tiêu chuẩn, định mức xe ô tô chuyên dùng như sau.

STT\tTên đơn vị\tSố lượng tối đa\tChủng loại
1\tTrung tâm Dạy nghề Sông Lam\t45\tXe tải
2\tTrường Cao đẳng nghề Cửa Lò\t17\tXe tải, xe tập lái
3\tTrường Trung cấp Kinh tế Vinh\t9\tXe tải
"""


def test_rows_of_both_things_of_which_a_number_is_asked(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(AMOUNTS, "quyet-dinh-16.txt"))
        question = "Trung tâm Dạy nghề Sông Lam và Trường Cao đẳng nghề Cửa Lò tối đa bao nhiêu xe chuyên dùng?"
        told = ask(question, opened, None).answer
    assert "45" in told
    assert "17" in told
    assert "Kinh tế Vinh" not in told
